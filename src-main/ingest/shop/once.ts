// Remembers what was handed over, so that a shop that is asked with an overlap does not say the same thing at every question.

import { createHash } from 'node:crypto';
import { forgetOldest } from '../../core/bounded-memory.ts';
import type { ShopReading } from './shop-order.ts';

export interface Once {
  /** Of a reading, what was not handed over yet. */
  fresh(reading: ShopReading): ShopReading;
  /** It is stored: not again. */
  keep(reading: ShopReading): void;
}

const REMEMBERED = 50_000;

export const createOnce = (): Once => {
  const seen = new Set<string>();

  const keyOf = ({ reason, raw }: ShopReading['rejects'][number]): string =>
    `!${createHash('sha1').update(reason).update('\n').update(raw).digest('base64')}`;

  return {
    fresh: ({ events, rejects }) => ({
      events: events.filter(({ id }) => !seen.has(id)),
      rejects: rejects.filter((reject) => !seen.has(keyOf(reject))),
    }),
    keep: ({ events, rejects }) => {
      for (const { id } of events) seen.add(id);
      for (const reject of rejects) seen.add(keyOf(reject));
      forgetOldest(seen, REMEMBERED);
    },
  };
};

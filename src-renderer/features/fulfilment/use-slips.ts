// A show's packing slips page by page: only what is looked at is asked for, and again when an order or a mark changes.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Reply } from '../../../src-main/contract/errors.ts';
import type { SlipFilter, SlipPage, SlipView } from '../../../src-main/contract/fulfilment-documents.ts';
import { MOST_SLIPS } from '../../../src-main/contract/fulfilment-limits.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';

const PAGE = MOST_SLIPS;

interface Pages {
  readonly key: string;
  readonly freshness: string;
  /** Of the newest answer. */
  readonly page: SlipPage;
  readonly slips: ReadonlyMap<number, SlipView>;
}

export interface Slips {
  /** Null until the first page has come; what was known before is kept until fresher comes. */
  readonly page: SlipPage | null;
  readonly refused: Extract<Reply<unknown>, { ok: false }> | null;
  slip(index: number): SlipView | undefined;
  /** Where the slip of a buyer stands among those that are known, or -1. */
  place(key: string): number;
  /** The list shows these places now. */
  see(from: number, to: number): void;
  /** Asks anew, as after a mark of this screen's own. */
  again(): void;
}

export const useSlips = (showId: ShowId, filter: SlipFilter, search: string): Slips => {
  const revision = useTopicSlice('order.state', (state) => state?.revision ?? 0);
  const [round, setRound] = useState(0);
  const key = useMemo(() => JSON.stringify([showId, filter, search]), [showId, filter, search]);
  const [pages, setPages] = useState<Pages | null>(null);
  const [refused, setRefused] = useState<Slips['refused']>(null);
  const asked = useRef({ freshness: '', pages: new Set<number>() });
  const seen = useRef({ from: 0, to: 0 });

  const ask = useCallback(
    (from: number, to: number): void => {
      const question = asked.current;
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (question.pages.has(page)) continue;
        question.pages.add(page);
        void request('fulfilment.slips', { showId, filter, search, offset: page * PAGE, limit: PAGE }).then((reply) => {
          if (asked.current !== question) return;
          setRefused(reply.ok ? null : reply);
          if (!reply.ok) return;
          setPages((before) => {
            const slips = new Map(before?.freshness === question.freshness ? before.slips : []);
            reply.value.slips.forEach((slip, index) => {
              slips.set(reply.value.offset + index, slip);
            });
            return { key, freshness: question.freshness, page: reply.value, slips };
          });
        });
      }
    },
    [showId, filter, search, key],
  );

  useEffect(() => {
    asked.current = { freshness: `${key}:${revision}:${round}`, pages: new Set() };
    ask(seen.current.from, seen.current.to);
  }, [key, revision, round, ask]);

  const isOurs = pages?.key === key;
  const known = isOurs ? pages.slips : null;
  return {
    page: isOurs ? pages.page : null,
    refused,
    slip: useCallback((index: number) => known?.get(index), [known]),
    place: useCallback(
      (wanted: string) => [...(known ?? [])].find(([, slip]) => slip.key === wanted)?.[0] ?? -1,
      [known],
    ),
    see: useCallback(
      (from: number, to: number) => {
        seen.current = { from, to };
        ask(from, to);
      },
      [ask],
    ),
    again: useCallback(() => setRound((count) => count + 1), []),
  };
};

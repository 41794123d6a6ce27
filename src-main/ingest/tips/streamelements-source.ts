// Attaches StreamElements: tips, follows and merch of its realtime socket, which speaks Socket.IO 2.

import type { EventSource } from '../event-source.ts';
import { SKIPPED } from '../feed-reading.ts';
import { createFeedSource, type FeedEars, type FeedEnd } from '../feed-source.ts';
import { parseFeedUrl, requireSetting, settingOf } from '../feed-url.ts';
import { nameOf, own, textOf } from '../shop/loose-field.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { parseActivity } from './parse-activity.ts';
import { openSocketIo2Line } from './socket-io-2-line.ts';
import type { TipLimits } from './streamlabs-source.ts';

const METHODS = ['jwt', 'oauth2'];
/** Sent by a button of theirs: nothing of it happened. */
const TEST = 'event:test';

export const createStreamElementsSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  limits: Partial<TipLimits> = {},
): EventSource => {
  const token = requireSetting(settings, 'token');
  const typed = settingOf(settings, 'method');
  const method = METHODS.includes(typed) ? typed : 'jwt';
  const url = parseFeedUrl(requireSetting(settings, 'url'), 'http', true);
  const openMs = limits.openMs ?? 10_000;

  const hear = (ears: FeedEars, word: string, payload: unknown): FeedEnd | null => {
    if (word === 'unauthorized') {
      const reason = nameOf(own(payload, 'message') ?? textOf(payload));
      return { why: 'refused', code: 'bad_token', reason, isFinal: true };
    }
    if (word === 'authenticated') ears.up({});
    else ears.hear(word === TEST ? SKIPPED : parseActivity(payload, clock()));
    return null;
  };

  return createFeedSource({
    sourceId,
    name,
    kind: streamElementsKind.kind,
    clock,
    host: url.host,
    stalledAfterMs: null,
    limits,
    dial: (ears) => {
      let waiting: NodeJS.Timeout | null = null;
      const line = openSocketIo2Line({
        url,
        openMs,
        onFrame: ears.frame,
        events: ['authenticated', 'unauthorized', 'event', TEST],
        onConnect: (emit) => {
          waiting = setTimeout(line.close, openMs);
          emit('authenticate', { method, token });
        },
        onEvent: (word, payload) => {
          if (waiting !== null) clearTimeout(waiting);
          return hear(ears, word, payload);
        },
      });
      void line.ended.then(() => {
        if (waiting !== null) clearTimeout(waiting);
      });
      return line;
    },
  });
};

export const streamElementsKind: SourceKind = {
  kind: 'streamelements',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, isWay: true, usual: 'https://realtime.streamelements.com' },
    { name: 'token', kind: 'secret', isRequired: true },
    { name: 'method', kind: 'choice', isRequired: true, isWay: true, choices: METHODS, usual: 'jwt' },
  ],
  reads: ['gift', 'chat', 'follow', 'order.created', 'order.paid'],
  carries: [],
  isInbound: false,
  stalledAfterMs: null,
  make: (making) => createStreamElementsSource(making),
};

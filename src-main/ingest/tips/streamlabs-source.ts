// Attaches Streamlabs: tips, bits and follows of its socket, which speaks Socket.IO 2.

import type { EventSource } from '../event-source.ts';
import { createFeedSource, type FeedLimits } from '../feed-source.ts';
import { parseFeedUrl, requireSetting } from '../feed-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { parseStreamlabs } from './parse-streamlabs.ts';
import { openSocketIo2Line } from './socket-io-2-line.ts';

export interface TipLimits extends FeedLimits {
  readonly openMs: number;
}

export const createStreamlabsSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  limits: Partial<TipLimits> = {},
): EventSource => {
  const token = requireSetting(settings, 'token');
  const url = parseFeedUrl(requireSetting(settings, 'url'), 'http', true);
  return createFeedSource({
    sourceId,
    name,
    kind: streamlabsKind.kind,
    clock,
    host: url.host,
    stalledAfterMs: null,
    limits,
    dial: (ears) =>
      openSocketIo2Line({
        url,
        query: { token },
        openMs: limits.openMs ?? 10_000,
        onFrame: ears.frame,
        events: ['event'],
        onConnect: () => ears.up({}),
        onEvent: (_name, payload) => {
          ears.hear(parseStreamlabs(payload, clock()));
          return null;
        },
      }),
  });
};

export const streamlabsKind: SourceKind = {
  kind: 'streamlabs',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, isWay: true, usual: 'https://sockets.streamlabs.com' },
    { name: 'token', kind: 'secret', isRequired: true },
  ],
  reads: ['gift', 'chat', 'follow', 'notice'],
  carries: [],
  isInbound: false,
  stalledAfterMs: null,
  make: (making) => createStreamlabsSource(making),
};

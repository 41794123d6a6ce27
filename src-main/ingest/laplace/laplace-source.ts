// Attaches a LAPLACE event bridge: shows its token as the bridge wants it, and answers its pings.

import { createFeedSource, type FeedEars, type FeedLimits, type FeedLine } from '../feed-source.ts';
import { parseFeedUrl, requireSetting, settingOf } from '../feed-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { openWsLine, type WsLineLimits } from '../ws-line.ts';
import { createLaplaceParser, type LaplaceParser } from './parse-laplace.ts';

const STALLED_AFTER = 60_000;
const ROLE = 'laplace-event-bridge-role-client';

export interface LaplaceLimits extends FeedLimits, WsLineLimits {
  readonly stalledAfterMs: number;
}

/** What may stand in a list of sub-protocols; another token goes in the address alone. */
const isProtocol = (token: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(token);

const hearFrame = (text: string, parse: LaplaceParser, ears: FeedEars, send: (text: string) => void): void => {
  const { reading, bridge } = parse(text);
  if (bridge?.word === 'established') ears.up({});
  if (bridge?.word === 'ping')
    send(JSON.stringify({ type: 'pong', timestamp: Date.now(), respondingTo: bridge.timestamp }));
  if (reading === null) return;
  if (reading.events.length > 0) ears.up({});
  ears.hear(reading);
};

export const createLaplaceSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  limits: Partial<LaplaceLimits> = {},
) => {
  const token = settingOf(settings, 'token');
  const url = parseFeedUrl(requireSetting(settings, 'url'), 'ws', token !== '');
  if (token !== '') url.searchParams.set('token', token);
  const protocols = token === '' ? [] : [ROLE, ...(isProtocol(token) ? [token] : [])];
  const parse = createLaplaceParser(clock);
  /** Some bridges take the list and name none of it in their answer, which this library holds against them. */
  let isListDropped = false;

  const dial = (ears: FeedEars): FeedLine => {
    const line = openWsLine({
      url,
      protocols: isListDropped ? [] : protocols,
      isGreeted: true,
      limits,
      onFrame: ears.frame,
      onOpen: () => undefined,
      onText: (text, send) => {
        hearFrame(text, parse, ears, send);
        return null;
      },
    });
    const ended = line.ended.then((end) => {
      if (!/^Server sent no subprotocol/.test(end.reason)) return end;
      isListDropped = true;
      return { why: 'lost', reason: end.reason } as const;
    });
    return { ended, close: line.close };
  };

  return createFeedSource({
    sourceId,
    name,
    kind: 'laplace-event-bridge',
    clock,
    host: url.host,
    stalledAfterMs: limits.stalledAfterMs ?? STALLED_AFTER,
    limits,
    dial,
  });
};

/** LAPLACE's event bridge for Bilibili, and what speaks like it. */
export const laplaceKind: SourceKind = {
  kind: 'laplace-event-bridge',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, isWay: true, usual: 'ws://127.0.0.1:9696' },
    { name: 'token', kind: 'secret', isRequired: false },
  ],
  reads: ['chat', 'gift', 'like', 'enter', 'follow', 'share', 'audience', 'stream.started', 'stream.ended'],
  carries: [],
  isInbound: false,
  stalledAfterMs: STALLED_AFTER,
  make: (making) => createLaplaceSource(making),
};

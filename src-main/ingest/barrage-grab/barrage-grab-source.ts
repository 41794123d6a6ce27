// Attaches a DouyinBarrageGrab: listens and never says a word, since whatever it is told it takes for a command.

import { createFeedSource, type FeedLimits } from '../feed-source.ts';
import { parseFeedUrl, requireSetting } from '../feed-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { openWsLine, type WsLineLimits } from '../ws-line.ts';
import { createBarrageGrabParser } from './parse-barrage-grab.ts';

/** A room tells its audience every few seconds. */
const STALLED_AFTER = 30_000;

export interface BarrageGrabLimits extends FeedLimits, WsLineLimits {
  readonly stalledAfterMs: number;
}

export const createBarrageGrabSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  limits: Partial<BarrageGrabLimits> = {},
) => {
  const url = parseFeedUrl(requireSetting(settings, 'url'), 'ws', false);
  const parse = createBarrageGrabParser(clock);
  return createFeedSource({
    sourceId,
    name,
    kind: 'douyin-barrage-grab',
    clock,
    host: url.host,
    stalledAfterMs: limits.stalledAfterMs ?? STALLED_AFTER,
    limits,
    dial: (ears) =>
      openWsLine({
        url,
        limits,
        onFrame: ears.frame,
        onOpen: () => ears.up({}),
        onText: (text) => {
          ears.hear(parse(text));
          return null;
        },
      }),
  });
};

/** ape-byte's and HaoDong108's DouyinBarrageGrab (2.7), on the machine that it runs on or on one nearby. */
export const barrageGrabKind: SourceKind = {
  kind: 'douyin-barrage-grab',
  fields: [{ name: 'url', kind: 'url', isRequired: true, isWay: true, usual: 'ws://127.0.0.1:8888' }],
  reads: ['chat', 'gift', 'like', 'enter', 'follow', 'share', 'audience', 'stream.ended'],
  carries: [],
  isInbound: false,
  stalledAfterMs: STALLED_AFTER,
  make: (making) => createBarrageGrabSource(making),
};

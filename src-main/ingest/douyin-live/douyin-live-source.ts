// Attaches a douyinLive: keeps its socket open while the room is off the air, since it tells by itself when that ends.

import { createFeedSource, type FeedEars, type FeedEnd, type FeedLimits } from '../feed-source.ts';
import { parseFeedUrl, requireSetting, settingOf } from '../feed-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { openWsLine, type WsLineLimits } from '../ws-line.ts';
import { createDouyinLiveParser, type DouyinLiveFrame } from './parse-douyin-live.ts';

const STALLED_AFTER = 30_000;
const HEARTBEAT = { text: 'ping', everyMs: 30_000 };

export interface DouyinLiveLimits extends FeedLimits, WsLineLimits {
  readonly stalledAfterMs: number;
}

/** Where the room's number belongs: behind the address, unless it stands there already. */
const addressOf = (typed: string, room: string, hasKey: boolean): URL => {
  const url = parseFeedUrl(typed, 'ws', hasKey);
  const folder = url.pathname.replace(/\/+$/, '');
  const path = folder === '' ? '/ws' : folder;
  url.pathname = path.endsWith(`/${room}`) ? path : `${path}/${encodeURIComponent(room)}`;
  return url;
};

const hearFrame = ({ reading, room }: DouyinLiveFrame, ears: FeedEars): FeedEnd | null => {
  ears.hear(reading);
  if (room === null) return null;
  const { standing, message } = room;
  if (standing === 'not_found') return { why: 'refused', code: 'unknown_room', reason: message, isFinal: true };
  if (standing === 'online') ears.say(null);
  else if (standing === 'unknown') ears.say({ code: 'source_says', details: { why: message } });
  else ears.say({ code: 'room_offline', details: { why: message } });
  return null;
};

export const createDouyinLiveSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  limits: Partial<DouyinLiveLimits> = {},
) => {
  const key = settingOf(settings, 'token');
  const url = addressOf(requireSetting(settings, 'url'), requireSetting(settings, 'room'), key !== '');
  const parse = createDouyinLiveParser(clock);
  return createFeedSource({
    sourceId,
    name,
    kind: 'douyin-live',
    clock,
    host: url.host,
    stalledAfterMs: limits.stalledAfterMs ?? STALLED_AFTER,
    limits,
    dial: (ears) =>
      openWsLine({
        url,
        limits,
        onFrame: ears.frame,
        // In a header: in the address it would stand in logs.
        headers: key === '' ? {} : { authorization: `Bearer ${key}` },
        heartbeat: HEARTBEAT,
        onOpen: () => ears.up({}),
        onText: (text, send) => {
          if (text === 'pong') return null;
          if (text === 'ping') {
            send('pong');
            return null;
          }
          return hearFrame(parse(text), ears);
        },
      }),
  });
};

/** jwwsjlm's douyinLive. */
export const douyinLiveKind: SourceKind = {
  kind: 'douyin-live',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, isWay: true, usual: 'ws://127.0.0.1:1088/ws' },
    { name: 'room', kind: 'text', isRequired: true },
    { name: 'token', kind: 'secret', isRequired: false },
  ],
  reads: ['chat', 'gift', 'like', 'enter', 'follow', 'share', 'audience', 'stream.ended'],
  carries: [],
  isInbound: false,
  stalledAfterMs: STALLED_AFTER,
  make: (making) => createDouyinLiveSource(making),
};

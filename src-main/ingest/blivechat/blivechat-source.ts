// Attaches a blivechat: joins one room and keeps its own heartbeat, without which blivechat hangs up after fifteen seconds.

import { createFeedSource, type FeedEars, type FeedEnd, type FeedLimits } from '../feed-source.ts';
import { parseFeedUrl, requireSetting } from '../feed-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { openWsLine, type WsLineLimits } from '../ws-line.ts';
import { type BlivechatFrame, parseBlivechat } from './parse-blivechat.ts';

const STALLED_AFTER = 60_000;

export interface BlivechatLimits extends FeedLimits, WsLineLimits {
  readonly stalledAfterMs: number;
  readonly heartbeatMs: number;
}

const HEARTBEAT = JSON.stringify({ cmd: 0, data: {} });
const ROOM_ID = 1;
const AUTH_CODE = 2;

/** A room's number, or the 身份码 of its owner: the two are told apart by what they look like. */
const joinOf = (room: string): string => {
  const isNumber = /^\d{1,15}$/.test(room);
  const roomKey = isNumber ? { type: ROOM_ID, value: Number(room) } : { type: AUTH_CODE, value: room };
  return JSON.stringify({ cmd: 1, data: { roomKey, config: { autoTranslate: false } } });
};

const addressOf = (typed: string, hasSecret: boolean): URL => {
  const url = parseFeedUrl(typed, 'ws', hasSecret);
  if (url.pathname.replace(/\/+$/, '') === '') url.pathname = '/api/chat';
  return url;
};

const hearFrame = ({ reading, fatal }: BlivechatFrame, ears: FeedEars): FeedEnd | null => {
  if (reading !== null) ears.hear(reading);
  return fatal === null ? null : { why: 'refused', code: 'bad_token', reason: fatal, isFinal: true };
};

export const createBlivechatSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  limits: Partial<BlivechatLimits> = {},
) => {
  const join = joinOf(requireSetting(settings, 'room'));
  const url = addressOf(requireSetting(settings, 'url'), join.includes(`"type":${AUTH_CODE}`));
  return createFeedSource({
    sourceId,
    name,
    kind: 'blivechat',
    clock,
    host: url.host,
    stalledAfterMs: limits.stalledAfterMs ?? STALLED_AFTER,
    limits,
    dial: (ears) =>
      openWsLine({
        url,
        limits,
        onFrame: ears.frame,
        heartbeat: { text: HEARTBEAT, everyMs: limits.heartbeatMs ?? 8000 },
        onOpen: (send) => {
          send(join);
          ears.up({});
        },
        onText: (text) => hearFrame(parseBlivechat(text, clock()), ears),
      }),
  });
};

/** xfgryujk's blivechat for Bilibili. */
export const blivechatKind: SourceKind = {
  kind: 'blivechat',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, isWay: true, usual: 'ws://127.0.0.1:12450/api/chat' },
    { name: 'room', kind: 'text', isRequired: true },
  ],
  reads: ['chat', 'gift'],
  carries: [],
  isInbound: false,
  stalledAfterMs: STALLED_AFTER,
  make: (making) => createBlivechatSource(making),
};

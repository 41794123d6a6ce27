// Attaches a TikTok-Chat-Reader: asks it for one host at every connection, and hears everything it forwards.

import { Manager } from 'socket.io-client';
import { createFeedSource, type FeedEars, type FeedEnd, type FeedLimits, type FeedLine } from '../feed-source.ts';
import { parseFeedUrl, requireSetting } from '../feed-url.ts';
import { judgeSocketIoError } from '../socketio-error.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { createTikTokParser, readConnected, type TikTokParser } from './parse-tiktok.ts';

export interface TikTokLimits extends FeedLimits {
  readonly openMs: number;
  /** For the reader to have reached the host's room; it says nothing meanwhile. */
  readonly roomMs: number;
  readonly stalledAfterMs: number;
}

/** The room says its audience every two seconds; the reader itself notices a loss after half a minute only. */
const STALLED_AFTER = 10_000;

const LIMITS: TikTokLimits = {
  openMs: 10_000,
  roomMs: 45_000,
  stalledAfterMs: STALLED_AFTER,
  // A reader with its rate limit on answers five requests a minute.
  retryMinMs: 4000,
  retryMaxMs: 60_000,
  refusedRetryMs: 60_000,
  downAfterMs: 15_000,
};

const judgeDisconnect = (raw: unknown): FeedEnd => {
  const reason = (typeof raw === 'string' ? raw : 'no reason given').slice(0, 200);
  const isOffline = /offline|isn't online|not online|LIVE has ended|not currently live/i.test(reason);
  return { why: 'refused', code: isOffline ? 'room_offline' : 'source_says', reason, isFinal: false };
};

const openLine = (url: URL, user: string, parse: TikTokParser, limits: TikTokLimits, ears: FeedEars): FeedLine => {
  const folder = url.pathname.replace(/\/+$/, '');
  const manager = new Manager(url.origin, {
    path: `${folder}/socket.io`,
    transports: ['websocket'],
    // A new one for each attempt: what was meant for a link that broke must not go out over the next.
    reconnection: false,
    autoConnect: false,
    timeout: limits.openMs,
  });
  const socket = manager.socket('/');
  let resolve: (end: FeedEnd) => void;
  const ended = new Promise<FeedEnd>((settle) => {
    resolve = settle;
  });
  let isOver = false;
  let waiting: NodeJS.Timeout | null = null;

  const finish = (end: FeedEnd): void => {
    if (isOver) return;
    isOver = true;
    if (waiting !== null) clearTimeout(waiting);
    socket.disconnect();
    manager.engine?.close();
    resolve(end);
  };
  const wait = (ms: number, reason: string): void => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = setTimeout(() => finish({ why: 'lost', reason }), ms);
  };
  const greet = (hello: Parameters<FeedEars['up']>[0]): void => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    ears.up(hello);
  };

  wait(limits.openMs, 'no answer in time');
  manager.on('error', (error) => finish(judgeSocketIoError(error)));
  socket.on('connect_error', (error) => finish(judgeSocketIoError(error)));
  socket.on('disconnect', (reason) => finish({ why: 'lost', reason }));
  socket.on('connect', () => {
    wait(limits.roomMs, 'the reader did not reach the room in time');
    ears.frame({ way: 'out', data: ['setUniqueId', user, {}] });
    socket.emit('setUniqueId', user, {});
  });
  socket.onAny((name: string, payload: unknown) => {
    if (isOver) return;
    ears.frame({ way: 'in', data: [name, payload] });
    // Says that the reader lives, and nothing of the room.
    if (name === 'statistic') return;
    if (name === 'tiktokDisconnected') {
      finish(judgeDisconnect(payload));
      return;
    }
    const reading = parse(name, payload);
    if (name === 'tiktokConnected') {
      const { title, startedAt } = readConnected(payload);
      greet({ name: title, startedAt });
    } else if (reading.rejects.length === 0) greet({});
    ears.hear(reading);
    if (name === 'streamEnd') finish(judgeDisconnect('LIVE has ended'));
  });
  socket.connect();
  return { ended, close: () => finish({ why: 'lost', reason: 'stopped' }) };
};

export const createTikTokSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  given: Partial<TikTokLimits> = {},
) => {
  const limits: TikTokLimits = { ...LIMITS, ...given };
  const url = parseFeedUrl(requireSetting(settings, 'url'), 'http', false);
  const user = requireSetting(settings, 'user').replace(/^@/, '');
  const parse = createTikTokParser(clock);
  return createFeedSource({
    sourceId,
    name,
    kind: 'tiktok-chat-reader',
    clock,
    host: url.host,
    stalledAfterMs: limits.stalledAfterMs,
    limits,
    dial: (ears) => openLine(url, user, parse, limits, ears),
  });
};

/** zerodytrash's TikTok-Chat-Reader, on Socket.IO 4. */
export const tiktokKind: SourceKind = {
  kind: 'tiktok-chat-reader',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, isWay: true, usual: 'http://127.0.0.1:8081' },
    { name: 'user', kind: 'text', isRequired: true },
  ],
  reads: ['chat', 'gift', 'like', 'enter', 'follow', 'share', 'audience', 'stream.started', 'stream.ended'],
  carries: [],
  isInbound: false,
  stalledAfterMs: STALLED_AFTER,
  make: (making) => createTikTokSource(making),
};

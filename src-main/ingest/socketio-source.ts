// Attaches a room that speaks Kongtai Room Protocol 1: keeps a connection up and resumes where the store is.

import { ROOM_PROTOCOL } from '../contract/room-protocol.ts';
import type { Problem } from '../contract/topics.ts';
import { type Instant, instant, type SourceId } from '../core/units.ts';
import { createBackOff } from './back-off.ts';
import type { EventSource, SourceSink } from './event-source.ts';
import { problemOf } from './problem-of.ts';
import { keepReject } from './reject.ts';
import { openRoomSession, RENUMBERED, type RoomSession, type SessionEnd, type SessionLimits } from './room-session.ts';
import { parseRoomUrl } from './room-url.ts';
import { createSleeper } from './sleeper.ts';

export interface SocketIoLimits extends SessionLimits {
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
  /** After a refusal that trying again will hardly change. */
  readonly refusedRetryMs: number;
  /** Not reached for so long, the room is down; it is still tried. */
  readonly downAfterMs: number;
}

export interface SocketIoSourceOptions {
  readonly sourceId: SourceId;
  /** What the room is called until it says its own name. */
  readonly name: string;
  readonly kind: 'room' | 'demo';
  /** https or wss; plain http and ws only to this machine. */
  readonly url: string;
  readonly token: string;
  readonly room: string;
  /** A UUID that stays the same for one installation. */
  readonly client: string;
  readonly clock: () => Instant;
  readonly limits?: Partial<SocketIoLimits>;
}

const LIMITS: SocketIoLimits = {
  staleAfterMs: 10_000,
  openMs: 10_000,
  answerMs: 5_000,
  maxFrame: 32 * 1024 * 1024,
  maxWaiting: 1000,
  retryMinMs: 500,
  retryMaxMs: 10_000,
  refusedRetryMs: 60_000,
  downAfterMs: 15_000,
};

/** Refusals that stand until a person, or the server's owner, changes something. */
const FINAL: ReadonlySet<string> = new Set([
  'bad_token',
  'unknown_room',
  'protocol_too_old',
  'protocol_too_new',
  'socket_io_2',
]);

/** Throws Refusal `bad_url`. */
export const createSocketIoSource = (options: SocketIoSourceOptions): EventSource => {
  const { sourceId, name, kind, token, room, client, clock } = options;
  const endpoint = parseRoomUrl(options.url);
  const limits: SocketIoLimits = { ...LIMITS, ...options.limits };
  const { host } = endpoint;
  const backOff = createBackOff({ minMs: limits.retryMinMs, maxMs: limits.retryMaxMs });
  const sleeper = createSleeper();

  let isStopped = false;
  let session: RoomSession | null = null;
  let finished: Promise<void> = Promise.resolve();
  let reachedAt = clock();
  let askedAgainAt: number | null = null;
  /** Where a frame was too large, so that it is counted once and not at each attempt. */
  let largeFrameAt: number | null = null;

  const attempt = async (sink: SourceSink): Promise<SessionEnd> => {
    const auth = { protocol: ROOM_PROTOCOL, token, room, client };
    session = openRoomSession({ endpoint, auth, name, clock, sink, limits, askedAgainAt });
    const { end, wasGreeted, wasOfUse, askAgainAt } = await session.outcome;
    session = null;
    askedAgainAt = askAgainAt;
    if (wasGreeted) reachedAt = clock();
    if (wasOfUse) backOff.reset();
    return end;
  };

  const keepLargeFrame = async (sink: SourceSink): Promise<void> => {
    const at = sink.cursor();
    if (largeFrameAt === at) return;
    const reason = `frame after seq ${at}: larger than ${limits.maxFrame} bytes`;
    await sink.take({ events: [], rejects: [keepReject('', null, reason)], cursor: null });
    largeFrameAt = at;
  };

  /** What the store has to take before dialling again; null where it did. */
  const settle = async (sink: SourceSink, end: SessionEnd): Promise<SessionEnd | null> => {
    try {
      if (end.why === 'frame_too_large') await keepLargeFrame(sink);
      // After a full disk nothing is dialled until the store takes an empty batch again.
      if (end.why === 'store') await sink.take({ events: [], rejects: [], cursor: sink.cursor() });
      return null;
    } catch (error) {
      return { why: 'store', problem: problemOf(error) };
    }
  };

  const judge = (end: SessionEnd): { readonly status: 'reconnecting' | 'down'; readonly problem: Problem } => {
    switch (end.why) {
      case 'store':
        return { status: 'down', problem: end.problem };
      case 'refused':
        return { status: 'down', problem: { code: end.code, details: { host, room, why: end.reason } } };
      case 'frame_too_large':
        return { status: 'down', problem: { code: 'bad_room', details: { host, room, why: end.reason } } };
      default: {
        const status = clock() - reachedAt >= limits.downAfterMs ? 'down' : 'reconnecting';
        return { status, problem: { code: 'unreachable', details: { host, why: end.reason } } };
      }
    }
  };

  /** Says what is wrong and when it is tried again. Returns the wait in ms. */
  const announce = (sink: SourceSink, end: SessionEnd): number => {
    const waitMs = end.why === 'refused' && FINAL.has(end.code) ? limits.refusedRetryMs : backOff.next();
    const retryAt = instant(clock() + waitMs);
    const { status, problem } = judge(end);
    try {
      sink.status({ status, retryAt, problem });
    } catch (error) {
      // The store could not keep that the link is lost: that is the graver trouble, and said in its place.
      sink.status({ status: 'down', retryAt, problem: problemOf(error) });
    }
    return waitMs;
  };

  const run = async (sink: SourceSink): Promise<void> => {
    let isRenumbered = false;
    while (!isStopped) {
      let end = await attempt(sink);
      if (isStopped) return;
      // At once, but not twice running: a room that never settles is waited for like any other.
      const wasRenumbered = isRenumbered;
      isRenumbered = end.why === 'closed' && end.reason === RENUMBERED;
      if (isRenumbered && !wasRenumbered) continue;
      for (let blocked: SessionEnd | null = end; blocked !== null && !isStopped; ) {
        await sleeper.sleep(announce(sink, end));
        if (isStopped) return;
        blocked = await settle(sink, end);
        end = blocked ?? end;
      }
    }
  };

  return {
    sourceId,
    name,
    kind,
    secrets: [token],
    start: (sink) => {
      reachedAt = clock();
      sink.status({ status: 'connecting', retryAt: null, problem: null });
      finished = run(sink);
    },
    stop: async () => {
      isStopped = true;
      session?.close('stopped');
      sleeper.wake();
      await finished;
    },
    canCarry: () => session?.isUp() ?? false,
    carry: async (command) => (session === null ? { ok: 'not_sent' } : session.carry(command)),
  };
};

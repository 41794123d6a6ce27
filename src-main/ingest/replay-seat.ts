// One source of a recording, as the engine meets it: what it said is said again, and whatever it is told is rehearsed.

import type { LiveEvent } from '../core/live-event.ts';
import { type Instant, instant, type SourceId } from '../core/units.ts';
import { createBackOff } from './back-off.ts';
import type { EventSource, Reject, SourceSink } from './event-source.ts';
import { problemOf } from './problem-of.ts';
import type { FeedLineBody, RecordedSource } from './recording.ts';
import { sayStatus } from './say-status.ts';
import { createSleeper } from './sleeper.ts';

export interface ReplaySeat {
  readonly source: EventSource;
  event(event: LiveEvent): void;
  reject(reject: Reject): void;
  /** How many wait to be handed over. */
  waiting(): number;
  /** Settles once the store has all that waits, or the source is stopped. */
  flush(): Promise<void>;
  /** It stood so then: connected, lost, silent. Flushed first. */
  feed(body: FeedLineBody): Promise<void>;
  connect(startedAt: Instant): Promise<void>;
  over(): void;
}

export interface ReplaySeatOptions {
  readonly sourceId: SourceId;
  readonly recorded: Omit<RecordedSource, 'key'>;
  readonly clock: () => Instant;
  /** Nothing can be told while this does not hold. */
  readonly isPlaying: () => boolean;
}

export const createReplaySeat = ({ sourceId, recorded, clock, isPlaying }: ReplaySeatOptions): ReplaySeat => {
  const backOff = createBackOff({ minMs: 500, maxMs: 10_000 });
  const sleeper = createSleeper();
  let sink: SourceSink | null = null;
  let events: LiveEvent[] = [];
  let rejects: Reject[] = [];
  let isStopped = false;
  let isUp = false;
  let commands = 0;
  let busy: Promise<void> = Promise.resolve();

  /** Tried until the store takes it: a rehearsal waits for a full disk like a show. */
  const insist = async (say: (to: SourceSink) => Promise<void> | void): Promise<void> => {
    let isDown = false;
    for (;;) {
      const to = sink;
      if (isStopped || to === null) return;
      try {
        await say(to);
        backOff.reset();
        if (isDown && !isStopped && isUp) sayStatus(to, { status: 'live', retryAt: null, problem: null });
        return;
      } catch (error) {
        isDown = true;
        const waitMs = backOff.next();
        sayStatus(to, { status: 'down', retryAt: instant(clock() + waitMs), problem: problemOf(error) });
        await sleeper.sleep(waitMs);
      }
    }
  };

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    busy = busy.then(work);
    return busy;
  };

  const flushNow = async (): Promise<void> => {
    if (events.length + rejects.length === 0) return;
    const batch = { events, rejects, cursor: null };
    events = [];
    rejects = [];
    await insist((to) => to.take(batch));
  };

  const connectNow = (
    startedAt: Instant | null,
    part: Pick<RecordedSource, 'name' | 'capabilities'>,
  ): Promise<void> => {
    isUp = true;
    const { name, capabilities } = part;
    return insist((to) => to.connected({ name, clockOffsetMs: 0, capabilities, startedAt }));
  };

  const feedNow = async (body: FeedLineBody): Promise<void> => {
    await flushNow();
    if (body.type === 'source.connected') return connectNow(null, body);
    if (body.type === 'source.gap') return insist((to) => to.gap({ from: body.from, to: body.to }));
    if (sink === null || isStopped) return;
    if (body.type === 'source.lost') {
      isUp = false;
      const problem = { code: 'recorded_loss', details: { why: body.reason } };
      sayStatus(sink, { status: 'reconnecting', retryAt: null, problem });
    } else sayStatus(sink, { status: body.type === 'source.stalled' ? 'stale' : 'live', retryAt: null, problem: null });
  };

  return {
    source: {
      sourceId,
      name: recorded.name,
      kind: 'replay',
      start: (given) => {
        sink = given;
        given.status({ status: 'connecting', retryAt: null, problem: null });
      },
      stop: async () => {
        isStopped = true;
        isUp = false;
        sleeper.wake();
        await busy;
      },
      canCarry: () => isUp && isPlaying(),
      // A rehearsal carries out whatever it is told, so that the whole way of a command can be rehearsed; nobody else hears it.
      carry: async () => {
        if (!isUp || !isPlaying()) return { ok: 'not_sent' };
        commands += 1;
        return { ok: true, seq: commands };
      },
    },
    event: (event) => {
      if (!isStopped) events.push(event);
    },
    reject: (reject) => {
      if (!isStopped) rejects.push(reject);
    },
    waiting: () => events.length + rejects.length,
    flush: () => inTurn(flushNow),
    feed: (body) => inTurn(() => feedNow(body)),
    connect: (startedAt) => inTurn(() => connectNow(startedAt, recorded)),
    over: () => {
      isUp = false;
      if (sink !== null && !isStopped) sayStatus(sink, { status: 'off', retryAt: null, problem: null });
    },
  };
};

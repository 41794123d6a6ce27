// A source that only reads: dials its feed, or waits to be dialled, and is honest about silence, cuts, refusals and a strange clock.

import type { Problem } from '../contract/topics.ts';
import { type Instant, instant, type SourceId } from '../core/units.ts';
import { createBackOff } from './back-off.ts';
import type { EventSource, SourceSink } from './event-source.ts';
import { createFeedIntake, type FeedIntake } from './feed-intake.ts';
import type { FeedReading } from './feed-reading.ts';
import { problemOf } from './problem-of.ts';
import type { RawFrame } from './raw-frame.ts';
import { sayStatus } from './say-status.ts';
import { createSleeper } from './sleeper.ts';
import { createStaleWatch } from './stale-watch.ts';

/** Why a line ended, or never came to be. */
export type FeedEnd =
  | { readonly why: 'lost'; readonly reason: string }
  | {
      readonly why: 'refused';
      /** Of the sentence that a person is told. */
      readonly code: string;
      readonly reason: string;
      /** Until a person, or the other program, changes something. */
      readonly isFinal: boolean;
    };

export interface FeedLine {
  /** Settles once, whatever happens. */
  readonly ended: Promise<FeedEnd>;
  close(): void;
}

/** What a line speaks into. After `ended` it is deaf. */
export interface FeedEars {
  /** The other side is there and is what it should be. */
  up(hello: { readonly name?: string; readonly startedAt?: Instant | null }): void;
  /** Any frame that came or left, before what is made of it is heard. */
  frame(frame: RawFrame): void;
  hear(reading: FeedReading): void;
  /** The link stands and something is wrong behind it; null once it is not. */
  say(problem: Problem | null): void;
  /** Nobody is on the line any more, and it goes on waiting to be dialled. */
  away(): void;
}

export interface FeedLimits {
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
  /** After a refusal that trying again will hardly change. */
  readonly refusedRetryMs: number;
  /** Not reached for so long, it is down; it is still tried. */
  readonly downAfterMs: number;
}

export interface FeedSourceOptions {
  readonly sourceId: SourceId;
  readonly name: string;
  readonly kind: string;
  readonly clock: () => Instant;
  /** Host and port, for sentences; never a token. */
  readonly host: string;
  /** In ms; null: it may be silent for ever. */
  readonly stalledAfterMs: number | null;
  readonly dial: (ears: FeedEars) => FeedLine;
  readonly limits?: Partial<FeedLimits>;
}

const LIMITS: FeedLimits = { retryMinMs: 500, retryMaxMs: 15_000, refusedRetryMs: 60_000, downAfterMs: 15_000 };
/** Older than this may be a history told anew; further off, some clock is wrong. */
const CLOCK_OFF = 2 * 60 * 60_000;
const CLOCK_SAMPLES = 9;
const CLOCK_STEP = 60_000;
const OF_USE_AFTER = 5000;

const portIn = (host: string): string => host.slice(host.lastIndexOf(':') + 1);

const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** A library may throw at a setting that it cannot send, a header with a line break, say. */
const dialSafely = (dial: FeedSourceOptions['dial'], ears: FeedEars): FeedLine => {
  try {
    return dial(ears);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const end: FeedEnd = { why: 'refused', code: 'source_says', reason, isFinal: true };
    return { ended: Promise.resolve(end), close: () => undefined };
  }
};

/** One line of a feed, from dialling to its end. */
interface Visit {
  upAt: Instant | null;
  heard: number;
  name: string;
  startedAt: Instant | null;
  clockOffsetMs: number;
  offsets: number[];
  problem: Problem | null;
  failure: Problem | null;
  isOver: boolean;
}

export const createFeedSource = (options: FeedSourceOptions): EventSource => {
  const { sourceId, name, kind, clock, host, stalledAfterMs, dial } = options;
  const limits: FeedLimits = { ...LIMITS, ...options.limits };
  const backOff = createBackOff({ minMs: limits.retryMinMs, maxMs: limits.retryMaxMs });
  const sleeper = createSleeper();
  let isStopped = false;
  let line: FeedLine | null = null;
  let intake: FeedIntake | null = null;
  let finished: Promise<void> = Promise.resolve();
  let reachedAt = clock();
  /** The live session that was spoken of last, on whichever line. */
  let room: string | null = null;

  const visit = async (sink: SourceSink, kept: FeedIntake, live: { current: Visit | null }): Promise<FeedEnd> => {
    const so: Visit = {
      upAt: null,
      heard: 0,
      name,
      startedAt: null,
      clockOffsetMs: 0,
      offsets: [],
      problem: null,
      failure: null,
      isOver: false,
    };
    live.current = so;

    const watch =
      stalledAfterMs === null
        ? null
        : createStaleWatch({
            clock,
            staleAfterMs: stalledAfterMs,
            onStale: () => sayStatus(sink, { status: 'stale', retryAt: null, problem: so.problem }),
            onFresh: () => sayStatus(sink, { status: 'live', retryAt: null, problem: so.problem }),
          });

    const connect = (): void => {
      try {
        const { clockOffsetMs, startedAt } = so;
        sink.connected({ name: so.name, clockOffsetMs, capabilities: [], startedAt });
        if (so.problem !== null) sayStatus(sink, { status: 'live', retryAt: null, problem: so.problem });
      } catch (error) {
        so.failure = problemOf(error);
        opened.close();
      }
    };

    /** One stray time says nothing: the middle of the last few is believed, and only where it is far off. */
    const meetClock = (platformAt: number): void => {
      so.offsets.push(platformAt - clock());
      if (so.offsets.length > CLOCK_SAMPLES) so.offsets.shift();
      if (so.offsets.length < 3) return;
      const middle = medianOf(so.offsets);
      const wanted = Math.abs(middle) > CLOCK_OFF ? Math.round(middle) : 0;
      if (Math.abs(wanted - so.clockOffsetMs) < CLOCK_STEP) return;
      so.clockOffsetMs = wanted;
      so.problem =
        wanted === 0 ? null : { code: 'clock_off', details: { hours: Math.round(Math.abs(wanted) / 3_600_000) } };
      connect();
    };

    const meetRoom = (next: string): void => {
      const before = room;
      room = next;
      if (before === null || before === next) return;
      so.problem = { code: 'other_room', details: { from: before, to: next } };
      sayStatus(sink, { status: 'live', retryAt: null, problem: so.problem });
    };

    /** The first name that it gives itself stays for this line. */
    const meetTitle = (title: string): void => {
      if (so.name !== name || title === name || so.upAt === null) return;
      so.name = title;
      connect();
    };

    const ears: FeedEars = {
      up: (hello) => {
        if (so.isOver || so.upAt !== null) return;
        so.upAt = clock();
        so.name = hello.name === undefined || hello.name === '' ? name : hello.name.slice(0, 200);
        so.startedAt = hello.startedAt ?? null;
        connect();
        if (!so.isOver && so.failure === null) watch?.start();
      },
      frame: (frame) => {
        if (!so.isOver) sink.frame?.(frame);
      },
      hear: (reading) => {
        if (so.isOver) return;
        sink.read?.(reading);
        so.heard += reading.events.length + reading.skipped;
        if (reading.events.length + reading.skipped > 0) watch?.heard();
        if (reading.platformAt !== null) meetClock(reading.platformAt);
        if (reading.title !== null) meetTitle(reading.title);
        if (reading.room !== null) meetRoom(reading.room);
        kept.put(reading);
      },
      say: (problem) => {
        if (so.isOver) return;
        so.problem = problem;
        if (so.upAt !== null) sayStatus(sink, { status: 'live', retryAt: null, problem });
      },
      away: () => {
        if (so.isOver || so.upAt === null) return;
        so.upAt = null;
        watch?.stop();
        sayStatus(sink, { status: 'reconnecting', retryAt: null, problem: { code: 'not_dialled', details: { host } } });
      },
    };

    const opened = dialSafely(dial, ears);
    line = opened;
    const end = await opened.ended;
    so.isOver = true;
    line = null;
    live.current = null;
    watch?.stop();
    if (so.upAt !== null) reachedAt = clock();
    if (so.heard > 0 || (so.upAt !== null && clock() - so.upAt > OF_USE_AFTER)) backOff.reset();
    return so.failure === null
      ? end
      : { why: 'refused', code: so.failure.code, reason: String(so.failure.details.why ?? ''), isFinal: false };
  };

  const announce = (sink: SourceSink, end: FeedEnd): number => {
    const waitMs = end.why === 'refused' && end.isFinal ? limits.refusedRetryMs : backOff.next();
    const retryAt = instant(clock() + waitMs);
    const why = end.reason.slice(0, 200);
    if (end.why === 'refused')
      sayStatus(sink, {
        status: 'down',
        retryAt,
        problem: { code: end.code, details: { host, port: portIn(host), why } },
      });
    else {
      const status = clock() - reachedAt >= limits.downAfterMs ? 'down' : 'reconnecting';
      sayStatus(sink, { status, retryAt, problem: { code: 'unreachable', details: { host, why } } });
    }
    return waitMs;
  };

  const run = async (sink: SourceSink, kept: FeedIntake, live: { current: Visit | null }): Promise<void> => {
    while (!isStopped) {
      const end = await visit(sink, kept, live);
      if (isStopped) return;
      await sleeper.sleep(announce(sink, end));
    }
  };

  return {
    sourceId,
    name,
    kind,
    start: (sink) => {
      reachedAt = clock();
      const live: { current: Visit | null } = { current: null };
      sayStatus(sink, { status: 'connecting', retryAt: null, problem: null });
      const kept = createFeedIntake({
        sink,
        clock,
        onFailed: (error, retryAt) => sayStatus(sink, { status: 'down', retryAt, problem: problemOf(error) }),
        onRecovered: () => {
          const so = live.current;
          if (so?.upAt !== null && so !== null) sayStatus(sink, { status: 'live', retryAt: null, problem: so.problem });
        },
      });
      intake = kept;
      finished = run(sink, kept, live);
    },
    stop: async () => {
      isStopped = true;
      line?.close();
      sleeper.wake();
      await finished;
      await intake?.close();
    },
  };
};

// Holds what a feed said until the store has it: such a feed cannot be asked again, so a full disk must not lose it.

import { rejectKind } from '../core/reject-kind.ts';
import { type Instant, instant } from '../core/units.ts';
import { createBackOff } from './back-off.ts';
import type { Reject, SourceSink } from './event-source.ts';
import type { FeedReading } from './feed-reading.ts';
import { keepReject } from './reject.ts';
import { createSleeper } from './sleeper.ts';

export interface FeedIntake {
  put(reading: FeedReading): void;
  /** Hands over what is left, once; settles after the last take. */
  close(): Promise<void>;
}

export interface FeedIntakeOptions {
  readonly sink: SourceSink;
  readonly clock: () => Instant;
  /** The store would not take it; it is tried again at `retryAt`. */
  readonly onFailed: (error: unknown, retryAt: Instant) => void;
  readonly onRecovered: () => void;
}

const EVENTS_PER_TAKE = 1000;
/** Some ten minutes of a busy room. */
const MAX_EVENTS = 50_000;
/** A stream of garbage is kept in samples; all of it is counted, by kind as far as these reach. */
const MAX_REJECTS = 200;
const MAX_KINDS = 50;
const OTHERS = 'other messages that could not be read came at the same time';

export const createFeedIntake = ({ sink, clock, onFailed, onRecovered }: FeedIntakeOptions): FeedIntake => {
  const backOff = createBackOff({ minMs: 500, maxMs: 10_000 });
  const sleeper = createSleeper();
  let events: FeedReading['events'][number][] = [];
  let rejects: Reject[] = [];
  let lostEvents = 0;
  /** By kind: one of those beyond the samples, for all of them. */
  let surplus = new Map<string, Reject>();
  let isRunning = false;
  let isClosed = false;
  let running: Promise<void> = Promise.resolve();

  const leftOut = (): readonly Reject[] =>
    lostEvents === 0 ? [] : [keepReject('', null, `${lostEvents} events came while the store was full and are lost`)];

  const isEmpty = (): boolean => events.length + rejects.length + lostEvents + surplus.size === 0;

  const addSurplus = (kind: string, reject: Reject): void => {
    const known = surplus.get(kind);
    if (known !== undefined) surplus.set(kind, { ...known, times: known.times + reject.times });
    // It stands for several: the id of one of them would keep the others out.
    else if (surplus.size < MAX_KINDS || kind === OTHERS) surplus.set(kind, { ...reject, eventId: null });
    else addSurplus(OTHERS, { ...keepReject('', null, OTHERS), times: reject.times });
  };

  const takeOnce = async (): Promise<void> => {
    const given = events.slice(0, EVENTS_PER_TAKE);
    const refused = rejects.length;
    const counted = lostEvents;
    const summed = surplus;
    surplus = new Map();
    try {
      await sink.take({ events: given, rejects: [...rejects, ...summed.values(), ...leftOut()], cursor: null });
    } catch (error) {
      for (const [kind, reject] of summed) addSurplus(kind, reject);
      throw error;
    }
    events = events.slice(given.length);
    rejects = rejects.slice(refused);
    lostEvents -= counted;
  };

  const run = async (): Promise<void> => {
    let hasFailed = false;
    while (!isEmpty()) {
      try {
        await takeOnce();
        backOff.reset();
        if (hasFailed && !isClosed) onRecovered();
        hasFailed = false;
      } catch (error) {
        if (isClosed) break;
        hasFailed = true;
        const waitMs = backOff.next();
        onFailed(error, instant(clock() + waitMs));
        await sleeper.sleep(waitMs);
      }
    }
    // In the same turn as the last look: what is put from now on begins a new run.
    isRunning = false;
  };

  const kick = (): void => {
    if (isRunning || isEmpty()) return;
    isRunning = true;
    running = run();
  };

  return {
    put: (reading) => {
      if (isClosed) return;
      // While a take is under way its events stand at the head: those must stay where they are.
      const room = Math.max(0, MAX_EVENTS - events.length);
      lostEvents += Math.max(0, reading.events.length - room);
      events.push(...reading.events.slice(0, room));
      const space = Math.max(0, MAX_REJECTS - rejects.length);
      rejects.push(...reading.rejects.slice(0, space));
      for (const each of reading.rejects.slice(space)) addSurplus(rejectKind(each.reason), each);
      kick();
    },
    close: async () => {
      isClosed = true;
      sleeper.wake();
      await running;
    },
  };
};

// Plays a recording as if its sources were speaking now: at any speed, with a pause, and forward at full speed to where it is wanted.

import { randomUUID } from 'node:crypto';
import { Refusal } from '../contract/errors.ts';
import type { ReplayStatus } from '../contract/recording-documents.ts';
import { ROOM_COMMAND_KINDS } from '../contract/room-protocol.ts';
import { REPLAY_SOURCE } from '../core/fact.ts';
import type { LiveEventBody } from '../core/live-event.ts';
import { numberOfOrder } from '../core/order-origin.ts';
import { parseLiveEvent } from '../core/parse-event.ts';
import { type Instant, instant, type OrderId, type SourceId } from '../core/units.ts';
import type { EventSource } from './event-source.ts';
import {
  kindOfLine,
  type RecordedSource,
  type RecordingHeader,
  readFeedLine,
  readFooter,
  readHeader,
  readJoined,
  readLine,
  readRejectLine,
  sourceOf,
  timeOf,
} from './recording.ts';
import { type Line, readLines } from './recording-lines.ts';
import { keepReject } from './reject.ts';
import { createReplaySeat, type ReplaySeat } from './replay-seat.ts';
import { createSleeper } from './sleeper.ts';

export interface ReplayDeck {
  /** Those that were there from the beginning. */
  readonly sources: readonly EventSource[];
  /** Once they are started. Settles at the end, or once it is stopped; rejects with Refusal `bad_recording` where reading fails. */
  begin(): Promise<void>;
  /** Where it stands in the recording, in ms. */
  position(): number;
  /** Where it stood at a moment from which it goes on at its speed: it changes only when that does. */
  stand(): { readonly position: number; readonly at: Instant };
  status(): ReplayStatus;
  speed(): number;
  /** Also while it is run through: then it will stand once it has arrived. */
  isPaused(): boolean;
  pause(): void;
  resume(): void;
  /** Throws Refusal `bad_input` for a speed out of bounds. */
  setSpeed(speed: number): void;
  /** Forward only: runs through what lies between, and says it as of now. */
  runTo(positionMs: number): void;
  /** Says nothing more; the sources are to be stopped by whoever attached them. */
  stop(): void;
}

export interface ReplayDeckOptions {
  readonly file: string;
  readonly header: RecordingHeader;
  readonly durationMs: number;
  /** 0.1 to 1000 times as fast as it was. */
  readonly speed: number;
  readonly clock: () => Instant;
  /** Where it begins to play; all before is run through. */
  readonly fromMs?: number;
  readonly isPaused?: boolean;
  /** One came later in the recording: attach it. */
  readonly onJoin?: (source: EventSource) => void;
  readonly onChange?: () => void;
  /** Sets this run's ids apart from every other run's. */
  readonly run?: string;
}

const EVENTS_PER_TAKE = 500;
const STEP_MS = 250;

const FIRST = 's1';

/** What happened gets ids of its own, so that a recording played twice counts twice; people and products stay themselves. */
const freshBody = (body: LiveEventBody, run: string): LiveEventBody => {
  switch (body.type) {
    case 'chat':
      return body.replyTo === undefined ? body : { ...body, replyTo: `${run}:${body.replyTo}` };
    case 'gift':
      return body.streakId === undefined ? body : { ...body, streakId: `${run}:${body.streakId}` };
    case 'order.created':
    case 'order.paid':
    case 'order.cancelled':
    case 'order.refunded': {
      const { order } = body;
      const id = `${run}:${order.id}` as OrderId;
      // Of one origin, whichever source says it, and never the shop's own: a rehearsed order is not the real one.
      return { ...body, order: { ...order, id, number: numberOfOrder(order), shop: REPLAY_SOURCE } };
    }
    default:
      return body;
  }
};

/** Rejects with Refusal `bad_recording`. */
export const readRecordingHeader = async (file: string): Promise<RecordingHeader> => {
  try {
    for await (const lines of readLines(file)) {
      const header = readHeader(lines[0]?.text ?? '');
      if (header !== null) return header;
      break;
    }
  } catch (error) {
    throw new Refusal('bad_recording', 'the recording cannot be read', {
      why: error instanceof Error ? error.message : String(error),
    });
  }
  throw new Refusal('bad_recording', 'not a Kongtai recording', { why: 'header' });
};

const checkSpeed = (speed: number): void => {
  if (!(speed >= 0.1 && speed <= 1000)) throw new Refusal('bad_input', 'a speed is 0.1 to 1000', { speed });
};

/** What version 1 knew of its sources. */
const asOne = (header: RecordingHeader): readonly RecordedSource[] =>
  header.kongtaiRecording === 1
    ? [{ key: FIRST, name: header.title, kind: 'room', isUp: true, capabilities: ROOM_COMMAND_KINDS }]
    : header.sources;

/** Throws Refusal `bad_input` for a speed out of bounds. */
export const createReplayDeck = (options: ReplayDeckOptions): ReplayDeck => {
  const { file, header, durationMs, clock, onJoin, onChange, run = randomUUID().slice(0, 8) } = options;
  checkSpeed(options.speed);
  const seats = new Map<string, ReplaySeat>();
  let sleeper = createSleeper();
  let isStopped = false;
  let isPaused = options.isPaused === true;
  let isPlaying = false;
  let isEnded = false;
  let speed = options.speed;
  /** Where it is run through to; null while it plays. */
  let runTo: number | null = options.fromMs === undefined || options.fromMs <= 0 ? null : options.fromMs;
  let reached = 0;
  /** `position` was due at `at`. */
  let anchor = { position: 0, at: clock() };
  let beganAt = anchor.at;

  const nudge = (): void => {
    const old = sleeper;
    sleeper = createSleeper();
    old.wake();
    onChange?.();
  };

  const position = (): number => {
    if (isEnded) return durationMs;
    if (runTo !== null) return reached;
    if (isPaused || !isPlaying) return anchor.position;
    return Math.min(durationMs, anchor.position + Math.max(0, clock() - anchor.at) * speed);
  };

  const moveAnchor = (to: number): void => {
    anchor = { position: to, at: clock() };
  };

  const seat = (recorded: RecordedSource): ReplaySeat => {
    const sourceId = seats.size === 0 ? REPLAY_SOURCE : (`${REPLAY_SOURCE}:${recorded.key}` as SourceId);
    const made = createReplaySeat({
      sourceId,
      recorded,
      clock,
      isPlaying: () => isPlaying,
    });
    seats.set(recorded.key, made);
    return made;
  };

  const flush = async (): Promise<void> => {
    for (const each of seats.values()) await each.flush();
  };

  const dueOf = (time: number): number => anchor.at + (time - anchor.position) / speed;

  /** It has come to where it was wanted: from here it plays. */
  const arrive = (): void => {
    if (runTo === null) return;
    moveAnchor(runTo);
    runTo = null;
    onChange?.();
  };

  const waitFor = async (time: number): Promise<void> => {
    let isFlushed = false;
    while (!isStopped) {
      reached = Math.max(reached, Math.min(time, runTo ?? reached));
      if (runTo !== null && time <= runTo) return;
      if (runTo !== null) {
        await flush();
        arrive();
      }
      const waitMs = isPaused ? Number.POSITIVE_INFINITY : dueOf(time) - clock();
      if (waitMs <= 0) return;
      if (!isFlushed) {
        isFlushed = true;
        await flush();
        continue;
      }
      // In steps, so that a clock that is set anew cannot hold the rehearsal for long.
      await sleeper.sleep(Math.min(STEP_MS, waitMs));
    }
  };

  let saidAt = 0;
  /** When it is said to have happened: in proportion, or now where it is run through. Never before what came before it. */
  const happens = (time: number): Instant => {
    const at = runTo === null ? Math.round(dueOf(time)) : clock();
    saidAt = Math.max(saidAt, at);
    return instant(runTo === null ? at : saidAt);
  };

  const first = (): ReplaySeat | undefined => seats.values().next().value;
  const seatOf = (raw: unknown): ReplaySeat | undefined => {
    const key = sourceOf(raw);
    return header.kongtaiRecording === 1 || key === null ? first() : seats.get(key);
  };
  /** An id is its source's own: two may use the same. */
  const idOf = (raw: unknown, id: string): string => {
    const key = header.kongtaiRecording === 1 ? null : sourceOf(raw);
    return key === null || key === FIRST ? `${run}:${id}` : `${run}:${key}/${id}`;
  };

  const join = async (raw: unknown): Promise<void> => {
    const joined = readJoined(raw);
    if (joined === null || seats.has(joined.key)) return;
    const made = seat(joined);
    onJoin?.(made.source);
    if (joined.isUp) await made.connect(beganAt);
  };

  const playEvent = (raw: unknown, text: string, number: number, time: number): void => {
    const at = happens(time);
    const parsed = parseLiveEvent({ ...(raw as object), seq: number - 1, at });
    const whose = seatOf(raw);
    if (!parsed.ok) (whose ?? first())?.reject(keepReject(text, parsed.eventId, `line ${number}: ${parsed.reason}`));
    else if (whose === undefined) first()?.reject(keepReject(text, parsed.event.id, `line ${number}: of no source`));
    else whose.event({ ...parsed.event, id: idOf(raw, parsed.event.id), body: freshBody(parsed.event.body, run) });
  };

  const playKnown = async (raw: unknown, text: string, number: number, time: number): Promise<void> => {
    const kind = kindOfLine(raw);
    if (kind === 'joined') return join(raw);
    if (kind === 'feed') {
      const body = readFeedLine(raw);
      if (body !== null) await seatOf(raw)?.feed(body);
      return;
    }
    if (kind === 'reject') {
      const reject = readRejectLine(raw);
      if (reject !== null) seatOf(raw)?.reject(reject);
      return;
    }
    if (kind === 'event') playEvent(raw, text, number, time);
  };

  const waiting = (): number => [...seats.values()].reduce((sum, each) => sum + each.waiting(), 0);

  const playLine = async ({ text, bytes }: Line, number: number): Promise<void> => {
    if (number === 1 || text?.trim() === '') return;
    const raw = text === null ? undefined : readLine(text);
    if (readFooter(raw) !== null) return;
    const time = timeOf(raw);
    if (time === null) {
      const reason = text === null ? `line ${number}: ${bytes} bytes` : `line ${number}: not an event with a time`;
      first()?.reject({ ...keepReject(text ?? '', null, reason), bytes });
      return;
    }
    // Nothing happens at a frame: it is not waited for.
    const kind = kindOfLine(raw);
    if (kind === 'frame' || kind === 'read' || kind === 'lost' || kind === 'mark') return;
    await waitFor(time);
    if (isStopped) return;
    await playKnown(raw, text ?? '', number, time);
    if (waiting() >= EVENTS_PER_TAKE) await flush();
  };

  const playAll = async (): Promise<void> => {
    let number = 0;
    for await (const lines of readLines(file)) {
      for (const line of lines) {
        if (isStopped) return;
        number += 1;
        await playLine(line, number);
      }
    }
    await flush();
  };

  /** After the last event the recording may have gone on in silence. */
  const playSilence = async (): Promise<void> => {
    if (durationMs > 0) await waitFor(durationMs);
  };

  const play = async (): Promise<void> => {
    const startedAt = clock();
    anchor = { position: 0, at: startedAt };
    beganAt = startedAt;
    isPlaying = true;
    for (const recorded of asOne(header)) if (recorded.isUp) await seats.get(recorded.key)?.connect(startedAt);
    onChange?.();
    try {
      await playAll();
      await playSilence();
    } catch (error) {
      throw new Refusal('bad_recording', 'the recording cannot be read', {
        why: error instanceof Error ? error.message : String(error),
      });
    } finally {
      isPlaying = false;
      isEnded = !isStopped;
      runTo = null;
      if (!isStopped) for (const each of seats.values()) each.over();
      onChange?.();
    }
  };

  const sources = asOne(header).map((recorded) => seat(recorded).source);

  return {
    sources,
    begin: play,
    position,
    stand: () => (isPlaying && runTo === null && !isPaused ? anchor : { position: position(), at: anchor.at }),
    status: () => (isEnded ? 'ended' : runTo !== null ? 'seeking' : isPaused ? 'paused' : 'playing'),
    speed: () => speed,
    isPaused: () => isPaused,
    pause: () => {
      if (isPaused) return;
      moveAnchor(position());
      isPaused = true;
      nudge();
    },
    resume: () => {
      if (!isPaused) return;
      moveAnchor(position());
      isPaused = false;
      nudge();
    },
    setSpeed: (next) => {
      checkSpeed(next);
      moveAnchor(position());
      speed = next;
      nudge();
    },
    runTo: (to) => {
      if (isEnded || to <= position()) return;
      reached = Math.max(reached, position());
      runTo = Math.min(to, durationMs);
      nudge();
    },
    stop: () => {
      isStopped = true;
      sleeper.wake();
    },
  };
};

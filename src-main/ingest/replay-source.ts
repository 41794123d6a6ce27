// Plays a recording as if its room were speaking now, at any speed: what a rehearsal runs on.

import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { Refusal } from '../contract/errors.ts';
import { ROOM_COMMAND_KINDS } from '../contract/room-protocol.ts';
import type { Problem } from '../contract/topics.ts';
import type { LiveEvent, LiveEventBody } from '../core/live-event.ts';
import { parseLiveEvent } from '../core/parse-event.ts';
import { type Instant, instant, type OrderId, type SourceId } from '../core/units.ts';
import { createBackOff } from './back-off.ts';
import type { EventSource, Reject, SourceSink } from './event-source.ts';
import { problemOf } from './problem-of.ts';
import { RECORDING_SUFFIX, type RecordingHeader, readFooter, readHeader, readLine, timeOf } from './recording.ts';
import { type Line, readLines } from './recording-lines.ts';
import { keepReject } from './reject.ts';
import { createSleeper } from './sleeper.ts';

export interface ReplaySourceOptions {
  readonly sourceId: SourceId;
  readonly file: string;
  /** 0.1 to 1000 times as fast as it was. */
  readonly speed: number;
  readonly clock: () => Instant;
  /** Sets this run's ids apart from every other run's. */
  readonly run?: string;
}

const EVENTS_PER_TAKE = 500;
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
    case 'order.refunded':
      return { ...body, order: { ...body.order, id: `${run}:${body.order.id}` as OrderId } };
    default:
      return body;
  }
};

/** Throws Refusal `bad_recording`. */
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

/** Throws Refusal `bad_input` for a speed out of bounds; a file that is no recording turns the source down. */
export const createReplaySource = (options: ReplaySourceOptions): EventSource => {
  const { sourceId, file, speed, clock, run = randomUUID().slice(0, 8) } = options;
  if (!(speed >= 0.1 && speed <= 1000)) throw new Refusal('bad_input', 'a speed is 0.1 to 1000', { speed });
  const backOff = createBackOff({ minMs: 500, maxMs: 10_000 });
  const sleeper = createSleeper();
  let isStopped = false;
  let isPlaying = false;
  let commands = 0;
  let finished: Promise<void> = Promise.resolve();

  const sayDown = (sink: SourceSink, retryAt: Instant, problem: Problem): void => {
    try {
      sink.status({ status: 'down', retryAt, problem });
    } catch (error) {
      // The store could not keep that the feed is lost; that it is down already makes no fact the second time.
      sink.status({ status: 'down', retryAt, problem: problemOf(error) });
    }
  };

  /** Tried until the store takes it: a rehearsal waits for a full disk like a show. */
  const handOver = async (
    sink: SourceSink,
    events: readonly LiveEvent[],
    rejects: readonly Reject[],
  ): Promise<void> => {
    for (let isDown = false; !isStopped; ) {
      try {
        await sink.take({ events, rejects, cursor: null });
        backOff.reset();
        if (isDown && !isStopped) sink.status({ status: 'live', retryAt: null, problem: null });
        return;
      } catch (error) {
        isDown = true;
        const waitMs = backOff.next();
        sayDown(sink, instant(clock() + waitMs), problemOf(error));
        await sleeper.sleep(waitMs);
      }
    }
  };

  const play = async (sink: SourceSink, startedAt: Instant): Promise<void> => {
    let events: LiveEvent[] = [];
    let rejects: Reject[] = [];
    let number = 0;

    const flush = async (): Promise<void> => {
      if (events.length + rejects.length === 0) return;
      const batch = [events, rejects] as const;
      events = [];
      rejects = [];
      await handOver(sink, ...batch);
    };

    const waitUntil = async (due: number): Promise<void> => {
      if (due <= clock()) return;
      await flush();
      // In steps, so that a clock that is set anew cannot hold the rehearsal for long.
      while (!isStopped && clock() < due) await sleeper.sleep(Math.min(250, due - clock()));
    };

    const playLine = async ({ text, bytes }: Line): Promise<void> => {
      number += 1;
      if (number === 1 || text?.trim() === '') return;
      const raw = text === null ? undefined : readLine(text);
      if (readFooter(raw) !== null) return;
      const time = timeOf(raw);
      if (time === null) {
        const reason = text === null ? `line ${number}: ${bytes} bytes` : `line ${number}: not an event with a time`;
        rejects.push({ ...keepReject(text ?? '', null, reason), bytes });
        return;
      }
      const at = Math.round(startedAt + time / speed);
      await waitUntil(at);
      const parsed = parseLiveEvent({ ...(raw as object), seq: number - 1, at });
      if (!parsed.ok) rejects.push(keepReject(text ?? '', parsed.eventId, `line ${number}: ${parsed.reason}`));
      else events.push({ ...parsed.event, id: `${run}:${parsed.event.id}`, body: freshBody(parsed.event.body, run) });
      if (events.length + rejects.length >= EVENTS_PER_TAKE) await flush();
    };

    for await (const lines of readLines(file)) {
      for (const line of lines) {
        if (isStopped) return;
        await playLine(line);
      }
    }
    await flush();
  };

  const runOnce = async (sink: SourceSink): Promise<void> => {
    try {
      const header = await readRecordingHeader(file);
      if (isStopped) return;
      const startedAt = clock();
      isPlaying = true;
      // A rehearsal carries out whatever it is told, so that the whole way of a command can be rehearsed; nobody else hears it.
      sink.connected({ name: header.title, clockOffsetMs: 0, capabilities: ROOM_COMMAND_KINDS, startedAt });
      await play(sink, startedAt);
      isPlaying = false;
      if (!isStopped) sink.status({ status: 'off', retryAt: null, problem: null });
    } catch (error) {
      isPlaying = false;
      if (!isStopped) sink.status({ status: 'down', retryAt: null, problem: problemOf(error) });
    }
  };

  return {
    sourceId,
    name: basename(file, RECORDING_SUFFIX),
    kind: 'replay',
    start: (sink) => {
      sink.status({ status: 'connecting', retryAt: null, problem: null });
      finished = runOnce(sink);
    },
    stop: async () => {
      isStopped = true;
      sleeper.wake();
      await finished;
    },
    canCarry: () => isPlaying,
    carry: async () => {
      if (!isPlaying) return { ok: 'not_sent' };
      commands += 1;
      return { ok: true, seq: commands };
    },
  };
};

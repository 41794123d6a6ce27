// The demo room: the reference server with the simulator behind it, whose show goes on even while nobody runs it.

import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOM_COMMAND_KINDS } from '../contract/room-protocol.ts';
import { type Instant, instant } from '../core/units.ts';
import type { DemoCatalogue } from './demo-catalogue.ts';
import { DamagedJournal } from './room-journal.ts';
import { openRoomLog, type RoomLog } from './room-log.ts';
import { startRoomServer } from './room-server.ts';
import { createSimulator } from './simulator.ts';
import { SCENARIOS, type ScenarioName } from './simulator-scenario.ts';

export interface DemoRoomOptions {
  readonly catalogue: DemoCatalogue;
  /** Where the room remembers; null forgets everything at the end. */
  readonly journalDir: string | null;
  readonly clock: () => number;
  readonly seed?: string;
  /** How long ago a new stream began; with a rate, it begins now. */
  readonly historyMs?: number;
  /** How many ms of the show go by in one of the clock's. */
  readonly speed?: number;
  /** Events a second, exactly on average. */
  readonly rate?: number;
  readonly scenario?: ScenarioName;
  readonly port?: number;
  /** Made up where there is none. */
  readonly token?: string;
  readonly room?: string;
  readonly onProblem?: (problem: string) => void;
}

export interface DemoRoom {
  readonly url: string;
  readonly token: string;
  readonly room: string;
  readonly startedAt: Instant;
  /** This start began a new stream; false where it goes on with the one before. */
  readonly isNewStream: boolean;
  /** What the room had pinned by itself, by cue number, before this stream could be watched. */
  readonly playedPins: readonly { readonly at: Instant; readonly number: number }[];
  stop(): Promise<void>;
}

/** Grows with every change by which the simulator would play an old stream differently. */
const SIMULATOR_EDITION = 3;
const HISTORY_MS = 25 * 60_000;
const STEP_MS = 50;
/** How much of the show one step may catch up, so that a woken machine stays answerable. */
const MAX_STEP_MS = 60_000;
const MAX_RATED_STEP_MS = 500;

const streamFile = z.object({
  edition: z.string(),
  /** 1 for the room's first stream. */
  number: z.int().positive(),
  startedAt: z.int(),
  /** When the program began it, on its clock. */
  begunAt: z.int(),
  historyMs: z.number().nonnegative(),
  firstSeq: z.int().positive(),
});
type Stream = z.infer<typeof streamFile>;

const STREAM_FILE = 'stream.json';

const readStream = (directory: string): Stream | null => {
  try {
    return streamFile.parse(JSON.parse(readFileSync(join(directory, STREAM_FILE), 'utf8')));
  } catch {
    // Missing or unreadable: there is no stream to go on with, a new one begins.
    return null;
  }
};

const writeStream = (directory: string, stream: Stream) => {
  const path = join(directory, STREAM_FILE);
  writeFileSync(`${path}.new`, JSON.stringify(stream));
  renameSync(`${path}.new`, path);
};

/** A demo must start: a damaged journal is set aside under another name. */
const openLog = (options: DemoRoomOptions): RoomLog => {
  const open = () => openRoomLog(options);
  try {
    return open();
  } catch (cause) {
    if (!(cause instanceof DamagedJournal)) throw cause;
    const aside = `${cause.path}.damaged-${options.clock()}`;
    renameSync(cause.path, aside);
    options.onProblem?.(`${cause.message}; it was set aside as ${aside}`);
    return open();
  }
};

export const startDemoRoom = async (options: DemoRoomOptions): Promise<DemoRoom> => {
  const { catalogue, clock, journalDir, seed = '12', speed = 1, scenario = 'evening', room = 'demo' } = options;
  const token = options.token ?? randomBytes(24).toString('base64url');
  const rate = options.rate ?? SCENARIOS[scenario].rate;
  const isRated = rate !== null;
  const edition = createHash('sha256')
    .update(JSON.stringify([SIMULATOR_EDITION, seed, scenario, speed, rate, { ...catalogue, mediaDir: null }]))
    .digest('hex');

  if (journalDir !== null) mkdirSync(journalDir, { recursive: true });
  const log = openLog(options);
  const before = journalDir === null ? null : readStream(journalDir);
  const isSame = before !== null && before.edition === edition && before.firstSeq <= log.newest() + 1;
  const isOver = (stream: Stream) => clock() >= stream.startedAt + catalogue.show.plannedMs / speed;
  const isNewStream = isRated || !isSame || isOver(before);

  const begin = (): Stream => {
    const now = clock();
    const ended = before === null ? 0 : Math.min(now, before.startedAt + catalogue.show.plannedMs / speed);
    // Not before the last stream's end: two streams of one room never overlap.
    const startedAt = Math.max(now - (options.historyMs ?? (isRated ? 0 : HISTORY_MS)), Math.ceil(ended));
    const stream: Stream = {
      edition,
      number: (before?.number ?? 0) + 1,
      startedAt,
      begunAt: now,
      historyMs: (now - startedAt) * speed,
      firstSeq: log.newest() + 1,
    };
    if (journalDir !== null) writeStream(journalDir, stream);
    return stream;
  };
  const stream = isNewStream ? begin() : before;
  const startedAt = instant(stream.startedAt);
  const pins = catalogue.history.filter((pin) => pin.atMs <= stream.historyMs);

  const simulator = createSimulator({
    seed: `${seed}/${stream.number}`,
    scenario,
    catalogue,
    startedAt,
    pins,
    // Events a second of the clock, whatever the show's speed.
    rate: isRated ? rate / speed : null,
    speed,
  });
  const toShow = (ms: number): Instant => instant(startedAt + (ms - startedAt) * speed);
  const toClock = (at: Instant): number => Math.round(startedAt + (at - startedAt) / speed);

  /** The same event gets the same id in every run, so that one said twice is taken once. */
  let said = 0;
  const inLog = log.newest() + 1 - stream.firstSeq;
  const playUntil = (until: Instant) => {
    for (const { at, body } of simulator.advance(until)) {
      said += 1;
      if (said > inLog) log.publish(body, toClock(at), `${startedAt.toString(36)}-${said}`);
    }
  };

  for (const { command, answer, at } of log.answered()) {
    if (!answer.ok || at < stream.begunAt) continue;
    playUntil(toShow(at));
    simulator.apply(command);
  }
  playUntil(toShow(clock()));

  const server = await startRoomServer({
    room: { id: room, title: catalogue.show.title, host: catalogue.show.host, currency: catalogue.show.currency },
    token,
    clock,
    port: options.port ?? 0,
    log,
    capabilities: ROOM_COMMAND_KINDS,
    onCommand: (command, at) => {
      playUntil(toShow(at));
      return simulator.apply(command);
    },
    ...(options.onProblem === undefined ? {} : { onProblem: options.onProblem }),
  });

  const limit = isRated ? MAX_RATED_STEP_MS : MAX_STEP_MS;
  const timer = setInterval(() => {
    playUntil(instant(Math.min(toShow(clock()), simulator.position() + limit * speed)));
  }, STEP_MS);

  return {
    url: server.url,
    token,
    room,
    startedAt,
    isNewStream,
    playedPins: pins.map((pin) => ({ at: instant(toClock(instant(startedAt + pin.atMs))), number: pin.number })),
    stop: async () => {
      clearInterval(timer);
      await server.stop();
    },
  };
};

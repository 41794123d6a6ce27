// Writes what sources say during a show to a recording, raw and as it was read. It may fail; the show never notices.

import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Refusal } from '../contract/errors.ts';
import type { RecordingNow } from '../contract/recording-documents.ts';
import type { Problem } from '../contract/topics.ts';
import type { DeskFactBody, Fact } from '../core/fact.ts';
import type { LiveEventBody } from '../core/live-event.ts';
import { type Instant, instant, type SourceId } from '../core/units.ts';
import type { Reject } from './event-source.ts';
import { problemOf } from './problem-of.ts';
import { type FrameReading, type RawFrame, spellFrame } from './raw-frame.ts';
import {
  finishedName,
  isLiveFact,
  markOf,
  RECORDING_VERSION,
  type RecordedSource,
  type RecordingHeader,
  UNFINISHED_SUFFIX,
  writeEventLine,
} from './recording.ts';
import { createRecordingTally } from './recording-tally.ts';

export interface Recorder {
  /** The file's name once it is finished. */
  readonly name: string;
  /** Hands over facts: what rooms said, how sources stood, and marks of what the desk did. All else is left out. */
  write(facts: readonly Fact[]): void;
  frame(source: SourceId, frame: RawFrame): void;
  /** What became of the frame that the source handed over last. */
  read(source: SourceId, reading: FrameReading): void;
  rejects(source: SourceId, rejects: readonly Reject[]): void;
  state(): RecordingNow;
  /** Finishes the file under its own name. Where writing has failed, what there is stays to be finished at the next start. */
  stop(): Promise<void>;
}

export interface RecorderOptions {
  readonly dir: string;
  readonly title: string;
  readonly currency: string;
  readonly clock: () => Instant;
  /** A source's clock minus ours: all times of a recording are ours. */
  readonly clockOffsetMs?: (source: SourceId) => number;
  /** How a source is called and stands now. */
  readonly sourceNow?: (source: SourceId) => Omit<RecordedSource, 'key'> | null;
  /** Which sources are recorded; null for all, also those that come later. */
  readonly only?: readonly SourceId[] | null;
  /** Those that stand in the header. */
  readonly attached?: readonly SourceId[];
  readonly hasFrames?: boolean;
  /** Takes a source's secrets out of a text. */
  readonly mask?: (source: SourceId, text: string) => string;
  /** The recording has stopped by itself. */
  readonly onProblem: (problem: Problem) => void;
  readonly syncEveryMs?: number;
  readonly limits?: Partial<RecorderLimits>;
}

export interface RecorderLimits {
  /** Text that may wait for a slow disk before frames are left out, in characters. */
  readonly waitingFrames: number;
  /** … before the recording gives up. */
  readonly waiting: number;
  /** Of a file, in bytes; beyond it frames are left out. */
  readonly framesBytes: number;
  /** Of one frame, in characters; the rest is cut off. */
  readonly frame: number;
}

const LIMITS: RecorderLimits = {
  waitingFrames: 16 * 1024 * 1024,
  waiting: 64 * 1024 * 1024,
  framesBytes: 2 * 1024 * 1024 * 1024,
  frame: 1024 * 1024,
};

const CODES: Readonly<Record<string, 'store_full' | 'store_readonly' | 'store_missing'>> = {
  ENOSPC: 'store_full',
  EDQUOT: 'store_full',
  EROFS: 'store_readonly',
  EACCES: 'store_readonly',
  EPERM: 'store_readonly',
  ENOENT: 'store_missing',
  ENOTDIR: 'store_missing',
};

const refusalOf = (error: unknown): Refusal => {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Refusal(CODES[code ?? ''] ?? 'internal', `the recording cannot be written: ${message}`, { why: message });
};

const stampOf = (at: Instant): string => new Date(at).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');

const writeHeader = (path: string, header: RecordingHeader): string => {
  const file = openSync(path, 'ax');
  try {
    writeSync(file, `${JSON.stringify(header)}\n`);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return path;
};

/** A file of its own, named by the time, with its header in it. */
const beginFile = (dir: string, header: RecordingHeader, at: Instant): string => {
  mkdirSync(dir, { recursive: true });
  for (let copy = 1; copy < 1000; copy += 1) {
    const path = join(dir, `${stampOf(at)}${copy === 1 ? '' : `-${copy}`}${UNFINISHED_SUFFIX}`);
    // Finishing must not write over a recording that began and ended in this same second.
    if (existsSync(finishedName(path))) continue;
    try {
      return writeHeader(path, header);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error('too many recordings of one second');
};

type FeedFact = Fact & { readonly body: Extract<DeskFactBody, { readonly type: `source.${string}` }> };

const isFeedFact = (fact: Fact): fact is FeedFact => fact.body.type.startsWith('source.');

/** What of it a replay needs; times of a recording are ours, so no clock is off in it. */
const feedPart = (body: FeedFact['body']): object => {
  switch (body.type) {
    case 'source.connected':
      return { type: body.type, name: body.name, capabilities: body.capabilities };
    case 'source.lost':
      return { type: body.type, reason: body.reason.slice(0, 200) };
    case 'source.gap':
      return { type: body.type, from: body.from, to: body.to };
    default:
      return { type: body.type };
  }
};

/** Throws a Refusal where the file cannot be made. */
export const createRecorder = (options: RecorderOptions): Recorder => {
  const { dir, title, currency, clock, onProblem, syncEveryMs = 2000, hasFrames = true } = options;
  const { clockOffsetMs = () => 0, sourceNow = () => null, mask = (_source, text) => text } = options;
  const limits: RecorderLimits = { ...LIMITS, ...options.limits };
  const only = options.only == null ? null : new Set(options.only);
  const startedAt = clock();
  const keys = new Map<SourceId, string>();
  const tally = createRecordingTally();

  const introduce = (source: SourceId): RecordedSource => {
    const key = `s${keys.size + 1}`;
    keys.set(source, key);
    const now = sourceNow(source) ?? { name: source, kind: source, isUp: true, capabilities: [] };
    return { key, ...now };
  };

  const sources = (options.attached ?? []).filter((source) => only?.has(source) !== false).map(introduce);
  let part: string;
  try {
    part = beginFile(dir, { kongtaiRecording: RECORDING_VERSION, title, currency, startedAt, sources }, startedAt);
  } catch (error) {
    throw refusalOf(error);
  }
  const path = finishedName(part);

  let lines: string[] = [];
  let waiting = 0;
  let written = 0;
  let frames = 0;
  let unsaidFrames = 0;
  let hasFailed = false;
  let isStopped = false;
  let wroteAt = performance.now();
  let timer: NodeJS.Timeout | null = null;
  let work: Promise<void> = Promise.resolve();
  let handle: FileHandle | null = null;

  const giveUp = (error: unknown): void => {
    if (hasFailed) return;
    hasFailed = true;
    lines = [];
    // Nobody need stop a recording that has stopped by itself.
    work = work.then(letGo);
    onProblem(problemOf(error instanceof Refusal ? error : refusalOf(error)));
  };

  /** What was written stays to be finished; whether the descriptor closes well changes nothing of it. */
  const letGo = async (): Promise<void> => {
    const held = handle;
    handle = null;
    await held?.close().catch(() => undefined);
  };

  const drain = async (): Promise<void> => {
    if (hasFailed || lines.length === 0) return;
    const text = lines.join('');
    lines = [];
    waiting -= text.length;
    handle ??= await open(part, 'a');
    await handle.appendFile(text);
    await handle.datasync();
    written += Buffer.byteLength(text);
    wroteAt = performance.now();
  };

  const schedule = (): void => {
    if (timer !== null || isStopped) return;
    timer = setTimeout(
      () => {
        timer = null;
        work = work.then(drain).catch(giveUp);
      },
      Math.max(0, Math.min(syncEveryMs, wroteAt + syncEveryMs - performance.now())),
    );
  };

  const isDeaf = (source: SourceId): boolean => hasFailed || isStopped || only?.has(source) === false;

  const put = (line: string): void => {
    lines.push(line);
    waiting += line.length;
    if (waiting > limits.waiting) giveUp(new Refusal('store_full', 'the disk is too slow for the recording'));
    else schedule();
  };

  const putBeside = (source: SourceId | null, rest: object, at: Instant = clock()): void => {
    const whose = source === null ? null : { source: keyOf(source, at) };
    put(`${JSON.stringify({ at: Math.max(0, at - startedAt), ...whose, ...rest })}\n`);
  };

  const keyOf = (source: SourceId, at: Instant): string => {
    const known = keys.get(source);
    if (known !== undefined) return known;
    const joined = introduce(source);
    put(`${JSON.stringify({ at: Math.max(0, at - startedAt), joined })}\n`);
    return joined.key;
  };

  /** What was left out is said as soon as there is room for it. */
  const admitsFrame = (): boolean => {
    if (waiting > limits.waitingFrames || written + waiting > limits.framesBytes) {
      unsaidFrames += 1;
      return false;
    }
    sayLost();
    return true;
  };

  const sayLost = (): void => {
    if (unsaidFrames === 0) return;
    tally.lostFrames(unsaidFrames);
    putBeside(null, { lost: unsaidFrames });
    unsaidFrames = 0;
  };

  const putEvent = (fact: Fact & { readonly body: LiveEventBody }): void => {
    if (isDeaf(fact.source)) return;
    const at = instant(fact.at - clockOffsetMs(fact.source));
    const source = keyOf(fact.source, at);
    tally.event(Math.max(0, at - startedAt));
    noteMark(fact.body, at);
    put(writeEventLine({ id: fact.eventId, seq: tally.counts().events, at, body: fact.body }, startedAt, source));
  };

  const noteMark = (body: Fact['body'], at: Instant): void => {
    const kind = markOf(body);
    if (kind !== null) tally.mark(Math.max(0, at - startedAt), kind);
  };

  const putFact = (fact: Fact): void => {
    if (isFeedFact(fact)) {
      if (isDeaf(fact.source)) return;
      noteMark(fact.body, fact.at);
      putBeside(fact.source, feedPart(fact.body), fact.at);
    } else if (isLiveFact(fact)) putEvent(fact);
    else if (markOf(fact.body) !== null && !hasFailed && !isStopped) {
      noteMark(fact.body, fact.at);
      putBeside(null, { mark: fact.body.type }, fact.at);
    }
  };

  const finish = async (): Promise<void> => {
    sayLost();
    lines.push(`${JSON.stringify(tally.footer())}\n`);
    await drain();
    await handle?.close();
    handle = null;
    await rename(part, path);
  };

  return {
    name: basename(path),
    write: (facts) => facts.forEach(putFact),
    frame: (source, { way, data }) => {
      if (!hasFrames || isDeaf(source) || !admitsFrame()) return;
      const text = mask(source, spellFrame(data));
      const isCut = text.length > limits.frame;
      frames += 1;
      tally.frame();
      const cut = isCut ? { bytes: Buffer.byteLength(text) } : null;
      putBeside(source, { frame: frames, way, text: isCut ? text.slice(0, limits.frame) : text, ...cut });
    },
    read: (source, { events, rejects, skipped }) => {
      if (!hasFrames || isDeaf(source) || unsaidFrames > 0 || frames === 0) return;
      putBeside(source, { read: frames, events: events.map(({ id }) => id), rejects: rejects.length, skipped });
    },
    rejects: (source, rejects) => {
      if (isDeaf(source)) return;
      for (const { eventId, reason, raw, bytes, times } of rejects) {
        const many = times === 1 ? {} : { times };
        const reject = { eventId, reason: mask(source, reason), raw: mask(source, raw), bytes, ...many };
        putBeside(source, { reject });
      }
    },
    state: () => ({
      name: basename(path),
      startedAt,
      bytes: written + waiting,
      sources: keys.size,
      hasFrames,
      ...tally.counts(),
      lostFrames: tally.counts().lostFrames + unsaidFrames,
    }),
    stop: async () => {
      if (isStopped) return work;
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      work = work.then(async () => {
        if (!hasFailed) await finish().catch(giveUp);
        await letGo();
      });
      return work;
    },
  };
};

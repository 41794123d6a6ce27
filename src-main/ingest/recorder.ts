// Writes what rooms say during a show to a recording. It may fail; the show never notices.

import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Refusal } from '../contract/errors.ts';
import type { Problem } from '../contract/topics.ts';
import type { Fact } from '../core/fact.ts';
import { type Instant, instant, type SourceId } from '../core/units.ts';
import { problemOf } from './problem-of.ts';
import {
  finishedName,
  isLiveFact,
  RECORDING_VERSION,
  type RecordingFooter,
  type RecordingHeader,
  UNFINISHED_SUFFIX,
  writeEventLine,
} from './recording.ts';

export interface Recorder {
  /** The file's name once it is finished. */
  readonly name: string;
  /** Hands over facts; those that no room said are left out. */
  write(facts: readonly Fact[]): void;
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
  /** The recording has stopped by itself. */
  readonly onProblem: (problem: Problem) => void;
  readonly syncEveryMs?: number;
}

/** Text that may wait for a slow disk before the recording gives up. */
const MAX_WAITING = 64 * 1024 * 1024;

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

/** Throws a Refusal where the file cannot be made. */
export const createRecorder = (options: RecorderOptions): Recorder => {
  const { dir, title, currency, clock, onProblem, clockOffsetMs = () => 0, syncEveryMs = 2000 } = options;
  const startedAt = clock();
  let part: string;
  try {
    part = beginFile(dir, { kongtaiRecording: RECORDING_VERSION, title, currency, startedAt }, startedAt);
  } catch (error) {
    throw refusalOf(error);
  }
  const path = finishedName(part);

  let first: SourceId | null = null;
  let lines: string[] = [];
  let waiting = 0;
  let events = 0;
  let lastAt = startedAt;
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

  /** What was written stays for the next start to finish; whether the descriptor closes well changes nothing of it. */
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

  const finish = async (): Promise<void> => {
    const footer: RecordingFooter = {
      kongtaiRecordingEnd: RECORDING_VERSION,
      events,
      durationMs: Math.max(0, lastAt - startedAt),
    };
    lines.push(`${JSON.stringify(footer)}\n`);
    await drain();
    await handle?.close();
    handle = null;
    await rename(part, path);
  };

  return {
    name: basename(path),
    write: (facts) => {
      if (hasFailed || isStopped) return;
      for (const fact of facts) {
        if (!isLiveFact(fact)) continue;
        events += 1;
        first ??= fact.source;
        // Two rooms may use the same ids.
        const id = fact.source === first ? fact.eventId : `${fact.source}/${fact.eventId}`;
        const at = instant(fact.at - clockOffsetMs(fact.source));
        const line = writeEventLine({ id, seq: events, at, body: fact.body }, startedAt);
        lines.push(line);
        waiting += line.length;
        if (at > lastAt) lastAt = at;
      }
      if (waiting > MAX_WAITING) giveUp(new Refusal('store_full', 'the disk is too slow for the recording'));
      else if (lines.length > 0) schedule();
    },
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

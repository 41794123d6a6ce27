// The recordings there are: lists them, finds one by its name, and finishes those that a crash has left open.

import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { open, rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../contract/errors.ts';
import type { RecordingRow } from '../contract/recording-documents.ts';
import { duration, instant } from '../core/units.ts';
import {
  finishedName,
  RECORDING_SUFFIX,
  type RecordingFooter,
  readFooter,
  readHeader,
  readLine,
  timeOf,
  UNFINISHED_SUFFIX,
} from './recording.ts';
import { readLines } from './recording-lines.ts';
import { createRecordingTally } from './recording-tally.ts';

/** Enough for a header, a footer, or the last whole event of nearly any recording. */
const EDGE = 256 * 1024;
const SCAN = 1024 * 1024;
const NEWLINE = 10;

const linesOf = (bytes: Buffer): string[] =>
  bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** Counted only where no footer says it. */
const countLines = (file: number, size: number): number => {
  const chunk = Buffer.allocUnsafe(SCAN);
  let lines = 0;
  for (let at = 0; at < size; at += SCAN) {
    const read = readSync(file, chunk, 0, SCAN, at);
    for (let i = chunk.indexOf(NEWLINE); i !== -1 && i < read; i = chunk.indexOf(NEWLINE, i + 1)) lines += 1;
  }
  return lines;
};

const summarise = (file: number, size: number): Omit<RecordingFooter, 'kongtaiRecordingEnd'> => {
  const tail = Buffer.alloc(Math.min(EDGE, size));
  readSync(file, tail, 0, tail.length, size - tail.length);
  const last = linesOf(tail).map(readLine).reverse();
  const footer = readFooter(last[0]);
  if (footer !== null) return footer;
  const times = last.map(timeOf).filter((time) => time !== null);
  const events = Math.max(0, countLines(file, size) - 1);
  return { events, durationMs: Math.round(Math.max(0, ...times)), frames: 0, lostFrames: 0, marks: [] };
};

/** Null where the file is no recording. */
const readRow = (dir: string, name: string, isBuiltIn: boolean): RecordingRow | null => {
  const file = openSync(join(dir, name), 'r');
  try {
    const { size } = fstatSync(file);
    const head = Buffer.alloc(Math.min(EDGE, size));
    readSync(file, head, 0, head.length, 0);
    const header = readHeader(linesOf(head)[0] ?? '');
    if (header === null) return null;
    const { events, durationMs, frames, lostFrames } = summarise(file, size);
    return {
      name,
      title: header.title,
      startedAt: instant(header.startedAt),
      durationMs: duration(durationMs),
      events,
      frames,
      lostFrames,
      bytes: size,
      sources: header.sources.map(({ name: called, kind }) => ({ name: called, kind })),
      isBuiltIn,
      isPseudonymised: header.pseudonymised !== undefined,
    };
  } finally {
    closeSync(file);
  }
};

/** What cannot be read (gone meanwhile, a folder of such a name, no right to it) is no recording to play. */
const readRowIfAny = (dir: string, name: string, isBuiltIn: boolean): RecordingRow | null => {
  try {
    return readRow(dir, name, isBuiltIn);
  } catch {
    return null;
  }
};

export interface RecordingDirs {
  /** Where shows are recorded to. */
  readonly own: string;
  /** What comes with Kongtai; null for none. */
  readonly builtIn: string | null;
}

const namesIn = (dir: string | null, suffix: string): string[] =>
  dir !== null && existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith(suffix)) : [];

/** Newest first; files that are no recordings are left out. */
export const listRecordings = ({ own, builtIn }: RecordingDirs): readonly RecordingRow[] => {
  const rows = [
    ...namesIn(own, RECORDING_SUFFIX).map((name) => readRowIfAny(own, name, false)),
    ...namesIn(builtIn, RECORDING_SUFFIX).map((name) => readRowIfAny(builtIn ?? '', name, true)),
  ];
  return rows.filter((row) => row !== null).sort((a, b) => b.startedAt - a.startedAt);
};

/** How a recording is laid out in time. Throws Refusal `bad_recording` where it cannot be read. */
export const readSpan = (path: string): Pick<RecordingFooter, 'durationMs' | 'marks'> => {
  try {
    const file = openSync(path, 'r');
    try {
      return summarise(file, fstatSync(file).size);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new Refusal('bad_recording', 'the recording cannot be read', {
      why: error instanceof Error ? error.message : String(error),
    });
  }
};

/** The file of a listed recording: a name from outside is only ever compared, never joined to a path. Throws Refusal `not_found`. */
export const findRecording = ({ own, builtIn }: RecordingDirs, name: string): string => {
  for (const dir of [own, builtIn]) {
    const found = namesIn(dir, RECORDING_SUFFIX).find((one) => one === name);
    if (dir !== null && found !== undefined) return join(dir, found);
  }
  throw new Refusal('not_found', `no recording ${name}`, { name });
};

const finishOne = async (part: string): Promise<boolean> => {
  const tally = createRecordingTally();
  let whole = 0;
  let hasHeader = false;
  for await (const lines of readLines(part)) {
    for (const { text, bytes, isWhole } of lines) {
      if (!isWhole) continue;
      whole += bytes + 1;
      if (!hasHeader) {
        if (text === null || readHeader(text) === null) return false;
        hasHeader = true;
        continue;
      }
      const raw = readLine(text ?? '');
      // A footer is there already where the crash came just before the new name.
      if (readFooter(raw) === null) tally.see(raw);
    }
  }
  if (!hasHeader) return false;
  await truncate(part, whole);
  const file = await open(part, 'a');
  try {
    await file.appendFile(`${JSON.stringify(tally.footer())}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(part, finishedName(part));
  return true;
};

/**
 * Finishes what a crash or a full disk left, without the line it was cut off in. Returns the names. `except` is being written.
 * One that cannot be finished now (the disk is full, say) is told to `onFault` and stays for the next time.
 */
export const finishRecordings = async (
  dir: string,
  onFault: (name: string, fault: unknown) => void,
  except: string | null = null,
): Promise<readonly string[]> => {
  const finished: string[] = [];
  for (const name of namesIn(dir, UNFINISHED_SUFFIX)) {
    if (finishedName(name) === except) continue;
    try {
      if (await finishOne(join(dir, name))) finished.push(finishedName(name));
    } catch (fault) {
      onFault(name, fault);
    }
  }
  return finished;
};

// The recordings there are: lists them, finds one by its name, and finishes those that a crash has left open.

import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { open, rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingRow } from '../contract/documents.ts';
import { Refusal } from '../contract/errors.ts';
import { duration, instant } from '../core/units.ts';
import {
  finishedName,
  RECORDING_SUFFIX,
  RECORDING_VERSION,
  type RecordingFooter,
  readFooter,
  readHeader,
  readLine,
  timeOf,
  UNFINISHED_SUFFIX,
} from './recording.ts';
import { readLines } from './recording-lines.ts';

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

const summarise = (file: number, size: number): Pick<RecordingFooter, 'events' | 'durationMs'> => {
  const tail = Buffer.alloc(Math.min(EDGE, size));
  readSync(file, tail, 0, tail.length, size - tail.length);
  const last = linesOf(tail).map(readLine).reverse();
  const footer = readFooter(last[0]);
  if (footer !== null) return footer;
  const times = last.map(timeOf).filter((time) => time !== null);
  return { events: Math.max(0, countLines(file, size) - 1), durationMs: Math.round(Math.max(0, ...times)) };
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
    const { events, durationMs } = summarise(file, size);
    return {
      name,
      title: header.title,
      startedAt: instant(header.startedAt),
      durationMs: duration(durationMs),
      events,
      bytes: size,
      isBuiltIn,
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

/** The file of a listed recording: a name from outside is only ever compared, never joined to a path. Throws Refusal `not_found`. */
export const findRecording = ({ own, builtIn }: RecordingDirs, name: string): string => {
  for (const dir of [own, builtIn]) {
    const found = namesIn(dir, RECORDING_SUFFIX).find((one) => one === name);
    if (dir !== null && found !== undefined) return join(dir, found);
  }
  throw new Refusal('not_found', `no recording ${name}`, { name });
};

const finishOne = async (part: string): Promise<boolean> => {
  let whole = 0;
  let count = 0;
  let durationMs = 0;
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
      if (readFooter(raw) !== null) continue;
      count += 1;
      durationMs = Math.max(durationMs, Math.round(timeOf(raw) ?? 0));
    }
  }
  if (!hasHeader) return false;
  await truncate(part, whole);
  const footer: RecordingFooter = { kongtaiRecordingEnd: RECORDING_VERSION, events: count, durationMs };
  const file = await open(part, 'a');
  try {
    await file.appendFile(`${JSON.stringify(footer)}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(part, finishedName(part));
  return true;
};

/**
 * Before the first recording of a run: finishes what a crash left, without the line it was cut off in. Returns the names.
 * One that cannot be finished now (the disk is full, say) is told to `onFault` and stays for the next start.
 */
export const finishRecordings = async (
  dir: string,
  onFault: (name: string, fault: unknown) => void,
): Promise<readonly string[]> => {
  const finished: string[] = [];
  for (const name of namesIn(dir, UNFINISHED_SUFFIX)) {
    try {
      if (await finishOne(join(dir, name))) finished.push(finishedName(name));
    } catch (fault) {
      onFault(name, fault);
    }
  }
  return finished;
};

// The room's journal: an append-only JSONL file that lets a restarted server go on where it stopped.

import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface RoomJournal {
  /** Queues one line; it reaches the file with the next flush. */
  append(line: string): void;
  /** To the operating system: survives a crash of this process. */
  flush(): void;
  /** To the disk: survives a power cut. For what somebody is about to be told. */
  flushDurably(): void;
  /** Replaces the whole file by these lines, or leaves it as it was. */
  rewrite(lines: Iterable<string>): void;
  /** Bytes written since the last rewrite. */
  grownBy(): number;
  close(): void;
}

export interface OpenedJournal<Line> {
  /** What the file held, line by line; a torn last line is left out. */
  readonly lines: readonly Line[];
  readonly journal: RoomJournal;
}

const FILE_NAME = 'room.jsonl';

/** The file holds something else than what a room wrote; its `path` may be set aside and a new one begun. */
export class DamagedJournal extends Error {
  readonly path: string;

  constructor(path: string, line: number) {
    super(`room journal ${path}: line ${line} cannot be read; move the file away to begin a new one`);
    this.name = 'DamagedJournal';
    this.path = path;
  }
}

/** The line's value, or undefined where it is no JSON. */
const readLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const readLines = <Line>(path: string, isLine: (value: unknown) => value is Line): Line[] => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw cause;
  }
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const values: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const value = readLine(line);
    if (isLine(value)) values.push(value);
    // A crash or a power cut tears the last line only; anything before it was damaged by something else.
    else if (value !== undefined || index < lines.length - 1) throw new DamagedJournal(path, index + 1);
  }
  return values;
};

const writeAll = (file: number, text: string): number => {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  return bytes.length;
};

/**
 * Opens `directory`/room.jsonl, making both where they are missing. Throws DamagedJournal, also for a line that is none to `isLine`.
 * A disk that fails later is told to `onProblem` once; the room then goes on without its journal.
 */
export const openRoomJournal = <Line>(
  directory: string,
  isLine: (value: unknown) => value is Line,
  onProblem: (problem: string) => void,
): OpenedJournal<Line> => {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, FILE_NAME);
  const lines = readLines(path, isLine);
  let file: number | null = openSync(path, 'a', 0o600);
  let queue: string[] = [];
  let grown = 0;

  const giveUp = (cause: unknown) => {
    queue = [];
    if (file !== null) closeSync(file);
    file = null;
    onProblem(`the room's journal is no longer kept: ${cause instanceof Error ? cause.message : cause}`);
  };

  const flush = (sync: boolean) => {
    if (file === null) return;
    try {
      if (queue.length > 0) {
        grown += writeAll(file, `${queue.join('\n')}\n`);
        queue = [];
      }
      if (sync) fdatasyncSync(file);
    } catch (cause) {
      giveUp(cause);
    }
  };

  return {
    lines,
    journal: {
      append: (line) => {
        if (file !== null) queue.push(line);
      },
      flush: () => flush(false),
      flushDurably: () => flush(true),
      rewrite: (all) => {
        if (file === null) return;
        const fresh = `${path}.new`;
        try {
          const target = openSync(fresh, 'w', 0o600);
          try {
            for (const line of all) writeAll(target, `${line}\n`);
            fsyncSync(target);
          } finally {
            closeSync(target);
          }
          closeSync(file);
          file = null;
          renameSync(fresh, path);
          file = openSync(path, 'a', 0o600);
          queue = [];
          grown = 0;
        } catch (cause) {
          giveUp(cause);
        }
      },
      grownBy: () => grown,
      close: () => {
        flush(true);
        if (file !== null) closeSync(file);
        file = null;
      },
    },
  };
};

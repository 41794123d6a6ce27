// Where a file's bytes come from: a path, or bytes that a window or a tablet sent.

import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { MOST_BYTES } from './file-limits.ts';
import { FileRefusal, stopIfCancelled } from './file-refusal.ts';

export interface FileSource {
  /** For sentences; a path's last part. */
  readonly name: string;
  readonly size: number;
  /** Fewer bytes than asked for only at the end of the file. */
  read(from: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

const PORTION = 64 * 1024;

const turnAwayIfTooLarge = (name: string, size: number): void => {
  if (size > MOST_BYTES)
    throw new FileRefusal('file_too_large', `${name} has ${size} bytes`, { size, limit: MOST_BYTES, name });
};

export const sourceOfBytes = (name: string, bytes: Uint8Array): FileSource => {
  turnAwayIfTooLarge(name, bytes.length);
  return {
    name,
    size: bytes.length,
    read: async (from, length) => bytes.subarray(from, from + length),
    close: async () => {},
  };
};

/** What was copied from a spreadsheet; its cells are parted by tabs. */
export const sourceOfText = (name: string, text: string): FileSource =>
  sourceOfBytes(name, new TextEncoder().encode(text));

/** The same bytes, until `signal`: then every read is refused with `cancelled`. */
export const stoppableSource = (source: FileSource, signal: AbortSignal | undefined): FileSource =>
  signal === undefined
    ? source
    : {
        ...source,
        read: async (from, length) => {
          stopIfCancelled(signal);
          return source.read(from, length);
        },
      };

const readExactly = async (file: FileHandle, from: number, length: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
};

const openFile = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, 'r');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new FileRefusal(isMissing ? 'file_missing' : 'file_unreadable', why, { why });
  }
};

/** Stays open until `close`; the file is never held in memory. */
export const sourceOfFile = async (path: string): Promise<FileSource> => {
  const file = await openFile(path);
  const name = path.split(/[\\/]/).at(-1) ?? path;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new FileRefusal('file_unreadable', `${name} is not a file`, { name, why: 'not a file' });
    turnAwayIfTooLarge(name, stat.size);
    return {
      name,
      size: stat.size,
      read: async (from, length) => {
        try {
          return await readExactly(file, from, length);
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          throw new FileRefusal('file_unreadable', why, { name, why });
        }
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** The bytes from `from` to `end` in portions; the event loop has its turn between two of them. */
export const readPortions = async function* (
  source: FileSource,
  from = 0,
  end = source.size,
): AsyncGenerator<Uint8Array> {
  for (let at = from; at < end; at += PORTION) {
    const portion = await source.read(at, Math.min(PORTION, end - at));
    if (portion.length === 0) return;
    yield portion;
    await setImmediate();
  }
};

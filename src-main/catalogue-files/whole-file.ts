// Writes a file that is there as a whole or not at all: beside its place first, through to the disk, then renamed.

import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FileRefusal, stopIfCancelled } from './file-refusal.ts';

/** Makes the name durable. Windows has no such call, and keeps it by itself. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const fill = async (file: FileHandle, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<number> => {
  let bytes = 0;
  for await (const chunk of chunks) {
    stopIfCancelled(signal);
    await file.write(chunk);
    bytes += chunk.length;
  }
  await file.sync();
  return bytes;
};

const refusalOf = (error: unknown): FileRefusal => {
  if (error instanceof FileRefusal) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new FileRefusal('not_written', why, { why });
};

/** The bytes written. What was at `path` before is replaced in one step; on a refusal it is left as it was. */
export const writeWholeFile = async (
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<number> => {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    const file = await open(beside, 'wx');
    try {
      const bytes = await fill(file, chunks, signal);
      await file.close();
      await rename(beside, path);
      await syncFolder(dirname(path));
      return bytes;
    } catch (error) {
      await file.close();
      await rm(beside, { force: true });
      throw error;
    }
  } catch (error) {
    throw refusalOf(error);
  }
};

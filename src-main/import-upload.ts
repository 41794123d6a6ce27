// A file on its way in: its pieces are written to a folder of their own, which is removed with it.

import { mkdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from './contract/errors.ts';
import { newId } from './new-id.ts';

export interface ImportUpload {
  readonly uploadId: string;
  /** As a person named it; shown, never a path. */
  readonly name: string;
  readonly size: number;
  readonly path: string;
  /** A path for what is made of it; removed with it. */
  beside(name: string): string;
  received(): number;
  /** Throws Refusal `bad_input` out of turn, `store_full` and `store_readonly` where the disk is. */
  take(offset: number, bytes: Uint8Array): Promise<void>;
  /** Waits for what is being written. Safe to call twice. */
  remove(): Promise<void>;
}

const CODES: Readonly<Record<string, 'store_full' | 'store_readonly'>> = {
  ENOSPC: 'store_full',
  EDQUOT: 'store_full',
  EROFS: 'store_readonly',
  EACCES: 'store_readonly',
  EPERM: 'store_readonly',
};

export const refusalOfDisk = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? CODES[String(error.code)] : undefined;
  return code === undefined ? error : new Refusal(code, String(error));
};

/** What an earlier engine has left there is of no use to anybody. */
export const emptyFolder = (dir: string): void => rmSync(dir, { recursive: true, force: true });

const plainName = (name: string): string => (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim() || 'file';

export const beginUpload = (dir: string, name: string, size: number): ImportUpload => {
  const uploadId = newId<string>();
  const folder = join(dir, uploadId);
  const path = join(folder, 'upload');
  let received = 0;
  let isRemoved = false;
  let file: FileHandle | null = null;
  let last: Promise<void> = Promise.resolve();

  const write = async (offset: number, bytes: Uint8Array): Promise<void> => {
    if (isRemoved) throw new Refusal('not_found', 'This import has been given up.');
    // The same piece again, as after a reply that was lost.
    if (offset + bytes.length <= received) return;
    if (offset !== received || offset + bytes.length > size) {
      throw new Refusal('bad_input', 'A piece of the file came out of turn: send it again from the start.');
    }
    try {
      file ??= await open(path, 'wx');
      await file.write(bytes, 0, bytes.length, offset);
      received += bytes.length;
      if (received === size) {
        await file.close();
        file = null;
      }
    } catch (error) {
      throw refusalOfDisk(error);
    }
  };

  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw refusalOfDisk(error);
  }
  return {
    uploadId,
    name: plainName(name),
    size,
    path,
    beside: (other) => join(folder, other),
    received: () => received,
    take: (offset, bytes) => {
      const next = last.then(() => write(offset, bytes));
      // One piece that fails says so itself; those behind it find that they are out of turn.
      last = next.catch(() => undefined);
      return next;
    },
    remove: async () => {
      isRemoved = true;
      await last;
      await file?.close();
      file = null;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

// Files made for a screen to fetch: each lies in a folder until newer ones push it out.

import { mkdirSync, rmSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from './contract/errors.ts';
import type { OutgoingFile } from './contract/import-documents.ts';
import { newId } from './new-id.ts';

export interface FileToBe {
  readonly fileId: string;
  /** As a person will see it. */
  readonly name: string;
  /** Where to write it. */
  readonly path: string;
}

export interface OutgoingFiles {
  make(name: string): FileToBe;
  /** Once it is written. */
  publish(file: FileToBe): Promise<OutgoingFile>;
  /** Fewer bytes than asked for only at the end. Throws Refusal `not_found`. */
  read(fileId: string, offset: number, length: number): Promise<Uint8Array>;
}

const MOST_KEPT = 4;

export const createOutgoingFiles = (dir: string): OutgoingFiles => {
  const kept = new Map<string, FileToBe>();
  return {
    make: (name) => {
      mkdirSync(dir, { recursive: true });
      const fileId = newId<string>();
      return { fileId, name, path: join(dir, fileId) };
    },
    publish: async (file) => {
      const { size } = await stat(file.path);
      kept.set(file.fileId, file);
      for (const old of [...kept.values()].slice(0, -MOST_KEPT)) {
        kept.delete(old.fileId);
        rmSync(old.path, { force: true });
      }
      return { fileId: file.fileId, name: file.name, bytes: size };
    },
    read: async (fileId, offset, length) => {
      const file = kept.get(fileId);
      if (file === undefined) throw new Refusal('not_found', 'The file is not kept any more.');
      const handle = await open(file.path, 'r');
      try {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await handle.read(bytes, 0, length, offset);
        return bytes.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
};

// Files that must be there after a loss of power: written through to the disk, moved by their whole name.

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const syncFile = (path: string): void => {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Makes the names in a folder durable. Windows has no such call, and keeps them by itself. */
export const syncFolder = (path: string): void => {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** The file under its new name is whole, or not there. */
export const moveDurably = (from: string, to: string): void => {
  syncFile(from);
  renameSync(from, to);
  syncFolder(dirname(to));
};

/** The files that SQLite keeps beside a database, by what their names end in. */
export const BESIDE = ['-wal', '-shm', '-journal'] as const;

export const removeDatabase = (path: string): void => {
  for (const end of ['', ...BESIDE]) rmSync(path + end, { force: true });
};

/** An instant as a part of a file name that sorts by time: 20261124T161800123Z. */
export const toFileStamp = (at: number): string => new Date(at).toISOString().replace(/[-:.]/g, '');

/** Step by step: Node's own `recursive` never ends where a file system will not have new folders (/proc), and hides EROFS. */
export const makeFolder = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  // Viewers' names and orders are nobody else's on this machine.
  mkdirSync(path, { mode: 0o700 });
};

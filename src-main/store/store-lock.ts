// One process a data folder: a lock of the operating system, which goes by itself when its holder dies.

import { rmSync } from 'node:fs';
import { Refusal } from '../contract/errors.ts';
import { type DriverOptions, openDatabase } from './database.ts';
import { isDamage, isSqliteError } from './sqlite-failure.ts';

export interface StoreLock {
  release(): void;
}

const hold = (path: string, driver: DriverOptions): StoreLock => {
  const db = openDatabase(path, driver);
  try {
    db.pragma('busy_timeout = 0');
    // Nothing is ever written into it: the file stays empty, the lock is all that counts.
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw error;
  }
  return {
    release: () => {
      db.close();
    },
  };
};

/** Throws Refusal `busy` where another process has the folder, and what SQLite says where it cannot be written. */
export const holdStoreLock = (path: string, driver: DriverOptions): StoreLock => {
  try {
    return hold(path, driver);
  } catch (error) {
    if (isSqliteError(error) && error.code.startsWith('SQLITE_BUSY')) {
      throw new Refusal('busy', 'This data folder is in use by another Kongtai: close that one first.', { path });
    }
    if (!isDamage(error)) throw error;
    // Somebody has written into it; nobody held it, or it would have been busy.
    rmSync(path, { force: true });
    return hold(path, driver);
  }
};

// SQLite's and the file system's failures as refusals that say what to do.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type ErrorCode, Refusal } from '../contract/errors.ts';

const SENTENCES = {
  store_full: 'The disk is full: free some space and it goes on.',
  store_readonly: 'The data folder cannot be written to: check its permissions or choose another folder.',
  store_missing: 'The data folder is gone: connect its disk and start again.',
  store_corrupt: 'The data file is damaged.',
  busy: 'Another program holds the data file.',
  internal: 'The store could not do this.',
} as const satisfies Partial<Record<ErrorCode, string>>;

type StoreCode = keyof typeof SENTENCES;

const isGone = (path: string): boolean => !existsSync(dirname(path));

/** The extended codes that are not of their family come first. */
const codeOfSqlite = (code: string, path: string): StoreCode => {
  if (code === 'SQLITE_IOERR_SHORT_READ' || code === 'SQLITE_IOERR_CORRUPTFS') return 'store_corrupt';
  if (code === 'SQLITE_IOERR_NOMEM') return 'internal';
  if (code === 'SQLITE_READONLY_DBMOVED') return 'store_missing';
  if (code.startsWith('SQLITE_FULL')) return 'store_full';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'store_corrupt';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy';
  if (code.startsWith('SQLITE_IOERR')) return 'store_missing';
  const cannotWrite = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM'].some((each) => code.startsWith(each));
  if (cannotWrite) return isGone(path) ? 'store_missing' : 'store_readonly';
  return 'internal';
};

const CODE_OF_ERRNO: Readonly<Record<string, StoreCode>> = {
  ENOENT: 'store_missing',
  ENODEV: 'store_missing',
  EIO: 'store_missing',
  EACCES: 'store_readonly',
  EPERM: 'store_readonly',
  EROFS: 'store_readonly',
  ENOTDIR: 'store_readonly',
  EISDIR: 'store_readonly',
  EEXIST: 'store_readonly',
  ENOSPC: 'store_full',
  EDQUOT: 'store_full',
};

export const isSqliteError = (error: unknown): error is InstanceType<typeof Database.SqliteError> =>
  error instanceof Database.SqliteError;

/** Whether SQLite itself says that the file is damaged. */
export const isDamage = (error: unknown): boolean =>
  isSqliteError(error) && codeOfSqlite(error.code, '') === 'store_corrupt';

const errnoOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

const codeOf = (error: unknown, path: string): StoreCode | null => {
  if (isSqliteError(error)) return codeOfSqlite(error.code, path);
  // For a folder that is not there the driver throws a TypeError without a code.
  if (error instanceof TypeError && error.message.includes('directory does not exist')) return 'store_missing';
  const errno = errnoOf(error);
  return errno === null ? null : (CODE_OF_ERRNO[errno] ?? null);
};

/** The refusal that a failure of the store at `path` is; whatever else was thrown is given back as it is. */
export const toStoreFailure = (error: unknown, path: string): unknown => {
  const code = codeOf(error, path);
  if (code === null) return error;
  const why = error instanceof Error ? `${errnoOf(error) ?? ''} ${error.message}`.trim() : String(error);
  return new Refusal(code, `${SENTENCES[code]} (${why})`, { path, why });
};

/** Runs `work`; what SQLite or the file system throws comes out as a Refusal. */
export const refusing = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw toStoreFailure(error, path);
  }
};

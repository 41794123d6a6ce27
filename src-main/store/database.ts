// Opens a SQLite file the one way that this project does, and looks at it before anything is written.

import Database from 'better-sqlite3';
import { isDamage } from './sqlite-failure.ts';

export type SqliteFile = Database.Database;

/** How the driver is loaded; a self-built addon for an Electron older than the shipped one needs. */
export interface DriverOptions {
  readonly nativeBinding?: string;
}

/** Reads nothing and writes nothing yet: SQLite opens lazily, so that a damaged file shows at the first look. */
export const openDatabase = (path: string, driver: DriverOptions, readonly = false): SqliteFile => {
  const { nativeBinding } = driver;
  const db = new Database(path, { readonly, timeout: 5000, ...(nativeBinding === undefined ? {} : { nativeBinding }) });
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  return db;
};

/** From here on the file may be written: commits go to the log, and reach the file at our own checkpoints. */
export const makeWritable = (db: SqliteFile): void => {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 0');
};

export const versionOf = (db: SqliteFile): number => db.prepare<[], number>('PRAGMA user_version').pluck().get() ?? 0;

export const isWhole = (db: SqliteFile): boolean =>
  db.prepare<[], string>('PRAGMA quick_check(1)').pluck().get() === 'ok';

export type Look =
  | { readonly isSound: true; readonly version: number; readonly isEmpty: boolean }
  | { readonly isSound: false };

/** Reads the whole file once. Throws where the file cannot be read at all. */
export const lookAt = (db: SqliteFile): Look => {
  try {
    const version = versionOf(db);
    if (!isWhole(db)) return { isSound: false };
    const tables = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
    return { isSound: true, version, isEmpty: tables === 0 };
  } catch (error) {
    if (isDamage(error)) return { isSound: false };
    throw error;
  }
};

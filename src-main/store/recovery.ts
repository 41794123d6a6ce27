// Brings a damaged database back: the newest sound backup, with what can still be read of the damaged file on top.

import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../contract/topics.ts';
import type { Instant } from '../core/units.ts';
import { listBackups } from './backup.ts';
import { type DriverOptions, lookAt, makeWritable, openDatabase, type SqliteFile } from './database.ts';
import { BESIDE, moveDurably, removeDatabase, syncFolder, toFileStamp } from './durable-file.ts';
import { LATEST_VERSION, migrate } from './migrations/migrate.ts';
import { type Salvaged, salvage } from './salvage.ts';
import { createSettingTable } from './setting-table.ts';

export interface RecoveryOptions {
  readonly path: string;
  readonly backupDir: string;
  readonly now: Instant;
  readonly driver: DriverOptions;
}

/** Where the problem waits to be said, in the recovered file itself: a crash right after must not hide it. */
const PROBLEM = 'store.recovered';
const PAGE_BYTES = 4096;
const HEADER_BYTES = 100;
const PAGE_COUNT_AT = 28;
const MAGIC = 'SQLite format 3\0';

/** The steps of a recovery by file name: being made, and ready to take the place of the damaged one. */
const makingOf = (path: string): string => `${path}.recovering`;
const readyOf = (path: string): string => `${path}.recovered`;
const scratchOf = (path: string): string => `${path}.salvage`;

/** Moves what there is of a database aside, the file first: while it has its name, the recovery begins anew. */
const quarantine = (path: string, now: Instant): string => {
  const aside = `${path}.corrupt-${toFileStamp(now)}`;
  for (const end of ['', ...BESIDE]) if (existsSync(path + end)) renameSync(path + end, aside + end);
  syncFolder(dirname(path));
  return aside;
};

/** A log that is no log any more; opening the database would overwrite it. Returns where it lies now. */
export const quarantineLog = (path: string, now: Instant): string => {
  const aside = `${path}.corrupt-${toFileStamp(now)}-wal`;
  renameSync(`${path}-wal`, aside);
  syncFolder(dirname(path));
  return aside;
};

/** Copies the newest backup that is sound to `making`. Returns its name, '' where there is none. */
const takeBackup = ({ path, backupDir, driver }: RecoveryOptions): string => {
  const making = makingOf(path);
  for (const name of listBackups(backupDir)) {
    removeDatabase(making);
    copyFileSync(join(backupDir, name), making);
    const db = openDatabase(making, driver);
    try {
      const look = lookAt(db);
      if (look.isSound && look.version > 0 && look.version <= LATEST_VERSION) return name;
    } finally {
      db.close();
    }
  }
  removeDatabase(making);
  return '';
};

const hasHeader = (path: string): boolean => {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(MAGIC.length);
    readSync(file, start, 0, start.length, 0);
    return start.toString('latin1') === MAGIC;
  } finally {
    closeSync(file);
  }
};

/** The 100 bytes that say what file this is, taken from an empty one of the same make, with this one's count of pages. */
const lendHeader = (path: string, pages: number, driver: DriverOptions): void => {
  const modelPath = `${path}-model`;
  removeDatabase(modelPath);
  const model = openDatabase(modelPath, driver);
  try {
    makeWritable(model);
    migrate(model);
    model.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    model.close();
  }
  const header = readFileSync(modelPath).subarray(0, HEADER_BYTES);
  header.writeUInt32BE(pages, PAGE_COUNT_AT);
  removeDatabase(modelPath);
  const file = openSync(path, 'r+');
  try {
    writeSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
};

/** Last moment before what is missing, and first after it; null where nothing is known to be missing. */
const missingIn = (db: SqliteFile, { hasAllFacts }: Salvaged, lastWriteAt: number): { from: number; to: number } => {
  const newest = db.prepare<[], number>('SELECT coalesce(max(received_at_ms), 0) FROM fact').pluck().get() ?? 0;
  if (hasAllFacts) return { from: newest, to: newest };
  const beforeHole = db.prepare<[], number>(
    `SELECT received_at_ms FROM fact
     WHERE NOT EXISTS (SELECT 1 FROM fact AS next WHERE next.seq = fact.seq + 1) ORDER BY seq LIMIT 1`,
  );
  return { from: beforeHole.pluck().get() ?? 0, to: Math.max(newest, lastWriteAt) };
};

const lastWriteAt = (path: string): number =>
  Math.max(0, ...['', '-wal'].map((end) => statSync(path + end, { throwIfNoEntry: false })?.mtimeMs ?? 0));

const salvageInto = (db: SqliteFile, { path, driver }: RecoveryOptions): Salvaged => {
  const scratch = scratchOf(path);
  removeDatabase(scratch);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return { hasAllFacts: false, hasAllRejects: false };
  const pages = Math.ceil(size / PAGE_BYTES);
  try {
    copyFileSync(path, scratch);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${scratch}-wal`);
    if (!hasHeader(scratch)) lendHeader(scratch, pages, driver);
    return salvage(db, scratch, pages);
  } finally {
    removeDatabase(scratch);
  }
};

/** Puts a finished recovery in its place, moving aside what is left of the damaged one. */
export const finishRecovery = ({ path, now }: Pick<RecoveryOptions, 'path' | 'now'>): void => {
  const ready = readyOf(path);
  removeDatabase(makingOf(path));
  removeDatabase(scratchOf(path));
  if (!existsSync(ready)) return;
  if (existsSync(path)) {
    // Made before a crash, while the damaged file still had its place: it is made again from both.
    removeDatabase(ready);
    return;
  }
  quarantine(path, now);
  moveDurably(ready, path);
};

/**
 * Replaces the database at `path`. At every moment the damaged file is whole in its place, or a finished recovery lies
 * beside it. Throws what the file system says where there is no room for it, with everything left as it was.
 */
export const recover = (options: RecoveryOptions): void => {
  const { path, driver, now } = options;
  const making = makingOf(path);
  const stopped = lastWriteAt(path);
  const from = takeBackup(options);
  const db = openDatabase(making, driver);
  try {
    makeWritable(db);
    migrate(db);
    const salvaged = salvageInto(db, options);
    const missing = missingIn(db, salvaged, stopped);
    const hasFile = existsSync(path);
    const aside = hasFile ? `${path}.corrupt-${toFileStamp(now)}` : '';
    const details = { from, missingFrom: missing.from, missingTo: Math.round(missing.to), quarantine: aside };
    noteRecovery(db, details);
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
  moveDurably(making, readyOf(path));
  quarantine(path, now);
  moveDurably(readyOf(path), path);
};

/** Kept until `takeRecoveryProblem`. */
export const noteRecovery = (db: SqliteFile, details: Problem['details']): void => {
  const problem: Problem = { code: 'store_recovered', details };
  createSettingTable(db).write(PROBLEM, JSON.stringify(problem));
};

/** What a recovery has to say, said once. */
export const takeRecoveryProblem = (db: SqliteFile): Problem | null => {
  const settings = createSettingTable(db);
  const said = settings.read(PROBLEM);
  if (said === null) return null;
  settings.remove(PROBLEM);
  return JSON.parse(said);
};

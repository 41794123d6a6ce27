// Opens the store of a data folder: look before writing, recover what is damaged, back up before migrating, and say what happened.

import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Refusal } from '../contract/errors.ts';
import type { Problem } from '../contract/topics.ts';
import type { Instant } from '../core/units.ts';
import { listBackups, makeBackup, removeUnverified } from './backup.ts';
import { type DriverOptions, lookAt, makeWritable, openDatabase, type SqliteFile } from './database.ts';
import { makeFolder } from './durable-file.ts';
import { LATEST_VERSION, migrate } from './migrations/migrate.ts';
import { finishRecovery, noteRecovery, quarantineLog, recover, takeRecoveryProblem } from './recovery.ts';
import { toStoreFailure } from './sqlite-failure.ts';
import { createSqliteStore } from './sqlite-store.ts';
import { DATABASE, type OpenedStore } from './store.ts';
import { holdStoreLock } from './store-lock.ts';

export interface OpenStoreOptions {
  readonly dataDir: string;
  readonly clock: () => Instant;
  /** A self-built better-sqlite3 addon, for an Electron older than the shipped one needs. */
  readonly nativeBinding?: string;
}

interface Place {
  readonly path: string;
  readonly backupDir: string;
  readonly now: Instant;
  readonly driver: DriverOptions;
}

const VERSION_AT = 60;
const WAL_HEADER = 32;
const WAL_MAGICS: readonly number[] = [0x377f0682, 0x377f0683];

const readStart = (path: string, bytes: number): Buffer => {
  const start = Buffer.alloc(bytes);
  const file = openSync(path, 'r');
  try {
    return start.subarray(0, readSync(file, start, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** The version in the file's header, 0 where it has none. The log may know a later one. */
const versionInHeader = (path: string): number => {
  if (sizeOf(path) === 0) return 0;
  const start = readStart(path, 100);
  return start.toString('latin1', 0, 15) === 'SQLite format 3' && start.length === 100
    ? start.readUInt32BE(VERSION_AT)
    : 0;
};

const isLogTorn = (path: string): boolean => {
  const log = `${path}-wal`;
  return sizeOf(log) >= WAL_HEADER && !WAL_MAGICS.includes(readStart(log, WAL_HEADER).readUInt32BE(0));
};

const refuseNewer = (path: string, found: number): never => {
  throw new Refusal(
    'store_newer',
    'The data file was written by a newer Kongtai: update Kongtai. It was not touched.',
    {
      path,
      found,
      known: LATEST_VERSION,
    },
  );
};

type Found = 'nothing' | 'damage' | { readonly version: number };

/** What lies at the path, found out without writing to it. Throws Refusal `store_newer`. */
const find = ({ path, backupDir, driver }: Place): Found => {
  const hasBackups = listBackups(backupDir).length > 0;
  if (sizeOf(path) === 0) return hasBackups || sizeOf(`${path}-wal`) > 0 ? 'damage' : 'nothing';
  const inHeader = versionInHeader(path);
  if (inHeader > LATEST_VERSION) refuseNewer(path, inHeader);
  // A change that was cut off can only be undone by one who may write.
  const db = openDatabase(path, driver, !existsSync(`${path}-journal`));
  try {
    const look = lookAt(db);
    if (!look.isSound) return 'damage';
    if (look.version > LATEST_VERSION) refuseNewer(path, look.version);
    if (look.version > 0) return { version: look.version };
    // Nothing but damage takes the version from a file of ours.
    return look.isEmpty && !hasBackups ? 'nothing' : 'damage';
  } finally {
    db.close();
  }
};

/** Opens for writing and brings the schema up to date, after a copy of what was there. */
const openCurrent = async (place: Place, version: number): Promise<SqliteFile> => {
  const { path, backupDir, now, driver } = place;
  const db = openDatabase(path, driver);
  try {
    makeWritable(db);
    if (version > 0 && version < LATEST_VERSION) await makeBackup(db, { dir: backupDir, now, driver });
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const newestReceived = (db: SqliteFile): number =>
  db.prepare<[], number>('SELECT coalesce(max(received_at_ms), 0) FROM fact').pluck().get() ?? 0;

const bringUp = async (place: Place): Promise<{ db: SqliteFile; isFirstRun: boolean; problem: Problem | null }> => {
  const { path, backupDir, now } = place;
  finishRecovery(place);
  removeUnverified(backupDir);
  const tornAt = isLogTorn(path) ? Math.round(statSync(`${path}-wal`).mtimeMs) : null;
  const log = tornAt === null ? null : quarantineLog(path, now);
  let found = find(place);
  if (found === 'damage') {
    recover(place);
    found = find(place);
    if (typeof found === 'string')
      throw new Refusal('store_corrupt', 'The data file could not be recovered.', { path });
  }
  const db = await openCurrent(place, found === 'nothing' ? 0 : found.version);
  if (tornAt !== null && log !== null) {
    const details = { from: basename(path), missingFrom: newestReceived(db), missingTo: tornAt, quarantine: log };
    noteRecovery(db, details);
  }
  return { db, isFirstRun: found === 'nothing' && log === null, problem: takeRecoveryProblem(db) };
};

/**
 * Makes the folder where there is none. Throws Refusal: `busy` (another process has it), `store_newer` ({ found, known };
 * nothing was touched), `store_missing`, `store_readonly`, `store_full`, `store_corrupt` (each { path }).
 */
export const openStore = async ({ dataDir, clock, nativeBinding }: OpenStoreOptions): Promise<OpenedStore> => {
  const path = join(dataDir, DATABASE);
  const backupDir = join(dataDir, 'backups');
  const driver: DriverOptions = nativeBinding === undefined ? {} : { nativeBinding };
  try {
    makeFolder(backupDir);
    const lock = holdStoreLock(join(dataDir, 'kongtai.lock'), driver);
    try {
      const { db, isFirstRun, problem } = await bringUp({ path, backupDir, now: clock(), driver });
      try {
        const store = createSqliteStore({ db, path, backupDir, clock, driver, onClose: lock.release });
        return { store, isFirstRun, problem };
      } catch (error) {
        db.close();
        throw error;
      }
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw toStoreFailure(error, path);
  }
};

// Verified copies of the database under `backups`, and which of them are kept.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../contract/errors.ts';
import type { Instant } from '../core/units.ts';
import { type DriverOptions, isWhole, openDatabase, type SqliteFile, versionOf } from './database.ts';
import { makeFolder, moveDurably, removeDatabase, toFileStamp } from './durable-file.ts';

/** Ends the name of a copy that is not verified yet: it is never restored, and removed at the next start. */
const UNVERIFIED = '.part';
const NAME = /^kongtai-(\d{8})T\d{9}Z\.db$/;
const KEPT_TODAY = 3;
const KEPT_DAYS = 10;
const PAGES_A_STEP = 200;

const isBackup = (name: string): boolean => NAME.test(name);

/** Names of verified copies, newest first. */
export const listBackups = (dir: string): readonly string[] => readdirSync(dir).filter(isBackup).sort().reverse();

export const removeUnverified = (dir: string): void => {
  for (const name of readdirSync(dir).filter((each) => each.includes(UNVERIFIED))) rmSync(join(dir, name));
};

const dayOf = (name: string): string => NAME.exec(name)?.[1] ?? '';

/** What to delete: all but the last three of today (UTC) and the last of each of the ten days before. `names` newest first. */
export const outdatedBackups = (names: readonly string[], now: Instant): readonly string[] => {
  const today = toFileStamp(now).slice(0, 8);
  const oldest = toFileStamp(now - KEPT_DAYS * 86_400_000).slice(0, 8);
  const keptOf = new Map<string, number>();
  return names.filter((name, index) => {
    const day = dayOf(name);
    const kept = keptOf.get(day) ?? 0;
    keptOf.set(day, kept + 1);
    if (index === 0 || day > today) return false;
    return day < oldest || kept >= (day === today ? KEPT_TODAY : 1);
  });
};

/** Makes the copy one file that needs nothing beside it, and reads all of it. */
const verify = (path: string, driver: DriverOptions): void => {
  const copy = openDatabase(path, driver);
  try {
    copy.pragma('journal_mode = DELETE');
    if (versionOf(copy) === 0 || !isWhole(copy)) {
      throw new Refusal('store_corrupt', 'The copy of the data file is damaged: it was not kept.', { path });
    }
  } finally {
    copy.close();
  }
};

/** Copies, verifies, names, then deletes what is outdated. Returns the path; nothing is left where it fails. */
export const makeBackup = async (
  db: SqliteFile,
  { dir, now, driver }: { readonly dir: string; readonly now: Instant; readonly driver: DriverOptions },
): Promise<string> => {
  makeFolder(dir);
  let at: number = now;
  while (listBackups(dir).includes(`kongtai-${toFileStamp(at)}.db`)) at += 1;
  const path = join(dir, `kongtai-${toFileStamp(at)}.db`);
  const part = path + UNVERIFIED;
  try {
    await db.backup(part, { progress: () => PAGES_A_STEP });
    verify(part, driver);
    moveDurably(part, path);
  } catch (error) {
    removeDatabase(part);
    throw error;
  }
  for (const name of outdatedBackups(listBackups(dir), now)) rmSync(join(dir, name));
  return path;
};

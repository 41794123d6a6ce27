// Moves commits from SQLite's log into the file when nothing waits for it, instead of in the middle of some commit.

import type { SqliteFile } from './database.ts';
import { isSqliteError } from './sqlite-failure.ts';

export interface Checkpoints {
  /** A transaction of so many rows was committed. */
  wrote(rows: number): void;
  stop(): void;
}

/** A log of this many rows (about 4 MB) takes a few milliseconds; without an end it would grow for a whole show. */
const MOST_ROWS = 6000;
/** The pages that every commit writes again, however little it brings, in rows: a quiet room must not fill the disk. */
const ROWS_A_COMMIT = 36;
const IDLE_MS = 1000;

export const createCheckpoints = (db: SqliteFile): Checkpoints => {
  let rows = 0;
  let isDue = false;
  let isStopped = false;

  const run = (): void => {
    isDue = false;
    if (isStopped || rows === 0 || db.inTransaction) return;
    try {
      db.pragma('wal_checkpoint(PASSIVE)');
      rows = 0;
    } catch (error) {
      // Nothing is lost by it: the log keeps what it has. The next commit says what is wrong, the next checkpoint tries again.
      if (!isSqliteError(error)) throw error;
      rows = 1;
    }
  };
  const idle = setTimeout(run, IDLE_MS);
  idle.unref();

  return {
    wrote: (count) => {
      rows += count + ROWS_A_COMMIT;
      idle.refresh();
      if (rows < MOST_ROWS || isDue) return;
      isDue = true;
      setImmediate(run);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(idle);
    },
  };
};

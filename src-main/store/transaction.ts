// Runs transactions on the one writing connection: all of it or nothing, and durable where somebody was told.

import { Refusal } from '../contract/errors.ts';
import type { SqliteFile } from './database.ts';

/** `isDurable`: on the disk before it returns. Otherwise it survives a crash of the program, not a loss of power. */
export type RunTransaction = <T>(isDurable: boolean, work: () => T) => T;

export const createTransaction = (db: SqliteFile): RunTransaction => {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');

  const runOnce = <T>(work: () => T): T => {
    begin.run();
    try {
      const value = work();
      commit.run();
      return value;
    } finally {
      // SQLite has rolled back by itself where the disk was full.
      if (db.inTransaction) rollback.run();
    }
  };

  return (isDurable, work) => {
    if (db.inTransaction) throw new Refusal('internal', 'A transaction is open already.');
    if (!isDurable) return runOnce(work);
    // Cannot be changed inside a transaction, and acts while it is compiled: a prepared one would do nothing.
    db.pragma('synchronous = FULL');
    try {
      return runOnce(work);
    } finally {
      db.pragma('synchronous = NORMAL');
    }
  };
};

// Up to which fact the comments of each show have been read for claims.

import type { ShowId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';

export interface ClaimCursorTable {
  /** 0 for none. */
  of(showId: ShowId): number;
  move(showId: ShowId, seq: number): void;
}

export const createClaimCursorTable = (db: SqliteFile): ClaimCursorTable => {
  const read = db.prepare<[ShowId], number>('SELECT seq FROM claim_cursor WHERE show_id = ?').pluck();
  const write = db.prepare<[ShowId, number]>(
    `INSERT INTO claim_cursor (show_id, seq) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)`,
  );
  return {
    of: (showId) => read.get(showId) ?? 0,
    move: (showId, seq) => {
      write.run(showId, seq);
    },
  };
};

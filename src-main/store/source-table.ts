// How far each source has been read: its cursor, moved in the transaction of what it gave.

import type { SourceId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';

export interface SourceTable {
  /** 0 for a source that has said nothing. */
  cursor(source: SourceId): number;
  /** Backwards too: a room that begins anew counts from the start. */
  moveTo(source: SourceId, cursor: number): void;
}

export const createSourceTable = (db: SqliteFile): SourceTable => {
  const read = db.prepare<[SourceId], number>('SELECT cursor FROM source WHERE source = ?').pluck();
  const write = db.prepare<[SourceId, number]>(
    'INSERT INTO source (source, cursor) VALUES (?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
  );
  return {
    cursor: (source) => read.get(source) ?? 0,
    moveTo: (source, cursor) => {
      write.run(source, cursor);
    },
  };
};

// How fast each host speaks, read once and kept until one is set.

import type { HostPace } from '../contract/pace-documents.ts';
import type { Instant } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface PaceTable {
  all(): readonly HostPace[];
  set(name: string, charactersPerMinute: number | null, at: Instant): void;
  /** A transaction was undone: what is kept may not be what the file has. */
  forget(): void;
}

interface PaceRow {
  readonly name: string;
  readonly characters_per_minute: number;
}

const rowToPace = (row: PaceRow): HostPace => ({
  name: fromStored(row.name),
  charactersPerMinute: row.characters_per_minute,
});

export const createPaceTable = (db: SqliteFile): PaceTable => {
  const read = db.prepare<[], PaceRow>('SELECT name, characters_per_minute FROM host_pace ORDER BY name');
  const write = db.prepare<[string, number, Instant]>(
    `INSERT INTO host_pace (name, characters_per_minute, updated_at_ms) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET characters_per_minute = excluded.characters_per_minute,
       updated_at_ms = excluded.updated_at_ms`,
  );
  const remove = db.prepare<[string]>('DELETE FROM host_pace WHERE name = ?');
  let kept: readonly HostPace[] | null = null;
  return {
    all: () => {
      kept ??= read.all().map(rowToPace);
      return kept;
    },
    set: (name, charactersPerMinute, at) => {
      kept = null;
      if (charactersPerMinute === null) remove.run(toStored(name));
      else write.run(toStored(name), charactersPerMinute, at);
    },
    forget: () => {
      kept = null;
    },
  };
};

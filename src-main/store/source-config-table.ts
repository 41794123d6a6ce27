// The sources that a person has added, with their settings and, encrypted, their secrets.

import type { Instant, SourceId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { SourceConfig, SourceReads, SourceWrites } from './source-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface SourceConfigTable
  extends Pick<SourceReads, 'sourceConfigs'>,
    Pick<SourceWrites, 'addSource' | 'changeSource' | 'removeSource'> {}

interface Row {
  readonly source: SourceId;
  readonly kind: string;
  readonly name: string;
  readonly settings: string;
  readonly sealed: string;
  readonly is_paused: number;
  readonly created_at_ms: Instant;
}

const COLUMNS = 'source, kind, name, settings, sealed, is_paused, created_at_ms';

const rowToConfig = (row: Row): SourceConfig => ({
  sourceId: fromStored(row.source),
  kind: row.kind,
  name: fromStored(row.name),
  settings: JSON.parse(row.settings),
  sealed: row.sealed,
  isPaused: row.is_paused === 1,
  createdAt: row.created_at_ms,
});

export const createSourceConfigTable = (db: SqliteFile): SourceConfigTable => {
  const insert = db.prepare<[string, string, string, string, string, number, Instant]>(
    `INSERT INTO source_config (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const change = db.prepare<[string | null, string | null, string | null, number | null, string]>(
    `UPDATE source_config SET name = coalesce(?, name), settings = coalesce(?, settings), sealed = coalesce(?, sealed), is_paused = coalesce(?, is_paused)
     WHERE source = ?`,
  );
  const remove = db.prepare<[string]>('DELETE FROM source_config WHERE source = ?');
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM source_config ORDER BY created_at_ms, rowid`);
  return {
    sourceConfigs: () => all.all().map(rowToConfig),
    addSource: ({ sourceId, kind, name, settings, sealed, isPaused, createdAt }) => {
      insert.run(
        ...([toStored(sourceId), kind, toStored(name), JSON.stringify(settings)] as const),
        ...([sealed, Number(isPaused), createdAt] as const),
      );
    },
    changeSource: (sourceId, { name, settings, sealed, isPaused }) =>
      change.run(
        name === undefined ? null : toStored(name),
        settings === undefined ? null : JSON.stringify(settings),
        sealed ?? null,
        isPaused === undefined ? null : Number(isPaused),
        toStored(sourceId),
      ).changes > 0,
    removeSource: (sourceId) => remove.run(toStored(sourceId)).changes > 0,
  };
};

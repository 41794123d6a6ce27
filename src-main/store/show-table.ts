// Shows, and the stock that each began with.

import { Refusal } from '../contract/errors.ts';
import { canMoveShow, moveShow, type Show, type ShowMove, type ShowPhase } from '../core/show.ts';
import type { Duration, Instant, ShowId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';

export interface ShowTable {
  insert(show: Show): void;
  /** Throws Refusal `not_found` or `wrong_phase`. */
  move(showId: ShowId, move: ShowMove, at: Instant): void;
  /** Newest first. */
  all(): readonly Show[];
  show(showId: ShowId): Show | null;
  current(): ShowId | null;
  /** Throws Refusal `not_found`. */
  setCurrent(showId: ShowId): void;
}

interface ShowRow {
  readonly show_id: ShowId;
  readonly title: string;
  readonly host: string;
  readonly currency: string;
  readonly phase: ShowPhase;
  readonly is_paused: number;
  readonly created_at_ms: Instant;
  readonly started_at_ms: Instant | null;
  readonly ended_at_ms: Instant | null;
  readonly planned_ms: Duration;
}

const rowToShow = (row: ShowRow): Show => ({
  showId: row.show_id,
  title: row.title,
  host: row.host,
  currency: row.currency,
  phase: row.phase,
  isPaused: row.is_paused === 1,
  createdAt: row.created_at_ms,
  startedAt: row.started_at_ms,
  endedAt: row.ended_at_ms,
  plannedMs: row.planned_ms,
});

export const createShowTable = (db: SqliteFile): ShowTable => {
  const insertShow = db.prepare<
    [ShowId, string, string, string, ShowPhase, number, number, number | null, number | null, number]
  >(
    `INSERT INTO show (show_id, title, host, currency, phase, is_paused, created_at_ms, started_at_ms, ended_at_ms,
       planned_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare<[ShowPhase, number, number | null, number | null, ShowId]>(
    'UPDATE show SET phase = ?, is_paused = ?, started_at_ms = ?, ended_at_ms = ? WHERE show_id = ?',
  );
  const one = db.prepare<[ShowId], ShowRow>(
    `SELECT show_id, title, host, currency, phase, is_paused, created_at_ms, started_at_ms, ended_at_ms, planned_ms
     FROM show WHERE show_id = ?`,
  );
  const all = db.prepare<[], ShowRow>(
    `SELECT show_id, title, host, currency, phase, is_paused, created_at_ms, started_at_ms, ended_at_ms, planned_ms
     FROM show ORDER BY created_at_ms DESC, rowid DESC`,
  );
  const keepStock = db.prepare<[ShowId, ShowId]>(
    `INSERT OR REPLACE INTO show_stock (show_id, variant_id, stock)
     SELECT ?, variant_id, stock FROM variant WHERE product_id IN (SELECT product_id FROM cue WHERE show_id = ?)`,
  );
  const forgetStock = db.prepare<[ShowId]>('DELETE FROM show_stock WHERE show_id = ?');

  const current = db
    .prepare<[], ShowId>(
      `SELECT show_id FROM show WHERE show_id = (SELECT value FROM setting WHERE key = 'store.show')`,
    )
    .pluck();
  const setCurrent = db.prepare<[ShowId]>(
    `INSERT INTO setting (key, value) SELECT 'store.show', show_id FROM show WHERE show_id = ?
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  );

  const read = (showId: ShowId): Show | null => {
    const row = one.get(showId);
    return row === undefined ? null : rowToShow(row);
  };

  return {
    insert: (show) => {
      const { showId, title, host, currency, phase, isPaused, createdAt, startedAt, endedAt, plannedMs } = show;
      const paused = Number(isPaused);
      insertShow.run(showId, title, host, currency, phase, paused, createdAt, startedAt, endedAt, plannedMs);
    },
    move: (showId, move, at) => {
      const show = read(showId);
      if (show === null) throw new Refusal('not_found', 'There is no such show.');
      if (!canMoveShow(show, move)) {
        throw new Refusal('wrong_phase', `A show that is ${show.phase} cannot do ${move}.`, { phase: show.phase });
      }
      const { phase, isPaused, startedAt, endedAt } = moveShow(show, move, at);
      update.run(phase, Number(isPaused), startedAt, endedAt, showId);
      if (move === 'show.rehearsed' || move === 'show.started') keepStock.run(showId, showId);
      if (move === 'show.reset') forgetStock.run(showId);
    },
    all: () => all.all().map(rowToShow),
    show: read,
    current: () => current.get() ?? null,
    setCurrent: (showId) => {
      if (setCurrent.run(showId).changes === 0) throw new Refusal('not_found', 'There is no such show.');
    },
  };
};

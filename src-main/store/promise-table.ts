// Promises across shows: what the promise facts come to, so that one that is not honoured stays in sight until it is.

import type { Fact } from '../core/fact.ts';
import { isPromiseFact, type PromiseState, type PromiseTerms } from '../core/promise.ts';
import type { Instant, ShowId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { KeptPromise, PromiseReads } from './promise-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface PromiseTable extends PromiseReads {
  /** Writes what a fact has changed. */
  follow(fact: Fact): void;
  /** A transaction fell through: what is remembered may not be so. */
  forget(): void;
}

interface Row {
  readonly show_id: ShowId;
  readonly show_title: string;
  readonly terms: string;
  readonly made_at_ms: Instant;
  readonly made_by: string;
  readonly state: PromiseState;
  readonly settled_at_ms: Instant | null;
  readonly settled_by: string | null;
  readonly reason: string | null;
}

const rowToPromise = (row: Row): KeptPromise => {
  const terms: PromiseTerms = JSON.parse(row.terms);
  return {
    ...terms,
    showId: row.show_id,
    showTitle: fromStored(row.show_title),
    madeAt: row.made_at_ms,
    by: row.made_by,
    state: row.state,
    settled:
      row.settled_at_ms === null
        ? null
        : { at: row.settled_at_ms, by: row.settled_by ?? '', reason: fromStored(row.reason ?? '') },
  };
};

const COLUMNS = `promise.show_id, show.title AS show_title, terms, made_at_ms, made_by, state, settled_at_ms, settled_by, reason`;
const FROM = 'FROM promise JOIN show ON show.show_id = promise.show_id';
const ON_AIR = `show.phase IN ('live', 'ended')`;

const BEGINS: ReadonlySet<string> = new Set(['show.rehearsed', 'show.started', 'show.reset']);

export const createPromiseTable = (db: SqliteFile): PromiseTable => {
  const one = db.prepare<[string], Row>(`SELECT ${COLUMNS} ${FROM} WHERE promise_id = ?`);
  const open = db.prepare<[], Row>(`SELECT ${COLUMNS} ${FROM} WHERE state = 'open' AND ${ON_AIR} ORDER BY position`);
  const asked = db.prepare<
    {
      readonly show: ShowId | null;
      readonly state: PromiseState | null;
      readonly limit: number;
    },
    Row
  >(
    `SELECT ${COLUMNS} ${FROM}
     WHERE ($show IS NULL AND ${ON_AIR} OR promise.show_id = $show) AND ($state IS NULL OR state = $state)
     ORDER BY position DESC LIMIT $limit`,
  );
  const withAny = db.prepare<[], ShowId>('SELECT DISTINCT show_id FROM promise').pluck();
  const insert = db.prepare<[string, ShowId, string, number, string]>(
    `INSERT OR IGNORE INTO promise (promise_id, show_id, terms, made_at_ms, made_by, state) VALUES (?, ?, ?, ?, ?, 'open')`,
  );
  const settle = db.prepare<[PromiseState, number, string, string, string, ShowId]>(
    `UPDATE promise SET state = ?, settled_at_ms = ?, settled_by = ?, reason = ?
     WHERE promise_id = ? AND show_id = ? AND state = 'open'`,
  );
  const reopen = db.prepare<[string, ShowId]>(
    `UPDATE promise SET state = 'open', settled_at_ms = NULL, settled_by = NULL, reason = NULL
     WHERE promise_id = ? AND show_id = ?`,
  );
  const beginAnew = db.prepare<[ShowId]>('DELETE FROM promise WHERE show_id = ?');
  let remembered: readonly KeptPromise[] | null = null;

  return {
    promise: (promiseId) => {
      const row = one.get(toStored(promiseId));
      return row === undefined ? null : rowToPromise(row);
    },
    promises: ({ showId, state }, limit) => asked.all({ show: showId, state, limit }).map(rowToPromise),
    openPromises: () => {
      remembered ??= open.all().map(rowToPromise);
      return remembered;
    },
    showsWithPromises: () => withAny.all(),
    follow: ({ showId, at, body }) => {
      if (body.type.startsWith('show.')) remembered = null;
      if (BEGINS.has(body.type)) beginAnew.run(showId);
      if (!isPromiseFact(body)) return;
      remembered = null;
      switch (body.type) {
        case 'promise.made':
          insert.run(toStored(body.promise.promiseId), showId, JSON.stringify(body.promise), at, body.by);
          break;
        case 'promise.kept':
        case 'promise.dropped': {
          const state = body.type === 'promise.kept' ? 'kept' : 'dropped';
          settle.run(state, at, body.by, toStored(body.reason), toStored(body.promiseId), showId);
          break;
        }
        case 'promise.reopened':
          reopen.run(toStored(body.promiseId), showId);
      }
    },
    forget: () => {
      remembered = null;
    },
  };
};

// The journal of catalogue edits: what each did, whether it is undone, and every price and stock that ever changed.

import type { EditKind } from '../contract/catalogue-documents.ts';
import { type EditTrace, type HistoryField, type HistoryStep, traceOf } from '../core/catalogue-edit.ts';
import type { CommandId, Instant, ProductId, VariantId } from '../core/units.ts';
import type { CatalogueEdit, CatalogueReads, KeptEdit, ProductChange } from './catalogue-store.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface CatalogueJournalTable {
  edit: CatalogueReads['catalogueEdit'];
  last: CatalogueReads['lastCatalogueEdit'];
  traces: CatalogueReads['editTraces'];
  history: CatalogueReads['variantHistory'];
  keep(edit: CatalogueEdit, changes: readonly ProductChange[]): void;
  markUndone(editId: CommandId, at: Instant): void;
  writeHistory(edit: CatalogueEdit, productId: ProductId, steps: readonly HistoryStep[]): void;
}

/** Edits that can be undone: beyond either, the oldest lose their traces. */
const MOST_EDITS = 200;
const MOST_TRACES = 100_000;

interface EditRow {
  readonly edit_id: CommandId;
  readonly kind: EditKind;
  readonly by: string;
  readonly why: string;
  readonly product_count: number;
  readonly at_ms: Instant;
  readonly undone_at_ms: Instant | null;
}

interface HistoryRow {
  readonly variant_id: VariantId;
  readonly title: string;
  readonly field: HistoryField;
  readonly from_value: number | null;
  readonly to_value: number | null;
  readonly kind: EditKind;
  readonly by: string;
  readonly why: string;
  readonly at_ms: Instant;
}

const rowToEdit = (row: EditRow): KeptEdit => ({
  editId: row.edit_id,
  kind: row.kind,
  by: row.by,
  why: fromStored(row.why),
  at: row.at_ms,
  products: row.product_count,
  isUndone: row.undone_at_ms !== null,
});

const EDIT_COLUMNS = 'edit_id, kind, by, why, product_count, at_ms, undone_at_ms';

export const createCatalogueJournalTable = (db: SqliteFile): CatalogueJournalTable => {
  const insertEdit = db.prepare<[CommandId, string, string, string, number, number]>(
    'INSERT INTO catalogue_edit (edit_id, kind, by, why, product_count, at_ms) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertTrace = db.prepare<[number | bigint, ProductId, string]>(
    'INSERT INTO catalogue_trace (edit, product_id, trace) VALUES (?, ?, ?)',
  );
  const trimByAge = db.prepare<[number]>(
    `DELETE FROM catalogue_trace WHERE edit <= (SELECT max(position) FROM catalogue_edit) - ?`,
  );
  /** The newest edit keeps its traces, however many they are. */
  const trimByCount = db.prepare<[number]>(
    `DELETE FROM catalogue_trace WHERE edit <= (
       SELECT position FROM (
         SELECT position, sum(product_count) OVER (ORDER BY position DESC) AS traces,
           row_number() OVER (ORDER BY position DESC) AS place FROM catalogue_edit ORDER BY position DESC LIMIT ${MOST_EDITS}
       ) WHERE traces > ? AND place > 1 ORDER BY position DESC LIMIT 1)`,
  );
  const markUndone = db.prepare<[number, CommandId]>('UPDATE catalogue_edit SET undone_at_ms = ? WHERE edit_id = ?');
  const one = db.prepare<[CommandId], EditRow>(`SELECT ${EDIT_COLUMNS} FROM catalogue_edit WHERE edit_id = ?`);
  const last = db.prepare<[], EditRow>(
    `SELECT ${EDIT_COLUMNS} FROM catalogue_edit WHERE undone_at_ms IS NULL
     AND EXISTS (SELECT 1 FROM catalogue_trace WHERE edit = position) ORDER BY position DESC LIMIT 1`,
  );
  const isTouchedSince = db
    .prepare<[CommandId], number>(
      `SELECT 1 FROM catalogue_edit AS edit JOIN catalogue_trace AS trace ON trace.edit = edit.position
       JOIN catalogue_trace AS later ON later.product_id = trace.product_id AND later.edit > trace.edit
       JOIN catalogue_edit AS newer ON newer.position = later.edit AND newer.undone_at_ms IS NULL
       WHERE edit.edit_id = ? LIMIT 1`,
    )
    .pluck();
  const traces = db.prepare<[CommandId], { readonly product_id: ProductId; readonly trace: string }>(
    `SELECT product_id, trace FROM catalogue_trace JOIN catalogue_edit ON edit = position WHERE edit_id = ?`,
  );
  const insertStep = db.prepare<
    [ProductId, VariantId, HistoryField, number | null, number | null, string, string, string, number]
  >(
    `INSERT INTO variant_history (product_id, variant_id, field, from_value, to_value, kind, by, why, at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const history = db.prepare<[ProductId, number], HistoryRow>(
    `SELECT variant_history.variant_id, title, field, from_value, to_value, kind, by, why, at_ms
     FROM variant_history JOIN variant USING (variant_id)
     WHERE variant_history.product_id = ? ORDER BY variant_history.position DESC LIMIT ?`,
  );

  return {
    edit: (editId) => {
      const row = one.get(editId);
      return row === undefined ? null : rowToEdit(row);
    },
    last: () => {
      const row = last.get();
      return row === undefined ? null : rowToEdit(row);
    },
    traces: (editId) => {
      if (isTouchedSince.get(editId) !== undefined) return null;
      const rows = traces.all(editId);
      if (rows.length === 0) return null;
      return rows.map(({ product_id: productId, trace }) => ({ productId, trace: JSON.parse(trace) as EditTrace }));
    },
    history: (productId, limit) =>
      history.all(productId, limit).map((row) => ({
        variantId: row.variant_id,
        variantTitle: fromStored(row.title),
        field: row.field,
        from: row.from_value,
        to: row.to_value,
        kind: row.kind,
        by: row.by,
        why: fromStored(row.why),
        at: row.at_ms,
      })),
    keep: ({ editId, kind, by, why, at }, changes) => {
      const { lastInsertRowid } = insertEdit.run(editId, kind, by, toStored(why), changes.length, at);
      for (const { before, after } of changes) {
        insertTrace.run(lastInsertRowid, after.productId, JSON.stringify(traceOf(before, after)));
      }
      trimByAge.run(MOST_EDITS);
      trimByCount.run(MOST_TRACES);
    },
    markUndone: (editId, at) => {
      markUndone.run(at, editId);
    },
    writeHistory: ({ kind, by, why, at }, productId, steps) => {
      for (const { variantId, field, from, to } of steps) {
        insertStep.run(productId, variantId, field, from, to, kind, by, toStored(why), at);
      }
    },
  };
};

// The journal of catalogue edits: what each did, whether it is undone, and every price and stock that ever changed.

import type { EditKind } from '../contract/catalogue-documents.ts';
import { type EditTrace, type HistoryField, type HistoryStep, TRACE_OF_NEW, traceOf } from '../core/catalogue-edit.ts';
import type { CommandId, Instant, ProductId, VariantId } from '../core/units.ts';
import type { CatalogueEdit, CatalogueReads, EditTraces, KeptEdit, ProductChange } from './catalogue-store.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface CatalogueJournalTable {
  edit: CatalogueReads['catalogueEdit'];
  last: CatalogueReads['lastCatalogueEdit'];
  traces: CatalogueReads['editTraces'];
  history: CatalogueReads['variantHistory'];
  begin(edit: CatalogueEdit): EditTracing;
  markUndone(editId: CommandId, at: Instant): void;
  archiveMade(editId: CommandId, at: Instant): void;
  writeHistory(edit: CatalogueEdit, productId: ProductId, steps: readonly HistoryStep[]): void;
}

export interface EditTracing {
  /** A change that has just been written. */
  note(change: ProductChange): void;
  /** Keeps what all products that it made have in common: how to undo them, and their first prices and stock. */
  end(): void;
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

/** Where the tables end, in rowids. */
interface Newest {
  readonly product: number;
  readonly variant: number;
}

const NOTHING: Newest = { product: 0, variant: 0 };
/** So few that their pages have not left the cache yet when they are read again. */
const MADE_AT_ONCE = 1_000;

const rowToEdit = (row: EditRow): KeptEdit => ({
  editId: row.edit_id,
  kind: row.kind,
  by: row.by,
  why: fromStored(row.why),
  at: row.at_ms,
  products: row.product_count,
  isUndone: row.undone_at_ms !== null,
});

/** The trace of a product that an edit made, or brought back as it was: the way back is the archive for both. */
export const MADE = JSON.stringify(TRACE_OF_NEW);

const EDIT_COLUMNS = 'edit_id, kind, by, why, product_count, at_ms, undone_at_ms';

export const createCatalogueJournalTable = (db: SqliteFile): CatalogueJournalTable => {
  const insertEdit = db.prepare<[CommandId, string, string, string, number, number]>(
    'INSERT INTO catalogue_edit (edit_id, kind, by, why, product_count, at_ms) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const countProducts = db.prepare<[number, number | bigint]>(
    'UPDATE catalogue_edit SET product_count = ? WHERE position = ?',
  );
  const insertTrace = db.prepare<[number | bigint, ProductId, string]>(
    'INSERT INTO catalogue_trace (edit, product_id, trace) VALUES (?, ?, ?)',
  );
  const insertTracesOfNew = db.prepare<[number | bigint, string, number]>(
    'INSERT INTO catalogue_trace (edit, product_id, trace) SELECT ?, product_id, ? FROM product WHERE rowid > ?',
  );
  const newest = db.prepare<[], Newest>(
    `SELECT (SELECT coalesce(max(rowid), 0) FROM product) AS product, (SELECT coalesce(max(rowid), 0) FROM variant) AS variant`,
  );
  const archiveMade = db.prepare<[number, CommandId, string]>(
    `UPDATE product SET is_archived = 1, version = version + 1, updated_at_ms = ? WHERE product_id IN (
       SELECT product_id FROM catalogue_trace JOIN catalogue_edit ON edit = position WHERE edit_id = ? AND trace = ?)`,
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
  /** CROSS JOIN keeps the loops as they stand: over the variants in the order in which they were kept. */
  const insertFirstSteps = db.prepare<[string, string, string, number, number, number]>(
    `INSERT INTO variant_history (product_id, variant_id, field, from_value, to_value, kind, by, why, at_ms)
     SELECT variant.product_id, variant_id, step.field, NULL,
       CASE step.field
         WHEN 'list' THEN coalesce(list_minor, price_minor)
         WHEN 'live' THEN iif(list_minor IS NULL, NULL, price_minor)
         WHEN 'compare' THEN compare_minor
         WHEN 'cost' THEN cost_minor
         ELSE stock
       END AS value, ?, ?, ?, ?
     FROM variant CROSS JOIN product ON product.product_id = variant.product_id
     CROSS JOIN (SELECT 'list' AS field UNION ALL SELECT 'live' UNION ALL SELECT 'compare'
       UNION ALL SELECT 'cost' UNION ALL SELECT 'stock') AS step
     WHERE variant.rowid > ? AND product.rowid > ? AND variant.position IS NOT NULL AND value IS NOT NULL`,
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
      const made: ProductId[] = [];
      const changed: EditTraces['changed'][number][] = [];
      for (const { product_id: productId, trace } of rows) {
        if (trace === MADE) made.push(productId);
        else changed.push({ productId, trace: JSON.parse(trace) as EditTrace });
      }
      return { made, changed };
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
    begin: ({ editId, kind, by, why, at }) => {
      const { lastInsertRowid: position } = insertEdit.run(editId, kind, by, toStored(why), 0, at);
      // What it makes from now on stands behind all that is there now.
      let before = newest.get() ?? NOTHING;
      let [products, made] = [0, 0];
      const keepMade = (): void => {
        insertTracesOfNew.run(position, MADE, before.product);
        insertFirstSteps.run(kind, by, toStored(why), at, before.variant, before.product);
        before = newest.get() ?? NOTHING;
        made = 0;
      };
      return {
        note: (change) => {
          products += 1;
          if (change.before === null) {
            made += 1;
            if (made === MADE_AT_ONCE) keepMade();
            return;
          }
          insertTrace.run(position, change.after.productId, JSON.stringify(traceOf(change.before, change.after)));
        },
        end: () => {
          if (made > 0) keepMade();
          countProducts.run(products, position);
          trimByAge.run(MOST_EDITS);
          trimByCount.run(MOST_TRACES);
        },
      };
    },
    markUndone: (editId, at) => {
      markUndone.run(at, editId);
    },
    archiveMade: (editId, at) => {
      archiveMade.run(at, editId, MADE);
    },
    writeHistory: ({ kind, by, why, at }, productId, steps) => {
      for (const { variantId, field, from, to } of steps) {
        insertStep.run(productId, variantId, field, from, to, kind, by, toStored(why), at);
      }
    },
  };
};

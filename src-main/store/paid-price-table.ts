// The ledger of prices actually paid: each line of each paid order once, in the transaction of its fact or its file.

import { type Fact, REPLAY_SOURCE } from '../core/fact.ts';
import { originOf } from '../core/order-origin.ts';
import { type PaidPrice, paidUnitsOf } from '../core/price-ledger.ts';
import type { ListPriceStep } from '../core/price-truth.ts';
import type { ShowPhase } from '../core/show.ts';
import {
  type Instant,
  instant,
  money,
  type OrderId,
  type ProductId,
  type ShowId,
  type SourceId,
  type VariantId,
} from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { PaidPriceReads, PaidPriceWrites } from './paid-price-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface PaidPriceTable {
  /** Notes what an order that was paid cost; a rehearsal sells nothing. */
  follow(fact: Fact): void;
  grounds: PaidPriceReads['paidGrounds'];
  latest: PaidPriceReads['paidLatest'];
  listSteps: PaidPriceReads['listSteps'];
  note: PaidPriceWrites['notePaid'];
  forget: PaidPriceWrites['forgetPaid'];
}

/** So many sales at the lowest price are told; how many there were is counted. */
const MOST_TOLD = 20;
/** Said by facts, not by a file. */
const NO_IMPORT = '';

interface Row {
  readonly variant_id: VariantId;
  readonly source: SourceId;
  readonly order_id: OrderId;
  readonly line: number;
  readonly show_id: ShowId | null;
  readonly quantity: number;
  readonly unit_minor: number;
  readonly currency: string;
  readonly paid_at_ms: Instant;
  readonly is_undone: number;
}

interface StepRow {
  readonly at_ms: Instant;
  readonly from_value: number;
  readonly to_value: number;
}

const rowToPaidPrice = (row: Row): PaidPrice => ({
  variantId: fromStored(row.variant_id),
  source: row.source,
  orderId: fromStored(row.order_id),
  line: row.line,
  showId: row.show_id,
  quantity: row.quantity,
  unitPrice: money(row.unit_minor, row.currency),
  paidAt: row.paid_at_ms,
  isUndone: row.is_undone === 1,
});

/** What the newest word on each line is, and whether the sale stands. */
const SALES = `(
  SELECT variant_id, source, order_id, line, show_id, quantity, unit_minor, currency, paid_at_ms, position,
    max(is_undone, coalesce((SELECT is_closed FROM room_order
      WHERE room_order.source = paid_price.source AND room_order.order_id = paid_price.order_id), 0)) AS is_undone
  FROM paid_price
  WHERE import_id = '' OR NOT EXISTS (SELECT 1 FROM paid_price AS newer
    WHERE newer.source = paid_price.source AND newer.order_id = paid_price.order_id AND newer.line = paid_price.line
    AND newer.import_id <> '' AND newer.position > paid_price.position)
)`;

export const createPaidPriceTable = (db: SqliteFile): PaidPriceTable => {
  const phaseOf = db.prepare<[ShowId], ShowPhase>('SELECT phase FROM show WHERE show_id = ?').pluck();
  const insert = db.prepare<
    [...[SourceId, string, number, string, string, ShowId | null, number], ...[number, string, number, number]]
  >(
    `INSERT OR IGNORE INTO paid_price (source, order_id, line, import_id, variant_id, show_id, quantity, unit_minor, currency,
       paid_at_ms, is_undone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const takeBack = db.prepare<[SourceId, string, number, string]>(
    'DELETE FROM paid_price WHERE source = ? AND order_id = ? AND line = ? AND import_id = ?',
  );
  const forget = db.prepare<[string]>(`DELETE FROM paid_price WHERE import_id = ? AND import_id <> ''`);
  const inStretch = db.prepare<
    [string, string, number, number],
    { readonly counted: number; readonly low: number | null }
  >(
    `SELECT count(*) AS counted, min(unit_minor) AS low FROM ${SALES}
     WHERE variant_id = ? AND currency = ? AND paid_at_ms >= ? AND paid_at_ms < ? AND is_undone = 0`,
  );
  const atPrice = db.prepare<[string, string, number, number, number], Row>(
    `SELECT * FROM ${SALES} WHERE variant_id = ? AND currency = ? AND paid_at_ms >= ? AND paid_at_ms < ?
     AND unit_minor = ? AND is_undone = 0 ORDER BY paid_at_ms LIMIT ${MOST_TOLD}`,
  );
  const lastBefore = db.prepare<[string, string, number], Row>(
    `SELECT * FROM ${SALES} WHERE variant_id = ? AND currency = ? AND paid_at_ms < ? AND is_undone = 0
     ORDER BY paid_at_ms DESC, unit_minor LIMIT 1`,
  );
  const latest = db.prepare<[string, number], Row>(
    `SELECT * FROM ${SALES} WHERE variant_id = ? ORDER BY paid_at_ms DESC, position DESC LIMIT ?`,
  );
  const steps = db.prepare<[ProductId, VariantId, number], StepRow>(
    `SELECT at_ms, from_value, to_value FROM variant_history
     WHERE product_id = ? AND variant_id = ? AND field = 'list' AND at_ms >= ?
     AND from_value IS NOT NULL AND to_value IS NOT NULL ORDER BY position`,
  );

  const write = (importId: string, price: PaidPrice): void => {
    insert.run(
      price.source,
      toStored(price.orderId),
      price.line,
      importId,
      toStored(price.variantId),
      price.showId,
      price.quantity,
      price.unitPrice.minor,
      price.unitPrice.currency,
      price.paidAt,
      Number(price.isUndone),
    );
  };

  return {
    follow: (fact) => {
      const { showId, at, receivedAt, body } = fact;
      const source = originOf(fact);
      if (body.type !== 'order.paid' || source === REPLAY_SOURCE || phaseOf.get(showId) === 'rehearsing') return;
      const orderId = body.order.id;
      // Nothing was paid after we heard of it, whatever a room's clock says.
      const paidAt = instant(Math.min(at, receivedAt));
      for (const unit of paidUnitsOf(body.order)) {
        write(NO_IMPORT, { ...unit, source, orderId, showId, paidAt, isUndone: false });
      }
    },
    grounds: (variantId, currency, from, before) => {
      const stored = toStored(variantId);
      const { counted, low } = inStretch.get(stored, currency, from, before) ?? { counted: 0, low: null };
      const lowest = low === null ? [] : atPrice.all(stored, currency, from, before, low);
      const last = lastBefore.all(stored, currency, before);
      const isTold = lowest.some((row) => last[0]?.order_id === row.order_id && last[0].line === row.line);
      return { paid: [...lowest, ...(isTold ? [] : last)].map(rowToPaidPrice), counted };
    },
    latest: (variantId, limit) => latest.all(toStored(variantId), limit).map(rowToPaidPrice),
    listSteps: (productId, variantId, since) =>
      steps
        .all(productId, variantId, since)
        .map((row): ListPriceStep => ({ at: row.at_ms, fromMinor: row.from_value, toMinor: row.to_value })),
    note: (importId, lines) => {
      if (importId === NO_IMPORT) throw new RangeError('an import has an id');
      for (const line of lines) {
        takeBack.run(line.source, toStored(line.orderId), line.line, importId);
        write(importId, line);
      }
    },
    forget: (importId) => {
      forget.run(importId);
    },
  };
};

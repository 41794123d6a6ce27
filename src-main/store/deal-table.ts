// Deals: their terms, and the phase that decides who came first.

import type { Deal, DealEndReason, DealPhase, DealTerms, DealTrigger } from '../core/deal.ts';
import type { CompareBasis } from '../core/product.ts';
import {
  type DealId,
  type Duration,
  type Instant,
  money,
  type ProductId,
  type ShowId,
  type VariantId,
} from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { rowToComparePrice } from './product-table.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface DealTable {
  /** `trigger` left out: it is fired by hand. */
  insert(showId: ShowId, terms: DealTerms, at: Instant, trigger?: DealTrigger | null): void;
  /** Each is one conditional statement: false where the deal is in another phase. A disarmed deal never was: its row goes. */
  disarm(dealId: DealId): boolean;
  fire(dealId: DealId, opensAt: Instant, closesAt: Instant): boolean;
  open(dealId: DealId): boolean;
  end(dealId: DealId, reason: DealEndReason, at: Instant): boolean;
  settle(dealId: DealId, at: Instant): boolean;
  deal(dealId: DealId): Deal | null;
  /** In the order in which they were armed. */
  ofShow(showId: ShowId): readonly Deal[];
}

interface Row {
  readonly deal_id: DealId;
  readonly product_id: ProductId;
  readonly variant_id: VariantId;
  readonly price_minor: number;
  readonly price_currency: string;
  readonly compare_minor: number | null;
  readonly compare_currency: string | null;
  readonly compare_basis: CompareBasis | null;
  readonly quantity: number;
  readonly per_buyer: number;
  readonly countdown_ms: Duration;
  readonly duration_ms: Duration;
  readonly phase: DealPhase;
  readonly armed_at_ms: Instant;
  readonly opens_at_ms: Instant | null;
  readonly closes_at_ms: Instant | null;
  readonly ended_at_ms: Instant | null;
  readonly end_reason: DealEndReason | null;
  readonly sold: number;
  readonly deal_offer: string | null;
  readonly deal_trigger: string | null;
  readonly settled_at_ms: Instant | null;
}

const rowToDeal = (row: Row): Deal => ({
  dealId: fromStored(row.deal_id),
  productId: row.product_id,
  variantId: row.variant_id,
  price: money(row.price_minor, row.price_currency),
  comparePrice: rowToComparePrice(row),
  quantity: row.quantity,
  perBuyer: row.per_buyer,
  countdownMs: row.countdown_ms,
  durationMs: row.duration_ms,
  ...(row.deal_offer === null ? {} : { offer: JSON.parse(row.deal_offer) }),
  trigger: row.deal_trigger === null ? null : JSON.parse(row.deal_trigger),
  phase: row.phase,
  armedAt: row.armed_at_ms,
  opensAt: row.opens_at_ms,
  closesAt: row.closes_at_ms,
  endedAt: row.ended_at_ms,
  endReason: row.end_reason,
  settledAt: row.settled_at_ms,
  sold: row.sold,
});

export const createDealTable = (db: SqliteFile): DealTable => {
  const insert = db.prepare<
    [
      ...[string, ShowId, ProductId, VariantId, number, string],
      ...[number | null, string | null, CompareBasis | null, number, number, number, number, number],
      ...[string | null, string | null],
    ]
  >(
    `INSERT INTO deal (deal_id, show_id, product_id, variant_id, price_minor, price_currency, compare_minor,
       compare_currency, compare_basis, quantity, per_buyer, countdown_ms, duration_ms, phase, armed_at_ms, sold,
       deal_offer, deal_trigger)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'armed', ?, 0, ?, ?)`,
  );
  const disarm = db.prepare<[string]>(`DELETE FROM deal WHERE deal_id = ? AND phase = 'armed'`);
  const fire = db.prepare<[number, number, string]>(
    `UPDATE deal SET phase = 'countdown', opens_at_ms = ?, closes_at_ms = ? WHERE deal_id = ? AND phase = 'armed'`,
  );
  const open = db.prepare<[string]>(`UPDATE deal SET phase = 'running' WHERE deal_id = ? AND phase = 'countdown'`);
  const end = db.prepare<[DealEndReason, number, string]>(
    `UPDATE deal SET phase = 'ended', end_reason = ?, ended_at_ms = ?
     WHERE deal_id = ? AND phase IN ('countdown', 'running')`,
  );
  const settle = db.prepare<[number, string]>(
    `UPDATE deal SET settled_at_ms = ? WHERE deal_id = ? AND phase = 'ended' AND settled_at_ms IS NULL`,
  );
  const one = db.prepare<[string], Row>('SELECT * FROM deal WHERE deal_id = ?');
  const ofShow = db.prepare<[ShowId], Row>('SELECT * FROM deal WHERE show_id = ? ORDER BY rowid');

  return {
    insert: (showId, terms, at, trigger = null) => {
      const { dealId, productId, variantId, price, comparePrice, quantity, perBuyer, countdownMs, durationMs, offer } =
        terms;
      insert.run(
        toStored(dealId),
        showId,
        productId,
        variantId,
        price.minor,
        price.currency,
        comparePrice?.price.minor ?? null,
        comparePrice?.price.currency ?? null,
        comparePrice?.basis ?? null,
        quantity,
        perBuyer,
        countdownMs,
        durationMs,
        at,
        offer === undefined || offer.kind === 'flash' ? null : JSON.stringify(offer),
        trigger === null ? null : JSON.stringify(trigger),
      );
    },
    disarm: (dealId) => disarm.run(toStored(dealId)).changes === 1,
    fire: (dealId, opensAt, closesAt) => fire.run(opensAt, closesAt, toStored(dealId)).changes === 1,
    open: (dealId) => open.run(toStored(dealId)).changes === 1,
    end: (dealId, reason, at) => end.run(reason, at, toStored(dealId)).changes === 1,
    settle: (dealId, at) => settle.run(at, toStored(dealId)).changes === 1,
    deal: (dealId) => {
      const row = one.get(toStored(dealId));
      return row === undefined ? null : rowToDeal(row);
    },
    ofShow: (showId) => ofShow.all(showId).map(rowToDeal),
  };
};

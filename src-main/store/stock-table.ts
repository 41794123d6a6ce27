// Stock: taken and given back line by line as orders say, each line once, by conditional statements only.

import { Refusal } from '../contract/errors.ts';
import type { DealPhase } from '../core/deal.ts';
import type { DeskFactBody, Fact } from '../core/fact.ts';
import type { OrderLine, RoomOrder } from '../core/live-event.ts';
import type { DealId, OrderId, ShowId, SourceId, VariantId, ViewerId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

/** What an order line's stock did; `line` counts from 0. */
interface StockStep {
  readonly line: number;
  readonly body: DeskFactBody;
}

export interface StockTable {
  /**
   * Takes what a new order fact asks for, or gives back what its order holds. The lines of an order are tried once, at the
   * first `order.created` or `order.paid`, and never after it was cancelled or refunded in full.
   */
  follow(fact: Fact): readonly StockStep[];
  /** Gives back what the orders of a replay hold in the show, and forgets these orders: the next rehearsal may bring them again. */
  releaseRehearsed(showId: ShowId): readonly DeskFactBody[];
  /** False where the variant has not that many, or there is no such variant. */
  take(variantId: VariantId, quantity: number): boolean;
}

interface OrderRow {
  readonly is_tried: number;
  readonly is_closed: number;
  readonly refunded_minor: number;
}

interface HoldRow {
  readonly order_id: OrderId;
  readonly line: number;
  readonly variant_id: VariantId;
  readonly deal_id: DealId | null;
  readonly buyer_id: ViewerId;
  readonly quantity: number;
}

interface DealRow {
  readonly deal_id: DealId;
  readonly quantity: number;
  readonly per_buyer: number;
  readonly sold: number;
  readonly phase: DealPhase;
}

type Why = Extract<DeskFactBody, { type: 'stock.short' }>['why'];

/** The source of a replayed recording. */
const REPLAY = 'replay';

export const createStockTable = (db: SqliteFile): StockTable => {
  const takeStock = db.prepare<[number, string, number]>(
    `UPDATE variant SET stock = stock - ? * is_tracked
     WHERE variant_id = ? AND (stock >= ? OR is_tracked = 0)`,
  );
  const returnStock = db.prepare<[number, string]>(
    'UPDATE variant SET stock = stock + ? * is_tracked WHERE variant_id = ?',
  );
  const stockOf = db.prepare<[string], number>('SELECT stock FROM variant WHERE variant_id = ?').pluck();
  const takeDeal = db.prepare<[number, string, number]>(
    `UPDATE deal SET sold = sold + ?
     WHERE deal_id = ? AND sold + ? <= quantity AND phase IN ('countdown', 'running', 'ended')`,
  );
  const returnDeal = db.prepare<[number, string]>('UPDATE deal SET sold = sold - ? WHERE deal_id = ?');
  const soldOf = db.prepare<[string], number>('SELECT sold FROM deal WHERE deal_id = ?').pluck();
  const dealOf = db.prepare<[string, string], DealRow>(
    'SELECT deal_id, quantity, per_buyer, sold, phase FROM deal WHERE deal_id = ? AND variant_id = ?',
  );
  const heldBy = db
    .prepare<[string, SourceId, string], number>(
      'SELECT coalesce(sum(quantity), 0) FROM hold WHERE deal_id = ? AND source = ? AND buyer_id = ?',
    )
    .pluck();
  const insertHold = db.prepare<[SourceId, string, number, ShowId, string, string | null, string, number]>(
    `INSERT INTO hold (source, order_id, line, show_id, variant_id, deal_id, buyer_id, quantity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const holdsOf = db.prepare<[SourceId, string], HoldRow>(
    `SELECT order_id, line, variant_id, deal_id, buyer_id, quantity FROM hold
     WHERE source = ? AND order_id = ? ORDER BY line`,
  );
  const deleteHolds = db.prepare<[SourceId, string]>('DELETE FROM hold WHERE source = ? AND order_id = ?');
  const order = db.prepare<[SourceId, string], OrderRow>(
    'SELECT is_tried, is_closed, refunded_minor FROM room_order WHERE source = ? AND order_id = ?',
  );
  const writeOrder = db.prepare<[SourceId, string, ShowId, number, number, number]>(
    `INSERT INTO room_order (source, order_id, show_id, is_tried, is_closed, refunded_minor) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       is_tried = excluded.is_tried, is_closed = excluded.is_closed, refunded_minor = excluded.refunded_minor`,
  );
  const showHolds = db.prepare<[ShowId, string], HoldRow>(
    `SELECT order_id, line, variant_id, deal_id, buyer_id, quantity FROM hold
     WHERE show_id = ? AND source = ? ORDER BY rowid`,
  );
  const deleteShowHolds = db.prepare<[ShowId, string]>('DELETE FROM hold WHERE show_id = ? AND source = ?');
  const deleteShowOrders = db.prepare<[ShowId, string]>('DELETE FROM room_order WHERE show_id = ? AND source = ?');

  /** The deal that a line buys in, or null: one that is unknown, of another variant or not fired yet is none. */
  const dealOfLine = (line: OrderLine): DealRow | null => {
    if (line.dealId === undefined) return null;
    const deal = dealOf.get(toStored(line.dealId), toStored(line.variantId));
    return deal === undefined || deal.phase === 'armed' ? null : deal;
  };

  const shortOf = (line: OrderLine, deal: DealRow | null, source: SourceId, buyerId: ViewerId): Why | null => {
    const { quantity } = line;
    if (deal === null) return null;
    const held = heldBy.get(deal.deal_id, source, toStored(buyerId)) ?? 0;
    if (held + quantity > deal.per_buyer) return 'per_buyer';
    return deal.sold + quantity > deal.quantity ? 'deal_sold_out' : null;
  };

  /** Null where the catalogue has no such variant: then the stock is not ours to keep. */
  const tryLine = (fact: Fact, { id: orderId, buyer }: RoomOrder, line: OrderLine, at: number): DeskFactBody | null => {
    const { variantId, quantity } = line;
    const stored = toStored(variantId);
    const before = stockOf.get(stored);
    if (before === undefined) return null;
    const deal = dealOfLine(line);
    const dealId = deal === null ? null : fromStored(deal.deal_id);
    const about = { variantId, orderId, buyerId: buyer.id, dealId, quantity };
    const why = shortOf(line, deal, fact.source, buyer.id);
    if (why !== null) return { type: 'stock.short', ...about, left: before, why };
    if (takeStock.run(quantity, stored, quantity).changes === 0) {
      return { type: 'stock.short', ...about, left: before, why: 'sold_out' };
    }
    if (deal !== null && takeDeal.run(quantity, deal.deal_id, quantity).changes === 0) {
      throw new Refusal('internal', 'A deal had less left than it said.');
    }
    const { source, showId } = fact;
    const storedDeal = deal?.deal_id ?? null;
    insertHold.run(source, toStored(orderId), at, showId, stored, storedDeal, toStored(buyer.id), quantity);
    const dealSold = deal === null ? null : deal.sold + quantity;
    return { type: 'stock.taken', ...about, left: stockOf.get(stored) ?? 0, dealSold };
  };

  const takeOrder = (fact: Fact, roomOrder: RoomOrder): readonly StockStep[] => {
    const steps: StockStep[] = [];
    roomOrder.lines.forEach((orderLine, line) => {
      const body = tryLine(fact, roomOrder, orderLine, line);
      if (body !== null) steps.push({ line, body });
    });
    return steps;
  };

  const giveBack = (hold: HoldRow): DeskFactBody => {
    const { quantity, variant_id: variantId, deal_id: dealId } = hold;
    returnStock.run(quantity, variantId);
    if (dealId !== null) returnDeal.run(quantity, dealId);
    return {
      type: 'stock.released',
      variantId: fromStored(variantId),
      orderId: fromStored(hold.order_id),
      buyerId: fromStored(hold.buyer_id),
      dealId: dealId === null ? null : fromStored(dealId),
      quantity,
      left: stockOf.get(variantId) ?? 0,
      dealSold: dealId === null ? null : (soldOf.get(dealId) ?? 0),
    };
  };

  const releaseOrder = (source: SourceId, orderId: string): readonly StockStep[] => {
    const steps = holdsOf.all(source, orderId).map((hold) => ({ line: hold.line, body: giveBack(hold) }));
    deleteHolds.run(source, orderId);
    return steps;
  };

  return {
    follow: (fact) => {
      const { source, showId, body } = fact;
      if (!('order' in body)) return [];
      const orderId = toStored(body.order.id);
      const known = order.get(source, orderId) ?? { is_tried: 0, is_closed: 0, refunded_minor: 0 };
      if (body.type === 'order.created' || body.type === 'order.paid') {
        if (known.is_tried === 1 || known.is_closed === 1) return [];
        writeOrder.run(source, orderId, showId, 1, 0, known.refunded_minor);
        return takeOrder(fact, body.order);
      }
      const refund = body.type === 'order.refunded' ? body.amount.minor : 0;
      const refunded = Math.min(Number.MAX_SAFE_INTEGER, known.refunded_minor + refund);
      const isClosed = known.is_closed === 1 || body.type === 'order.cancelled' || refunded >= body.order.total.minor;
      writeOrder.run(source, orderId, showId, known.is_tried, Number(isClosed), refunded);
      return isClosed && known.is_closed === 0 ? releaseOrder(source, orderId) : [];
    },
    releaseRehearsed: (showId) => {
      const bodies = showHolds.all(showId, REPLAY).map(giveBack);
      deleteShowHolds.run(showId, REPLAY);
      deleteShowOrders.run(showId, REPLAY);
      return bodies;
    },
    take: (variantId, quantity) => takeStock.run(quantity, toStored(variantId), quantity).changes === 1,
  };
};

// Stock: taken and given back line by line as orders say, each line once, by conditional statements only.

import { Refusal } from '../contract/errors.ts';
import type { ClaimHold } from '../core/claim-book.ts';
import type { DealPhase } from '../core/deal.ts';
import { DESK_SOURCE, type DeskFactBody, type Fact, REPLAY_SOURCE } from '../core/fact.ts';
import type { OrderLine, RoomOrder } from '../core/live-event.ts';
import { originOf } from '../core/order-origin.ts';
import type { ClaimId, DealId, Instant, OrderId, ShowId, SourceId, VariantId, ViewerId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

/** What an order line's stock did; `line` counts from 0. */
interface StockStep {
  readonly line: number;
  readonly body: DeskFactBody;
}

/** What a claim asks the shelf to keep. */
export interface ClaimAsk {
  readonly showId: ShowId;
  readonly orderId: OrderId;
  readonly buyerId: ViewerId;
  readonly claim: ClaimHold;
  readonly lines: readonly OrderLine[];
  /** Units of each variant that are not for sale: its buffer. */
  readonly floorOf: (variantId: VariantId) => number;
}

export type ClaimHeld =
  | { readonly isHeld: true; readonly facts: readonly DeskFactBody[] }
  | { readonly isHeld: false; readonly why: Why };

/** A claim whose time is up. */
export interface DueClaim {
  readonly showId: ShowId;
  readonly claimId: ClaimId;
}

export interface StockTable {
  /**
   * Takes what a new order fact asks for, or gives back what its order holds. The lines of an order are tried once, at the
   * first `order.created` or `order.paid`, and never after it was cancelled or refunded in full.
   */
  follow(fact: Fact): readonly StockStep[];
  /** Gives back what the orders of a replay and of the desk hold in the show, and forgets these orders: nothing of a rehearsal stays. */
  releaseRehearsed(showId: ShowId): readonly DeskFactBody[];
  /** All of a claim's lines or none: nothing is kept of one that falls short. */
  keep(ask: ClaimAsk): ClaimHeld;
  /** Gives back what is kept for the claim; nothing where nothing is. */
  letGo(claimId: ClaimId): readonly DeskFactBody[];
  /** Puts what is kept for a claim under another order. */
  move(claimId: ClaimId, orderId: OrderId): void;
  /** A cart's stock is taken by its claims: its own order facts must not take it again. */
  noteCart(showId: ShowId, orderId: OrderId): void;
  /** Paid: its stock is kept for good. */
  settleCart(orderId: OrderId): void;
  /** Claims whose stock is kept no longer, of whatever show. */
  due(now: Instant, limit: number): readonly DueClaim[];
  /** False where the variant has not that many, or there is no such variant. */
  take(variantId: VariantId, quantity: number): boolean;
  /** What the shelf holds of it; null where there is no such variant. */
  left(variantId: VariantId): number | null;
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
  readonly buyer_source: SourceId;
  readonly claim_id: ClaimId | null;
}

const HOLD_COLUMNS = 'order_id, line, variant_id, deal_id, buyer_id, quantity, buyer_source, claim_id';

interface DealRow {
  readonly deal_id: DealId;
  readonly quantity: number;
  readonly per_buyer: number;
  readonly sold: number;
  readonly phase: DealPhase;
}

type Why = Extract<DeskFactBody, { type: 'stock.short' }>['why'];

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
      'SELECT coalesce(sum(quantity), 0) FROM hold WHERE deal_id = ? AND buyer_source = ? AND buyer_id = ?',
    )
    .pluck();
  // Under the other names of the same person, whichever source they came by. From the links outward: most have none.
  const heldElsewhere = db
    .prepare<[string, string], number>(
      `SELECT coalesce(sum(hold.quantity), 0) FROM viewer_link AS own
         CROSS JOIN viewer_link AS other ON other.person_id = own.person_id AND other.viewer_id <> own.viewer_id
         CROSS JOIN hold ON hold.deal_id = ? AND hold.buyer_id = other.viewer_id
       WHERE own.viewer_id = ?`,
    )
    .pluck();
  const insertHold = db.prepare<
    [
      ...[SourceId, string, number, ShowId, string, string | null, string, number],
      ...[SourceId, string | null, Instant | null],
    ]
  >(
    `INSERT INTO hold (source, order_id, line, show_id, variant_id, deal_id, buyer_id, quantity, buyer_source, claim_id,
       expires_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const nextLine = db
    .prepare<[SourceId, string], number>(
      'SELECT coalesce(max(line), -1) + 1 FROM hold WHERE source = ? AND order_id = ?',
    )
    .pluck();
  const holdsOfClaim = db.prepare<[string], HoldRow>(
    `SELECT ${HOLD_COLUMNS} FROM hold WHERE claim_id = ? ORDER BY line`,
  );
  const deleteClaimHolds = db.prepare<[string]>('DELETE FROM hold WHERE claim_id = ?');
  const moveHold = db.prepare<[string, number, SourceId, string, number]>(
    'UPDATE hold SET order_id = ?, line = ? WHERE source = ? AND order_id = ? AND line = ?',
  );
  const settleHolds = db.prepare<[SourceId, string]>(
    'UPDATE hold SET expires_at_ms = NULL WHERE source = ? AND order_id = ?',
  );
  const dueClaims = db.prepare<[Instant, number], { readonly show_id: ShowId; readonly claim_id: ClaimId }>(
    `SELECT DISTINCT show_id, claim_id FROM hold WHERE expires_at_ms <= ? AND claim_id IS NOT NULL
     ORDER BY expires_at_ms LIMIT ?`,
  );
  const holdsOf = db.prepare<[SourceId, string], HoldRow>(
    `SELECT ${HOLD_COLUMNS} FROM hold WHERE source = ? AND order_id = ? ORDER BY line`,
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
  // What a desk ordered in a rehearsal was rehearsed too.
  const rehearsed = `show_id = ? AND source IN ('${REPLAY_SOURCE}', '${DESK_SOURCE}')`;
  const rehearsedHolds = db.prepare<[ShowId], HoldRow>(
    `SELECT ${HOLD_COLUMNS} FROM hold WHERE ${rehearsed} ORDER BY rowid`,
  );
  const deleteRehearsedHolds = db.prepare<[ShowId]>(`DELETE FROM hold WHERE ${rehearsed}`);
  const deleteRehearsedOrders = db.prepare<[ShowId]>(`DELETE FROM room_order WHERE ${rehearsed}`);

  /** The deal that a line buys in, or null: one that is unknown, of another variant or not fired yet is none. */
  const dealOfLine = (line: OrderLine): DealRow | null => {
    if (line.dealId === undefined) return null;
    const deal = dealOf.get(toStored(line.dealId), toStored(line.variantId));
    return deal === undefined || deal.phase === 'armed' ? null : deal;
  };

  const shortOf = (line: OrderLine, deal: DealRow | null, source: SourceId, buyerId: ViewerId): Why | null => {
    const { quantity } = line;
    if (deal === null) return null;
    const stored = toStored(buyerId);
    const held = (heldBy.get(deal.deal_id, source, stored) ?? 0) + (heldElsewhere.get(deal.deal_id, stored) ?? 0);
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
    const origin = originOf(fact);
    const why = shortOf(line, deal, origin, buyer.id);
    if (why !== null) return { type: 'stock.short', ...about, left: before, why };
    if (takeStock.run(quantity, stored, quantity).changes === 0) {
      return { type: 'stock.short', ...about, left: before, why: 'sold_out' };
    }
    if (deal !== null && takeDeal.run(quantity, deal.deal_id, quantity).changes === 0) {
      throw new Refusal('internal', 'A deal had less left than it said.');
    }
    const { showId } = fact;
    const storedDeal = deal?.deal_id ?? null;
    const storedBuyer = toStored(buyer.id);
    insertHold.run(
      ...([origin, toStored(orderId), at, showId, stored, storedDeal, storedBuyer, quantity] as const),
      ...([origin, null, null] as const),
    );
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
    const { quantity, variant_id: variantId, deal_id: dealId, claim_id: claimId, buyer_source: source } = hold;
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
      ...(claimId === null ? {} : { claim: { claimId, source, expiresAt: null } }),
    };
  };

  // ---- claims ----

  const letGo = (claimId: ClaimId): readonly DeskFactBody[] => {
    const bodies = holdsOfClaim.all(claimId).map(giveBack);
    deleteClaimHolds.run(claimId);
    return bodies;
  };

  const keepLine = (ask: ClaimAsk, line: OrderLine): DeskFactBody | Why => {
    const { orderId, buyerId, claim, showId, floorOf } = ask;
    const { variantId, quantity } = line;
    const stored = toStored(variantId);
    const deal = dealOfLine(line);
    const why = shortOf(line, deal, claim.source, buyerId);
    if (why !== null) return why;
    if (takeStock.run(quantity, stored, quantity + floorOf(variantId)).changes === 0) return 'sold_out';
    if (deal !== null && takeDeal.run(quantity, deal.deal_id, quantity).changes === 0) {
      throw new Refusal('internal', 'A deal had less left than it said.');
    }
    const at = nextLine.get(DESK_SOURCE, toStored(orderId)) ?? 0;
    insertHold.run(
      ...([DESK_SOURCE, toStored(orderId), at, showId, stored, deal?.deal_id ?? null, toStored(buyerId)] as const),
      quantity,
      ...([claim.source, claim.claimId, claim.expiresAt] as const),
    );
    return {
      type: 'stock.taken',
      variantId,
      orderId,
      buyerId,
      dealId: deal === null ? null : fromStored(deal.deal_id),
      quantity,
      left: stockOf.get(stored) ?? 0,
      dealSold: deal === null ? null : deal.sold + quantity,
      claim,
    };
  };

  const releaseOrder = (source: SourceId, orderId: string): readonly StockStep[] => {
    const steps = holdsOf.all(source, orderId).map((hold) => ({ line: hold.line, body: giveBack(hold) }));
    deleteHolds.run(source, orderId);
    return steps;
  };

  return {
    follow: (fact) => {
      const { showId, body } = fact;
      if (!('order' in body)) return [];
      const origin = originOf(fact);
      const orderId = toStored(body.order.id);
      const known = order.get(origin, orderId) ?? { is_tried: 0, is_closed: 0, refunded_minor: 0 };
      if (body.type === 'order.created' || body.type === 'order.paid') {
        if (known.is_tried === 1 || known.is_closed === 1) return [];
        writeOrder.run(origin, orderId, showId, 1, 0, known.refunded_minor);
        return takeOrder(fact, body.order);
      }
      const refund = body.type === 'order.refunded' ? body.amount.minor : 0;
      const refunded = Math.min(Number.MAX_SAFE_INTEGER, known.refunded_minor + refund);
      const isClosed = known.is_closed === 1 || body.type === 'order.cancelled' || refunded >= body.order.total.minor;
      writeOrder.run(origin, orderId, showId, known.is_tried, Number(isClosed), refunded);
      return isClosed && known.is_closed === 0 ? releaseOrder(origin, orderId) : [];
    },
    releaseRehearsed: (showId) => {
      const bodies = rehearsedHolds.all(showId).map(giveBack);
      deleteRehearsedHolds.run(showId);
      deleteRehearsedOrders.run(showId);
      return bodies;
    },
    keep: (ask) => {
      const facts: DeskFactBody[] = [];
      for (const line of ask.lines) {
        const kept = keepLine(ask, line);
        if (typeof kept !== 'string') facts.push(kept);
        else {
          if (facts.length > 0) letGo(ask.claim.claimId);
          return { isHeld: false, why: kept };
        }
      }
      return { isHeld: true, facts };
    },
    letGo,
    move: (claimId, orderId) => {
      const stored = toStored(orderId);
      for (const hold of holdsOfClaim.all(claimId)) {
        const line = nextLine.get(DESK_SOURCE, stored) ?? 0;
        moveHold.run(stored, line, DESK_SOURCE, hold.order_id, hold.line);
      }
    },
    noteCart: (showId, orderId) => {
      writeOrder.run(DESK_SOURCE, toStored(orderId), showId, 1, 0, 0);
    },
    settleCart: (orderId) => {
      settleHolds.run(DESK_SOURCE, toStored(orderId));
    },
    due: (now, limit) => dueClaims.all(now, limit).map((row) => ({ showId: row.show_id, claimId: row.claim_id })),
    take: (variantId, quantity) => takeStock.run(quantity, toStored(variantId), quantity).changes === 1,
    left: (variantId) => stockOf.get(toStored(variantId)) ?? null,
  };
};

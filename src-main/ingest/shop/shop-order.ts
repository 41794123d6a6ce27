// An order as a shop tells it, always whole, turned into the facts that it holds: each with an id that never changes, so that telling again is harmless.

import type { LiveEvent, LiveEventBody } from '../../core/live-event.ts';
import { parseLiveEvent } from '../../core/parse-event.ts';
import { instant, money, type SourceId } from '../../core/units.ts';
import type { Reject } from '../event-source.ts';
import { keepReject } from '../reject.ts';
import type { SourceCatalogue } from '../source-kind.ts';

export interface ShopMoney {
  /** Null where the amount could not be read; it is refused then, never taken for zero. */
  readonly minor: number | null;
  readonly currency: unknown;
}

export interface ShopLine {
  /** The line's own id: stands in for a product that is not in the shop's catalogue. */
  readonly lineId: string | null;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly quantity: unknown;
  readonly unitPrice: ShopMoney;
  /** Of ours, where the shop tells that one made it cheaper. */
  readonly dealId?: string | null;
}

export interface ShopRefund {
  readonly refundId: string | null;
  readonly amount: ShopMoney;
  readonly at: number | null;
}

/** Moments are UTC ms by the shop's clock; null where it has not come to that. */
export interface ShopOrder {
  readonly orderId: string | null;
  readonly buyer: { readonly id: string | null; readonly name: string };
  readonly lines: readonly ShopLine[];
  readonly total: ShopMoney;
  readonly note: string | null;
  readonly createdAt: number | null;
  readonly paidAt: number | null;
  readonly cancelledAt: number | null;
  readonly refunds: readonly ShopRefund[];
}

export interface ShopReading {
  readonly events: readonly LiveEvent[];
  readonly rejects: readonly Reject[];
}

const LONGEST_ID = 200;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

export const isMoment = (at: number): boolean => Number.isSafeInteger(at) && at >= EARLIEST && at < LATEST;

const lineOf = (line: ShopLine, catalogue: SourceCatalogue | undefined): object => {
  const known = line.sku === null ? null : (catalogue?.bySku(line.sku) ?? null);
  const productId = line.productId ?? (line.lineId === null ? null : `line-${line.lineId}`);
  return {
    productId: known?.productId ?? productId,
    variantId: known?.variantId ?? line.variantId ?? productId,
    title: line.title,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    dealId: line.dealId,
  };
};

/** Where it was told: numbers of orders and of buyers are the shop's own. */
export interface ToldBy {
  readonly shop?: SourceId | undefined;
  readonly catalogue?: SourceCatalogue | undefined;
}

/** What of the order became true, in order; one reject for the whole of it where it cannot be read. */
export const readShopOrder = (order: ShopOrder, raw: unknown, { shop, catalogue }: ToldBy = {}): ShopReading => {
  const { orderId, buyer } = order;
  const ofShop = shop === undefined ? '' : `${shop}/`;
  const buyerId = buyer.id ?? (orderId === null ? null : `guest-${orderId}`);
  const events: LiveEvent[] = [];
  const rejects: Reject[] = [];
  const body = {
    id: orderId,
    lines: order.lines.map((line) => lineOf(line, catalogue)),
    total: order.total,
    buyer: { id: buyerId === null ? null : ofShop + buyerId, name: buyer.name },
    ...(order.note === null ? null : { note: order.note.slice(0, 2000) }),
  };

  const refuse = (reason: string): void => {
    rejects.push(keepReject(raw, orderId, reason));
  };

  const created = parseLiveEvent({
    id: `${ofShop}${orderId}#created`,
    seq: 0,
    at: order.createdAt,
    type: 'order.created',
    order: body,
  });
  if (!created.ok || created.event.body.type !== 'order.created') {
    refuse(created.ok ? 'order: expected one' : created.reason);
    return { events, rejects };
  }
  // No shop of its own saying so: only its source knows which it is.
  const read = shop === undefined ? created.event.body.order : { ...created.event.body.order, shop };
  events.push({ ...created.event, body: { type: 'order.created', order: read } });

  const tell = (what: string, at: number | null, told: LiveEventBody): void => {
    const id = `${ofShop}${orderId}#${what}`;
    if (at === null || !isMoment(at)) refuse(`${what}: expected a moment, got ${at}`);
    else if (id.length > LONGEST_ID) refuse(`${what}: expected an id of at most ${LONGEST_ID} characters`);
    else events.push({ id, seq: 0, at: instant(at), body: told });
  };

  if (order.paidAt !== null) tell('paid', order.paidAt, { type: 'order.paid', order: read });
  if (order.cancelledAt !== null) tell('cancelled', order.cancelledAt, { type: 'order.cancelled', order: read });
  for (const { refundId, amount, at } of order.refunds) {
    const { minor, currency } = amount;
    // Goods taken back for nothing are no refund.
    if (minor === 0) continue;
    if (refundId === null) refuse('refund: expected an id, got nothing');
    else if (minor === null || !Number.isSafeInteger(minor) || minor < 0)
      refuse(`refund ${refundId}: expected an amount`);
    else if (currency !== read.total.currency) refuse(`refund ${refundId}: expected ${read.total.currency}`);
    else
      tell(`refund-${refundId}`, at, {
        type: 'order.refunded',
        order: read,
        amount: money(minor, read.total.currency),
      });
  }
  return { events, rejects };
};

/** Of a reading, what is not older than `floor`: an order of last week that is packed today is no sale of this show. */
export const sinceFloor = (reading: ShopReading, floor: number): ShopReading => ({
  ...reading,
  events: reading.events.filter(({ at }) => at >= floor),
});

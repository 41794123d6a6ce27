// An order as a shop tells it, always whole, turned into the facts that it holds: each with an id that never changes, so that telling again is harmless.

import type { LiveEvent } from '../../core/live-event.ts';
import { parseLiveEvent } from '../../core/parse-event.ts';
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

const lineOf = (line: ShopLine, catalogue: SourceCatalogue | undefined): object => {
  const known = line.sku === null ? null : (catalogue?.bySku(line.sku) ?? null);
  const productId = line.productId ?? (line.lineId === null ? null : `line-${line.lineId}`);
  return {
    productId: known?.productId ?? productId,
    variantId: known?.variantId ?? line.variantId ?? productId,
    title: line.title,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
  };
};

/** What of the order became true, in order; one reject for the whole of it where it cannot be read. */
export const readShopOrder = (order: ShopOrder, raw: unknown, catalogue?: SourceCatalogue): ShopReading => {
  const { orderId, buyer } = order;
  const events: LiveEvent[] = [];
  const rejects: Reject[] = [];
  const body = {
    id: orderId,
    lines: order.lines.map((line) => lineOf(line, catalogue)),
    total: order.total,
    buyer: { id: buyer.id ?? (orderId === null ? null : `guest-${orderId}`), name: buyer.name },
    ...(order.note === null ? null : { note: order.note.slice(0, 2000) }),
  };

  const tell = (what: string, type: string, at: number | null, rest: object = {}): boolean => {
    const parsed = parseLiveEvent({ id: `${orderId}#${what}`, seq: 0, at, type, order: body, ...rest });
    if (parsed.ok) events.push(parsed.event);
    else rejects.push(keepReject(raw, orderId, parsed.reason));
    return parsed.ok;
  };

  if (!tell('created', 'order.created', order.createdAt)) return { events, rejects };
  if (order.paidAt !== null) tell('paid', 'order.paid', order.paidAt);
  if (order.cancelledAt !== null) tell('cancelled', 'order.cancelled', order.cancelledAt);
  for (const { refundId, amount, at } of order.refunds) {
    // Goods taken back for nothing are no refund.
    if (amount.minor === 0) continue;
    if (refundId === null) rejects.push(keepReject(raw, orderId, 'refund: expected an id, got nothing'));
    else tell(`refund-${refundId}`, 'order.refunded', at, { amount });
  }
  return { events, rejects };
};

/** Of a reading, what is not older than `floor`: an order of last week that is packed today is no sale of this show. */
export const sinceFloor = (reading: ShopReading, floor: number): ShopReading => ({
  ...reading,
  events: reading.events.filter(({ at }) => at >= floor),
});

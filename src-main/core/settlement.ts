// Settled figures: the show's order book with what the platforms say of its orders laid over it, beside the provisional ones.

import { type OrderEntry, splitByLine } from './order-book.ts';
import { createItemFinder } from './order-item.ts';
import { amountsByLine, type PlatformOrder, refundsByLine } from './platform-order.ts';
import type { Reconciliation } from './reconcile.ts';
import type { ShowOrders } from './show-orders.ts';
import type { VariantId } from './units.ts';

export interface Ledger {
  /** Σ paid orders; refunds stand beside it. */
  readonly gmvMinor: number;
  readonly refundsMinor: number;
  readonly netMinor: number;
  /** Paid ones. */
  readonly orders: number;
  readonly units: number;
  readonly refundedOrders: number;
  readonly products: ReadonlyMap<VariantId | '', ProductLedger>;
}

/** Of one variant; those that are not the shop's stand together under ''. */
export interface ProductLedger {
  readonly gmvMinor: number;
  readonly refundsMinor: number;
  readonly units: number;
}

export interface Settlement {
  readonly provisional: Ledger;
  readonly settled: Ledger;
  /** Of the settled orders, how many rest on a platform's word. */
  readonly confirmed: number;
  /** Paid orders of the room that no platform has confirmed: they stand as the room told them. */
  readonly unconfirmed: number;
  /** Orders in another currency than the show's, which are in no amount. */
  readonly foreign: number;
}

interface PaidOrder {
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly lines: readonly {
    readonly variantId: VariantId | '';
    readonly quantity: number;
    readonly gmvMinor: number;
    readonly refundsMinor: number;
  }[];
}

const toLedger = (orders: readonly PaidOrder[]): Ledger => {
  const products = new Map<VariantId | '', ProductLedger>();
  let [gmvMinor, refundsMinor, units, refundedOrders] = [0, 0, 0, 0];
  for (const order of orders) {
    gmvMinor += order.totalMinor;
    refundsMinor += order.refundedMinor;
    if (order.refundedMinor > 0) refundedOrders += 1;
    for (const line of order.lines) {
      units += line.quantity;
      const before = products.get(line.variantId) ?? { gmvMinor: 0, refundsMinor: 0, units: 0 };
      products.set(line.variantId, {
        gmvMinor: before.gmvMinor + line.gmvMinor,
        refundsMinor: before.refundsMinor + line.refundsMinor,
        units: before.units + line.quantity,
      });
    }
  }
  const netMinor = gmvMinor - refundsMinor;
  return { gmvMinor, refundsMinor, netMinor, orders: orders.length, units, refundedOrders, products };
};

const fromRoom = (entry: OrderEntry): PaidOrder => {
  const [paid, refunds] = [splitByLine(entry, entry.totalMinor), splitByLine(entry, entry.refundedMinor)];
  return {
    totalMinor: entry.totalMinor,
    refundedMinor: entry.refundedMinor,
    lines: entry.lines.map(({ variantId, quantity }, at) => ({
      variantId,
      quantity,
      gmvMinor: paid[at] ?? 0,
      refundsMinor: refunds[at] ?? 0,
    })),
  };
};

/** A line that names no variant of the shop's is the room's only one where there is but one. */
const fromPlatform = (order: PlatformOrder, show: ShowOrders, entry: OrderEntry | null): PaidOrder => {
  const find = createItemFinder(show.variants);
  const [paid, refunds] = [amountsByLine(order), refundsByLine(order)];
  const only =
    entry !== null && entry.lines.length === 1 && order.lines.length === 1 ? entry.lines[0]?.variantId : undefined;
  return {
    totalMinor: order.totalMinor,
    refundedMinor: order.refundedMinor,
    lines: order.lines.map((line, at) => ({
      variantId: find(line) ?? only ?? '',
      quantity: line.quantity,
      gmvMinor: paid[at] ?? 0,
      refundsMinor: refunds[at] ?? 0,
    })),
  };
};

/** A pure function of the book and the matches: an import that is undone leaves the figures as they were. */
export const settle = (show: ShowOrders, { matches, ofShow }: Reconciliation): Settlement => {
  const matchOf = new Map(matches.map(({ entry, order }) => [entry.orderId, order]));
  const isPaid = (entry: OrderEntry): boolean => entry.paidAt !== null;
  const own = show.orders.filter(({ currency }) => currency === show.currency);
  const settled: PaidOrder[] = [];
  let [confirmed, unconfirmed, foreign] = [0, 0, show.orders.filter(isPaid).length - own.filter(isPaid).length];
  const addPlatform = (order: PlatformOrder, entry: OrderEntry | null): void => {
    if (!order.isPaid) return;
    if (order.currency !== show.currency) {
      foreign += 1;
      return;
    }
    confirmed += 1;
    settled.push(fromPlatform(order, show, entry));
  };
  for (const entry of show.orders) {
    const order = matchOf.get(entry.orderId);
    if (order !== undefined) addPlatform(order, entry);
    else if (isPaid(entry) && entry.currency === show.currency) {
      unconfirmed += 1;
      settled.push(fromRoom(entry));
    }
  }
  for (const order of ofShow) addPlatform(order, null);
  return {
    provisional: toLedger(own.filter(isPaid).map(fromRoom)),
    settled: toLedger(settled),
    confirmed,
    unconfirmed,
    foreign,
  };
};

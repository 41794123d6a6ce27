// The order book of a show: each order once, whatever comes twice or in another order; GMV, refunds and their parts by line.

import { allocate } from './allocate.ts';
import { type Fulfilment, NOT_PACKED } from './fulfilment.ts';
import type { OrderLine, RoomOrder, Viewer } from './live-event.ts';
import { keepNewest } from './newest.ts';
import { numberOfOrder } from './order-origin.ts';
import type { CommandId, Instant, OrderId, VariantId, ViewerId } from './units.ts';

/** `created → paid → refunded`, or `cancelled`; what was paid stays in GMV, refunds stand beside it. */
export type OrderState = 'created' | 'paid' | 'cancelled' | 'refunded';

export interface OrderEntry {
  readonly orderId: OrderId;
  /** What its shop or room calls it. */
  readonly number: string;
  readonly buyer: Viewer;
  lines: readonly OrderLine[];
  totalMinor: number;
  readonly currency: string;
  /** When it was first heard of (our clock). */
  readonly at: Instant;
  paidAt: Instant | null;
  isCancelled: boolean;
  /** When something last became of it (our clock). */
  changedAt: Instant;
  /** Σ of its refunds, at most its total. */
  refundedMinor: number;
  /** The room sold what the shop could not give. */
  short: 'sold_out' | 'deal_sold_out' | 'per_buyer' | null;
  /** The buyer's or the desk's own words; '' where there are none. */
  readonly note: string;
  fulfilment: Fulfilment;
}

/** A file of tracking numbers that was taken over. */
export interface TrackingImport {
  readonly importId: CommandId;
  readonly name: string;
  /** How many it has marked. */
  readonly orders: number;
  readonly at: Instant;
  readonly undoneAt: Instant | null;
}

export interface VariantSales {
  orders: number;
  units: number;
  gmvMinor: number;
  refundsMinor: number;
}

export interface OrderBook {
  readonly currency: string;
  readonly orders: Map<OrderId, OrderEntry>;
  /** The newest of them, oldest first: nobody has to walk through a whole show to find them. */
  readonly newest: OrderEntry[];
  readonly buyers: Set<ViewerId>;
  readonly orderers: Set<ViewerId>;
  readonly variants: Map<VariantId, VariantSales>;
  /** What was packed and shipped of orders that only a platform tells of. */
  readonly abroad: Map<OrderId, Fulfilment>;
  readonly trackingImports: Map<CommandId, TrackingImport>;
  gmvMinor: number;
  paidOrders: number;
  units: number;
  refundsMinor: number;
  refundedOrders: number;
}

const NEWEST_KEPT = 100;

export const createOrderBook = (currency: string): OrderBook => ({
  currency,
  orders: new Map(),
  newest: [],
  buyers: new Set(),
  orderers: new Set(),
  variants: new Map(),
  abroad: new Map(),
  trackingImports: new Map(),
  gmvMinor: 0,
  paidOrders: 0,
  units: 0,
  refundsMinor: 0,
  refundedOrders: 0,
});

export const stateOf = (entry: OrderEntry): OrderState => {
  if (entry.refundedMinor > 0) return 'refunded';
  if (entry.isCancelled) return 'cancelled';
  return entry.paidAt === null ? 'created' : 'paid';
};

/** Each line's part of `amountMinor`, by what the lines cost: Σ parts = amount. */
export const splitByLine = ({ lines }: Pick<OrderEntry, 'lines'>, amountMinor: number): readonly number[] =>
  allocate(
    amountMinor,
    lines.map(({ unitPrice, quantity }) => unitPrice.minor * quantity),
  );

export const salesOf = (book: OrderBook, variantId: VariantId): VariantSales => {
  let sales = book.variants.get(variantId);
  if (sales === undefined) {
    sales = { orders: 0, units: 0, gmvMinor: 0, refundsMinor: 0 };
    book.variants.set(variantId, sales);
  }
  return sales;
};

/** The order, new or known. One in a currency other than the show's is kept, and counted in no amount. */
export const noteOrder = (book: OrderBook, order: RoomOrder, at: Instant): OrderEntry => {
  let entry = book.orders.get(order.id);
  if (entry === undefined) {
    entry = {
      orderId: order.id,
      number: numberOfOrder(order),
      buyer: order.buyer,
      lines: order.lines,
      totalMinor: order.total.minor,
      currency: order.total.currency,
      at,
      paidAt: null,
      isCancelled: false,
      changedAt: at,
      refundedMinor: 0,
      short: null,
      note: order.note ?? '',
      fulfilment: NOT_PACKED,
    };
    book.orders.set(order.id, entry);
    keepNewest(book.newest, entry, NEWEST_KEPT);
    book.orderers.add(order.buyer.id);
  }
  return entry;
};

const isCounted = (book: OrderBook, entry: OrderEntry): boolean => entry.currency === book.currency;

const addRefund = (book: OrderBook, entry: OrderEntry, from: number, to: number): void => {
  if (entry.paidAt === null || to === from || !isCounted(book, entry)) return;
  if (from === 0) book.refundedOrders += 1;
  book.refundsMinor += to - from;
  const [before, after] = [splitByLine(entry, from), splitByLine(entry, to)];
  for (const [index, { variantId }] of entry.lines.entries()) {
    salesOf(book, variantId).refundsMinor += (after[index] ?? 0) - (before[index] ?? 0);
  }
};

/** Each line with its part of what was paid; empty where the order was paid before. */
export type PaidLine = { readonly line: OrderLine; readonly gmvMinor: number };

/** The first payment counts, at its time; what was really paid is what the payment says. */
export const payOrder = (book: OrderBook, order: RoomOrder, at: Instant): readonly PaidLine[] => {
  const entry = noteOrder(book, order, at);
  if (entry.paidAt !== null) return [];
  entry.paidAt = at;
  entry.changedAt = at;
  if (order.total.currency !== entry.currency || !isCounted(book, entry)) return [];
  entry.lines = order.lines;
  entry.totalMinor = order.total.minor;
  book.paidOrders += 1;
  book.buyers.add(entry.buyer.id);
  book.gmvMinor += entry.totalMinor;
  const paid = splitByLine(entry, entry.totalMinor).map((gmvMinor, index) => ({ line: entry.lines[index], gmvMinor }));
  const counted = new Set<VariantId>();
  const lines: PaidLine[] = [];
  for (const { line, gmvMinor } of paid) {
    if (line === undefined) continue;
    lines.push({ line, gmvMinor });
    const sales = salesOf(book, line.variantId);
    if (!counted.has(line.variantId)) sales.orders += 1;
    counted.add(line.variantId);
    sales.units += line.quantity;
    sales.gmvMinor += gmvMinor;
    book.units += line.quantity;
  }
  // A refund that was heard of first counts from now on.
  const refunded = Math.min(entry.refundedMinor, entry.totalMinor);
  entry.refundedMinor = 0;
  refund(book, entry, refunded);
  return lines;
};

const refund = (book: OrderBook, entry: OrderEntry, amountMinor: number): void => {
  const before = entry.refundedMinor;
  const after = entry.paidAt === null ? before + amountMinor : Math.min(entry.totalMinor, before + amountMinor);
  entry.refundedMinor = after;
  addRefund(book, entry, before, after);
};

/** A cart that is not paid yet has these lines now; with none left it is over. */
export const reviseOrder = (book: OrderBook, orderId: OrderId, lines: readonly OrderLine[]): void => {
  const entry = book.orders.get(orderId);
  if (entry === undefined || entry.paidAt !== null) return;
  entry.isCancelled = lines.length === 0;
  if (lines.length === 0) return;
  entry.lines = lines;
  entry.totalMinor = totalOfLines(lines);
};

export const cancelOrder = (book: OrderBook, order: RoomOrder, at: Instant): void => {
  const entry = noteOrder(book, order, at);
  entry.isCancelled = true;
  entry.changedAt = at;
};

export const refundOrder = (book: OrderBook, order: RoomOrder, amountMinor: number, at: Instant): void => {
  const entry = noteOrder(book, order, at);
  entry.changedAt = at;
  refund(book, entry, amountMinor);
};

type Lines = Pick<OrderEntry, 'lines'>;

/** Σ of what the lines cost, in minor units. */
export const totalOfLines = (lines: readonly OrderLine[]): number =>
  lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.minor * quantity, 0);

export const isDealOrder = (entry: Lines): boolean => entry.lines.some(({ dealId }) => dealId !== undefined);

export const unitsOf = (entry: Lines): number => entry.lines.reduce((sum, { quantity }) => sum + quantity, 0);

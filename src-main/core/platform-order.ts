// An order as a platform's export tells it: what was paid and came back, by order and by line; kept beside the facts.

import { allocate } from './allocate.ts';
import type { OrderDraft, OrderLineDraft } from './platform-order-draft.ts';
import type { Instant } from './units.ts';

export interface PlatformLine {
  /** '' where the file numbers no lines. */
  readonly lineId: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  /** The platform's own number of the product or its variant; '' where it tells none. */
  readonly itemId: string;
  readonly quantity: number;
  /** What the buyer paid for the line, without shipping. */
  readonly paidMinor: number;
  readonly platformDiscountMinor: number;
  readonly shopDiscountMinor: number;
  /** Null where the file tells only what came back for the order. */
  readonly refundedMinor: number | null;
}

export interface PlatformOrder {
  /** The world that its ids are of: a format's platform, or one table's headers. */
  readonly platform: string;
  readonly orderId: string;
  /** More names that the platform has for it. */
  readonly otherIds: readonly string[];
  readonly buyerName: string;
  readonly buyerId: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly createdAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly isPaid: boolean;
  readonly isCancelled: boolean;
  /** What the buyer paid or is to pay, shipping included: Σ lines' paid + shipping. */
  readonly totalMinor: number;
  readonly shippingMinor: number;
  /** At most the total. */
  readonly refundedMinor: number;
  readonly lines: readonly PlatformLine[];
  /** False: the file has one line for the whole order; a file of lines knows better. */
  readonly hasOwnLines: boolean;
}

export type PlatformOrderKey = Pick<PlatformOrder, 'platform' | 'orderId'>;

/** One text for an order of any platform. */
export const keyOfOrder = ({ platform, orderId }: PlatformOrderKey): string => JSON.stringify([platform, orderId]);

export type PlatformOrderState = 'unpaid' | 'paid' | 'cancelled' | 'part_refunded' | 'refunded';

export const stateOfPlatformOrder = (order: PlatformOrder): PlatformOrderState => {
  if (order.isPaid && order.refundedMinor > 0) {
    return order.refundedMinor >= order.totalMinor ? 'refunded' : 'part_refunded';
  }
  if (order.isCancelled) return 'cancelled';
  return order.isPaid ? 'paid' : 'unpaid';
};

/** When it counts: at its payment, else at its making. */
export const atOfPlatformOrder = ({ paidAt, createdAt }: PlatformOrder): Instant | null => paidAt ?? createdAt;

/** Each line's part of the whole order, shipping spread over them: Σ parts = total. */
export const amountsByLine = ({ lines, totalMinor }: PlatformOrder): readonly number[] =>
  allocate(
    totalMinor,
    lines.map(({ paidMinor }) => paidMinor),
  );

/** Each line's part of what came back: what the file says of the lines where it says all of it, else by what they cost. */
export const refundsByLine = (order: PlatformOrder): readonly number[] => {
  const said = order.lines.map(({ refundedMinor }) => refundedMinor ?? 0);
  const isWhole = said.reduce((sum, minor) => sum + minor, 0) === order.refundedMinor;
  return isWhole && order.lines.length > 0 ? said : allocate(order.refundedMinor, amountsByLine(order));
};

const toLine = (draft: OrderLineDraft, paidMinor: number, refundedMinor: number | null): PlatformLine => ({
  lineId: draft.lineId,
  title: draft.title,
  variantTitle: draft.variantTitle,
  sku: draft.sku,
  itemId: draft.itemId,
  quantity: draft.quantity,
  paidMinor,
  platformDiscountMinor: draft.platformDiscountMinor,
  shopDiscountMinor: draft.shopDiscountMinor,
  refundedMinor,
});

/** What a line costs as far as the file tells: paid, else list price less discounts. */
const weightOf = (line: OrderLineDraft): number => {
  if (line.paidMinor !== null) return line.paidMinor;
  const list = (line.unitMinor ?? 0) * line.quantity;
  return Math.max(0, list - line.platformDiscountMinor - line.shopDiscountMinor);
};

const goodsOf = ({ lines, totalMinor, shippingMinor, discountMinor, isPaid }: OrderDraft): number => {
  const sum = lines.reduce((goods, line) => goods + weightOf(line), 0);
  // Some programs tell nothing as paid until it is: then what is asked for counts.
  const isTold = totalMinor !== null && (totalMinor > 0 || isPaid !== false);
  if (isTold) return Math.max(0, totalMinor - (shippingMinor ?? 0));
  return Math.max(0, sum - (discountMinor ?? 0));
};

const refundOf = (draft: OrderDraft, total: number, paid: readonly number[]): number => {
  if (draft.refundedMinor !== null) return Math.min(total, draft.refundedMinor);
  if (draft.isRefunded) return total;
  const byLine = draft.lines.reduce(
    (sum, line, at) => sum + (line.refundedMinor ?? (line.isRefunded ? (paid[at] ?? 0) : 0)),
    0,
  );
  return Math.min(total, byLine);
};

const linesOf = (draft: OrderDraft, paid: readonly number[], refunded: number): readonly PlatformLine[] => {
  const known = draft.lines.map((line, at) => line.refundedMinor ?? (line.isRefunded ? (paid[at] ?? 0) : null));
  const isTold = known.some((minor) => minor !== null);
  // Pieces that went back weigh by what they cost.
  const weights = draft.lines.map(
    (line, at) => ((paid[at] ?? 0) * Math.min(line.returned, line.quantity)) / line.quantity,
  );
  const isWeighed = !isTold && refunded > 0 && weights.some((weight) => weight > 0);
  const shares = isWeighed ? allocate(refunded, weights.map(Math.round)) : [];
  return draft.lines.map((line, at) => {
    const share = isTold ? (known[at] ?? 0) : isWeighed ? (shares[at] ?? 0) : null;
    return toLine(line, paid[at] ?? 0, share);
  });
};

/** The order that a file's draft makes where nothing is known of it yet. */
export const createPlatformOrder = (platform: string, draft: OrderDraft): PlatformOrder => {
  const goods = goodsOf(draft);
  const weights = draft.lines.map(weightOf);
  const isExact = weights.reduce((sum, weight) => sum + weight, 0) === goods;
  const paid = isExact ? weights : allocate(goods, weights);
  const isToldWhole = draft.totalMinor !== null && draft.totalMinor >= goods;
  const shippingMinor = isToldWhole ? draft.totalMinor - goods : (draft.shippingMinor ?? 0);
  const totalMinor = goods + shippingMinor;
  const isPaid = draft.isPaid ?? draft.paidAt !== null;
  const refundedMinor = isPaid ? refundOf(draft, totalMinor, paid) : 0;
  return {
    platform: draft.platform === '' ? platform : draft.platform,
    orderId: draft.orderId,
    otherIds: draft.otherIds,
    buyerName: draft.buyerName,
    buyerId: draft.buyerId,
    currency: draft.currency,
    createdAt: draft.createdAt,
    paidAt: isPaid ? draft.paidAt : null,
    isPaid,
    isCancelled: draft.isCancelled ?? false,
    totalMinor,
    shippingMinor,
    refundedMinor,
    lines: linesOf(draft, paid, refundedMinor),
    hasOwnLines: draft.hasOwnLines,
  };
};

/** Whether a file says what an order cost, or only what its lines are listed at. */
const tellsTotal = ({ totalMinor, lines }: OrderDraft): boolean =>
  totalMinor !== null || (lines.length > 0 && lines.every(({ paidMinor }) => paidMinor !== null));

const tellsRefund = ({ refundedMinor, isRefunded, lines }: OrderDraft): boolean =>
  refundedMinor !== null || isRefunded || lines.some((line) => line.refundedMinor !== null || line.isRefunded);

/** The lines of whichever tells them better, at what the goods have cost. */
const linesAfter = (known: PlatformOrder, fresh: PlatformOrder, draft: OrderDraft, goods: number) => {
  const isKept = fresh.lines.length === 0 || (known.hasOwnLines && !fresh.hasOwnLines);
  const { lines, hasOwnLines } = isKept ? known : fresh;
  const weights = lines.map(({ paidMinor }) => paidMinor);
  const isExact = weights.reduce((sum, weight) => sum + weight, 0) === goods;
  const paid = isExact ? weights : allocate(goods, weights);
  const isSame = isKept && !tellsRefund(draft);
  const isFresh = !isKept && isExact && tellsRefund(draft);
  return {
    hasOwnLines,
    lines: lines.map((line, at) => ({
      ...line,
      paidMinor: paid[at] ?? 0,
      refundedMinor: isSame || isFresh ? line.refundedMinor : null,
    })),
  };
};

/** What a later file makes of a known order: it counts in all that it tells, and erases nothing by its silence. */
export const changePlatformOrder = (known: PlatformOrder, draft: OrderDraft): PlatformOrder => {
  const fresh = createPlatformOrder(known.platform, draft);
  const { totalMinor, shippingMinor } = tellsTotal(draft) ? fresh : known;
  const isPaid = draft.isPaid ?? (draft.paidAt !== null || known.isPaid);
  const refunded = tellsRefund(draft)
    ? refundOf(
        draft,
        totalMinor,
        fresh.lines.map(({ paidMinor }) => paidMinor),
      )
    : known.refundedMinor;
  const or = (said: string, before: string): string => (said === '' ? before : said);
  return {
    ...known,
    ...linesAfter(known, fresh, draft, totalMinor - shippingMinor),
    otherIds: [...new Set([...known.otherIds, ...draft.otherIds])],
    buyerName: or(draft.buyerName, known.buyerName),
    buyerId: or(draft.buyerId, known.buyerId),
    createdAt: draft.createdAt ?? known.createdAt,
    paidAt: isPaid ? (draft.paidAt ?? known.paidAt) : null,
    isPaid,
    isCancelled: draft.isCancelled ?? known.isCancelled,
    totalMinor,
    shippingMinor,
    refundedMinor: isPaid ? Math.min(totalMinor, refunded) : 0,
  };
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const ORDER_CHANGES = [
  'state',
  'paidAt',
  'total',
  'shipping',
  'refunded',
  'lines',
  'buyerName',
  'otherIds',
  'createdAt',
] as const;
export type OrderChangeField = (typeof ORDER_CHANGES)[number];

/** What is another between two states of one order; empty where nothing is. */
export const diffPlatformOrders = (before: PlatformOrder, now: PlatformOrder): readonly OrderChangeField[] =>
  ORDER_CHANGES.filter((field) => {
    switch (field) {
      case 'state':
        return stateOfPlatformOrder(before) !== stateOfPlatformOrder(now) || before.isPaid !== now.isPaid;
      case 'total':
        return before.totalMinor !== now.totalMinor || before.currency !== now.currency;
      case 'shipping':
        return before.shippingMinor !== now.shippingMinor;
      case 'refunded':
        return before.refundedMinor !== now.refundedMinor;
      case 'buyerName':
        return before.buyerName !== now.buyerName || before.buyerId !== now.buyerId;
      default:
        return !isSame(before[field], now[field]);
    }
  });

/** Whether a file tells an earlier state than the one that is known: less refunded, or not paid any more. */
export const goesBack = (before: PlatformOrder, now: PlatformOrder): boolean =>
  now.refundedMinor < before.refundedMinor || (before.isPaid && !now.isPaid);

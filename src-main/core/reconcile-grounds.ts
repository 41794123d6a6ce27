// Why a platform's order may be one of a show's: each ground with its weight; together they never make a certainty.

import type { OrderEntry } from './order-book.ts';
import { foldWords, type ItemFinder } from './order-item.ts';
import { amountsByLine, atOfPlatformOrder, type PlatformOrder } from './platform-order.ts';
import { CREDIT_MS } from './segment.ts';
import type { ShowOrders } from './show-orders.ts';
import type { VariantId } from './units.ts';

const GROUNDS = [
  'id',
  'buyer',
  'buyer_masked',
  'items',
  'some_items',
  'amount',
  'minute',
  'ten_minutes',
  'hour',
  'window',
  'segment',
  'deal',
  'claim',
] as const;
export type Ground = (typeof GROUNDS)[number];

export interface Likeness {
  /** From 0 to 0.95: only an id or a person makes it sure. */
  readonly confidence: number;
  readonly grounds: readonly Ground[];
}

const WEIGHTS: Readonly<Record<Ground, number>> = {
  id: 0.5,
  buyer: 0.4,
  buyer_masked: 0.2,
  items: 0.3,
  some_items: 0.1,
  amount: 0.2,
  minute: 0.15,
  ten_minutes: 0.1,
  hour: 0.05,
  window: 0.2,
  segment: 0.25,
  deal: 0.25,
  claim: 0.35,
};
const MOST_SURE = 0.95;
const MINUTE_MS = 60_000;

const toLikeness = (grounds: readonly Ground[]): Likeness => {
  const percent = grounds.reduce((sum, ground) => sum + Math.round(WEIGHTS[ground] * 100), 0);
  return { confidence: Math.min(MOST_SURE, percent / 100), grounds };
};

/** 张**, z***g: the letters that are shown must fit, in their places at both ends. */
const fitsMask = (mask: string, name: string): boolean => {
  const found = /^(?<head>[^*＊]*)[*＊]+(?<tail>[^*＊]*)$/u.exec(mask.trim())?.groups;
  if (found === undefined) return false;
  const [head, tail] = [foldWords(found.head ?? ''), foldWords(found.tail ?? '')];
  const whole = foldWords(name);
  return (
    head + tail !== '' && whole.length >= head.length + tail.length && whole.startsWith(head) && whole.endsWith(tail)
  );
};

/** Names are compared with many others: each is folded once. */
const foldedNames = new WeakMap<object, string>();

const foldedName = (owner: object, name: string): string => {
  const known = foldedNames.get(owner);
  if (known !== undefined) return known;
  const folded = foldWords(name);
  foldedNames.set(owner, folded);
  return folded;
};

const isMasked = (name: string): boolean => /[*＊]/u.test(name);

const buyerGround = (order: PlatformOrder, viewer: { readonly id: string; readonly name: string }): Ground | null => {
  if (order.buyerId !== '' && order.buyerId === viewer.id) return 'buyer';
  const { buyerName: name } = order;
  if (name === '' || viewer.name === '') return null;
  if (isMasked(name)) return fitsMask(name, viewer.name) ? 'buyer_masked' : null;
  const folded = foldedName(order, name);
  return folded !== '' && folded === foldedName(viewer, viewer.name) ? 'buyer' : null;
};

interface Pieces {
  readonly key: string;
  readonly quantity: number;
}

const together = (pieces: readonly Pieces[]): ReadonlyMap<string, number> => {
  const sum = new Map<string, number>();
  for (const { key, quantity } of pieces) sum.set(key, (sum.get(key) ?? 0) + quantity);
  return sum;
};

/** What one looks for is named the same on both sides: by variant where it is known, else by title. */
export const piecesOfPlatform = (order: PlatformOrder, find: ItemFinder): ReadonlyMap<string, number> =>
  together(
    order.lines.map((line) => ({ key: find(line) ?? `title:${foldWords(line.title)}`, quantity: line.quantity })),
  );

export const piecesOfRoom = (entry: OrderEntry, known: ReadonlySet<VariantId>): ReadonlyMap<string, number> =>
  together(
    entry.lines.map(({ variantId, title, quantity }) => ({
      key: known.has(variantId) ? variantId : `title:${foldWords(title)}`,
      quantity,
    })),
  );

const itemGround = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Ground | null => {
  const shared = [...a.keys()].filter((key) => b.has(key));
  if (shared.length === 0) return null;
  const isWhole = shared.length === a.size && a.size === b.size && shared.every((key) => a.get(key) === b.get(key));
  return isWhole ? 'items' : 'some_items';
};

const timeGround = (gapMs: number | null): Ground | null => {
  if (gapMs === null) return null;
  if (gapMs <= MINUTE_MS) return 'minute';
  if (gapMs <= 10 * MINUTE_MS) return 'ten_minutes';
  return gapMs <= 60 * MINUTE_MS ? 'hour' : null;
};

/** By payments where both have one, else by when they were made. */
export const gapBetween = (order: PlatformOrder, entry: OrderEntry): number | null => {
  const bothPaid = order.paidAt !== null && entry.paidAt !== null ? Math.abs(order.paidAt - entry.paidAt) : null;
  const bothMade = order.createdAt === null ? null : Math.abs(order.createdAt - entry.at);
  if (bothPaid === null) return bothMade;
  return bothMade === null ? bothPaid : Math.min(bothPaid, bothMade);
};

export interface Pair {
  readonly order: PlatformOrder;
  readonly entry: OrderEntry;
  readonly orderPieces: ReadonlyMap<string, number>;
  readonly entryPieces: ReadonlyMap<string, number>;
}

/** How like a platform's order is to a room's. */
export const likenessOfPair = ({ order, entry, orderPieces, entryPieces }: Pair, isNamed = false): Likeness => {
  const isSameAmount = order.currency === entry.currency && order.totalMinor === entry.totalMinor;
  const isSameGoods = order.currency === entry.currency && order.totalMinor - order.shippingMinor === entry.totalMinor;
  const found = [
    isNamed ? 'id' : null,
    buyerGround(order, entry.buyer),
    itemGround(orderPieces, entryPieces),
    isSameAmount || isSameGoods ? 'amount' : null,
    timeGround(gapBetween(order, entry)),
  ] as const;
  return toLikeness(found.filter((ground) => ground !== null));
};

/** How likely an order that no room has told of was made because of the show. */
export const likenessToShow = (order: PlatformOrder, show: ShowOrders, find: ItemFinder): Likeness => {
  const at = atOfPlatformOrder(order);
  const grounds: Ground[] = [];
  if (at !== null) grounds.push('window');
  const amounts = amountsByLine(order);
  const items = order.lines.map((line, index) => ({ variantId: find(line), line, paid: amounts[index] ?? 0 }));
  const has = (test: (variantId: VariantId, index: number) => boolean): boolean =>
    items.some(({ variantId }, index) => variantId !== null && test(variantId, index));
  const wasExplained = has((variantId) =>
    show.segments.some(
      (segment) =>
        segment.variantId === variantId &&
        at !== null &&
        segment.startedAt <= at &&
        at <= (segment.endedAt ?? at) + CREDIT_MS,
    ),
  );
  if (wasExplained) grounds.push('segment');
  const wasOffered = has((variantId, index) =>
    show.offers.some((offer) => {
      const item = items[index];
      const isDuring = at !== null && offer.from <= at && at <= (offer.to ?? at) + CREDIT_MS;
      const isPriced = item !== undefined && item.line.paidMinor === offer.priceMinor * item.line.quantity;
      return offer.variantId === variantId && isDuring && isPriced;
    }),
  );
  if (wasOffered) grounds.push('deal');
  const wasClaimed = show.claims.some(
    (claim) =>
      has((variantId) => variantId === claim.variantId) &&
      buyerGround(order, { id: claim.viewerId, name: claim.viewerName }) !== null,
  );
  if (wasClaimed) grounds.push('claim');
  return toLikeness(grounds);
};

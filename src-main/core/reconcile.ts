// Matches a platform's orders with a show's: by ids alone for sure, by anything else only as a proposal to a person.

import type { OrderEntry } from './order-book.ts';
import { createItemFinder } from './order-item.ts';
import { atOfPlatformOrder, keyOfOrder, type PlatformOrder, type PlatformOrderKey } from './platform-order.ts';
import {
  gapBetween,
  type Likeness,
  likenessOfPair,
  likenessToShow,
  type Pair,
  piecesOfPlatform,
  piecesOfRoom,
} from './reconcile-grounds.ts';
import type { ShowOrders } from './show-orders.ts';
import type { Instant, OrderId, ShowId, VariantId } from './units.ts';

/** matched: these two are one · of_show: it is the show's, no room told of it · rejected: neither. */
export const ORDER_VERDICTS = ['matched', 'of_show', 'rejected'] as const;
export type OrderVerdict = (typeof ORDER_VERDICTS)[number];

/** What a person has said of a platform's order in a show; `rejected` without a room's order: it is not of this show at all. */
export interface OrderDecision extends PlatformOrderKey {
  readonly showId: ShowId;
  readonly verdict: OrderVerdict;
  readonly roomOrderId: OrderId | null;
  readonly at: Instant;
}

export interface OrderMatch {
  readonly order: PlatformOrder;
  readonly entry: OrderEntry;
  readonly by: 'id' | 'person';
}

export interface OrderProposal extends Likeness {
  readonly order: PlatformOrder;
  /** Null: no room told of it, it seems to be the show's all the same. */
  readonly entry: OrderEntry | null;
  /** Others that are about as likely. */
  readonly rivals: number;
}

export interface Reconciliation {
  readonly matches: readonly OrderMatch[];
  /** Taken for the show's by a person, without an order of a room. */
  readonly ofShow: readonly PlatformOrder[];
  /** Surest first. */
  readonly proposals: readonly OrderProposal[];
  /** In the show's window, and nothing is known to be theirs. */
  readonly platformOnly: readonly PlatformOrder[];
  readonly roomOnly: readonly OrderEntry[];
}

/** Buyers pay for a while after the last word. */
export const WINDOW_AFTER_MS = 30 * 60_000;
const NOTHING: ReadonlySet<OrderId | null> = new Set();
const NEAR_MS = 2 * 60 * 60_000;
/** Of those that share one thing with an order, so many on each side in time are looked at. */
const MOST_NEIGHBOURS = 12;
const LEAST_CONFIDENCE = 0.4;
/** A rival within this is as good. */
const RIVAL_WITHIN = 0.1;
const UNSURE = 0.5;
const FIRM_ID_LENGTH = 8;
const FIRM_ID_GAP_MS = 10 * 60_000;

/** Whether a platform's order may be the show's by its time. */
export const isInWindow = (order: PlatformOrder, { startedAt, endedAt }: ShowOrders, now: Instant): boolean => {
  if (startedAt === null) return false;
  const until = (endedAt ?? now) + WINDOW_AFTER_MS;
  return [order.createdAt, order.paidAt].some((at) => at !== null && at >= startedAt && at <= until);
};

/** An order number without the mark that some programs put before it. */
export const plainOrderName = (name: string): string => name.trim().replace(/^#/, '');

/** All the numbers that an order is known by. */
export const namesOfOrder = ({ orderId, otherIds }: Pick<PlatformOrder, 'orderId' | 'otherIds'>): ReadonlySet<string> =>
  new Set([orderId, ...otherIds].map(plainOrderName).filter((name) => name !== ''));

interface Standing {
  /** Whose it is; the newest word counts, whichever show said it. */
  readonly taken: OrderDecision | null;
  /** Orders of a room that it is not; null among them: it is not the show's at all. */
  readonly off: ReadonlySet<OrderId | null>;
}

const byOrder = (decisions: readonly OrderDecision[]): ReadonlyMap<string, readonly OrderDecision[]> => {
  const groups = new Map<string, OrderDecision[]>();
  for (const decision of decisions) {
    const key = keyOfOrder(decision);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [decision]);
    else group.push(decision);
  }
  return groups;
};

/** What is left of all that was said of one order, as one show sees it. */
const standingOf = (decisions: readonly OrderDecision[], showId: ShowId): Standing => {
  let taken: OrderDecision | null = null;
  const off = new Set<OrderId | null>();
  for (const decision of decisions) {
    if (decision.verdict !== 'rejected') {
      taken = decision;
      if (decision.showId === showId) {
        off.delete(decision.roomOrderId);
        off.delete(null);
      }
      continue;
    }
    const isOfIt = decision.roomOrderId === null || decision.roomOrderId === taken?.roomOrderId;
    if (taken?.showId === decision.showId && isOfIt) taken = null;
    if (decision.showId === showId) off.add(decision.roomOrderId);
  }
  return { taken, off };
};

/** A short number may stand for anything; a long one, or one whose order is alike, is the order's own. */
const isFirm = (id: string, order: PlatformOrder, entry: OrderEntry): boolean => {
  if (id.length >= FIRM_ID_LENGTH) return true;
  const gap = gapBetween(order, entry);
  const isSameAmount = order.currency === entry.currency && order.totalMinor === entry.totalMinor;
  return isSameAmount && gap !== null && gap <= FIRM_ID_GAP_MS;
};

interface Found {
  readonly order: PlatformOrder;
  readonly entry: OrderEntry | null;
  readonly likeness: Likeness;
}

const timeOf = (order: PlatformOrder): number => atOfPlatformOrder(order) ?? 0;

/** The nearest in time of a list in the order of time. */
const nearest = (sorted: readonly PlatformOrder[], at: number): readonly PlatformOrder[] => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = sorted[middle];
    if (order !== undefined && timeOf(order) < at) low = middle + 1;
    else high = middle;
  }
  return sorted.slice(Math.max(0, low - MOST_NEIGHBOURS), low + MOST_NEIGHBOURS);
};

type Confidences = Map<string, number[]>;

const noteConfidence = (groups: Confidences, key: string, confidence: number): void => {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [confidence]);
  else group.push(confidence);
};

/** How many of a sorted group are above `limit`. */
const countAbove = (sorted: readonly number[], limit: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return sorted.length - low;
};

const withRivals = (found: readonly Found[]): readonly OrderProposal[] => {
  const [ofOrder, ofEntry]: [Confidences, Confidences] = [new Map(), new Map()];
  for (const { order, entry, likeness } of found) {
    noteConfidence(ofOrder, keyOfOrder(order), likeness.confidence);
    if (entry !== null) noteConfidence(ofEntry, entry.orderId, likeness.confidence);
  }
  for (const group of [...ofOrder.values(), ...ofEntry.values()]) group.sort((a, b) => a - b);
  return found.map(({ order, entry, likeness }) => {
    const limit = likeness.confidence - RIVAL_WITHIN;
    // Each is among its own group: it is no rival of itself.
    const others = (sorted: readonly number[] | undefined): number =>
      sorted === undefined ? 0 : countAbove(sorted, limit) - 1;
    const rivals = others(ofOrder.get(keyOfOrder(order))) + (entry === null ? 0 : others(ofEntry.get(entry.orderId)));
    const confidence = rivals > 0 ? Math.min(UNSURE, likeness.confidence) : likeness.confidence;
    return { order, entry, rivals, grounds: likeness.grounds, confidence };
  });
};

/** Each order in at most one proposal, the surest first. */
const onceEach = (proposals: readonly OrderProposal[]): readonly OrderProposal[] => {
  const [orders, entries] = [new Set<string>(), new Set<OrderId>()];
  const sorted = [...proposals].sort(
    (a, b) =>
      b.confidence - a.confidence || timeOf(a.order) - timeOf(b.order) || (a.order.orderId < b.order.orderId ? -1 : 1),
  );
  return sorted.filter(({ order, entry }) => {
    const key = keyOfOrder(order);
    if (orders.has(key) || (entry !== null && entries.has(entry.orderId))) return false;
    orders.add(key);
    if (entry !== null) entries.add(entry.orderId);
    return true;
  });
};

interface Sides {
  readonly orders: readonly PlatformOrder[];
  readonly entries: readonly OrderEntry[];
}

/** The orders that share a buyer, an amount or an item with one of the room's, near it in time. */
const likelyPairs = (
  show: ShowOrders,
  { orders, entries }: Sides,
  isOff: (order: PlatformOrder, entry: OrderEntry) => boolean,
): Found[] => {
  const find = createItemFinder(show.variants);
  const known: ReadonlySet<VariantId> = new Set(show.variants.map(({ variantId }) => variantId));
  const sorted = [...orders].sort((a, b) => timeOf(a) - timeOf(b));
  const pieces = new Map(sorted.map((order) => [order, piecesOfPlatform(order, find)]));
  const shelves = new Map<string, PlatformOrder[]>();
  const shelve = (key: string, order: PlatformOrder): void => {
    const shelf = shelves.get(key);
    if (shelf === undefined) shelves.set(key, [order]);
    else shelf.push(order);
  };
  for (const order of sorted) {
    if (order.buyerId !== '') shelve(`buyer:${order.buyerId}`, order);
    if (order.buyerName !== '') shelve(`name:${order.buyerName.trim().toLowerCase()}`, order);
    shelve(`amount:${order.totalMinor}`, order);
    if (order.shippingMinor > 0) shelve(`amount:${order.totalMinor - order.shippingMinor}`, order);
    for (const key of pieces.get(order)?.keys() ?? []) shelve(`item:${key}`, order);
  }
  const found: Found[] = [];
  for (const entry of entries) {
    const entryPieces = piecesOfRoom(entry, known);
    const keys = [
      `buyer:${entry.buyer.id}`,
      `name:${entry.buyer.name.trim().toLowerCase()}`,
      `amount:${entry.totalMinor}`,
      ...[...entryPieces.keys()].map((key) => `item:${key}`),
    ];
    const near = new Set(keys.flatMap((key) => nearest(shelves.get(key) ?? [], entry.paidAt ?? entry.at)));
    for (const order of near) {
      const gap = gapBetween(order, entry);
      if (gap !== null && gap > NEAR_MS) continue;
      if (isOff(order, entry)) continue;
      const pair: Pair = { order, entry, orderPieces: pieces.get(order) ?? new Map(), entryPieces };
      const likeness = likenessOfPair(pair);
      const isTelling = likeness.grounds.some(
        (ground) => ground !== 'amount' && ground !== 'hour' && ground !== 'some_items',
      );
      if (isTelling && likeness.grounds.length > 1 && likeness.confidence >= LEAST_CONFIDENCE) {
        found.push({ order, entry, likeness });
      }
    }
  }
  return found;
};

const decisionKey = (order: PlatformOrderKey, roomOrderId: OrderId | null): string =>
  JSON.stringify([order.platform, order.orderId, roomOrderId]);

/** Ids that both sides have; where one id names several, none of them is sure. */
const byIds = (orders: readonly PlatformOrder[], entries: readonly OrderEntry[]) => {
  const byId = new Map<string, PlatformOrder[]>();
  for (const order of orders) for (const id of namesOfOrder(order)) byId.set(id, [...(byId.get(id) ?? []), order]);
  const [sure, unsure]: [OrderMatch[], { readonly order: PlatformOrder; readonly entry: OrderEntry }[]] = [[], []];
  const taken = new Set<string>();
  const sharing = new Map<string, number>();
  for (const { number } of entries) sharing.set(plainOrderName(number), (sharing.get(plainOrderName(number)) ?? 0) + 1);
  for (const entry of entries) {
    const id = plainOrderName(entry.number);
    const named = byId.get(id) ?? [];
    const [only] = named;
    const isAlone = only !== undefined && named.length === 1 && sharing.get(id) === 1;
    if (isAlone && !taken.has(keyOfOrder(only)) && isFirm(id, only, entry)) {
      taken.add(keyOfOrder(only));
      sure.push({ order: only, entry, by: 'id' });
    } else for (const order of named) unsure.push({ order, entry });
  }
  return { sure, unsure: unsure.filter(({ order }) => !taken.has(keyOfOrder(order))) };
};

/**
 * `orders`: those that may be of the show, by window, id or decision. `decisions`: of these orders in all shows, in the
 * order in which they were made.
 * Nothing is matched on a guess: what is not sure is proposed, with its confidence and grounds.
 */
export const reconcile = (
  show: ShowOrders,
  orders: readonly PlatformOrder[],
  decisions: readonly OrderDecision[],
  now: Instant,
): Reconciliation => {
  const byKey = new Map(orders.map((order) => [keyOfOrder(order), order]));
  const entryOf = new Map(show.orders.map((entry) => [entry.orderId, entry]));
  const standing = new Map<string, Standing>();
  for (const [key, said] of byOrder(decisions)) standing.set(key, standingOf(said, show.showId));
  const matches: OrderMatch[] = [];
  const ofShow: PlatformOrder[] = [];
  const [usedOrders, usedEntries] = [new Set<string>(), new Set<OrderId>()];
  for (const [key, { taken }] of standing) {
    const order = byKey.get(key);
    if (order === undefined || taken === null) continue;
    if (taken.showId !== show.showId) usedOrders.add(key);
    else if (taken.verdict === 'of_show') {
      usedOrders.add(key);
      ofShow.push(order);
    } else {
      const entry = taken.roomOrderId === null ? undefined : entryOf.get(taken.roomOrderId);
      if (entry === undefined || usedEntries.has(entry.orderId)) continue;
      usedOrders.add(key);
      usedEntries.add(entry.orderId);
      matches.push({ order, entry, by: 'person' });
    }
  }
  const offOf = (order: PlatformOrder): Standing['off'] => standing.get(keyOfOrder(order))?.off ?? NOTHING;
  const isOff = (order: PlatformOrder, entry: OrderEntry): boolean =>
    offOf(order).has(entry.orderId) || offOf(order).has(null);
  const isOrderOpen = (order: PlatformOrder): boolean => !usedOrders.has(keyOfOrder(order)) && !offOf(order).has(null);
  const openEntries = (): readonly OrderEntry[] => show.orders.filter(({ orderId }) => !usedEntries.has(orderId));

  const named = byIds(orders.filter(isOrderOpen), openEntries());
  const notOff = ({ order, entry }: { readonly order: PlatformOrder; readonly entry: OrderEntry }): boolean =>
    !isOff(order, entry);
  for (const match of named.sure.filter(notOff)) {
    matches.push(match);
    usedEntries.add(match.entry.orderId);
    usedOrders.add(keyOfOrder(match.order));
  }

  const find = createItemFinder(show.variants);
  const known: ReadonlySet<VariantId> = new Set(show.variants.map(({ variantId }) => variantId));
  const inWindow = orders.filter((order) => isOrderOpen(order) && isInWindow(order, show, now));
  const doubtful: Found[] = named.unsure
    .filter((pair) => isOrderOpen(pair.order) && notOff(pair))
    .map(({ order, entry }) => ({
      order,
      entry,
      likeness: likenessOfPair(
        { order, entry, orderPieces: piecesOfPlatform(order, find), entryPieces: piecesOfRoom(entry, known) },
        true,
      ),
    }));
  const isDoubtful = new Set(doubtful.map(({ order, entry }) => decisionKey(order, entry?.orderId ?? null)));
  const pairs = likelyPairs(show, { orders: inWindow, entries: openEntries() }, isOff).filter(
    ({ order, entry }) => !isDoubtful.has(decisionKey(order, entry?.orderId ?? null)),
  );
  const paired = onceEach(withRivals([...doubtful, ...pairs]));
  const isPaired = new Set(paired.map(({ order }) => keyOfOrder(order)));
  const alone = inWindow
    .filter((order) => !isPaired.has(keyOfOrder(order)))
    .map((order) => ({ order, entry: null, rivals: 0, ...likenessToShow(order, show, find) }))
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
  const proposals = [...paired, ...onceEach(alone)].sort((a, b) => b.confidence - a.confidence);
  const isProposed = new Set(proposals.map(({ order }) => keyOfOrder(order)));
  return {
    matches,
    ofShow,
    proposals,
    platformOnly: inWindow.filter((order) => !isProposed.has(keyOfOrder(order))),
    roomOnly: openEntries(),
  };
};

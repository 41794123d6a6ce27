// Who is affected by an emergency: the orders and claims of its product since it went wrong, by buyer.

import type { ClaimEntry } from './claim-book.ts';
import type { Emergency, EmergencyTerms } from './emergency.ts';
import type { Viewer } from './live-event.ts';
import { type OrderEntry, type OrderState, stateOf } from './order-book.ts';
import type { Room } from './room.ts';
import type { EmergencyId, Instant, Money, OrderId, ViewerId } from './units.ts';

export interface AffectedOrder {
  readonly orderId: OrderId;
  readonly at: Instant;
  readonly state: OrderState;
  /** Of what the emergency is about. */
  readonly quantity: number;
  /** The whole order. */
  readonly total: Money;
}

export interface AffectedClaim {
  readonly at: Instant;
  readonly state: ClaimEntry['state'];
  readonly title: string;
  readonly quantity: number;
}

export interface AffectedBuyer {
  readonly viewerId: ViewerId;
  readonly viewer: Viewer;
  /** Oldest first. */
  readonly orders: readonly AffectedOrder[];
  /** That no order has grown out of. */
  readonly claims: readonly AffectedClaim[];
}

export interface Affected {
  readonly emergency: Readonly<Emergency>;
  readonly buyers: readonly AffectedBuyer[];
}

type Scope = Pick<EmergencyTerms, 'subject' | 'since'>;

const unitsIn = ({ subject }: Scope, { lines }: Pick<OrderEntry, 'lines'>): number =>
  lines
    .filter(({ productId }) => subject === null || productId === subject.productId)
    .reduce((sum, { quantity }) => sum + quantity, 0);

/** Those who paid, then those who ordered, then those who only asked for it; each by when they first did. */
const weightOf = ({ orders }: AffectedBuyer): number =>
  orders.some(({ state }) => state === 'paid' || state === 'refunded') ? 0 : orders.length > 0 ? 1 : 2;

const firstOf = ({ orders, claims }: AffectedBuyer): number =>
  Math.min(...orders.map(({ at }) => at), ...claims.map(({ at }) => at));

/** An order counts by when it was made or paid, whichever is later: one that was paid at the wrong price is affected too. */
export const affectedBy = (scope: Scope, { tally }: Pick<Room, 'tally'>): readonly AffectedBuyer[] => {
  const buyers = new Map<ViewerId, { viewer: Viewer; orders: AffectedOrder[]; claims: AffectedClaim[] }>();
  const buyerOf = (viewer: Viewer) => {
    const known = buyers.get(viewer.id) ?? { viewer, orders: [], claims: [] };
    buyers.set(viewer.id, known);
    return known;
  };
  for (const entry of tally.orders.orders.values()) {
    const quantity = unitsIn(scope, entry);
    if (quantity === 0 || Math.max(entry.at, entry.paidAt ?? 0) < scope.since) continue;
    buyerOf(entry.buyer).orders.push({
      orderId: entry.orderId,
      at: entry.at,
      state: stateOf(entry),
      quantity,
      total: { minor: entry.totalMinor, currency: entry.currency },
    });
  }
  for (const { terms, at, state, orderId } of tally.claimBook.entries.values()) {
    const isMeant = scope.subject === null || terms.productId === scope.subject.productId;
    if (!isMeant || at < scope.since || orderId !== null) continue;
    const title = terms.lines.map((line) => line.title).join(' + ');
    buyerOf(terms.viewer).claims.push({ at, state, title, quantity: terms.quantity });
  }
  return [...buyers]
    .map(
      ([viewerId, { viewer, orders, claims }]): AffectedBuyer => ({
        viewerId,
        viewer,
        orders: orders.sort((a, b) => a.at - b.at),
        claims: claims.sort((a, b) => a.at - b.at),
      }),
    )
    .sort((a, b) => weightOf(a) - weightOf(b) || firstOf(a) - firstOf(b));
};

/** Null where the room has no such emergency. */
export const affectedIn = (room: Pick<Room, 'tally'>, emergencyId: EmergencyId): Affected | null => {
  const emergency = room.tally.emergencies.get(emergencyId);
  return emergency === undefined ? null : { emergency, buyers: affectedBy(emergency, room) };
};

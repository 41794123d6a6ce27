// The lane: claims as they are said and orders as they change, one row each, never left out.

import type { LaneRow } from '../contract/topics.ts';
import { isDealOrder, type OrderEntry, stateOf, unitsOf } from '../core/order-book.ts';
import { happenedAt, numberOf, type Room, type RoomClaim } from '../core/room.ts';
import { titleOf, titleOfLines } from './product-title.ts';
import { toViewerView } from './viewer-view.ts';

export const toOrderRow = (room: Room, entry: OrderEntry): LaneRow => {
  const [first] = entry.lines;
  return {
    key: `order:${entry.orderId}`,
    kind: 'order',
    state: stateOf(entry),
    at: entry.paidAt ?? entry.at,
    viewer: toViewerView(entry.buyer),
    orderId: entry.orderId,
    number: first === undefined ? null : numberOf(room, first.productId, first.variantId),
    title: titleOfLines(room, entry.lines),
    quantity: unitsOf(entry),
    total: { minor: entry.totalMinor, currency: entry.currency },
    isDeal: isDealOrder(entry),
    short: entry.short,
  };
};

export const toClaimRow = (room: Room, { fact, number, quantity }: RoomClaim): LaneRow => {
  const cue = room.cues.find((each) => each.number === number);
  const { body } = fact;
  const viewer = 'viewer' in body && body.viewer !== undefined ? toViewerView(body.viewer) : null;
  return {
    key: `claim:${fact.seq}`,
    kind: 'claim',
    state: 'claimed',
    at: happenedAt(room, fact),
    viewer,
    orderId: null,
    number,
    title: cue === undefined ? '' : (titleOf(room, cue.productId, cue.variantId) ?? ''),
    quantity,
    total: null,
    isDeal: false,
    short: null,
  };
};

/** The newest claims and orders of the show together, oldest first: for a screen that comes later. */
export const laneOf = (room: Room, most: number): readonly LaneRow[] => {
  const { orders, claims } = room.tally;
  return [
    ...claims.slice(-most).map((claim) => toClaimRow(room, claim)),
    ...[...orders.orders.values()].slice(-most).map((entry) => toOrderRow(room, entry)),
  ]
    .sort((a, b) => a.at - b.at)
    .slice(-most);
};

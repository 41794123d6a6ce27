// The lane: claims as they are said and orders as they change, one row each, never left out.

import type { LaneRow } from '../contract/topics.ts';
import { lifecycleOf } from '../core/fulfilment-lifecycle.ts';
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
    lifecycle: lifecycleOf(entry, room.tally.claimBook),
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

export const toLaneClaim = (room: Room, { fact, number, quantity, lines }: RoomClaim): LaneRow => {
  const [line = room.cues.find((each) => each.number === number)] = lines;
  const { body } = fact;
  const viewer = 'viewer' in body && body.viewer !== undefined ? toViewerView(body.viewer) : null;
  return {
    key: `claim:${fact.seq}`,
    kind: 'claim',
    state: 'claimed',
    lifecycle: null,
    at: happenedAt(room, fact),
    viewer,
    orderId: null,
    number,
    title: line === undefined ? '' : (titleOf(room, line.productId, line.variantId) ?? ''),
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
    ...claims.slice(-most).map((claim) => toLaneClaim(room, claim)),
    ...[...orders.orders.values()].slice(-most).map((entry) => toOrderRow(room, entry)),
  ]
    .sort((a, b) => a.at - b.at)
    .slice(-most);
};

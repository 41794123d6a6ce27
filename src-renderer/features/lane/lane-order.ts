// The order of the lane: what a person must settle first, then the newest; held still under the pointer.

import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import type { LaneRow } from '../../../src-main/contract/topics.ts';

/** Short and still owed: a cancelled or refunded order needs nobody any more. */
export const needsPerson = (row: LaneRow): boolean =>
  row.short !== null && row.state !== 'cancelled' && row.state !== 'refunded';

/** A claim with what became of it, or an order. */
export type LaneItem =
  | { readonly kind: 'claim'; readonly key: string; readonly row: ClaimRow }
  | { readonly kind: 'order'; readonly key: string; readonly row: LaneRow };

/**
 * Claims and orders together. Once claims are taken they tell of their comments and carts themselves: of those the lane's own
 * rows are left out, but for what a person must still settle.
 */
export const joinLane = (
  orders: readonly LaneRow[],
  claims: readonly ClaimRow[],
  hasClaims: boolean,
): readonly LaneItem[] => {
  const carts = new Set(claims.flatMap(({ orderId }) => orderId ?? []));
  const isTold = (row: LaneRow): boolean => {
    if (row.kind === 'claim') return hasClaims;
    return row.orderId !== null && carts.has(row.orderId) && row.state !== 'refunded' && !needsPerson(row);
  };
  return [
    ...claims.map((row): LaneItem => ({ kind: 'claim', key: row.key, row })),
    ...orders.filter((row) => !isTold(row)).map((row): LaneItem => ({ kind: 'order', key: row.key, row })),
  ];
};

const isUrgent = (item: LaneItem): boolean => item.kind === 'order' && needsPerson(item.row);

export const orderLane = (items: readonly LaneItem[]): readonly LaneItem[] =>
  [...items].sort((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)) || b.row.at - a.row.at);

export interface HeldLane {
  readonly rows: readonly LaneItem[];
  /** Rows that wait until the hand leaves the list. */
  readonly held: number;
}

/** Rows keep the places they had when the hand came; their states move on, new rows wait. */
export const holdLane = (ordered: readonly LaneItem[], heldKeys: readonly string[]): HeldLane => {
  const byKey = new Map(ordered.map((row) => [row.key, row]));
  const rows = heldKeys.flatMap((key) => byKey.get(key) ?? []);
  return { rows, held: ordered.length - rows.length };
};

// The order of the lane: what a person must settle first, then the newest; held still under the pointer.

import type { LaneRow } from '../../../src-main/contract/topics.ts';

/** Short and still owed: a cancelled or refunded order needs nobody any more. */
export const needsPerson = (row: LaneRow): boolean =>
  row.short !== null && row.state !== 'cancelled' && row.state !== 'refunded';

export const orderLane = (rows: readonly LaneRow[]): readonly LaneRow[] =>
  [...rows].sort((a, b) => Number(needsPerson(b)) - Number(needsPerson(a)) || b.at - a.at);

export interface HeldLane {
  readonly rows: readonly LaneRow[];
  /** Rows that wait until the hand leaves the list. */
  readonly held: number;
}

/** Rows keep the places they had when the hand came; their states move on, new rows wait. */
export const holdLane = (ordered: readonly LaneRow[], heldKeys: readonly string[]): HeldLane => {
  const byKey = new Map(ordered.map((row) => [row.key, row]));
  const rows = heldKeys.flatMap((key) => byKey.get(key) ?? []);
  return { rows, held: ordered.length - rows.length };
};

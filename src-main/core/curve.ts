// The curves of a show on one time axis, with the gaps: a bucket in which nothing was heard is null, never 0.

import { type GapSpan, gapsOf, holesOf, type Span, wasHeard } from './coverage.ts';
import type { LiveEventType } from './live-event.ts';
import type { Room } from './room.ts';
import { areSalesKnown } from './sales-known.ts';
import { SLOT_MS, SLOTS_A_MINUTE, slotStart, sumSlots } from './slot.ts';
import { type Duration, duration, type Instant } from './units.ts';

export const MOST_POINTS = 1200;
/** A count of people stands for this long until the next one. */
const HOLD_MS = 60_000;

export interface Curves {
  readonly from: Instant;
  readonly until: Instant;
  readonly onlineBucketMs: Duration;
  readonly online: readonly (number | null)[];
  readonly bucketMs: Duration;
  readonly gmv: readonly (number | null)[];
  readonly orders: readonly (number | null)[];
  readonly chats: readonly (number | null)[];
  readonly likes: readonly (number | null)[];
  readonly follows: readonly (number | null)[];
  readonly gaps: readonly GapSpan[];
}

/** `gaps` in order and apart, as `gapsOf` gives them. */
const touches = (gaps: readonly Span[], from: number, to: number): boolean => {
  let [low, high] = [0, gaps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = gaps[middle]?.to ?? null;
    if (end !== null && end <= from) low = middle + 1;
    else high = middle;
  }
  const first = gaps[low];
  return first !== undefined && first.from < to;
};

/** Mean online by bucket, the last count held where a room counts seldom, broken where nothing is known. */
const readOnline = (room: Room, from: Instant, slots: number, group: number, gaps: readonly Span[]) => {
  const { onlineSum, onlineCount } = room.tally.audience;
  const points: (number | null)[] = [];
  let held: number | null = null;
  let heldAt = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < slots; start += group) {
    const end = Math.min(start + group, slots);
    const samples = sumSlots(onlineCount, start, end);
    const [at, until] = [slotStart(from, start), slotStart(from, end)];
    if (samples > 0) {
      held = sumSlots(onlineSum, start, end) / samples;
      heldAt = until;
      points.push(Math.round(held));
    } else points.push(held !== null && at - heldAt < HOLD_MS && !touches(gaps, at, until) ? Math.round(held) : null);
  }
  return points;
};

/** All curves from the show's start to `until`, at most 1 200 points each. Null before anything was heard. */
export const readCurves = (room: Room, until: Instant): Curves | null => {
  const { tally } = room;
  const { from } = tally;
  if (from === null) return null;
  const slots = Math.max(0, Math.ceil((until - from) / SLOT_MS));
  const onlineGroup = Math.max(1, Math.ceil(slots / MOST_POINTS));
  const group = SLOTS_A_MINUTE * Math.max(1, Math.ceil(slots / SLOTS_A_MINUTE / MOST_POINTS));
  const gapsIn = (type: LiveEventType): readonly Span[] => gapsOf(room.coverage, from, until, [type]);
  const sums = (series: readonly number[], type: LiveEventType): readonly (number | null)[] => {
    const gaps = gapsIn(type);
    const isKnown = type === 'order.paid' ? areSalesKnown(room) : wasHeard(room.coverage, [type]);
    const points: (number | null)[] = [];
    for (let start = 0; start < slots; start += group) {
      const end = Math.min(start + group, slots);
      const sum = sumSlots(series, start, end);
      const isUnknown = sum === 0 && (!isKnown || touches(gaps, slotStart(from, start), slotStart(from, end)));
      points.push(isUnknown ? null : sum);
    }
    return points;
  };
  return {
    from,
    until,
    onlineBucketMs: duration(onlineGroup * SLOT_MS),
    online: readOnline(room, from, slots, onlineGroup, gapsIn('audience')),
    bucketMs: duration(group * SLOT_MS),
    gmv: sums(tally.gmv, 'order.paid'),
    orders: sums(tally.paidOrders, 'order.paid'),
    chats: sums(tally.chats, 'chat'),
    likes: sums(tally.likes, 'like'),
    follows: sums(tally.follows, 'follow'),
    gaps: holesOf(room.coverage, from, until),
  };
};

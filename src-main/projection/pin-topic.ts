// What is being explained, what comes next, and how far the show is behind its plan.

import type { PinTopic } from '../contract/topics.ts';
import { overrunOf } from '../core/cue-pace.ts';
import { reachOf } from '../core/kpi.ts';
import { pinnedNumber, type Room } from '../core/room.ts';
import { nextCue } from '../core/run-sheet.ts';
import { sellOutEta } from '../core/sell-out.ts';
import { duration, type Instant, money } from '../core/units.ts';
import { explainedByNumber } from './product-rows.ts';

const toPinned = (room: Room, now: Instant): PinTopic['pinned'] => {
  const { pin, tally } = room;
  const number = pinnedNumber(room);
  const segment = tally.segments.at(-1);
  if (pin === null || number === null || segment === undefined) return null;
  const cue = room.cues.find((each) => each.number === number);
  const variant = room.variants.get(pin.variantId);
  // What is not counted is never sold out.
  const left = variant === undefined || variant.isTracked === false ? 0 : variant.stock;
  const plannedMs = cue?.plannedMs ?? duration(0);
  return {
    number,
    productId: pin.productId,
    variantId: cue?.variantId ?? pin.variantId,
    startedAt: pin.startedAt,
    plannedMs,
    overrun: overrunOf(duration(Math.max(0, now - pin.startedAt)), plannedMs),
    gmv: money(segment.gmvMinor, room.show.currency),
    units: segment.units,
    // Of a room that is not heard nothing can be foretold.
    sellOutEtaMs: reachOf(room, now).staleSince === null ? sellOutEta(pin.rate, left, now) : null,
    sellingPoints: room.products.get(pin.productId)?.sellingPoints ?? [],
  };
};

/** Actual − planned of the cues that are over, and the overrun of the one that is not. */
const behindMs = (room: Room, now: Instant): number => {
  const explained = explainedByNumber(room);
  const pinned = pinnedNumber(room);
  let behind = 0;
  for (const cue of room.cues) {
    const spent = explained.get(cue.number) ?? 0;
    if (cue.number === pinned && room.pin !== null) {
      behind += Math.max(0, spent + Math.max(0, now - room.pin.startedAt) - cue.plannedMs);
    } else if (explained.has(cue.number)) behind += spent - cue.plannedMs;
  }
  return behind;
};

/** The number explained last, or null. */
const lastNumber = (room: Room): number | null => {
  const last = room.tally.segments.at(-1);
  if (last === undefined) return null;
  return room.numbers.variants.get(last.variantId) ?? room.numbers.products.get(last.productId) ?? null;
};

/** Whole seconds: more would be news ten times a second. */
const SECOND_MS = 1000;

export const toPinTopic = (room: Room, now: Instant): PinTopic => {
  const last = lastNumber(room);
  const next = nextCue(room.cues, room.sheet.skipped, last);
  const product = next === null ? undefined : room.products.get(next.productId);
  const variant = next === null ? undefined : room.variants.get(next.variantId);
  return {
    pinned: toPinned(room, now),
    next:
      next === null || product === undefined || variant === undefined
        ? null
        : { number: next.number, title: product.title, price: variant.price },
    behindMs: duration(Math.round(behindMs(room, now) / SECOND_MS) * SECOND_MS),
  };
};

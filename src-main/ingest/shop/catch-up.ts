// From when on a shop's orders belong to what is going on: a short break is caught up on, a long one is not.

import { type Instant, instant } from '../../core/units.ts';

/** Longer than this away, the orders in between are of no show that we were at. */
const LONGEST_BREAK = 60 * 60_000;
/** Shops date by whole seconds, and their clocks are known to two: what is placed right after we came must not look older. */
const COARSE = 3000;

/** `cursor`: how far the store had come, UTC ms; 0 where it never began. */
export const catchUpFrom = (cursor: number, now: Instant): Instant =>
  cursor > now - LONGEST_BREAK && cursor <= now ? instant(cursor) : instant(now - COARSE);

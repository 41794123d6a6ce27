// The engine's clock: starts from the wall clock, then runs on the monotonic one, so that a clock jump never moves a countdown.

import { performance } from 'node:perf_hooks';
import { type Instant, instant } from './core/units.ts';

export interface SteadyClock {
  readonly now: () => Instant;
  /** After the machine slept: take the wall clock's word again, unless it was set back meanwhile. */
  readonly reanchor: () => void;
  /** Goes on from `at` where the wall clock was set back behind it: what comes next must not lie before what was. */
  readonly notBefore: (at: Instant) => void;
}

export const createSteadyClock = (wall: () => number = Date.now, ticks = () => performance.now()): SteadyClock => {
  let base = wall() - ticks();
  const advance = (to: number): void => {
    base = Math.max(base, to - ticks());
  };
  return {
    now: () => instant(Math.round(base + ticks())),
    reanchor: () => advance(wall()),
    notBefore: advance,
  };
};

// The engine's clock: starts from the wall clock, then runs on the monotonic one, so that a clock jump never moves a countdown.

import { performance } from 'node:perf_hooks';
import { type Instant, instant } from './core/units.ts';

export interface SteadyClock {
  readonly now: () => Instant;
  /** After the machine slept: take the wall clock's word again. */
  readonly reanchor: () => void;
}

export const createSteadyClock = (): SteadyClock => {
  const anchor = () => Date.now() - performance.now();
  let base = anchor();
  return {
    now: () => instant(Math.round(base + performance.now())),
    reanchor: () => {
      base = anchor();
    },
  };
};

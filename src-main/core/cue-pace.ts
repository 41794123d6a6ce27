// How a cue keeps to its planned minutes: a calm nudge at their end, a firmer one a fifth later.

import type { Duration } from './units.ts';

/** `due`: the planned minutes are used up. `over`: a fifth more than planned. */
export const OVERRUNS = ['none', 'due', 'over'] as const;
export type Overrun = (typeof OVERRUNS)[number];

const OVER_SHARE = 1.2;

/** A cue without planned minutes overruns nothing. */
export const overrunOf = (spent: Duration, planned: Duration): Overrun => {
  if (planned <= 0 || spent < planned) return 'none';
  return spent >= planned * OVER_SHARE ? 'over' : 'due';
};

// How many watch: a curve that rises to about 3 500 and falls, with the small weather of a real room on top.

import type { SeededRandom } from './seeded-random.ts';

export interface Audience {
  /** Moves on by this span; a running deal draws people. */
  move(spanMs: number, isDealOn: boolean): void;
  online(): number;
  /** Entries so far (人次). */
  views(): number;
  /** People so far (人数). */
  unique(): number;
}

/** Minute of the show → people online in the full evening. */
const CURVE: readonly (readonly [minute: number, online: number])[] = [
  [0, 800],
  [5, 1250],
  [12, 1900],
  [20, 2450],
  [30, 2800],
  [45, 3100],
  [58, 3350],
  [70, 3480],
  [82, 3250],
  [95, 2750],
  [108, 2150],
  [120, 1400],
];

/** A visit lasts about this long. */
const STAY_MS = 220_000;

/** What the curve says at this ms of the show. */
const expectOnline = (showMs: number): number => {
  const minute = showMs / 60_000;
  let [fromMinute, fromOnline] = [0, 0];
  for (const [toMinute, toOnline] of CURVE) {
    if (minute <= toMinute) {
      const share = toMinute === fromMinute ? 0 : (minute - fromMinute) / (toMinute - fromMinute);
      return fromOnline + (toOnline - fromOnline) * Math.max(0, share);
    }
    [fromMinute, fromOnline] = [toMinute, toOnline];
  }
  return fromOnline;
};

export const createAudience = (random: SeededRandom, crowd: number): Audience => {
  let showMs = 0;
  let mood = 0;
  let draw = 0;
  let online = expectOnline(0) * crowd;
  let views = online * 1.12;
  let unique = online;

  return {
    move: (spanMs, isDealOn) => {
      showMs += spanMs;
      const seconds = spanMs / 1000;
      mood += -mood * 0.02 * seconds + random.around(0, 0.006) * Math.sqrt(seconds);
      draw += ((isDealOn ? 0.07 : 0) - draw) * 0.03 * seconds;
      const grown = expectOnline(showMs) - expectOnline(showMs - spanMs);
      online = Math.max(3, expectOnline(showMs) * crowd * (1 + mood + draw));
      const entered = (online / STAY_MS) * spanMs + Math.max(0, grown) * crowd;
      views += entered;
      unique += entered * (0.92 - 0.14 * Math.min(1, showMs / 7_200_000));
    },
    online: () => Math.round(online),
    views: () => Math.floor(views),
    unique: () => Math.floor(unique),
  };
};

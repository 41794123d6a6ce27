// How much is let in: so many at once, then so many a second.

export interface RateLimit {
  /** Whether one more may come at `now`, UTC ms. */
  admits(now: number): boolean;
}

export const createRateLimit = (burst: number, perSecond: number): RateLimit => {
  let left = burst;
  let at = 0;
  return {
    admits: (now) => {
      // A clock set back must not lock the door.
      left = Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond);
      at = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
};

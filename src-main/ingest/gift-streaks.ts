// How far each streak of gifts has come: a frame that comes twice, late or out of order never makes it shorter.

import { forgetOldest } from '../core/bounded-memory.ts';

export interface GiftStreaks {
  /** The highest count that this streak has reached, this one included. */
  reach(key: string, count: number): number;
  forget(key: string): void;
}

/** A streak lasts seconds; so many at once no room has. */
const KEEP = 5000;

export const createGiftStreaks = (): GiftStreaks => {
  const reached = new Map<string, number>();
  return {
    reach: (key, count) => {
      const highest = Math.max(count, reached.get(key) ?? 0);
      reached.delete(key);
      reached.set(key, highest);
      forgetOldest(reached, KEEP);
      return highest;
    },
    forget: (key) => {
      reached.delete(key);
    },
  };
};

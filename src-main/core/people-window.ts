// Counts people once: over a whole show, and over every ten minutes of it, in constant time for each event.

import { WINDOW_SLOTS } from './slot.ts';
import type { ViewerId } from './units.ts';

/**
 * `lastSlot` holds the newest slot of everybody seen, `lastCount` how many have it as their newest; so the people of the window
 * that ends with slot s are Σ lastCount[s − 59 … s] as it stood then, which `closed` keeps for every slot that is over.
 */
export interface PeopleWindow {
  readonly lastSlot: Map<ViewerId, number>;
  readonly lastCount: number[];
  readonly closed: number[];
  slot: number;
  /** People of the window that ends with `slot`. */
  open: number;
}

export const createPeopleWindow = (): PeopleWindow => ({
  lastSlot: new Map(),
  lastCount: [0],
  closed: [],
  slot: 0,
  open: 0,
});

const advance = (people: PeopleWindow, slot: number): void => {
  while (people.slot < slot) {
    people.closed[people.slot] = people.open;
    people.slot += 1;
    people.lastCount[people.slot] = 0;
    people.open -= people.lastCount[people.slot - WINDOW_SLOTS] ?? 0;
  }
};

/** One that comes late counts in the slot that is open. */
export const seePerson = (people: PeopleWindow, viewerId: ViewerId, slot: number): void => {
  if (slot > people.slot) advance(people, slot);
  const now = people.slot;
  const before = people.lastSlot.get(viewerId);
  if (before === now) return;
  people.lastSlot.set(viewerId, now);
  people.lastCount[now] = (people.lastCount[now] ?? 0) + 1;
  if (before === undefined) people.open += 1;
  else {
    people.lastCount[before] = (people.lastCount[before] ?? 0) - 1;
    if (before <= now - WINDOW_SLOTS) people.open += 1;
  }
};

/** People of the ten minutes that end with slot `end` − 1. */
export const peopleUntil = (people: PeopleWindow, end: number): number => {
  const last = end - 1;
  if (last < 0) return 0;
  if (last < people.slot) return people.closed[last] ?? 0;
  let count = people.open;
  // Nobody has come since: those of the slots that have left the window are taken off.
  for (let s = people.slot - WINDOW_SLOTS + 1; s <= last - WINDOW_SLOTS; s += 1) count -= people.lastCount[s] ?? 0;
  return count;
};

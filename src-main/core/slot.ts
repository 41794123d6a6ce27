// Slots: ten-second buckets counted from a show's start, on which every series and window of a show is kept.

import { type Instant, instant } from './units.ts';

export const SLOT_MS = 10_000;
export const SLOTS_A_MINUTE = 6;
/** The ten minutes that figures are compared over. */
export const WINDOW_SLOTS = 60;
/** A week: what comes later is counted in the last slot rather than grow without end. */
const MOST_SLOTS = 60_480;

/** The slot that `at` falls into; what lies before the start counts in the first. */
export const slotAt = (from: Instant, at: Instant): number =>
  Math.min(MOST_SLOTS - 1, Math.max(0, Math.floor((at - from) / SLOT_MS)));

export const slotStart = (from: Instant, slot: number): Instant => instant(from + slot * SLOT_MS);

/** Adds to a series that grows as it needs. */
export const addToSlot = (series: number[], slot: number, amount: number): void => {
  while (series.length <= slot) series.push(0);
  series[slot] = (series[slot] ?? 0) + amount;
};

/** Σ of [start, end). */
export const sumSlots = (series: readonly number[], start: number, end: number): number => {
  let sum = 0;
  for (let i = Math.max(0, start); i < end && i < series.length; i += 1) sum += series[i] ?? 0;
  return sum;
};

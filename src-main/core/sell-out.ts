// When a variant will be sold out: what is left over the rate at which it goes (EWMA of units per minute, half-life 3 min).

import { type Duration, duration, type Instant } from './units.ts';

export const HALF_LIFE_MS = 180_000;
/** Before this much of a segment nothing can be said of its rate. */
const LEAST_MS = 20_000;

export interface SalesRate {
  /** Σ units × 2^(−age ÷ half-life), as it stood at `at`. */
  weight: number;
  at: Instant;
  readonly since: Instant;
}

export const createSalesRate = (since: Instant): SalesRate => ({ weight: 0, at: since, since });

const decay = (ms: number): number => 2 ** (-Math.max(0, ms) / HALF_LIFE_MS);

export const addSale = (rate: SalesRate, at: Instant, units: number): void => {
  rate.weight = rate.weight * decay(at - rate.at) + units;
  if (at > rate.at) rate.at = at;
};

/**
 * Units per minute at `now`: the exponentially weighted mean over the time since the rate began, so that a young segment
 * is not taken for a slow one.
 */
export const unitsPerMinute = (rate: SalesRate, now: Instant): number => {
  const seenMs = (HALF_LIFE_MS / Math.LN2) * (1 - decay(Math.max(1, now - rate.since)));
  return (rate.weight * decay(now - rate.at) * 60_000) / seenMs;
};

/** Null where nothing sells, where nothing is left to sell, or before a segment is 20 s old. */
export const sellOutEta = (rate: SalesRate, left: number, now: Instant): Duration | null => {
  if (left <= 0 || now - rate.since < LEAST_MS) return null;
  const perMinute = unitsPerMinute(rate, now);
  return perMinute < 0.05 ? null : duration(Math.round((left / perMinute) * 60_000));
};

// The audience of a show: how many are online, the peak and the average, and how many came (views) and who they were (unique).

import { addToSlot, slotAt } from './slot.ts';
import type { Instant } from './units.ts';

/** A total that a room counts since its stream began, as the show sees it: from the show's start on, over restarts of the stream. */
interface Total {
  /** Counted before the show, or before the room began to count anew. */
  base: number;
  last: number | null;
}

export interface Audience {
  online: number | null;
  peakOnline: number | null;
  sampledAt: Instant | null;
  /** ∫ online dt, in people × ms, and the ms over which it was known. */
  area: number;
  knownMs: number;
  readonly onlineSum: number[];
  readonly onlineCount: number[];
  readonly views: Total;
  readonly unique: Total;
  /** Totals at the newest sample of each slot; undefined where a slot had none. */
  readonly viewsAt: (number | undefined)[];
  readonly uniqueAt: (number | undefined)[];
}

/** A sample stands for no longer than this: beyond it nothing is known. */
const SAMPLE_GOOD_FOR_MS = 60_000;

/** `before`: the room's own counts go on from where the last show left them. */
export const createAudience = (before?: Audience): Audience => {
  const totalAfter = (total: Total | undefined): Total =>
    total === undefined || total.last === null ? { base: 0, last: null } : { base: -total.last, last: total.last };
  return {
    online: before?.online ?? null,
    peakOnline: null,
    sampledAt: null,
    area: 0,
    knownMs: 0,
    onlineSum: [],
    onlineCount: [],
    views: totalAfter(before?.views),
    unique: totalAfter(before?.unique),
    viewsAt: [],
    uniqueAt: [],
  };
};

const count = (total: Total, value: number): void => {
  // Much less than before: the room counts from 0 again. A little less is a late sample.
  if (total.last !== null && value < total.last / 2) total.base += total.last;
  else if (total.last !== null && value < total.last) return;
  total.last = value;
};

export const totalOf = ({ base, last }: Total): number | null => (last === null ? null : base + last);

export interface AudienceSample {
  readonly online: number;
  readonly views?: number;
  readonly unique?: number;
}

export const sampleAudience = (audience: Audience, from: Instant, at: Instant, sample: AudienceSample): void => {
  const slot = slotAt(from, at);
  if (audience.sampledAt !== null && audience.online !== null && at > audience.sampledAt) {
    const span = Math.min(at - audience.sampledAt, SAMPLE_GOOD_FOR_MS);
    audience.area += audience.online * span;
    audience.knownMs += span;
  }
  if (audience.sampledAt === null || at >= audience.sampledAt) {
    audience.online = sample.online;
    audience.sampledAt = at;
  }
  if (audience.peakOnline === null || sample.online > audience.peakOnline) audience.peakOnline = sample.online;
  addToSlot(audience.onlineSum, slot, sample.online);
  addToSlot(audience.onlineCount, slot, 1);
  if (sample.views !== undefined) {
    count(audience.views, sample.views);
    audience.viewsAt[slot] = totalOf(audience.views) ?? undefined;
  }
  if (sample.unique !== undefined) {
    count(audience.unique, sample.unique);
    audience.uniqueAt[slot] = totalOf(audience.unique) ?? undefined;
  }
};

/** ACU: the time-weighted mean of what was sampled; null before the second sample. */
export const averageOnline = ({ area, knownMs, online }: Audience): number | null =>
  knownMs > 0 ? area / knownMs : online;

/** The mean of the samples of slots [start, end), or null where there were none. */
export const meanOnline = ({ onlineSum, onlineCount }: Audience, start: number, end: number): number | null => {
  let sum = 0;
  let samples = 0;
  for (let i = Math.max(0, start); i < end && i < onlineSum.length; i += 1) {
    sum += onlineSum[i] ?? 0;
    samples += onlineCount[i] ?? 0;
  }
  return samples === 0 ? null : sum / samples;
};

/** A total as it stood at the end of slot `end` − 1: the newest sample up to there; 0 at the start where it was sampled later. */
export const totalUntil = (series: readonly (number | undefined)[], end: number): number | null => {
  for (let i = Math.min(end, series.length) - 1; i >= 0; i -= 1) {
    const value = series[i];
    if (value !== undefined) return value;
  }
  return series.length > 0 ? 0 : null;
};

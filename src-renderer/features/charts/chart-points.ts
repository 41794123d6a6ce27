// Turns the chart topic's buckets into flat [time, value] points for ECharts: NaN breaks the line, never more than 1 200.

import type { ChartTopic } from '../../../src-main/contract/topics.ts';

export const MOST_POINTS = 1200;

export interface TimeRange {
  readonly from: number;
  readonly until: number;
}

export interface Buckets {
  readonly from: number;
  readonly bucketMs: number;
  readonly values: readonly (number | null)[];
}

/** Where in its bucket a point stands: lines at the start, bars in the middle. */
export type PointPlace = 'start' | 'middle';

/** The largest of a group, so that a peak survives the thinning; null only where the whole group is null. */
const peakOf = (values: readonly (number | null)[], start: number, end: number): number | null => {
  let peak: number | null = null;
  for (let i = start; i < end; i++) {
    const value = values[i] ?? null;
    if (value !== null && (peak === null || value > peak)) peak = value;
  }
  return peak;
};

/** Neighbouring buckets brought together until at most 1 200 are left. */
export const thinBuckets = ({ from, bucketMs, values }: Buckets): Buckets => {
  if (values.length <= MOST_POINTS) return { from, bucketMs, values };
  const group = Math.ceil(values.length / MOST_POINTS);
  const thinned: (number | null)[] = [];
  for (let i = 0; i < values.length; i += group) thinned.push(peakOf(values, i, Math.min(i + group, values.length)));
  return { from, bucketMs: bucketMs * group, values: thinned };
};

/** Flat [time, value, time, value, …]; `scale` brings minor units to the axis' unit. */
export const toPoints = (buckets: Buckets, place: PointPlace, scale = 1): Float64Array => {
  const { from, bucketMs, values } = thinBuckets(buckets);
  const points = new Float64Array(values.length * 2);
  const shift = place === 'middle' ? bucketMs / 2 : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? null;
    points[i * 2] = from + i * bucketMs + shift;
    points[i * 2 + 1] = value === null ? Number.NaN : value * scale;
  }
  return points;
};

/** The buckets that are over, and the one still filling: a half minute must not look like a fall. */
export const splitUnfinished = (buckets: Buckets, until: number): { done: Buckets; filling: Buckets | null } => {
  const last = buckets.values.length - 1;
  const lastStart = buckets.from + last * buckets.bucketMs;
  if (last < 0 || lastStart + buckets.bucketMs <= until) return { done: buckets, filling: null };
  return {
    done: { ...buckets, values: buckets.values.slice(0, last) },
    filling: { ...buckets, from: lastStart, values: buckets.values.slice(last) },
  };
};

/** The value that a cursor at `at` reads; null outside the data and in a gap. */
export const valueAt = (buckets: Buckets, at: number): number | null => {
  const index = Math.floor((at - buckets.from) / buckets.bucketMs);
  return buckets.values[index] ?? null;
};

/** The start of the bucket that `at` falls into. */
export const bucketStart = (buckets: Pick<Buckets, 'from' | 'bucketMs'>, at: number): number =>
  buckets.from + Math.floor((at - buckets.from) / buckets.bucketMs) * buckets.bucketMs;

/** The last value that is there, and when; null where none is. */
export const latestOf = (buckets: Buckets): { readonly at: number; readonly value: number } | null => {
  for (let i = buckets.values.length - 1; i >= 0; i--) {
    const value = buckets.values[i] ?? null;
    if (value !== null) return { at: buckets.from + i * buckets.bucketMs, value };
  }
  return null;
};

/** The highest value and the first time it was reached; null where there is no data. */
export const peakIn = (buckets: Buckets): { readonly at: number; readonly value: number } | null => {
  let peak: { at: number; value: number } | null = null;
  for (let i = 0; i < buckets.values.length; i++) {
    const value = buckets.values[i] ?? null;
    if (value !== null && (peak === null || value > peak.value))
      peak = { at: buckets.from + i * buckets.bucketMs, value };
  }
  return peak;
};

/** The one axis that all charts share; at least ten minutes, so that the first minute does not fill the panel. */
export const rangeOf = (chart: Pick<ChartTopic, 'from' | 'until'>, leastMs = 600_000): TimeRange => ({
  from: chart.from,
  until: Math.max(chart.until, chart.from + leastMs),
});

export const onlineOf = (chart: ChartTopic): Buckets => ({
  from: chart.from,
  bucketMs: chart.onlineBucketMs,
  values: chart.online,
});

export type MinuteSeries = 'gmv' | 'orders' | 'chats' | 'likes' | 'follows';

export const minutesOf = (chart: ChartTopic, name: MinuteSeries): Buckets => ({
  from: chart.from,
  bucketMs: chart.bucketMs,
  values: chart[name],
});

/** Whether anything at all has been measured yet. */
export const hasData = (chart: ChartTopic): boolean =>
  chart.online.some((value) => value !== null) || chart.gmv.some((value) => value !== null);

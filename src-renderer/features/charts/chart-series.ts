// What each chart draws and reads out of the chart topic; the names here are those of the legend.

import type { ChartTopic } from '../../../src-main/contract/topics.ts';
import type { ChartName } from './chart-options.ts';
import {
  type Buckets,
  latestOf,
  type MinuteSeries,
  minutesOf,
  onlineOf,
  splitUnfinished,
  toPoints,
  valueAt,
} from './chart-points.ts';

const NOTHING = new Float64Array(0);

const barsOf = (buckets: Buckets, until: number, scale: number): Float64Array[] => {
  const { done, filling } = splitUnfinished(buckets, until);
  return [toPoints(done, 'middle', scale), filling === null ? NOTHING : toPoints(filling, 'middle', scale)];
};

const lineOf = (buckets: Buckets, until: number): Float64Array =>
  toPoints(splitUnfinished(buckets, until).done, 'start');

export const INTERACTION_SERIES = ['chats', 'likes', 'follows'] as const satisfies readonly MinuteSeries[];

/** In the order of the option's series. `majorPerMinor` is 0.01 for yuan and fen. */
export const pointsOf = (name: ChartName, chart: ChartTopic, majorPerMinor: number): Float64Array[] => {
  switch (name) {
    case 'online':
      return [toPoints(onlineOf(chart), 'start')];
    case 'gmv':
      return barsOf(minutesOf(chart, 'gmv'), chart.until, majorPerMinor);
    case 'orders':
      return barsOf(minutesOf(chart, 'orders'), chart.until, 1);
    case 'interaction':
      return INTERACTION_SERIES.map((series) => lineOf(minutesOf(chart, series), chart.until));
  }
};

/** The buckets behind each line of a chart, for reading a value under the cursor. */
export const bucketsOf = (name: ChartName, chart: ChartTopic): readonly Buckets[] => {
  switch (name) {
    case 'online':
      return [onlineOf(chart)];
    case 'gmv':
      return [minutesOf(chart, 'gmv')];
    case 'orders':
      return [minutesOf(chart, 'orders')];
    case 'interaction':
      return INTERACTION_SERIES.map((series) => minutesOf(chart, series));
  }
};

/** What the chart says under the cursor, or last of all where there is none; minor units for money. */
export const readingsOf = (name: ChartName, chart: ChartTopic, cursorAt: number | null): readonly (number | null)[] =>
  bucketsOf(name, chart).map((buckets) => {
    if (cursorAt !== null) return valueAt(buckets, cursorAt);
    return latestOf(name === 'online' ? buckets : splitUnfinished(buckets, chart.until).done)?.value ?? null;
  });

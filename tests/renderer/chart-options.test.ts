// The option of each chart and the points it draws: tuned for live data, series and points always agree.

import { describe, expect, test } from 'vitest';
import type { ChartTopic } from '../../src-main/contract/topics.ts';
import { duration, instant } from '../../src-main/core/units.ts';
import { buildChartOption, CHART_NAMES } from '../../src-renderer/features/charts/chart-options.ts';
import { pointsOf, readingsOf } from '../../src-renderer/features/charts/chart-series.ts';

const face = {
  text: '#a3afc0',
  grid: '#252d3a',
  fontFamily: 'Inter',
  people: '#5aa9ff',
  sales: '#ffc24b',
  fine: '#35c98a',
  likes: '#9b7bff',
};
const words = { time: String, amount: String };
const chart: ChartTopic = {
  from: instant(0),
  until: instant(150_000),
  onlineBucketMs: duration(10_000),
  online: [100, null, 120],
  bucketMs: duration(60_000),
  gmv: [5000, null, 700],
  orders: [1, 2, 3],
  chats: [10, 20, 30],
  likes: [1, 1, 1],
  follows: [0, null, 0],
  marks: [],
  gaps: [],
};

describe.each(CHART_NAMES)('%s', (name) => {
  const option = buildChartOption(name, face, words, () => ({ from: 0, until: 1 }));
  const series = Array.isArray(option.series) ? option.series : [];

  test('hands over exactly one array of points a series, else data would land in the wrong line', () => {
    expect(pointsOf(name, chart, 0.01)).toHaveLength(series.length);
  });

  test('has neither animation nor symbols, which cost ten times the drawing', () => {
    expect(option.animation).toBe(false);
    for (const one of series) {
      expect(one).toMatchObject({ animation: false, silent: true });
      if (one.type === 'line') expect(one).toMatchObject({ showSymbol: false, connectNulls: false });
    }
  });

  test('asks for the axis anew at each drawing, so that time moves on without a full option', () => {
    let until = 5;
    const moving = buildChartOption(name, face, words, () => ({ from: 1, until }));
    const axis = moving.xAxis;
    if (axis === undefined || Array.isArray(axis) || typeof axis.max !== 'function') throw new Error('no moving axis');
    const ask = axis.max;
    expect(ask({ min: 0, max: 0 })).toBe(5);
    until = 9;
    expect(ask({ min: 0, max: 0 })).toBe(9);
  });
});

test('the minute that is still filling is a paler bar of its own and no point of a line', () => {
  const [done, filling] = pointsOf('gmv', chart, 0.01);
  expect([...(done ?? [])]).toEqual([30_000, 50, 90_000, Number.NaN]);
  expect([...(filling ?? [])]).toEqual([150_000, 7]);
  expect(pointsOf('interaction', chart, 1).map((points) => points.length)).toEqual([4, 4, 4]);
});

test('without a cursor a chart reads its last finished minute, under the cursor the minute there', () => {
  expect(readingsOf('orders', chart, null)).toEqual([2]);
  expect(readingsOf('orders', chart, 130_000)).toEqual([3]);
  expect(readingsOf('gmv', chart, 70_000)).toEqual([null]);
  expect(readingsOf('online', chart, null)).toEqual([120]);
});

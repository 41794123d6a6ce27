// The numbers that reach a chart: gaps stay gaps, peaks survive, halves of minutes do not look like falls.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../src-main/core/units.ts';
import {
  bucketStart,
  latestOf,
  MOST_POINTS,
  peakIn,
  rangeOf,
  splitUnfinished,
  thinBuckets,
  toPoints,
  valueAt,
} from '../../src-renderer/features/charts/chart-points.ts';

const minutes = (values: readonly (number | null)[]) => ({ from: 60_000, bucketMs: 60_000, values });

describe('toPoints', () => {
  test('draws no data as a break, never as zero', () => {
    expect([...toPoints(minutes([1, null, 0]), 'start')]).toEqual([60_000, 1, 120_000, Number.NaN, 180_000, 0]);
  });

  test('puts a bar in the middle of its minute and brings fen to yuan', () => {
    expect([...toPoints(minutes([250]), 'middle', 0.01)]).toEqual([90_000, 2.5]);
  });

  test('never hands over more than 1 200 points and never loses the peak, whatever the length', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(1_000_000), { freq: 5 }), { maxLength: 6000 }), (values) => {
        const thin = thinBuckets(minutes(values));
        expect(thin.values.length).toBeLessThanOrEqual(MOST_POINTS);
        expect(peakIn(thin)?.value).toBe(peakIn(minutes(values))?.value);
        expect(toPoints(minutes(values), 'start').length).toBe(thin.values.length * 2);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps a gap open where a whole group is missing', () => {
    const values = Array.from({ length: 2400 }, (_, i) => (i >= 1000 && i < 1010 ? null : 5));
    expect(thinBuckets(minutes(values)).values.slice(499, 506)).toEqual([5, null, null, null, null, null, 5]);
  });
});

describe('splitUnfinished', () => {
  test('takes the minute that is still filling out of the line', () => {
    const { done, filling } = splitUnfinished(minutes([10, 20, 3]), 60_000 + 2.5 * 60_000);
    expect(done.values).toEqual([10, 20]);
    expect(filling).toEqual({ from: 180_000, bucketMs: 60_000, values: [3] });
  });

  test('keeps a last minute that is over', () => {
    expect(splitUnfinished(minutes([10, 20]), 180_000).filling).toBeNull();
  });

  test('does not stumble over a show without data', () => {
    expect(splitUnfinished(minutes([]), 180_000)).toEqual({ done: minutes([]), filling: null });
  });
});

describe('reading a chart', () => {
  test('reads the bucket under the cursor, null in a gap and outside', () => {
    const buckets = minutes([7, null, 9]);
    expect([59_999, 60_000, 119_999, 120_000, 200_000, 240_000].map((at) => valueAt(buckets, at))).toEqual([
      null,
      7,
      7,
      null,
      9,
      null,
    ]);
    expect(bucketStart(buckets, 199_999)).toBe(180_000);
  });

  test('the newest value is the last that is there, with its own time', () => {
    expect(latestOf(minutes([7, 8, null]))).toEqual({ at: 120_000, value: 8 });
    expect(latestOf(minutes([null]))).toBeNull();
  });

  test('the first minute of a show does not fill the whole axis', () => {
    expect(rangeOf({ from: instant(0), until: instant(30_000) })).toEqual({ from: 0, until: 600_000 });
    expect(rangeOf({ from: instant(0), until: instant(700_000) })).toEqual({ from: 0, until: 700_000 });
  });
});

// Marks and gap bands on the time axis: words never lie over one another, trouble keeps its word.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Gap, Mark } from '../../src-main/contract/topics.ts';
import { instant } from '../../src-main/core/units.ts';
import { gapsIn, placeGaps, placeMarks } from '../../src-renderer/features/charts/chart-marks.ts';
import { CHART_NAMES } from '../../src-renderer/features/charts/chart-options.ts';

const range = { from: 0, until: 1000 };
const mark = (at: number, kind: Mark['kind'] = 'pin'): Mark => ({ at: instant(at), kind, number: 1, text: '' });
const place = (marks: readonly Mark[], width = 400) =>
  placeMarks(
    marks,
    range,
    width,
    (one) => one.kind,
    () => 40,
  );

describe('placeMarks', () => {
  test('two words never touch, however many marks there are', () => {
    const kinds = fc.constantFrom<Mark['kind']>('pin', 'deal', 'warning', 'pause');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1000), kinds), { maxLength: 60 }),
        fc.integer({ min: 50, max: 900 }),
        (list, width) => {
          const placed = place(
            list.map(([at, kind]) => mark(at, kind)),
            width,
          );
          const boxes = placed
            .filter((one) => one.side !== null)
            .map((one) => {
              const x = one.place * width;
              const left = one.side === 'middle' ? x - 20 : one.side === 'right' ? x : x - 40;
              return { left, right: left + 40 };
            })
            .sort((a, b) => a.left - b.left);
          for (let i = 1; i < boxes.length; i++) {
            expect(boxes[i]?.left).toBeGreaterThanOrEqual(boxes[i - 1]?.right ?? 0);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a warning keeps its word against a pin, and the newer of two pins against the older', () => {
    const placed = place([mark(500), mark(510, 'warning'), mark(800), mark(820)]);
    expect(placed.map((one) => one.side !== null)).toEqual([false, true, false, true]);
  });

  test('a mark without its word is still drawn as a line', () => {
    expect(place([mark(500), mark(501)])).toHaveLength(2);
  });

  test('words at the edges stay inside the plot', () => {
    expect(place([mark(0), mark(1000)]).map((one) => one.side)).toEqual(['right', 'left']);
  });

  test('ends of pins and deals, and marks outside the axis, are not drawn', () => {
    expect(place([mark(10, 'unpin'), mark(20, 'deal_end'), mark(30, 'resume'), mark(-5), mark(1200)])).toEqual([]);
  });
});

describe('placeGaps', () => {
  const gap = (from: number, to: number | null, misses: Gap['misses'] = null): Gap => ({
    from: instant(from),
    to: to === null ? null : instant(to),
    source: null,
    misses,
  });

  test('a gap that lasts reaches to the end of the data, not of the axis', () => {
    const [band] = placeGaps([gap(600, null)], range, 800, 400, 22);
    expect(band?.left).toBeCloseTo(0.6);
    expect(band?.width).toBeCloseTo(0.2);
  });

  test('a gap of a moment is still two pixels wide', () => {
    expect(placeGaps([gap(500, 500)], range, 800, 400, 22)[0]?.width).toBe(0.005);
  });

  test('gaps that follow one another do not write their words over each other', () => {
    const bands = placeGaps([gap(500, 510), gap(520, 530), gap(700, 710)], range, 800, 400, 22);
    expect(bands.map((band) => band.hasWord)).toEqual([true, false, true]);
  });

  test('a gap from before the axis is cut to it', () => {
    expect(placeGaps([gap(-500, 100)], range, 800, 400, 22)[0]).toMatchObject({ left: 0, width: 0.1 });
  });

  test('missing chat leaves a hole in the sales, or missing anything leaves none', () => {
    const gaps = [gap(0, 10, ['chat', 'gift']), gap(20, 30, ['order.paid']), gap(40, 50)];
    const left = CHART_NAMES.map((name) => [name, gapsIn(name, gaps).map(({ from }) => from)]);
    expect(left).toEqual([
      ['online', [40]],
      ['gmv', [20, 40]],
      ['orders', [20, 40]],
      ['interaction', [0, 40]],
    ]);
  });
});

// The run sheet: numbers, order, what comes next, what is lacking, when each cue is due.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lacksOf } from '../../src-main/core/cue-lack.ts';
import { overrunOf } from '../../src-main/core/cue-pace.ts';
import {
  type Cue,
  type CuePlan,
  changeCue,
  insertCues,
  moveCue,
  nextCue,
  nextNumber,
  notOnSheet,
  numberCues,
  placeAfter,
  removeCue,
} from '../../src-main/core/run-sheet.ts';
import { offsetsOf, plannedTotal } from '../../src-main/core/sheet-clock.ts';
import { duration, money, type ProductId, type ScriptBlockId, type VariantId } from '../../src-main/core/units.ts';

const plan = (id: string, plannedMs = 60_000): CuePlan => ({
  productId: `p-${id}` as ProductId,
  variantId: id as VariantId,
  plannedMs: duration(plannedMs),
  deal: null,
  note: '',
  speaker: '',
  scriptBlocks: [],
});
const sheetOf = (...ids: string[]): readonly Cue[] => numberCues(ids.map((id) => plan(id)));
const ids = (cues: readonly CuePlan[]): string => cues.map(({ variantId }) => variantId).join('');
const numbers = (cues: readonly Cue[]): readonly number[] => cues.map(({ number }) => number);
const v = (id: string): VariantId => id as VariantId;

const anySheet = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((names) => sheetOf(...names));

describe('order', () => {
  it.each([
    ['a', 0, 'abcd'],
    ['a', 1, 'bacd'],
    ['a', 3, 'bcda'],
    ['a', 99, 'bcda'],
    ['d', 0, 'dabc'],
    ['c', 1, 'acbd'],
    ['x', 1, 'abcd'],
  ])('%s moved to %i lands elsewhere, or a cue is lost', (id, to, expected) => {
    expect(ids(moveCue(sheetOf('a', 'b', 'c', 'd'), v(id), to))).toBe(expected);
  });

  it('a move loses, doubles or renumbers a cue', () => {
    fc.assert(
      fc.property(anySheet, fc.nat(20), fc.nat(20), (cues, from, to) => {
        const chosen = cues[from % cues.length];
        if (chosen === undefined) return;
        const moved = moveCue(cues, chosen.variantId, to);
        expect([...moved].sort((a, b) => a.number - b.number)).toEqual(cues);
        expect(moved.indexOf(chosen)).toBe(Math.min(to, cues.length - 1));
        expect(moveCue(moved, chosen.variantId, from % cues.length)).toEqual(cues);
      }),
    );
  });

  it.each([
    ['a', 1],
    ['c', 3],
    [null, 3],
    ['x', 3],
  ])('behind %s is another place', (id, place) => {
    expect(placeAfter(sheetOf('a', 'b', 'c'), id === null ? null : v(id))).toBe(place);
  });
});

describe('numbers', () => {
  it('a draft’s numbers have a hole or do not begin at 1', () => {
    fc.assert(
      fc.property(anySheet, (cues) => {
        expect(numbers(numberCues([...cues].reverse()))).toEqual(cues.map((_, index) => index + 1));
      }),
    );
  });

  it('a number is given a second time after the one that had it was moved', () => {
    const cues = moveCue(sheetOf('a', 'b', 'c'), v('c'), 0);
    expect(nextNumber(cues)).toBe(4);
    expect(nextNumber([])).toBe(1);
  });

  it('a change of a cue takes its number from it, or touches another', () => {
    const cues = moveCue(sheetOf('a', 'b', 'c'), v('c'), 0);
    const changed = changeCue(cues, { ...plan('b'), note: '先试色' });
    expect(numbers(changed)).toEqual([3, 1, 2]);
    expect(changed.map(({ note }) => note)).toEqual(['', '', '先试色']);
  });
});

describe('adding and taking away', () => {
  it('a variant comes to stand twice', () => {
    const cues = sheetOf('a', 'b');
    expect(ids(notOnSheet(cues, [plan('b'), plan('c'), plan('c'), plan('d')]))).toBe('cd');
  });

  it('what was put in and taken out again leaves a trace', () => {
    fc.assert(
      fc.property(anySheet, fc.integer({ min: -3, max: 20 }), (cues, at) => {
        const fresh: Cue = { ...plan('fresh one'), number: nextNumber(cues) };
        const more = insertCues(cues, [fresh], at);
        expect(more).toHaveLength(cues.length + 1);
        expect(removeCue(more, fresh.variantId)).toEqual(cues);
      }),
    );
  });
});

describe('what comes next', () => {
  const cues = moveCue(sheetOf('a', 'b', 'c', 'd'), v('d'), 1);
  it.each([
    [null, '', 'a'],
    [1, '', 'd'],
    [4, '', 'b'],
    [4, 'b', 'c'],
    [3, '', null],
    [2, 'c', null],
  ])('after number %s with “%s” skipped it is another', (last, skipped, expected) => {
    const next = nextCue(cues, new Set([...skipped].map(v)), last);
    expect(next?.variantId ?? null).toBe(expected);
  });
});

describe('the clock of a sheet', () => {
  const cues = numberCues([plan('a', 300_000), plan('b', 240_000), plan('c', 60_000)]);
  it('a skipped cue still takes its minutes', () => {
    expect(offsetsOf(cues)).toEqual([0, 300_000, 540_000]);
    expect(offsetsOf(cues, new Set([v('a')]))).toEqual([0, 0, 240_000]);
    expect(plannedTotal(cues, new Set([v('b')]))).toBe(360_000);
  });
});

describe('what a cue lacks', () => {
  const shop = { price: money(9900, 'CNY'), stock: 100 };
  const deal = {
    price: money(5900, 'CNY'),
    quantity: 50,
    perBuyer: 2,
    countdownMs: duration(10_000),
    durationMs: duration(60_000),
  };
  const scriptBlocks = ['s1' as ScriptBlockId];
  it.each([
    ['everything is there', { deal, scriptBlocks }, shop, []],
    ['nothing is there', { deal: null, scriptBlocks: [] }, { ...shop, stock: 0 }, ['no_stock', 'no_deal', 'no_script']],
    ['the deal costs as much', { deal: { ...deal, price: shop.price }, scriptBlocks }, shop, ['deal_too_dear']],
    ['in another currency', { deal: { ...deal, price: money(1, 'USD') }, scriptBlocks }, shop, ['deal_too_dear']],
    ['more than there is', { deal: { ...deal, quantity: 101 }, scriptBlocks }, shop, ['deal_over_stock']],
    ['more for one than for all', { deal: { ...deal, perBuyer: 51 }, scriptBlocks }, shop, ['deal_limit']],
  ])('%s: another list', (_what, cue, offer, expected) => {
    expect(lacksOf(cue, offer, cue.scriptBlocks.length)).toEqual(expected);
  });
});

it.each([
  [0, 300, 'none'],
  [299, 300, 'none'],
  [300, 300, 'due'],
  [359, 300, 'due'],
  [360, 300, 'over'],
  [999, 0, 'none'],
])('%i of %i planned seconds: the nudge is another', (spent, planned, expected) => {
  expect(overrunOf(duration(spent * 1000), duration(planned * 1000))).toBe(expected);
});

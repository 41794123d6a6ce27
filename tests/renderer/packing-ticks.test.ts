// Checking a parcel piece by piece: a scan counts one, never one too many, and the last one closes the box.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SlipLineView } from '../../src-main/contract/fulfilment-documents.ts';
import type { VariantId } from '../../src-main/core/units.ts';
import {
  countTicked,
  isAllTicked,
  NO_TICKS,
  tickLine,
  tickPiece,
} from '../../src-renderer/features/fulfilment/packing-ticks.ts';

const line = (variant: string, quantity: number, isGift = false): SlipLineView => ({
  key: `${variant}:${isGift}`,
  variantId: variant as VariantId,
  number: null,
  sku: variant,
  barcode: '',
  title: variant,
  variantTitle: '',
  quantity,
  isGift,
  isOfBundle: false,
  short: 0,
});

test('a scan too many is counted, or the box closes before its last piece', () => {
  const quantity = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(quantity, quantity, fc.array(fc.constantFrom('a', 'b', 'x'), { maxLength: 24 }), (a, b, scans) => {
      const slip = { lines: [line('a', a), line('b', b), line('a', 1, true)] };
      const wanted = new Map([
        ['a', a + 1],
        ['b', b],
      ]);
      const seen = new Map<string, number>();
      let ticks = NO_TICKS;
      for (const code of scans) {
        const outcome = tickPiece(slip, ticks, code as VariantId);
        const count = seen.get(code) ?? 0;
        const most = wanted.get(code);
        if (most === undefined) {
          expect(outcome.kind).toBe('not_here');
          continue;
        }
        expect(outcome.kind).toBe(count < most ? 'ticked' : 'enough');
        if (outcome.kind !== 'ticked') continue;
        seen.set(code, count + 1);
        ticks = outcome.ticks;
        const total = (seen.get('a') ?? 0) + (seen.get('b') ?? 0);
        expect(countTicked(slip, ticks)).toBe(total);
        expect(outcome.isDone).toBe(total === a + b + 1);
        expect(isAllTicked(slip, ticks)).toBe(outcome.isDone);
      }
    }),
  );
});

test('a gift of the same goods is ticked before what was bought', () => {
  const slip = { lines: [line('a', 1, true), line('a', 1)] };
  const outcome = tickPiece(slip, NO_TICKS, 'a' as VariantId);
  expect(outcome.kind === 'ticked' ? [...outcome.ticks] : null).toEqual([['a:false', 1]]);
});

test('a line that was ticked by hand cannot be opened again', () => {
  const one = line('a', 3);
  const all = tickLine(NO_TICKS, one);
  expect(countTicked({ lines: [one] }, all)).toBe(3);
  expect(countTicked({ lines: [one] }, tickLine(all, one))).toBe(0);
});

test('an empty parcel counts as checked', () => {
  expect(isAllTicked({ lines: [] }, NO_TICKS)).toBe(false);
});

// Edits of the catalogue: undone they leave nothing behind, and prices are scaled to the minor unit, whatever their size.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeProduct,
  historySteps,
  isSameProduct,
  type ManyChange,
  traceOf,
  undoneProduct,
} from '../../src-main/core/catalogue-edit.ts';
import { type CatalogueProduct, checkProduct, sellableOf, toProduct } from '../../src-main/core/catalogue-product.ts';
import { money } from '../../src-main/core/units.ts';
import { catalogueProduct, variantWith } from './support/catalogue-arbitrary.ts';

const manyChange: fc.Arbitrary<ManyChange> = fc.oneof(
  fc.record({
    kind: fc.constant('price' as const),
    target: fc.constantFrom('list' as const, 'live' as const),
    by: fc.oneof(
      fc.record({ kind: fc.constant('basis-points' as const), basisPoints: fc.integer({ min: -10_000, max: 50_000 }) }),
      fc.record({ kind: fc.constant('minor' as const), minor: fc.integer({ min: -100_000, max: 100_000 }) }),
      fc.constant({ kind: 'none' as const }),
    ),
  }),
  fc.record({
    kind: fc.constant('stock' as const),
    how: fc.constantFrom('set' as const, 'add' as const),
    quantity: fc.integer({ min: -500, max: 5_000 }),
  }),
  fc.record({
    kind: fc.constant('tags' as const),
    add: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
    remove: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('category' as const), category: fc.string({ maxLength: 10 }) }),
  fc.record({ kind: fc.constant('archive' as const), isArchived: fc.boolean() }),
);

/** As a trace lies in the store. */
const kept = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('an edit', () => {
  it('leaves something behind when it is undone', () => {
    fc.assert(
      fc.property(catalogueProduct, manyChange, (before, change) => {
        const after = changeProduct(before, change);
        expect(isSameProduct(undoneProduct(kept(traceOf(before, after)), after), before)).toBe(true);
      }),
    );
  });

  it('gives back what was sold since when it is undone, or takes it twice', () => {
    const before = variantWith({ stock: 100 });
    const after = changeProduct(before, { kind: 'stock', how: 'set', quantity: 60 });
    const [variant] = after.variants;
    const sold: CatalogueProduct = { ...after, variants: variant === undefined ? [] : [{ ...variant, stock: 55 }] };
    expect(undoneProduct(kept(traceOf(before, after)), sold).variants.map(({ stock }) => stock)).toEqual([95]);
  });

  it('of words touches the stock when it is undone', () => {
    const before = variantWith({ stock: 100 });
    const after = { ...before, title: '新名' };
    const sold = { ...after, variants: after.variants.map((variant) => ({ ...variant, stock: 7 })) };
    const undone = undoneProduct(kept(traceOf(before, after)), sold);
    expect([undone.title, undone.variants[0]?.stock]).toEqual([before.title, 7]);
  });

  it('that made a product leaves it on sale when it is undone', () => {
    const made = variantWith({});
    expect(undoneProduct(traceOf(null, made), made)).toEqual({ ...made, isArchived: true });
  });

  it('has a history that does not add up to what it did', () => {
    fc.assert(
      fc.property(catalogueProduct, manyChange, (before, change) => {
        const after = changeProduct(before, change);
        const steps = historySteps(before, after);
        for (const { variantId, field, from, to } of steps) {
          expect(from).not.toBe(to);
          if (field !== 'stock') continue;
          const stockIn = (product: CatalogueProduct) =>
            product.variants.find((variant) => variant.variantId === variantId)?.stock;
          expect([stockIn(before), stockIn(after)]).toEqual([from, to]);
        }
        const isPriced = change.kind === 'price' || change.kind === 'stock';
        if (!isPriced) expect(steps).toEqual([]);
      }),
    );
  });
});

describe('a price', () => {
  it.each([
    [9_990, -1_000, 8_991],
    [9_995, -1_000, 8_996],
    [1, -5_000, 1],
    [100, -10_000, 0],
    [333, 3_333, 444],
    [9_007_199_254_740_990, -1, 9_006_298_534_815_516],
  ])('%d changed by %d basis points is off by a minor unit', (from, basisPoints, to) => {
    const change = { kind: 'price', target: 'list', by: { kind: 'basis-points', basisPoints } } as const;
    const [variant] = changeProduct(variantWith({ listPrice: money(from, 'CNY') }), change).variants;
    expect(variant?.listPrice.minor).toBe(to);
  });

  it('of a show is taken from the live price, or starts a live price that there was not', () => {
    const change = { kind: 'price', target: 'live', by: { kind: 'minor', minor: -500 } } as const;
    const [variant] = changeProduct(variantWith({ listPrice: money(2_000, 'CNY') }), change).variants;
    expect([variant?.listPrice.minor, variant?.livePrice?.minor]).toEqual([2_000, 1_500]);
    expect(
      toProduct(changeProduct(variantWith({ listPrice: money(2_000, 'CNY') }), change)).variants[0]?.price,
    ).toEqual(money(1_500, 'CNY'));
  });
});

describe('a product', () => {
  it.each([
    ['variant_missing', { variants: [] }],
    ['option_names', { optionNames: ['颜色', '颜色'] }],
    ['option_names', { optionNames: ['a', 'b', 'c', 'd'] }],
    ['option_values', { optionNames: ['颜色'] }],
  ] as const)('is kept although: %s', (objection, change) => {
    expect(checkProduct({ ...variantWith({}), ...change })).toBe(objection);
    expect(checkProduct(variantWith({}))).toBeNull();
  });

  it.each([
    [100, 10, 90],
    [9, 10, 8],
    [10, 100, 0],
    [0, 50, 0],
  ])('%d in stock with %d %% kept back sells other than %d', (stock, bufferPercent, sellable) => {
    const [variant] = variantWith({ stock, bufferPercent }).variants;
    expect(variant === undefined ? null : sellableOf(variant)).toBe(sellable);
  });
});

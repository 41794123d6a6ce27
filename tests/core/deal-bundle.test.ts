// Bundles: the price shared over items and brands, to the last fen.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBundle, splitByBrand, sumOfItems } from '../../src-main/core/deal-bundle.ts';
import { money, type ProductId, type VariantId } from '../../src-main/core/units.ts';

const items = fc
  .array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      minor: fc.integer({ min: 0, max: 100_000 }),
      brand: fc.constantFrom('甲', '乙', ''),
    }),
    { minLength: 2, maxLength: 10 },
  )
  .map((all) =>
    all.map(({ quantity, minor, brand }, index) => ({
      productId: `p${index}` as ProductId,
      variantId: `v${index}` as VariantId,
      title: `v${index}`,
      brand,
      quantity,
      listPrice: money(minor, 'CNY'),
    })),
  );

describe('a bundle', () => {
  it('loses and makes up not a fen, keeps every unit, and no brand gets more than a fen a unit beside its share', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 500_000 }), (all, minor) => {
        const lines = splitBundle(money(minor, 'CNY'), all);
        expect(lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.minor, 0)).toBe(minor);
        for (const { variantId, quantity } of all) {
          const units = lines.filter((line) => line.variantId === variantId);
          expect(units.reduce((sum, line) => sum + line.quantity, 0)).toBe(quantity);
          expect(units.length).toBeLessThanOrEqual(2);
        }
        const brands = splitByBrand(lines);
        expect([...brands.values()].reduce((a, b) => a + b, 0)).toBe(minor);
        const sum = sumOfItems(all);
        if (sum === 0) return;
        for (const [brand, part] of brands) {
          const own = all.filter((each) => each.brand === brand);
          const units = own.reduce((count, { quantity }) => count + quantity, 0);
          expect(Math.abs(part - (minor * sumOfItems(own)) / sum)).toBeLessThan(units + 1e-6);
        }
      }),
    );
  });

  it('of items at equal prices is shared equally, what is left going to the first', () => {
    const [a, b] = ['v1', 'v2'].map((variantId) => ({
      productId: 'p' as ProductId,
      variantId: variantId as VariantId,
      title: '',
      brand: variantId,
      quantity: 1,
      listPrice: money(5000, 'CNY'),
    }));
    if (a === undefined || b === undefined) throw new Error('two items');
    expect([...splitByBrand(splitBundle(money(8001, 'CNY'), [a, b]))]).toEqual([
      ['v1', 4001],
      ['v2', 4000],
    ]);
  });
});

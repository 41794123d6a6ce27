// The discount of a deal in Vendure: the price that buyers pay there is the one on the host's screen, or it is said that it cannot be.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nearestPrices,
  percentFor,
  priceAfter,
  type ShopPrice,
} from '../../../src-main/ingest/vendure/vendure-price.ts';

const shops = fc.record<ShopPrice>({
  listMinor: fc.integer({ min: 2, max: 2_000_000 }),
  isWithTax: fc.boolean(),
  taxPercent: fc.constantFrom(0, 3, 5.5, 6, 7.7, 9, 13, 19, 20, 25),
});

/** Every price that the shop can take at all, found by trying each whole amount that a discount may leave. */
const makeable = (shop: ShopPrice): ReadonlySet<number> =>
  new Set(
    Array.from({ length: shop.listMinor - 1 }, (_, index) => {
      const left = index + 1;
      return shop.isWithTax ? left : Math.round(left + left * (shop.taxPercent / 100));
    }),
  );

describe('the percentage off', () => {
  it.each([
    [{ listMinor: 10_680, isWithTax: true, taxPercent: 0 }, 8888],
    [{ listMinor: 8172, isWithTax: false, taxPercent: 20 }, 8888],
    [{ listMinor: 10_001, isWithTax: false, taxPercent: 13 }, 5900],
  ])('leaves buyers of %o with a price beside %i', (shop, price) => {
    expect(priceAfter(shop, percentFor(shop, price) ?? 0)).toBe(price);
  });

  it('takes another price than was asked, or calls one impossible that some discount makes', () => {
    const small = shops.map((shop) => ({ ...shop, listMinor: (shop.listMinor % 400) + 2 }));
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 500 }), (shop, price) => {
        const percent = percentFor(shop, price);
        expect(percent === null ? null : priceAfter(shop, Number.parseFloat(String(percent)))).toBe(
          makeable(shop).has(price) ? price : null,
        );
      }),
    );
  });

  it('loses a minor unit where the prices are large', () => {
    fc.assert(
      fc.property(shops, fc.integer({ min: 1, max: 2_500_000 }), (shop, price) => {
        const percent = percentFor(shop, price);
        if (percent !== null) expect(priceAfter(shop, percent)).toBe(price);
        else if (shop.isWithTax) expect(price).toBeGreaterThanOrEqual(shop.listMinor);
      }),
    );
  });
});

it('prices that are offered instead cannot be taken either, or there is one that is nearer', () => {
  const shop: ShopPrice = { listMinor: 399, isWithTax: false, taxPercent: 20 };
  const makes = [...makeable(shop)].sort((a, b) => a - b);
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 470 }), (price) => {
      if (percentFor(shop, price) !== null) return;
      const wanted = [makes.filter((each) => each < price).at(-1), makes.find((each) => each > price)];
      expect(nearestPrices(shop, price)).toEqual(wanted.filter((each) => each !== undefined));
    }),
  );
});

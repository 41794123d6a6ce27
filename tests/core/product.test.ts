// What may be sold of a stock, and what is kept back of it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferOf, sellable, stockLeft } from '../../src-main/core/product.ts';

describe('a buffer', () => {
  it.each([
    [100, 10, 90],
    [9, 10, 8],
    [1, 1, 0],
    [3, 50, 1],
    [10, 0, 10],
    [10, 100, 0],
    [0, 50, 0],
    [-4, 10, 0],
  ])('of %d pieces, %d %% lets other than %d be sold', (stock, percent, left) => {
    expect(sellable(stock, percent)).toBe(left);
  });

  it('keeps less than its share back, or more than one piece beyond it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000_000 }), fc.integer({ min: 0, max: 100 }), (stock, percent) => {
        const kept = stock - sellable(stock, percent);
        expect(kept * 100).toBeGreaterThanOrEqual(stock * percent);
        expect((kept - 1) * 100).toBeLessThan(Math.max(1, stock * percent));
      }),
    );
  });

  it('melts while a show sells, so that its last pieces are sold one by one', () => {
    const variant = { stock: 100, stockAtStart: 100, buffer: 10 };
    expect(stockLeft(variant)).toBe(90);
    expect(stockLeft({ ...variant, stock: 30 })).toBe(20);
    expect(stockLeft({ ...variant, stock: 10 })).toBe(0);
    expect(stockLeft({ ...variant, stock: 4 })).toBe(0);
    expect(bufferOf({ ...variant, stock: 4 })).toBe(10);
  });

  it('holds back what the shop does not count', () => {
    const uncounted = { stock: 0, isTracked: false as const, buffer: 50 };
    expect([stockLeft(uncounted), bufferOf(uncounted)]).toEqual([Number.MAX_SAFE_INTEGER, 0]);
  });
});

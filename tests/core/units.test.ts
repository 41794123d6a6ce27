// Money and time: exact or refused, never nearly right.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, after, between, duration, instant, money } from '../../src-main/core/units.ts';

const minor = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });

describe('money', () => {
  it.each([0.1, 59.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), 1e300])(
    'refuses %d, which is no exact amount',
    (amount) => {
      expect(() => money(amount, 'CNY')).toThrow(RangeError);
    },
  );

  it.each([0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])('takes %d as it is', (amount) => {
    expect(money(amount, 'JPY')).toEqual({ minor: amount, currency: 'JPY' });
  });

  it('is never added to another currency’s', () => {
    expect(() => addMoney(money(1, 'CNY'), money(1, 'USD'))).toThrow('cannot add USD to CNY');
  });

  it('refuses a sum that a number cannot hold exactly', () => {
    expect(() => addMoney(money(Number.MAX_SAFE_INTEGER, 'CNY'), money(1, 'CNY'))).toThrow(RangeError);
  });

  it('adds up the same in any order', () => {
    fc.assert(
      fc.property(fc.array(minor, { minLength: 1, maxLength: 50 }), (amounts) => {
        const sum = (list: readonly number[]): number =>
          list.map((amount) => money(amount, 'CNY')).reduce(addMoney, money(0, 'CNY')).minor;
        expect(sum(amounts)).toBe(sum([...amounts].reverse()));
        expect(sum(amounts)).toBe(Number(amounts.reduce((total, amount) => total + BigInt(amount), 0n)));
      }),
    );
  });
});

describe('time', () => {
  it('after and between undo each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -1e9, max: 1e9 }), (start, span) => {
        expect(between(instant(start), after(instant(start), duration(span)))).toBe(span);
      }),
    );
  });
});

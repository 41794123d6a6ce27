// Amounts and spans as they are read and typed on screen.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../../src-main/core/units.ts';
import { formatMoney, parseAmount, toAmountText } from '../../src-renderer/ui/money.ts';
import { ageOf, formatLongSpan, formatSpan } from '../../src-renderer/ui/time.ts';

describe('money', () => {
  test.each([
    [5900, 'CNY', 'zh-CN', '¥59.00'],
    [5900, 'CNY', 'en', '¥59.00'],
    [5, 'CNY', 'zh-CN', '¥0.05'],
    [0, 'CNY', 'zh-CN', '¥0.00'],
    [-1250, 'CNY', 'zh-CN', '-¥12.50'],
    [1280, 'JPY', 'en', '¥1,280'],
    [199, 'USD', 'en', '$1.99'],
  ])(
    '%i %s in %s is %s: a currency has its own digits and no country letters before its sign',
    (minor, currency, language, text) => {
      expect(formatMoney(money(minor, currency), language)).toBe(text);
    },
  );

  test('a big figure drops the minor unit, a small one keeps it', () => {
    expect(formatMoney(money(8_641_234, 'CNY'), 'zh-CN', 'whole')).toBe('¥86,412');
    expect(formatMoney(money(251, 'CNY'), 'zh-CN', 'whole')).toBe('¥2.51');
    expect(formatMoney(money(0, 'CNY'), 'zh-CN', 'whole')).toBe('¥0');
  });

  test('a very big figure is shortened in the trade’s own way', () => {
    expect(formatMoney(money(1_234_567_800, 'CNY'), 'zh-CN', 'whole')).toBe('¥1234.6万');
    expect(formatMoney(money(1_234_567_800, 'CNY'), 'en', 'whole')).toBe('¥12.3M');
  });

  test('no amount is changed by writing it into a field and reading it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom('CNY', 'JPY', 'USD'), (minor, currency) => {
        expect(parseAmount(toAmountText(money(minor, currency)), currency)).toBe(minor);
      }),
    );
  });

  test.each([
    ['59', 5900],
    ['59.9', 5990],
    ['0.29', 29],
    ['５９．９０', 5990],
    ['59。9', 5990],
    ['¥59', 5900],
    [' 59 ', 5900],
  ])('%s typed is %i fen, never a float that is a fen off', (text, minor) => {
    expect(parseAmount(text, 'CNY')).toBe(minor);
  });

  test.each(['', '.', 'abc', '-5', '1e3', '5.999', '1,000.00', '59元'])('%s typed is refused, not guessed', (text) => {
    expect(parseAmount(text, 'CNY')).toBeNull();
  });
});

describe('time', () => {
  test('a countdown shows 00:00 only when it is over', () => {
    expect(formatSpan(1, 'up')).toBe('00:01');
    expect(formatSpan(0, 'up')).toBe('00:00');
    expect(formatSpan(-5000, 'up')).toBe('00:00');
  });

  test('running time counts whole seconds that are over, and grows an hour', () => {
    expect(formatSpan(252_999)).toBe('04:12');
    expect(formatSpan(3_600_000)).toBe('1:00:00');
    expect(formatLongSpan(5_077_400)).toBe('01:24:37');
  });

  test('an age says the unit that matters and is never negative', () => {
    expect(ageOf(200)).toEqual({ unit: 'tenths', count: 0.2 });
    expect(ageOf(-50)).toEqual({ unit: 'tenths', count: 0.1 });
    expect(ageOf(9_960)).toEqual({ unit: 'seconds', count: 9 });
    expect(ageOf(23_400)).toEqual({ unit: 'seconds', count: 23 });
    expect(ageOf(5 * 60_000)).toEqual({ unit: 'minutes', count: 5 });
    expect(ageOf(3 * 3_600_000)).toEqual({ unit: 'hours', count: 3 });
  });
});

// Single cells: amounts, pieces and ids as people and spreadsheets leave them, and the guard against formulas.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfId, readCount } from '../../src-main/core/cell-text.ts';
import { suggestMapping } from '../../src-main/core/draft-field.ts';
import { guardFormula, unguardFormula } from '../../src-main/core/formula-guard.ts';
import { minorDigits, readMoney, toMoneyText } from '../../src-main/core/money-text.ts';
import { money } from '../../src-main/core/units.ts';
import { textOf } from './support/draft-arbitrary.ts';

const READ: readonly (readonly [text: string, currency: string, minor: number | null])[] = [
  ['', 'CNY', null],
  ['  \t', 'CNY', null],
  ['1,299.00', 'CNY', 129900],
  ['¥12.5', 'CNY', 1250],
  ['￥12', 'CNY', 1200],
  ['１２．５', 'CNY', 1250],
  ['12元', 'CNY', 1200],
  ['CNY 12', 'CNY', 1200],
  ['12 RMB', 'CNY', 1200],
  ['人民币12.34', 'CNY', 1234],
  ['.5', 'CNY', 50],
  ['5.', 'CNY', 500],
  ['0', 'CNY', 0],
  ['-0.00', 'CNY', 0],
  ['+3', 'CNY', 300],
  ['12.5000', 'CNY', 1250],
  ['1,234,567.89', 'CNY', 123456789],
  ["1'299.50", 'CHF', 129950],
  ['0.29', 'CNY', 29],
  ['1.15', 'CNY', 115],
  ['$3', 'USD', 300],
  ['US$3', 'USD', 300],
  ['$3', 'HKD', 300],
  ['¥300', 'JPY', 300],
  ['300.00', 'JPY', 300],
  ['1.234', 'KWD', 1234],
];

const REFUSED: readonly (readonly [text: string, currency: string, code: string])[] = [
  ['12.345', 'CNY', 'price_decimals'],
  ['12.000', 'CNY', 'price_decimals'],
  ['1.5', 'JPY', 'price_decimals'],
  ['-3', 'CNY', 'price_negative'],
  ['−3', 'CNY', 'price_negative'],
  ['-¥3', 'CNY', 'price_negative'],
  ['¥-3', 'CNY', 'price_negative'],
  ['(3.00)', 'CNY', 'price_negative'],
  ['1e3', 'CNY', 'price_scientific'],
  ['1.5E+3', 'CNY', 'price_scientific'],
  ['¥1e3', 'CNY', 'price_scientific'],
  ['$12', 'CNY', 'price_currency'],
  ['€12', 'USD', 'price_currency'],
  ['USD 12', 'CNY', 'price_currency'],
  ['HK$12', 'USD', 'price_currency'],
  ['12,5', 'CNY', 'price_comma'],
  ['1.299,00', 'CNY', 'price_comma'],
  ['1,2999', 'CNY', 'price_comma'],
  ['99-129', 'CNY', 'price_not_number'],
  ['面议', 'CNY', 'price_not_number'],
  ['12起', 'CNY', 'price_not_number'],
  ['1.2.3', 'CNY', 'price_not_number'],
  ['.', 'CNY', 'price_not_number'],
  ['0x10', 'CNY', 'price_not_number'],
  ['Infinity', 'CNY', 'price_not_number'],
  ['99999999999999999', 'CNY', 'price_too_large'],
];

describe('amounts', () => {
  it.each(READ)('%s in %s is read as another amount', (text, currency, minor) => {
    const reading = readMoney(text, { currency });
    expect(reading).toEqual(minor === null ? { kind: 'absent' } : { kind: 'money', money: money(minor, currency) });
  });

  it.each(REFUSED)('%s in %s is taken for an amount, or refused for the wrong reason', (text, currency, code) => {
    expect(readMoney(text, { currency })).toEqual({ kind: 'refused', code });
  });

  it.each([
    ['12,5', 1250],
    ['1.299,00', 129900],
    ['1 299,00', 129900],
    ['12.50', 1250],
    ['1299', 129900],
  ])('%s is misread where a comma is the point', (text, minor) => {
    expect(readMoney(text, { currency: 'EUR', hasDecimalComma: true })).toEqual({
      kind: 'money',
      money: money(minor, 'EUR'),
    });
  });

  it('an amount changes by being written and read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom('CNY', 'JPY', 'KWD', 'USD'),
        (minor, currency) => {
          const text = toMoneyText(money(minor, currency));
          expect(text.split('.')[1]?.length ?? 0).toBe(minorDigits(currency));
          const reading = readMoney(text, { currency });
          // Three decimals are only exact where the currency has three.
          expect(reading).toEqual({ kind: 'money', money: money(minor, currency) });
        },
      ),
    );
  });

  it('some text makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readMoney(text, { currency: 'CNY' })));
  });
});

describe('pieces and ids', () => {
  it.each([
    ['12', 12],
    ['1,200', 1200],
    ['12.0', 12],
    ['１２', 12],
    [' 7 ', 7],
  ])('%s pieces are miscounted', (text, count) => {
    expect(readCount(text)).toEqual({ kind: 'count', count, isOversold: false });
  });

  it.each([
    ['1.5', 'count_not_whole'],
    ['1e3', 'count_scientific'],
    ['many', 'count_not_number'],
    ['99999999999', 'count_too_large'],
  ])('%s is taken for a count', (text, code) => {
    expect(readCount(text)).toEqual({ kind: 'refused', code });
  });

  it.each([
    ['1.23E+18', 'id_scientific'],
    ['6.91793E+18', 'id_scientific'],
    ['6917926768823640000', 'id_rounded'],
    ['6917926768823643751', null],
    ['007', null],
    ['1E5', null],
    ['690123456789000', null],
    ['LIP-1.5E+1', null],
  ])('what a spreadsheet did to the id %s goes unseen', (text, fault) => {
    expect(faultOfId(text)).toBe(fault);
  });
});

describe('formulas', () => {
  it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '＋1', '－1', '＠A1', "'=1", '\u3000=1'])(
    '%j goes into a file unguarded',
    (text) => {
      expect(guardFormula(text)).toBe(`'${text}`);
    },
  );

  it('a text is changed by guarding and unguarding, or a guarded one begins a formula', () => {
    fc.assert(
      fc.property(textOf(20), (text) => {
        const guarded = guardFormula(text);
        expect(unguardFormula(guarded)).toBe(text);
        expect(guarded).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
      }),
    );
  });
});

describe('columns', () => {
  it.each([
    [['货号', '品名', '零售价', '库存'], { sku: 0, title: 1, stock: 3 }],
    [['*商品名称（必填）', '售价(元)', '库存数量'], { title: 0, price: 1, stock: 2 }],
    [['Name', 'Price USD', 'Qty', 'EAN'], { title: 0, price: 1, stock: 2, barcode: 3 }],
    [['', '', ''], {}],
    [['价格', '价格'], { price: 0 }],
  ])('%j is mapped to the wrong fields', (headers, mapping) => {
    expect(suggestMapping(headers)).toEqual(mapping);
  });
});

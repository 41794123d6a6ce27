// Variables and alternatives: filled with the values of the moment, and never a blank on the host's screen.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeScript, faultsOf, parseScript, renderScript, variablesOf } from '../../src-main/core/script-text.ts';
import {
  SCRIPT_VARIABLES,
  type ScriptSubject,
  type ScriptValues,
  scriptValuesOf,
  VARIABLE_NAMES,
  variableNamed,
} from '../../src-main/core/script-variable.ts';

const values: ScriptValues = { product_name: '丝绒哑光口红', price: '59 元', stock: '128', sizes: '枫叶红、豆沙' };

const said = (text: string, choice?: (place: number, count: number) => number): string => {
  const rendered = renderScript(text, values, choice);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.faults));
  return rendered.text;
};

describe('a text', () => {
  it.each([
    ['{商品名}今天{直播价}，还剩{库存}支', '丝绒哑光口红今天59 元，还剩128支'],
    ['{Product Name} {price}', '丝绒哑光口红 59 元'],
    ['｛直播价｝', '59 元'],
    ['{ 直播价 }', '59 元'],
    ['{product_name}', '丝绒哑光口红'],
    ['{姐妹们|宝子们}看过来', '姐妹们看过来'],
    ['{只要 {直播价}|现价}', '只要 59 元'],
    ['可选{|真的}好看', '可选好看'],
    ['\\{直播价\\} a|b \\\\', '{直播价} a|b \\'],
    ['C:\\dir', 'C:\\dir'],
    ['没有变量', '没有变量'],
    ['', ''],
  ])('%s is read out as %s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it('says the alternative that was chosen, and a choice out of range never breaks it', () => {
    expect(said('{A|B|C}{D|E}', (place) => (place === 0 ? 2 : 1))).toBe('CE');
    expect(said('{A|B}', () => 99)).toBe('B');
    expect(said('{A|B}', () => Number.NaN)).toBe('A');
    expect(said('{A|B}', () => -1)).toBe('A');
  });

  it('tells which words are values, so that the screen can set them off', () => {
    const rendered = renderScript('今天{直播价}起', values);
    expect(rendered.ok && rendered.pieces).toEqual([
      { text: '今天', variable: null },
      { text: '59 元', variable: 'price' },
      { text: '起', variable: null },
    ]);
  });
});

describe('a fault', () => {
  it.each([
    ['今天{优惠价格表}', [['unknown_variable', 2, 9, '优惠价格表']]],
    ['今天{划线价}', [['empty_variable', 2, 7, '划线价']]],
    ['{A|{划线价}}', [['empty_variable', 3, 8, '划线价']]],
    ['今天{直播价', [['unclosed_brace', 2, 3, '']]],
    ['今天}直播价', [['stray_brace', 2, 3, '']]],
    ['{}', [['empty_braces', 0, 2, '']]],
    ['{{直播价}}', [['empty_braces', 0, 7, '']]],
    [
      '{甲}{乙}',
      [
        ['unknown_variable', 0, 3, '甲'],
        ['unknown_variable', 3, 6, '乙'],
      ],
    ],
  ] as const)('%s names its reason and its place', (text, expected) => {
    const rendered = renderScript(text, values);
    expect(
      rendered.ok ? null : rendered.faults.map(({ reason, start, end, name }) => [reason, start, end, name]),
    ).toEqual(expected);
  });

  it('in an alternative that is not said today would be a blank tomorrow', () => {
    expect(renderScript('{好|{划线价}}', values).ok).toBe(false);
  });

  it('is a value of invisible or direction characters only', () => {
    expect(faultsOf('{直播价}', { price: '\u200b\u202e' }).map(({ reason }) => reason)).toEqual(['empty_variable']);
  });
});

describe('any text', () => {
  const soup = fc.string({
    unit: fc.constantFrom('{', '}', '|', '\\', '｛', '｝', '｜', '直播价', '库存', '好', ' '),
    maxLength: 60,
  });

  it('is rendered whole or refused with spans inside it, never with a hole', () => {
    fc.assert(
      fc.property(soup, fc.nat(), (text, pick) => {
        const rendered = renderScript(text, values, () => pick);
        if (rendered.ok) expect(rendered.pieces.map((piece) => piece.text).join('')).toBe(rendered.text);
        else {
          expect(rendered.faults.length).toBeGreaterThan(0);
          for (const { start, end } of rendered.faults) {
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
        if (parseScript(text).faults.length > 0) return;
        const plain = (each: string): string => each.replaceAll('\\', '');
        for (const { start, end, name } of variablesOf(text)) {
          expect(plain(text.slice(start, end))).toContain(plain(name));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('escaped says just itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(said(escapeScript(text))).toBe(text);
      }),
    );
  });

  it('of braces only cannot exhaust the stack', () => {
    expect(parseScript('{'.repeat(200_000)).faults.length).toBe(200_000);
    expect(renderScript(`${'{a|'.repeat(9)}b${'}'.repeat(9)}`, values).ok).toBe(false);
  });
});

describe('variables', () => {
  it('have a name in both languages, and no name means two of them', () => {
    for (const variable of SCRIPT_VARIABLES) {
      const { zh, en } = VARIABLE_NAMES[variable];
      expect(zh.length * en.length).toBeGreaterThan(0);
      for (const name of [variable, ...zh, ...en]) expect(variableNamed(name)).toBe(variable);
    }
    expect(variableNamed('constructor')).toBeNull();
  });

  const subject: ScriptSubject = {
    number: 3,
    product: {
      title: '丝绒哑光口红',
      category: '口红',
      sellingPoints: ['一抹上色'],
      variants: [{ title: '枫叶红' }, { title: '豆沙' }, { title: '' }],
    },
    variant: {
      title: '枫叶红',
      price: { minor: 6990, currency: 'CNY' },
      comparePrice: { price: { minor: 12900, currency: 'CNY' }, basis: 'lowest_7_days' },
      stock: 128,
    },
    deal: null,
    host: '知夏',
    show: '初冬专场',
    nextTitle: '四色眼影盘',
  };
  const deal = {
    phase: 'running',
    price: { minor: 5900, currency: 'CNY' },
    quantity: 50,
    sold: 8,
    perBuyer: 2,
  } as const;

  it('come from the catalogue, and while a deal runs the live price is what a buyer pays', () => {
    expect(scriptValuesOf(subject, 'zh-CN')).toMatchObject({
      product_name: '丝绒哑光口红',
      number: '3 号',
      price: '69.9 元',
      compare_price: '129 元',
      compare_basis: '七天内最低成交价',
      saving: '59.1 元',
      offer: '立省 59.1 元',
      sizes: '枫叶红、豆沙',
      deal_price: '',
    });
    expect(scriptValuesOf({ ...subject, deal }, 'zh-CN')).toMatchObject({
      price: '59 元',
      saving: '70 元',
      deal_price: '59 元',
      deal_left: '42',
      per_buyer: '2',
      offer: '闪购价 59 元，每人限 2 件',
    });
  });

  it('of a deal that has not opened or is over must not promise its price as the live one', () => {
    for (const phase of ['armed', 'countdown', 'ended'] as const) {
      expect(scriptValuesOf({ ...subject, deal: { ...deal, phase } }, 'zh-CN').price).toBe('69.9 元');
    }
    expect(scriptValuesOf({ ...subject, deal: { ...deal, phase: 'ended' } }, 'zh-CN').deal_price).toBe('');
  });

  it('that nothing is known of are faults, not blanks', () => {
    const nothing = scriptValuesOf({ ...subject, product: null, variant: null, number: null }, 'en');
    expect(faultsOf('{product} {price} {stock} {number}', nothing)).toHaveLength(4);
  });

  it('are spoken in the language of the script', () => {
    expect(
      scriptValuesOf(
        { ...subject, variant: { title: '', price: { minor: 1250, currency: 'GBP' }, comparePrice: null, stock: 1 } },
        'en',
      ).price,
    ).toBe('£12.50');
    expect(
      scriptValuesOf(
        { ...subject, variant: { title: '', price: { minor: 1200, currency: 'JPY' }, comparePrice: null, stock: 1 } },
        'en',
      ).price,
    ).toBe('¥1,200');
  });
});

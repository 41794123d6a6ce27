// Claims: comments as people type them, those that ask for a product and those that only look like it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClaim } from '../../src-main/core/claim.ts';

const CLAIMS: readonly (readonly [text: string, number: number | null, quantity: number])[] = [
  ['+1', null, 1],
  ['＋１！！', null, 1],
  ['扣1', null, 1],
  ['扣 2', null, 2],
  ['+1🙏', null, 1],
  ['要两支', null, 2],
  ['我要两支', null, 2],
  ['来2支', null, 2],
  ['再来一盒', null, 1],
  ['要一个', null, 1],
  ['加一单', null, 1],
  ['给我留一支枫叶红', null, 1],
  ['+1 枫叶红', null, 1],
  ['枫叶红+1', null, 1],
  ['枫叶红 +1', null, 1],
  ['口红+1', null, 1],
  ['枫叶红2支', null, 2],
  ['老规矩 2支', null, 2],
  ['要2支枫叶红', null, 2],
  ['3号 +1', 3, 1],
  ['3号+1', 3, 1],
  ['3 +1', 3, 1],
  ['3+1', 3, 1],
  ['３号＋２', 3, 2],
  ['①号 +1', 1, 1],
  ['3️⃣号+1', 3, 1],
  ['3号+两', 3, 2],
  ['3号扣2', 3, 2],
  ['3号 枫叶红 +1', 3, 1],
  ['2号红色+1', 2, 1],
  ['3号 枫叶红 x2', 3, 2],
  ['3号*2', 3, 2],
  ['3 枫叶红 2支', 3, 2],
  ['3，枫叶红，2支', 3, 2],
  ['3、枫叶红、两支', 3, 2],
  ['3-枫叶红-2', 3, 2],
  ['3 枫叶红 2', 3, 2],
  ['3 2支', 3, 2],
  ['3号2支', 3, 2],
  ['3号 两支', 3, 2],
  ['3号来一支', 3, 1],
  ['三号链接要两支', 3, 2],
  ['三号要一支', 3, 1],
  ['十二号+1', 12, 1],
  ['十号要三盒', 10, 3],
  ['二十号+1', 20, 1],
  ['二十一号+1', 21, 1],
  ['十一号要两盒', 11, 2],
  ['3号要了', 3, 1],
  ['3号拍', 3, 1],
  ['我要3号', 3, 1],
  ['要3号链接', 3, 1],
  ['来两支3号', 3, 2],
  ['12号 +1 谢谢', 12, 1],
  ['108号+99', 108, 99],
];

const OTHERS: readonly (readonly [why: string, texts: readonly string[]])[] = [
  [
    'a question',
    ['有没有2号红色？', '2号怎么没+1', '3号 多少钱 1支', '3号多少钱', '哪个色+1', '要不要2支', '3号+1吗', '限几支'],
  ],
  ['a price', ['59一支', '59块两支', '29.9两支', '9块9', '3号59', '59元2支', '1.5折']],
  ['a time or a date', ['8点', '晚上8点开播', '20:00', '11号发货', '12月3号', '要两天', '3天2夜', '双11']],
  ['a telephone number', ['13812345678', '138 1234 5678', '+8613812345678', '加微信138']],
  ['a refusal or a change of mind', ['2号不要+1', '3号取消', '3号+1 取消', '退2件', '别+1了', '3号算了 +1']],
  ['an order that exists', ['已拍2支', '昨天拍了2支', '3号拍了', '买了2支', '抢了1支', '刚拍2支', '收到2支']],
  ['a limit or a count', ['限2支', '每人2支', '还剩2支', '只有1件', '一共2支', '第3个', '上一个', '下一个', '前2个']],
  ['agreement', ['同问+1', '我也问+1', '关注+1', '热度+1', '支持+1', '建议+1']],
  ['spam of digits', ['666', '11111', '扣666', '66 66', '520 1314', '+1+1+1', '88', '1比0', '1']],
  ['out of bounds', ['+0', '0号+1', '3号 +100', '1000号+1', '10000+1', '一二三号+1']],
  ['small talk', ['我要睡了', '来了来了', '来一首歌', '买2支送1支', '要一个亿', '来1下', '2号', '三号']],
  ['too vague to grant by itself', ['我要枫叶红', '3号包色', '2号3号各一支', '枫叶红']],
];

describe('a claim', () => {
  it.each(CLAIMS)('%s is number %s, quantity %s', (text, number, quantity) => {
    expect(readClaim(text)).toEqual({ number, quantity });
  });

  it.each(CLAIMS)('%s with blanks around it is the same', (text, number, quantity) => {
    expect(readClaim(`  ${text}\u3000`)).toEqual({ number, quantity });
  });
});

describe('no claim', () => {
  it.each(OTHERS.flatMap(([why, texts]) => texts.map((text) => [why, text] as const)))('%s: %s', (_, text) => {
    expect(readClaim(text)).toBeNull();
  });
});

describe('whatever is typed', () => {
  it('gives a whole number from 1 to 99, a product number of 1 or more, or nothing', () => {
    const word = fc.constantFrom(
      '3',
      '号',
      '+',
      '扣',
      '要',
      '两',
      '十',
      '支',
      '个',
      ' ',
      'x',
      '红',
      '1',
      '0',
      '，',
      '?',
      '没',
      '九',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: word, maxLength: 12 }), fc.string({ unit: 'binary' })), (text) => {
        const claim = readClaim(text);
        if (claim === null) return;
        expect(Number.isInteger(claim.quantity) && claim.quantity >= 1 && claim.quantity <= 99).toBe(true);
        expect(claim.number === null || (Number.isInteger(claim.number) && claim.number >= 1)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('of a regular form is read back as it was meant', () => {
    const form = fc.constantFrom(
      '{n}号+{q}',
      '{n}号 +{q}',
      '{n} +{q}',
      '{n}号扣{q}',
      '{n}号{q}支',
      '{n}号 红色 x{q}',
      '{n} 红色 {q}件',
    );
    fc.assert(
      fc.property(form, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 99 }), (text, number, quantity) => {
        const said = text.replace('{n}', String(number)).replace('{q}', String(quantity));
        expect(readClaim(said)).toEqual({ number, quantity });
      }),
    );
  });

  it('however long and however repetitive is answered at once', () => {
    const began = performance.now();
    for (const text of [
      '3号枫叶红'.repeat(16),
      '一'.repeat(40),
      '要'.repeat(40),
      `3${' '.repeat(38)}1`,
      'x'.repeat(1_000_000),
    ])
      for (let round = 0; round < 200; round += 1) readClaim(text);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

// What a check sees through, what it takes into account, and what it leaves alone.

import { describe, expect, it } from 'vitest';
import type { Exemption, TextContext } from '../../../src-main/core/compliance/finding.ts';
import { instant, money, type ProductId } from '../../../src-main/core/units.ts';
import { findingsOf, NOW, rulesFoundIn } from './support/shipped-book.ts';

const cny = (minor: number) => money(minor, 'CNY');

describe('a word written to dodge the list', () => {
  it.each([
    ['full width', 'ＮＯ．１ 的口碑', 'A1', 'ＮＯ．１'],
    ['traditional characters', '這是頂級面料', 'A1', '頂級'],
    ['a circled figure', '第①品牌', 'A1', '第①品牌'],
    ['a zero for an o', 'N0.1 的存在', 'A1', 'N0.1'],
    ['letters for figures', '1OO% 正品', 'A1', '1OO%'],
    ['blanks', '最 好 的选择', 'A1', '最 好'],
    ['dots', '最·好·看', 'A1', '最·好·看'],
    ['pictures between', '最🔥好', 'A1', '最🔥好'],
    ['nothing that is seen', '最\u200b\u2060好', 'A1', '最\u200b\u2060好'],
    ['a stroke through it', '最\u0336好\u0336的', 'A1', '最\u0336好'],
    ['pinyin', 'zui好的鞋', 'A1', 'zui好'],
    ['a seal of one character', '㊙方一副', 'A6', '㊙方'],
    ['a plus sign', '备注＋V', 'L8', '＋V'],
    ['a boxed letter', '加🆅看图', 'L8', '加🆅'],
    ['Cyrillic letters', 'vх 看主页', 'L8', 'vх'],
    ['a character of the same sound', '薇信同号', 'L8', '薇信同号'],
    ['a heart', '微❤️号在主页', 'L8', '微❤️号'],
    ['stars', 'b*e*s*t lipstick', 'A1', 'b*e*s*t'],
    ['letters spaced out', 'b e s t lipstick', 'A1', 'b e s t'],
    ['commas in a longer word', '稳，赚，不，赔', 'A9', '稳，赚，不，赔'],
  ])('in %s is found where it stands: %s', (_, text, ruleId, matched) => {
    expect(findingsOf(text).map((finding) => [finding.ruleId, finding.matched])).toContainEqual([ruleId, matched]);
  });

  it('is not made up across the end of a sentence or a phrase', () => {
    for (const text of [
      '我说的最。好，下一款',
      '是最\n好吧',
      '吃完，美滋滋',
      '拒绝，对我来说',
      '这是第一，一共三个色',
    ].slice(0, 4)) {
      expect(rulesFoundIn(text)).toEqual([]);
    }
  });

  it('is not made up across more than a few separators', () => {
    expect(rulesFoundIn('最 · · 好')).toEqual(['A1']);
    expect(rulesFoundIn('最 - - - - - - - - 好')).toEqual([]);
  });

  it('is excused by a longer innocent phrase only where that one runs on', () => {
    expect(rulesFoundIn('第一次用的时候')).toEqual([]);
    expect(rulesFoundIn('味道第一，次日就发')).toEqual(['A1']);
    expect(rulesFoundIn('中国 旗 舰店')).toEqual([]);
  });

  it('has edges in Latin script', () => {
    for (const text of ['bestow', 'Nubest', 'secure', 'procures', 'No.10', '1100%', 'manicure']) {
      expect(rulesFoundIn(text)).toEqual([]);
    }
  });
});

describe('findings', () => {
  it('of one rule do not lie over one another, the widest stays', () => {
    expect(findingsOf('全网最低价').map(({ ruleId, matched }) => [ruleId, matched])).toEqual([
      ['P6', '全网最低价'],
      ['A1', '全网最低'],
    ]);
  });

  it('carry what a person needs to decide: law, article, fine, severity and a way out in both languages', () => {
    const [finding] = findingsOf('国家级面料');
    expect(finding).toMatchObject({
      ruleId: 'A1',
      listId: 'A1-zh',
      start: 0,
      end: 3,
      matched: '国家级',
      severity: 'warn',
      law: { zh: '中华人民共和国广告法', en: 'Advertising Law of the PRC' },
      article: '9(3)',
      exempted: null,
    });
    expect(finding?.fine?.zh).toContain('20 万元');
    expect(finding?.suggestion.en).not.toBe('');
  });

  it('count offsets in UTF-16 units of the text as it was given, behind pictures and compatibility forms too', () => {
    const text = '😀㍿ 最好';
    const [finding] = findingsOf(text);
    expect([finding?.start, finding?.end]).toEqual([4, 6]);
    expect(text.slice(4, 6)).toBe('最好');
  });

  it('take the law of the language that is spoken', () => {
    expect(findingsOf('NO.1 brand of pans').map(({ article }) => article)).toEqual(['15 U.S.C. § 45']);
    expect(findingsOf('不锈钢锅 NO.1').map(({ article }) => article)).toEqual(['9(3)']);
  });
});

describe('a kind of goods', () => {
  it('may be forbidden what another may say', () => {
    expect(rulesFoundIn('家用治疗仪', { category: '家居' })).toEqual(['A6']);
    expect(rulesFoundIn('家用治疗仪', { category: '医疗器械' })).toEqual([]);
    expect(rulesFoundIn('淡疤精油', { category: '护肤精华' })).toEqual(['A6']);
    expect(rulesFoundIn('助眠的香薰灯', { category: '灯具' })).toEqual([]);
    expect(rulesFoundIn('助眠牛奶', { category: '乳制品' })).toEqual(['A6']);
    expect(rulesFoundIn('助眠软糖，本品不能代替药物', { category: '保健食品' })).toEqual([]);
  });

  it('may have to carry a notice, which is found however it is broken up', () => {
    const [finding] = findingsOf('深海鱼油', { category: '保健品' });
    expect(finding).toMatchObject({ ruleId: 'A7', start: 0, end: 0, matched: '', severity: 'block', article: '18(2)' });
    expect(rulesFoundIn('深海鱼油。本品 不能 代替 药物', { category: '保健品' })).toEqual([]);
    expect(rulesFoundIn('深海魚油，本品不能代替藥物', { category: '保健品' })).toEqual([]);
    expect(rulesFoundIn(' 。', { category: '保健品' })).toEqual([]);
  });
});

describe('what is known about the goods', () => {
  const compare = (minor: number, basis: 'lowest_7_days' | 'last_paid' | 'msrp' | 'stated', proof = '') => ({
    comparePrice: { price: cny(minor), basis, proof },
  });

  const PRICES: readonly (readonly [
    why: string,
    text: string,
    context: Partial<TextContext>,
    rules: readonly string[],
  ])[] = [
    ['nothing grounds it', '原价 299', {}, ['P2']],
    ['the lowest of seven days does', '原价 299', compare(29_900, 'lowest_7_days'), []],
    ['the last paid price does', '平时卖 299', compare(29_900, 'last_paid'), []],
    ['more is said than was paid', '原价 399', compare(29_900, 'lowest_7_days'), ['P1']],
    ['more is said, with a comma and a sign', '原价 ￥1,299.00', compare(29_900, 'lowest_7_days'), ['P1']],
    ['less is said', '原价 199', compare(29_900, 'lowest_7_days'), []],
    ['a manufacturer’s price goes by another name', '原价 299', compare(29_900, 'msrp', '吊牌'), ['P3']],
    ['a manufacturer’s price is called so', '建议零售价 299', compare(29_900, 'msrp', '吊牌照片'), []],
    ['a manufacturer’s price has no proof', '专柜价 299', compare(29_900, 'msrp', ' '), ['P3']],
    ['the seven days say nothing of a shop window', '专柜价 299', compare(29_900, 'lowest_7_days'), ['P2']],
    ['a stated detail is shown', '市场价 299', compare(29_900, 'stated', '三家门店 5 月 1 日标价'), []],
    ['a stated detail is empty', '市场价 299', compare(29_900, 'stated'), ['P4']],
    ['ten thousand is read', '原价 1.2 万', compare(1_000_000, 'lowest_7_days'), ['P1']],
  ];
  it.each(PRICES)('a compare price, where %s: %s', (_, text, context, rules) => {
    expect(rulesFoundIn(text, { context })).toEqual(rules);
  });

  it('a currency without a minor unit is not read as if it had one', () => {
    const context = { comparePrice: { price: money(3000, 'JPY'), basis: 'last_paid' as const, proof: '' } };
    expect(rulesFoundIn('原价 3000', { context })).toEqual([]);
    expect(rulesFoundIn('原价 3001', { context })).toEqual(['P1']);
  });

  it('a price said is never lower than the one asked', () => {
    expect(rulesFoundIn('到手价 39', { context: { price: cny(5900) } })).toEqual(['P6']);
    expect(findingsOf('到手价 39', { context: { price: cny(5900) } })[0]?.severity).toBe('block');
    expect(rulesFoundIn('到手价 59', { context: { price: cny(5900) } })).toEqual([]);
    const deal = { price: cny(3900), closesAt: null };
    expect(rulesFoundIn('到手价 39', { context: { price: cny(5900), deal } })).toEqual([]);
    expect(rulesFoundIn('到手价 39')).toEqual([]);
  });

  it('a gift is described in full or not spoken of', () => {
    const gift = { name: '旅行装', spec: '30ml', quantity: '1', period: '今晚', way: '随单发出' };
    expect(rulesFoundIn('买一送一', { context: { gift } })).toEqual([]);
    expect(rulesFoundIn('买一送一', { context: { gift: { ...gift, period: ' ' } } })).toEqual(['P5']);
    const partly = { ...gift, period: ' ', way: '' };
    expect(findingsOf('买一送一', { context: { gift: partly } })[0]?.lacks).toEqual(['period', 'way']);
    expect(findingsOf('买一送一')[0]?.lacks).toEqual(['name', 'spec', 'quantity', 'period', 'way']);
    expect(findingsOf('最好用')[0]?.lacks).toBeUndefined();
  });

  it('scarcity is said only of what is scarce', () => {
    expect(rulesFoundIn('仅剩 3 件', { context: { stock: 3 } })).toEqual([]);
    expect(rulesFoundIn('仅剩 3 件', { context: { stock: 400 } })).toEqual(['P6']);
    expect(rulesFoundIn('最后三件', { context: { stock: 3 } })).toEqual([]);
    expect(rulesFoundIn('最后三件', { context: { stock: 12 } })).toEqual(['P6']);
    expect(rulesFoundIn('库存告急', { context: { stock: 12 } })).toEqual([]);
    expect(rulesFoundIn('库存告急', { context: { stock: 1200 } })).toEqual(['P6']);
  });

  it('a deadline is said only where a deal ends, within a day and not in the past', () => {
    const deal = (ms: number) => ({ price: cny(3900), closesAt: instant(NOW + ms) });
    expect(rulesFoundIn('只限今晚', { context: { deal: deal(3_600_000) } })).toEqual([]);
    expect(rulesFoundIn('只限今晚', { context: { deal: deal(200_000_000) } })).toEqual(['P6']);
    expect(rulesFoundIn('只限今晚', { context: { deal: deal(-1) } })).toEqual(['P6']);
  });

  it('evidence clears the figure that it quotes and no other', () => {
    const evidence = [{ claim: '好评率98%', source: '店铺后台，2026 年 10 月' }];
    expect(rulesFoundIn('好评率 98%', { context: { evidence } })).toEqual([]);
    expect(rulesFoundIn('复购率 98%', { context: { evidence } })).toEqual(['A3']);
    expect(rulesFoundIn('好评率 98%', { context: { evidence: [{ claim: '好评率98%', source: ' ' }] } })).toEqual([
      'A3',
    ]);
  });
});

describe('an exemption', () => {
  const exemption: Exemption = {
    ruleId: 'A1',
    words: ['最好'],
    productId: null,
    reason: '注册商标',
    approver: '店主',
    expiresAt: instant(NOW + 1),
  };
  const exempted = (text: string, given: Exemption, productId: ProductId | null = null) =>
    findingsOf(text, { exemptions: [given], context: { productId } }).map((finding) => finding.exempted);

  it('is kept with the finding that it covers, and covers its words in every spelling', () => {
    expect(exempted('最好的', exemption)).toEqual([exemption]);
    expect(exempted('最 好 的', exemption)).toEqual([exemption]);
  });

  it('covers no other word, no other rule, no other product', () => {
    expect(exempted('最佳的', exemption)).toEqual([null]);
    expect(exempted('最好的', { ...exemption, ruleId: 'A2' })).toEqual([null]);
    const own = { ...exemption, productId: 'p1' as ProductId };
    expect(exempted('最好的', own, 'p2' as ProductId)).toEqual([null]);
    expect(exempted('最好的', own, 'p1' as ProductId)).toEqual([own]);
  });

  it('that has expired covers nothing', () => {
    expect(exempted('最好的', { ...exemption, expiresAt: NOW })).toEqual([null]);
    expect(exempted('最好的', { ...exemption, expiresAt: null })).toEqual([{ ...exemption, expiresAt: null }]);
  });

  it('of all words covers what has no words', () => {
    const given = { ...exemption, ruleId: 'A7', words: null };
    expect(findingsOf('深海鱼油', { category: '保健品', exemptions: [given] })[0]?.exempted).toEqual(given);
  });
});

describe('numbers that belong to a person', () => {
  it.each(['13812345678', '138 1234 5678', '１３８-1234-5678', '11010519491231002X', '110105194912310021'])(
    '%s is seen however it is broken up',
    (number) => {
      const [finding] = findingsOf(`联系 ${number} 就行`);
      expect([finding?.ruleId, finding?.matched]).toEqual(['D2', number]);
    },
  );

  it.each(['3702681520081362690', '6937204001011', '2026-11-24 16:00', '400-820-8820', '12345678901'])(
    '%s is an order, a barcode, a date or a hotline',
    (number) => {
      expect(rulesFoundIn(`编号 ${number}`)).toEqual([]);
    },
  );
});

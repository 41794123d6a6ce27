// The report of a run sheet: grouped by item, what it signs, and what keeps a show from starting.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exemption, NO_CONTEXT } from '../../../src-main/core/compliance/finding.ts';
import { canStart, checkRunSheet, type SheetItem } from '../../../src-main/core/compliance/sheet-report.ts';
import { instant, money } from '../../../src-main/core/units.ts';
import { NOW, shippedBook } from './support/shipped-book.ts';

const item = (itemId: string, title: string, points: readonly string[] = [], category = ''): SheetItem => ({
  itemId,
  category,
  texts: [
    { field: 'title', ref: '', text: title },
    ...points.map((text, index) => ({ field: 'selling_point' as const, ref: String(index), text })),
  ],
  context: NO_CONTEXT,
});
const reportOf = (items: readonly SheetItem[], exemptions: readonly Exemption[] = []) =>
  checkRunSheet(shippedBook, items, { exemptions, now: NOW });

describe('a report', () => {
  it('says by item and by text where each finding stands, and the worst of them', () => {
    const report = reportOf([
      item('1', '补水面膜', ['最好用的面膜', '能治疗湿疹']),
      item('2', '针织开衫', ['双面可穿']),
    ]);
    expect(report.items.map(({ itemId, worst, findings }) => [itemId, worst, findings.length])).toEqual([
      ['1', 'block', 3],
      ['2', null, 0],
    ]);
    expect(report.items[0]?.findings.map(({ field, ref, ruleId }) => [field, ref, ruleId])).toEqual([
      ['selling_point', '0', 'A1'],
      ['selling_point', '1', 'A6'],
      ['selling_point', '1', 'A6'],
    ]);
    expect([report.worst, report.blocking, report.warnings, report.exempted]).toEqual(['block', 2, 1, 0]);
  });

  it('misses a notice only where no text of the item carries it', () => {
    const without = reportOf([item('1', '深海鱼油', ['一瓶六十粒'], '保健食品')]);
    expect(without.items[0]?.findings.map(({ ruleId, field }) => [ruleId, field])).toEqual([['A7', null]]);
    expect(reportOf([item('1', '深海鱼油', ['本品不能代替药物'], '保健食品')]).worst).toBeNull();
  });

  it('names what a gift lacks although no text speaks of it, and nothing once all is said', () => {
    const gift = { name: '小样', spec: '5 ml', quantity: '1', period: '', way: '' };
    const withGift = (said: typeof gift, point: string) => ({
      ...item('1', '补水面膜', [point]),
      context: { ...NO_CONTEXT, gift: said },
    });
    const lacking = reportOf([withGift(gift, '敷完不紧绷')]);
    expect(lacking.items[0]?.findings.map(({ ruleId, field, lacks }) => [ruleId, field, lacks])).toEqual([
      ['P5', null, ['period', 'way']],
    ]);
    expect(lacking.blocking).toBe(1);
    const whole = { ...gift, period: '今晚', way: '随单发出' };
    expect(reportOf([withGift(whole, '下单送小样，买一送一')]).blocking).toBe(0);
  });

  it('does not put a word together from the end of one text and the beginning of the next', () => {
    expect(reportOf([item('1', '我说的最', ['好不好看您说了算'])]).worst).toBeNull();
  });

  it('counts an exempted finding neither as a warning nor as a block', () => {
    const exemption: Exemption = {
      ruleId: 'A6',
      words: ['治疗'],
      productId: null,
      reason: '商品名',
      approver: '店主',
      expiresAt: null,
    };
    const report = reportOf([item('1', '治疗')], [exemption]);
    expect([report.worst, report.blocking, report.exempted]).toEqual([null, 0, 1]);
    expect(canStart(report, [])).toEqual({ ok: true });
  });
});

describe('what is signed', () => {
  const base = item('1', '面膜', ['补水']);
  const contentOf = (items: readonly SheetItem[], exemptions: readonly Exemption[] = []) =>
    reportOf(items, exemptions).content;

  it('is the same for the same contents, whatever the order of keys', () => {
    const { itemId, category, texts, context } = base;
    expect(contentOf([{ context, texts, category, itemId }])).toBe(contentOf([base]));
  });

  it('changes with every word, price, basis and exemption', () => {
    const priced = { ...NO_CONTEXT, price: money(100, 'CNY') };
    const variants = [
      contentOf([base]),
      contentOf([item('1', '面膜', ['补水 '])]),
      contentOf([item('1', '面膜补', ['水'])]),
      contentOf([{ ...base, category: '护肤' }]),
      contentOf([{ ...base, context: priced }]),
      contentOf([{ ...base, context: { ...priced, price: money(101, 'CNY') } }]),
      contentOf([
        {
          ...base,
          context: { ...NO_CONTEXT, comparePrice: { price: money(100, 'CNY'), basis: 'stated' as const, proof: 'a' } },
        },
      ]),
      contentOf([{ ...base, context: { ...NO_CONTEXT, deal: { price: money(100, 'CNY'), closesAt: instant(5) } } }]),
      contentOf([base], [{ ruleId: 'A1', words: null, productId: null, reason: 'a', approver: 'b', expiresAt: null }]),
      contentOf([base, base]),
      contentOf([]),
    ];
    expect(new Set(variants).size).toBe(variants.length);
  });

  it('cannot be made equal by moving text from one field to the next', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string(), { minLength: 1 }), (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(contentOf([item('1', 'x', a)]) === contentOf([item('1', 'x', b)])).toBe(same);
      }),
    );
  });
});

describe('a show', () => {
  const report = reportOf([item('1', '治疗湿疹'), item('2', '最好的锅')]);
  const override = { itemId: '1', ruleId: 'A6', matched: '治疗', reason: '已咨询律师', approver: '店主' };

  it('may not start over a blocking finding, and is told which', () => {
    const verdict = canStart(report, []);
    expect(verdict.ok ? [] : verdict.blocking.map(({ itemId, finding }) => [itemId, finding.matched])).toEqual([
      ['1', '治疗'],
      ['1', '湿疹'],
    ]);
  });

  it('may start once every one is overridden, warnings never hold it', () => {
    expect(canStart(report, [override, { ...override, matched: '湿疹' }])).toEqual({ ok: true });
    expect(canStart(reportOf([item('2', '最好的锅')]), [])).toEqual({ ok: true });
  });

  it('is held by an override without a reason, without a name, or for something else', () => {
    for (const bad of [{ reason: ' ' }, { approver: '' }, { itemId: '2' }, { ruleId: 'A1' }, { matched: '治' }]) {
      const verdict = canStart(report, [
        { ...override, ...bad },
        { ...override, matched: '湿疹' },
      ]);
      expect(verdict.ok).toBe(false);
    }
  });
});

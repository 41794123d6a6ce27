// The small decisions of the desk: which deal is shown, what a draft comes down to, what is found, what the footer says.

import { describe, expect, test } from 'vitest';
import type { CommandRow, DealView, ProductRow } from '../../src-main/contract/topics.ts';
import { instant, money } from '../../src-main/core/units.ts';
import { chooseDeal } from '../../src-renderer/features/deals/deal-choice.ts';
import { draftFor, readDraft } from '../../src-renderer/features/deals/deal-draft.ts';
import { canRetry, readCommandLine } from '../../src-renderer/features/desk/command-line.ts';
import { changeOf, formatFigure } from '../../src-renderer/features/figures/figure-face.ts';
import { searchEntries } from '../../src-renderer/features/palette/palette-search.ts';
import { neighbourOf, searchProducts } from '../../src-renderer/features/products/product-search.ts';
import { stockOf } from '../../src-renderer/features/products/stock.ts';
import { keepSame } from '../../src-renderer/state/keep-same.ts';
import { commandRow, dealViews, productRows } from '../support/preview/preview-show.ts';

const products = productRows(18);
const at = (index: number): ProductRow => {
  const product = products[index];
  if (product === undefined) throw new Error(`no product ${index}`);
  return product;
};
const deals = dealViews(products, instant(0));
const [armed, running] = deals as readonly [DealView, DealView];
const nobody = { pinned: null, selected: null, asked: null };

describe('the deal that is shown', () => {
  test('the pinned product’s deal stands before an older one of another product', () => {
    expect(chooseDeal(deals, products, { ...nobody, pinned: at(2).variantId }).shown).toBe(running);
    expect(chooseDeal(deals, products, { ...nobody, pinned: at(4).variantId }).shown).toBe(armed);
  });

  test('a person’s choice stands before the pin', () => {
    expect(chooseDeal(deals, products, { ...nobody, pinned: at(2).variantId, asked: armed.dealId }).shown).toBe(armed);
  });

  test('a running deal never goes out of sight because something else is pinned', () => {
    expect(chooseDeal([running], products, { ...nobody, pinned: at(0).variantId }).shown).toBe(running);
  });

  test('an ended deal of another product does not stand in the way of arming one', () => {
    const ended = { ...running, phase: 'ended', endReason: 'time_up' } as const;
    const choice = chooseDeal([ended], products, { ...nobody, pinned: at(0).variantId });
    expect(choice.shown).toBeNull();
    expect(choice.product).toBe(at(0));
  });

  test('a deal put away before it began is not announced as ended', () => {
    const away = { ...armed, phase: 'ended', endReason: null } as const;
    expect(chooseDeal([away], products, { ...nobody, pinned: at(4).variantId, asked: away.dealId }).shown).toBeNull();
  });
});

describe('a deal’s draft', () => {
  test('the cue’s plan comes back as the same terms', () => {
    const planned = products.find((product) => product.dealPlan !== null && product.stock >= product.dealPlan.quantity);
    if (planned?.dealPlan == null) throw new Error('the demo run sheet plans no deal');
    const { price, ...rest } = planned.dealPlan;
    expect(readDraft(draftFor(planned), 'CNY')).toEqual({ ok: true, terms: { priceMinor: price.minor, ...rest } });
  });

  test('without a plan nothing is armed until a person has named a price', () => {
    const draft = draftFor({ ...at(1), dealPlan: null });
    expect(readDraft(draft, 'CNY')).toEqual({ ok: false, bad: ['price'] });
    expect(readDraft({ ...draft, price: '9.9' }, 'CNY')).toMatchObject({ ok: true, terms: { priceMinor: 990 } });
  });

  test.each([
    ['price', '0'],
    ['quantity', '0'],
    ['quantity', '1.5'],
    ['perBuyer', '-1'],
    ['countdown', '301'],
    ['duration', '0.1'],
  ] as const)('%s = %s is marked, and only it', (field, text) => {
    const draft = { price: '9.9', quantity: '10', perBuyer: '1', countdown: '10', duration: '5', [field]: text };
    expect(readDraft(draft, 'CNY')).toEqual({ ok: false, bad: [field] });
  });

  test('half a minute is thirty seconds, not a float of minutes', () => {
    const draft = { price: '9.9', quantity: '10', perBuyer: '1', countdown: '0', duration: '0.5' };
    expect(readDraft(draft, 'CNY')).toMatchObject({ ok: true, terms: { durationMs: 30_000, countdownMs: 0 } });
  });
});

describe('search', () => {
  test('a bare number finds its product before those that only contain it', () => {
    expect(searchProducts(products, '1')[0]?.number).toBe(1);
    expect(searchProducts(products, '３')[0]?.number).toBe(3);
  });

  test('SKU and barcode are found in either case', () => {
    const [sku = ''] = at(2).codes.split(' ');
    expect(searchProducts(products, sku.toLowerCase())).toEqual([at(2)]);
  });

  test('arrows stop at both ends and begin where nothing is selected', () => {
    expect(neighbourOf(products, null, 1)).toBe(at(0));
    expect(neighbourOf(products, null, -1)).toBe(at(17));
    expect(neighbourOf(products, at(17).variantId, 1)).toBe(at(17));
    expect(neighbourOf([], null, 1)).toBeNull();
  });

  test('the palette shows what begins with the words before what contains them', () => {
    const entries = ['Pin no. 1', 'Unpin', 'Open the review'].map((text) => ({ text }));
    expect(searchEntries(entries, 'pin', 10).map((entry) => entry.text)).toEqual(['Pin no. 1', 'Unpin']);
    expect(searchEntries(entries, 'review open', 10)).toHaveLength(1);
  });
});

describe('figures', () => {
  test('no data is a dash, and nought is nought', () => {
    expect(formatFigure('gmv', null, 'CNY', 'zh-CN')).toBe('—');
    expect(formatFigure('orders', 0, 'CNY', 'zh-CN')).toBe('0');
  });

  test('each figure wears its own unit', () => {
    expect(formatFigure('online', 3482, 'CNY', 'en')).toBe('3,482');
    expect(formatFigure('gmv', 8_641_200, 'CNY', 'en')).toBe('¥86,412');
    expect(formatFigure('uvValue', 250.9, 'CNY', 'en')).toBe('¥2.51');
    expect(formatFigure('conversion', 0.0284, 'CNY', 'en')).toBe('2.84%');
    expect(formatFigure('interaction', 0.116, 'CNY', 'en')).toBe('11.6%');
  });

  test('a change that rounds to nothing has no arrow, and an absurd one is capped', () => {
    expect(changeOf({ change: 0.0001 }, 'en')).toEqual({ way: 'level', text: '0.0%' });
    expect(changeOf({ change: -0.097 }, 'en')).toEqual({ way: 'down', text: '9.7%' });
    expect(changeOf({ change: 40 }, 'en')).toEqual({ way: 'up', text: '>999%' });
    expect(changeOf({ change: null }, 'en')).toBeNull();
  });

  test('a bar never shows more than all or less than nothing', () => {
    expect(stockOf(600, 500)).toEqual({ share: 1, tone: 'fine' });
    expect(stockOf(0, 500)).toEqual({ share: 0, tone: 'out' });
    expect(stockOf(0, 0)).toEqual({ share: 0, tone: 'out' });
    expect(stockOf(100, 500).tone).toBe('low');
  });
});

describe('command state', () => {
  const row = (state: CommandRow['state'], code: string | null = null): CommandRow => ({
    ...commandRow('product.pin', 3, instant(1)),
    state,
    code,
  });

  test('a refused command stays until a person has seen it; one put aside does not come back', () => {
    expect(readCommandLine({ waiting: 0, rows: [row('refused')] }).failed).toHaveLength(1);
    expect(readCommandLine({ waiting: 0, rows: [row('expired', 'dismissed')] }).failed).toEqual([]);
  });

  test('an unknown outcome is not counted as waiting as well', () => {
    expect(readCommandLine({ waiting: 2, rows: [row('unknown'), row('sent')] })).toMatchObject({ waiting: 1 });
  });

  test('only what may still reach the room is offered to be asked again', () => {
    expect(canRetry(row('unknown'))).toBe(true);
    expect(canRetry(row('unknown', 'unconfirmed'))).toBe(false);
    expect(canRetry(row('refused', 'limit'))).toBe(false);
  });
});

describe('structural sharing', () => {
  test('the value is always the new one, whatever was kept', () => {
    const before = { a: [{ x: 1 }, { x: 2 }], b: { c: money(1, 'CNY') } };
    const after = { a: [{ x: 1 }, { x: 3 }, { x: 4 }], b: { c: money(1, 'CNY') } };
    const kept = keepSame(before, after);
    expect(kept).toEqual(after);
    expect(kept.a[0]).toBe(before.a[0]);
    expect(kept.b).toBe(before.b);
  });

  test('a key that went away or became undefined is a change', () => {
    expect(keepSame<Record<string, unknown>>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(Object.keys(keepSame<Record<string, unknown>>({ b: 1 }, { a: undefined }))).toEqual(['a']);
  });
});

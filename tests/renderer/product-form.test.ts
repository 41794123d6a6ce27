// The form of a product: opened and saved it changes nothing, and what cannot be read is named, never guessed.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_CHOSEN } from '../../src-main/contract/catalogue-limits.ts';
import type { ProductId } from '../../src-main/core/units.ts';
import { readBulk } from '../../src-renderer/features/catalogue/bulk-change.ts';
import { isChosen, toggled, toSelection, withStretch } from '../../src-renderer/features/catalogue/choice.ts';
import {
  emptyForm,
  hasChanges,
  readForm,
  toForm,
  withCombinations,
  withOptionNames,
} from '../../src-renderer/features/catalogue/product-form.ts';
import { NO_FILTER, NOTHING_CHOSEN } from '../../src-renderer/state/catalogue-store.ts';
import { catalogueProduct, variantWith } from '../core/support/catalogue-arbitrary.ts';

describe('a product that is opened', () => {
  it('is changed by looking at it', () => {
    fc.assert(
      fc.property(catalogueProduct, (product) => {
        const form = toForm({ ...product, title: `x${product.title}`.trim() }, 'CNY');
        expect(hasChanges(form)).toBe(false);
        expect(readForm(form)).toMatchObject({ ok: true, isChanged: false, saving: { variants: [], removed: [] } });
      }),
    );
  });

  it('sends more than the variant that was changed, or not the stock that the person saw', () => {
    const product = variantWith({ stock: 40 });
    const form = toForm(product, 'CNY');
    const [variant] = form.variants;
    if (variant === undefined) throw new Error('it has one');
    const read = readForm({ ...form, variants: [{ ...variant, live: '９．９', stock: '50' }] });
    expect(read).toMatchObject({
      ok: true,
      isChanged: true,
      saving: { variants: [{ variantId: 'v', liveMinor: 990, listMinor: 1_000, stock: 50, stockSeen: 40 }] },
    });
    const gone = readForm({ ...form, variants: [{ ...variant, variantId: null, key: 'n', sku: 'B' }] });
    expect(gone).toMatchObject({ ok: true, saving: { removed: ['v'], variants: [{ variantId: null }] } });
  });

  it.each([
    ['list', ''],
    ['list', '1e3'],
    ['list', '-3'],
    ['live', '12.345'],
    ['compare', 'abc'],
    ['cost', '1,2,3'],
    ['stock', '1.5'],
    ['stock', '-1'],
    ['buffer', '101'],
  ] as const)('takes %s «%s» for a figure', (field, text) => {
    const form = toForm(variantWith({}), 'CNY');
    const read = readForm({ ...form, variants: form.variants.map((variant) => ({ ...variant, [field]: text })) });
    expect(read).toEqual({ ok: false, bad: [{ key: 'v', field }] });
  });
});

describe('a new product', () => {
  it('counts as written before anything was typed, or loses the combinations that were there', () => {
    const empty = emptyForm('CNY');
    expect(hasChanges(empty)).toBe(false);
    expect(hasChanges({ ...empty, brand: '自有' })).toBe(true);
    const priced = { ...empty, variants: empty.variants.map((variant) => ({ ...variant, list: '59', cost: '20' })) };
    const named = withOptionNames(withOptionNames(priced, ['颜色']), ['颜色', '容量']);
    const full = withCombinations(named, [
      ['红', '橙'],
      ['3g', '5g'],
    ]);
    expect(full.variants.map(({ options }) => options.join(' '))).toEqual(['红 3g', '红 5g', '橙 3g', '橙 5g']);
    expect(full.variants.every(({ list, cost }) => list === '59' && cost === '20')).toBe(true);
    const more = withCombinations(full, [
      ['红', '橙', '紫'],
      ['3g', '5g'],
    ]);
    expect(more.variants.slice(0, 4)).toEqual(full.variants);
    expect(more.variants).toHaveLength(6);
  });
});

describe('what is chosen', () => {
  const id = (n: number) => `p${n}` as ProductId;

  it('is lost by a second click, grows beyond what one message takes, or stays «all» in part', () => {
    const one = toggled(NOTHING_CHOSEN, id(1));
    expect([isChosen(one, id(1)), isChosen(toggled(one, id(1)), id(1))]).toEqual([true, false]);
    const stretch = withStretch(
      one,
      Array.from({ length: 3_000 }, (_, n) => id(n)),
    );
    const sent = toSelection(stretch, NO_FILTER, 9);
    expect(sent.kind === 'some' && sent.productIds.length).toBe(MOST_CHOSEN);
    expect(toSelection({ kind: 'all' }, NO_FILTER, 9)).toEqual({ kind: 'all', filter: NO_FILTER, count: 9 });
    expect(toSelection(toggled({ kind: 'all' }, id(4)), NO_FILTER, 9)).toEqual({ kind: 'some', productIds: [id(4)] });
  });
});

describe('a change of many', () => {
  it.each([
    ['livePercent', '-10', { kind: 'price', target: 'live', by: { kind: 'basis-points', basisPoints: -1_000 } }],
    ['livePercent', '＋５．５％', { kind: 'price', target: 'live', by: { kind: 'basis-points', basisPoints: 550 } }],
    ['listAmount', '-0.5', { kind: 'price', target: 'list', by: { kind: 'minor', minor: -50 } }],
    ['liveNone', '', { kind: 'price', target: 'live', by: { kind: 'none' } }],
    ['stockSet', '0', { kind: 'stock', how: 'set', quantity: 0 }],
    ['stockAdd', '−3', { kind: 'stock', how: 'add', quantity: -3 }],
    ['tagsAdd', '新品，清仓、新品', { kind: 'tags', add: ['新品', '清仓'], remove: [] }],
    ['category', ' 彩妆 ', { kind: 'category', category: '彩妆' }],
    ['livePercent', '-101', null],
    ['livePercent', '0', null],
    ['livePercent', '1.234', null],
    ['liveAmount', '1e3', null],
    ['stockSet', '-1', null],
    ['stockAdd', '1.5', null],
    ['tagsAdd', ' , ', null],
  ] as const)('%s «%s» is read as something else', (kind, text, change) => {
    expect(readBulk(kind, text, 'CNY')).toEqual(change);
  });
});

// A promise as it is typed: what it comes to, and when it is not whole yet.

import { describe, expect, it } from 'vitest';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import { duration, money, type ProductId, type VariantId, type ViewerId } from '../../src-main/core/units.ts';
import { firstDraft, type PromiseDraft, readPromise } from '../../src-renderer/features/promises/promise-draft.ts';

const NOW = 1_700_000_000_000;
const row: ProductRow = {
  number: 3,
  productId: 'p1' as ProductId,
  variantId: 'v1' as VariantId,
  title: '口红',
  variantTitle: '枫叶红',
  image: null,
  price: money(7900, 'CNY'),
  comparePrice: null,
  stock: 10,
  sellable: 10,
  isTracked: true,
  stockAtStart: 10,
  sold: 0,
  explain: 'explaining',
  explainedMs: duration(0),
  isSkipped: false,
  dealPhase: null,
  plannedMs: duration(0),
  dealPlan: null,
  codes: '',
};
const scene = { products: [row], deals: [], currency: 'CNY', now: NOW };
const draft = (change: Partial<PromiseDraft>): PromiseDraft => ({
  ...firstDraft(undefined, row),
  text: '送袜子',
  ...change,
});
const ofProduct = (variantId: VariantId | null) => ({ on: 'product', productId: 'p1' as ProductId, variantId });

describe('a promise that is typed', () => {
  it.each<[string, Partial<PromiseDraft>, object]>([
    ['a gift is given to one variant only', {}, { subject: ofProduct(null), price: null }],
    [
      'a price bound is every variant’s, or has another amount',
      { kind: 'price', vow: 'lowest', amount: '５９.９', days: '7' },
      {
        subject: ofProduct('v1' as VariantId),
        price: { vow: 'lowest', minor: 5990, until: NOW + 7 * 86_400_000 },
      },
    ],
    ['a gift carries a price', { kind: 'gift', vow: 'lowest' }, { price: null }],
    ['minutes are another time', { due: 'minutes', minutes: '10' }, { due: { when: 'at', at: NOW + 600_000 } }],
    [
      'a viewer’s is explained again',
      { target: { on: 'viewer', viewerId: 'u1' as ViewerId, title: '小满' }, due: 'explained' },
      { subject: { on: 'viewer', viewerId: 'u1' }, due: { when: 'after_show' } },
    ],
  ])('%s', (_what, change, expected) => {
    expect(readPromise(draft(change), scene)).toMatchObject(expected);
  });

  it.each<[string, Partial<PromiseDraft>]>([
    ['without words', { text: '  ' }],
    ['about a product that is gone', { target: { on: 'product', variantId: 'gone' as VariantId } }],
    ['due in no minutes', { due: 'minutes', minutes: '0' }],
    ['at no price', { kind: 'price', vow: 'lowest', amount: '5九' }],
    ['for no days', { kind: 'price', vow: 'lowest', amount: '59', days: '一' }],
  ])('%s can be sent', (_what, change) => {
    expect(readPromise(draft(change), scene)).toBeNull();
  });

  it('is to the whole show where nothing is explained', () => {
    expect(firstDraft(undefined, null).target).toEqual({ on: 'show' });
  });
});

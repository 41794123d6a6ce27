// What of a show is checked: every text that viewers read or hear, once, beside its own price.

import { describe, expect, it } from 'vitest';
import { SHOW_ITEM, type SpokenText, spokenInShow, toSheetItems } from '../../src-main/core/compliance-sheet.ts';
import type { Product, Variant } from '../../src-main/core/product.ts';
import type { Cue } from '../../src-main/core/run-sheet.ts';
import { duration, money, type ProductId, type ScriptBlockId, type VariantId } from '../../src-main/core/units.ts';

const P1 = 'p1' as ProductId;
const variantOf = (id: string, priceMinor: number, title = ''): Variant => ({
  variantId: id as VariantId,
  productId: P1,
  title,
  sku: id,
  barcode: '',
  price: money(priceMinor, 'CNY'),
  comparePrice: { price: money(9900, 'CNY'), basis: 'last_paid' },
  stock: 7,
});
const product: Product = {
  productId: P1,
  title: '补水面膜',
  category: '面膜',
  image: null,
  sellingPoints: ['敷完不紧绷', '余液可以擦脖子'],
  variants: [variantOf('v1', 3990, '10 片装'), variantOf('v2', 7290)],
};
const cueOf = (number: number, id: string, rest: Partial<Cue> = {}): Cue => ({
  number,
  productId: P1,
  variantId: id as VariantId,
  plannedMs: duration(1),
  deal: null,
  note: '别说治疗',
  speaker: '',
  scriptBlocks: [],
  ...rest,
});
const spoken: readonly SpokenText[] = [
  { productId: null, field: 'script', ref: 's1', text: '晚上好' },
  { productId: P1, field: 'script', ref: 's2', text: '讲面膜' },
];

const proofs = new Map([['v1' as VariantId, '吊牌照片']]);
const goods = new Map([
  [
    P1,
    {
      description: '敏感肌可用',
      shipping: '48 小时内发货',
      afterSale: '7 天无理由',
      gift: { name: '小样', spec: '', quantity: '1 片', period: '', way: '' },
    },
  ],
]);
const itemsOf = (cues: readonly Cue[]) =>
  toSheetItems({ title: '初冬专场' }, { cues, products: [product] }, { spoken, proofs, goods });

describe('the items of a sheet', () => {
  it('leave out a text, put it twice, or check a note that nobody hears', () => {
    expect(itemsOf([cueOf(1, 'v1')]).map(({ itemId, texts }) => [itemId, texts.map(({ text }) => text)])).toEqual([
      [SHOW_ITEM, ['初冬专场', '晚上好']],
      [
        'v1',
        ['补水面膜', '10 片装', '敷完不紧绷', '余液可以擦脖子', '敏感肌可用', '48 小时内发货', '7 天无理由', '讲面膜'],
      ],
    ]);
  });

  it('have another variant’s price, or a deal without its own', () => {
    const deal = {
      price: money(2990, 'CNY'),
      quantity: 1,
      perBuyer: 1,
      countdownMs: duration(0),
      durationMs: duration(1),
    };
    const [, first, second] = itemsOf([cueOf(1, 'v1'), cueOf(2, 'v2', { deal })]);
    expect(first?.context).toMatchObject({
      productId: P1,
      price: { minor: 3990 },
      comparePrice: { proof: '吊牌照片' },
      deal: null,
      stock: 7,
    });
    expect(second?.context).toMatchObject({
      price: { minor: 7290 },
      deal: { price: { minor: 2990 }, closesAt: null },
      comparePrice: { price: { minor: 9900 }, basis: 'last_paid', proof: '' },
    });
  });

  it('name two texts of an item alike, so that a finding is shown in the wrong one', () => {
    for (const { texts } of itemsOf([cueOf(1, 'v1'), cueOf(2, 'v2')])) {
      const names = texts.map(({ field, ref }) => `${field} ${ref}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('what scripts say', () => {
  it('is left out where a cue borrows it, or checked twice where it is the product’s own', () => {
    const block = (id: string, productId: string | null, kind: 'price' | 'faq' = 'price') => ({
      blockId: id as ScriptBlockId,
      productId: productId as ProductId | null,
      kind,
      text: id,
    });
    const cues = [
      cueOf(1, 'v1', { scriptBlocks: ['own', 'borrowed', 'any'] as ScriptBlockId[] }),
      cueOf(2, 'v2', { scriptBlocks: ['borrowed'] as ScriptBlockId[] }),
    ];
    const said = spokenInShow([block('own', 'p1'), block('borrowed', 'p9'), block('any', null, 'faq')], cues);
    expect(said.map(({ productId, field, ref }) => [productId, field, ref])).toEqual([
      ['p1', 'script', 'own'],
      ['p9', 'script', 'borrowed'],
      ['p1', 'script', 'borrowed'],
      [null, 'faq', 'any'],
    ]);
  });
});

// What an import would do: found by id, SKU or title, silent fields left alone, clashes refused with both rows.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffDrafts, type ExistingProduct } from '../../src-main/core/draft-diff.ts';
import {
  NO_PRODUCT_EXTRAS,
  NO_VARIANT_EXTRAS,
  type ProductDraft,
  type VariantDraft,
} from '../../src-main/core/product-draft.ts';
import { money, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { draftList } from './support/draft-arbitrary.ts';

const variant = (row: number, said: Partial<VariantDraft> = {}): VariantDraft => ({
  row,
  externalId: '',
  options: [],
  sku: '',
  barcode: '',
  price: money(8900, 'CNY'),
  comparePrice: null,
  compareBasis: null,
  cost: null,
  ...NO_VARIANT_EXTRAS,
  image: '',
  ...said,
});

const draft = (row: number, said: Partial<ProductDraft> = {}): ProductDraft => ({
  row,
  externalId: '',
  title: '口红',
  category: '',
  brand: '',
  tags: [],
  description: '',
  sellingPoints: [],
  status: null,
  optionNames: [],
  images: [],
  ...NO_PRODUCT_EXTRAS,
  variants: [variant(row)],
  ...said,
});

/** The catalogue after an import of `drafts`. */
const stored = (drafts: readonly ProductDraft[]): readonly ExistingProduct[] =>
  drafts.map(({ row: _, variants, ...product }, at) => ({
    ...product,
    productId: `p${at}` as ProductId,
    variants: variants.map(({ row: __, ...rest }, place) => ({ ...rest, variantId: `v${at}-${place}` as VariantId })),
  }));

const codesOf = (existing: readonly ExistingProduct[], drafts: readonly ProductDraft[]) =>
  diffDrafts(existing, drafts).refused.flatMap(({ problems }) =>
    problems.map(({ row, code, otherRow }) => [row, code, otherRow]),
  );

const SHADES = draft(2, {
  optionNames: ['色号'],
  variants: [variant(2, { options: ['红'], sku: 'A' }), variant(3, { options: ['粉'], sku: 'B', stock: 5 })],
});

describe('matching', () => {
  it.each([
    ['an external id', draft(9, { externalId: 'x', title: '改名' }), draft(2, { externalId: 'x' })],
    [
      'an SKU',
      draft(9, { title: '改名', variants: [variant(9, { sku: 'A' })] }),
      draft(2, { variants: [variant(2, { sku: 'A' })] }),
    ],
    ['title and options', draft(9, { brand: '新' }), draft(2)],
    ['a title in full width', draft(9, { title: 'ＬＩＰ', brand: '新' }), draft(2, { title: 'lip' })],
  ])('a product known by %s is made a second time', (_, changed, known) => {
    const { create, change } = diffDrafts(stored([known]), [changed]);
    expect([create.length, change.map(({ productId }) => productId)]).toEqual([0, ['p0']]);
  });

  it.each([
    ['another external id', draft(9, { externalId: 'y' }), draft(2, { externalId: 'x' })],
    [
      'another SKU',
      draft(9, { variants: [variant(9, { sku: 'B' })] }),
      draft(2, { variants: [variant(2, { sku: 'A' })] }),
    ],
    ['other option names', draft(9, { optionNames: ['色号'], variants: [variant(9, { options: ['红'] })] }), draft(2)],
  ])('a product of the same title with %s is overwritten', (_, other, known) => {
    const { create, change } = diffDrafts(stored([known]), [other]);
    expect([create.length, change.length]).toEqual([1, 0]);
  });

  it('a row that says no more than an SKU and a price cannot change it, or changes the other variant', () => {
    const row = draft(7, { title: '', variants: [variant(7, { sku: 'B', price: money(7900, 'CNY') })] });
    const { change, refused } = diffDrafts(stored([SHADES]), [row]);
    expect(refused).toEqual([]);
    expect(change[0]?.fields).toEqual([]);
    expect(change[0]?.variants).toEqual([
      {
        variantId: 'v0-1',
        variant: row.variants[0],
        fields: [{ field: 'price', from: money(8900, 'CNY'), to: money(7900, 'CNY') }],
      },
    ]);
  });

  it('a new variant of a known product is lost', () => {
    const added = { ...SHADES, variants: [...SHADES.variants, variant(4, { options: ['橘'], sku: 'C' })] };
    const { change } = diffDrafts(stored([SHADES]), [added]);
    expect(change[0]?.variants.map(({ variantId, variant: { sku } }) => [variantId, sku])).toEqual([[null, 'C']]);
  });

  it('silence erases, or stock that is no longer counted is not told from silence', () => {
    const silent = draft(9, { externalId: 'x', title: '', variants: [variant(9, { price: null })] });
    const known = stored([
      draft(2, {
        externalId: 'x',
        brand: 'B',
        tags: ['t'],
        variants: [variant(2, { stock: 3, cost: money(1, 'CNY') })],
      }),
    ]);
    expect(diffDrafts(known, [silent]).same).toHaveLength(1);
    const uncounted = { ...silent, variants: [variant(9, { price: null, stock: null })] };
    expect(diffDrafts(known, [uncounted]).change[0]?.variants[0]?.fields).toEqual([
      { field: 'stock', from: 3, to: null },
    ]);
  });
});

describe('clashes', () => {
  it.each([
    [
      'an SKU twice in a file',
      [],
      [
        draft(2, { title: 'a', variants: [variant(2, { sku: 'A' })] }),
        draft(5, { title: 'b', variants: [variant(5, { sku: 'A' })] }),
      ],
      [
        [2, 'sku_twice', 5],
        [5, 'sku_twice', 2],
      ],
    ],
    [
      'an SKU twice in a product',
      [],
      [
        draft(2, {
          optionNames: ['o'],
          variants: [variant(2, { options: ['1'], sku: 'A' }), variant(3, { options: ['2'], sku: 'A' })],
        }),
      ],
      [
        [2, 'sku_twice', 3],
        [3, 'sku_twice', 2],
      ],
    ],
    [
      'an SKU that another product has',
      stored([draft(2, { externalId: 'x', variants: [variant(2, { sku: 'A' })] })]),
      [draft(9, { externalId: 'y', title: '帽子', variants: [variant(9, { sku: 'A' })] })],
      [[9, 'sku_taken', undefined]],
    ],
    [
      'a title twice with nothing to tell them apart',
      [],
      [draft(2), draft(3)],
      [
        [2, 'product_twice', 3],
        [3, 'product_twice', 2],
      ],
    ],
    ['a title that two products have', stored([draft(2), draft(3)]), [draft(9)], [[9, 'match_unclear', undefined]]],
    [
      'SKUs of two products in one',
      stored([
        draft(2, { title: 'a', variants: [variant(2, { sku: 'A' })] }),
        draft(3, { title: 'b', variants: [variant(3, { sku: 'B' })] }),
      ]),
      [
        draft(9, {
          optionNames: ['o'],
          variants: [variant(9, { options: ['1'], sku: 'A' }), variant(10, { options: ['2'], sku: 'B' })],
        }),
      ],
      [[9, 'match_unclear', undefined]],
    ],
    [
      'a new product without a price',
      [],
      [draft(2, { variants: [variant(2, { price: null })] })],
      [[2, 'price_missing', undefined]],
    ],
    ['a new product without a title', [], [draft(2, { title: '' })], [[2, 'title_missing', undefined]]],
    [
      'two rows that mean one variant',
      stored([SHADES]),
      [{ ...SHADES, variants: [variant(9, { options: ['红'] }), variant(10, { options: ['粉'], sku: 'A' })] }],
      [[10, 'variant_twice', 9]],
    ],
  ])('%s is taken, or refused without the rows', (_, existing, drafts, codes) => {
    expect(codesOf(existing, drafts)).toEqual(codes);
  });
});

it('the same file twice changes something', () => {
  fc.assert(
    fc.property(draftList, (drafts) => {
      const numbered = drafts.map((one, at) => ({
        ...one,
        row: at * 10,
        variants: one.variants.map((each, place) => ({ ...each, row: at * 10 + place })),
      }));
      const first = diffDrafts([], numbered);
      const taken = first.create.map((outcome) => outcome.draft);
      const second = diffDrafts(stored(taken), taken);
      expect([second.create.length, second.change.length, second.refused.length]).toEqual([0, 0, 0]);
      expect(second.same).toHaveLength(taken.length);
      expect(first.create.length + first.refused.length).toBe(numbered.length);
    }),
    { numRuns: 500 },
  );
});

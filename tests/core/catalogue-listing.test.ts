// The list of the catalogue in memory, against the same list made the slow way after every change.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CATALOGUE_SORTS,
  type CatalogueFilter,
  type CatalogueOrder,
  createCatalogueListing,
  type ListedProduct,
} from '../../src-main/core/catalogue-listing.ts';
import { toSearchText, toSearchWords } from '../../src-main/core/search-text.ts';
import { instant, money, type ProductId } from '../../src-main/core/units.ts';

const word = fc.constantFrom('口红', '口', '红', '防晒霜', 'KH-1', 'kh', '面膜', '膜面', '红口红', 'ＡＢ', '');
const title = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(''));

const listed: fc.Arbitrary<ListedProduct> = fc
  .record({
    n: fc.integer({ min: 0, max: 12 }),
    title,
    category: fc.constantFrom('', '彩妆', '护肤'),
    tags: fc.uniqueArray(fc.constantFrom('新品', '清仓'), { maxLength: 2 }),
    price: fc.integer({ min: 0, max: 5 }),
    stock: fc.option(fc.integer({ min: 0, max: 5 })),
    isArchived: fc.boolean(),
    updatedAt: fc.integer({ min: 0, max: 5 }),
  })
  .map((said) => ({
    sortTitle: said.title,
    text: toSearchText([said.title, ...said.tags]),
    row: {
      productId: `p${said.n}` as ProductId,
      title: said.title,
      category: said.category,
      brand: '',
      tags: said.tags,
      image: null,
      sku: '',
      variantCount: 1,
      priceFrom: money(said.price, 'CNY'),
      priceTo: money(said.price, 'CNY'),
      listFrom: null,
      stock: said.stock,
      least: said.stock,
      isArchived: said.isArchived,
      version: 1,
      updatedAt: instant(said.updatedAt),
    },
  }));

const filter: fc.Arbitrary<CatalogueFilter> = fc.record({
  search: fc.oneof(word, title, fc.constant('红 口'), fc.constant('  ')),
  category: fc.option(fc.constantFrom('', '彩妆')),
  tag: fc.option(fc.constantFrom('新品', '清仓')),
  state: fc.constantFrom('active' as const, 'archived' as const),
  stockAtMost: fc.option(fc.integer({ min: 0, max: 5 })),
});

const order: fc.Arbitrary<CatalogueOrder> = fc.record({
  sort: fc.constantFrom(...CATALOGUE_SORTS),
  isDescending: fc.boolean(),
});

const sortedBy = ({ row, sortTitle }: ListedProduct, sort: CatalogueOrder['sort']): string | number =>
  ({
    title: sortTitle,
    category: row.category,
    price: row.priceFrom.minor,
    stock: row.stock ?? Number.MAX_SAFE_INTEGER,
    updated: row.updatedAt,
  })[sort];

const slowList = (
  products: readonly ListedProduct[],
  { search, category, tag, state, stockAtMost }: CatalogueFilter,
  { sort, isDescending }: CatalogueOrder,
): readonly ProductId[] => {
  const kept = products.filter(
    ({ row, text }) =>
      toSearchWords(search).every((each) => text.includes(each)) &&
      row.isArchived === (state === 'archived') &&
      (category === null || row.category === category) &&
      (tag === null || row.tags.includes(tag)) &&
      (stockAtMost === null || (row.least !== null && row.least <= stockAtMost)),
  );
  const sorted = kept
    .map((product, place) => ({ product, place, value: sortedBy(product, sort) }))
    .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.place - b.place))
    .map(({ product }) => product.row.productId);
  return isDescending ? sorted.reverse() : sorted;
};

describe('the list', () => {
  it('differs from one made anew after products were put, changed and put again', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), product: listed }),
      fc.record({ kind: fc.constant('ask' as const), filter, order }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), filter, order, (steps, lastFilter, lastOrder) => {
        const listing = createCatalogueListing();
        const products = new Map<ProductId, ListedProduct>();
        const check = (asked: CatalogueFilter, by: CatalogueOrder): void => {
          const found = listing.list(asked, by).map(({ productId }) => productId);
          expect(found).toEqual(slowList([...products.values()], asked, by));
        };
        for (const each of steps) {
          if (each.kind === 'ask') check(each.filter, each.order);
          else {
            listing.put(each.product);
            products.set(each.product.row.productId, each.product);
          }
        }
        check(lastFilter, lastOrder);
        const rows = [...products.values()].map(({ row }) => row);
        const active = rows.filter(({ isArchived }) => !isArchived);
        expect(listing.facets()).toMatchObject({ active: active.length, archived: rows.length - active.length });
        for (const { name, count } of listing.facets().categories)
          expect(active.filter(({ category }) => category === name)).toHaveLength(count);
      }),
      { numRuns: 300 },
    );
  });
});

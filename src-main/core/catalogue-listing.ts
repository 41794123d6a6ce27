// The catalogue as a list: filtered, searched and sorted in memory, a hundred thousand products without a pause.

import type { CatalogueRow } from './catalogue-row.ts';
import { toSearchWords } from './search-text.ts';
import { createTextIndex } from './text-index.ts';
import type { ProductId } from './units.ts';

export const CATALOGUE_SORTS = ['title', 'category', 'price', 'stock', 'updated'] as const;
export type CatalogueSort = (typeof CATALOGUE_SORTS)[number];

export interface CatalogueFilter {
  readonly search: string;
  /** Null: any. '' is a product without one. */
  readonly category: string | null;
  readonly tag: string | null;
  readonly state: 'active' | 'archived';
  /** Only those of which a show may sell at most so many; null: any. */
  readonly stockAtMost: number | null;
}

export interface CatalogueOrder {
  readonly sort: CatalogueSort;
  readonly isDescending: boolean;
}

export interface ListedProduct {
  readonly row: CatalogueRow;
  /** The title as it is sorted: by sound where it is Chinese. */
  readonly sortTitle: string;
  /** Folded; everything that the product is found by. */
  readonly text: string;
}

export interface Facet {
  readonly name: string;
  readonly count: number;
}

export interface CatalogueFacets {
  readonly active: number;
  readonly archived: number;
  /** Of what is not archived, most products first. */
  readonly categories: readonly Facet[];
  readonly tags: readonly Facet[];
}

export interface CatalogueListing {
  put(product: ListedProduct): void;
  row(productId: ProductId): CatalogueRow | null;
  /** All that pass the filter, in order. Ties stand as they were first put. */
  list(filter: CatalogueFilter, order: CatalogueOrder): readonly CatalogueRow[];
  facets(): CatalogueFacets;
}

type Compare = (a: number, b: number) => number;

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const MOST_FACETS = 500;
/** Beyond so many changes at once, sorting anew is quicker than moving each. */
const MOST_MOVES = 200;

const rank = (counts: ReadonlyMap<string, number>): readonly Facet[] =>
  [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || byText(a.name, b.name))
    .slice(0, MOST_FACETS);

export const createCatalogueListing = (): CatalogueListing => {
  const keys = new Map<ProductId, number>();
  const listed: ListedProduct[] = [];
  const index = createTextIndex();
  const orders = new Map<CatalogueSort, number[]>();
  /** Keys whose place in the orders is not known; their rows are the new ones already. */
  const moved = new Set<number>();
  let facets: CatalogueFacets | null = null;

  const rowAt = (key: number): CatalogueRow => {
    const product = listed[key];
    if (product === undefined) throw new RangeError(`no product has the key ${key}`);
    return product.row;
  };

  const COMPARES: Readonly<Record<CatalogueSort, Compare>> = {
    title: (a, b) => byText(listed[a]?.sortTitle ?? '', listed[b]?.sortTitle ?? ''),
    category: (a, b) => byText(rowAt(a).category, rowAt(b).category),
    price: (a, b) => rowAt(a).priceFrom.minor - rowAt(b).priceFrom.minor,
    // What is never counted has most.
    stock: (a, b) => (rowAt(a).stock ?? Number.MAX_SAFE_INTEGER) - (rowAt(b).stock ?? Number.MAX_SAFE_INTEGER),
    updated: (a, b) => rowAt(a).updatedAt - rowAt(b).updatedAt,
  };
  const compareBy =
    (sort: CatalogueSort): Compare =>
    (a, b) =>
      COMPARES[sort](a, b) || a - b;

  const insert = (order: number[], key: number, compare: Compare): void => {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(order[middle] ?? key, key) < 0) low = middle + 1;
      else high = middle;
    }
    order.splice(low, 0, key);
  };

  const settle = (): void => {
    if (moved.size === 0) return;
    if (moved.size > MOST_MOVES) orders.clear();
    for (const [sort, order] of orders) {
      const kept = order.filter((key) => !moved.has(key));
      for (const key of moved) insert(kept, key, compareBy(sort));
      orders.set(sort, kept);
    }
    moved.clear();
  };

  const orderBy = (sort: CatalogueSort): readonly number[] => {
    settle();
    const known = orders.get(sort);
    if (known !== undefined) return known;
    const made = listed.map((_, key) => key).sort(compareBy(sort));
    orders.set(sort, made);
    return made;
  };

  const countFacets = (): CatalogueFacets => {
    const categories = new Map<string, number>();
    const tags = new Map<string, number>();
    let archived = 0;
    for (const { row } of listed) {
      if (row.isArchived) {
        archived += 1;
        continue;
      }
      categories.set(row.category, (categories.get(row.category) ?? 0) + 1);
      for (const tag of row.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    }
    return { active: listed.length - archived, archived, categories: rank(categories), tags: rank(tags) };
  };

  return {
    put: (product) => {
      const key = keys.get(product.row.productId) ?? listed.length;
      keys.set(product.row.productId, key);
      listed[key] = product;
      index.put(key, product.text);
      moved.add(key);
      facets = null;
    },
    row: (productId) => {
      const key = keys.get(productId);
      return key === undefined ? null : rowAt(key);
    },
    list: ({ search, category, tag, state, stockAtMost }, { sort, isDescending }) => {
      const words = toSearchWords(search);
      const found = words.length === 0 ? null : index.find(words);
      const order = orderBy(sort);
      const rows: CatalogueRow[] = [];
      for (const key of order) {
        if (found !== null && !found.has(key)) continue;
        const row = rowAt(key);
        if (row.isArchived !== (state === 'archived')) continue;
        if (category !== null && row.category !== category) continue;
        if (tag !== null && !row.tags.includes(tag)) continue;
        if (stockAtMost !== null && (row.least === null || row.least > stockAtMost)) continue;
        rows.push(row);
      }
      return isDescending ? rows.reverse() : rows;
    },
    facets: () => {
      facets ??= countFacets();
      return facets;
    },
  };
};

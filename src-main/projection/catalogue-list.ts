// The catalogue's list as screens page through it: read from the store in small steps, then kept up by what is touched.

import type { CatalogueFacets, CataloguePage } from '../contract/catalogue-documents.ts';
import {
  type CatalogueFilter,
  type CatalogueOrder,
  createCatalogueListing,
  type ListedProduct,
} from '../core/catalogue-listing.ts';
import { variantTitle } from '../core/catalogue-product.ts';
import { type CatalogueRow, toCatalogueRow } from '../core/catalogue-row.ts';
import { foldText, toSearchText } from '../core/search-text.ts';
import type { ProductId } from '../core/units.ts';
import type { KeptProduct } from '../store/catalogue-store.ts';
import type { Store } from '../store/store.ts';

export interface CatalogueList {
  page(
    filter: CatalogueFilter,
    order: CatalogueOrder,
    window: { readonly offset: number; readonly limit: number },
  ): Promise<CataloguePage>;
  facets(): Promise<CatalogueFacets>;
  /** All that pass the filter. */
  chosen(filter: CatalogueFilter): Promise<readonly ProductId[]>;
}

/** A step holds the engine for a few milliseconds at most. */
const STEP = 200;

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);

const toListed = ({ product, sound, updatedAt }: KeptProduct): ListedProduct => {
  const codes = product.variants.flatMap(({ sku, barcode }) => [sku, barcode].filter((code) => code !== ''));
  const title = foldText(product.title);
  return {
    row: toCatalogueRow(product, updatedAt),
    sortTitle: isHan(title) ? sound : title,
    text: toSearchText([
      product.title,
      ...product.variants.map(variantTitle),
      ...codes,
      ...product.tags,
      product.brand,
      ...sound.split('\n'),
    ]),
  };
};

type Shelf = Pick<Store, 'catalogueProduct' | 'cataloguePage' | 'catalogueRevision' | 'catalogueTouchedSince'>;

export const createCatalogueList = (store: Shelf): CatalogueList => {
  const listing = createCatalogueListing();
  let seen = 0;
  let filling: Promise<void> | null = null;

  const fill = async (): Promise<void> => {
    seen = store.catalogueRevision();
    for (let after = 0; ; ) {
      const { products, end } = store.cataloguePage(after, STEP);
      if (products.length === 0) return;
      for (const product of products) listing.put(toListed(product));
      after = end;
      await nextTurn();
    }
  };

  /** What was begun and failed is begun again by the next who asks. */
  const filled = (): Promise<void> => {
    filling ??= fill().catch((fault: unknown) => {
      filling = null;
      throw fault;
    });
    return filling;
  };

  const upToDate = async (): Promise<void> => {
    await filled();
    const touched = store.catalogueTouchedSince(seen);
    if (touched === null) {
      filling = null;
      return upToDate();
    }
    seen = store.catalogueRevision();
    for (const productId of touched) {
      const product = store.catalogueProduct(productId);
      if (product !== null) listing.put(toListed(product));
    }
  };

  const BY_TITLE: CatalogueOrder = { sort: 'title', isDescending: false };
  /** What was filtered last: a person scrolls through one list. */
  let last: { readonly key: string; readonly rows: readonly CatalogueRow[] } | null = null;

  const rowsOf = (filter: CatalogueFilter, order: CatalogueOrder): readonly CatalogueRow[] => {
    const key = JSON.stringify([filter, order, seen]);
    if (last?.key !== key) last = { key, rows: listing.list(filter, order) };
    return last.rows;
  };

  return {
    page: async (filter, order, { offset, limit }) => {
      await upToDate();
      const rows = rowsOf(filter, order);
      return { total: rows.length, offset, rows: rows.slice(offset, offset + limit) };
    },
    facets: async () => {
      await upToDate();
      return listing.facets();
    },
    chosen: async (filter) => {
      await upToDate();
      return rowsOf(filter, BY_TITLE).map(({ productId }) => productId);
    },
  };
};

// Variants on sale that a search finds: the catalogue's own search, and of a product first those whose own words match.

import { type CatalogueProduct, priceOf, variantTitle } from '../core/catalogue-product.ts';
import { toSearchText, toSearchWords } from '../core/search-text.ts';
import type { VariantOnSale } from '../store/run-sheet-store.ts';
import type { Store } from '../store/store.ts';
import type { CatalogueList } from './catalogue-list.ts';

const variantsOf = (product: CatalogueProduct, words: readonly string[]): readonly VariantOnSale[] => {
  const { productId, title, images } = product;
  const isMeant = (text: string): boolean => words.some((word) => text.includes(word));
  const rows = product.variants.map((variant) => ({
    isMeant: isMeant(toSearchText([variantTitle(variant), variant.sku, variant.barcode])),
    row: {
      productId,
      variantId: variant.variantId,
      title,
      variantTitle: variantTitle(variant),
      sku: variant.sku,
      image: images[0] ?? null,
      price: priceOf(variant),
      stock: variant.stock,
    },
  }));
  return [...rows.filter((each) => each.isMeant), ...rows.filter((each) => !each.isMeant)].map(({ row }) => row);
};

/** At most `limit`, by title; all of them where nothing is searched for. */
export const findOnSale = async (
  list: CatalogueList,
  store: Pick<Store, 'catalogueProduct'>,
  search: string,
  limit: number,
): Promise<readonly VariantOnSale[]> => {
  const words = toSearchWords(search);
  const filter = { search, category: null, tag: null, state: 'active', stockAtMost: null } as const;
  const { rows } = await list.page(filter, { sort: 'title', isDescending: false }, { offset: 0, limit });
  const found: VariantOnSale[] = [];
  for (const { productId } of rows) {
    const kept = store.catalogueProduct(productId);
    if (kept !== null) found.push(...variantsOf(kept.product, words));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
};

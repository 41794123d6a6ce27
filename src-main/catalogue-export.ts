// Writes the catalogue, or a part of it, as a file in a format that shops use, and counts what the format cannot say.

import { writeCatalogue } from './catalogue-files/write-catalogue.ts';
import { toRefusal } from './catalogue-import.ts';
import type { ExportReport, ImportFormat } from './contract/import-documents.ts';
import { hasUnsaidPictures, type ProductLink, toDraft } from './core/catalogue-draft.ts';
import type { CatalogueProduct } from './core/catalogue-product.ts';
import type { ProductDraft } from './core/product-draft.ts';
import type { ProductId } from './core/units.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import type { Store } from './store/store.ts';

export interface ExportOrder {
  readonly format: ImportFormat;
  readonly container: 'csv' | 'xlsx';
  /** Null: all of them. */
  readonly productIds: readonly ProductId[] | null;
  /** Of amounts, where the format has no column for it. */
  readonly currency: string;
  readonly name: string;
}

const STEP = 200;

const originOf = (format: ImportFormat): string => (format === 'shopify_classic' ? 'shopify' : format);

const readProducts = function* (store: Store, productIds: ExportOrder['productIds']): Generator<CatalogueProduct> {
  if (productIds !== null) {
    for (const productId of productIds) {
      const kept = store.catalogueProduct(productId);
      if (kept !== null) yield kept.product;
    }
    return;
  }
  for (let after = 0; ; ) {
    const { products, end } = store.cataloguePage(after, STEP);
    if (products.length === 0) return;
    for (const { product } of products) yield product;
    after = end;
  }
};

/** Our own files name products by the catalogue's ids, so that they find them again. */
const asNamed = (format: ImportFormat, { productId, variants }: CatalogueProduct, link: ProductLink): ProductLink =>
  format === 'kongtai'
    ? {
        ...link,
        externalId: productId,
        variantIds: new Map(variants.map(({ variantId }) => [variantId, variantId] as const)),
      }
    : link;

/** Throws Refusal `bad_catalogue_file` where it cannot be written. */
export const exportCatalogue = async (
  store: Store,
  outgoing: OutgoingFiles,
  { format, container, productIds, currency, name }: ExportOrder,
): Promise<ExportReport> => {
  let pictures = 0;
  const drafts = function* (): Generator<ProductDraft> {
    for (const product of readProducts(store, productIds)) {
      const link = store.productLink(originOf(format), product.productId);
      if (hasUnsaidPictures(product, link)) pictures += 1;
      yield toDraft(product, asNamed(format, product, link));
    }
  };
  const file = outgoing.make(name);
  try {
    const { products, rows, losses, cutCells } = await writeCatalogue(file.path, {
      format,
      container,
      currency,
      drafts: drafts(),
    });
    const counted = Object.entries(losses).map(([field, count]) => ({ field, count }));
    if (pictures > 0) counted.push({ field: 'pictures', count: pictures });
    return { ...(await outgoing.publish(file)), products, rows, losses: counted, cutCells };
  } catch (fault) {
    throw toRefusal(fault);
  }
};

// A product of the catalogue as a file would say it, so that the two can be compared and one be written as the other.

import type { CatalogueProduct } from './catalogue-product.ts';
import type { ExistingProduct } from './draft-diff.ts';
import type { ProductDraft } from './product-draft.ts';
import { specificationLine } from './specification.ts';
import type { VariantId } from './units.ts';

/** What files have said of a product that the catalogue itself has no place for. */
export interface ProductLink {
  /** By which the world that a file comes from knows it; '' where it does not. */
  readonly externalId: string;
  readonly variantIds: ReadonlyMap<VariantId, string>;
  /** URLs of pictures, wherever they came from. */
  readonly images: readonly string[];
  readonly variantImages: ReadonlyMap<VariantId, string>;
}

export const NO_LINK: ProductLink = { externalId: '', variantIds: new Map(), images: [], variantImages: new Map() };

export const toExisting = (product: CatalogueProduct, link: ProductLink): ExistingProduct => ({
  productId: product.productId,
  externalId: link.externalId,
  title: product.title,
  category: product.category,
  brand: product.brand,
  tags: product.tags,
  description: product.description,
  sellingPoints: product.sellingPoints,
  status: product.isArchived ? 'archived' : 'active',
  optionNames: product.optionNames,
  partner: product.partner,
  specification: product.specification.map(specificationLine),
  shipping: product.shipping,
  afterSale: product.afterSale,
  giftName: product.gift.name,
  giftSpec: product.gift.spec,
  giftQuantity: product.gift.quantity,
  giftPeriod: product.gift.period,
  giftWay: product.gift.way,
  images: link.images,
  variants: product.variants.map((variant) => ({
    variantId: variant.variantId,
    externalId: link.variantIds.get(variant.variantId) ?? '',
    options: variant.options,
    sku: variant.sku,
    barcode: variant.barcode,
    price: variant.listPrice,
    livePrice: variant.livePrice,
    comparePrice: variant.comparePrice?.price ?? null,
    compareBasis: variant.comparePrice?.basis ?? null,
    compareProof: variant.comparePrice?.proof ?? '',
    cost: variant.cost,
    stock: variant.isTracked ? variant.stock : null,
    bufferPercent: variant.bufferPercent,
    image: link.variantImages.get(variant.variantId) ?? '',
  })),
});

/** For a file that is written: `row` is nothing that anybody reads. */
export const toDraft = (product: CatalogueProduct, link: ProductLink): ProductDraft => {
  const { productId: _own, variants, ...fields } = toExisting(product, link);
  return { ...fields, row: 0, variants: variants.map(({ variantId: _id, ...variant }) => ({ ...variant, row: 0 })) };
};

/** What of a product no file can say, as far as it has it: pictures that lie in the data folder alone. */
export const hasUnsaidPictures = ({ images }: CatalogueProduct, link: ProductLink): boolean =>
  images.length > new Set([...link.images, ...link.variantImages.values()]).size;

// One line of the catalogue's list: a product with its variants added up.

import { type CatalogueProduct, priceOf, sellableOf } from './catalogue-product.ts';
import { type Instant, type Money, money, type ProductId } from './units.ts';

export interface CatalogueRow {
  readonly productId: ProductId;
  readonly title: string;
  readonly category: string;
  readonly brand: string;
  readonly tags: readonly string[];
  /** A file name under `media`, or null. */
  readonly image: string | null;
  /** The first variant's. */
  readonly sku: string;
  readonly variantCount: number;
  /** The lowest and the highest price that a variant is sold at. */
  readonly priceFrom: Money;
  readonly priceTo: Money;
  /** The lowest list price where some variant has a live price. */
  readonly listFrom: Money | null;
  /** All counted variants together; null where none is counted. */
  readonly stock: number | null;
  /** Of the counted variant that has least, what a show may sell; null where none is counted. */
  readonly least: number | null;
  readonly isArchived: boolean;
  readonly version: number;
  readonly updatedAt: Instant;
}

const lowest = (amounts: readonly Money[]): Money =>
  amounts.reduce((least, each) => (each.minor < least.minor ? each : least), amounts[0] ?? money(0, 'CNY'));
const highest = (amounts: readonly Money[]): Money =>
  amounts.reduce((most, each) => (each.minor > most.minor ? each : most), amounts[0] ?? money(0, 'CNY'));

export const toCatalogueRow = (product: CatalogueProduct, updatedAt: Instant): CatalogueRow => {
  const { variants } = product;
  const prices = variants.map(priceOf);
  const counted = variants.filter(({ isTracked }) => isTracked);
  const hasLivePrice = variants.some(({ livePrice }) => livePrice !== null);
  return {
    productId: product.productId,
    title: product.title,
    category: product.category,
    brand: product.brand,
    tags: product.tags,
    image: product.images[0] ?? null,
    sku: variants[0]?.sku ?? '',
    variantCount: variants.length,
    priceFrom: lowest(prices),
    priceTo: highest(prices),
    listFrom: hasLivePrice ? lowest(variants.map(({ listPrice }) => listPrice)) : null,
    stock: counted.length === 0 ? null : counted.reduce((sum, { stock }) => sum + stock, 0),
    least: counted.length === 0 ? null : Math.min(...counted.map((variant) => sellableOf(variant) ?? 0)),
    isArchived: product.isArchived,
    version: product.version,
    updatedAt,
  };
};

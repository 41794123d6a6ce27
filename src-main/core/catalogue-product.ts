// A product as the catalogue keeps it: everything that is prepared, priced and counted; a show sees its `Product`.

import { type Gift, NO_GIFT } from './gift.ts';
import { type CompareBasis, type ComparePrice, type Product, sellable, type Variant } from './product.ts';
import type { SpecificationRow } from './specification.ts';
import type { Money, ProductId, VariantId } from './units.ts';

export const MOST_OPTION_NAMES = 3;
export const MOST_IMAGES = 12;
export const MOST_STOCK = 100_000_000;

export interface CatalogueVariant {
  readonly variantId: VariantId;
  /** One value for each of the product's option names. */
  readonly options: readonly string[];
  readonly sku: string;
  readonly barcode: string;
  readonly listPrice: Money;
  /** What it costs in a show; null where that is the list price. */
  readonly livePrice: Money | null;
  /** `proof`: where the ground can be looked up, in a person's words. */
  readonly comparePrice: { readonly price: Money; readonly basis: CompareBasis; readonly proof: string } | null;
  readonly cost: Money | null;
  readonly stock: number;
  /** Of the stock, what is kept back from shows. */
  readonly bufferPercent: number;
  /** False: the shop does not count it, it never runs out. */
  readonly isTracked: boolean;
}

export interface CatalogueProduct {
  readonly productId: ProductId;
  readonly title: string;
  /** Drives the compliance packs. */
  readonly category: string;
  readonly brand: string;
  /** Whose goods are sold. */
  readonly partner: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly sellingPoints: readonly string[];
  readonly specification: readonly SpecificationRow[];
  readonly shipping: string;
  readonly afterSale: string;
  /** `NO_GIFT` where none goes with it. */
  readonly gift: Gift;
  /** File names under the data folder's `media`; the first is shown. */
  readonly images: readonly string[];
  readonly optionNames: readonly string[];
  readonly variants: readonly CatalogueVariant[];
  readonly isArchived: boolean;
  /** Goes up with every edit, never with a sale. */
  readonly version: number;
}

/** A product of which nothing has been said yet. */
export const BLANK_PRODUCT: Omit<CatalogueProduct, 'productId'> = {
  title: '',
  category: '',
  brand: '',
  partner: '',
  description: '',
  tags: [],
  sellingPoints: [],
  specification: [],
  shipping: '',
  afterSale: '',
  gift: NO_GIFT,
  images: [],
  optionNames: [],
  variants: [],
  isArchived: false,
  version: 0,
};

/** The price that it is sold at. */
export const priceOf = ({ livePrice, listPrice }: CatalogueVariant): Money => livePrice ?? listPrice;

/** What a show may sell of it; null where it is not counted. */
export const sellableOf = ({ stock, bufferPercent, isTracked }: CatalogueVariant): number | null =>
  isTracked ? sellable(stock, bufferPercent) : null;

/** 「枫叶红 3.2g」; '' where a product has but one. */
export const variantTitle = ({ options }: Pick<CatalogueVariant, 'options'>): string =>
  options.filter((value) => value !== '').join(' ');

const toComparePrice = (compare: CatalogueVariant['comparePrice']): ComparePrice | null => {
  if (compare === null) return null;
  const { price, basis, proof } = compare;
  return proof === '' ? { price, basis } : { price, basis, proof };
};

/** The product as a show sees it. */
export const toProduct = (product: CatalogueProduct): Product => ({
  productId: product.productId,
  title: product.title,
  category: product.category,
  image: product.images[0] ?? null,
  sellingPoints: product.sellingPoints,
  variants: product.variants.map(
    (variant): Variant => ({
      variantId: variant.variantId,
      productId: product.productId,
      title: variantTitle(variant),
      sku: variant.sku,
      barcode: variant.barcode,
      price: priceOf(variant),
      comparePrice: toComparePrice(variant.comparePrice),
      stock: variant.stock,
      ...(variant.isTracked ? {} : { isTracked: false as const }),
      ...(variant.bufferPercent === 0 ? {} : { buffer: variant.bufferPercent }),
    }),
  ),
});

export type ProductObjection =
  | 'variant_missing'
  | 'option_names'
  | 'option_values'
  | 'option_clash'
  | 'sku_twice'
  | 'currency_mixed'
  | 'price_not_whole';

const isTwice = (words: readonly string[]): boolean => new Set(words).size !== words.length;

const moneyOf = (variant: CatalogueVariant): readonly Money[] =>
  [variant.listPrice, variant.livePrice, variant.comparePrice?.price ?? null, variant.cost].flatMap(
    (each) => each ?? [],
  );

/** Why a product cannot be kept as it is, or null. */
export const checkProduct = ({ optionNames, variants }: CatalogueProduct): ProductObjection | null => {
  if (variants.length === 0) return 'variant_missing';
  if (optionNames.length > MOST_OPTION_NAMES || optionNames.includes('') || isTwice(optionNames)) return 'option_names';
  if (variants.some(({ options }) => options.length !== optionNames.length)) return 'option_values';
  if (variants.length > 1 && variants.some(({ options }) => options.length === 0 || options.includes('')))
    return 'option_values';
  if (isTwice(variants.map(({ options }) => JSON.stringify(options)))) return 'option_clash';
  if (isTwice(variants.flatMap(({ sku }) => (sku === '' ? [] : [sku])))) return 'sku_twice';
  const amounts = variants.flatMap(moneyOf);
  if (new Set(amounts.map(({ currency }) => currency)).size > 1) return 'currency_mixed';
  return amounts.some(({ minor }) => !Number.isSafeInteger(minor) || minor < 0) ? 'price_not_whole' : null;
};

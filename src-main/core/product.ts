// A product and its variants as the shop's catalogue keeps them; stock and price belong to the variant.

import type { Money, ProductId, VariantId } from './units.ts';

/** What a struck-through price is grounded on (明码标价和禁止价格欺诈规定 art. 16). */
export const COMPARE_BASES = ['lowest_7_days', 'last_paid', 'msrp', 'stated'] as const;
export type CompareBasis = (typeof COMPARE_BASES)[number];

export interface Variant {
  readonly variantId: VariantId;
  readonly productId: ProductId;
  /** '' where a product has but one. */
  readonly title: string;
  readonly sku: string;
  readonly barcode: string;
  readonly price: Money;
  readonly comparePrice: { readonly price: Money; readonly basis: CompareBasis } | null;
  readonly stock: number;
  /** Said where the shop does not count it: it never runs out, whatever `stock` says. */
  readonly isTracked?: false;
}

/** How many of it can be sold. */
export const stockLeft = ({ stock, isTracked }: Pick<Variant, 'stock' | 'isTracked'>): number =>
  isTracked === false ? Number.MAX_SAFE_INTEGER : stock;

export interface Product {
  readonly productId: ProductId;
  readonly title: string;
  readonly category: string;
  /** A file name under the data folder's `media`, or null. */
  readonly image: string | null;
  readonly sellingPoints: readonly string[];
  readonly variants: readonly Variant[];
}

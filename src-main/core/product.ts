// A product and its variants as the shop's catalogue keeps them; stock and price belong to the variant.

import type { Money, ProductId, VariantId } from './units.ts';

/** What a struck-through price is grounded on (明码标价和禁止价格欺诈规定 art. 16). */
export const COMPARE_BASES = ['lowest_7_days', 'last_paid', 'msrp', 'stated'] as const;
export type CompareBasis = (typeof COMPARE_BASES)[number];

export interface ComparePrice {
  readonly price: Money;
  readonly basis: CompareBasis;
  /** Where it can be looked up; for `stated` the detail that is shown beside it. Absent: nobody said. */
  readonly proof?: string;
}

export interface Variant {
  readonly variantId: VariantId;
  readonly productId: ProductId;
  /** '' where a product has but one. */
  readonly title: string;
  readonly sku: string;
  readonly barcode: string;
  readonly price: Money;
  readonly comparePrice: ComparePrice | null;
  readonly stock: number;
  /** Said where the shop does not count it: it never runs out, whatever `stock` says. */
  readonly isTracked?: false;
  /** 备货缓冲: of a hundred pieces, how many are kept back from sale; absent: none. */
  readonly buffer?: number;
}

/** Of `stock` pieces, how many may be sold; a buffer that is no whole piece is rounded up. */
export const sellable = (stock: number, bufferPercent: number): number =>
  Math.max(0, stock - Math.ceil((Math.max(0, stock) * bufferPercent) / 100));

/** A buffer is of what a show began with, so that it does not melt while the rest is sold. */
export type Stocked = Pick<Variant, 'stock' | 'isTracked' | 'buffer'> & { readonly stockAtStart?: number };

/** How many pieces are kept back from sale. */
export const bufferOf = ({ stock, stockAtStart = stock, isTracked, buffer = 0 }: Stocked): number =>
  isTracked === false ? 0 : Math.max(0, stockAtStart) - sellable(stockAtStart, buffer);

/** How many of it can be sold, its buffer left unsold. */
export const stockLeft = (variant: Stocked): number =>
  variant.isTracked === false ? Number.MAX_SAFE_INTEGER : Math.max(0, variant.stock - bufferOf(variant));

export interface Product {
  readonly productId: ProductId;
  readonly title: string;
  readonly category: string;
  /** A file name under the data folder's `media`, or null. */
  readonly image: string | null;
  readonly sellingPoints: readonly string[];
  readonly variants: readonly Variant[];
}

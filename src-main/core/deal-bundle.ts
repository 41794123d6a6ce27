// A bundle (套装): its price shared over the items it is made of and over the brands they are of, to the last fen.

import { allocate } from './allocate.ts';
import type { BundleItem } from './deal-offer.ts';
import { type Money, money, type ProductId, type VariantId } from './units.ts';

export interface BundleLine {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly brand: string;
  readonly quantity: number;
  readonly unitPrice: Money;
}

/** What the items cost one by one. */
export const sumOfItems = (items: readonly BundleItem[]): number =>
  items.reduce((sum, { listPrice, quantity }) => sum + listPrice.minor * quantity, 0);

/**
 * One bundle as lines, each unit's part by its list price: Σ unitPrice × quantity = `price`. Units of one item whose parts
 * differ by what rounding leaves stand on two lines; items come in their own order.
 */
export const splitBundle = (price: Money, items: readonly BundleItem[]): readonly BundleLine[] => {
  const units = items.flatMap((item) => Array.from({ length: item.quantity }, () => item));
  const parts = allocate(
    price.minor,
    units.map(({ listPrice }) => listPrice.minor),
  );
  const lines: BundleLine[] = [];
  units.forEach((item, index) => {
    const { productId, variantId, title, brand } = item;
    const unitPrice = money(parts[index] ?? 0, price.currency);
    const at = lines.findIndex((line) => line.variantId === variantId && line.unitPrice.minor === unitPrice.minor);
    const known = lines[at];
    if (known === undefined) lines.push({ productId, variantId, title, brand, quantity: 1, unitPrice });
    else lines[at] = { ...known, quantity: known.quantity + 1 };
  });
  return lines;
};

/** Each brand's part of one bundle, in the order in which the brands come up. */
export const splitByBrand = (lines: readonly BundleLine[]): ReadonlyMap<string, number> => {
  const brands = new Map<string, number>();
  for (const { brand, quantity, unitPrice } of lines)
    brands.set(brand, (brands.get(brand) ?? 0) + unitPrice.minor * quantity);
  return brands;
};

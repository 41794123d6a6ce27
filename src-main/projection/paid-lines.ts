// The prices that a platform's orders were really paid at, by the shop's own variants: what an import adds to the ledger.

import type { PlatformOrder } from '../core/platform-order.ts';
import type { PaidPrice } from '../core/price-ledger.ts';
import { money, type OrderId, type ProductId, type SourceId, type VariantId } from '../core/units.ts';
import type { CatalogueReads } from '../store/catalogue-store.ts';

type Shelf = Pick<CatalogueReads, 'productOfSku' | 'catalogueProduct'>;

/** Of no product: whoever has the SKU is meant. */
const NOBODY = '' as ProductId;

const createSkuFinder = (store: Shelf): ((sku: string) => VariantId | null) => {
  const known = new Map<string, VariantId | null>();
  return (sku) => {
    if (sku === '') return null;
    const kept = known.get(sku);
    if (kept !== undefined) return kept;
    const productId = store.productOfSku(sku, NOBODY);
    const product = productId === null ? null : store.catalogueProduct(productId);
    const found = product?.product.variants.find((variant) => variant.sku === sku)?.variantId ?? null;
    known.set(sku, found);
    return found;
  };
};

/** Gifts were not sold, and a line that is no SKU of the shop's says nothing of its prices. */
export const paidLinesOf = (store: Shelf, orders: readonly PlatformOrder[]): readonly PaidPrice[] => {
  const find = createSkuFinder(store);
  return orders.flatMap((order) => {
    const paidAt = order.paidAt ?? order.createdAt;
    if (!order.isPaid || paidAt === null) return [];
    return order.lines.flatMap((line, place): readonly PaidPrice[] => {
      const variantId = find(line.sku);
      const unitMinor = Math.floor(line.paidMinor / line.quantity);
      if (variantId === null || unitMinor <= 0) return [];
      return [
        {
          variantId,
          source: `file:${order.platform}` as SourceId,
          orderId: order.orderId as OrderId,
          line: place,
          showId: null,
          quantity: line.quantity,
          unitPrice: money(unitMinor, order.currency),
          paidAt,
          isUndone: order.isCancelled || order.refundedMinor >= order.totalMinor,
        },
      ];
    });
  });
};

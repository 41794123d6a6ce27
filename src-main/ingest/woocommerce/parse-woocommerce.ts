// Reads an order of WooCommerce's REST API v3, which its webhooks send in the same shape.

import type { SourceId } from '../../core/units.ts';
import { minorOf, nearestMinorOf } from '../shop/decimal.ts';
import { dig, idOf, listOf, momentOf, nameOf, own, textOf } from '../shop/loose-field.ts';
import { paidMoment, type ShopContext } from '../shop/paid-moment.ts';
import { shopAt } from '../shop/shop-identity.ts';
import { readShopOrder, type ShopLine, type ShopReading, type ShopRefund } from '../shop/shop-order.ts';

const PAID: ReadonlySet<unknown> = new Set(['processing', 'completed', 'refunded']);
const CANCELLED: ReadonlySet<unknown> = new Set(['cancelled', 'failed', 'trash']);
/** A cart at the till that WooCommerce keeps as an order. */
const NOT_YET: ReadonlySet<unknown> = new Set(['checkout-draft', 'auto-draft']);

/** One piece with its tax, which is what a buyer pays: `price` is without, and a float. */
const unitMinor = (line: unknown, currency: unknown): number | null => {
  const quantity = own(line, 'quantity');
  const net = nearestMinorOf(own(line, 'total'), currency);
  const tax = nearestMinorOf(own(line, 'total_tax') ?? '0', currency);
  if (net === null || tax === null || typeof quantity !== 'number' || quantity <= 0) {
    return nearestMinorOf(own(line, 'price'), currency);
  }
  return Math.round((net + tax) / quantity);
};

const lineOf = (line: unknown, currency: unknown): ShopLine => ({
  lineId: idOf(own(line, 'id')),
  productId: idOf(own(line, 'product_id')),
  // 0 where the product has no variations.
  variantId: idOf(own(line, 'variation_id')),
  sku: textOf(own(line, 'sku')),
  title: nameOf(own(line, 'name')),
  quantity: own(line, 'quantity'),
  unitPrice: { minor: unitMinor(line, currency), currency },
});

/** Its totals are negative, and it has no time of its own: it came with the last change. */
const refundOf = (refund: unknown, currency: unknown, changedAt: number | null): ShopRefund => {
  const minor = minorOf(own(refund, 'total'), currency);
  return {
    refundId: idOf(own(refund, 'id')),
    amount: { minor: minor === null ? null : Math.abs(minor), currency },
    at: changedAt,
  };
};

/** An order says where it lies; a proxy or another name of the shop does not change that. */
const ownShop = (raw: unknown): SourceId | undefined => {
  const [first] = listOf(dig(raw, '_links', 'self'));
  const [, home] = /^(.{1,500}?)\/wp-json\/wc\//.exec(textOf(own(first, 'href')) ?? '') ?? [];
  return shopAt('woocommerce', home);
};

/** Null: no order yet. */
export const parseWooCommerceOrder = (raw: unknown, context: ShopContext): ShopReading | null => {
  const status = own(raw, 'status');
  if (NOT_YET.has(status)) return null;
  const orderId = idOf(own(raw, 'id'));
  const currency = own(raw, 'currency');
  const createdAt = momentOf(own(raw, 'date_created_gmt'));
  const changedAt = momentOf(own(raw, 'date_modified_gmt'));
  const paidAt = momentOf(own(raw, 'date_paid_gmt'));
  const isPaid = paidAt !== null || PAID.has(status);
  return readShopOrder(
    {
      orderId,
      buyer: {
        id: idOf(own(raw, 'customer_id')),
        name: nameOf(dig(raw, 'billing', 'first_name'), dig(raw, 'billing', 'last_name')),
      },
      lines: listOf(own(raw, 'line_items')).map((line) => lineOf(line, currency)),
      total: { minor: minorOf(own(raw, 'total'), currency), currency },
      note: textOf(own(raw, 'customer_note')),
      createdAt,
      paidAt: paidAt ?? paidMoment(context, orderId, isPaid, createdAt, () => changedAt),
      cancelledAt: CANCELLED.has(status) ? changedAt : null,
      refunds: listOf(own(raw, 'refunds')).map((refund) => refundOf(refund, currency, changedAt)),
    },
    raw,
    { ...context, shop: ownShop(raw) ?? context.shop },
  );
};

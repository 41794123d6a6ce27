// Reads an order of Shopify's REST admin API, which its webhooks send in the same shape.

import { minorOf } from '../shop/decimal.ts';
import { dig, idOf, listOf, momentOf, nameOf, own, textOf } from '../shop/loose-field.ts';
import { paidMoment, type ShopContext } from '../shop/paid-moment.ts';
import { readShopOrder, type ShopLine, type ShopMoney, type ShopReading, type ShopRefund } from '../shop/shop-order.ts';

const PAID: ReadonlySet<unknown> = new Set(['paid', 'partially_refunded', 'refunded']);

const lineOf = (line: unknown, currency: unknown): ShopLine => ({
  lineId: idOf(own(line, 'id')),
  productId: idOf(own(line, 'product_id')),
  variantId: idOf(own(line, 'variant_id')),
  sku: textOf(own(line, 'sku')),
  title: nameOf(own(line, 'name') ?? own(line, 'title')),
  quantity: own(line, 'quantity'),
  unitPrice: { minor: minorOf(own(line, 'price'), currency), currency },
});

const refundOf = (refund: unknown, currency: unknown): ShopRefund => {
  const paidBack = listOf(own(refund, 'transactions')).filter(
    (each) => own(each, 'kind') === 'refund' && own(each, 'status') === 'success',
  );
  const amounts = paidBack.map((each) => minorOf(own(each, 'amount'), own(each, 'currency') ?? currency));
  const minor = amounts.reduce<number | null>(
    (sum, each) => (sum === null || each === null || each < 0 ? null : sum + each),
    0,
  );
  return {
    refundId: idOf(own(refund, 'id')),
    amount: { minor, currency: own(paidBack[0], 'currency') ?? currency },
    at: momentOf(own(refund, 'processed_at')) ?? momentOf(own(refund, 'created_at')),
  };
};

export const parseShopifyOrder = (raw: unknown, context: ShopContext): ShopReading => {
  const orderId = idOf(own(raw, 'id'));
  const currency = own(raw, 'currency');
  const createdAt = momentOf(own(raw, 'created_at'));
  const total: ShopMoney = { minor: minorOf(own(raw, 'total_price'), currency), currency };
  const isPaid = PAID.has(own(raw, 'financial_status'));
  const told = momentOf(own(raw, 'processed_at')) ?? createdAt;
  return readShopOrder(
    {
      orderId,
      buyer: {
        id: idOf(dig(raw, 'customer', 'id')),
        name: nameOf(dig(raw, 'customer', 'first_name'), dig(raw, 'customer', 'last_name')),
      },
      lines: listOf(own(raw, 'line_items')).map((line) => lineOf(line, currency)),
      total,
      note: textOf(own(raw, 'note')),
      createdAt,
      paidAt: paidMoment(context, orderId, isPaid, told, () => momentOf(own(raw, 'updated_at'))),
      cancelledAt: momentOf(own(raw, 'cancelled_at')),
      refunds: listOf(own(raw, 'refunds')).map((refund) => refundOf(refund, currency)),
    },
    raw,
    context,
  );
};

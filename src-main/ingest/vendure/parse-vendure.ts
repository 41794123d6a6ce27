// Reads an order of Vendure's admin API.

import { dig, idOf, listOf, momentOf, nameOf, own, textOf } from '../shop/loose-field.ts';
import { paidMoment, type ShopContext } from '../shop/paid-moment.ts';
import { readShopOrder, type ShopLine, type ShopMoney, type ShopReading, type ShopRefund } from '../shop/shop-order.ts';
import { dealOfPromotion } from './deal-promotion.ts';

/** States before which nothing was placed. */
const CARTS: ReadonlySet<unknown> = new Set(['Created', 'Draft', 'AddingItems', 'ArrangingPayment']);
const PAID: ReadonlySet<unknown> = new Set([
  'PaymentSettled',
  'PartiallyShipped',
  'Shipped',
  'PartiallyDelivered',
  'Delivered',
]);
/** States that a paid order may be in as well as an unpaid one. */
const PAID_IF_SETTLED: ReadonlySet<unknown> = new Set(['Modifying', 'ArrangingAdditionalPayment', 'Cancelled']);

/** Vendure's amounts are minor units already; every amount of an order is in the order's currency. */
const moneyOf = (value: unknown, currency: unknown): ShopMoney => ({
  minor: typeof value === 'number' ? value : null,
  currency,
});

const dealOf = (line: unknown): string | null =>
  listOf(own(line, 'discounts')).reduce<string | null>(
    (found, discount) => found ?? dealOfPromotion(own(discount, 'description')),
    null,
  );

const lineOf = (line: unknown, currency: unknown): ShopLine => {
  const variant = own(line, 'productVariant');
  return {
    dealId: dealOf(line),
    lineId: idOf(own(line, 'id')),
    productId: idOf(dig(variant, 'product', 'id')),
    variantId: idOf(own(variant, 'id')),
    sku: textOf(own(variant, 'sku')),
    title: nameOf(own(variant, 'name')),
    quantity: own(line, 'orderPlacedQuantity') || own(line, 'quantity'),
    unitPrice: moneyOf(own(line, 'proratedUnitPriceWithTax') ?? own(line, 'unitPriceWithTax'), currency),
  };
};

const settled = (list: unknown): readonly unknown[] => listOf(list).filter((each) => own(each, 'state') === 'Settled');

const refundsOf = (payments: readonly unknown[], currency: unknown): readonly ShopRefund[] =>
  payments.flatMap((payment) =>
    settled(own(payment, 'refunds')).map((refund) => ({
      refundId: idOf(own(refund, 'id')),
      amount: moneyOf(own(refund, 'total'), currency),
      at: momentOf(own(refund, 'updatedAt')) ?? momentOf(own(refund, 'createdAt')),
    })),
  );

/** What was paid is what was settled; an order that its shop lets go unpaid is worth what it costs. */
const totalOf = (raw: unknown, paid: readonly unknown[], currency: unknown): ShopMoney => {
  const amounts = paid.map((payment) => own(payment, 'amount'));
  const sum = amounts.reduce<number>((all, each) => all + (typeof each === 'number' ? each : Number.NaN), 0);
  return moneyOf(paid.length === 0 ? own(raw, 'totalWithTax') : sum, currency);
};

/** Null: a cart. */
export const parseVendureOrder = (raw: unknown, context: ShopContext): ShopReading | null => {
  const state = own(raw, 'state');
  const placedAt = momentOf(own(raw, 'orderPlacedAt'));
  if (CARTS.has(state) || (state === 'Cancelled' && placedAt === null)) return null;
  const orderId = textOf(own(raw, 'code'));
  const currency = own(raw, 'currencyCode');
  const payments = listOf(own(raw, 'payments'));
  const paid = settled(payments);
  const isPaid = PAID.has(state) || (PAID_IF_SETTLED.has(state) && paid.length > 0);
  const told = momentOf(own(paid[0], 'updatedAt')) ?? momentOf(own(paid[0], 'createdAt')) ?? placedAt;
  return readShopOrder(
    {
      orderId,
      buyer: {
        id: idOf(dig(raw, 'customer', 'id')),
        name: nameOf(dig(raw, 'customer', 'firstName'), dig(raw, 'customer', 'lastName')),
      },
      lines: listOf(own(raw, 'lines')).map((line) => lineOf(line, currency)),
      total: totalOf(raw, paid, currency),
      note: null,
      createdAt: placedAt,
      paidAt: paidMoment(context, orderId, isPaid, told, () => momentOf(own(raw, 'updatedAt'))),
      cancelledAt: state === 'Cancelled' ? momentOf(own(raw, 'updatedAt')) : null,
      refunds: refundsOf(payments, currency),
    },
    raw,
    context,
  );
};

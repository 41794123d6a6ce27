// The ledger of prices actually paid (成交价): what each unit of an order really cost its buyer.

import type { RoomOrder } from './live-event.ts';
import { type Instant, type Money, money, type OrderId, type ShowId, type SourceId, type VariantId } from './units.ts';

/** One line of one paid order. */
export interface PaidPrice {
  readonly variantId: VariantId;
  /** Who numbers the order: its shop where that is proven. */
  readonly source: SourceId;
  readonly orderId: OrderId;
  /** Its place in the order, from 0. */
  readonly line: number;
  /** Null where it was sold outside of shows. */
  readonly showId: ShowId | null;
  readonly quantity: number;
  /** What one unit cost after every discount, without shipping; a part of a minor unit is cut off. */
  readonly unitPrice: Money;
  readonly paidAt: Instant;
  /** Cancelled or refunded in full since: the sale did not stand, and its price counts for nothing. */
  readonly isUndone: boolean;
}

export type PaidUnit = Pick<PaidPrice, 'variantId' | 'line' | 'quantity' | 'unitPrice'>;

/** BigInt: the product passes 2^53 in one large order. */
const partOf = (total: number, unit: number, goods: number): number =>
  Number((BigInt(total) * BigInt(unit)) / BigInt(goods));

/**
 * The unit prices of an order as they were really paid. What the total says less than its lines (a coupon, a bundle) comes off
 * each line by what it costs; what it says more (shipping) is no price of goods. A line for which nothing was paid is a gift,
 * and a line in another currency than the total cannot be told.
 */
export const paidUnitsOf = ({ lines, total }: Pick<RoomOrder, 'lines' | 'total'>): readonly PaidUnit[] => {
  const told = lines
    .map(({ variantId, quantity, unitPrice }, line) => ({ variantId, quantity, unitPrice, line }))
    .filter(({ quantity, unitPrice }) => quantity > 0 && unitPrice.currency === total.currency);
  const goods = told.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.minor, 0);
  return told.flatMap(({ variantId, quantity, line, unitPrice }): PaidUnit[] => {
    const paid = total.minor >= goods ? unitPrice.minor : partOf(total.minor, unitPrice.minor, goods);
    return paid <= 0 ? [] : [{ variantId, line, quantity, unitPrice: money(paid, total.currency) }];
  });
};

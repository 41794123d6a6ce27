// What a file says of an order, before anybody has agreed to it; null, '' and an empty list are silence.

import type { Instant } from './units.ts';

export interface OrderLineDraft {
  readonly row: number;
  readonly lineId: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly itemId: string;
  /** 1 or more. */
  readonly quantity: number;
  /** Before discounts, a piece. */
  readonly unitMinor: number | null;
  /** After discounts, the whole line, without shipping. */
  readonly paidMinor: number | null;
  readonly platformDiscountMinor: number;
  readonly shopDiscountMinor: number;
  readonly refundedMinor: number | null;
  /** All that was paid for the line has come back. */
  readonly isRefunded: boolean;
  /** Pieces that went back. */
  readonly returned: number;
}

export interface OrderDraft {
  readonly row: number;
  /** '' where the file is all of one platform. */
  readonly platform: string;
  readonly orderId: string;
  readonly otherIds: readonly string[];
  readonly buyerName: string;
  readonly buyerId: string;
  readonly currency: string;
  readonly createdAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly isPaid: boolean | null;
  readonly isCancelled: boolean | null;
  /** All that was paid has come back, where the file gives no amount for it. */
  readonly isRefunded: boolean;
  readonly totalMinor: number | null;
  readonly shippingMinor: number | null;
  /** Off the whole order. */
  readonly discountMinor: number | null;
  readonly refundedMinor: number | null;
  readonly lines: readonly OrderLineDraft[];
  readonly hasOwnLines: boolean;
}

/** The fields that a column of an order file may fill. */
export const ORDER_FIELDS = [
  'orderId',
  'otherId',
  'platform',
  'lineId',
  'state',
  'afterSale',
  'createdAt',
  'paidAt',
  'cancelledAt',
  'buyerName',
  'buyerId',
  'title',
  'variantTitle',
  'sku',
  'itemId',
  'quantity',
  'unitPrice',
  'lineTotal',
  'linePaid',
  'lineDiscount',
  'platformDiscount',
  'shopDiscount',
  'lineRefunded',
  'returned',
  'total',
  'shipping',
  'discount',
  'refunded',
  'currency',
] as const;
export type OrderField = (typeof ORDER_FIELDS)[number];

/** Field → column, counted from 0. A field that no column fills is absent. */
export type OrderMapping = Readonly<Partial<Record<OrderField, number>>>;

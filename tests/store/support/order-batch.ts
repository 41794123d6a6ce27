// Orders of an import by its number, the same in the test and in the process that is killed.

import type { PlatformOrder } from '../../../src-main/core/platform-order.ts';
import { instant } from '../../../src-main/core/units.ts';

export const ORDERS_A_BATCH = 200;

export const orderBatch = (batch: number): readonly PlatformOrder[] =>
  Array.from({ length: ORDERS_A_BATCH }, (_, index) => ({
    platform: 'doudian',
    orderId: `${batch}-${index}`,
    otherIds: [`#x${batch}-${index}`],
    buyerName: '买家',
    buyerId: '',
    currency: 'CNY',
    createdAt: instant(Date.UTC(2026, 10, 24) + index),
    paidAt: instant(Date.UTC(2026, 10, 24) + index),
    isPaid: true,
    isCancelled: false,
    totalMinor: 5900,
    shippingMinor: 0,
    refundedMinor: 0,
    lines: [],
    hasOwnLines: true,
  }));

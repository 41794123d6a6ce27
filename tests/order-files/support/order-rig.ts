// An order file read from its bytes to the orders that it makes.

import { sourceOfBytes } from '../../../src-main/catalogue-files/file-source.ts';
import { createPlatformOrder, type PlatformOrder } from '../../../src-main/core/platform-order.ts';
import { type OrderChoices, type OrderStyle, openOrders } from '../../../src-main/order-files/read-orders.ts';

export interface OrdersRead {
  readonly format: string;
  readonly platform: string;
  readonly orders: readonly PlatformOrder[];
  readonly skippedRows: number;
  /** The codes of what refuses an order. */
  readonly refused: readonly string[];
  /** Rows that any order, taken or refused, is made of. */
  readonly rows: readonly number[];
}

export const readOrderFile = async (
  bytes: Uint8Array,
  style: Partial<OrderStyle> = {},
  choices: OrderChoices = {},
): Promise<OrdersRead> => {
  const table = await openOrders(sourceOfBytes('订单.csv', bytes), choices);
  const { orders, skippedRows } = await table.readOrders({ currency: 'CNY', zone: null, ...style });
  return {
    format: table.format,
    platform: table.platform,
    orders: orders.filter(({ isRefused }) => !isRefused).map(({ draft }) => createPlatformOrder(table.platform, draft)),
    skippedRows,
    refused: orders.flatMap(({ problems }) =>
      problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    ),
    rows: orders.flatMap(({ rows }) => rows),
  };
};

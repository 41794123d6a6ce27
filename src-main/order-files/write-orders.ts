// Writes orders in Kongtai's own columns, one row a line: what is read back is exactly this.

import type { WriteColumn } from '../catalogue-files/layout.ts';
import { csvOf } from '../catalogue-files/table-writer.ts';
import { writeWholeFile } from '../catalogue-files/whole-file.ts';
import { toMoneyText } from '../core/money-text.ts';
import type { PlatformLine, PlatformOrder } from '../core/platform-order.ts';
import { type Instant, money } from '../core/units.ts';

const text = (header: string): WriteColumn => ({ header, kind: 'text' });
const id = (header: string): WriteColumn => ({ header, kind: 'id' });
const number = (header: string): WriteColumn => ({ header, kind: 'number' });

const COLUMNS: readonly WriteColumn[] = [
  text('平台'),
  id('订单号'),
  id('其他订单号'),
  id('行号'),
  text('订单状态'),
  text('下单时间'),
  text('付款时间'),
  text('买家'),
  id('买家ID'),
  text('币种'),
  text('商品名称'),
  text('规格'),
  id('SKU'),
  id('商品ID'),
  number('件数'),
  number('行实付'),
  number('平台优惠'),
  number('店铺优惠'),
  number('行退款'),
  number('实付总额'),
  number('运费'),
  number('退款总额'),
];

const PORTION = 500;

const stateWord = ({ isPaid, isCancelled }: PlatformOrder): string => {
  if (isPaid) return isCancelled ? '已付款后关闭' : '已付款';
  return isCancelled ? '已关闭' : '待付款';
};

const timeText = (at: Instant | null): string => (at === null ? '' : new Date(at).toISOString());

const toRow = (order: PlatformOrder, line: PlatformLine): readonly string[] => {
  const amount = (minor: number): string => toMoneyText(money(minor, order.currency));
  return [
    order.platform,
    order.orderId,
    order.otherIds[0] ?? '',
    line.lineId,
    stateWord(order),
    timeText(order.createdAt),
    timeText(order.paidAt),
    order.buyerName,
    order.buyerId,
    order.currency,
    line.title,
    line.variantTitle,
    line.sku,
    line.itemId,
    String(line.quantity),
    amount(line.paidMinor),
    amount(line.platformDiscountMinor),
    amount(line.shopDiscountMinor),
    line.refundedMinor === null ? '' : amount(line.refundedMinor),
    amount(order.totalMinor),
    amount(order.shippingMinor),
    amount(order.refundedMinor),
  ];
};

const rowsOf = async function* (orders: readonly PlatformOrder[]): AsyncGenerator<readonly (readonly string[])[]> {
  for (let at = 0; at < orders.length; at += PORTION) {
    yield orders.slice(at, at + PORTION).flatMap((order) => order.lines.map((line) => toRow(order, line)));
  }
};

/** Whole or not at all. The bytes written; refuses with `not_written`. */
export const writeOrders = (path: string, orders: readonly PlatformOrder[]): Promise<number> =>
  writeWholeFile(path, csvOf(COLUMNS, rowsOf(orders), { mayGuardIds: true }));

// Who an emergency concerns, for the screen and for a file to work through.

import type { WriteColumn } from '../catalogue-files/layout.ts';
import type { AffectedDocument } from '../contract/emergency-documents.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { Affected, AffectedBuyer } from '../core/emergency-scope.ts';
import { toMoneyText } from '../core/money-text.ts';
import type { OrderState } from '../core/order-book.ts';
import type { FileLanguage } from './promise-file.ts';
import { toViewerView } from './viewer-view.ts';

const MOST_BUYERS = 500;

export const toAffected = ({ emergency, buyers }: Affected): AffectedDocument => {
  const orders = buyers.flatMap((buyer) => buyer.orders);
  return {
    emergency,
    buyers: buyers.slice(0, MOST_BUYERS).map(({ viewer, orders: own, claims }) => ({
      viewer: toViewerView(viewer),
      orders: own,
      claims: claims.map((claim) => ({ ...claim, title: toDisplayText(claim.title, 80) })),
    })),
    people: buyers.length,
    orders: orders.length,
    units: orders.reduce((sum, { quantity }) => sum + quantity, 0),
  };
};

const HEADS: Readonly<Record<FileLanguage, readonly string[]>> = {
  'zh-CN': ['买家', '买家ID', '类型', '订单号', '时间', '状态', '件数', '订单金额', '币种'],
  en: ['Buyer', 'Buyer ID', 'What', 'Order', 'Time', 'State', 'Units', 'Order total', 'Currency'],
};

export const affectedColumns = (language: FileLanguage): readonly WriteColumn[] =>
  HEADS[language].map((header, index) => ({ header, kind: index === 1 || index === 3 ? 'id' : 'text' }));

const STATES: Readonly<Record<FileLanguage, Readonly<Record<OrderState, string>>>> = {
  'zh-CN': { created: '待付款', paid: '已付款', cancelled: '已取消', refunded: '已退款' },
  en: { created: 'unpaid', paid: 'paid', cancelled: 'cancelled', refunded: 'refunded' },
};

const WHAT: Readonly<Record<FileLanguage, { readonly order: string; readonly claim: string }>> = {
  'zh-CN': { order: '订单', claim: '喊单' },
  en: { order: 'order', claim: 'claim' },
};

/** One row an order, and one a claim that no order has grown out of. */
export const toAffectedCells = (
  { viewer, viewerId, orders, claims }: AffectedBuyer,
  language: FileLanguage,
): readonly (readonly string[])[] => {
  const who = [toDisplayText(viewer.name, 80), viewerId];
  return [
    ...orders.map(({ orderId, at, state, quantity, total }) => [
      ...who,
      WHAT[language].order,
      orderId,
      new Date(at).toISOString(),
      STATES[language][state],
      String(quantity),
      toMoneyText(total),
      total.currency,
    ]),
    ...claims.map(({ at, quantity }) => [
      ...who,
      WHAT[language].claim,
      '',
      new Date(at).toISOString(),
      '',
      String(quantity),
      '',
      '',
    ]),
  ];
};

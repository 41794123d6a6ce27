// Platform orders: amounts that always add up, later files that change what they tell and erase nothing.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefundDone, readOrderState } from '../../src-main/core/order-state-word.ts';
import {
  amountsByLine,
  changePlatformOrder,
  createPlatformOrder,
  diffPlatformOrders,
  goesBack,
  type PlatformOrder,
  refundsByLine,
  stateOfPlatformOrder,
} from '../../src-main/core/platform-order.ts';
import type { OrderDraft } from '../../src-main/core/platform-order-draft.ts';
import { orderDraft, platformOrder } from './support/platform-arbitrary.ts';

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);

const holds = (order: PlatformOrder): void => {
  expect(sum(order.lines.map(({ paidMinor }) => paidMinor)) + order.shippingMinor).toBe(order.totalMinor);
  expect(sum(amountsByLine(order))).toBe(order.totalMinor);
  expect(sum(refundsByLine(order))).toBe(order.refundedMinor);
  expect(order.refundedMinor).toBeLessThanOrEqual(order.totalMinor);
  expect(order.isPaid || order.refundedMinor === 0).toBe(true);
  expect(order.lines.every(({ paidMinor }) => Number.isSafeInteger(paidMinor) && paidMinor >= 0)).toBe(true);
};

describe('amounts', () => {
  it('lines and shipping do not add up to what was paid', () => {
    fc.assert(fc.property(platformOrder(), holds));
  });

  it('they do not once a later file has told more', () => {
    fc.assert(
      fc.property(platformOrder(), fc.array(orderDraft, { minLength: 1, maxLength: 4 }), (first, later) => {
        let order = first;
        for (const draft of later) {
          order = changePlatformOrder(order, { ...draft, orderId: first.orderId });
          holds(order);
        }
      }),
    );
  });

  it('the same file twice changes something', () => {
    fc.assert(
      fc.property(platformOrder(), orderDraft, (first, draft) => {
        const once = changePlatformOrder(first, { ...draft, orderId: first.orderId });
        const twice = changePlatformOrder(once, { ...draft, orderId: first.orderId });
        expect(diffPlatformOrders(once, twice)).toEqual([]);
      }),
    );
  });

  it('an order that was just made of a draft is changed by it', () => {
    fc.assert(
      fc.property(orderDraft, (draft) => {
        const order = createPlatformOrder('taobao', draft);
        expect(diffPlatformOrders(order, changePlatformOrder(order, draft))).toEqual([]);
      }),
    );
  });
});

const SILENT: OrderDraft = {
  row: 2,
  platform: '',
  orderId: '1',
  otherIds: [],
  buyerName: '',
  buyerId: '',
  currency: 'CNY',
  createdAt: null,
  paidAt: null,
  isPaid: null,
  isCancelled: null,
  isRefunded: false,
  totalMinor: null,
  shippingMinor: null,
  discountMinor: null,
  refundedMinor: null,
  lines: [],
  hasOwnLines: true,
};

const LINE = {
  row: 2,
  lineId: '',
  title: '口红',
  variantTitle: '',
  sku: '',
  itemId: '',
  quantity: 1,
  unitMinor: null,
  paidMinor: null,
  platformDiscountMinor: 0,
  shopDiscountMinor: 0,
  refundedMinor: null,
  isRefunded: false,
  returned: 0,
} as const;

describe('changePlatformOrder', () => {
  it('an empty cell erases what was known', () => {
    fc.assert(
      fc.property(platformOrder(), (order) => {
        const after = changePlatformOrder(order, { ...SILENT, orderId: order.orderId });
        expect(diffPlatformOrders(order, after)).toEqual([]);
      }),
    );
  });

  it('a file of lines at list price overrules what was paid for the order', () => {
    const order = createPlatformOrder('taobao', {
      ...SILENT,
      isPaid: true,
      totalMinor: 10_800,
      shippingMinor: 800,
      lines: [{ ...LINE, quantity: 2, paidMinor: 10_000 }],
      hasOwnLines: false,
    });
    const detailed = changePlatformOrder(order, {
      ...SILENT,
      lines: [
        { ...LINE, title: '口红', unitMinor: 9_000 },
        { ...LINE, title: '气垫', unitMinor: 3_000 },
      ],
    });
    expect(detailed.totalMinor).toBe(10_800);
    expect(detailed.lines.map(({ paidMinor }) => paidMinor)).toEqual([7_500, 2_500]);
    const again = changePlatformOrder(detailed, {
      ...SILENT,
      isPaid: true,
      totalMinor: 10_800,
      shippingMinor: 800,
      refundedMinor: 2_500,
      lines: [{ ...LINE, quantity: 2, paidMinor: 10_000 }],
      hasOwnLines: false,
    });
    expect(again.lines.map(({ title }) => title)).toEqual(['口红', '气垫']);
    expect([stateOfPlatformOrder(again), again.refundedMinor]).toEqual(['part_refunded', 2_500]);
  });

  it('an older file takes a refund back without a warning', () => {
    const refunded = createPlatformOrder('x', {
      ...SILENT,
      isPaid: true,
      totalMinor: 100,
      refundedMinor: 40,
      lines: [LINE],
    });
    const older = changePlatformOrder(refunded, {
      ...SILENT,
      isPaid: true,
      totalMinor: 100,
      refundedMinor: 0,
      lines: [LINE],
    });
    expect([goesBack(refunded, older), goesBack(older, refunded)]).toEqual([true, false]);
  });
});

describe('states', () => {
  it.each<[string, boolean | null, boolean | null, boolean]>([
    ['等待买家付款', false, false, false],
    ['买家已付款，等待卖家发货', true, false, false],
    ['交易关闭', null, true, false],
    ['待发货', true, false, false],
    ['已完成', true, false, false],
    ['partially_refunded', true, null, false],
    ['Refunded', true, null, true],
    ['voided', null, true, false],
    ['To ship', true, false, false],
    ['Canceled', null, true, false],
    ['wc-processing', true, false, false],
    ['pending', false, false, false],
  ])('%s is taken for another state', (word, isPaid, isCancelled, isRefunded) => {
    expect(readOrderState(word)).toEqual({ isPaid, isCancelled, isRefunded });
  });

  it('an unknown word is given a meaning', () => {
    expect(readOrderState('处理中吧')).toBeNull();
  });

  it('a refund that is only asked for counts as done', () => {
    expect(['退款成功', '售后完成', '退款中', '待商家处理', '-', ''].map(isRefundDone)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

// Platform orders and their drafts as files may tell them, at random.

import fc from 'fast-check';
import type { PlatformOrder } from '../../../src-main/core/platform-order.ts';
import { createPlatformOrder } from '../../../src-main/core/platform-order.ts';
import type { OrderDraft, OrderLineDraft } from '../../../src-main/core/platform-order-draft.ts';
import { type Instant, instant } from '../../../src-main/core/units.ts';

const minor = fc.integer({ min: 0, max: 1_000_000 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const moment = (): fc.Arbitrary<Instant> =>
  fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }).map((ms) => instant(ms - (ms % 1000)));
const name = fc.constantFrom('', '王小姐', '李先生', '张**', 'Zoë', '=1+1', 'a,b"c');

const orderLine: fc.Arbitrary<OrderLineDraft> = fc.record({
  row: fc.constant(2),
  lineId: fc.constantFrom('', '1', '6917926768823643751'),
  title: fc.constantFrom('口红', '气垫', '@小样', ''),
  variantTitle: fc.constantFrom('', '枫叶红'),
  sku: fc.constantFrom('0300', 'BR-1', 'X'),
  itemId: fc.constantFrom('', '1729'),
  quantity: fc.integer({ min: 1, max: 9 }),
  unitMinor: maybe(minor),
  paidMinor: maybe(minor),
  platformDiscountMinor: fc.integer({ min: 0, max: 5_000 }),
  shopDiscountMinor: fc.integer({ min: 0, max: 5_000 }),
  refundedMinor: maybe(minor),
  isRefunded: fc.boolean(),
  returned: fc.integer({ min: 0, max: 9 }),
});

export const orderDraft: fc.Arbitrary<OrderDraft> = fc.record({
  row: fc.constant(2),
  platform: fc.constant(''),
  orderId: fc.integer({ min: 1, max: 99_999 }).map((id) => `69179267688236${id}`),
  otherIds: fc.constantFrom([], ['0007']),
  buyerName: name,
  buyerId: fc.constantFrom('', 'v-1'),
  currency: fc.constant('CNY'),
  createdAt: maybe(moment()),
  paidAt: maybe(moment()),
  isPaid: maybe(fc.boolean()),
  isCancelled: maybe(fc.boolean()),
  isRefunded: fc.boolean(),
  totalMinor: maybe(minor),
  shippingMinor: maybe(fc.integer({ min: 0, max: 3_000 })),
  discountMinor: maybe(fc.integer({ min: 0, max: 3_000 })),
  refundedMinor: maybe(minor),
  lines: fc.array(orderLine, { minLength: 1, maxLength: 4 }),
  hasOwnLines: fc.boolean(),
});

export const platformOrder = (platform = 'doudian'): fc.Arbitrary<PlatformOrder> =>
  orderDraft.map((draft) => createPlatformOrder(platform, draft));

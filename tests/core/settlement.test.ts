// Settled figures: the same sum by line, by order and as a whole, in whatever order things become known.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FULFILMENT } from '../../src-main/core/fulfilment-order.ts';
import type { RoomOrder } from '../../src-main/core/live-event.ts';
import {
  cancelOrder,
  createOrderBook,
  noteOrder,
  type OrderBook,
  payOrder,
  refundOrder,
} from '../../src-main/core/order-book.ts';
import { keyOfOrder, type PlatformOrder } from '../../src-main/core/platform-order.ts';
import { reconcile } from '../../src-main/core/reconcile.ts';
import { type Ledger, settle } from '../../src-main/core/settlement.ts';
import type { ShowOrders } from '../../src-main/core/show-orders.ts';
import {
  instant,
  money,
  type OrderId,
  type ProductId,
  type ShowId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import { platformOrder } from './support/platform-arbitrary.ts';

type Generated<A> = A extends fc.Arbitrary<infer T> ? T : never;

const SHOW = 'show' as ShowId;
const START = instant(Date.UTC(2026, 0));
const END = instant(Date.UTC(2027, 0));

const showOf = (book: OrderBook): ShowOrders => ({
  showId: SHOW,
  currency: 'CNY',
  startedAt: START,
  endedAt: END,
  orders: [...book.orders.values()],
  segments: [],
  offers: [],
  claims: [],
  carts: [],
  variants: [
    {
      variantId: 'v-0300' as VariantId,
      productId: 'p1' as ProductId,
      sku: '0300',
      title: '口红',
      variantTitle: '',
      number: 1,
    },
    {
      variantId: 'v-br' as VariantId,
      productId: 'p2' as ProductId,
      sku: 'BR-1',
      title: '刷子',
      variantTitle: '',
      number: 2,
    },
  ],
  fulfilment: NO_FULFILMENT,
});

const roomOrder = fc.record({
  id: fc.integer({ min: 1, max: 40 }).map((id) => `69179267688236${id}` as OrderId),
  currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'USD'),
  totalMinor: fc.integer({ min: 0, max: 100_000 }),
  lines: fc.array(
    fc.record({
      variantId: fc.constantFrom('v-0300', 'v-br').map((id) => id as VariantId),
      quantity: fc.integer({ min: 1, max: 5 }),
      unitMinor: fc.integer({ min: 0, max: 9_999 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const event = fc.record({
  kind: fc.constantFrom('created', 'paid', 'cancelled', 'refunded'),
  order: fc.nat({ max: 9 }),
  amount: fc.integer({ min: 1, max: 100_000 }),
});

const toRoomOrder = ({ id, currency, totalMinor, lines }: Generated<typeof roomOrder>): RoomOrder => ({
  id,
  lines: lines.map(({ variantId, quantity, unitMinor }) => ({
    productId: 'p' as ProductId,
    variantId,
    title: '',
    quantity,
    unitPrice: money(unitMinor, currency),
  })),
  total: money(totalMinor, currency),
  buyer: { id: 'v' as ViewerId, name: '买家' },
});

const sumsHold = ({ gmvMinor, refundsMinor, netMinor, units, products }: Ledger): void => {
  const lines = [...products.values()];
  expect(lines.reduce((sum, line) => sum + line.gmvMinor, 0)).toBe(gmvMinor);
  expect(lines.reduce((sum, line) => sum + line.refundsMinor, 0)).toBe(refundsMinor);
  expect(lines.reduce((sum, line) => sum + line.units, 0)).toBe(units);
  expect(netMinor).toBe(gmvMinor - refundsMinor);
  expect(refundsMinor).toBeLessThanOrEqual(gmvMinor);
};

const bookOf = (orders: readonly RoomOrder[], events: readonly Generated<typeof event>[]): OrderBook => {
  const book = createOrderBook('CNY');
  events.forEach(({ kind, order: index, amount }, at) => {
    const order = orders[index % orders.length];
    if (order === undefined) return;
    const when = instant(START + at * 1000);
    if (kind === 'created') noteOrder(book, order, when);
    else if (kind === 'paid') payOrder(book, order, when);
    else if (kind === 'cancelled') cancelOrder(book, order, when);
    else refundOrder(book, order, amount, when);
  });
  return book;
};

const scene = fc.record({
  orders: fc
    .uniqueArray(roomOrder, { minLength: 1, maxLength: 8, selector: ({ id }) => id })
    .map((orders) => orders.map(toRoomOrder)),
  events: fc.array(event, { maxLength: 40 }),
  files: fc.uniqueArray(platformOrder(), { maxLength: 8, selector: ({ orderId }) => orderId }),
});

const settled = (book: OrderBook, files: readonly PlatformOrder[]) => {
  const show = showOf(book);
  const decisions = files.map(({ platform, orderId }) => ({
    platform,
    orderId,
    showId: SHOW,
    verdict: 'of_show' as const,
    roomOrderId: null,
    at: START,
  }));
  const half = decisions.filter((_, index) => index % 2 === 0);
  return settle(show, reconcile(show, files, half, END));
};

describe('settle', () => {
  it('Σ lines, Σ orders and GMV are three figures', () => {
    fc.assert(
      fc.property(scene, ({ orders, events, files }) => {
        const book = bookOf(orders, events);
        const { settled: after, provisional } = settled(book, files);
        sumsHold(after);
        sumsHold(provisional);
        expect([provisional.gmvMinor, provisional.refundsMinor, provisional.units, provisional.orders]).toEqual([
          book.gmvMinor,
          book.refundsMinor,
          book.units,
          [...book.orders.values()].filter(({ paidAt, currency }) => paidAt !== null && currency === 'CNY').length,
        ]);
      }),
    );
  });

  it('files that come in another order settle to other figures', () => {
    fc.assert(
      fc.property(scene, fc.nat(), ({ orders, events, files }, turn) => {
        const book = bookOf(orders, events);
        const show = showOf(book);
        const turned = files.map((_, index) => files[(index + turn) % files.length]).flatMap((file) => file ?? []);
        const one = settle(show, reconcile(show, files, [], END));
        const other = settle(show, reconcile(show, turned, [], END));
        expect(other.settled.gmvMinor).toBe(one.settled.gmvMinor);
        expect(other.settled.refundsMinor).toBe(one.settled.refundsMinor);
      }),
    );
  });

  it('without a file the settled figures are not the provisional ones', () => {
    fc.assert(
      fc.property(scene, ({ orders, events }) => {
        const { settled: after, provisional } = settled(bookOf(orders, events), []);
        expect(after).toEqual(provisional);
      }),
    );
  });

  it('an order is counted in two places', () => {
    fc.assert(
      fc.property(scene, ({ orders, events, files }) => {
        const show = showOf(bookOf(orders, events));
        const { matches, proposals, platformOnly, ofShow } = reconcile(show, files, [], END);
        const keys = [
          ...matches.map(({ order }) => order),
          ...proposals.map(({ order }) => order),
          ...platformOnly,
          ...ofShow,
        ].map(keyOfOrder);
        expect(new Set(keys).size).toBe(keys.length);
        const entries = [...matches, ...proposals].flatMap(({ entry }) => entry?.orderId ?? []);
        expect(new Set(entries).size).toBe(entries.length);
      }),
    );
  });
});

// Orders that several sources tell of: one shop's are one, however heard; two shops' are two, whatever their numbers.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact, NewFact } from '../../src-main/core/fact.ts';
import type { LiveEvent } from '../../src-main/core/live-event.ts';
import { createOrderBook, noteOrder, payOrder, refundOrder } from '../../src-main/core/order-book.ts';
import { instant, type SourceId } from '../../src-main/core/units.ts';
import { readShopOrder, type ShopOrder } from '../../src-main/ingest/shop/shop-order.ts';
import type { Store } from '../../src-main/store/store.ts';
import { allFacts, bodyOf, factOf, orderOf, ROOM, SHOW, seed, stockOf, T0, variantOf } from './support/sample-facts.ts';
import { makeFolder, openIn } from './support/store-folder.ts';

const POLLED = 'shopify:lo' as SourceId;
const HOOKED = 'webhook:8790' as SourceId;
const LO = 'shopify:lo.example' as SourceId;
const UP = 'woocommerce:up.example' as SourceId;

const opened = async (folder = makeFolder()): Promise<Store> => {
  const { store } = await openIn(folder);
  return store;
};

const stocked = async (folder = makeFolder()): Promise<Store> => {
  const store = await opened(folder);
  seed(store, [variantOf('v1', 100)]);
  return store;
};

const yuan = (minor: number) => ({ minor, currency: 'CNY' });

const shopOrder = (orderId: string, said: Partial<ShopOrder> = {}): ShopOrder => ({
  orderId,
  buyer: { id: '5', name: 'Ada' },
  lines: [
    { lineId: '1', productId: 'p-v1', variantId: 'v1', sku: null, title: '口红', quantity: 2, unitPrice: yuan(100) },
  ],
  total: yuan(200),
  note: null,
  createdAt: T0 + 1,
  paidAt: T0 + 2,
  cancelledAt: null,
  refunds: [],
  ...said,
});

const eventsOf = (shop: SourceId, order: ShopOrder): readonly LiveEvent[] => readShopOrder(order, {}, { shop }).events;

const tell = (store: Store, source: SourceId, events: readonly LiveEvent[]): readonly Fact[] =>
  store.appendFromSource({
    showId: SHOW,
    source,
    facts: events.map(({ id, at, body }): NewFact => ({ source, eventId: id, at, body })),
    rejects: [],
    cursor: null,
    receivedAt: instant(T0 + 5),
  });

/** The orders of the show as the book has them. */
const bookOf = (store: Store) => {
  const book = createOrderBook('CNY');
  for (const { body, at } of allFacts(store)) {
    if (body.type === 'order.created') noteOrder(book, body.order, at);
    if (body.type === 'order.paid') payOrder(book, body.order, at);
    if (body.type === 'order.refunded') refundOrder(book, body.order, body.amount.minor, at);
  }
  return book;
};

const twice = shopOrder('1001', {
  refunds: [
    { refundId: '7', amount: yuan(50), at: T0 + 3 },
    { refundId: '8', amount: yuan(50), at: T0 + 4 },
  ],
});

describe('an order that is polled and comes by webhook too', () => {
  it('takes its stock twice, or its refunds count twice, or two refunds of one amount count once', async () => {
    const store = await stocked();
    const fresh = tell(store, POLLED, eventsOf(LO, twice));
    expect(fresh.map(({ body }) => body.type)).toEqual([
      ...['order.created', 'stock.taken', 'order.paid', 'order.refunded', 'order.refunded'],
    ]);
    expect(tell(store, HOOKED, eventsOf(LO, twice))).toEqual([]);
    const { orders, gmvMinor, refundsMinor, paidOrders } = bookOf(store);
    expect([orders.size, gmvMinor, refundsMinor, paidOrders]).toEqual([1, 200, 100, 1]);
    expect([stockOf(store, 'v1'), store.paidLatest(variantOf('v1', 0).variantId, 9).length]).toEqual([98, 1]);
    store.close();
  });

  it('is another one after a restart', async () => {
    const folder = makeFolder();
    const before = await stocked(folder);
    tell(before, POLLED, eventsOf(LO, shopOrder('1001', { paidAt: null })));
    before.close();
    const store = await opened(folder);
    const fresh = tell(store, HOOKED, eventsOf(LO, shopOrder('1001')));
    expect(fresh.map(({ body }) => body.type)).toEqual(['order.paid']);
    expect([bookOf(store).orders.size, stockOf(store, 'v1')]).toEqual([1, 98]);
    store.close();
  });

  it('comes to other figures by the order in which the two tell it', async () => {
    const whole = eventsOf(LO, twice);
    const other = eventsOf(UP, shopOrder('1001'));
    const steps = [
      ...whole.map((event) => ({ source: POLLED, event })),
      ...whole.map((event) => ({ source: HOOKED, event })),
      ...other.map((event) => ({ source: 'woo:up' as SourceId, event })),
    ];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(steps, { minLength: steps.length }), async (told) => {
        const store = await stocked();
        for (const { source, event } of told) tell(store, source, [event]);
        const { orders, gmvMinor, refundsMinor, paidOrders } = bookOf(store);
        expect([orders.size, gmvMinor, refundsMinor, paidOrders]).toEqual([2, 400, 100, 2]);
        expect(stockOf(store, 'v1')).toBe(96);
        store.close();
      }),
      { numRuns: 15 },
    );
  });

  it('told late by the second, lands in the show that is on now instead of its own', async () => {
    const store = await stocked();
    tell(store, POLLED, eventsOf(LO, shopOrder('1001')));
    store.transact((writes) => writes.moveShow(SHOW, 'show.ended', instant(T0 + 9)));
    const other = '0190a000-0000-7000-8000-000000000002' as typeof SHOW;
    seed(store, [variantOf('v2', 5)], other);
    const [, , refund] = eventsOf(LO, twice);
    if (refund === undefined) throw new Error('the sample has a refund');
    const { id, at, body } = refund;
    const fresh = store.appendFromSource({
      ...{ showId: other, source: HOOKED, rejects: [], cursor: null, receivedAt: instant(T0 + 99) },
      facts: [{ source: HOOKED, eventId: id, at, body }],
    });
    expect(fresh.map(({ showId, body: said }) => [showId, said.type])).toEqual([[SHOW, 'order.refunded']]);
    store.close();
  });
});

describe('orders of one number', () => {
  it('of two shops and a room are taken for one, or lose the number that buyers know', async () => {
    const store = await stocked();
    const lines = [{ variant: 'v1', quantity: 1 }];
    store.appendFromSource({
      ...{ showId: SHOW, source: ROOM, rejects: [], cursor: null, receivedAt: instant(T0 + 5) },
      facts: [factOf('e1', bodyOf('order.paid', orderOf('1001', lines)))],
    });
    tell(store, POLLED, eventsOf(LO, shopOrder('1001')));
    tell(store, HOOKED, eventsOf(UP, shopOrder('1001')));
    const { orders, gmvMinor } = bookOf(store);
    expect([...orders.values()].map(({ orderId, number }) => [orderId, number])).toEqual([
      ['1001', '1001'],
      [`1001@${LO}`, '1001'],
      [`1001@${UP}`, '1001'],
    ]);
    expect([gmvMinor, stockOf(store, 'v1')]).toEqual([500, 95]);
    store.close();
  });

  it('of two shops behind one webhook address hide one another', async () => {
    const store = await stocked();
    tell(store, HOOKED, eventsOf(LO, shopOrder('1001')));
    tell(store, HOOKED, eventsOf(UP, shopOrder('1001')));
    expect([bookOf(store).orders.size, stockOf(store, 'v1')]).toEqual([2, 96]);
    store.close();
  });
});

it('a room that speaks in the words of a shop’s event keeps that shop’s order out', async () => {
  const store = await stocked();
  const [created, paid] = eventsOf(LO, shopOrder('1001'));
  if (created === undefined || paid === undefined) throw new Error('the sample has both');
  store.appendFromSource({
    ...{ showId: SHOW, source: ROOM, rejects: [], cursor: null, receivedAt: instant(T0 + 5) },
    facts: [factOf(paid.id, bodyOf('order.paid', orderOf('1001', [{ variant: 'v1', quantity: 1 }])))],
  });
  expect(tell(store, POLLED, [created, paid]).map(({ body }) => body.type)).toEqual([
    ...['order.created', 'stock.taken', 'order.paid'],
  ]);
  store.close();
});

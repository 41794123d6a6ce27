// The order book: GMV = Σ orders = Σ lines, whatever comes twice, late or in another order.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cancelOrder,
  createOrderBook,
  noteOrder,
  type OrderBook,
  payOrder,
  refundOrder,
  stateOf,
} from '../../src-main/core/order-book.ts';
import { at, orderOf } from './support/show-facts.ts';

const orders = Array.from({ length: 6 }, (_, i) =>
  orderOf(
    `o${i}`,
    [
      { n: 1, quantity: i + 1 },
      { n: 2, minor: 333 },
    ],
    { total: 7_001 * (i + 1), buyer: i % 3 },
  ),
);

type Step = { readonly order: number; readonly kind: 'created' | 'paid' | 'cancelled' };
const step: fc.Arbitrary<Step> = fc.record({
  order: fc.integer({ min: 0, max: orders.length - 1 }),
  kind: fc.constantFrom('created', 'paid', 'cancelled'),
});
const refundStep = fc.record({
  order: fc.integer({ min: 0, max: orders.length - 1 }),
  minor: fc.integer({ min: 1, max: 9_000 }),
});

const carryOut = (book: OrderBook, { order, kind }: Step): void => {
  const wanted = orders[order];
  if (wanted === undefined) return;
  if (kind === 'created') noteOrder(book, wanted, at(1));
  else if (kind === 'paid') payOrder(book, wanted, at(2));
  else cancelOrder(book, wanted, at(3));
};

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);

describe('order book', () => {
  it('GMV is the sum of the paid orders and of all lines, and refunds never exceed what was paid, in any order of events', () => {
    fc.assert(
      fc.property(
        fc.array(step),
        fc.array(refundStep, { maxLength: 8 }),
        fc.infiniteStream(fc.boolean()),
        (steps, refunds, mix) => {
          const book = createOrderBook('CNY');
          const left = [...steps];
          const leftRefunds = [...refunds];
          for (const takesRefund of mix) {
            const refund = takesRefund || left.length === 0 ? leftRefunds.shift() : undefined;
            if (refund !== undefined) {
              const wanted = orders[refund.order];
              if (wanted !== undefined) refundOrder(book, wanted, refund.minor, at(4));
              continue;
            }
            const next = left.shift();
            if (next !== undefined) carryOut(book, next);
            else if (leftRefunds.length === 0) break;
          }
          const paid = new Set(steps.filter(({ kind }) => kind === 'paid').map(({ order }) => order));
          const wanted = sum([...paid].map((index) => orders[index]?.total.minor ?? 0));
          expect(book.gmvMinor).toBe(wanted);
          expect(book.paidOrders).toBe(paid.size);
          expect(sum([...book.variants.values()].map(({ gmvMinor }) => gmvMinor))).toBe(wanted);
          const refunded = sum(
            [...paid].map((index) =>
              Math.min(
                orders[index]?.total.minor ?? 0,
                sum(refunds.filter(({ order }) => order === index).map(({ minor }) => minor)),
              ),
            ),
          );
          expect(book.refundsMinor).toBe(refunded);
          expect(sum([...book.variants.values()].map(({ refundsMinor }) => refundsMinor))).toBe(refunded);
        },
      ),
    );
  });

  it('the newest orders would be looked for among all of a show, or be others than those heard of last', () => {
    const book = createOrderBook('CNY');
    for (let n = 0; n < 500; n += 1) noteOrder(book, orderOf(`o${n % 450}`, [{ n: 1 }]), at(n));
    const last = [...book.orders.values()].slice(-60);
    expect(book.newest.slice(-60)).toEqual(last);
    expect(book.newest.length).toBeLessThan(250);
  });

  it('an order in another currency is kept, and counted in no amount', () => {
    const book = createOrderBook('CNY');
    payOrder(book, orderOf('x', [{ n: 1 }], { currency: 'USD' }), at(1));
    expect([book.gmvMinor, book.paidOrders, book.orders.size]).toEqual([0, 0, 1]);
  });

  it('states follow what has happened to an order', () => {
    const book = createOrderBook('CNY');
    const [order] = orders;
    if (order === undefined) throw new Error('no order');
    const entry = noteOrder(book, order, at(1));
    expect(stateOf(entry)).toBe('created');
    payOrder(book, order, at(2));
    expect(stateOf(entry)).toBe('paid');
    refundOrder(book, order, 100, at(3));
    expect(stateOf(entry)).toBe('refunded');
  });
});

// Orders of Shopify and WooCommerce: what they say became true, exactly, whatever comes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOrderBook, payOrder, refundOrder } from '../../../src-main/core/order-book.ts';
import { instant, type ProductId, type VariantId } from '../../../src-main/core/units.ts';
import { minorOf, nearestMinorOf } from '../../../src-main/ingest/shop/decimal.ts';
import type { ShopContext } from '../../../src-main/ingest/shop/paid-moment.ts';
import { type ShopReading, sinceFloor } from '../../../src-main/ingest/shop/shop-order.ts';
import { parseShopifyOrder } from '../../../src-main/ingest/shopify/parse-shopify.ts';
import { parseWooCommerceOrder } from '../../../src-main/ingest/woocommerce/parse-woocommerce.ts';
import { spoiled } from '../support/mutate.ts';
import { shopifyOrder, shopifyRefund, wooOrder } from '../support/shop-orders.ts';

const contextOf = (rest: Partial<ShopContext> = {}): ShopContext => ({ unpaid: new Set(), ...rest });
const shopify = (raw: unknown, context = contextOf()): ShopReading => parseShopifyOrder(raw, context);
const woo = (raw: unknown, context = contextOf()): ShopReading | null => parseWooCommerceOrder(raw, context);
const idsOf = ({ events }: ShopReading): readonly string[] => events.map(({ id }) => id);

/** Paid and refunded in minor units, as a show would count them. */
const countOf = (currency: string, ...readings: readonly ShopReading[]): readonly [number, number] => {
  const book = createOrderBook(currency);
  const known = new Set<string>();
  for (const { id, at, body } of readings.flatMap(({ events }) => events)) {
    if (known.has(id)) continue;
    known.add(id);
    if (body.type === 'order.paid') payOrder(book, body.order, at);
    if (body.type === 'order.refunded') refundOrder(book, body.order, body.amount.minor, at);
  }
  return [book.gmvMinor, book.refundsMinor];
};

describe('decimal amounts', () => {
  it.each([
    ['59.99', 'USD', 5999],
    ['42', 'USD', 4200],
    ['0.1', 'USD', 10],
    ['12.500', 'USD', 1250],
    ['1200', 'JPY', 1200],
    ['1.500', 'KWD', 1500],
    ['-10.00', 'EUR', -1000],
    ['-0.00', 'EUR', 0],
    [19.99, 'USD', 1999],
    ['90071992547409.91', 'USD', 9_007_199_254_740_991],
  ])('reads %s %s as %d, by its digits', (text, currency, minor) => {
    expect(minorOf(text, currency)).toBe(minor);
  });

  it.each([
    ['12.345', 'USD'],
    ['1.5', 'JPY'],
    ['1,000.00', 'USD'],
    ['1e3', 'USD'],
    ['', 'USD'],
    ['$5', 'USD'],
    ['5.00', 'usd'],
    ['5.00', null],
    ['99999999999999999', 'USD'],
    [Number.NaN, 'USD'],
    [null, 'USD'],
  ])('takes %s %s for no amount rather than for a wrong one', (text, currency) => {
    expect(minorOf(text, currency)).toBeNull();
  });

  it('never differs from whole-number arithmetic', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(99), (whole, part) => {
        expect(minorOf(`${whole}.${String(part).padStart(2, '0')}`, 'USD')).toBe(whole * 100 + part);
      }),
    );
  });

  it('rounds a price of one piece to the nearest, which an amount paid never is', () => {
    expect([nearestMinorOf('9.995', 'USD'), nearestMinorOf('9.994999', 'USD')]).toEqual([1000, 999]);
  });
});

describe('a Shopify order', () => {
  it('is created and paid in its own currency, with ids as text and the total that was paid', () => {
    const { events, rejects } = shopify(shopifyOrder());
    expect(rejects).toEqual([]);
    expect(events).toEqual([
      {
        id: '820982911946154#created',
        seq: 0,
        at: Date.parse('2026-11-20T14:00:00Z'),
        body: {
          type: 'order.created',
          order: {
            id: '820982911946154',
            lines: [
              {
                productId: '788032119674292',
                variantId: '642667041472713',
                title: 'Lipstick - Red',
                quantity: 2,
                unitPrice: { minor: 2999, currency: 'USD' },
              },
            ],
            total: { minor: 5999, currency: 'USD' },
            buyer: { id: '115310627314723', name: 'Ada Lo' },
          },
        },
      },
      expect.objectContaining({ id: '820982911946154#paid', at: Date.parse('2026-11-20T14:00:05Z') }),
    ]);
  });

  it('counts each partial refund once, however often the whole order is told', () => {
    const first = shopifyOrder({ financial_status: 'partially_refunded', refunds: [shopifyRefund(1, '10.00')] });
    const both = shopifyOrder({
      financial_status: 'partially_refunded',
      refunds: [shopifyRefund(1, '10.00'), shopifyRefund(5, '5.50')],
    });
    expect(countOf('USD', ...[shopifyOrder(), first, both, first, both].map((raw) => shopify(raw)))).toEqual([
      5999, 1550,
    ]);
  });

  it('counts no refund that failed, nor goods taken back for nothing', () => {
    const failed = { transactions: [{ kind: 'refund', status: 'failure', amount: '9.00', currency: 'USD' }] };
    const raw = shopifyOrder({ refunds: [shopifyRefund(1, '9.00', failed), shopifyRefund(2, '0.00')] });
    expect(idsOf(shopify(raw))).toEqual(['820982911946154#created', '820982911946154#paid']);
  });

  it('is paid when it was last changed, if it was told of unpaid before', () => {
    const context = contextOf();
    expect(idsOf(shopify(shopifyOrder({ financial_status: 'pending' }), context))).toEqual(['820982911946154#created']);
    const later = shopify(shopifyOrder({ updated_at: '2026-11-20T20:00:00Z' }), context);
    expect(later.events[1]?.at).toBe(Date.parse('2026-11-20T20:00:00Z'));
  });

  it('of last week that is packed today is no sale of this show', () => {
    const reading = shopify(shopifyOrder({ updated_at: '2026-11-27T20:00:00Z' }));
    expect(sinceFloor(reading, Date.parse('2026-11-27T19:00:00Z')).events).toEqual([]);
  });

  it('whose goods the catalogue knows by their number takes stock of them', () => {
    const known = { productId: 'p1' as ProductId, variantId: 'v1' as VariantId };
    const catalogue = { bySku: (sku: string) => (sku === 'LIP-01' ? known : null), skuOf: () => null };
    const { events } = shopify(shopifyOrder(), contextOf({ catalogue }));
    expect(events[0]?.body).toMatchObject({ order: { lines: [known] } });
  });

  it('with an id that lost its digits in a float is kept aside, not mistaken for another', () => {
    const { events, rejects } = shopify(shopifyOrder({ id: 2 ** 53 + 2 }));
    expect([events.length, rejects.length]).toEqual([0, 1]);
  });

  it('of a deleted product, without a customer or with a very long name, is still an order', () => {
    const line = {
      id: 5,
      product_id: null,
      variant_id: null,
      sku: null,
      name: 'x'.repeat(9000),
      quantity: 1,
      price: '1',
    };
    const { events, rejects } = shopify(shopifyOrder({ customer: null, line_items: [line] }));
    expect(rejects).toEqual([]);
    expect(events[0]?.body).toMatchObject({
      order: { buyer: { id: 'guest-820982911946154' }, lines: [{ productId: 'line-5', variantId: 'line-5' }] },
    });
  });
});

describe('a WooCommerce order', () => {
  it('is paid when it says, its GMT times taken for GMT and its float price for no price', () => {
    const reading = woo(wooOrder());
    expect(reading?.events.map(({ id, at }) => [id, new Date(at).toISOString()])).toEqual([
      ['727#created', '2026-11-20T14:00:00.000Z'],
      ['727#paid', '2026-11-20T14:01:00.000Z'],
    ]);
    expect(reading?.events[0]?.body).toMatchObject({
      order: {
        total: { minor: 2935, currency: 'EUR' },
        buyer: { id: 'guest-727', name: 'Bo Li' },
        lines: [{ productId: '93', variantId: '93', unitPrice: { minor: 1210 } }],
      },
    });
  });

  it('counts its negative refund totals as money that went back', () => {
    const raw = wooOrder({ refunds: [{ id: 726, reason: '', total: '-10.00' }] });
    expect(countOf('EUR', woo(raw) ?? { events: [], rejects: [] })).toEqual([2935, 1000]);
  });

  it('that is still at the till is no order', () => {
    expect(woo(wooOrder({ status: 'checkout-draft' }))).toBeNull();
  });

  it('that failed is cancelled and not paid', () => {
    const raw = wooOrder({ status: 'failed', date_paid_gmt: null });
    expect(woo(raw)?.events.map(({ body }) => body.type)).toEqual(['order.created', 'order.cancelled']);
  });
});

describe('whatever comes', () => {
  const refunded = { financial_status: 'partially_refunded', refunds: [shopifyRefund(1, '10.00')] };
  const cases = [
    { name: 'Shopify', raw: shopifyOrder(refunded), read: shopify, most: 5999 },
    { name: 'WooCommerce', raw: wooOrder({ refunds: [{ id: 1, total: '-10.00' }] }), read: woo, most: 2935 },
  ];

  it.each(cases)(
    'a spoiled order of $name neither throws, nor vanishes, nor makes a figure up',
    ({ raw, read, most }) => {
      fc.assert(
        fc.property(spoiled(raw), (bad) => {
          const reading = read(bad, contextOf());
          // Null is a cart that says it is one.
          if (reading === null) return;
          expect(reading.events.length + reading.rejects.length).toBeGreaterThan(0);
          for (const { at, body } of reading.events) {
            expect(instant(at)).toBe(at);
            if (body.type !== 'order.paid') continue;
            const { minor } = body.order.total;
            const told =
              (bad as { total_price?: unknown; total?: unknown }).total_price ?? (bad as { total?: unknown }).total;
            expect(Number.isSafeInteger(minor) && minor >= 0).toBe(true);
            // The total is the one told, or another text that was put in its place and says so exactly.
            if (minor !== most) expect(minor).toBe(minorOf(told, body.order.total.currency));
          }
        }),
        { numRuns: 2000 },
      );
    },
  );
});

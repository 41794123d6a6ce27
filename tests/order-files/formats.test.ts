// Each platform's order export in its real shape, with its traps: read to the fen, and to the second.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PlatformOrder, stateOfPlatformOrder } from '../../src-main/core/platform-order.ts';
import { readOrderFile } from './support/order-rig.ts';

const fixture = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, '..', 'fixtures', 'orders', name));

const briefly = (order: PlatformOrder) => ({
  id: order.orderId,
  state: stateOfPlatformOrder(order),
  total: order.totalMinor,
  shipping: order.shippingMinor,
  refunded: order.refundedMinor,
  lines: order.lines.map(({ sku, quantity, paidMinor }) => [sku, quantity, paidMinor]),
});

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

describe('formats', () => {
  it('抖店: sub-orders, tabs in quotes, dashes and a refund', async () => {
    const { format, orders, refused } = await readOrderFile(fixture('doudian.csv'));
    expect([format, refused]).toEqual(['doudian', []]);
    expect(orders.map(briefly)).toEqual([
      {
        id: '6917926768823643751',
        state: 'paid',
        total: 5900,
        shipping: 0,
        refunded: 0,
        lines: [['0300400008', 1, 5900]],
      },
      {
        id: '6917926768823643752',
        state: 'paid',
        total: 11800,
        shipping: 0,
        refunded: 0,
        lines: [
          ['0300400008', 2, 11800],
          ['0300400009', 1, 0],
        ],
      },
      {
        id: '6917926768823643754',
        state: 'part_refunded',
        total: 9490,
        shipping: 600,
        refunded: 8890,
        lines: [['0300400010', 1, 8890]],
      },
      {
        id: '6917926768823643755',
        state: 'cancelled',
        total: 8890,
        shipping: 0,
        refunded: 0,
        lines: [['0300400010', 1, 8890]],
      },
    ]);
    expect(orders.map(({ buyerName }) => buyerName)).toEqual(['', '', '', '']);
    expect(iso(orders[0]?.createdAt ?? null)).toBe('2026-11-24T12:10:05.000Z');
  });

  it('Shopify: the order on its first row, its discount over its lines', async () => {
    const { format, orders, refused } = await readOrderFile(fixture('shopify.csv'));
    expect([format, refused]).toEqual(['shopify', []]);
    expect(orders.map(briefly)).toEqual([
      {
        id: '#1001',
        state: 'paid',
        total: 6500,
        shipping: 500,
        refunded: 0,
        lines: [
          ['0300', 2, 4286],
          ['BR-1', 1, 1714],
        ],
      },
      { id: '#1002', state: 'part_refunded', total: 3333, shipping: 0, refunded: 1111, lines: [['BR-1', 3, 3333]] },
      { id: '#1003', state: 'cancelled', total: 2000, shipping: 0, refunded: 0, lines: [['BR-1', 1, 2000]] },
    ]);
    expect(orders[0]).toMatchObject({ currency: 'USD', otherIds: ['6617926768823643751'], buyerName: 'Ann Lee' });
    expect(iso(orders[0]?.paidAt ?? null)).toBe('2025-05-11T13:55:16.000Z');
    expect(JSON.stringify(orders)).not.toContain('example.com');
  });

  it('TikTok Shop: the row of explanations, the day first, what went back by its pieces', async () => {
    const { format, orders, skippedRows, refused } = await readOrderFile(fixture('tiktok-shop.csv'), {
      zone: 'Asia/Jakarta',
    });
    expect([format, skippedRows, refused]).toEqual(['tiktok_shop', 1, []]);
    expect(orders.map(briefly)).toEqual([
      {
        id: '576461413038785752',
        state: 'part_refunded',
        total: 8300,
        shipping: 300,
        refunded: 2500,
        lines: [
          ['0300', 2, 5000],
          ['BR-1', 1, 3000],
        ],
      },
      {
        id: '576461413038785753',
        state: 'cancelled',
        total: 3000,
        shipping: 0,
        refunded: 0,
        lines: [['BR-1', 1, 3000]],
      },
    ]);
    expect(orders[0]?.lines.map(({ refundedMinor }) => refundedMinor)).toEqual([2500, 0]);
    expect(orders[0]?.lines[0]).toMatchObject({ platformDiscountMinor: 400, shopDiscountMinor: 600 });
    expect(iso(orders[0]?.createdAt ?? null)).toBe('2026-05-10T15:05:43.000Z');
  });

  it('Taobao: GB18030, ="…" numbers, refunds, and what is not paid yet', async () => {
    const { format, orders, refused } = await readOrderFile(fixture('taobao.csv'));
    expect([format, refused]).toEqual(['taobao', []]);
    expect(orders.map(briefly)).toEqual([
      { id: '3300123456789012345', state: 'paid', total: 12600, shipping: 800, refunded: 0, lines: [['', 2, 11800]] },
      {
        id: '3300123456789012346',
        state: 'part_refunded',
        total: 5900,
        shipping: 0,
        refunded: 2000,
        lines: [['', 1, 5900]],
      },
      { id: '3300123456789012347', state: 'unpaid', total: 5900, shipping: 0, refunded: 0, lines: [['', 1, 5900]] },
    ]);
    expect(orders[1]?.buyerName).toBe('大明');
  });

  it('Taobao’s lines: of the same orders, at list price', async () => {
    const { format, platform, orders } = await readOrderFile(fixture('taobao-lines.csv'));
    expect([format, platform]).toEqual(['taobao_lines', 'taobao']);
    expect(orders[0]?.lines.map(({ sku, paidMinor }) => [sku, paidMinor])).toEqual([
      ['0300400008', 5900],
      ['0300400010', 8890],
    ]);
  });

  it('WooCommerce: amounts repeated by row, a refund with a minus', async () => {
    const { format, orders, refused } = await readOrderFile(fixture('woocommerce.csv'), { zone: 'Europe/Berlin' });
    expect([format, refused]).toEqual(['woocommerce', []]);
    expect(orders.map(briefly)).toEqual([
      {
        id: '5021',
        state: 'paid',
        total: 7450,
        shipping: 450,
        refunded: 0,
        lines: [
          ['0300', 2, 4667],
          ['BR-1', 1, 2333],
        ],
      },
      { id: '5022', state: 'refunded', total: 2500, shipping: 0, refunded: 2500, lines: [['BR-1', 1, 2500]] },
    ]);
    expect(orders[0]).toMatchObject({ currency: 'EUR', buyerName: 'Zoë' });
    expect(iso(orders[0]?.createdAt ?? null)).toBe('2026-05-10T10:00:00.000Z');
  });

  it('any other table: its columns guessed by their words', async () => {
    const { format, orders, refused } = await readOrderFile(fixture('by-hand.csv'));
    expect([format, refused]).toEqual(['mapped', []]);
    expect(orders.map(briefly)).toEqual([
      {
        id: '0007',
        state: 'paid',
        total: 11800,
        shipping: 0,
        refunded: 0,
        lines: [
          ['', 1, 5900],
          ['', 1, 5900],
        ],
      },
    ]);
  });
});

describe('traps', () => {
  it.each([
    [
      'a number that a spreadsheet has turned into powers of ten',
      '6.91793E+18,王,口红,1,59,2026-11-24 20:00',
      'id_scientific',
    ],
    ['an amount that is none', '1,王,口红,1,五十九,2026-11-24 20:00', 'price_not_number'],
    ['half a piece', '1,王,口红,1.5,59,2026-11-24 20:00', 'count_not_whole'],
    ['no pieces', '1,王,口红,0,59,2026-11-24 20:00', 'quantity_missing'],
    ['a day that the month has not', '1,王,口红,1,59,2026-02-31 20:00', 'time_unreadable'],
    ['no number', ',王,口红,1,59,2026-11-24 20:00', 'order_id_missing'],
    ['no amount', '1,王,口红,1,,2026-11-24 20:00', 'amount_missing'],
    ['no goods', '1,王,,,59,2026-11-24 20:00', 'order_empty'],
    ['the error of a formula', '1,王,口红,1,#REF!,2026-11-24 20:00', 'cell_error'],
  ])('%s is taken over', async (_, row, code) => {
    const bytes = new TextEncoder().encode(`订单号,买家,商品,件数,实付总额,下单时间\n${row}\n`);
    const { refused, orders } = await readOrderFile(bytes);
    expect(refused).toContain(code);
    expect(orders).toEqual([]);
  });

  it('rows of one order that stand apart are two orders', async () => {
    const bytes = new TextEncoder().encode(
      '订单号,商品,件数,小计,下单时间\nA,口红,1,59,2026-11-24 20:00\nB,气垫,1,88.9,2026-11-24 20:01\nA,刷子,1,20,2026-11-24 20:00\n',
    );
    const { orders } = await readOrderFile(bytes);
    expect(orders.map(({ orderId, lines, totalMinor }) => [orderId, lines.length, totalMinor])).toEqual([
      ['A', 2, 7900],
      ['B', 1, 8890],
    ]);
  });
});

// Shopify and WooCommerce over real sockets: what they are asked, page by page, and that each order counts once.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../src-main/contract/errors.ts';
import { instant, type SourceId } from '../../../src-main/core/units.ts';
import type { EventSource } from '../../../src-main/ingest/event-source.ts';
import { readRetryAfter } from '../../../src-main/ingest/shop/ask-shop.ts';
import type { ShopLimits } from '../../../src-main/ingest/shop/shop-source.ts';
import { parseShopUrl } from '../../../src-main/ingest/shop/shop-url.ts';
import { createShopifySource, shopifyKind } from '../../../src-main/ingest/shopify/shopify-source.ts';
import type { SourceMaking, SourceSettings } from '../../../src-main/ingest/source-kind.ts';
import { createWooCommerceSource, wooCommerceKind } from '../../../src-main/ingest/woocommerce/woocommerce-source.ts';
import { createMemorySink, type MemorySink } from '../support/memory-sink.ts';
import { shopifyOrder, shopifyRefund, wooOrder } from '../support/shop-orders.ts';
import { type Answer, type Asked, type ShopServer, startShopServer } from '../support/shop-server.ts';

const QUICK: Partial<ShopLimits> = { pollMs: 15, retryMinMs: 20, retryMaxMs: 60, refusedRetryMs: 100, timeoutMs: 300 };
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 });
/** Without the shop, whose port is another one each time. */
const idsOf = (sink: MemorySink): readonly string[] => sink.events.map(({ id }) => id.replace(/^.*\//, ''));

type Order = Record<string, unknown>;

interface Shop {
  readonly server: ShopServer;
  readonly orders: Order[];
}

const open = async (answer: (asked: Asked, orders: readonly Order[], origin: string) => Answer): Promise<Shop> => {
  const orders: Order[] = [];
  const server: ShopServer = await startShopServer((asked) => answer(asked, orders, server.url));
  closers.push(() => server.stop());
  return { server, orders };
};

const byChange = (orders: readonly Order[], field: string, from: number, zone = ''): readonly Order[] =>
  orders
    .filter((order) => Date.parse(`${String(order[field])}${zone}`) >= from)
    .sort((a, b) => Date.parse(String(a[field])) - Date.parse(String(b[field])));

/** Pages of at most `PAGE`, marked by where the next begins. */
const PAGE = 10;
const openShopify = (): Promise<Shop> =>
  open(({ url, headers }, orders, origin) => {
    if (headers['x-shopify-access-token'] !== 'shpat_1') return { status: 401, body: { errors: 'no' } };
    if (url.pathname.endsWith('/shop.json')) return { body: { shop: { id: 1, name: 'Lo & Co' } } };
    const mark = url.searchParams.get('page_info');
    // A page that is marked may be asked for with nothing else.
    if (mark !== null && url.searchParams.has('updated_at_min')) return { status: 400, body: {} };
    const [from, skip] = mark === null ? [url.searchParams.get('updated_at_min'), '0'] : mark.split('~');
    const found = byChange(orders, 'updated_at', Date.parse(from ?? ''));
    const next = Number(skip) + PAGE;
    const link = `<${origin}/admin/api/2026-10/orders.json?limit=250&page_info=${from}~${next}>; rel="next"`;
    return {
      headers: next < found.length ? { link } : {},
      body: { orders: found.slice(Number(skip), next) },
    };
  });

const openWoo = (): Promise<Shop> =>
  open(({ url, headers }, orders) => {
    const right = `Basic ${Buffer.from('ck_1:cs_1').toString('base64')}`;
    if (headers.authorization !== right) return { status: 401, body: { code: 'woocommerce_rest_cannot_view' } };
    const asked = url.searchParams;
    const after = asked.get('modified_after');
    const found = after === null ? orders : byChange(orders, 'date_modified_gmt', Date.parse(`${after}Z`) + 1000, 'Z');
    const skip = Number(asked.get('offset') ?? 0);
    return { body: found.slice(skip, skip + Number(asked.get('per_page'))) };
  });

const making = (settings: SourceSettings): SourceMaking => ({
  sourceId: 's1' as SourceId,
  name: '小店',
  settings,
  clock: () => instant(Date.now()),
});

const start = (source: EventSource, sink = createMemorySink()): MemorySink => {
  closers.push(() => source.stop());
  source.start(sink);
  return sink;
};

const attachShopify = ({ server }: Shop, token = 'shpat_1', sink?: MemorySink): MemorySink =>
  start(createShopifySource(making({ url: server.url, token }), QUICK), sink);
const attachWoo = ({ server }: Shop, secret = 'cs_1', sink?: MemorySink): MemorySink =>
  start(createWooCommerceSource(making({ url: server.url, key: 'ck_1', secret }), QUICK), sink);

const shopifyAt = (id: number, at: number, rest: object = {}): Order => {
  const iso = new Date(at).toISOString();
  return shopifyOrder({ id, created_at: iso, processed_at: iso, updated_at: iso, ...rest });
};

const wooAt = (id: number, at: number, rest: object = {}): Order => {
  const gmt = new Date(at).toISOString().slice(0, 19);
  return wooOrder({ id, date_created_gmt: gmt, date_paid_gmt: gmt, date_modified_gmt: gmt, ...rest });
};

const live = (sink: MemorySink): Promise<void> => until(() => expect(sink.last()?.status).toBe('live'));

describe.each([
  { shop: 'Shopify', openShop: openShopify, attach: attachShopify, orderAt: shopifyAt },
  { shop: 'WooCommerce', openShop: openWoo, attach: attachWoo, orderAt: wooAt },
])('$shop', ({ openShop, attach, orderAt }) => {
  it('hands over each of many pages of orders once, in the order of their changes', async () => {
    const shop = await openShop();
    const sink = attach(shop);
    await live(sink);
    const at = Date.now() + 2000;
    for (let id = 1; id <= 120; id += 1) shop.orders.push(orderAt(id, at + Math.floor(id / 3) * 1000));
    await until(() => expect(new Set(idsOf(sink)).size).toBe(240));
    const before = shop.server.asked.length;
    await until(() => expect(shop.server.asked.length).toBeGreaterThan(before + 10));
    expect(sink.batches.flatMap(({ events }) => events).length).toBe(240);
    expect(sink.rejects).toEqual([]);
  });

  it('with another key is refused in so many words, and the key stands in none of them', async () => {
    const shop = await openShop();
    const sink = attach(shop, 'wrong-secret');
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'bad_token' } }));
    expect(JSON.stringify(sink.statuses)).not.toContain('wrong-secret');
  });

  it('that is a web page is no shop', async () => {
    const shop = await openShop();
    shop.server.instead = () => ({ headers: { 'content-type': 'text/html' }, body: '<html>' });
    const sink = attach(shop);
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'not_json' } }));
  });

  it('takes an order that was placed right after we came, though its shop dates it by the second and is a second behind', async () => {
    const shop = await openShop();
    const sink = attach(shop);
    await live(sink);
    const second = Math.floor(Date.now() / 1000) * 1000;
    shop.orders.push(orderAt(1, second - 1000));
    await until(() => expect(idsOf(sink)).toEqual(['1#created', '1#paid']));
  });

  it('loses at a start an order that was written late, dated a moment before what the store knows', async () => {
    const shop = await openShop();
    const second = Math.floor(Date.now() / 1000) * 1000 - 60_000;
    shop.orders.push(orderAt(1, second - 3000), orderAt(2, second - 30_000));
    const sink = attach(shop, undefined, createMemorySink(second));
    await until(() => expect(idsOf(sink)).toEqual(['1#created', '1#paid']));
  });

  it('lost while it had nothing to tell, it says until when it had told all', async () => {
    const shop = await openShop();
    const began = Date.now();
    const sink = attach(shop);
    await live(sink);
    const asked = shop.server.asked.length;
    await until(() => expect(shop.server.asked.length).toBeGreaterThan(asked + 3));
    shop.server.instead = () => ({ status: 503, body: {} });
    await until(() => expect(sink.last()).toMatchObject({ status: 'reconnecting' }));
    const lost = sink.statuses.find(({ status }) => status === 'reconnecting');
    expect(lost?.knownAt).toBeGreaterThan(began);
    expect(lost?.knownAt).toBeLessThanOrEqual(Date.now());
  });

  it('goes on where the store is after it was away, and an unreadable order stops no other', async () => {
    const shop = await openShop();
    const now = Date.now();
    shop.orders.push(
      orderAt(1, now - 60_000),
      orderAt(2, now - 50_000, { currency: 'dollars' }),
      orderAt(3, now - 40_000),
    );
    const sink = attach(shop, undefined, createMemorySink(now - 120_000));
    await until(() => expect(idsOf(sink)).toEqual(['1#created', '1#paid', '3#created', '3#paid']));
    const before = shop.server.asked.length;
    await until(() => expect(shop.server.asked.length).toBeGreaterThan(before + 5));
    expect(sink.rejects.map(({ eventId }) => eventId)).toEqual(['2']);
    expect(sink.durable).toBeGreaterThan(now - 42_000);
  });
});

describe('Shopify', () => {
  it('counts two partial refunds that came in two steps once each', async () => {
    const shop = await openShopify();
    const sink = attachShopify(shop);
    await live(sink);
    const at = Date.now() + 1000;
    const refund = (id: number, amount: string): object => ({
      ...shopifyRefund(id, amount),
      processed_at: new Date(at).toISOString(),
    });
    const steps = [[], [refund(1, '10.00')], [refund(1, '10.00'), refund(5, '5.50')]];
    for (const [step, refunds] of steps.entries()) {
      const updated_at = new Date(at + step * 1000).toISOString();
      shop.orders.splice(0, 1, shopifyAt(7, at, { refunds, updated_at }));
      await until(() => expect(sink.events.length).toBe(2 + step));
    }
    expect(idsOf(sink)).toEqual(['7#created', '7#paid', '7#refund-1', '7#refund-5']);
  });

  it('never sends its key to where a link of a page points', async () => {
    const thief = await startShopServer(() => ({ body: {} }));
    closers.push(() => thief.stop());
    const shop = await openShopify();
    shop.server.instead = ({ url }) => {
      if (!url.pathname.endsWith('orders.json') || url.searchParams.has('page_info')) return null;
      return { headers: { link: `<${thief.url}/x?page_info=z~0>; rel="next"` }, body: { orders: [] } };
    };
    const sink = attachShopify(shop);
    await until(() =>
      expect(shop.server.asked.some(({ url }) => url.searchParams.get('page_info') === 'z~0')).toBe(true),
    );
    expect([thief.asked.length, sink.hellos[0]?.name]).toEqual([0, 'Lo & Co']);
  });
});

describe('addresses, keys and patience', () => {
  it.each([
    [shopifyKind, { url: 'http://shop.example', token: 't' }, 'bad_url'],
    [shopifyKind, { url: 'ftp://shop.example', token: 't' }, 'bad_url'],
    [shopifyKind, { url: 'wss://shop.example', token: 't' }, 'bad_url'],
    [shopifyKind, { url: '', token: 't' }, 'bad_url'],
    [shopifyKind, { url: 'my.myshopify.com', token: 'a\r\nb: c' }, 'bad_source'],
    [shopifyKind, { url: 'my.myshopify.com', token: 't', version: '../x' }, 'bad_source'],
    [wooCommerceKind, { url: 'https://u:p@shop.example', key: 'k', secret: 's' }, 'bad_url'],
    [wooCommerceKind, { url: 'https://shop.example', key: 'k', secret: '' }, 'bad_source'],
  ])('%o with %o is refused before anything is sent', (kind, settings, code) => {
    const make = (): unknown => kind.make(making(settings));
    expect(make).toThrow(Refusal);
    expect(make).toThrow(expect.objectContaining({ code }));
  });

  it('takes a shop by its name alone, and keeps the folder that it lives in', () => {
    expect(parseShopUrl('my-shop.myshopify.com').base).toBe('https://my-shop.myshopify.com');
    expect(parseShopUrl('https://x.example/shop/?a=1').base).toBe('https://x.example/shop');
  });

  it.each([
    ['2', 2000],
    ['2.5', 2500],
    ['Fri, 20 Nov 2026 14:01:00 GMT', 60_000],
    ['Fri, 20 Nov 2026 13:00:00 GMT', 0],
    ['99999999', 900_000],
    ['soon', null],
    [null, null],
  ])('reads Retry-After %s as %s ms', (text, ms) => {
    expect(readRetryAfter(text, Date.parse('2026-11-20T14:00:00Z'))).toBe(ms);
  });
});

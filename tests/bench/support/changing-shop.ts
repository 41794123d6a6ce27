// A shop in the shape of Shopify's admin API whose orders change all the time: told page by page, in the order of their changes.

import { shopifyOrder, shopifyRefund } from '../../ingest/support/shop-orders.ts';
import { type Answer, type Asked, startShopServer } from '../../ingest/support/shop-server.ts';
import { ADDRESS } from './shop-frames.ts';

export const CHANGING_SHOP_TOKEN = 'shpat_bench';

export interface ChangingShop {
  readonly url: string;
  /** Something becomes of an order. Returns the id that the fact of it bears. */
  change(at: number): string;
  stop(): Promise<void>;
}

interface ShopOrder {
  readonly id: number;
  changedAt: number;
  fields: Record<string, unknown>;
}

type Change = 'placed' | 'paid' | 'refunded' | 'cancelled';
const CHANGES: readonly Change[] = [
  'placed',
  'placed',
  'paid',
  'placed',
  'paid',
  'refunded',
  'placed',
  'paid',
  'paid',
  'cancelled',
];
const FIRST_ID = 820_982_911_000_000;
const PRICE = '59.99';

/** Whole seconds, as the shop dates everything. */
const iso = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

const readMark = (mark: string | null, since: string | null): readonly [number, number] => {
  if (mark === null) return [Date.parse(since ?? ''), 0];
  const [at = '', id = ''] = mark.split('_');
  return [Number(at), Number(id)];
};

export const startChangingShop = async (): Promise<ChangingShop> => {
  const orders: ShopOrder[] = [];
  const unpaid: ShopOrder[] = [];
  const paid: ShopOrder[] = [];
  let changes = 0;

  const answer = ({ url, headers }: Asked): Answer => {
    if (headers['x-shopify-access-token'] !== CHANGING_SHOP_TOKEN) return { status: 401, body: {} };
    if (url.pathname.endsWith('/shop.json')) return { body: { shop: { id: 1, name: '小店' } } };
    const limit = Number(url.searchParams.get('limit'));
    const [since, afterId] = readMark(url.searchParams.get('page_info'), url.searchParams.get('updated_at_min'));
    const found = orders
      .filter(({ changedAt, id }) => changedAt > since || (changedAt === since && id > afterId))
      .sort((a, b) => a.changedAt - b.changedAt || a.id - b.id);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = `<http://shop.invalid/orders.json?page_info=${last?.changedAt}_${last?.id}>; rel="next"`;
    return {
      headers: found.length > limit ? { link: next } : {},
      body: { orders: page.map(({ fields }) => fields) },
    };
  };
  const server = await startShopServer(answer);

  const touch = (order: ShopOrder, at: number, fields: Record<string, unknown>): void => {
    order.changedAt = Math.floor(at / 1000) * 1000;
    order.fields = { ...order.fields, ...fields, updated_at: iso(at) };
  };

  const place = (at: number): ShopOrder => {
    const id = FIRST_ID + orders.length;
    const fields = shopifyOrder({
      id,
      name: `#${id}`,
      created_at: iso(at),
      processed_at: iso(at),
      currency: 'CNY',
      total_price: PRICE,
      financial_status: 'pending',
      billing_address: ADDRESS,
      shipping_address: ADDRESS,
      tax_lines: [{ price: '3.98', rate: 0.06, title: 'State Tax' }],
    });
    const order = { id, changedAt: 0, fields };
    touch(order, at, {});
    orders.push(order);
    return order;
  };

  const make = (change: Change, at: number): string => {
    const known = change === 'placed' ? undefined : (change === 'paid' ? unpaid : paid).shift();
    if (known === undefined) {
      const order = place(at);
      unpaid.push(order);
      return `${order.id}#created`;
    }
    if (change === 'paid') {
      touch(known, at, { financial_status: 'paid' });
      paid.push(known);
      return `${known.id}#paid`;
    }
    if (change === 'cancelled') {
      touch(known, at, { cancelled_at: iso(at) });
      return `${known.id}#cancelled`;
    }
    const refund = shopifyRefund(known.id, PRICE, { created_at: iso(at), processed_at: iso(at) });
    const transactions = [{ id: 1, kind: 'refund', status: 'success', amount: PRICE, currency: 'CNY' }];
    touch(known, at, { financial_status: 'refunded', refunds: [{ ...refund, transactions }] });
    return `${known.id}#refund-${known.id}`;
  };

  return {
    url: server.url,
    change: (at) => {
      changes += 1;
      return make(CHANGES[changes % CHANGES.length] ?? 'placed', at);
    },
    stop: server.stop,
  };
};

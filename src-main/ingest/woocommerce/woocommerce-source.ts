// A WooCommerce shop: its orders by asking the REST API v3 for what was changed.

import { Refusal } from '../../contract/errors.ts';
import type { EventSource } from '../event-source.ts';
import { askShop, type ShopAnswer, ShopFault } from '../shop/ask-shop.ts';
import { momentOf, own } from '../shop/loose-field.ts';
import { nextWindow, readWindow } from '../shop/page-window.ts';
import type { ShopContext } from '../shop/paid-moment.ts';
import { shopAt } from '../shop/shop-identity.ts';
import { createShopSource, SHOP_LIMITS, type ShopLimits, type ShopPage } from '../shop/shop-source.ts';
import { parseShopUrl } from '../shop/shop-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { parseWooCommerceOrder } from './parse-woocommerce.ts';

const PER_PAGE = 50;

/** Throws Refusal `bad_url` or `bad_source` naming the field. */
export const createWooCommerceSource = (making: SourceMaking, given: Partial<ShopLimits> = {}): EventSource => {
  const { sourceId, name, settings, clock, catalogue } = making;
  const limits: ShopLimits = { ...SHOP_LIMITS, ...given };
  const { base, host } = parseShopUrl(settings.url ?? '');
  const { key = '', secret = '' } = settings;
  for (const [field, value] of Object.entries({ key, secret })) {
    if (value === '') throw new Refusal('bad_source', `WooCommerce needs a ${field}`, { field });
  }
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
  const context: ShopContext = { shop: shopAt(wooCommerceKind.kind, base), catalogue, unpaid: new Set() };

  const ask = (asked: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ShopAnswer> =>
    askShop(
      { url: `${base}/wp-json/wc/v3/orders?${new URLSearchParams(asked)}`, headers: { authorization } },
      { timeoutMs: limits.timeoutMs, maxBytes: limits.maxBytes, clock, signal },
    );

  const listOf = ({ json }: ShopAnswer): readonly unknown[] => {
    if (Array.isArray(json)) return json;
    throw new ShopFault({ code: 'not_json', details: { host, why: 'no list of orders' } }, true);
  };

  const read = async (since: number, page: string | null, signal: AbortSignal): Promise<ShopPage> => {
    const window = readWindow(since, page);
    const orders = listOf(
      await ask(
        {
          // It leaves out the very second, and WooCommerce knows nothing finer.
          modified_after: new Date(window.since - 1000).toISOString().slice(0, 19),
          dates_are_gmt: 'true',
          orderby: 'modified',
          order: 'asc',
          per_page: String(PER_PAGE),
          offset: String(window.skip),
        },
        signal,
      ),
    );
    const readings = orders.flatMap((order) => parseWooCommerceOrder(order, context) ?? []);
    const moments = orders.map((order) => momentOf(own(order, 'date_modified_gmt')) ?? 0);
    const newest = moments.length === 0 ? null : Math.max(...moments);
    return {
      reading: {
        events: readings.flatMap(({ events }) => events),
        rejects: readings.flatMap(({ rejects }) => rejects),
      },
      raw: orders,
      newest,
      next: nextWindow(window, orders.length, PER_PAGE, newest),
    };
  };

  return createShopSource({
    sourceId,
    name,
    kind: wooCommerceKind.kind,
    clock,
    capabilities: [],
    limits,
    reader: {
      hello: async (signal) => {
        const answer = await ask({ per_page: '1' }, signal);
        listOf(answer);
        return { name, clockOffsetMs: answer.clockOffsetMs ?? 0 };
      },
      read,
    },
  });
};

export const wooCommerceKind: SourceKind = {
  kind: 'woocommerce',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, usual: 'https://my-shop.example' },
    { name: 'key', kind: 'text', isRequired: true, isWay: true },
    { name: 'secret', kind: 'secret', isRequired: true },
  ],
  reads: ['order.created', 'order.paid', 'order.cancelled', 'order.refunded'],
  carries: [],
  isInbound: false,
  memory: 'whole',
  stalledAfterMs: null,
  make: (making) => createWooCommerceSource(making),
};

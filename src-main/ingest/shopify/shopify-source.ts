// A Shopify shop: its orders by asking the REST admin API for what was changed.

import { Refusal } from '../../contract/errors.ts';
import type { EventSource } from '../event-source.ts';
import { askShop, type ShopAnswer, ShopFault } from '../shop/ask-shop.ts';
import { dig, momentOf, nameOf, own } from '../shop/loose-field.ts';
import type { ShopContext } from '../shop/paid-moment.ts';
import { shopAt } from '../shop/shop-identity.ts';
import { createShopSource, SHOP_LIMITS, type ShopLimits, type ShopPage } from '../shop/shop-source.ts';
import { parseShopUrl } from '../shop/shop-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { parseShopifyOrder } from './parse-shopify.ts';

const PER_PAGE = 250;
const USUAL_VERSION = '2026-10';

/** Only the mark of the next page is taken from the link: the address is ours, or the key would go wherever it points. */
const nextPage = (link: string | null): string | null => {
  const found = /<(?<url>[^<>]{1,2000})>;\s*rel="next"/.exec(link ?? '')?.groups?.url;
  return found !== undefined && URL.canParse(found) ? new URL(found).searchParams.get('page_info') : null;
};

/** Throws Refusal `bad_url` or `bad_source` naming the field. */
export const createShopifySource = (making: SourceMaking, given: Partial<ShopLimits> = {}): EventSource => {
  const { sourceId, name, settings, clock, catalogue } = making;
  const limits: ShopLimits = { ...SHOP_LIMITS, ...given };
  const { base, host } = parseShopUrl(settings.url ?? '');
  const { token = '', version = '' } = settings;
  // It becomes a header: what is no token must not break out of it.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new Refusal('bad_source', 'Shopify needs an access token', { field: 'token' });
  if (!/^(\d{4}-\d{2}|unstable)?$/.test(version))
    throw new Refusal('bad_source', 'a version is written 2026-10', { field: 'version' });
  const api = `${base}/admin/api/${version === '' ? USUAL_VERSION : version}`;
  const context: ShopContext = { catalogue, unpaid: new Set() };

  const ask = (path: string, signal: AbortSignal): Promise<ShopAnswer> =>
    askShop(
      { url: `${api}/${path}`, headers: { 'x-shopify-access-token': token } },
      { timeoutMs: limits.timeoutMs, maxBytes: limits.maxBytes, clock, signal },
    );

  const notShopify = (why: string): ShopFault => new ShopFault({ code: 'not_json', details: { host, why } }, true);

  const read = async (since: number, page: string | null, signal: AbortSignal): Promise<ShopPage> => {
    const changed = { status: 'any', order: 'updated_at asc', updated_at_min: new Date(since).toISOString() };
    const asked = new URLSearchParams({
      limit: String(PER_PAGE),
      ...(page === null ? changed : { page_info: page }),
    });
    const { json, headers } = await ask(`orders.json?${asked}`, signal);
    const orders = own(json, 'orders');
    if (!Array.isArray(orders)) throw notShopify('no list of orders');
    const readings = orders.map((order: unknown) => parseShopifyOrder(order, context));
    const moments = orders.map((order: unknown) => momentOf(own(order, 'updated_at')) ?? 0);
    return {
      reading: {
        events: readings.flatMap(({ events }) => events),
        rejects: readings.flatMap(({ rejects }) => rejects),
      },
      raw: json,
      newest: moments.length === 0 ? null : Math.max(...moments),
      next: nextPage(headers.get('link')),
    };
  };

  return createShopSource({
    sourceId,
    name,
    kind: shopifyKind.kind,
    clock,
    capabilities: [],
    limits,
    reader: {
      hello: async (signal) => {
        const { json, clockOffsetMs } = await ask('shop.json', signal);
        if (dig(json, 'shop', 'id') === undefined) throw notShopify('no shop');
        context.shop =
          shopAt(shopifyKind.kind, dig(json, 'shop', 'myshopify_domain')) ?? shopAt(shopifyKind.kind, base);
        const own = nameOf(dig(json, 'shop', 'name'));
        return { name: own === '' ? name : own, clockOffsetMs: clockOffsetMs ?? 0 };
      },
      read,
    },
  });
};

export const shopifyKind: SourceKind = {
  kind: 'shopify',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, usual: 'https://my-shop.myshopify.com' },
    { name: 'token', kind: 'secret', isRequired: true },
    { name: 'version', kind: 'text', isRequired: false, isWay: true, usual: USUAL_VERSION },
  ],
  reads: ['order.created', 'order.paid', 'order.cancelled', 'order.refunded'],
  carries: [],
  isInbound: false,
  memory: 'whole',
  stalledAfterMs: null,
  make: (making) => createShopifySource(making),
};

// A Vendure shop: its orders by asking its admin API, and flash deals carried out there as promotions.

import { Refusal } from '../../contract/errors.ts';
import type { RoomCommandKind } from '../../contract/room-protocol.ts';
import type { EventSource } from '../event-source.ts';
import { ShopFault } from '../shop/ask-shop.ts';
import { dig, listOf, momentOf, own } from '../shop/loose-field.ts';
import { nextWindow, readWindow } from '../shop/page-window.ts';
import type { ShopContext } from '../shop/paid-moment.ts';
import { createShopSource, SHOP_LIMITS, type ShopLimits, type ShopPage, type ShopReader } from '../shop/shop-source.ts';
import { parseShopUrl } from '../shop/shop-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { parseVendureOrder } from './parse-vendure.ts';
import { createVendureApi } from './vendure-api.ts';
import { createVendureDeals } from './vendure-deal.ts';

const PER_PAGE = 50;
const CARRIES: readonly RoomCommandKind[] = ['deal.start', 'deal.stop'];

const ORDERS = `query ($after: DateTime!, $skip: Int!, $take: Int!) {
  orders(options: { take: $take, skip: $skip, filter: { updatedAt: { after: $after } }, sort: { updatedAt: ASC, id: ASC } }) {
    items {
      id code state orderPlacedAt updatedAt currencyCode totalWithTax
      customer { id firstName lastName }
      lines {
        id quantity orderPlacedQuantity unitPriceWithTax proratedUnitPriceWithTax
        productVariant { id sku name product { id } }
      }
      payments { id amount state createdAt updatedAt refunds { id total state createdAt updatedAt } }
    }
  }
}`;

/** Throws Refusal `bad_url` or `bad_source` naming the field. */
export const createVendureSource = (making: SourceMaking, given: Partial<ShopLimits> = {}): EventSource => {
  const { sourceId, name, settings, clock, catalogue } = making;
  const limits: ShopLimits = { ...SHOP_LIMITS, ...given };
  const { base, host } = parseShopUrl(settings.url ?? '');
  const { username = '', password = '', channel = '' } = settings;
  for (const [field, value] of Object.entries({ username, password })) {
    if (value === '') throw new Refusal('bad_source', `Vendure needs a ${field}`, { field });
  }
  const api = createVendureApi({ url: base, host, username, password, channel }, { ...limits, clock });
  const context: ShopContext = { catalogue, unpaid: new Set() };
  let clockOffsetMs = 0;
  const deals = createVendureDeals({ api, catalogue, clockOffsetMs: () => clockOffsetMs });

  const read = async (since: number, page: string | null, signal: AbortSignal): Promise<ShopPage> => {
    const window = readWindow(since, page);
    // `after` leaves out the very moment.
    const after = new Date(window.since - 1).toISOString();
    const data = await api.ask(ORDERS, { after, skip: window.skip, take: PER_PAGE }, signal);
    const items = dig(data, 'orders', 'items');
    if (!Array.isArray(items))
      throw new ShopFault({ code: 'not_json', details: { host, why: 'no list of orders' } }, false);
    const readings = listOf(items).map((item) => parseVendureOrder(item, context) ?? { events: [], rejects: [] });
    const moments = listOf(items).map((item) => momentOf(own(item, 'updatedAt')) ?? 0);
    const newest = moments.length === 0 ? null : Math.max(...moments);
    return {
      reading: {
        events: readings.flatMap(({ events }) => events),
        rejects: readings.flatMap(({ rejects }) => rejects),
      },
      newest,
      next: nextWindow(window, items.length, PER_PAGE, newest),
    };
  };

  const reader: ShopReader = {
    hello: async (signal) => {
      clockOffsetMs = await api.login(signal);
      return { name, clockOffsetMs };
    },
    read,
    carry: async (command, signal) => {
      try {
        return await deals.carry(command, signal);
      } catch (error) {
        // What Vendure was asked may have been done; asked again, it is looked up first.
        if (error instanceof ShopFault) return { ok: 'lost' };
        throw error;
      }
    },
  };
  return createShopSource({ sourceId, name, kind: vendureKind.kind, clock, reader, capabilities: CARRIES, limits });
};

export const vendureKind: SourceKind = {
  kind: 'vendure',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, usual: 'http://localhost:3000/admin-api' },
    { name: 'username', kind: 'text', isRequired: true },
    { name: 'password', kind: 'secret', isRequired: true },
    { name: 'channel', kind: 'text', isRequired: false },
  ],
  reads: ['order.created', 'order.paid', 'order.cancelled', 'order.refunded'],
  carries: CARRIES,
  isInbound: false,
  stalledAfterMs: null,
  make: (making) => createVendureSource(making),
};

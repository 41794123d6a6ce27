// A Vendure shop: its orders by asking its admin API, and flash deals carried out there as promotions.

import { Refusal } from '../../contract/errors.ts';
import type { RoomCommandKind } from '../../contract/room-protocol.ts';
import type { EventSource } from '../event-source.ts';
import { ShopFault } from '../shop/ask-shop.ts';
import { dig, momentOf, own } from '../shop/loose-field.ts';
import { nextWindow, readWindow } from '../shop/page-window.ts';
import type { ShopContext } from '../shop/paid-moment.ts';
import { shopAt } from '../shop/shop-identity.ts';
import type { ShopReading } from '../shop/shop-order.ts';
import { createShopSource, SHOP_LIMITS, type ShopLimits, type ShopPage, type ShopReader } from '../shop/shop-source.ts';
import { parseShopUrl } from '../shop/shop-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { parseVendureOrder } from './parse-vendure.ts';
import { createVendureApi } from './vendure-api.ts';
import { createVendureDeals } from './vendure-deal.ts';

const PER_PAGE = 50;
const CARRIES: readonly RoomCommandKind[] = ['deal.start', 'deal.stop'];
/** A refund does not count as a change of its order: orders of the last day are looked through for them. */
const SWEEP = 'placed/';
const SWEEP_BACK = 24 * 60 * 60_000;

const ORDERS = `query ($options: OrderListOptions!) {
  orders(options: $options) {
    items {
      id code state orderPlacedAt updatedAt currencyCode totalWithTax
      customer { id firstName lastName }
      lines {
        id quantity orderPlacedQuantity unitPriceWithTax proratedUnitPriceWithTax
        discounts { description }
        productVariant { id sku name product { id } }
      }
      payments { id amount state createdAt updatedAt refunds { id total state createdAt updatedAt } }
    }
  }
}`;

export interface VendureLimits extends ShopLimits {
  /** Between two looks for refunds, in ms. */
  readonly sweepMs: number;
}

/** Throws Refusal `bad_url` or `bad_source` naming the field. */
export const createVendureSource = (making: SourceMaking, given: Partial<VendureLimits> = {}): EventSource => {
  const { sourceId, name, settings, clock, catalogue } = making;
  const limits: VendureLimits = { ...SHOP_LIMITS, sweepMs: 30_000, ...given };
  const { base, host } = parseShopUrl(settings.url ?? '');
  const { username = '', password = '', channel = '' } = settings;
  for (const [field, value] of Object.entries({ username, password })) {
    if (value === '') throw new Refusal('bad_source', `Vendure needs a ${field}`, { field });
  }
  const api = createVendureApi({ url: base, host, username, password, channel }, { ...limits, clock });
  const shop = shopAt(vendureKind.kind, channel === '' ? base : `${base}/${encodeURIComponent(channel)}`);
  const context: ShopContext = { shop, catalogue, unpaid: new Set() };
  let clockOffsetMs = 0;
  const deals = createVendureDeals({ api, catalogue, clockOffsetMs: () => clockOffsetMs });

  let sweepFrom: number | null = null;
  let sweptAt = clock();

  const list = async (options: object, signal: AbortSignal): Promise<readonly unknown[]> => {
    const items = dig(await api.ask(ORDERS, { options }, signal), 'orders', 'items');
    if (Array.isArray(items)) return items;
    throw new ShopFault({ code: 'not_json', details: { host, why: 'no list of orders' } }, false);
  };

  const readingOf = (items: readonly unknown[]): ShopReading => {
    const readings = items.flatMap((item) => parseVendureOrder(item, context) ?? []);
    return {
      events: readings.flatMap(({ events }) => events),
      rejects: readings.flatMap(({ rejects }) => rejects),
    };
  };

  const sweep = async (skip: number, signal: AbortSignal): Promise<ShopPage> => {
    const after = new Date((sweepFrom ?? clock()) - SWEEP_BACK).toISOString();
    const filter = { orderPlacedAt: { after } };
    const items = await list({ take: PER_PAGE, skip, filter, sort: { orderPlacedAt: 'ASC', id: 'ASC' } }, signal);
    const isLast = items.length < PER_PAGE;
    if (isLast) sweptAt = clock();
    return {
      reading: readingOf(items),
      raw: items,
      newest: null,
      next: isLast ? null : `${SWEEP}${skip + items.length}`,
    };
  };

  const read = async (since: number, page: string | null, signal: AbortSignal): Promise<ShopPage> => {
    sweepFrom ??= since;
    if (page?.startsWith(SWEEP)) return sweep(Number(page.slice(SWEEP.length)), signal);
    const window = readWindow(since, page);
    // `after` leaves out the very moment.
    const filter = { updatedAt: { after: new Date(window.since - 1).toISOString() } };
    const sort = { updatedAt: 'ASC', id: 'ASC' };
    const items = await list({ take: PER_PAGE, skip: window.skip, filter, sort }, signal);
    const moments = items.map((item) => momentOf(own(item, 'updatedAt')) ?? 0);
    const newest = moments.length === 0 ? null : Math.max(...moments);
    const isSweepDue = clock() - sweptAt >= limits.sweepMs;
    const next = nextWindow(window, items.length, PER_PAGE, newest) ?? (isSweepDue ? `${SWEEP}0` : null);
    return { reading: readingOf(items), raw: items, newest, next };
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
    foresee: deals.foresee,
  };
  return createShopSource({ sourceId, name, kind: vendureKind.kind, clock, reader, capabilities: CARRIES, limits });
};

export const vendureKind: SourceKind = {
  kind: 'vendure',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, usual: 'http://localhost:3000/admin-api' },
    { name: 'username', kind: 'text', isRequired: true, isWay: true },
    { name: 'password', kind: 'secret', isRequired: true },
    { name: 'channel', kind: 'text', isRequired: false },
  ],
  reads: ['order.created', 'order.paid', 'order.cancelled', 'order.refunded'],
  carries: CARRIES,
  isInbound: false,
  memory: 'whole',
  stalledAfterMs: null,
  make: (making) => createVendureSource(making),
};

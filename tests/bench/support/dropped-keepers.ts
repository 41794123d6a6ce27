// Producers that keep what they said, and can be dropped: the reference room server, and shops whose answers fail or break off.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRoomKind } from '../../../src-main/ingest/room-kind.ts';
import { createShopifySource, shopifyKind } from '../../../src-main/ingest/shopify/shopify-source.ts';
import { createSocketIoSource } from '../../../src-main/ingest/socketio-source.ts';
import { createVendureSource, vendureKind } from '../../../src-main/ingest/vendure/vendure-source.ts';
import { createWooCommerceSource, wooCommerceKind } from '../../../src-main/ingest/woocommerce/woocommerce-source.ts';
import { openRoomLog } from '../../../src-main/room-server/room-log.ts';
import { type RoomServer, startRoomServer } from '../../../src-main/room-server/room-server.ts';
import { shopifyOrder, wooOrder } from '../../ingest/support/shop-orders.ts';
import { type Answer, type Asked, type ShopServer, startShopServer } from '../../ingest/support/shop-server.ts';
import { startStandInVendure, type VendureOrder, vendureOrder } from '../../ingest/support/stand-in-vendure.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { HASTY } from './dropped-feeds.ts';
import type { DroppedProducer } from './dropped-producer.ts';

// ---- the room protocol ----

const ROOM = { id: 'bench', title: 'bench', host: '', currency: 'CNY' };
const TOKEN = 'bench-room-token';
const CLIENT = 'bench';

const room = async (): Promise<DroppedProducer> => {
  const journalDir = mkdtempSync(join(tmpdir(), 'kongtai-room-'));
  const open = (port: number): Promise<RoomServer> =>
    startRoomServer({
      room: ROOM,
      token: TOKEN,
      clock: Date.now,
      port,
      log: openRoomLog({ journalDir, clock: Date.now }),
      pingIntervalMs: 300,
      pingTimeoutMs: 500,
      ackTimeoutMs: 500,
    });
  let server = await open(0);
  const { port } = server;
  const proxy = await startTcpProxy(port);
  const viewer = { id: 'v1', name: '观众' };
  /** While it is down nobody can tell it anything; it is told as soon as it is up. */
  let untold: number[] = [];
  let isUp = true;
  const tell = (index: number): void => {
    server.publish({ type: 'chat', text: '上链接', viewer }, Date.now(), `room-${index}`);
  };
  return {
    kind: {
      ...createRoomKind(CLIENT),
      make: ({ sourceId, name, settings: { url = '', room: id = '', token = '' }, clock }) =>
        createSocketIoSource({
          sourceId,
          name,
          kind: 'room',
          url,
          token,
          room: id,
          client: CLIENT,
          clock,
          limits: HASTY,
        }),
    },
    settings: { url: proxy.url, room: ROOM.id },
    secrets: { token: TOKEN },
    canRepeat: true,
    isUp: () => isUp,
    say: (index) => {
      if (isUp) tell(index);
      else untold.push(index);
    },
    idsOf: (index) => [`room-${index}`],
    drop: async (way) => {
      if (way === 'silence') proxy.stall();
      else if (way !== 'close') proxy[way]();
      else {
        // It starts anew out of its journal.
        isUp = false;
        await server.stop();
        server = await open(port);
        isUp = true;
        for (const index of untold) tell(index);
        untold = [];
      }
    },
    mend: () => {
      proxy.unstall();
      proxy.cut();
    },
    position: () => server.log.newest(),
    close: async () => {
      await proxy.close();
      await server.stop();
      rmSync(journalDir, { recursive: true, force: true });
    },
  };
};

// ---- shops that are asked ----

const LIMITS = { ...HASTY, pollMs: 40, timeoutMs: 400 };

interface Shop {
  readonly server: ShopServer;
  /** Makes order number `order` anew; told again, it is paid. */
  put(order: number, isPaid: boolean, at: number): void;
  readonly orderId: (order: number) => string;
  attach(url: string): Pick<DroppedProducer, 'kind' | 'settings' | 'secrets'>;
}

/** An answer that breaks off: its length was said to be more. */
const HALF: Answer = { headers: { 'content-length': '5000' }, body: '{"orders":[{"id":' };
const FAILS: Answer = { status: 503, body: 'no' };
const NEVER: Answer = { body: null };

const toProducer = async ({ server, put, orderId, attach }: Shop): Promise<DroppedProducer> => {
  const proxy = await startTcpProxy(server.port);
  let newest = 0;

  /** The next question is answered so. Settles once it was asked. */
  const answerNext = (answer: Answer): Promise<void> =>
    new Promise((resolve) => {
      server.instead = () => {
        server.instead = null;
        // After the answer has left.
        setTimeout(resolve, 5);
        return answer;
      };
    });

  return {
    ...attach(proxy.url),
    canRepeat: true,
    isUp: () => true,
    say: (index) => {
      const at = Date.now();
      newest = Math.floor(at / 1000) * 1000;
      put(index >> 1, index % 2 === 1, at);
    },
    idsOf: (index) => [`${orderId(index >> 1)}#${index % 2 === 1 ? 'paid' : 'created'}`],
    drop: async (way) => {
      if (way === 'close') await answerNext(FAILS);
      else if (way === 'silence') await answerNext(NEVER);
      else {
        await answerNext(HALF);
        proxy[way]();
      }
    },
    mend: () => undefined,
    position: () => newest,
    close: async () => {
      await proxy.close();
      await server.stop();
    },
  };
};

const iso = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

interface Dated {
  readonly changedAt: number;
  readonly order: Record<string, unknown>;
}

const changedSince = (orders: ReadonlyMap<number, Dated>, since: number): readonly Dated[] =>
  [...orders.values()].filter(({ changedAt }) => changedAt >= since).sort((a, b) => a.changedAt - b.changedAt);

const dated = (at: number, order: Record<string, unknown>): Dated => ({ changedAt: Date.parse(iso(at)), order });

const shopify = async (): Promise<DroppedProducer> => {
  const orders = new Map<number, Dated>();
  /** Fewer than are asked for, so that there are pages. */
  const perPage = 20;
  const server: ShopServer = await startShopServer(({ url }: Asked) => {
    if (url.pathname.endsWith('/shop.json')) return { body: { shop: { id: 1, name: 'bench' } } };
    const [since, skip] = (url.searchParams.get('page_info') ?? '').split('_');
    const from = since === '' ? (url.searchParams.get('updated_at_min') ?? '') : (since ?? '');
    const found = changedSince(orders, Date.parse(from));
    const next = Number(skip ?? 0) + perPage;
    const link = `<${server.url}/orders.json?page_info=${from}_${next}>; rel="next"`;
    return {
      headers: next < found.length ? { link } : {},
      body: { orders: found.slice(next - perPage, next).map(({ order }) => order) },
    };
  });
  return toProducer({
    server,
    put: (order, isPaid, at) => {
      const created = orders.get(order)?.order.created_at ?? iso(at);
      const fields = {
        id: order + 1,
        created_at: created,
        processed_at: created,
        updated_at: iso(at),
        financial_status: isPaid ? 'paid' : 'pending',
      };
      orders.set(order, dated(at, shopifyOrder(fields)));
    },
    orderId: (order) => String(order + 1),
    attach: (url) => ({
      kind: { ...shopifyKind, make: (making) => createShopifySource(making, LIMITS) },
      settings: { url },
      secrets: { token: 'shpat_1' },
    }),
  });
};

const woo = async (): Promise<DroppedProducer> => {
  const orders = new Map<number, Dated>();
  const server = await startShopServer(({ url: { searchParams } }) => {
    const after = searchParams.get('modified_after');
    const found = changedSince(orders, after === null ? 0 : Date.parse(`${after}Z`) + 1000);
    const skip = Number(searchParams.get('offset') ?? 0);
    return { body: found.slice(skip, skip + Number(searchParams.get('per_page'))).map(({ order }) => order) };
  });
  const gmt = (at: number): string => iso(at).slice(0, 19);
  return toProducer({
    server,
    put: (order, isPaid, at) =>
      orders.set(
        order,
        dated(
          at,
          wooOrder({
            id: order + 1,
            status: isPaid ? 'processing' : 'pending',
            date_created_gmt: orders.get(order)?.order.date_created_gmt ?? gmt(at),
            date_modified_gmt: gmt(at),
            date_paid_gmt: isPaid ? gmt(at) : null,
          }),
        ),
      ),
    orderId: (order) => String(order + 1),
    attach: (url) => ({
      kind: { ...wooCommerceKind, make: (making) => createWooCommerceSource(making, LIMITS) },
      settings: { url, key: 'ck_1' },
      secrets: { secret: 'cs_1' },
    }),
  });
};

const vendure = async (): Promise<DroppedProducer> => {
  const { server, orders } = await startStandInVendure();
  const make = (order: number, isPaid: boolean, at: number, placedAt: string): VendureOrder => ({
    ...vendureOrder(String(order + 1), at, isPaid ? {} : { state: 'PaymentAuthorized', payments: [] }),
    orderPlacedAt: placedAt,
  });
  return toProducer({
    server,
    put: (order, isPaid, at) => {
      orders[order] = make(order, isPaid, at, orders[order]?.orderPlacedAt ?? new Date(at).toISOString());
    },
    orderId: (order) => `CODE${order + 1}`,
    attach: (url) => ({
      kind: { ...vendureKind, make: (making) => createVendureSource(making, LIMITS) },
      settings: { url, username: 'superadmin' },
      secrets: { password: 'right' },
    }),
  });
};

export const DROPPED_KEEPERS: readonly (() => Promise<DroppedProducer>)[] = [room, shopify, woo, vendure];

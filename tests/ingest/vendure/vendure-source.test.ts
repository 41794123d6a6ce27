// A Vendure shop over real sockets: each order and refund once, whatever goes wrong on the way, and a price that comes back.

import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RoomCommand } from '../../../src-main/contract/room-protocol.ts';
import {
  type CommandId,
  type DealId,
  instant,
  type ProductId,
  type SourceId,
  type VariantId,
} from '../../../src-main/core/units.ts';
import type { EventSource } from '../../../src-main/ingest/event-source.ts';
import type { SourceCatalogue } from '../../../src-main/ingest/source-kind.ts';
import { dealNames, dealOfPromotion } from '../../../src-main/ingest/vendure/deal-promotion.ts';
import { parseVendureOrder } from '../../../src-main/ingest/vendure/parse-vendure.ts';
import { createVendureSource, type VendureLimits } from '../../../src-main/ingest/vendure/vendure-source.ts';
import { createMemorySink, type MemorySink } from '../support/memory-sink.ts';
import { spoiled } from '../support/mutate.ts';
import type { Answer, Asked } from '../support/shop-server.ts';
import {
  iso,
  refundedOrder,
  type StandInVendure,
  startStandInVendure,
  vendureOrder,
} from '../support/stand-in-vendure.ts';

const QUICK: Partial<VendureLimits> = {
  pollMs: 15,
  sweepMs: 50,
  retryMinMs: 20,
  retryMaxMs: 60,
  refusedRetryMs: 100,
  timeoutMs: 300,
};
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 });

const shop = async (): Promise<StandInVendure> => {
  const vendure = await startStandInVendure();
  closers.push(() => vendure.server.stop());
  return vendure;
};

interface AttachOptions {
  readonly sink?: MemorySink;
  readonly catalogue?: SourceCatalogue;
  readonly limits?: Partial<VendureLimits>;
  readonly clock?: () => number;
}

const attach = (
  vendure: StandInVendure,
  { sink = createMemorySink(), catalogue, limits = {}, clock = Date.now }: AttachOptions = {},
): { readonly source: EventSource; readonly sink: MemorySink } => {
  const source = createVendureSource(
    {
      sourceId: 'v1' as SourceId,
      name: '小店',
      settings: { url: `${vendure.server.url}/admin-api`, username: 'admin', password: 'right' },
      clock: () => instant(clock()),
      ...(catalogue === undefined ? null : { catalogue }),
    },
    { ...QUICK, ...limits },
  );
  closers.push(() => source.stop());
  source.start(sink);
  return { source, sink };
};

/** Without the shop, whose port is another one each time. */
const idsOf = (sink: MemorySink): readonly string[] => sink.events.map(({ id }) => id.replace(/^.*\//, ''));
const live = (sink: MemorySink): Promise<void> => until(() => expect(sink.last()?.status).toBe('live'));
const polls = ({ server }: StandInVendure): number =>
  server.asked.filter(({ body }) => body.includes('updatedAt')).length;

/** So many more questions were asked and answered. */
const rounds = async (vendure: StandInVendure, count: number): Promise<void> => {
  const before = polls(vendure);
  await until(() => expect(polls(vendure)).toBeGreaterThan(before + count));
};

describe('orders', () => {
  it('are handed over once, however often they come again within the overlap', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    vendure.orders.push(vendureOrder('1', Date.now() + 1000));
    await until(() => expect(idsOf(sink)).toEqual(['CODE1#created', 'CODE1#paid']));
    await rounds(vendure, 5);
    expect(sink.batches.flatMap(({ events }) => events).length).toBe(2);
  });

  it('are no orders while they are carts, and unpaid while they are not paid', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    const at = Date.now() + 1000;
    vendure.orders.push(vendureOrder('1', at, { state: 'AddingItems', orderPlacedAt: null, payments: [] }));
    vendure.orders.push(vendureOrder('2', at, { state: 'PaymentAuthorized', payments: [] }));
    vendure.orders.push(vendureOrder('3', at, { state: 'WaitingForTheBoss', payments: [] }));
    await until(() => expect(idsOf(sink)).toEqual(['CODE2#created', 'CODE3#created']));
    vendure.orders.splice(1, 1, vendureOrder('2', at));
    await until(() => expect(idsOf(sink)).toContain('CODE2#paid'));
  });

  it('of one second, more than a page of them, all come, each once', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    const at = Date.now() + 2000;
    for (let id = 1; id <= 130; id += 1) vendure.orders.push(vendureOrder(String(id), at));
    await until(() => expect(sink.events.length).toBe(260));
    expect(new Set(idsOf(sink)).size).toBe(260);
  });

  it('that change while they are paged through are not passed over', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    const at = Date.now() + 2000;
    let isTurned = false;
    vendure.server.instead = ({ body }) => {
      // The first of all moves to the end between the first page and the second.
      if (!isTurned && body.includes('"skip":0') && sink.events.length > 0) {
        isTurned = true;
        vendure.orders.splice(0, 1, vendureOrder('1', at, { updatedAt: iso(at + 500_000) }));
      }
      return null;
    };
    vendure.orders.push(...Array.from({ length: 120 }, (_, i) => vendureOrder(String(i + 1), at + i * 3000)));
    await until(() => expect(new Set(idsOf(sink)).size).toBe(240));
    expect(isTurned).toBe(true);
  });

  it('older than our coming are not counted, though they were changed just now', async () => {
    const vendure = await shop();
    const week = 7 * 24 * 3_600_000;
    const { sink } = attach(vendure);
    await live(sink);
    vendure.orders.push(vendureOrder('1', Date.now() - week, { updatedAt: iso(Date.now() + 2000), state: 'Shipped' }));
    vendure.orders.push(vendureOrder('2', Date.now() + 2000));
    await until(() => expect(sink.events.length).toBe(2));
    await rounds(vendure, 3);
    expect(idsOf(sink)).toEqual(['CODE2#created', 'CODE2#paid']);
  });

  it('placed while we were away a short time are caught up on', async () => {
    const vendure = await shop();
    vendure.orders.push(vendureOrder('1', Date.now() - 60_000));
    const { sink } = attach(vendure, { sink: createMemorySink(Date.now() - 120_000) });
    await until(() => expect(sink.events.length).toBe(2));
    expect(sink.durable).toBe(Date.parse(vendure.orders[0]?.updatedAt ?? ''));
  });

  it('of a shop whose clock is a day ahead count, and the difference is told', async () => {
    const vendure = await shop();
    const day = 24 * 3_600_000;
    vendure.server.instead = null;
    const { sink } = attach(vendure, { clock: () => Date.now() - day });
    await live(sink);
    expect(Math.abs((sink.hellos[0]?.clockOffsetMs ?? 0) - day)).toBeLessThan(3000);
    vendure.orders.push(vendureOrder('1', Date.now() - 60_000), vendureOrder('2', Date.now() + 2000));
    await until(() => expect(idsOf(sink)).toEqual(['CODE2#created', 'CODE2#paid']));
  });

  it('are handed over again when the store did not keep them, and not before it does', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    sink.isFull = true;
    vendure.orders.push(vendureOrder('1', Date.now() + 1000));
    await until(() => expect(sink.last()?.problem?.code).toBe('store_full'));
    sink.isFull = false;
    await until(() => expect(idsOf(sink)).toEqual(['CODE1#created', 'CODE1#paid']));
  });
});

describe('refunds', () => {
  it('count part by part though they leave their order unchanged', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    const order = vendureOrder('1', Date.now() + 1000);
    // A later one moves the position past the order that is refunded.
    vendure.orders.push(order, vendureOrder('2', Date.now() + 60_000));
    await until(() => expect(sink.events.length).toBe(4));
    vendure.orders.splice(0, 1, refundedOrder(order, Date.now() + 5000, 1000));
    await until(() => expect(idsOf(sink)).toContain('CODE1#refund-1-0'));
    vendure.orders.splice(0, 1, refundedOrder(order, Date.now() + 6000, 1000, 550));
    await until(() => expect(idsOf(sink)).toContain('CODE1#refund-1-1'));
    await rounds(vendure, 10);
    const amounts = sink.batches
      .flatMap(({ events }) => events)
      .flatMap(({ body }) => (body.type === 'order.refunded' ? [body.amount.minor] : []));
    expect(amounts).toEqual([1000, 550]);
  });
});

describe('trouble', () => {
  const said = async (answer: (asked: Asked) => Answer | null): Promise<MemorySink> => {
    const vendure = await shop();
    vendure.server.instead = answer;
    const { sink } = attach(vendure);
    await until(() => expect(sink.last()?.problem).not.toBeNull());
    return sink;
  };

  it.each([
    ['a web page', { headers: { 'content-type': 'text/html' }, body: '<!doctype html><h1>hello' }, 'not_json', 'down'],
    ['JSON of something else', { body: { hello: 1 } }, 'not_json', 'down'],
    ['404', { status: 404, body: 'no' }, 'not_json', 'down'],
    ['a wrong key', { status: 401, body: {} }, 'bad_token', 'down'],
    ['a key without the right', { status: 403, body: {} }, 'not_permitted', 'down'],
    ['a broken server', { status: 502, body: 'bad gateway' }, 'unreachable', 'reconnecting'],
    ['no answer at all', { body: null }, 'unreachable', 'reconnecting'],
  ])('%s is said as what it is, with a time to try again', async (_name, answer, code, status) => {
    const sink = await said(() => answer);
    expect(sink.last()).toMatchObject({ status, problem: { code } });
    expect(sink.last()?.retryAt).not.toBeNull();
    expect(JSON.stringify(sink.statuses)).not.toContain('right');
  });

  it('a wrong password is said so', async () => {
    const vendure = await shop();
    vendure.password = 'another';
    const { sink } = attach(vendure);
    await until(() => expect(sink.last()?.problem?.code).toBe('bad_token'));
  });

  it('a redirect is not followed: the key would go with it', async () => {
    const thief = await shop();
    const sink = await said(() => ({ status: 302, headers: { location: `${thief.server.url}/admin-api` }, body: '' }));
    expect(sink.last()?.problem).toMatchObject({ code: 'redirected' });
    expect(thief.server.asked).toEqual([]);
  });

  it('a shop that asks for patience is given the time it asks for, and is not called lost', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    let askedAt = 0;
    let again = 0;
    vendure.server.instead = () => {
      if (askedAt === 0) {
        askedAt = performance.now();
        return { status: 429, headers: { 'retry-after': '0.4' }, body: {} };
      }
      if (again === 0) again = performance.now();
      return null;
    };
    await until(() => expect(sink.last()).toMatchObject({ status: 'stale', problem: { code: 'rate_limited' } }));
    await until(() => expect(sink.last()).toMatchObject({ status: 'live', problem: null }));
    expect(again - askedAt).toBeGreaterThanOrEqual(390);
    expect(sink.hellos.length).toBe(1);
  });

  it('a session that the shop forgot is begun anew, without a word', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    vendure.tokens.clear();
    vendure.orders.push(vendureOrder('1', Date.now() + 1000));
    await until(() => expect(sink.events.length).toBe(2));
    expect(sink.statuses.map(({ status }) => status)).toEqual(['connecting', 'live']);
  });

  it('a connection that hangs in the middle is left, and what came meanwhile comes once', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    vendure.server.instead = () => ({ body: null });
    await until(() => expect(sink.last()?.status).toBe('reconnecting'));
    vendure.orders.push(vendureOrder('1', Date.now() + 1000));
    vendure.server.instead = null;
    await until(() => expect(idsOf(sink)).toEqual(['CODE1#created', 'CODE1#paid']));
    expect(sink.last()?.status).toBe('live');
  });

  it('stops at once though a question is open, and says nothing after', async () => {
    const vendure = await shop();
    const { source, sink } = attach(vendure, { limits: { timeoutMs: 60_000 } });
    await live(sink);
    vendure.server.instead = () => ({ body: null });
    await rounds(vendure, 0);
    await source.stop();
    const { length } = sink.statuses;
    vendure.server.instead = null;
    vendure.orders.push(vendureOrder('1', Date.now() + 1000));
    expect([sink.statuses.length, sink.events.length]).toEqual([length, 0]);
  });
});

describe('a flash deal', () => {
  const NAME = 'Flash deal · Kongtai d1';

  const startOf = (rest: object = {}, at = Date.now()): RoomCommand => ({
    id: 'c1' as CommandId,
    kind: 'deal.start',
    at: instant(at),
    expiresAt: instant(at + 60_000),
    body: {
      dealId: 'd1' as DealId,
      productId: 'p1' as ProductId,
      variantId: '11' as VariantId,
      price: { minor: 5900, currency: 'USD' },
      quantity: 10,
      perBuyer: 1,
      countdownMs: 3000,
      durationMs: 60_000,
      ...rest,
    },
  });

  const stop = (): RoomCommand => ({
    id: 'c2' as CommandId,
    kind: 'deal.stop',
    at: instant(Date.now()),
    expiresAt: instant(Date.now() + 60_000),
    body: { dealId: 'd1' as DealId, reason: 'stopped' },
  });

  it('is a promotion that begins after the countdown and ends by itself', async () => {
    const vendure = await shop();
    const { source, sink } = attach(vendure);
    await live(sink);
    const at = Date.now();
    expect(await source.carry?.(startOf({}, at))).toEqual({ ok: true, seq: 0 });
    const [promotion] = vendure.promotions;
    expect(promotion).toMatchObject({
      name: NAME,
      enabled: true,
      startsAt: new Date(at + 3000).toISOString(),
      endsAt: new Date(at + 63_000).toISOString(),
    });
    const priceAt = (after: number): number => vendure.priceOf('LIP-RED', at + after);
    expect([priceAt(2999), priceAt(3000), priceAt(62_999), priceAt(63_000)]).toEqual([10_680, 5900, 5900, 10_680]);
  });

  it('gives its price to no more orders than it has pieces, however late the shop is looked at', async () => {
    const vendure = await shop();
    const { source, sink } = attach(vendure);
    await live(sink);
    const at = Date.now();
    await source.carry?.(startOf({ quantity: 2, countdownMs: 0 }, at));
    const paid = [1, 2, 3].map(() => vendure.buy('LIP-RED', 1, 'Ada', at + 1000).totalWithTax);
    expect(paid).toEqual([5900, 5900, 10_680]);
  });

  it('is called something in every language that its buyers may read, and is known by any of them', () => {
    for (const { name } of dealNames('d1')) expect(dealOfPromotion(name)).toBe('d1');
    expect(['Kongtai', 'Kongtai ', 'Kongtai d1 sale', 'NotKongtai d1', null].map(dealOfPromotion)).toEqual(
      Array(5).fill(null),
    );
  });

  it('whose answer was lost is begun once, when it is sent again', async () => {
    const vendure = await shop();
    const { source, sink } = attach(vendure);
    await live(sink);
    let isCut = false;
    vendure.server.instead = ({ body }) => {
      if (isCut || !body.includes('createPromotion')) return null;
      isCut = true;
      vendure.promotions.push({
        id: '1',
        name: NAME,
        enabled: true,
        startsAt: '',
        endsAt: '',
        usageLimit: 10,
        actions: [],
      });
      return { body: null };
    };
    expect(await source.carry?.(startOf())).toEqual({ ok: 'lost' });
    await live(sink);
    expect(await source.carry?.(startOf())).toEqual({ ok: true, seq: 0 });
    expect(vendure.promotions.length).toBe(1);
  });

  it('that is stopped ends there too, also when it is stopped twice or never began', async () => {
    const vendure = await shop();
    const { source, sink } = attach(vendure);
    await live(sink);
    expect(await source.carry?.(stop())).toEqual({ ok: true, seq: 0 });
    await source.carry?.(startOf());
    expect(await source.carry?.(stop())).toEqual({ ok: true, seq: 0 });
    expect(await source.carry?.(stop())).toEqual({ ok: true, seq: 0 });
    expect(vendure.promotions.map(({ enabled }) => enabled)).toEqual([false]);
  });

  it.each([
    ['is no cheaper', { price: { minor: 10_680, currency: 'USD' } }, 'price_not_lower'],
    ['is in another currency', { price: { minor: 100, currency: 'JPY' } }, 'currency'],
  ])('that %s is refused, and nothing begins', async (_name, rest, code) => {
    const vendure = await shop();
    const { source, sink } = attach(vendure);
    await live(sink);
    expect(await source.carry?.(startOf(rest))).toMatchObject({ ok: false, code, retryable: false });
    expect(vendure.promotions).toEqual([]);
  });

  it('sells at another price than the host says where the shop keeps its prices without tax', async () => {
    const vendure = await shop();
    vendure.pricesIncludeTax = false;
    // With 20 % on whole cents one price in six cannot be made.
    vendure.variants.splice(0, 1, {
      id: '11',
      sku: 'LIP-RED',
      priceWithTax: 10_680,
      currencyCode: 'USD',
      net: { price: 8900, taxPercent: 20 },
    });
    const { source, sink } = attach(vendure);
    await live(sink);
    const at = Date.now();
    const sold: number[] = [];
    const refused: number[] = [];
    for (let minor = 8880; minor < 8892; minor += 1) {
      const price = { minor, currency: 'USD' };
      const dealId = `d${minor}` as DealId;
      const terms = { productId: 'p1' as ProductId, variantId: '11' as VariantId, price };
      const outlook = await source.foresee?.(terms);
      const carried = await source.carry?.(startOf({ price, dealId, countdownMs: 0 }, at));
      if (carried?.ok === true) sold.push(vendure.priceOf('LIP-RED', at) - minor);
      else refused.push(minor);
      expect(outlook).toEqual(
        carried?.ok === true
          ? { ok: true }
          : { ok: false, code: 'price_not_exact', nearestMinor: [minor - 1, minor + 1] },
      );
      vendure.promotions.splice(0);
    }
    expect([sold, refused]).toEqual([Array(10).fill(0), [8883, 8889]]);
  });

  it('is foreseen by a shop that is away, or keeps what asks for it waiting', async () => {
    const vendure = await shop();
    const { source, sink } = attach(vendure);
    await live(sink);
    const price = { minor: 5900, currency: 'USD' };
    const terms = { productId: 'p1' as ProductId, variantId: '11' as VariantId, price };
    expect(await source.foresee?.(terms)).toEqual({ ok: true });
    vendure.server.instead = () => ({ status: 503, body: '' });
    expect(await source.foresee?.(terms)).toBeNull();
  });

  it('of goods that two variants could be is refused', async () => {
    const vendure = await shop();
    vendure.variants.push({ id: '12', sku: 'LIP-RED', priceWithTax: 9000, currencyCode: 'USD' });
    const catalogue: SourceCatalogue = { bySku: () => null, skuOf: () => 'LIP-RED' };
    const { source, sink } = attach(vendure, { catalogue });
    await live(sink);
    expect(await source.carry?.(startOf())).toMatchObject({ ok: false, code: 'not_found' });
  });

  it('asks for our goods by their number, and knows the orders that it made cheaper', async () => {
    const vendure = await shop();
    const ours = { productId: 'p1' as ProductId, variantId: 'v1' as VariantId };
    const catalogue: SourceCatalogue = { bySku: () => ours, skuOf: () => 'LIP-RED' };
    const { source, sink } = attach(vendure, { catalogue });
    await live(sink);
    await source.carry?.(startOf({ variantId: 'v1' }));
    expect(vendure.server.asked.some(({ body }) => body.includes('"filter":{"sku":{"eq":"LIP-RED"}}'))).toBe(true);
    const order = vendureOrder('1', Date.now() + 1000);
    const [line] = order.lines as readonly object[];
    vendure.orders.push({ ...order, lines: [{ ...line, discounts: [{ description: NAME }] }] });
    await until(() => expect(sink.events.length).toBe(2));
    expect(sink.events[1]?.body).toMatchObject({ order: { lines: [{ ...ours, dealId: 'd1' }] } });
  });

  it('does not leave while the shop is away: it waits', async () => {
    const vendure = await shop();
    vendure.server.instead = () => ({ status: 503, body: '' });
    const { source, sink } = attach(vendure);
    await until(() => expect(sink.last()?.status).toBe('reconnecting'));
    expect([source.canCarry?.(), await source.carry?.(startOf())]).toEqual([false, { ok: 'not_sent' }]);
  });

  it('and nothing else is carried', async () => {
    const vendure = await shop();
    const { source, sink } = attach(vendure);
    await live(sink);
    expect(sink.hellos[0]?.capabilities).toEqual(['deal.start', 'deal.stop']);
    const pin = { ...startOf(), kind: 'product.pin', body: { productId: 'p1' as ProductId } } as RoomCommand;
    expect(await source.carry?.(pin)).toMatchObject({ ok: false, code: 'not_carried', retryable: false });
  });
});

describe('whatever comes', () => {
  it('a spoiled order neither throws nor makes a figure up', () => {
    const order = refundedOrder(vendureOrder('1', Date.now()), Date.now(), 1000);
    fc.assert(
      fc.property(spoiled(order), (bad) => {
        const reading = parseVendureOrder(bad, { unpaid: new Set() });
        if (reading === null) return;
        expect(reading.events.length + reading.rejects.length).toBeGreaterThan(0);
        for (const { body } of reading.events) {
          if (body.type === 'order.refunded') expect(body.amount.minor).toBeGreaterThan(0);
          if (body.type === 'order.paid') expect(Number.isSafeInteger(body.order.total.minor)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a spoiled answer of the whole shop leaves it running, and good orders come through after', async () => {
    const vendure = await shop();
    const { sink } = attach(vendure);
    await live(sink);
    const good = vendureOrder('1', Date.now() + 1000);
    const answers = fc.sample(spoiled({ data: { orders: { items: [good] } } }), { numRuns: 60, seed: 3 });
    vendure.server.instead = ({ body }) => {
      const next = body.includes('orders(') ? answers.pop() : undefined;
      return next === undefined ? null : { body: next ?? 'null' };
    };
    await until(() => expect(answers).toEqual([]));
    vendure.server.instead = null;
    vendure.orders.push(vendureOrder('2', Date.now() + 2000));
    await until(() => expect(idsOf(sink)).toContain('CODE2#paid'));
    expect(sink.last()?.status).toBe('live');
  });
});

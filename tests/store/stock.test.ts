// Stock under orders that come twice, late, shuffled and from several hands.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskFactBody, Fact, NewFact } from '../../src-main/core/fact.ts';
import { type DealId, instant, type SourceId } from '../../src-main/core/units.ts';
import type { Store } from '../../src-main/store/store.ts';
import {
  allFacts,
  batchOf,
  bodyOf,
  cny,
  factOf,
  type LineDraft,
  orderOf,
  SHOW,
  seed,
  stockOf,
  T0,
  termsOf,
  variantOf,
} from './support/sample-facts.ts';
import { makeFolder, openIn } from './support/store-folder.ts';

const dealTo = (store: Store, dealId: string, variant: string, quantity: number, perBuyer: number, isFired = true) =>
  store.transact((writes) => {
    const terms = termsOf(dealId, variantOf(variant, 0), quantity, perBuyer);
    writes.insertDeal(SHOW, terms, instant(T0));
    if (isFired) writes.fireDeal(terms.dealId, instant(T0), instant(T0 + 60_000));
  });

const opened = async (stock: number): Promise<Store> => {
  const { store } = await openIn(makeFolder());
  seed(store, [variantOf('v1', stock), variantOf('v2', stock)]);
  return store;
};

type Step = 'order.created' | 'order.paid' | 'order.cancelled';

const say = (
  store: Store,
  type: Step,
  id: string,
  lines: readonly LineDraft[],
  buyer = 'u1',
  eventId = `${type}:${id}`,
) => store.appendFromSource(batchOf([factOf(eventId, bodyOf(type, orderOf(id, lines, buyer)))]));

const stockBodies = (facts: readonly Fact[]) =>
  facts.map(({ body }) => body).filter((body): body is StockBody => body.type.startsWith('stock.'));

type StockBody = Extract<DeskFactBody, { type: 'stock.taken' | 'stock.released' | 'stock.short' }>;

describe('one order', () => {
  it('takes each line right behind its order fact, said by the engine', async () => {
    const store = await opened(10);
    const lines = [
      { variant: 'v1', quantity: 2 },
      { variant: 'v2', quantity: 3 },
    ];
    const said = store.appendFromSource(
      batchOf([factOf('e1', bodyOf('order.created', orderOf('o1', lines))), factOf('e2', { type: 'follow' })]),
    );
    expect(said.map(({ source, body }) => [source === 'engine', body.type])).toEqual([
      [false, 'order.created'],
      [true, 'stock.taken'],
      [true, 'stock.taken'],
      [false, 'follow'],
    ]);
    expect(said[1]?.body).toEqual({
      type: 'stock.taken',
      variantId: 'v1',
      orderId: 'o1',
      buyerId: 'u1',
      dealId: null,
      quantity: 2,
      left: 8,
      dealSold: null,
    });
    expect([stockOf(store, 'v1'), stockOf(store, 'v2')]).toEqual([8, 7]);
  });

  it.each<[string, Step[], number]>([
    ['created, paid', ['order.created', 'order.paid'], 8],
    ['paid first', ['order.paid', 'order.created'], 8],
    ['paid alone', ['order.paid'], 8],
    ['cancelled', ['order.created', 'order.cancelled'], 10],
    ['cancelled before it was created', ['order.cancelled', 'order.created', 'order.paid'], 10],
    ['cancelled, then created again', ['order.created', 'order.cancelled', 'order.created'], 10],
  ])('takes once and gives back once: %s', async (_name, steps, left) => {
    const store = await opened(10);
    steps.forEach((step, index) => void say(store, step, 'o1', [{ variant: 'v1', quantity: 2 }], 'u1', `e${index}`));
    expect(stockOf(store, 'v1')).toBe(left);
  });

  it('gives back where the refunds together reach the total, not before', async () => {
    const store = await opened(10);
    const order = orderOf('o1', [{ variant: 'v1', quantity: 2 }]);
    say(store, 'order.paid', 'o1', [{ variant: 'v1', quantity: 2 }]);
    const refund = (eventId: string, amount: number) =>
      store.appendFromSource(batchOf([factOf(eventId, { type: 'order.refunded', order, amount: cny(amount) })]));
    expect(stockBodies(refund('r1', 150))).toEqual([]);
    expect(stockBodies(refund('r1', 150))).toEqual([]);
    expect(stockBodies(refund('r2', 50))).toMatchObject([{ type: 'stock.released', quantity: 2, left: 10 }]);
    expect(stockBodies(refund('r3', 200))).toEqual([]);
    expect(stockOf(store, 'v1')).toBe(10);
  });

  it('says short and takes nothing of the line where there is not enough, and nothing at all of a stranger’s variant', async () => {
    const store = await opened(3);
    const said = say(store, 'order.created', 'o1', [
      { variant: 'v1', quantity: 4 },
      { variant: 'nobody', quantity: 1 },
      { variant: 'v2', quantity: 3 },
    ]);
    expect(stockBodies(said)).toMatchObject([
      { type: 'stock.short', variantId: 'v1', why: 'sold_out', left: 3, quantity: 4 },
      { type: 'stock.taken', variantId: 'v2', left: 0 },
    ]);
    expect(stockBodies(say(store, 'order.cancelled', 'o1', []))).toMatchObject([
      { type: 'stock.released', variantId: 'v2' },
    ]);
  });

  it('tells orders of the same id in two rooms apart', async () => {
    const store = await opened(10);
    say(store, 'order.created', 'o1', [{ variant: 'v1', quantity: 1 }]);
    const other = 'room:r2@localhost:9000' as SourceId;
    const body = bodyOf('order.created', orderOf('o1', [{ variant: 'v1', quantity: 1 }]));
    store.appendFromSource(batchOf([factOf('order.created:o1', body, other)], null, { source: other }));
    expect(stockOf(store, 'v1')).toBe(8);
  });
});

describe('a deal', () => {
  it('sells no more than it holds and no more to a buyer than it allows, and gives back both', async () => {
    const store = await opened(100);
    dealTo(store, 'd1', 'v1', 3, 2);
    const buy = (id: string, buyer: string, quantity: number) =>
      stockBodies(say(store, 'order.created', id, [{ variant: 'v1', quantity, deal: 'd1' }], buyer));
    expect(buy('o1', 'u1', 1)).toMatchObject([{ type: 'stock.taken', dealId: 'd1', dealSold: 1, left: 99 }]);
    expect(buy('o2', 'u1', 2)).toMatchObject([{ type: 'stock.short', why: 'per_buyer', dealId: 'd1' }]);
    expect(buy('o3', 'u2', 2)).toMatchObject([{ type: 'stock.taken', dealSold: 3 }]);
    expect(buy('o4', 'u3', 1)).toMatchObject([{ type: 'stock.short', why: 'deal_sold_out' }]);
    expect(stockBodies(say(store, 'order.cancelled', 'o3', [], 'u2'))).toMatchObject([{ dealSold: 1, left: 99 }]);
    expect(buy('o5', 'u3', 2)).toMatchObject([{ type: 'stock.taken', dealSold: 3 }]);
    expect([store.deal('d1' as DealId)?.sold, stockOf(store, 'v1')]).toEqual([3, 97]);
  });

  it('says sold out, and counts nothing as sold, where the deal has some but the shelf has none', async () => {
    const store = await opened(1);
    dealTo(store, 'd1', 'v1', 5, 5);
    const said = stockBodies(say(store, 'order.created', 'o1', [{ variant: 'v1', quantity: 2, deal: 'd1' }]));
    expect(said).toMatchObject([{ type: 'stock.short', why: 'sold_out', left: 1 }]);
    expect(store.deal('d1' as DealId)?.sold).toBe(0);
  });

  it.each([
    ['unknown', 'nope', 'v1'],
    ['only armed', 'armed', 'v1'],
    ['of another variant', 'd1', 'v2'],
  ])('is none where it is %s: the line takes plain stock', async (_name, deal, variant) => {
    const store = await opened(10);
    dealTo(store, 'd1', 'v1', 5, 5);
    dealTo(store, 'armed', 'v1', 5, 5, false);
    const said = stockBodies(say(store, 'order.created', 'o1', [{ variant, quantity: 1, deal }]));
    expect(said).toMatchObject([{ type: 'stock.taken', dealId: null, dealSold: null, left: 9 }]);
  });

  it('still counts an order that comes after it has ended', async () => {
    const store = await opened(10);
    dealTo(store, 'd1', 'v1', 5, 5);
    store.transact((writes) => writes.endDeal('d1' as DealId, 'time_up', instant(T0)));
    say(store, 'order.paid', 'o1', [{ variant: 'v1', quantity: 2, deal: 'd1' }]);
    expect(store.deal('d1' as DealId)?.sold).toBe(2);
  });
});

describe('a rehearsal', () => {
  it('gives back what replayed orders hold, once, leaves the room’s orders alone, and may run again', async () => {
    const store = await opened(10);
    dealTo(store, 'd1', 'v1', 5, 5);
    const replay = 'replay' as SourceId;
    const run = (eventId: string) =>
      store.appendFromSource(
        batchOf(
          [
            factOf(
              eventId,
              bodyOf('order.created', orderOf('o1', [{ variant: 'v1', quantity: 2, deal: 'd1' }])),
              replay,
            ),
          ],
          null,
          { source: replay },
        ),
      );
    say(store, 'order.created', 'o1', [{ variant: 'v1', quantity: 1 }]);
    run('a:e1');
    const release = () => store.transact((writes) => writes.releaseRehearsed(SHOW));
    expect(release()).toMatchObject([
      { type: 'stock.released', orderId: 'o1@replay', quantity: 2, left: 9, dealId: 'd1', dealSold: 0 },
    ]);
    expect(release()).toEqual([]);
    expect(stockOf(store, 'v1')).toBe(9);
    expect(stockBodies(run('b:e1'))).toMatchObject([{ type: 'stock.taken', left: 7 }]);
  });
});

describe('any orders', () => {
  const STOCK = { v1: 6, v2: 4 } as const;
  const DEALS = {
    d1: { variant: 'v1', quantity: 4, perBuyer: 2 },
    d2: { variant: 'v2', quantity: 3, perBuyer: 3 },
  } as const;

  const line: fc.Arbitrary<LineDraft> = fc.oneof(
    fc.record({ variant: fc.constantFrom('v1', 'v2', 'stranger'), quantity: fc.integer({ min: 1, max: 4 }) }),
    fc.record({
      variant: fc.constantFrom('v1', 'v2'),
      quantity: fc.integer({ min: 1, max: 3 }),
      deal: fc.constantFrom('d1', 'd2', 'unknown'),
    }),
  );
  const orders = fc.array(
    fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
      buyer: fc.constantFrom('u1', 'u2', '__proto__'),
      steps: fc.uniqueArray(fc.constantFrom('created', 'paid', 'cancelled', 'half', 'rest'), { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  type Draft = typeof orders extends fc.Arbitrary<infer T> ? T : never;

  const factsOf = (drafts: Draft): readonly NewFact[] =>
    drafts.flatMap(({ lines, buyer, steps }, index) => {
      const order = orderOf(`o${index}`, lines, buyer);
      const half = Math.floor(order.total.minor / 2);
      return steps.map((step): NewFact => {
        const eventId = `${index}:${step}`;
        if (step === 'half') return factOf(eventId, { type: 'order.refunded', order, amount: cny(half) });
        if (step === 'rest')
          return factOf(eventId, { type: 'order.refunded', order, amount: cny(order.total.minor - half) });
        return factOf(eventId, bodyOf(`order.${step}`, order));
      });
    });

  const isClosed = ({ steps }: Draft[number]): boolean =>
    steps.includes('cancelled') || (steps.includes('half') && steps.includes('rest'));

  const check = (store: Store, drafts: Draft): void => {
    const held = new Map<string, StockBody>();
    const lefts = new Map<string, number>(Object.entries(STOCK));
    const released = new Map<string, number>();
    for (const body of stockBodies(allFacts(store))) {
      const { variantId, quantity, left } = body;
      const before = lefts.get(variantId) ?? Number.NaN;
      const sign = body.type === 'stock.taken' ? -1 : body.type === 'stock.released' ? 1 : 0;
      expect(left).toBe(before + sign * quantity);
      lefts.set(variantId, left);
    }
    let key = 0;
    for (const { eventId, body } of allFacts(store)) {
      if (body.type === 'stock.taken') {
        key += 1;
        held.set(`${body.orderId}|${eventId}|${key}`, body);
      }
      if (body.type === 'stock.released') {
        const name = `${body.orderId}|${body.variantId}|${body.dealId}|${body.quantity}`;
        released.set(name, (released.get(name) ?? 0) + 1);
      }
    }
    for (const [name, taken] of [...held]) {
      const same = `${taken.orderId}|${taken.variantId}|${taken.dealId}|${taken.quantity}`;
      const times = released.get(same) ?? 0;
      if (times === 0) continue;
      released.set(same, times - 1);
      held.delete(name);
    }
    expect([...released.values()].every((times) => times === 0)).toBe(true);
    const sum = (keep: (body: StockBody) => boolean): number =>
      [...held.values()].filter(keep).reduce((total, { quantity }) => total + quantity, 0);
    for (const [variant, initial] of Object.entries(STOCK)) {
      const stock = stockOf(store, variant) ?? -1;
      expect(stock).toBeGreaterThanOrEqual(0);
      expect(stock).toBe(lefts.get(variant));
      expect(stock + sum(({ variantId }) => variantId === variant)).toBe(initial);
    }
    for (const [dealId, { quantity, perBuyer }] of Object.entries(DEALS)) {
      const sold = store.deal(dealId as DealId)?.sold;
      expect(sold).toBe(sum((body) => body.dealId === dealId));
      expect(sold).toBeLessThanOrEqual(quantity);
      for (const buyer of ['u1', 'u2', '__proto__']) {
        expect(sum((body) => body.dealId === dealId && body.buyerId === buyer)).toBeLessThanOrEqual(perBuyer);
      }
    }
    drafts.forEach((draft, index) => {
      if (isClosed(draft)) expect(sum(({ orderId }) => orderId === `o${index}`)).toBe(0);
    });
  };

  it('whatever is repeated and shuffled: nothing is sold twice, lost, or sold beyond what there is', async () => {
    const input = orders.chain((drafts) => {
      const facts = factsOf(drafts);
      return fc.record({
        drafts: fc.constant(drafts),
        said: fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
        cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
      });
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ drafts, said, cuts }) => {
        const { store } = await openIn(makeFolder());
        seed(store, [variantOf('v1', STOCK.v1), variantOf('v2', STOCK.v2)]);
        for (const [id, { variant, quantity, perBuyer }] of Object.entries(DEALS))
          dealTo(store, id, variant, quantity, perBuyer);
        for (let at = 0, turn = 0; at < said.length; turn += 1) {
          const size = cuts[turn % cuts.length] ?? 1;
          const batch = batchOf(said.slice(at, at + size), turn + 1);
          store.appendFromSource(batch);
          const before = allFacts(store);
          expect(store.appendFromSource(batch)).toEqual([]);
          expect(allFacts(store)).toEqual(before);
          at += size;
        }
        check(store, drafts);
        store.close();
      }),
      { numRuns: Number(process.env.KONGTAI_PROPERTY_RUNS ?? 60) },
    );
  });
});

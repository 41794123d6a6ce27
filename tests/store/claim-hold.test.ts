// Stock that is kept for claims: all lines or none, given back once, never below the buffer, and not taken again by the cart's own order.

import { describe, expect, it } from 'vitest';
import { DESK_SOURCE, type NewFact } from '../../src-main/core/fact.ts';
import { type ClaimId, instant, type OrderId, type ViewerId } from '../../src-main/core/units.ts';
import type { Store } from '../../src-main/store/store.ts';
import { startChild } from './support/child.ts';
import { claimAsk } from './support/claim-ask.ts';
import {
  batchOf,
  bodyOf,
  factOf,
  orderOf,
  type ROOM,
  SHOW,
  seed,
  stockOf,
  T0,
  termsOf,
  variantOf,
} from './support/sample-facts.ts';
import { makeFolder, openIn } from './support/store-folder.ts';

const opened = async (stock: number): Promise<Store> => {
  const { store } = await openIn(makeFolder());
  seed(store, [variantOf('v1', stock), variantOf('v2', stock)]);
  return store;
};

const keep = (store: Store, ask: ReturnType<typeof claimAsk>) => store.transact((writes) => writes.keepForClaim(ask));
const letGo = (store: Store, claim: string) => store.transact((writes) => writes.letGoOfClaim(claim as ClaimId));

const say = (store: Store, ...facts: readonly NewFact[]) =>
  store.transact((writes) => writes.appendFacts(SHOW, facts, instant(T0)));

describe('what is kept for a claim', () => {
  it('is all of its lines or nothing: half a bundle is never taken', async () => {
    const store = await opened(3);
    const ask = claimAsk('c1', [
      { variant: 'v1', quantity: 2 },
      { variant: 'v2', quantity: 4 },
    ]);
    expect(keep(store, ask)).toEqual({ isHeld: false, why: 'sold_out' });
    expect([stockOf(store, 'v1'), stockOf(store, 'v2')]).toEqual([3, 3]);
  });

  it('comes back once, however often it is let go', async () => {
    const store = await opened(3);
    keep(store, claimAsk('c1', [{ variant: 'v1', quantity: 2 }]));
    expect(letGo(store, 'c1')).toMatchObject([{ type: 'stock.released', quantity: 2, left: 3 }]);
    expect(letGo(store, 'c1')).toEqual([]);
    expect(stockOf(store, 'v1')).toBe(3);
  });

  it('leaves the buffer on the shelf, which an order of a platform may still take', async () => {
    const store = await opened(10);
    const ask = claimAsk('c1', [{ variant: 'v1', quantity: 9 }], { floorOf: () => 2 });
    expect(keep(store, ask)).toEqual({ isHeld: false, why: 'sold_out' });
    expect(keep(store, { ...ask, lines: orderOf('c1', [{ variant: 'v1', quantity: 8 }]).lines }).isHeld).toBe(true);
    store.appendFromSource(
      batchOf([factOf('e1', bodyOf('order.paid', orderOf('o1', [{ variant: 'v1', quantity: 2 }])))]),
    );
    expect(stockOf(store, 'v1')).toBe(0);
  });

  it('counts a buyer’s units in a deal by the room that knows them: the same name elsewhere is another person', async () => {
    const store = await opened(10);
    store.transact((writes) => {
      const terms = termsOf('d1', variantOf('v1', 0), 5, 2);
      writes.insertDeal(SHOW, terms, instant(T0));
      writes.fireDeal(terms.dealId, instant(T0), instant(T0 + 60_000));
    });
    const line = { variant: 'v1', quantity: 2, deal: 'd1' };
    const buyerId = 'u1' as ViewerId;
    store.appendFromSource(batchOf([factOf('e1', bodyOf('order.paid', orderOf('o1', [line], 'u1')))]));
    expect(keep(store, claimAsk('c1', [line], { buyerId }))).toEqual({ isHeld: false, why: 'per_buyer' });
    const elsewhere = { claimId: 'c2' as ClaimId, source: 'other' as typeof ROOM, expiresAt: null };
    expect(keep(store, claimAsk('c2', [line], { buyerId, claim: elsewhere })).isHeld).toBe(true);
    expect(keep(store, claimAsk('c3', [line]))).toEqual({ isHeld: false, why: 'deal_sold_out' });
  });

  it('is not taken again by the order of its cart, and goes back when that is cancelled', async () => {
    const store = await opened(10);
    const order = orderOf('cart', [{ variant: 'v1', quantity: 2 }]);
    const orderId = 'cart' as OrderId;
    store.transact((writes) => {
      writes.keepForClaim(claimAsk('c1', [{ variant: 'v1', quantity: 2 }], { orderId }));
      writes.noteCart(SHOW, orderId);
    });
    const asFact = (eventId: string, type: 'order.created' | 'order.paid' | 'order.cancelled') =>
      factOf(eventId, bodyOf(type, order), DESK_SOURCE);
    expect(say(store, asFact('a', 'order.created'), asFact('b', 'order.paid'))).toHaveLength(2);
    expect(stockOf(store, 'v1')).toBe(8);
    expect(say(store, asFact('c', 'order.cancelled'))).toMatchObject([
      { body: { type: 'order.cancelled' } },
      { body: { type: 'stock.released', left: 10 } },
    ]);
  });

  it('is due by its time, until it is paid or moved to another cart with a place of its own', async () => {
    const store = await opened(10);
    const orderId = 'cart' as OrderId;
    keep(store, claimAsk('c1', [{ variant: 'v1', quantity: 1 }], { orderId }));
    keep(store, claimAsk('c2', [{ variant: 'v1', quantity: 1 }], { orderId }));
    expect(store.claimsDue(instant(T0 + 599_999), 10)).toEqual([]);
    store.transact((writes) => {
      writes.moveClaimHold('c2' as ClaimId, 'other' as OrderId);
      writes.settleCart(orderId);
    });
    expect(store.claimsDue(instant(T0 + 600_000), 10)).toEqual([{ showId: SHOW, claimId: 'c2' }]);
  });

  it('stays off the shelf of a rehearsal that is over', async () => {
    const store = await opened(10);
    keep(store, claimAsk('c1', [{ variant: 'v1', quantity: 4 }]));
    store.transact((writes) => writes.releaseRehearsed(SHOW));
    expect(stockOf(store, 'v1')).toBe(10);
  });
});

describe('an order made at the desk', () => {
  it('takes its stock like a room’s, and is told where there is none', async () => {
    const store = await opened(1);
    const paid = (id: string) =>
      say(store, factOf(id, bodyOf('order.paid', orderOf(id, [{ variant: 'v1', quantity: 1 }])), DESK_SOURCE));
    expect(paid('o1').map(({ body }) => body.type)).toEqual(['order.paid', 'stock.taken']);
    expect(paid('o2').map(({ body }) => body.type)).toEqual(['order.paid', 'stock.short']);
    expect(stockOf(store, 'v1')).toBe(0);
  });
});

describe('several desks', () => {
  it('keep exactly what there is: 4 × 200 claims on a stock of 500', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    seed(store, [variantOf('v1', 500)]);
    store.close();
    const racers = ['a', 'b', 'c', 'd'].map((name) => startChild('claim-racer.ts', folder, name, '200'));
    for (const racer of racers) expect(await racer.ended()).toBe(0);
    expect(racers.reduce((sum, { lines }) => sum + Number(lines[0]), 0)).toBe(500);
    const { store: after } = await openIn(folder);
    expect(stockOf(after, 'v1')).toBe(0);
  }, 60_000);
});

// The ledger of prices actually paid, on a real file: each line once, and only what was really sold.

import { describe, expect, it } from 'vitest';
import type { FactBody } from '../../src-main/core/fact.ts';
import type { RoomOrder } from '../../src-main/core/live-event.ts';
import type { PaidPrice } from '../../src-main/core/price-ledger.ts';
import { instant, type SourceId, type VariantId } from '../../src-main/core/units.ts';
import { openDatabase } from '../../src-main/store/database.ts';
import { MIGRATIONS, migrate } from '../../src-main/store/migrations/migrate.ts';
import type { Store } from '../../src-main/store/store.ts';
import { cny, factOf, orderOf, ROOM, SHOW, seed, T0, variantOf } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const V1 = 'v1' as VariantId;
const REPLAY = 'replay' as SourceId;

const open = async () => {
  const folder = makeFolder();
  const { store } = await openIn(folder);
  seed(store, [variantOf('v1', 1000), variantOf('v2', 1000)]);
  return { folder, store };
};

let events = 0;
const say = (store: Store, body: FactBody, source = ROOM): void => {
  events += 1;
  store.appendFromSource({
    showId: SHOW,
    source,
    facts: [factOf(`e${events}`, body, source)],
    rejects: [],
    cursor: null,
    receivedAt: instant(T0 + 5),
  });
};

const paid = (order: RoomOrder): FactBody => ({ type: 'order.paid', order });
const two = orderOf('o1', [
  { variant: 'v1', quantity: 2 },
  { variant: 'v2', quantity: 1 },
]);
const pricesOf = (store: Store, variantId = V1) =>
  store.paidLatest(variantId, 10).map(({ orderId, unitPrice, isUndone }) => [orderId, unitPrice.minor, isUndone]);

describe('an order that was paid', () => {
  it('is noted twice, or not by line, or not at what was really paid', async () => {
    const { store } = await open();
    say(store, { type: 'order.created', order: two });
    expect(pricesOf(store)).toEqual([]);
    say(store, paid({ ...two, total: cny(150) }));
    say(store, paid(two));
    expect(pricesOf(store)).toEqual([['o1', 50, false]]);
    expect(pricesOf(store, 'v2' as VariantId)).toEqual([['o1', 50, false]]);
    store.close();
  });

  it('counts although it was refunded in full or cancelled, or is forgotten for a part of it', async () => {
    const { store } = await open();
    for (const id of ['o1', 'o2', 'o3']) say(store, paid({ ...two, id: id as RoomOrder['id'] }));
    say(store, { type: 'order.refunded', order: two, amount: cny(300) });
    say(store, { type: 'order.cancelled', order: { ...two, id: 'o2' as RoomOrder['id'] } });
    say(store, { type: 'order.refunded', order: { ...two, id: 'o3' as RoomOrder['id'] }, amount: cny(1) });
    expect(pricesOf(store).sort()).toEqual([
      ['o1', 100, true],
      ['o2', 100, true],
      ['o3', 100, false],
    ]);
    const grounds = store.paidGrounds(V1, 'CNY', instant(0), instant(T0 + 100));
    expect([grounds.counted, grounds.paid.map(({ orderId }) => orderId)]).toEqual([1, ['o3']]);
    store.close();
  });

  it('of a replay, or in a rehearsal, is taken for a sale', async () => {
    const { store } = await open();
    say(store, paid(two), REPLAY);
    expect(pricesOf(store)).toEqual([]);
    store.close();

    const rehearsed = await openIn(makeFolder());
    seed(rehearsed.store, [variantOf('v1', 10)], 'other' as typeof SHOW);
    rehearsed.store.transact((writes) => {
      const show = {
        ...(rehearsed.store.show('other' as typeof SHOW) ?? expect.fail()),
        showId: SHOW,
        phase: 'draft' as const,
      };
      writes.insertShow({ ...show, startedAt: null }, { cues: [], products: [] });
      writes.moveShow(SHOW, 'show.rehearsed', instant(T0));
    });
    say(rehearsed.store, paid(two));
    expect(pricesOf(rehearsed.store)).toEqual([]);
    rehearsed.store.transact((writes) => writes.moveShow(SHOW, 'show.started', instant(T0)));
    say(rehearsed.store, paid(two));
    expect(pricesOf(rehearsed.store)).toEqual([['o1', 100, false]]);
    rehearsed.store.close();
  });
});

describe('the grounds of a compare price', () => {
  it('leave out the cheapest, or the newest before, or count what lies outside', async () => {
    const { store } = await open();
    const sold = (id: string, minor: number, at: number): PaidPrice => ({
      variantId: V1,
      source: 'file:taobao' as SourceId,
      orderId: id as PaidPrice['orderId'],
      line: 0,
      showId: null,
      quantity: 1,
      unitPrice: cny(minor),
      paidAt: instant(at),
      isUndone: false,
    });
    store.transact((writes) =>
      writes.notePaid('i1', [
        sold('a', 90, 10),
        sold('b', 70, 20),
        sold('c', 70, 30),
        sold('d', 80, 40),
        sold('e', 1, 50),
      ]),
    );
    const grounds = store.paidGrounds(V1, 'CNY', instant(20), instant(50));
    expect([grounds.counted, grounds.paid.map(({ orderId }) => orderId)]).toEqual([3, ['b', 'c', 'd']]);
    const none = store.paidGrounds(V1, 'CNY', instant(45), instant(50));
    expect([none.counted, none.paid.map(({ orderId }) => orderId)]).toEqual([0, ['d']]);
    expect(store.paidGrounds(V1, 'USD', instant(0), instant(99))).toEqual({ paid: [], counted: 0 });
    store.close();
  });
});

describe('an imported line', () => {
  it('stays after its import is undone, hides the one before it, or takes a room’s sale with it', async () => {
    const { store } = await open();
    say(store, paid(two));
    const line: PaidPrice = {
      ...(store.paidLatest(V1, 1)[0] ?? expect.fail()),
      source: 'file:taobao' as SourceId,
      orderId: 't1' as PaidPrice['orderId'],
      paidAt: instant(T0 + 50),
    };
    const note = (importId: string, price: PaidPrice) => store.transact((writes) => writes.notePaid(importId, [price]));
    note('i1', line);
    note('i1', line);
    note('i2', { ...line, isUndone: true });
    expect(pricesOf(store)).toEqual([
      ['t1', 100, true],
      ['o1', 100, false],
    ]);
    store.transact((writes) => writes.forgetPaid('i2'));
    expect(pricesOf(store)[0]).toEqual(['t1', 100, false]);
    store.transact((writes) => writes.forgetPaid('i1'));
    expect(pricesOf(store)).toEqual([['o1', 100, false]]);
    expect(() => store.transact((writes) => writes.notePaid('', [line]))).toThrow('an import has an id');
    store.close();
  });
});

describe('a file from before the ledger', () => {
  it('is filled otherwise than its orders would have been noted', async () => {
    const { folder, store } = await open();
    say(store, { type: 'show.rehearsed' });
    say(store, paid({ ...two, id: 'rehearsed' as RoomOrder['id'] }));
    say(store, { type: 'show.started' });
    say(store, paid({ ...two, total: cny(149) }));
    say(store, paid(two));
    say(store, paid({ ...two, id: 'o2' as RoomOrder['id'], total: cny(310) }));
    say(store, paid({ ...two, id: 'o3' as RoomOrder['id'], total: cny(0) }));
    say(store, paid({ ...two, id: 'o4' as RoomOrder['id'] }), REPLAY);
    say(store, { type: 'order.refunded', order: { ...two, id: 'o2' as RoomOrder['id'] }, amount: cny(310) });
    // The facts alone rehearsed here: the show itself was on air.
    const noted = store.paidLatest(V1, 10).filter(({ orderId }) => orderId !== 'rehearsed');
    store.close();
    const db = openDatabase(fileIn(folder), {});
    db.exec('DELETE FROM paid_price; DROP TABLE paid_price; DROP TABLE price_override');
    const step = MIGRATIONS.filter(({ version }) => version === 110);
    db.pragma('user_version = 100');
    migrate(db, 110, step);
    db.pragma(`user_version = ${Math.max(...MIGRATIONS.map(({ version }) => version))}`);
    db.close();
    const again = (await openIn(folder)).store;
    expect(again.paidLatest(V1, 10)).toEqual(noted);
    expect(noted.map(({ orderId, unitPrice, isUndone }) => [orderId, unitPrice.minor, isUndone])).toEqual([
      ['o2', 100, true],
      ['o1', 49, false],
    ]);
    again.close();
  });
});

describe('an owner’s word on a price', () => {
  it('covers other terms, or does not outlast being taken back and given again', async () => {
    const { store } = await open();
    const terms = { showId: SHOW, variantId: V1, price: cny(50), compareMinor: 90, basis: 'last_paid' as const };
    const word = { faults: ['above_last' as const], reason: '门店小票', approver: 'owner', at: instant(T0) };
    store.transact((writes) => writes.overridePrice(terms, word));
    store.transact((writes) => writes.overridePrice(terms, { ...word, reason: '另一张' }));
    expect(store.priceOverride(terms)).toEqual({ ...word, reason: '另一张' });
    for (const other of [{ compareMinor: 91 }, { price: cny(49) }, { basis: 'stated' as const }]) {
      expect(store.priceOverride({ ...terms, ...other })).toBeNull();
    }
    expect(store.transact((writes) => writes.withdrawPriceOverride(terms))).toBe(true);
    expect([store.priceOverride(terms), store.transact((writes) => writes.withdrawPriceOverride(terms))]).toEqual([
      null,
      false,
    ]);
    store.close();
  });
});

// Promises: what facts make of them, whom they concern, when they fall due, and whether a price that was promised is kept.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceBreachOf } from '../../src-main/core/price-promise.ts';
import {
  foldPromise,
  type PromiseBook,
  type PromiseDue,
  type PromiseFactBody,
  type PromiseSubject,
  type PromiseTerms,
  promisesFor,
  type RoomPromise,
} from '../../src-main/core/promise.ts';
import { isPromiseDue } from '../../src-main/core/promise-due.ts';
import { guessPromiseKind, promisePhrases } from '../../src-main/core/promise-phrase.ts';
import { foldRoom } from '../../src-main/core/room-fold.ts';
import { faultsOf, promisesIn, renderScript } from '../../src-main/core/script-text.ts';
import {
  type DealId,
  duration,
  instant,
  money,
  type OrderId,
  type ProductId,
  type PromiseId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import { at, emptyRoom, fact, ROOM, START } from './support/show-facts.ts';

const P1 = 'p1' as ProductId;
const V1 = 'v1' as VariantId;
const ON_P1: PromiseSubject = { on: 'product', productId: P1, variantId: null, number: 1, title: '商品1' };

const terms = (change: Partial<PromiseTerms> = {}): PromiseTerms => ({
  promiseId: 'a' as PromiseId,
  kind: 'gift',
  text: '拍下送袜子',
  subject: ON_P1,
  due: { when: 'after_show' },
  price: null,
  origin: { from: 'desk' },
  ...change,
});

const made = (change: Partial<PromiseTerms> = {}): PromiseFactBody => ({
  type: 'promise.made',
  promise: terms(change),
  by: 'assistant',
});

const promise = (change: Partial<RoomPromise> = {}): RoomPromise => ({
  ...terms(),
  madeAt: START,
  by: 'assistant',
  state: 'open',
  settled: null,
  ...change,
});

describe('a promise', () => {
  it('is settled twice, or by a step that is not its turn, whatever comes in whatever order', () => {
    const ids = ['a', 'b'] as const;
    const step = fc.record({
      id: fc.constantFrom(...ids),
      type: fc.constantFrom('promise.made', 'promise.kept', 'promise.dropped', 'promise.reopened'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const book: PromiseBook = new Map();
        const model = new Map<string, 'open' | 'kept' | 'dropped'>();
        steps.forEach(({ id, type }, index) => {
          const promiseId = id as string as PromiseId;
          const body: PromiseFactBody =
            type === 'promise.made'
              ? made({ promiseId })
              : type === 'promise.reopened'
                ? { type, promiseId, by: 'owner' }
                : { type, promiseId, reason: `${index}`, by: 'owner' };
          foldPromise(book, body, instant(index));
          const before = model.get(id);
          if (type === 'promise.made') model.set(id, before ?? 'open');
          else if (before !== undefined && type === 'promise.reopened') model.set(id, 'open');
          else if (before === 'open') model.set(id, type === 'promise.kept' ? 'kept' : 'dropped');
        });
        expect(Object.fromEntries([...book].map(([id, { state }]) => [id, state]))).toEqual(Object.fromEntries(model));
        for (const each of book.values()) expect(each.settled === null).toBe(each.state === 'open');
      }),
    );
  });

  it('of a rehearsal counts in the show that follows', () => {
    const room = emptyRoom();
    foldRoom(room, fact(ROOM, at(0), { type: 'show.rehearsed' }));
    foldRoom(room, fact(ROOM, at(1), made()));
    expect(room.tally.promises.size).toBe(1);
    foldRoom(room, fact(ROOM, at(2), { type: 'show.started' }));
    expect(room.tally.promises.size).toBe(0);
  });
});

describe('promisesFor', () => {
  const [orderId, viewerId, dealId] = ['o1' as OrderId, 'u1' as ViewerId, 'd1' as DealId];
  const line = { productId: P1, variantId: V1 };
  const ask = { orderId, viewerId, lines: [{ ...line, dealId }] };
  it.each<[string, PromiseSubject, boolean]>([
    ['its order', { on: 'order', orderId, title: '' }, true],
    ['another order', { on: 'order', orderId: 'o2' as OrderId, title: '' }, false],
    ['its buyer', { on: 'viewer', viewerId, title: '' }, true],
    ['another buyer', { on: 'viewer', viewerId: 'u2' as ViewerId, title: '' }, false],
    ['a product in it', ON_P1, true],
    ['its variant', { on: 'product', productId: P1, variantId: V1, number: 1, title: '' }, true],
    ['another variant', { on: 'product', productId: P1, variantId: 'v9' as VariantId, number: 1, title: '' }, false],
    ['its deal', { on: 'deal', dealId, productId: P1, number: 1, title: '' }, true],
    ['another deal', { on: 'deal', dealId: 'd2' as DealId, productId: P1, number: 1, title: '' }, false],
    ['the whole show', { on: 'show' }, false],
  ])('takes what was promised to %s for an order’s, or does not', (_to, subject, isFound) => {
    expect(promisesFor([promise({ subject })], ask)).toHaveLength(isFound ? 1 : 0);
  });

  it('packs what was dropped, or forgets what is kept already', () => {
    const states = ['open', 'kept', 'dropped'] as const;
    const found = promisesFor(
      states.map((state) => promise({ state })),
      ask,
    );
    expect(found.map(({ state }) => state)).toEqual(['open', 'kept']);
  });
});

describe('what is due', () => {
  const pinAt = (seconds: number, productId = P1, variantId = V1) => ({
    productId,
    variantId,
    startedAt: at(seconds),
  });
  it.each<[string, PromiseDue, Partial<Parameters<typeof isPromiseDue>[1]>, boolean]>([
    ['within the segment that it was made in', { when: 'explained' }, { pin: pinAt(-5) }, false],
    ['when its product is explained again', { when: 'explained' }, { pin: pinAt(5) }, true],
    ['when another product is', { when: 'explained' }, { pin: pinAt(5, 'p2' as ProductId) }, false],
    ['while nothing is', { when: 'explained' }, {}, false],
    ['before its time', { when: 'at', at: at(60) }, { now: at(59) }, false],
    ['at its time', { when: 'at', at: at(60) }, { now: at(60) }, true],
    ['during the show', { when: 'after_show' }, {}, false],
    ['after the show', { when: 'after_show' }, { isOver: true }, true],
    ['after a show that never came back to it', { when: 'explained' }, { isOver: true }, true],
    ['after the show, before its time', { when: 'at', at: at(60) }, { isOver: true, now: at(1) }, false],
  ])('is a promise that is asked %s', (_when, due, moment, isDue) => {
    expect(isPromiseDue(promise({ due }), { pin: null, isOver: false, now: at(10), ...moment })).toBe(isDue);
  });

  it('is one that was kept', () => {
    const settled = promise({ state: 'kept' });
    expect(isPromiseDue(settled, { pin: null, isOver: true, now: at(10) })).toBe(false);
  });
});

describe('a price that was promised', () => {
  const cny = (minor: number) => money(minor, 'CNY');
  const promised = (vow: 'lowest' | 'at_most', minor: number, until: number | null = null) =>
    promise({
      kind: 'price',
      price: { vow, price: cny(minor), until: until === null ? null : at(until) },
      madeAt: at(1),
    });

  /** Product 1 costs 100. */
  const withDeal = (armedAt: number, minor: number, productId = 'p1') => {
    const room = emptyRoom();
    foldRoom(
      room,
      fact(ROOM, at(armedAt), {
        type: 'deal.armed',
        deal: {
          dealId: 'd1' as DealId,
          productId: productId as ProductId,
          variantId: productId.replace('p', 'v') as VariantId,
          price: cny(minor),
          comparePrice: null,
          quantity: 10,
          perBuyer: 1,
          countdownMs: duration(10_000),
          durationMs: duration(60_000),
        },
      }),
    );
    return room;
  };

  it.each<[string, RoomPromise, ReturnType<typeof emptyRoom>, 'deal' | 'price' | null]>([
    ['a later cheaper deal', promised('lowest', 9_000), withDeal(5, 8_900), 'deal'],
    ['a deal at that very price', promised('lowest', 9_000), withDeal(5, 9_000), null],
    ['a cheaper deal that was there before', promised('lowest', 9_000), withDeal(0, 8_900), null],
    ['a cheaper deal of another product', promised('lowest', 9_000), withDeal(5, 8_900, 'p2'), null],
    ['a list price that is lower', promised('lowest', 10_100), emptyRoom(), 'price'],
    ['a list price that is higher', promised('at_most', 9_900), emptyRoom(), 'price'],
    ['a cheaper deal, where it may cost no more', promised('at_most', 10_000), withDeal(5, 8_900), null],
    ['a price that was promised until an hour ago', promised('at_most', 9_900, 5), emptyRoom(), null],
    ['no price at all', promise({ kind: 'price' }), emptyRoom(), null],
    [
      'a price in another currency',
      { ...promised('at_most', 100), price: { vow: 'at_most', price: money(100, 'USD'), until: null } },
      emptyRoom(),
      null,
    ],
    ['a promise that was dropped', { ...promised('at_most', 9_900), state: 'dropped' }, emptyRoom(), null],
  ])('is said to be broken by %s, or is not', (_what, given, room, by) => {
    expect(priceBreachOf(given, room, at(100))?.by ?? null).toBe(by);
  });
});

describe('{承诺:…} in a script', () => {
  const values = { price: '59 元' };
  it.each<[string, string, string, readonly string[]]>([
    ['plain', '今天{承诺:拍下送一双袜子}，只限今天', '今天拍下送一双袜子，只限今天', ['拍下送一双袜子']],
    ['with a value', '{承诺：{直播价} 保七天}', '59 元 保七天', ['59 元 保七天']],
    ['full-width', '｛承诺：48 小时发货｝', '48 小时发货', ['48 小时发货']],
    ['English', 'Today {Promise: ships in 48 hours}.', 'Today ships in 48 hours.', ['ships in 48 hours']],
    ['within an alternative', '{好|{承诺:包邮}}', '好', ['包邮']],
    ['escaped', '\\{承诺:送\\}', '{承诺:送}', []],
  ])('%s is read out with its mark, or its promise is lost', (_how, text, said, promises) => {
    const rendered = renderScript(text, values);
    expect(rendered).toMatchObject({ ok: true, text: said });
    expect(promisesIn(text, values)).toEqual(promises);
  });

  it('hides a variable that has no value, or offers a promise with a hole', () => {
    expect(faultsOf('{承诺:{闪购价} 保七天}', values)).toMatchObject([{ reason: 'empty_variable', name: '闪购价' }]);
    expect(promisesIn('{承诺:{闪购价} 保七天}', values)).toEqual([]);
  });

  it('without words is no promise, and its braces stay a fault', () => {
    expect(renderScript('{承诺:}', values).ok).toBe(false);
    expect(promisesIn('{承诺: }', values)).toEqual([]);
  });

  it.each([
    ['拍下送袜子', 'gift'],
    ['48 小时内发货', 'shipping'],
    ['七天内降价补差价', 'price'],
    ['不好用包退', 'other'],
  ] as const)('%s is taken for another kind than %s', (text, kind) => {
    expect(guessPromiseKind(text)).toBe(kind);
  });

  it('that stands twice is offered twice', () => {
    expect(promisePhrases('{承诺:包邮} … {承诺:包邮}', {})).toEqual([{ kind: 'shipping', text: '包邮' }]);
  });
});

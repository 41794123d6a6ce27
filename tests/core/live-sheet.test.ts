// The run sheet on air: what facts make of it, in the room and from the facts alone, and what a rehearsal leaves behind.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactBody } from '../../src-main/core/fact.ts';
import { ENGINE_SOURCE } from '../../src-main/core/fact.ts';
import { type CueFactBody, recallSheet } from '../../src-main/core/live-sheet.ts';
import { createRoom, numberOf, type Room, replanRoom, sheetVersion } from '../../src-main/core/room.ts';
import { foldRoom } from '../../src-main/core/room-fold.ts';
import { type Cue, nextNumber } from '../../src-main/core/run-sheet.ts';
import { duration, money, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { at, desk, emptyRoom, fact, liveRoom, products } from './support/show-facts.ts';

const v = (n: number): VariantId => `v${n}` as VariantId;
const p = (n: number): ProductId => `p${n}` as ProductId;

const cueOf = (n: number, number: number): Cue => ({
  number,
  productId: p(n),
  variantId: v(n),
  plannedMs: duration(120_000),
  deal: null,
  note: '',
  speaker: '',
  scriptBlocks: [],
});

const inserted = (n: number, number: number, place: number, stock = 30): CueFactBody => ({
  type: 'cue.inserted',
  cue: cueOf(n, number),
  at: place,
  product: {
    productId: p(n),
    title: `临时加的 ${n}`,
    category: '美妆',
    image: null,
    sellingPoints: [],
    variants: [
      {
        variantId: v(n),
        productId: p(n),
        title: '',
        sku: '',
        barcode: '',
        price: money(1000, 'CNY'),
        comparePrice: null,
        stock,
      },
    ],
  },
});

const numbers = (room: Room): readonly number[] => room.cues.map(({ number }) => number);

describe('on air', () => {
  it('a cue that is moved takes another number, or one that is inserted takes one that viewers know', () => {
    const room = liveRoom();
    desk(room, 1, inserted(3, nextNumber(room.cues), 1));
    desk(room, 2, { type: 'cue.moved', variantId: v(2), to: 0 });
    expect(numbers(room)).toEqual([2, 1, 3]);
    expect(numberOf(room, p(2), v(2))).toBe(2);
    expect(numberOf(room, p(3))).toBe(3);
  });

  it('an inserted product is not known to the room: it cannot be pinned, sold or shown', () => {
    const room = liveRoom();
    desk(room, 1, inserted(3, 3, 1, 30));
    expect(room.products.get(p(3))?.title).toBe('临时加的 3');
    desk(room, 2, {
      type: 'stock.taken',
      variantId: v(3),
      orderId: 'o' as never,
      buyerId: 'b' as never,
      dealId: null,
      quantity: 4,
      left: 26,
      dealSold: null,
    });
    expect(room.variants.get(v(3))).toMatchObject({ stock: 26, stockAtStart: 30 });
  });

  it('inserting another variant of a product gives its first ones back what they had sold', () => {
    const room = liveRoom();
    const fresh = inserted(1, 3, 2);
    if (fresh.type !== 'cue.inserted') throw new Error('no insertion');
    const [known] = products[0]?.variants ?? [];
    if (known === undefined) throw new Error('no variant');
    const second = { ...known, variantId: 'v1b' as VariantId, stock: 9 };
    desk(room, 1, { type: 'stock.set', variantId: v(1), available: 40 });
    desk(room, 2, {
      ...fresh,
      cue: { ...fresh.cue, variantId: second.variantId },
      product: { ...fresh.product, variants: [known, second] },
    });
    expect(room.variants.get(v(1))).toMatchObject({ stock: 40, stockAtStart: 100 });
    expect(room.variants.get(second.variantId)?.stock).toBe(9);
    expect(numberOf(room, p(1))).toBe(1);
  });

  it('a skipped cue comes back by itself, or does not come back when it is restored', () => {
    const room = liveRoom();
    desk(room, 1, { type: 'cue.skipped', variantId: v(1) });
    desk(room, 2, { type: 'cue.moved', variantId: v(1), to: 1 });
    expect([...room.sheet.skipped]).toEqual([v(1)]);
    desk(room, 3, { type: 'cue.restored', variantId: v(1) });
    expect([...room.sheet.skipped]).toEqual([]);
  });

  it('a change of minutes or deal is lost, or changes the number', () => {
    const room = liveRoom();
    desk(room, 1, { type: 'cue.changed', cue: { ...cueOf(2, 99), speaker: '知夏' } });
    expect(room.cues[1]).toMatchObject({ number: 2, speaker: '知夏', plannedMs: 120_000 });
  });
});

describe('a rehearsal', () => {
  it('leaves its skips and insertions in the show that follows', () => {
    const room = emptyRoom();
    desk(room, -50, { type: 'show.rehearsed' });
    desk(room, -40, inserted(3, 3, 0));
    desk(room, -30, { type: 'cue.skipped', variantId: v(1) });
    desk(room, 0, { type: 'show.started' });
    expect(numbers(room)).toEqual([1, 2]);
    expect(room.sheet.skipped.size).toBe(0);
    expect(numberOf(room, p(3))).toBeNull();
  });
});

describe('a draft', () => {
  it('that is planned anew differs from a room made of the new plan', () => {
    const room = emptyRoom();
    const stand = { version: 4, startsAt: at(100), canUndo: true, canRedo: false };
    const plan = { cues: [{ ...cueOf(2, 1) }], products: products.slice(1), stand };
    replanRoom(room, plan);
    const made = createRoom({ show: room.show, ...plan });
    expect([room.cues, room.products, room.variants, room.numbers, room.plan]).toEqual([
      made.cues,
      made.products,
      made.variants,
      made.numbers,
      made.plan,
    ]);
    expect(sheetVersion(room)).toBe(4);
  });
});

const anyChange: fc.Arbitrary<FactBody> = fc.oneof(
  fc
    .record({ n: fc.integer({ min: 1, max: 6 }), place: fc.nat(6), number: fc.integer({ min: 3, max: 9 }) })
    .map(({ n, place, number }): FactBody => inserted(n, number, place)),
  fc
    .record({ n: fc.integer({ min: 1, max: 6 }), to: fc.nat(6) })
    .map(({ n, to }): FactBody => ({ type: 'cue.moved', variantId: v(n), to })),
  fc.integer({ min: 1, max: 6 }).map((n): FactBody => ({ type: 'cue.skipped', variantId: v(n) })),
  fc.integer({ min: 1, max: 6 }).map((n): FactBody => ({ type: 'cue.restored', variantId: v(n) })),
  fc.constantFrom<FactBody>({ type: 'show.rehearsed' }, { type: 'show.reset' }, { type: 'show.started' }),
);

it('the sheet told from its facts alone is another than the room’s, or a variant comes to stand twice', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 30 }), (bodies) => {
      const room = emptyRoom();
      const plan = room.cues;
      bodies.forEach((body, index) => {
        foldRoom(room, fact(ENGINE_SOURCE, at(index), body));
      });
      const told = recallSheet(plan, bodies);
      expect(told).toEqual(room.sheet);
      const ids = told.cues.map(({ variantId }) => variantId);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

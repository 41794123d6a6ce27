// What must hold of a show's sales at any time: worked out from its facts and its store alone, by other means than the product's.

import { expect } from 'vitest';
import { isInCart } from '../../../src-main/core/claim-book.ts';
import type { Fact } from '../../../src-main/core/fact.ts';
import { bufferOf } from '../../../src-main/core/product.ts';
import type { Room } from '../../../src-main/core/room.ts';
import type { ShowId, VariantId } from '../../../src-main/core/units.ts';
import { recallRoom } from '../../../src-main/recall-room.ts';
import type { Rig } from './engine-rig.ts';
import type { Model } from './selling-model.ts';

const showOf = (rig: Rig): ShowId => {
  const showId = rig.store.currentShowId();
  if (showId === null) throw new Error('no show');
  return showId;
};

export const factsOf = (rig: Rig): readonly Fact[] => [...rig.store.factsOf(showOf(rig))];
export const roomOf = (rig: Rig): Room => recallRoom(rig.store);

export const stockOf = (rig: Rig, variantId: VariantId): number => {
  const variants = rig.store.products().flatMap((product) => product.variants);
  const found = variants.find((variant) => variant.variantId === variantId);
  if (found === undefined) throw new Error('the variant is gone');
  return found.stock;
};

interface Kept {
  readonly byVariant: Map<string, number>;
  readonly byClaim: Map<string, number>;
  readonly byOrder: Map<string, number>;
  readonly byDeal: Map<string, number>;
}

const add = (to: Map<string, number>, key: string, quantity: number): void => {
  const sum = (to.get(key) ?? 0) + quantity;
  expect(sum, `more was given back than was taken: ${key}`).toBeGreaterThanOrEqual(0);
  to.set(key, sum);
};

const keptBy = (facts: readonly Fact[]): Kept => {
  const kept: Kept = { byVariant: new Map(), byClaim: new Map(), byOrder: new Map(), byDeal: new Map() };
  for (const { body } of facts) {
    if (body.type !== 'stock.taken' && body.type !== 'stock.released') continue;
    const quantity = body.type === 'stock.taken' ? body.quantity : -body.quantity;
    add(kept.byVariant, body.variantId, quantity);
    if (body.claim === undefined) add(kept.byOrder, body.orderId, quantity);
    else add(kept.byClaim, body.claim.claimId, quantity);
    if (body.dealId !== null) add(kept.byDeal, body.dealId, quantity);
  }
  return kept;
};

interface Standing {
  readonly place: number;
  readonly variantId: string;
  readonly dealId: string | null;
  readonly reserved: number;
  /** Units that it waits for because the shelf is empty; 0 for none. */
  readonly waits: number;
}

/** Who gets units while somebody who came before waits for as many of the same, or fewer, has jumped the queue. */
const expectInTurn = (facts: readonly Fact[]): void => {
  const all = new Map<string, Standing>();
  for (const { body } of facts) {
    if (body.type === 'claim.ended') {
      const before = all.get(body.claimId);
      if (before !== undefined) all.set(body.claimId, { ...before, reserved: 0, waits: 0 });
    }
    if (body.type !== 'claim.made' && body.type !== 'claim.changed') continue;
    const { claim, fate } = body;
    const { claimId, quantity, variantId, dealId } = claim;
    const before = all.get(claimId);
    const now: Standing = {
      place: before?.place ?? all.size,
      variantId,
      dealId,
      reserved: fate.state === 'reserved' ? quantity : 0,
      waits: fate.state === 'waiting' && fate.why === 'sold_out' ? quantity : 0,
    };
    all.set(claimId, now);
    const gained = now.reserved - (before?.reserved ?? 0);
    // A person at the desk may serve whom they like.
    const isByHand = body.type === 'claim.changed' && body.cause === 'desk' && before?.waits !== 0;
    if (gained <= 0 || isByHand) continue;
    for (const other of all.values()) {
      const isSame = other.variantId === variantId && other.dealId === dealId;
      if (!isSame || other.waits === 0 || other.waits > gained) continue;
      const isBehind = other.place > now.place && (before?.reserved ?? 0) === 0;
      expect(isBehind, `${claimId} got ${gained} before one who waited for ${other.waits}`).toBe(true);
    }
  }
};

/** Nobody waits for what is there. */
const expectServed = (rig: Rig, room: Room): void => {
  for (const [variantId, queue] of room.tally.claimBook.waiting) {
    const variant = room.variants.get(variantId);
    if (variant === undefined) continue;
    const there = stockOf(rig, variantId) - bufferOf(variant);
    for (const { terms, why } of queue) {
      if (why === 'closed' || terms.dealId !== null) continue;
      expect(terms.quantity, `${terms.viewer.name} waits for what is there`).toBeGreaterThan(there);
    }
  }
};

const expectStock = (model: Model, rig: Rig, kept: Kept): void => {
  for (const [variantId, put] of model.put) {
    const stock = stockOf(rig, variantId);
    expect(stock).toBeGreaterThanOrEqual(0);
    expect(stock + (kept.byVariant.get(variantId) ?? 0), 'on the shelf and kept = put in').toBe(put);
  }
  for (const dealId of model.deals) {
    const deal = rig.store.deal(dealId);
    expect(deal?.sold).toBe(kept.byDeal.get(dealId) ?? 0);
    expect(deal?.sold).toBeLessThanOrEqual(deal?.quantity ?? -1);
  }
};

const expectClaims = (room: Room, kept: Kept): void => {
  const seen = new Set<string>();
  for (const { terms, state, orderId } of room.tally.claimBook.entries.values()) {
    const isKept = state === 'reserved' || state === 'paid';
    const units = isKept ? terms.lines.reduce((sum, { quantity }) => sum + quantity, 0) : 0;
    expect(kept.byClaim.get(terms.claimId) ?? 0, `units kept for a claim that is ${state}`).toBe(units);
    if (state !== 'reserved' && state !== 'claimed') continue;
    const order = orderId === null ? undefined : room.tally.orders.orders.get(orderId);
    expect(order?.paidAt, 'a claim in a cart has an unpaid order').toBeNull();
    expect(order?.isCancelled).toBe(false);
    const place = `${terms.source}|${terms.viewer.id}|${terms.variantId}`;
    if (terms.source !== 'desk') expect(seen.has(place), 'one pending claim on a variant').toBe(false);
    seen.add(place);
  }
};

const expectOrders = (model: Model, room: Room, kept: Kept): void => {
  const book = room.tally.orders;
  for (const [orderId, order] of model.orders) {
    const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const of = kept.byOrder.get(orderId) ?? 0;
    expect(of, 'an order keeps no more than its lines').toBeLessThanOrEqual(model.closed.has(orderId) ? 0 : units);
  }
  const paid = [...model.paid.values()].reduce((sum, minor) => sum + minor, 0);
  expect(book.gmvMinor, 'GMV = what was paid').toBe(paid);
  expect(book.paidOrders).toBe(model.paid.size);
  const sum = (of: readonly number[]): number => of.reduce((total, each) => total + each, 0);
  const entries = [...book.orders.values()].filter(({ paidAt }) => paidAt !== null);
  expect(sum(entries.map(({ totalMinor }) => totalMinor)), 'GMV = Σ orders').toBe(paid);
  const lines = entries.flatMap((entry) => entry.lines);
  expect(sum(lines.map(({ unitPrice, quantity }) => unitPrice.minor * quantity)), 'GMV = Σ lines').toBe(paid);
  expect(sum([...book.variants.values()].map(({ gmvMinor }) => gmvMinor))).toBe(paid);
  for (const entry of book.orders.values()) {
    const claims = [...room.tally.claimBook.entries.values()].filter(
      (claim) => claim.orderId === entry.orderId && (isInCart(claim) || claim.state === 'paid'),
    );
    if (!room.tally.claimBook.carts.has(entry.orderId)) continue;
    const units = sum(claims.map(({ terms }) => sum(terms.lines.map(({ quantity }) => quantity))));
    if (claims.length > 0) expect(sum(entry.lines.map(({ quantity }) => quantity)), 'a cart is its claims').toBe(units);
    else expect(entry.isCancelled && entry.paidAt === null, 'an empty cart is over').toBe(true);
  }
};

/** The room that screens see is the one that a start would make of the facts. */
const expectRecalled = (rig: Rig, room: Room): void => {
  const shown = [...rig.screen.feed('claim.rows')].map(({ key, state, quantity }) => `${key} ${state} ${quantity}`);
  const kept = [...room.tally.claimBook.entries.values()].map(
    ({ terms, state }) => `${terms.claimId} ${state} ${terms.quantity}`,
  );
  expect(shown.sort()).toEqual(kept.sort());
  expect(rig.screen.topic('kpi.live').figures.gmv.value ?? 0).toBe(room.tally.orders.gmvMinor);
  for (const row of rig.screen.topic('product.list')) expect(row.stock).toBe(stockOf(rig, row.variantId));
};

export const expectWhole = (model: Model, rig: Rig): void => {
  const facts = factsOf(rig);
  const said = facts.filter(({ eventId }) => eventId.startsWith('said-')).map(({ eventId }) => eventId);
  expect(said.toSorted(), 'each word of the room once').toEqual([...model.said].sort());
  const room = roomOf(rig);
  const kept = keptBy(facts);
  expectStock(model, rig, kept);
  expectClaims(room, kept);
  expectOrders(model, room, kept);
  expectInTurn(facts);
  expectServed(rig, room);
  expectRecalled(rig, room);
  expect(rig.faults).toEqual([]);
};

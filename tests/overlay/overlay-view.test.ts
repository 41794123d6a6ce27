// What leaves the engine for viewers: what was chosen and nothing else, names as the settings want them.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OVERLAY_NAMES, OVERLAY_PARTS, type OverlaySettings } from '../../src-main/contract/overlay-documents.ts';
import type { Room } from '../../src-main/core/room.ts';
import { type DealId, duration, money, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { FIRST_OVERLAY } from '../../src-main/gateway/overlay-desk.ts';
import { toOverlayView } from '../../src-main/projection/overlay-view.ts';
import { at, desk, emptyRoom, liveRoom, orderOf, say, viewer } from '../core/support/show-facts.ts';

const pin = (room: Room, seconds: number, n: number): void =>
  desk(room, seconds, { type: 'product.pinned', productId: `p${n}` as ProductId, variantId: `v${n}` as VariantId });

const fire = (room: Room, seconds: number, n: number, minor = 5_900): void => {
  const dealId = `d${n}` as DealId;
  const deal = {
    dealId,
    productId: `p${n}` as ProductId,
    variantId: `v${n}` as VariantId,
    price: money(minor, 'CNY'),
    comparePrice: { price: money(12_900, 'CNY'), basis: 'lowest_7_days' },
    quantity: 30,
    perBuyer: 2,
    countdownMs: duration(10_000),
    durationMs: duration(60_000),
  } as const;
  desk(room, seconds, { type: 'deal.armed', deal });
  desk(room, seconds, { type: 'deal.fired', dealId, opensAt: at(seconds + 10), closesAt: at(seconds + 70) });
};

const open = (room: Room, seconds: number, n: number): void =>
  desk(room, seconds, { type: 'deal.opened', dealId: `d${n}` as DealId });

const busyRoom = (): Room => {
  const room = liveRoom();
  pin(room, 1, 1);
  fire(room, 2, 1);
  open(room, 12, 1);
  say(room, 13, {
    type: 'order.created',
    order: orderOf('o1', [{ n: 1, quantity: 2, minor: 5_900 }], { buyer: '王小明' }),
  });
  say(room, 14, {
    type: 'order.paid',
    order: orderOf('o1', [{ n: 1, quantity: 2, minor: 5_900 }], { buyer: '王小明' }),
  });
  return room;
};

const look = (part: Partial<OverlaySettings> = {}): OverlaySettings => ({ ...FIRST_OVERLAY, ...part });

it('a running deal does not reach viewers with its price, its basis and its deadline', () => {
  const view = toOverlayView(busyRoom(), look(), at(20));
  expect(view.product).toMatchObject({ number: 1, title: '商品1', price: { minor: 10_000 } });
  expect(view.deal).toMatchObject({
    isOfProduct: true,
    phase: 'running',
    price: { minor: 5_900 },
    comparePrice: { price: { minor: 12_900 }, basis: 'lowest_7_days' },
    closesAt: at(72),
    perBuyer: 2,
  });
  expect(view.claims).toEqual([
    { key: 'order:o1', name: '观**', state: 'paid', number: 1, variantTitle: '', quantity: 2 },
  ]);
});

it('a deal of another product is shown as if it were of the one being explained', () => {
  const room = busyRoom();
  pin(room, 20, 2);
  const view = toOverlayView(room, look(), at(21));
  expect(view.product).toMatchObject({ number: 2 });
  expect(view.deal).toMatchObject({ number: 1, title: '商品1', isOfProduct: false });
  expect(view.stock).toEqual({ left: 50, of: 50 });
});

it('the deal that is being explained gives way to a newer one', () => {
  const room = busyRoom();
  fire(room, 20, 2, 3_900);
  expect(toOverlayView(room, look(), at(21)).deal).toMatchObject({ number: 1, isOfProduct: true });
});

it('a claim stands there for the rest of the show', () => {
  expect(toOverlayView(busyRoom(), look(), at(14 + 89)).claims).toHaveLength(1);
  expect(toOverlayView(busyRoom(), look(), at(14 + 91)).claims).toEqual([]);
});

it('a goal counts something else than it says, or counts before the show', () => {
  const room = busyRoom();
  const reached = (figure: 'gmv' | 'orders' | 'units') =>
    toOverlayView(room, look({ goal: { figure, target: 100 } }), at(20)).goal?.reached;
  expect([reached('gmv'), reached('orders'), reached('units')]).toEqual([11_800, 1, 2]);
  expect(toOverlayView(emptyRoom(), look({ goal: { figure: 'gmv', target: 100 } }), at(0)).goal).toBeNull();
});

it('a correction can be left out, or stays after it was taken down', () => {
  const room = busyRoom();
  desk(room, 20, { type: 'correction.posted', text: '2 号为 3.2 克' });
  expect(toOverlayView(room, look({ parts: [] }), at(21)).correction).toEqual({ text: '2 号为 3.2 克', since: at(20) });
  desk(room, 30, { type: 'correction.withdrawn' });
  expect(toOverlayView(room, look(), at(31)).correction).toBeNull();
});

it('something that was not chosen leaves the engine', () => {
  const room = busyRoom();
  fc.assert(
    fc.property(fc.subarray([...OVERLAY_PARTS]), fc.constantFrom(...OVERLAY_NAMES), (parts, names) => {
      const view = toOverlayView(room, look({ parts, names }), at(20));
      const said = JSON.stringify(view);
      const has = (part: (typeof OVERLAY_PARTS)[number]) => parts.includes(part);
      if (!has('product')) expect(view.product).toBeNull();
      if (!has('price')) expect(said).not.toMatch(/5900|10000|12900/);
      if (!has('compare')) expect(said).not.toContain('12900');
      if (!has('deal')) expect(view.deal).toBeNull();
      if (!has('stock')) expect(said).not.toMatch(/"left":\d/);
      if (!has('claims')) expect(view.claims).toEqual([]);
      if (names !== 'full') expect(said).not.toContain('王小明');
      // No figure of the shop's own: what was earned, by whom, how many watch.
      expect(said).not.toMatch(/gmv|buyer"|sku|cost|viewerId|11800/);
    }),
  );
});

it('a name that wants to be something else is shown as it came', () => {
  const room = liveRoom();
  const order = { ...orderOf('o9', [{ n: 1 }]), buyer: { ...viewer(9), name: '\u202e<b>恶意</b>' } };
  say(room, 5, { type: 'order.created', order });
  say(room, 5, { type: 'order.paid', order });
  expect(toOverlayView(room, look({ names: 'full' }), at(6)).claims[0]?.name).toBe('<b>恶意</b>');
  expect(toOverlayView(room, look({ names: 'masked' }), at(6)).claims[0]?.name).toBe('<**');
  expect(toOverlayView(room, look({ names: 'hidden' }), at(6)).claims[0]?.name).toBeNull();
});

it('a bundle’s price is put on one product, or a draw’s seed is told before it is over', () => {
  const room = liveRoom();
  pin(room, 1, 1);
  const terms = {
    productId: 'p1' as ProductId,
    variantId: 'v1' as VariantId,
    price: money(15_000, 'CNY'),
    comparePrice: null,
    quantity: 30,
    perBuyer: 2,
    countdownMs: duration(0),
    durationMs: duration(60_000),
  };
  const start = (seconds: number, dealId: DealId): void => {
    desk(room, seconds, { type: 'deal.fired', dealId, opensAt: at(seconds), closesAt: at(seconds + 60) });
    desk(room, seconds, { type: 'deal.opened', dealId });
  };
  const bundle = 'bundle' as DealId;
  const item = (n: number) => ({
    productId: `p${n}` as ProductId,
    variantId: `v${n}` as VariantId,
    title: `商品${n}`,
    brand: '内部品牌',
    quantity: 1,
    listPrice: money(10_000 * n, 'CNY'),
  });
  desk(room, 2, {
    type: 'deal.armed',
    deal: { ...terms, dealId: bundle, offer: { kind: 'bundle', items: [item(1), item(2)] } },
  });
  start(3, bundle);
  const shown = toOverlayView(room, look(), at(4));
  expect(shown.deal?.offer).toEqual({
    kind: 'bundle',
    items: [
      { title: '商品1', quantity: 1 },
      { title: '商品2', quantity: 1 },
    ],
  });
  expect(shown.product?.price?.minor).toBe(10_000);
  // Bundles are counted in bundles: the bar stays the product's own.
  expect(shown.stock).toEqual({ left: 100, of: 100 });
  desk(room, 10, { type: 'deal.ended', dealId: bundle, reason: 'stopped' });

  const dealId = 'draw' as DealId;
  const draw = {
    rules: '直播间观众可参加',
    keyword: '抽我',
    prize: '礼盒',
    prizeValue: money(30_000, 'CNY'),
    winners: 2,
    seedHash: 'h'.repeat(64),
  };
  desk(room, 11, { type: 'deal.armed', deal: { ...terms, dealId, offer: { kind: 'draw', draw } } });
  start(12, dealId);
  expect(toOverlayView(room, look(), at(13)).deal).toMatchObject({ price: null, left: null, offer: { kind: 'draw' } });
  expect(toOverlayView(room, look(), at(13)).draw).toBeNull();
  desk(room, 20, { type: 'deal.ended', dealId, reason: 'time_up' });
  const seed = 'a'.repeat(64);
  const winners = [{ entrant: 'room:u1', name: '张小鹿' }];
  desk(room, 20, { type: 'deal.drawn', dealId, seed, entrants: ['room:u1'], winners });
  const after = toOverlayView(room, look(), at(21));
  expect(after.draw).toEqual({ key: 'draw', prize: '礼盒', winners: ['张**'], seed });
  // Ids of viewers are the platform's, and nobody's on the picture.
  expect(JSON.stringify(after)).not.toContain('room:u1');
  expect(toOverlayView(room, look(), at(20 + 181)).draw).toBeNull();
});

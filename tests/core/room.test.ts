// The fold: what each fact makes of a room, and that facts of other times and other orders change nothing they should not.

import { describe, expect, it } from 'vitest';
import { readKpi } from '../../src-main/core/kpi.ts';
import type { Product } from '../../src-main/core/product.ts';
import { numberOf, restockPlan } from '../../src-main/core/room.ts';
import {
  type DealId,
  duration,
  type MessageId,
  money,
  type OrderId,
  type ProductId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import { at, connect, desk, emptyRoom, liveRoom, orderOf, products, say, viewer } from './support/show-facts.ts';

const P1 = 'p1' as ProductId;
const V1 = 'v1' as VariantId;
const P2 = 'p2' as ProductId;
const V2 = 'v2' as VariantId;
const DEAL = 'd1' as DealId;

const terms = {
  dealId: DEAL,
  productId: P1,
  variantId: V1,
  price: money(5000, 'CNY'),
  comparePrice: null,
  quantity: 20,
  perBuyer: 2,
  countdownMs: duration(10_000),
  durationMs: duration(60_000),
};

const pin = (room: ReturnType<typeof liveRoom>, second: number, n: 1 | 2): void =>
  desk(room, second, { type: 'product.pinned', productId: n === 1 ? P1 : P2, variantId: n === 1 ? V1 : V2 });

const pay = (room: ReturnType<typeof liveRoom>, second: number, id: string, n: number, minor: number): void =>
  say(room, second, { type: 'order.paid', order: orderOf(id, [{ n, minor }]) });

const taken = (quantity: number, left: number, dealSold: number | null = null, buyer = 'u1') => ({
  type: 'stock.taken' as const,
  variantId: V1,
  orderId: 'o' as OrderId,
  buyerId: buyer as ViewerId,
  dealId: dealSold === null ? null : DEAL,
  quantity,
  left,
  dealSold,
});

describe('explain segments', () => {
  it('are credited with what is paid up to two minutes after their end, overlaps to the latest start', () => {
    const room = liveRoom();
    pin(room, 0, 1);
    pay(room, 50, 'a', 1, 100);
    pin(room, 100, 2);
    pay(room, 219, 'b', 1, 200);
    pay(room, 221, 'late', 1, 400);
    pin(room, 230, 1);
    pay(room, 231, 'c', 1, 800);
    pay(room, 232, 'other', 2, 1600);
    expect(room.tally.segments.map(({ gmvMinor, units }) => [gmvMinor, units])).toEqual([
      [300, 2],
      [1600, 1],
      [800, 1],
    ]);
  });

  it('end with an unpin and with the show, and the pin is gone', () => {
    const room = liveRoom();
    pin(room, 0, 1);
    desk(room, 30, { type: 'product.unpinned', productId: P1 });
    pin(room, 40, 2);
    desk(room, 90, { type: 'show.ended' });
    expect(room.pin).toBeNull();
    expect(room.tally.segments.map(({ endedAt }) => endedAt)).toEqual([at(30), at(90)]);
  });

  it('a product that was pinned before the show goes on being explained from its start', () => {
    const room = emptyRoom();
    pin(room, -100, 1);
    desk(room, 0, { type: 'show.started' });
    expect(room.pin?.startedAt).toBe(at(0));
    expect(room.tally.segments).toHaveLength(1);
  });
});

describe('a show that begins', () => {
  it('counts nothing from before it: neither a rehearsal nor the room’s own warming up', () => {
    const room = emptyRoom();
    connect(room, -300);
    desk(room, -200, { type: 'show.rehearsed' });
    say(room, -150, { type: 'audience', online: 70, views: 400, unique: 300 });
    pay(room, -100, 'r1', 1, 9900);
    say(room, -90, { type: 'chat', text: '发货多久？', viewer: viewer(1) });
    desk(room, 0, { type: 'show.started' });
    say(room, 10, { type: 'audience', online: 80, views: 450, unique: 320 });
    const { figures } = readKpi(room, at(20));
    expect(figures.gmv.value).toBe(0);
    expect(figures.gpm.denominator?.value).toBe(50);
    expect(room.tally.questions.size).toBe(0);
    expect(room.tally.marks).toEqual([]);
  });

  it('counts nothing from before it that the room tells only later', () => {
    const room = liveRoom();
    pay(room, -60, 'early', 1, 9900);
    say(room, -50, { type: 'chat', text: '+1', viewer: viewer(1) }, 5);
    pay(room, 1, 'own', 1, 100);
    expect(readKpi(room, at(20)).figures.gmv.value).toBe(100);
    expect(room.tally.claims).toEqual([]);
    expect(room.tally.gmv[0]).toBe(100);
  });

  it('keeps a deal that was armed for it, and forgets one that a rehearsal ran', () => {
    const room = emptyRoom();
    desk(room, -50, { type: 'show.rehearsed' });
    desk(room, -40, { type: 'deal.armed', deal: terms });
    desk(room, -30, { type: 'deal.fired', dealId: DEAL, opensAt: at(-20), closesAt: at(40) });
    desk(room, -10, { type: 'deal.ended', dealId: DEAL, reason: 'stopped' });
    const armed = { ...terms, dealId: 'd2' as DealId };
    desk(room, -5, { type: 'deal.armed', deal: armed });
    desk(room, 0, { type: 'show.started' });
    expect([...room.deals.keys()]).toEqual(['d2']);
  });

  it('takes the stock that the shop has at that moment as its start, not what an earlier rehearsal left', () => {
    const room = emptyRoom();
    desk(room, -10, taken(10, 90));
    const stocked = products.map((each) => ({
      ...each,
      variants: each.variants.map((one) => ({ ...one, stock: 70 })),
    }));
    restockPlan(room, stocked);
    desk(room, 0, { type: 'show.started' });
    desk(room, 10, taken(5, 65));
    const [first, second] = [room.variants.get(V1), room.variants.get(V2)];
    expect([first?.stock, first?.stockAtStart, second?.stock, second?.stockAtStart]).toEqual([65, 70, 70, 70]);
  });
});

describe('an edit of the catalogue while the show is on air', () => {
  const [product] = products;
  if (product === undefined) throw new Error('the small show has a product');
  const [variant] = product.variants;
  if (variant === undefined) throw new Error('it has a variant');
  const added = { ...variant, variantId: 'v1-b' as VariantId, title: 'B', stock: 7 };
  const edited: Product = {
    ...product,
    title: '改名',
    variants: [{ ...variant, price: money(4_200, 'CNY'), stock: 1 }, added],
  };

  it('changes words and prices and leaves the stock that the room has counted', () => {
    const room = liveRoom();
    desk(room, 10, taken(5, 95));
    desk(room, 20, { type: 'product.changed', product: edited });
    expect(room.products.get(P1)?.title).toBe('改名');
    const [first, second] = [room.variants.get(V1), room.variants.get('v1-b' as VariantId)];
    expect([first?.price.minor, first?.stock, first?.stockAtStart]).toEqual([4_200, 95, 100]);
    expect([second?.stock, second?.stockAtStart]).toEqual([7, 7]);
    expect(room.products.get(P1)?.variants[0]).toBe(first);
    desk(room, 30, { type: 'stock.set', variantId: V1, available: 40 });
    expect(room.variants.get(V1)?.stock).toBe(40);
    expect([...room.products.keys()]).toEqual([P1, P2]);
  });

  it('of a product that the show does not have does not put it on the desk', () => {
    const room = liveRoom();
    desk(room, 20, { type: 'product.changed', product: { ...edited, productId: 'p9' as ProductId } });
    expect(room.products.has('p9' as ProductId)).toBe(false);
  });
});

describe('deals', () => {
  it('go from armed to ended with what was sold, to whom, for how much', () => {
    const room = liveRoom();
    desk(room, 10, { type: 'deal.armed', deal: terms });
    desk(room, 20, { type: 'deal.fired', dealId: DEAL, opensAt: at(30), closesAt: at(90) });
    expect(room.deals.get(DEAL)?.phase).toBe('countdown');
    desk(room, 30, { type: 'deal.opened', dealId: DEAL });
    desk(room, 40, taken(2, 98, 2, 'u1'));
    desk(room, 41, taken(1, 97, 3, 'u2'));
    desk(room, 42, { ...taken(2, 99, 1, 'u1'), type: 'stock.released' });
    say(room, 43, { type: 'order.paid', order: orderOf('x', [{ n: 1, minor: 5000, dealId: DEAL }], { buyer: 2 }) });
    desk(room, 90, { type: 'deal.ended', dealId: DEAL, reason: 'time_up' });
    const deal = room.deals.get(DEAL);
    expect(deal).toMatchObject({ phase: 'ended', endReason: 'time_up', sold: 1, endedAt: at(90) });
    const sales = room.tally.board.sales.get(DEAL);
    expect([sales?.held.size, sales?.gmvMinor]).toEqual([1, 5000]);
    expect(room.tally.marks.map(({ kind, number }) => [kind, number])).toEqual([
      ['deal', 1],
      ['deal_end', 1],
    ]);
  });

  it('one put away before it was fired has never been', () => {
    const room = liveRoom();
    desk(room, 10, { type: 'deal.armed', deal: terms });
    desk(room, 11, { type: 'deal.disarmed', dealId: DEAL });
    expect(room.deals.size).toBe(0);
  });
});

describe('the chat', () => {
  it('like questions are one group, which a person settles and which may come again', () => {
    const room = liveRoom();
    pin(room, 0, 1);
    say(room, 10, { type: 'chat', text: '什么时候发货？', viewer: viewer(1) });
    say(room, 20, { type: 'chat', text: '几天能发货呀', viewer: viewer(2) });
    const [group] = room.tally.questions.values();
    expect(group).toMatchObject({ subject: 'shipping', count: 2, waitingSince: at(10), text: '几天能发货呀' });
    desk(room, 30, { type: 'question.settled', questionKey: group?.questionKey ?? '' });
    expect(room.tally.questions.size).toBe(0);
    say(room, 40, { type: 'chat', text: '发货多久？', viewer: viewer(3) });
    expect([...room.tally.questions.values()][0]?.waitingSince).toBe(at(40));
  });

  it('a claim without a number is for what is being explained, and an answer of the host is none', () => {
    const room = liveRoom();
    pin(room, 0, 2);
    say(room, 10, { type: 'chat', text: '+1', viewer: viewer(1) });
    say(room, 11, { type: 'chat', text: '1号 扣2', viewer: viewer(2) });
    say(room, 12, { type: 'chat', text: '+1', replyTo: 'e', viewer: viewer('host') });
    expect(room.tally.claims.map(({ number, quantity }) => [number, quantity])).toEqual([
      [2, 1],
      [1, 2],
    ]);
  });
});

it('a claim that comes late is for what was being explained when it was written', () => {
  const room = liveRoom();
  pin(room, 0, 1);
  pin(room, 100, 2);
  say(room, 50, { type: 'chat', text: '+1', viewer: viewer(1) }, 110);
  expect(room.tally.claims.map(({ number }) => number)).toEqual([1]);
});

describe('time', () => {
  it('of a room whose clock is an hour off is corrected by what its hello told', () => {
    const room = emptyRoom();
    connect(room, -1, 3_600_000);
    desk(room, 0, { type: 'show.started' });
    say(room, 3600 + 30, { type: 'order.paid', order: orderOf('a', [{ n: 1 }]) }, 31);
    expect(room.tally.orders.orders.get('a' as OrderId)?.paidAt).toBe(at(30));
  });

  it('of an event never lies after the moment we heard of it', () => {
    const room = liveRoom();
    say(room, 9000, { type: 'order.paid', order: orderOf('a', [{ n: 1 }]) }, 12);
    expect(room.tally.orders.orders.get('a' as OrderId)?.paidAt).toBe(at(12));
    expect(room.tally.gmv.length).toBeLessThan(5);
  });
});

it('messages wait for the host, once seen and once acknowledged', () => {
  const room = liveRoom();
  const messageId = 'm1' as MessageId;
  desk(room, 1, { type: 'message.sent', messageId, text: '快点', by: 'assistant' });
  desk(room, 2, { type: 'message.acknowledged', messageId });
  desk(room, 3, { type: 'message.acknowledged', messageId });
  expect(room.messages[0]).toMatchObject({ seenAt: at(2), acknowledgedAt: at(2) });
});

it('a number is that of the variant, else of its product, else none', () => {
  const room = emptyRoom();
  expect(numberOf(room, P2, V2)).toBe(2);
  expect(numberOf(room, P2, 'v9' as VariantId)).toBe(2);
  expect(numberOf(room, 'p9' as ProductId, 'v9' as VariantId)).toBeNull();
});

it('pauses and warnings are marked where they happened', () => {
  const room = liveRoom();
  desk(room, 5, { type: 'show.paused' });
  desk(room, 9, { type: 'show.resumed' });
  say(room, 12, { type: 'notice', level: 'warning', text: '注意用语' });
  say(room, 13, { type: 'notice', level: 'info', text: '欢迎' });
  expect(room.show.isPaused).toBe(false);
  expect(room.tally.marks.map(({ kind }) => kind)).toEqual(['pause', 'resume', 'warning']);
});

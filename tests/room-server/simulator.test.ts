// The simulator: the same for the same seed, and always a legal and believable show.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealId } from '../../src-main/core/units.ts';
import type { SimulatedEvent } from '../../src-main/room-server/simulator.ts';
import { atMinute, loadCatalogue, openShow, pinCue, playRunSheet, STARTED_AT, startDeal } from './demo-show.ts';
import { eventShape, type ShapedEvent } from './event-shape.ts';

type Timed = { readonly at: number; readonly body: ShapedEvent };

const shape = (events: readonly SimulatedEvent[]): Timed[] =>
  events.map(({ at, body }) => ({ at, body: eventShape.parse(body) }));

const ordersOf = (events: readonly Timed[], type: 'order.created' | 'order.paid' | 'order.cancelled') =>
  events.flatMap(({ at, body }) => (body.type === type ? [{ at, order: body.order }] : []));

const paidYuan = (events: readonly Timed[], fromMinute: number, toMinute: number): number =>
  ordersOf(events, 'order.paid')
    .filter(({ at }) => at >= atMinute(fromMinute) && at < atMinute(toMinute))
    .reduce((sum, { order }) => sum + order.total.minor / 100, 0);

const evening = shape(playRunSheet(openShow()));

describe('the same seed', () => {
  it('plays the same show, however finely it is advanced', () => {
    const whole = openShow().advance(atMinute(12));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 180_000 }), { maxLength: 20 }), (steps) => {
        const simulator = openShow();
        const events: SimulatedEvent[] = [];
        let now = STARTED_AT as number;
        for (const step of steps) {
          now = Math.min(now + step, atMinute(12));
          events.push(...simulator.advance(now as typeof STARTED_AT));
        }
        events.push(...simulator.advance(atMinute(12)));
        expect(events).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it('with the same commands at the same moments plays the same show', () => {
    const play = () => {
      const simulator = openShow();
      const before = simulator.advance(atMinute(6));
      simulator.apply(pinCue(5));
      simulator.apply(startDeal(5));
      return [...before, ...simulator.advance(atMinute(12))];
    };
    expect(play()).toEqual(play());
  });

  it('but another seed plays another show', () => {
    expect(openShow({ seed: 'other' }).advance(atMinute(3))).not.toEqual(openShow().advance(atMinute(3)));
  });
});

describe('a show', () => {
  it('says nothing but what the protocol knows, with instants inside the show', () => {
    expect(evening.length).toBeGreaterThan(40_000);
    for (const { at } of evening) {
      expect(Number.isInteger(at) && at >= STARTED_AT && at <= atMinute(120)).toBe(true);
    }
  });

  it('begins with stream.started and ends with stream.ended, once each', () => {
    const streams = evening.filter(({ body }) => body.type.startsWith('stream.'));
    expect(streams.map(({ at, body }) => [at, body.type])).toEqual([
      [STARTED_AT, 'stream.started'],
      [atMinute(120), 'stream.ended'],
    ]);
    expect(evening[0]?.body.type).toBe('stream.started');
    expect(evening.at(-1)?.body.type).toBe('stream.ended');
  });

  it('has order totals that are the sum of their lines', () => {
    for (const { order } of ordersOf(evening, 'order.created'))
      expect(order.total.minor).toBe(order.lines.reduce((sum, line) => sum + line.unitPrice.minor * line.quantity, 0));
  });

  it('lets every order live once: created, then paid or cancelled, refunded only after it was paid', () => {
    const stage = new Map<string, string>();
    const since = new Map<string, number>();
    const legal: Record<string, string | undefined> = {
      'order.created': undefined,
      'order.paid': 'order.created',
      'order.cancelled': 'order.created',
      'order.refunded': 'order.paid',
    };
    for (const { at, body } of evening) {
      if (!('order' in body)) continue;
      expect(stage.get(body.order.id)).toBe(legal[body.type]);
      expect(at).toBeGreaterThanOrEqual(since.get(body.order.id) ?? 0);
      if (body.type === 'order.paid') expect(at - (since.get(body.order.id) ?? 0)).toBeGreaterThan(4000);
      if (body.type === 'order.refunded') expect(body.amount.minor).toBeLessThanOrEqual(body.order.total.minor);
      stage.set(body.order.id, body.type);
      since.set(body.order.id, at);
    }
    const ends = [...stage.values()];
    const share = (type: string) => ends.filter((end) => end === type).length / ends.length;
    expect(share('order.paid') + share('order.refunded')).toBeGreaterThan(0.75);
    expect(share('order.cancelled')).toBeGreaterThan(0.03);
    expect(share('order.refunded')).toBeGreaterThan(0.005);
  });

  it('lets gift streaks grow, end once, and say nothing afterwards', () => {
    const counts = new Map<string, number>();
    const ended = new Set<string>();
    for (const { body } of evening) {
      if (body.type !== 'gift' || body.streakId === undefined) continue;
      expect(ended.has(body.streakId)).toBe(false);
      expect(body.count).toBeGreaterThan(counts.get(body.streakId) ?? 0);
      counts.set(body.streakId, body.count);
      if (body.streakEnd === true) ended.add(body.streakId);
    }
    expect(ended.size).toBeGreaterThan(500);
    expect(counts.size - ended.size).toBeLessThan(10);
  });

  it('counts views and people that never fall, with no more people than views', () => {
    let [views, unique, count] = [0, 0, 0];
    for (const { body } of evening) {
      if (body.type !== 'audience') continue;
      expect(body.views).toBeGreaterThanOrEqual(views);
      expect(body.unique).toBeGreaterThanOrEqual(unique);
      expect(body.unique).toBeLessThanOrEqual(body.views);
      [views, unique, count] = [body.views, body.unique, count + 1];
    }
    expect(count).toBe(3600);
  });

  it('draws an audience that rises from about 800 to about 3 500 and falls', () => {
    const online = evening.flatMap(({ body }) => (body.type === 'audience' ? [body.online] : []));
    expect(online[0]).toBeGreaterThan(650);
    expect(online[0]).toBeLessThan(950);
    expect(Math.max(...online)).toBeGreaterThan(3200);
    expect(Math.max(...online)).toBeLessThan(4100);
    expect(online.at(-1)).toBeLessThan(2000);
  });

  it('earns about one to three thousand yuan a minute, at minutes of every part of it', () => {
    for (const from of [5, 25, 45, 65, 85, 105]) {
      const perMinute = paidYuan(evening, from, from + 10) / 10;
      expect(perMinute).toBeGreaterThan(800);
      expect(perMinute).toBeLessThan(4500);
    }
  });

  it('keeps its funnel a funnel: fewer click than see', () => {
    const sum = (type: string) =>
      evening.reduce((total, { body }) => total + (body.type === type && 'people' in body ? body.people : 0), 0);
    expect(sum('product.clicked')).toBeLessThan(sum('product.shown') * 0.6);
    expect(sum('product.clicked')).toBeGreaterThan(sum('product.shown') * 0.2);
  });

  it('never sells more of a variant than the shop has', () => {
    const left = new Map(
      loadCatalogue().products.flatMap((p) => p.variants.map((v) => [String(v.variantId), v.stock])),
    );
    for (const { body } of evening) {
      if (body.type !== 'order.created' && body.type !== 'order.cancelled') continue;
      for (const line of body.order.lines) {
        const change = body.type === 'order.created' ? -line.quantity : line.quantity;
        left.set(line.variantId, (left.get(line.variantId) ?? 0) + change);
        expect(left.get(line.variantId)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('warns once, and goes silent at minute 40 for twenty seconds, whose events come late with their own time', () => {
    expect(evening.filter(({ body }) => body.type === 'notice' && body.level === 'warning').length).toBe(1);
    const simulator = openShow();
    simulator.advance(atMinute(40));
    expect(simulator.advance(atMinute(40 + 19.9 / 60))).toEqual([]);
    const held = simulator.advance(atMinute(40.4));
    expect(held.length).toBeGreaterThan(150);
    expect(held.some(({ at }) => at < atMinute(40) + 5000)).toBe(true);
    const times = held.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('talks with a large vocabulary, and its people come back', () => {
    const chats = evening.flatMap(({ body }) => (body.type === 'chat' ? [body] : []));
    expect(new Set(chats.map((chat) => chat.text)).size).toBeGreaterThan(3000);
    expect(chats.filter((chat) => chat.text.includes('undefined') || /[{}|]/.test(chat.text))).toEqual([]);
    const speakers = new Set(chats.map((chat) => chat.viewer.id)).size;
    expect(speakers).toBeLessThan(chats.length / 3);
    const names = new Map<string, string>();
    for (const { viewer } of chats) {
      expect(names.get(viewer.id) ?? viewer.name).toBe(viewer.name);
      names.set(viewer.id, viewer.name);
    }
    expect([...names.values()].some((name) => name.includes('\u202e'))).toBe(true);
    expect(chats.filter((chat) => /\+1|扣1|扣\d/.test(chat.text)).length).toBeGreaterThan(500);
  });
});

describe('the room answers', () => {
  it('a pin with more orders of that product than before', () => {
    const simulator = openShow({ isPinned: false });
    const product = loadCatalogue().cues[4]?.productId;
    const count = (events: readonly SimulatedEvent[]) =>
      ordersOf(shape(events), 'order.created').filter(({ order }) => order.lines.some((l) => l.productId === product))
        .length;
    const before = count(simulator.advance(atMinute(10)));
    simulator.apply(pinCue(5));
    const after = count(simulator.advance(atMinute(20)));
    expect(after).toBeGreaterThan(20 + before * 5);
  });

  it('a deal with several times the orders, at the deal price, within its limits or nearly so', () => {
    const simulator = openShow();
    simulator.advance(atMinute(24));
    const usual = ordersOf(shape(simulator.advance(atMinute(25))), 'order.created').length;
    const deal = startDeal(3);
    simulator.apply(deal);
    const during = ordersOf(shape(simulator.advance(atMinute(32))), 'order.created');
    const lines = during.flatMap(({ at, order }) => order.lines.map((line) => ({ at, line })));
    const dealt = lines.filter(({ line }) => line.dealId !== undefined);
    const opensAt = atMinute(25) + deal.body.countdownMs;
    for (const { at, line } of dealt) {
      expect(line).toMatchObject({ dealId: 'deal-3', variantId: deal.body.variantId, unitPrice: deal.body.price });
      expect(at).toBeGreaterThanOrEqual(opensAt);
      expect(at).toBeLessThan(opensAt + deal.body.durationMs);
      expect(line.quantity).toBeLessThanOrEqual(deal.body.perBuyer + 1);
    }
    const firstMinute = during.filter(({ at }) => at >= opensAt && at < opensAt + 60_000).length;
    expect(firstMinute).toBeGreaterThan(usual * 2.5);
    const sold = dealt.reduce((sum, { line }) => sum + line.quantity, 0);
    expect(sold).toBeGreaterThan(deal.body.quantity * 0.5);
    expect(sold).toBeLessThanOrEqual(deal.body.quantity + 1);
    const usualPrice = lines.filter(({ at, line }) => line.variantId === deal.body.variantId && at < opensAt);
    for (const { line } of usualPrice) expect(line.unitPrice.minor).toBe(7900);
  });

  it('a stopped deal with no further sale of it', () => {
    const simulator = openShow();
    simulator.advance(atMinute(24));
    simulator.apply(startDeal(3));
    simulator.advance(atMinute(25));
    const stop = {
      ...startDeal(3),
      kind: 'deal.stop',
      body: { dealId: 'deal-3' as DealId, reason: 'stopped' },
    } as const;
    expect(simulator.apply(stop)).toEqual({ ok: true });
    expect(simulator.apply(stop)).toEqual({ ok: true });
    const later = ordersOf(shape(simulator.advance(atMinute(27))), 'order.created');
    expect(later.filter(({ order }) => order.lines.some((line) => line.dealId !== undefined))).toEqual([]);
  });

  it('nonsense with a refusal that says why', () => {
    const simulator = openShow();
    simulator.advance(atMinute(1));
    const deal = startDeal(3);
    const tooDear = { ...deal, body: { ...deal.body, price: { minor: 7900, currency: 'CNY' } } };
    expect(simulator.apply(tooDear)).toMatchObject({ ok: false, code: 'deal_too_dear' });
    const dollars = { ...deal, body: { ...deal.body, price: { minor: 100, currency: 'USD' } } };
    expect(simulator.apply(dollars)).toMatchObject({ ok: false, code: 'wrong_currency' });
    expect(simulator.apply(deal)).toEqual({ ok: true });
    const second = { ...deal, body: { ...deal.body, dealId: 'deal-x' as DealId } };
    expect(simulator.apply(second)).toMatchObject({ ok: false, code: 'deal_running' });
    const unknown = { ...pinCue(1), body: { productId: '0' as never } } as ReturnType<typeof pinCue>;
    expect(simulator.apply(unknown)).toMatchObject({ ok: false, code: 'unknown_product' });
  });

  it('an emptied variant with no more orders of it', () => {
    const simulator = openShow();
    simulator.advance(atMinute(21));
    for (const variant of loadCatalogue().products[2]?.variants ?? []) {
      const body = { productId: variant.productId, variantId: variant.variantId, available: 0 };
      simulator.apply({ ...pinCue(3), kind: 'stock.set', body });
    }
    const product = loadCatalogue().cues[2]?.productId;
    const orders = ordersOf(shape(simulator.advance(atMinute(22))), 'order.created');
    expect(orders.filter(({ order }) => order.lines.some((line) => line.productId === product))).toEqual([]);
  });
});

describe('scenarios', () => {
  it('quiet is a small room that still sells now and then', () => {
    const quiet = shape(openShow({ scenario: 'quiet' }).advance(atMinute(60)));
    expect(Math.max(...quiet.flatMap(({ body }) => (body.type === 'audience' ? [body.online] : [])))).toBeLessThan(250);
    expect(ordersOf(quiet, 'order.paid').length).toBeGreaterThan(10);
  });

  it('hostile mixes in what no console may believe, evening does not', () => {
    const broken = openShow({ scenario: 'hostile' })
      .advance(atMinute(3))
      .filter(({ body }) => !eventShape.safeParse(body).success);
    expect(broken.length).toBeGreaterThan(30);
    expect(broken.filter(({ body }) => 'text' in body && String(body.text).length > 10_000_000).length).toBe(1);
    expect(({} as { isHost?: boolean }).isHost).toBeUndefined();
  });

  it.each([50, 3000])('a rate of %d events a second is kept exactly, with legal events', (rate) => {
    const simulator = openShow({ scenario: 'flood', rate });
    const events = simulator.advance(atMinute(0.5));
    expect(events.length).toBe(rate * 30);
    shape(events);
  });
});

// Figures against counting everything again, and the rule that no data is never zero.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCurves } from '../../src-main/core/curve.ts';
import { readKpi } from '../../src-main/core/kpi.ts';
import type { LiveEventBody } from '../../src-main/core/live-event.ts';
import type { Room } from '../../src-main/core/room.ts';
import { foldRoom } from '../../src-main/core/room-fold.ts';
import type { SourceId } from '../../src-main/core/units.ts';
import { at, connect, desk, emptyRoom, fact, liveRoom, orderOf, ROOM, say, viewer } from './support/show-facts.ts';

const paid = (id: string, buyer: number, minor: number): LiveEventBody => ({
  type: 'order.paid',
  order: orderOf(id, [{ n: 1, minor }], { buyer }),
});

const audience = (online: number, views: number, unique: number): LiveEventBody => ({
  type: 'audience',
  online,
  views,
  unique,
});

/** A count of people every ten seconds, so that the room is heard all the time. */
const keepHearing = (room: Room, from: number, to: number, online = 100): void => {
  for (let s = from; s < to; s += 10) say(room, s, audience(online, 1000 + s, 500 + s / 2));
};

describe('figures', () => {
  it('are the sums of the formulas over the whole show, and of the last ten minutes against the ten before', () => {
    const event = fc.record({
      second: fc.integer({ min: 0, max: 2399 }),
      kind: fc.constantFrom('paid', 'chat', 'like', 'follow', 'share', 'enter'),
      person: fc.integer({ min: 0, max: 30 }),
      minor: fc.integer({ min: 0, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (made) => {
        const events = made.map((each, id) => ({ ...each, id })).sort((a, b) => a.second - b.second);
        const room = liveRoom();
        let heard = 0;
        for (const { second, kind, person, minor, id } of events) {
          for (; heard <= second; heard += 10) say(room, heard, audience(100, 1000 + heard, 500 + heard));
          if (kind === 'paid') say(room, second, paid(`o${id}`, person, minor));
          else if (kind === 'chat') say(room, second, { type: 'chat', text: '好看', viewer: viewer(person) });
          else if (kind === 'like') say(room, second, { type: 'like', count: 3, viewer: viewer(person) });
          else say(room, second, { type: kind, viewer: viewer(person) });
        }
        for (; heard < 2400; heard += 10) say(room, heard, audience(100, 1000 + heard, 500 + heard));
        const kpi = readKpi(room, at(2400));
        const unique = 500 + 2390;
        const views = 1000 + 2390;
        const payments = events.filter(({ kind }) => kind === 'paid');
        const gmvOf = (list: typeof events): number => list.reduce((sum, { minor }) => sum + minor, 0);
        const peopleOf = (list: typeof events): number => new Set(list.map(({ person }) => person)).size;
        const within = (list: typeof events, from: number, to: number) =>
          list.filter(({ second }) => second >= from && second < to);
        const interacted = events.filter(({ kind }) => kind !== 'paid' && kind !== 'enter');

        expect(kpi.figures.gmv.value).toBe(gmvOf(payments));
        expect(kpi.figures.gmv.recent).toBe(gmvOf(within(payments, 1800, 2400)));
        expect(kpi.figures.gmv.before).toBe(gmvOf(within(payments, 1200, 1800)));
        expect(kpi.figures.gmvPerMinute.value).toBe(gmvOf(payments.filter(({ second }) => second > 2340)));
        expect(kpi.figures.orders.value).toBe(payments.length);
        expect(kpi.figures.gpm.value).toBeCloseTo((gmvOf(payments) * 1000) / views, 6);
        expect(kpi.figures.gpm.recent).toBeCloseTo((gmvOf(within(payments, 1800, 2400)) * 1000) / 600, 6);
        expect(kpi.figures.uvValue.value).toBeCloseTo(gmvOf(payments) / unique, 6);
        expect(kpi.figures.conversion.value).toBeCloseTo(peopleOf(payments) / unique, 9);
        expect(kpi.figures.conversion.recent).toBeCloseTo(peopleOf(within(payments, 1800, 2400)) / (600 + 100), 9);
        expect(kpi.figures.interaction.value).toBeCloseTo(peopleOf(interacted) / unique, 9);
        expect(kpi.figures.interaction.before).toBeCloseTo(peopleOf(within(interacted, 1200, 1800)) / (600 + 100), 9);
        expect(kpi.averageOnline).toBeCloseTo(100, 6);

        const curves = readCurves(room, at(2400));
        expect(curves?.gmv.reduce<number>((sum, minute) => sum + (minute ?? 0), 0)).toBe(gmvOf(payments));
        expect(curves?.gmv.map((minute) => minute ?? 0)).toEqual(
          Array.from({ length: 40 }, (_, m) => gmvOf(within(payments, m * 60, m * 60 + 60))),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are dashes, not zeros, before any room has been heard', () => {
    const room = emptyRoom();
    desk(room, 0, { type: 'show.started' });
    const { figures, funnel, staleSince } = readKpi(room, at(600));
    expect(Object.values(figures).map(({ value }) => value)).toEqual(Array(8).fill(null));
    expect(funnel.map(({ people }) => people)).toEqual([null, null, null, null, null]);
    expect(staleSince).toBeNull();
  });

  it('are zeros where a room is heard and nobody buys', () => {
    const room = liveRoom();
    keepHearing(room, 0, 60);
    const { figures } = readKpi(room, at(60));
    expect([figures.gmv.value, figures.orders.value, figures.gmvPerMinute.value]).toEqual([0, 0, 0]);
  });

  it('stand still while the room is silent: the last minute does not fall to nothing', () => {
    const room = liveRoom();
    keepHearing(room, 0, 100);
    say(room, 95, paid('o1', 1, 5000));
    desk(room, 130, { type: 'source.stalled' }, ROOM);
    const kpi = readKpi(room, at(400));
    expect(kpi.staleSince).toBe(at(95));
    expect(kpi.asOf).toBe(at(95));
    expect(kpi.figures.gmvPerMinute.value).toBe(5000);
  });

  it('stand still with a chat that tells none of them, or go on with one that does', () => {
    const room = emptyRoom();
    const of = { clockOffsetMs: 0, capabilities: [] };
    const [shop, bridge] = ['shop' as SourceId, 'bridge' as SourceId];
    desk(room, -3, { ...of, type: 'source.connected', name: '店', reads: ['order.paid'], memory: 'whole' }, shop);
    desk(room, -2, { ...of, type: 'source.connected', name: '弹幕', reads: ['chat'], memory: 'none' }, bridge);
    desk(room, 0, { type: 'show.started' });
    desk(room, 60, { type: 'source.lost', reason: 'unreachable' }, bridge);
    foldRoom(room, fact(shop, at(80), paid('o1', 1, 5000)));
    const fresh = readKpi(room, at(90));
    expect(fresh.staleBy).toMatchObject({ gmv: null, orders: null, online: null, interaction: at(60) });
    expect(fresh.figures.gmvPerMinute.value).toBe(5000);
    expect(readKpi(room, at(300)).figures.gmvPerMinute.value).toBe(0);
    // Each says of when it is, not of when another fell silent.
    expect(fresh.figures).toMatchObject({ gmv: { asOf: at(90) }, interaction: { asOf: at(60) } });
    desk(room, 310, { type: 'source.lost', reason: 'unreachable' }, shop);
    const both = readKpi(room, at(320));
    expect(both.staleBy).toMatchObject({ gmv: at(80), interaction: at(60), online: null });
    expect(both.figures).toMatchObject({ gmvPerMinute: { asOf: at(80), value: 5000 }, interaction: { asOf: at(60) } });
  });

  it('of sales are not compared because a chat was not heard', () => {
    const room = emptyRoom();
    const of = { clockOffsetMs: 0, capabilities: [] };
    const [shop, bridge] = ['shop' as SourceId, 'bridge' as SourceId];
    desk(room, -3, { ...of, type: 'source.connected', name: '店', reads: ['order.paid'], memory: 'whole' }, shop);
    desk(room, -2, { ...of, type: 'source.connected', name: '弹幕', reads: ['chat'], memory: 'none' }, bridge);
    desk(room, 0, { type: 'show.started' });
    for (let minute = 0; minute < 21; minute += 1)
      foldRoom(room, fact(shop, at(minute * 60), paid(`o${minute}`, 1, minute < 10 ? 5000 : 4000)));
    desk(room, 100, { type: 'source.lost', reason: 'off' }, bridge);
    const { figures } = readKpi(room, at(20 * 60 + 5));
    expect([figures.gmv.recent, figures.gmv.before]).toEqual([40_000, 50_000]);
    expect([figures.interaction.recent, figures.interaction.before]).toEqual([null, null]);
  });

  it('are not compared with ten minutes that were hardly heard', () => {
    const room = liveRoom();
    keepHearing(room, 0, 300);
    desk(room, 310, { type: 'source.lost', reason: 'unreachable' }, ROOM);
    connect(room, 700);
    keepHearing(room, 700, 1900);
    const { figures } = readKpi(room, at(1800));
    expect(figures.online.recent).toBe(100);
    expect(figures.online.before).toBe(100);
    const earlier = readKpi(room, at(1300));
    expect(earlier.figures.gmv.before).toBeNull();
    expect(earlier.figures.gmv.change).toBeNull();
  });

  it('the worst is the one that fell the most, and none where nothing fell', () => {
    const room = liveRoom();
    // Fewer come as well, so that sales a thousand views fall by less than sales do.
    for (let s = 0; s < 1200; s += 10)
      say(room, s, audience(s < 600 ? 200 : 150, 1000 + Math.min(2 * s, 600 + s), 500 + s));
    for (let s = 5; s < 1200; s += 30) say(room, s, paid(`o${s}`, s, s < 600 ? 5000 : 1000));
    expect(readKpi(room, at(1200)).worst).toBe('gmv');
    const calm = liveRoom();
    keepHearing(calm, 0, 1200);
    expect(readKpi(calm, at(1200)).worst).toBeNull();
  });

  it('end with the show: what comes after moves neither the figures nor their minute', () => {
    const room = liveRoom();
    keepHearing(room, 0, 60);
    say(room, 50, paid('o1', 1, 700));
    desk(room, 60, { type: 'show.ended' });
    say(room, 100, paid('o2', 2, 900));
    say(room, 100, { type: 'chat', text: '还在吗', viewer: viewer(3) });
    const kpi = readKpi(room, at(5000));
    expect(kpi.figures.gmv.value).toBe(700);
    expect(kpi.figures.gmvPerMinute.value).toBe(700);
    expect(kpi.asOf).toBe(at(60));
    say(room, 200, {
      type: 'order.refunded',
      order: orderOf('o1', [{ n: 1, minor: 700 }]),
      amount: { minor: 700, currency: 'CNY' },
    });
    expect(readKpi(room, at(5000)).refunds).toBe(700);
  });

  it('go on over a room that counts its people from nought again', () => {
    const room = liveRoom();
    say(room, 10, audience(10, 900, 400));
    say(room, 20, audience(10, 1000, 500));
    say(room, 30, audience(10, 5, 3));
    const { denominator } = readKpi(room, at(40)).figures.gpm;
    expect(denominator).toEqual({ name: 'views', value: 1005 });
  });
});

describe('curves', () => {
  it('a minute of a gap is a break, a minute in which nobody bought is zero', () => {
    const room = liveRoom();
    keepHearing(room, 0, 120);
    desk(room, 125, { type: 'source.lost', reason: 'unreachable' }, ROOM);
    connect(room, 300);
    keepHearing(room, 300, 420);
    const curves = readCurves(room, at(420));
    expect(curves?.gmv).toEqual([0, null, null, null, null, 0, 0]);
    expect(curves?.gaps).toEqual([{ from: at(110), to: at(300), source: ROOM, misses: null }]);
    expect(curves?.online.slice(12, 30).every((value) => value === null)).toBe(true);
  });

  it('a count told every half minute is held between, and not for ever', () => {
    const room = liveRoom();
    say(room, 0, audience(50, 1, 1));
    say(room, 30, audience(60, 1, 1));
    const curves = readCurves(room, at(200));
    expect(curves?.online.slice(0, 6)).toEqual([50, 50, 50, 60, 60, 60]);
    expect(curves?.online.at(-1)).toBeNull();
  });

  it('have at most 1 200 points however long a show lasts', () => {
    const room = liveRoom();
    for (let s = 0; s < 90_000; s += 50) say(room, s, audience(50, 1, 1));
    const curves = readCurves(room, at(90_000));
    expect(curves?.online.length).toBeLessThanOrEqual(1200);
    expect(curves?.gmv.length).toBeLessThanOrEqual(1200);
  });
});

// What sources tell of an audience against what is counted here: kept apart whatever comes in whatever order.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKpi } from '../../src-main/core/kpi.ts';
import type { LiveEventBody } from '../../src-main/core/live-event.ts';
import type { Room } from '../../src-main/core/room.ts';
import { foldRoom } from '../../src-main/core/room-fold.ts';
import type { SourceTotals } from '../../src-main/core/source-totals.ts';
import { instant, type SourceId } from '../../src-main/core/units.ts';
import { at, desk, emptyRoom, fact, liveRoom, viewer } from './support/show-facts.ts';

const [A, B, C] = ['a', 'b', 'c'].map((id) => id as SourceId) as [SourceId, SourceId, SourceId];

const meet = (room: Room, seconds: number, source: SourceId, kind?: string): void =>
  desk(
    room,
    seconds,
    { type: 'source.connected', name: `源${source}`, clockOffsetMs: 0, capabilities: [], ...(kind ? { kind } : {}) },
    source,
  );

const tell = (room: Room, seconds: number, source: SourceId, body: LiveEventBody): void =>
  foldRoom(room, fact(source, at(seconds), body));

const audience = (told: Omit<Extract<LiveEventBody, { type: 'audience' }>, 'type'>): LiveEventBody => ({
  type: 'audience',
  ...told,
});

/** On air with these sources connected, each of a kind. */
const showOf = (...kinds: readonly (string | undefined)[]): Room => {
  const room = emptyRoom();
  for (const [index, kind] of kinds.entries()) meet(room, -1, [A, B, C][index] ?? A, kind);
  desk(room, 0, { type: 'show.started' });
  return room;
};

const totalsOf = (room: Room, seconds: number, source: SourceId): SourceTotals | undefined =>
  readKpi(room, at(seconds)).totals.find(({ sourceId }) => sourceId === source);

const figures = (room: Room, seconds: number) => {
  const { totals: _totals, ...kpi } = readKpi(room, at(seconds));
  return kpi;
};

const viewsOf = (room: Room, seconds: number) => readKpi(room, at(seconds)).figures.gpm.denominator?.value ?? null;

const count = fc.integer({ min: 0, max: 1_000_000_000 });
const step = fc.record({
  source: fc.constantFrom(A, B, C),
  after: fc.integer({ min: 0, max: 90 }),
  back: fc.integer({ min: 0, max: 20 }),
  body: fc.oneof(
    fc
      .record(
        {
          online: count,
          views: count,
          unique: count,
          likes: count,
          followers: count,
          popularity: count,
          isRounded: fc.boolean(),
          session: fc.constantFrom('s1', 's2'),
        },
        { requiredKeys: [] },
      )
      .map(audience),
    fc.integer({ min: 1, max: 50 }).map((n): LiveEventBody => ({ type: 'like', count: n })),
    fc.constantFrom<LiveEventBody>({ type: 'enter' }, { type: 'follow' }),
  ),
});

describe('totals of platforms and what is counted here', () => {
  it('no order of totals and counts from any mix of sources makes a count jump by a total', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.array(fc.constantFrom('dycast', 'blivechat', undefined)),
        (steps, kinds) => {
          const room = showOf(kinds[0], kinds[1], kinds[2]);
          const told = { likes: new Map<SourceId, number>(), enter: new Map<SourceId, number>() };
          let now = 0;
          for (const { source, after, back, body } of steps) {
            now += after;
            tell(room, Math.max(0, now - back), source, body);
            if (body.type === 'like') told.likes.set(source, (told.likes.get(source) ?? 0) + body.count);
            if (body.type === 'enter') told.enter.set(source, (told.enter.get(source) ?? 0) + 1);
          }
          for (const row of readKpi(room, at(now + 1)).totals) {
            expect(row.counted.likes).toBe(told.likes.get(row.sourceId) ?? null);
            expect(row.counted.enters).toBe(told.enter.get(row.sourceId) ?? null);
          }
          const likes = [...told.likes.values()].reduce((sum, n) => sum + n, 0);
          expect(room.tally.likes.reduce((sum, n) => sum + n, 0)).toBe(likes);
        },
      ),
    );
  });

  it('a second source of what may be the same room changes no figure while the first one speaks', () => {
    const other = step.map(({ body, ...rest }) => ({ ...rest, body, source: B }));
    fc.assert(
      fc.property(fc.array(other, { maxLength: 30 }), fc.constantFrom('dycast', 'room', undefined), (others, kind) => {
        const [alone, both] = [showOf('douyin-live'), showOf('douyin-live', kind)];
        for (let s = 0; s < 1300; s += 50) {
          const body = audience({ online: 100 + s, views: 1000 + 3 * s, unique: 500 + s });
          for (const room of [alone, both]) tell(room, s, A, body);
          for (const { after, back, body: said } of others)
            if (after % 26 === (s / 50) % 26 && said.type === 'audience') tell(both, s + back, B, said);
        }
        expect(figures(both, 1300)).toEqual(figures(alone, 1300));
      }),
    );
  });

  it('two sources of one room whose totals differ are not taken for a room that counts anew at every word', () => {
    const room = showOf('douyin-live', 'dycast');
    for (let s = 0; s < 100; s += 10) {
      tell(room, s, A, audience({ online: 100, views: 10_000 + s }));
      tell(room, s + 5, B, audience({ online: 30, views: 300 + s }));
    }
    expect(viewsOf(room, 100)).toBe(10_090);
    expect(readKpi(room, at(100)).figures.online.value).toBe(100);
    expect(totalsOf(room, 100, B)).toMatchObject({
      leads: [],
      online: { value: 30 },
      totals: { views: { value: 390 } },
    });
  });

  it('rooms of two platforms are added up, and what one had before it joined is nobody of these ten minutes', () => {
    const room = showOf('douyin-live', 'laplace-event-bridge');
    for (let s = 0; s < 1300; s += 10) {
      tell(room, s, A, audience({ online: 100, views: 1000 + s }));
      if (s >= 1000) tell(room, s, B, audience({ online: 40, views: 50_000 + s }));
    }
    expect(readKpi(room, at(1300)).figures.online.value).toBe(140);
    expect(viewsOf(room, 1300)).toBe(1000 + 1290 + 50_000 + 1290);
    tell(room, 1299, A, { type: 'like', count: 1, viewer: viewer(1) });
    const { denominator, recent } = readKpi(room, at(1300)).figures.gpm;
    expect(denominator?.value).toBe(53_580);
    expect(recent).toBe(0);
    expect(room.tally.audience.views.grown).toBe(1290 + 290);
  });

  it('a source that falls silent is replaced after a minute, and only what the next one grows by counts', () => {
    const room = showOf('douyin-live', 'dycast');
    tell(room, 0, A, audience({ online: 100, views: 10_000 }));
    tell(room, 30, B, audience({ online: 90, views: 70_000 }));
    expect([readKpi(room, at(30)).figures.online.value, viewsOf(room, 30)]).toEqual([100, 10_000]);
    tell(room, 70, B, audience({ online: 80, views: 70_500 }));
    tell(room, 80, B, audience({ online: 85, views: 70_520 }));
    expect([readKpi(room, at(80)).figures.online.value, viewsOf(room, 80)]).toEqual([85, 10_020]);
    expect(totalsOf(room, 80, B)?.leads).toEqual(['online', 'views']);
    expect(totalsOf(room, 80, A)?.leads).toEqual([]);
  });

  it('a source that totals nothing has dashes there, and one that reads no likes has not counted 0 of them', () => {
    const room = liveRoom();
    tell(room, 5, A, { type: 'chat', text: '在吗' });
    expect(totalsOf(room, 10, A)).toMatchObject({
      online: null,
      popularity: null,
      totals: { views: null, unique: null, likes: null, followers: null },
      counted: { likes: null, enters: null, follows: null },
    });
    desk(
      room,
      20,
      { type: 'source.connected', name: '源', clockOffsetMs: 0, capabilities: [], reads: ['chat', 'like'] },
      A,
    );
    expect(totalsOf(room, 30, A)?.counted).toMatchObject({ likes: 0, enters: null });
  });

  it('a shop that speaks of nobody has no row', () => {
    const room = showOf('shopify');
    expect(readKpi(room, at(10)).totals).toEqual([]);
  });

  it('an index of popularity is never people', () => {
    const room = showOf('douyin-live');
    tell(room, 5, A, audience({ popularity: 1_200_000, likes: 5 }));
    const kpi = readKpi(room, at(10));
    expect([kpi.figures.online.value, kpi.peakOnline, kpi.averageOnline]).toEqual([null, null, null]);
    expect(kpi.totals[0]?.popularity).toEqual({ value: 1_200_000, at: at(5) });
  });
});

describe('the difference', () => {
  it('is what the platform says more than was counted in the same time, however much stood there before', () => {
    const room = showOf('douyin-live');
    tell(room, 5, A, { type: 'like', count: 7 });
    tell(room, 10, A, audience({ likes: 361_971 }));
    tell(room, 20, A, { type: 'like', count: 15 });
    expect(totalsOf(room, 21, A)?.totals.likes?.difference).toBeNull();
    tell(room, 30, A, audience({ likes: 362_071 }));
    expect(totalsOf(room, 31, A)).toMatchObject({
      totals: { likes: { value: 362_071, at: at(30), since: at(10), difference: 85 } },
      counted: { likes: 22, since: at(0) },
    });
  });

  it.each([
    ['goes down a little: some were taken back', [1000, 990, 1010], 1010, 10],
    ['starts again from nothing with the stream', [1000, 40, 60], 60, 60],
  ])('of a total that %s', (_what, words, value, grown) => {
    const room = showOf('douyin-live');
    words.forEach((likes, index) => {
      tell(room, 10 * index, A, audience({ likes }));
    });
    expect(totalsOf(room, 40, A)?.totals.likes).toMatchObject({ value, difference: grown });
  });

  it('a total that goes down is shown as it is said now, not as the most it ever was', () => {
    const room = showOf('douyin-live');
    tell(room, 0, A, audience({ likes: 1000, followers: 95_000 }));
    tell(room, 10, A, audience({ likes: 990, followers: 94_990 }));
    expect(totalsOf(room, 11, A)?.totals).toMatchObject({
      likes: { value: 990, at: at(10), difference: 0 },
      followers: { value: 94_990, difference: -10 },
    });
  });

  it('of a total that was rounded is not told, and no figure divides by it', () => {
    const room = showOf('dycast');
    tell(room, 0, A, audience({ unique: 12_000, likes: 12_000, isRounded: true }));
    tell(room, 10, A, audience({ unique: 13_000, likes: 13_000, isRounded: true }));
    expect(totalsOf(room, 11, A)?.totals.likes).toMatchObject({ value: 13_000, isRounded: true, difference: null });
    expect(readKpi(room, at(11)).figures.conversion.denominator).toBeNull();
    tell(room, 20, A, audience({ unique: 13_456 }));
    tell(room, 30, A, audience({ unique: 13_000, isRounded: true }));
    expect(totalsOf(room, 31, A)?.totals.unique).toMatchObject({ value: 13_456, isRounded: false });
    expect(readKpi(room, at(31)).figures.conversion.denominator?.value).toBe(13_456);
  });

  it('a source that jumps to another session brings none of that room’s people into this show', () => {
    const room = showOf('dycast');
    tell(room, 0, A, audience({ views: 1000, session: 's1' }));
    tell(room, 10, A, audience({ views: 900_000, session: 's2' }));
    tell(room, 20, A, audience({ views: 900_040, session: 's2' }));
    expect(viewsOf(room, 21)).toBe(1040);
    expect(totalsOf(room, 21, A)?.totals.views?.value).toBe(900_040);
  });

  it('begins anew with a show, and its totals go on', () => {
    const room = showOf('douyin-live');
    tell(room, 10, A, { type: 'like', count: 9 });
    tell(room, 20, A, audience({ likes: 500, views: 80 }));
    desk(room, 100, { type: 'show.ended' });
    desk(room, 200, { type: 'show.reset' });
    desk(room, 300, { type: 'show.started' });
    tell(room, 310, A, audience({ likes: 530, views: 95 }));
    expect(totalsOf(room, 320, A)).toMatchObject({
      name: '源a',
      totals: { likes: { value: 530, difference: 30, since: at(300) } },
      counted: { likes: null, since: at(300) },
    });
    expect(viewsOf(room, 320)).toBe(15);
  });

  it('counts since the first thing that a room tells, which may be from before it came', () => {
    const room = emptyRoom();
    desk(room, 0, { type: 'show.started' });
    meet(room, 600, A);
    tell(room, 20, A, { type: 'like', count: 3 });
    expect(totalsOf(room, 610, A)?.counted).toMatchObject({ likes: 3, since: at(20) });
  });

  it('names the gaps in which nothing was counted', () => {
    const room = showOf('douyin-live');
    tell(room, 10, A, { type: 'like', count: 1 });
    desk(room, 40, { type: 'source.lost', reason: 'unreachable' }, A);
    meet(room, 70, A, 'douyin-live');
    tell(room, 80, A, { type: 'like', count: 1 });
    expect(totalsOf(room, 100, A)?.counted).toMatchObject({ likes: 2, gaps: 1, missingMs: 60_000 });
  });

  it('ages with the total: one that was told an hour ago says so', () => {
    const room = showOf('douyin-live');
    tell(room, 10, A, audience({ likes: 5 }));
    for (let s = 20; s < 3600; s += 20) tell(room, s, A, audience({ online: 3 }));
    expect(totalsOf(room, 3600, A)?.totals.likes?.at).toBe(instant(at(10)));
  });
});

describe('a recording that was rehearsed', () => {
  it('still leads the figures of the show that begins after it', () => {
    const room = emptyRoom();
    meet(room, -60, A, 'replay');
    desk(room, -50, { type: 'show.rehearsed' });
    tell(room, -40, A, audience({ online: 833, views: 900, unique: 700 }));
    desk(room, -10, { type: 'source.lost', reason: 'off' }, A);
    meet(room, -5, B, 'tiktok-chat-reader');
    desk(room, 0, { type: 'show.started' });
    expect([figures(room, 1).figures.online.value, viewsOf(room, 1)]).toEqual([null, null]);
    tell(room, 2, B, audience({ online: 1500, views: 4000 }));
    expect([figures(room, 3).figures.online.value, viewsOf(room, 3)]).toEqual([1500, 4000]);
    expect(totalsOf(room, 3, A)).toBeUndefined();
  });
});

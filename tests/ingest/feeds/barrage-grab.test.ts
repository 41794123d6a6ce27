// DouyinBarrageGrab: JSON within JSON, 19-digit numbers, gifts by their totals; over a real socket that hears no word from us.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src-main/core/units.ts';
import {
  type BarrageGrabLimits,
  createBarrageGrabSource,
} from '../../../src-main/ingest/barrage-grab/barrage-grab-source.ts';
import { createBarrageGrabParser } from '../../../src-main/ingest/barrage-grab/parse-barrage-grab.ts';
import { joinReadings } from '../../../src-main/ingest/feed-reading.ts';
import { parseLongJson } from '../../../src-main/ingest/long-integers.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { attach, closing, live, making, until } from '../support/feed-rig.ts';
import { startWsFeed } from '../support/feed-server.ts';
import { expectCounted, expectNoWrongFigure, garbled, placesIn, strange, swapAt } from '../support/hostile.ts';

const NOW = instant(1_800_000_000_000);
const parser = () => createBarrageGrabParser(() => NOW);

const user = {
  Id: 55,
  Nickname: '小鹿',
  HeadImgUrl: 'https://example.invalid/u.jpg',
  SecUid: 'MS4wLjABviewer',
  PayLevel: 9,
  FansClub: { ClubName: '鹿群', Level: 2 },
  IsAdmin: false,
};
const base = {
  MsgId: 41,
  User: user,
  Onwer: { Nickname: '店主', SecUid: 'MS4wLjABhost' },
  RoomId: '7309',
  Appid: '1128',
};
const gift = {
  ...base,
  GiftId: 463,
  GiftName: '小心心',
  GroupId: 88,
  GiftCount: 2,
  RepeatCount: 5,
  DiamondCount: 1,
  Combo: true,
};

const DATA: readonly (readonly [number, Record<string, unknown>])[] = [
  [1, { ...base, Content: '这个多少钱' }],
  [2, { ...base, Count: 12, Total: 361_971, Content: '点赞' }],
  [3, { ...base, CurrentCount: 1657, EnterTipType: 0 }],
  [4, base],
  [5, gift],
  [6, { ...base, User: null, OnlineUserCount: 1565, TotalUserCount: 44_730, TotalUserCountStr: '4.4万' }],
  [7, { ...base, Type: 2, Level: 1 }],
  [8, { ...base, ShareType: 1 }],
  [9, { ...base, User: null, Content: '直播已结束' }],
];

/** A frame as the program writes it; `MsgId` of 19 digits goes in as digits, as its serialiser does. */
const frame = (type: number, data: unknown, long?: string): string => {
  const inner = JSON.stringify(data);
  const written = long === undefined ? inner : inner.replace('"MsgId":41', `"MsgId":${long}`);
  return JSON.stringify({ Type: type, ProcessName: '直播伴侣', Data: written });
};

describe('long numbers', () => {
  it('keeps the last digits of an id of 19 digits', () => {
    const reading = parser()(frame(1, DATA[0]?.[1], '7309139836781611808'));
    expect(reading.events[0]?.id).toBe('7309139836781611808');
  });

  it('touches no digit that stands in a text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom('a":7309139836781611808,"b', '"x":7309139836781611808}', ':7309139836781611808,'),
        ),
        (text) => {
          const value = { text, list: [text, { text }], short: 5 };
          expect(parseLongJson(JSON.stringify(value))).toEqual(value);
          expect(parseLongJson(JSON.stringify(value, null, 1))).toEqual(value);
        },
      ),
    );
  });

  it('reads any 64-bit id exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
        expect(parser()(frame(1, DATA[0]?.[1], String(id))).events[0]?.id).toBe(String(id));
      }),
    );
  });
});

describe('what it says', () => {
  it('reads each type, by the clock, with the viewer’s lasting id and the host’s name', () => {
    const bodies = DATA.map(([type, data]) => parser()(frame(type, data)));
    expect(bodies.map(({ events }) => events[0]?.body.type)).toEqual([
      'chat',
      'like',
      'enter',
      'follow',
      'gift',
      'audience',
      undefined,
      'share',
      'stream.ended',
    ]);
    expect(bodies[0]).toMatchObject({ room: '7309', title: '店主', events: [{ at: NOW }] });
    expect(bodies[0]?.events[0]?.body).toEqual({
      type: 'chat',
      text: '这个多少钱',
      viewer: {
        id: 'MS4wLjABviewer',
        name: '小鹿',
        avatar: 'https://example.invalid/u.jpg',
        level: 9,
        isMember: true,
      },
    });
    expect(bodies[1]?.events[0]?.body).toMatchObject({ count: 12 });
    expect(bodies[5]?.events[0]?.body).toEqual({
      type: 'audience',
      online: 1565,
      unique: 44_730,
      session: '7309',
    });
  });

  it('reads the host under either spelling', () => {
    const { Onwer: host, ...rest } = base;
    expect(parser()(frame(4, { ...rest, Owner: host })).title).toBe('店主');
  });

  it('counts a streak by its total, so that a grabber that forgot it does not count it twice', () => {
    const parse = parser();
    const counts = [
      { RepeatCount: 3, GiftCount: 3 },
      { RepeatCount: 5, GiftCount: 2 },
      { RepeatCount: 8, GiftCount: 8 },
      { RepeatCount: 4, GiftCount: 4 },
    ].map((counted) => parse(frame(5, { ...gift, ...counted })).events[0]?.body);
    expect(counts.map((body) => (body?.type === 'gift' ? body.count : null))).toEqual([3, 5, 8, 8]);
    expect(new Set(counts.map((body) => (body?.type === 'gift' ? body.streakId : null))).size).toBe(1);
  });

  it('counts a gift outside a streak by what it says is new, and prices it in fen', () => {
    const body = parser()(frame(5, { ...gift, GroupId: 0, DiamondCount: 99 })).events[0]?.body;
    expect(body).toMatchObject({ count: 2, gift: { unitValue: { minor: 990, currency: 'CNY' } } });
    expect(body).not.toHaveProperty('streakId');
  });
});

describe('hostile frames', () => {
  it('counts every frame whatever stands in any one field, and never makes up a figure', () => {
    for (const [type, data] of DATA) {
      fc.assert(
        fc.property(fc.constantFrom(...placesIn(data)), strange, (place, put) => {
          const reading = parser()(frame(type, swapAt(data, place, put)));
          expectCounted(reading);
          // Without its group a gift counts by what it says is new.
          const alone = parser()(frame(type, { ...data, GroupId: 0 }));
          expectNoWrongFigure(joinReadings([parser()(frame(type, data)), alone]), reading, put);
        }),
        { numRuns: 200 },
      );
    }
  });

  it('counts every frame however its text is garbled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DATA).chain(([type, data]) => garbled(frame(type, data))),
        (text) => expectCounted(parser()(text)),
      ),
      { numRuns: 1000 },
    );
  });
});

const QUICK: Partial<BarrageGrabLimits> = { retryMinMs: 20, retryMaxMs: 60, openMs: 2000, downAfterMs: 60_000 };
const source = (url: string, limits: Partial<BarrageGrabLimits> = {}) =>
  createBarrageGrabSource(making({ url }), { ...QUICK, ...limits });

describe('over a socket', () => {
  it('says not a word to the program, through connecting, cutting and silence', async () => {
    const server = closing(await startWsFeed());
    const sink = attach(source(server.url, { stalledAfterMs: 40, pingMs: 10 }));
    await live(sink);
    server.send(frame(1, DATA[0]?.[1], '7309139836781611808'));
    await until(() => expect(sink.events[0]?.id).toBe('7309139836781611808'));
    await until(() => expect(sink.last()?.status).toBe('stale'));
    server.cut();
    await until(() => expect(server.asked.length).toBe(2));
    await live(sink);
    expect(server.heard).toEqual([]);
    expect(sink.hellos.map(({ name }) => name)).toContain('店主');
  });

  it('finds a link on which nobody is any more', async () => {
    const server = closing(await startWsFeed());
    const proxy = closing(await startTcpProxy(server.port));
    const sink = attach(source(`ws://127.0.0.1:${proxy.port}`, { pingMs: 15, deafMs: 60 }));
    await live(sink);
    proxy.stall();
    await until(() => expect(sink.last()?.status).toBe('reconnecting'));
    expect(sink.last()?.problem).toMatchObject({ code: 'unreachable' });
    proxy.unstall();
    proxy.cut();
    await live(sink);
  });

  it('says that a web page answers, and keeps frames that are none as rejects', async () => {
    const page = closing(await startWsFeed({ refuseWith: () => 200 }));
    const sink = attach(source(page.url));
    await until(() => expect(sink.last()?.problem?.code).toBe('not_json'));
    const other = closing(await startWsFeed());
    const heard = attach(source(other.url));
    await live(heard);
    other.send('<!doctype html><p>404</p>');
    await until(() => expect(heard.rejects[0]?.reason).toContain('JSON'));
  });

  it('says that no secure connection can be made where the other side speaks in the clear', async () => {
    const server = closing(await startWsFeed());
    const sink = attach(source(`wss://127.0.0.1:${server.port}`));
    await until(() => expect(sink.last()?.problem?.code).toBe('bad_tls'));
  });

  it('lets a frame of absurd size end the link, not the program', async () => {
    const server = closing(await startWsFeed());
    const sink = attach(source(server.url, { maxFrame: 1000 }));
    await live(sink);
    server.send('x'.repeat(5000));
    await until(() => expect(sink.last()?.problem?.code).toBe('not_json'));
  });
});

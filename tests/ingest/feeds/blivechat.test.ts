// blivechat: chat by position, money by coins, its join and heartbeat; over a real socket.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src-main/core/units.ts';
import { type BlivechatLimits, createBlivechatSource } from '../../../src-main/ingest/blivechat/blivechat-source.ts';
import { parseBlivechat } from '../../../src-main/ingest/blivechat/parse-blivechat.ts';
import { attach, closing, live, making, until } from '../support/feed-rig.ts';
import { startWsFeed } from '../support/feed-server.ts';
import { expectCounted, expectNoWrongFigure, garbled, placesIn, strange, swapAt } from '../support/hostile.ts';

const NOW = instant(1_800_000_000_000);
const read = (frame: unknown) => parseBlivechat(JSON.stringify(frame), NOW);
const AVATAR = 'https://example.invalid/u.jpg';

const text = (uid: unknown = '555') => [
  AVATAR,
  1_799_999_999,
  '阿澈',
  0,
  '多少钱',
  0,
  0,
  20,
  0,
  1,
  8,
  'f00d',
  '',
  0,
  [],
  [],
  uid,
  '鹿群',
];
const head = { avatarUrl: AVATAR, timestamp: 1_799_999_999, authorName: '阿澈', uid: '555' };

const FRAMES: readonly { readonly cmd: number; readonly data: unknown }[] = [
  { cmd: 2, data: text() },
  { cmd: 3, data: { ...head, id: 'g1', totalCoin: 3000, giftName: '小花花', num: 3, giftId: 31_036 } },
  { cmd: 4, data: { ...head, id: 'm1', privilegeType: 3 } },
  { cmd: 5, data: { ...head, id: '77', price: 30, content: '上链接', translation: '' } },
];

describe('what it sends', () => {
  it('reads a text by its places, coins as fen, and a paid message as a message and a gift', () => {
    const viewer = { id: '555', name: '阿澈', avatar: AVATAR };
    const events = FRAMES.flatMap((frame) => read(frame).reading?.events ?? []);
    expect(events.every(({ at }) => at === 1_799_999_999_000)).toBe(true);
    expect(events.map(({ id, body }) => ({ id, ...body }))).toEqual([
      { id: 'f00d', type: 'chat', text: '多少钱', viewer },
      {
        id: 'g1',
        type: 'gift',
        viewer,
        gift: { id: '31036', name: '小花花', unitValue: { minor: 100, currency: 'CNY' } },
        count: 3,
      },
      { id: 'm1', type: 'gift', viewer, gift: { id: 'guard', name: '舰长' }, count: 1 },
      { id: 'sc:77', type: 'chat', text: '上链接', viewer },
      {
        id: 'sc:77:paid',
        type: 'gift',
        viewer,
        gift: { id: 'superchat', name: '醒目留言', unitValue: { minor: 3000, currency: 'CNY' } },
        count: 1,
      },
    ]);
  });

  it('makes nobody out of a name whose uid is hidden', () => {
    for (const uid of ['', '0', 0, null])
      expect(read({ cmd: 2, data: text(uid) }).reading?.events[0]?.body).not.toHaveProperty('viewer');
  });

  it('says no price that does not come out even', () => {
    const odd = { cmd: 3, data: { ...head, id: 'g2', totalCoin: 1000, giftName: '花', num: 3 } };
    expect(read(odd).reading?.events[0]?.body).not.toHaveProperty('gift.unitValue');
  });
});

describe('hostile frames', () => {
  const counted = (line: string) => {
    const { reading } = parseBlivechat(line, NOW);
    // Null is a heartbeat alone.
    if (reading === null) expect(JSON.parse(line)).toMatchObject({ cmd: 0 });
    else expectCounted(reading);
    return reading;
  };

  it('counts every frame whatever stands in any one field, and never makes up a figure', () => {
    for (const frame of FRAMES) {
      fc.assert(
        fc.property(fc.constantFrom(...placesIn(frame)), strange, (place, put) => {
          const before = read(frame).reading;
          const after = counted(JSON.stringify(swapAt(frame, place, put) ?? null));
          // A frame of another kind by its number has the figures of that kind.
          if (before !== null && after !== null && place[0] !== 'cmd') expectNoWrongFigure(before, after, put);
        }),
        { numRuns: 300 },
      );
    }
  });

  it('counts every frame however its text is garbled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAMES).chain((frame) => garbled(JSON.stringify(frame))),
        (line) => {
          counted(line);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

const QUICK: Partial<BlivechatLimits> = { retryMinMs: 20, retryMaxMs: 60, openMs: 2000, downAfterMs: 60_000 };
const source = (url: string, room: string, limits: Partial<BlivechatLimits> = {}) =>
  createBlivechatSource(making({ url, room }), { ...QUICK, ...limits });

describe('over a socket', () => {
  it('joins the room by number at every connection, and keeps its heartbeat', async () => {
    const server = closing(await startWsFeed());
    const sink = attach(source(server.url, '14917277', { heartbeatMs: 10 }));
    await live(sink);
    const join = { cmd: 1, data: { roomKey: { type: 1, value: 14_917_277 }, config: { autoTranslate: false } } };
    await until(() => expect(server.heard.length).toBeGreaterThan(2));
    expect(server.asked[0]?.path).toBe('/api/chat');
    expect(server.heard.slice(0, 3).map((line) => JSON.parse(line))).toEqual([
      join,
      { cmd: 0, data: {} },
      { cmd: 0, data: {} },
    ]);
    server.send(FRAMES[0]);
    await until(() => expect(sink.events).toHaveLength(1));
    server.cut();
    await until(() => expect(server.heard.filter((line) => line === JSON.stringify(join))).toHaveLength(2));
  });

  it('joins by the owner’s code where it is no number, and says that it is wrong', async () => {
    const server = closing(
      await startWsFeed({
        onText: (socket, line) => {
          if (line.includes('"cmd":1')) socket.send(JSON.stringify({ cmd: 8, data: { type: 1, msg: '身份码错误' } }));
        },
      }),
    );
    const sink = attach(source(server.url, 'C0DE'));
    await until(() =>
      expect(sink.last()?.problem).toMatchObject({ code: 'bad_token', details: { why: '身份码错误' } }),
    );
    expect(JSON.parse(server.heard[0] ?? '')).toMatchObject({ data: { roomKey: { type: 2, value: 'C0DE' } } });
    expect(() => source('ws://10.0.0.9:12450', 'C0DE')).toThrow('in the clear');
  });

  it('goes stale though blivechat’s heartbeat goes on', async () => {
    const server = closing(await startWsFeed());
    const sink = attach(source(server.url, '1', { stalledAfterMs: 60 }));
    await live(sink);
    const beats = setInterval(() => server.send({ cmd: 0, data: {} }), 10);
    await until(() => expect(sink.last()?.status).toBe('stale'));
    clearInterval(beats);
    server.send(FRAMES[0]);
    await live(sink);
  });
});

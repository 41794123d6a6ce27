// dycast: it dials us, tells the room first and lists after; gifts without a streak, likes in a text, rounded figures.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { instant } from '../../../src-main/core/units.ts';
import { createDycastSource, type DycastLimits } from '../../../src-main/ingest/dycast/dycast-source.ts';
import { createDycastParser } from '../../../src-main/ingest/dycast/parse-dycast.ts';
import { attach, closing, freePort, live, making, until } from '../support/feed-rig.ts';
import { startWsFeed } from '../support/feed-server.ts';
import { expectCounted, expectNoWrongFigure, garbled, placesIn, strange, swapAt } from '../support/hostile.ts';

const NOW = instant(1_800_000_000_000);
const parser = () => createDycastParser(() => NOW);
const read = (frame: unknown) => parser()(JSON.stringify(frame));

const user = { id: 'MS4wLjABviewer', name: '小鹿', avatar: 'https://example.invalid/u.jpg', gender: 0 };
const ROOM = {
  roomNum: '940',
  roomId: '7309',
  uniqueId: '73',
  avatar: '',
  cover: '',
  nickname: '店主',
  title: '今晚上新',
  status: 2,
};
const gift = (id: string, count: unknown, repeatEnd = 0) => ({
  id,
  method: 'WebcastGiftMessage',
  user,
  gift: { id: '463', name: '小心心', price: 1, type: 1, desc: '送出', icon: '', count, repeatEnd },
});

const MESSAGES: readonly Record<string, unknown>[] = [
  { id: '1', method: 'WebcastChatMessage', user, content: '上链接', rtfContent: [] },
  gift('2', '3'),
  { id: '3', method: 'WebcastLikeMessage', user, content: '为主播点赞了(12)', room: { likeCount: '361971' } },
  { id: '4', method: 'WebcastMemberMessage', user, content: '来了', room: { audienceCount: '1657' } },
  { id: '5', method: 'WebcastSocialMessage', user, content: '关注了主播', room: { followCount: '900' } },
  { id: '6', method: 'WebcastSocialMessage', user, content: '分享了直播间' },
  { id: '7', method: 'WebcastRoomUserSeqMessage', rank: [], room: { audienceCount: '1565', totalUserCount: '44730' } },
  { id: '8', method: 'WebcastEmojiChatMessage', user, content: '', rtfContent: [{ type: 2, text: '[比心]', url: '' }] },
  { id: '9', method: 'WebcastControlMessage', content: '', room: { status: 3 } },
];

describe('what it relays', () => {
  it('reads the room, then every kind of message of a list', () => {
    const parse = parser();
    expect(parse(JSON.stringify(ROOM))).toMatchObject({ room: '7309', title: '店主', skipped: 1 });
    const { events, rejects } = parse(JSON.stringify(MESSAGES));
    const viewer = { id: 'MS4wLjABviewer', name: '小鹿', avatar: 'https://example.invalid/u.jpg' };
    expect(rejects).toEqual([]);
    expect(events.map(({ id, body }) => ({ id, ...body }))).toEqual([
      { id: '1', type: 'chat', text: '上链接', viewer },
      {
        id: '2',
        type: 'gift',
        viewer,
        gift: { id: '463', name: '小心心', unitValue: { minor: 10, currency: 'CNY' } },
        count: 3,
        streakId: 'run|2',
      },
      { id: '3', type: 'like', count: 12, viewer },
      { id: '4', type: 'enter', viewer },
      { id: '5', type: 'follow', viewer },
      { id: '6', type: 'share', viewer },
      {
        id: '7',
        type: 'audience',
        online: 1565,
        unique: 44_730,
        likes: 361_971,
        followers: 900,
        session: '7309',
      },
      { id: '8', type: 'chat', text: '[比心]', viewer },
      { id: 'ended:7309', type: 'stream.ended' },
    ]);
  });

  it.each([
    ['1500+', 1500],
    ['4.4万', 44_000],
    ['1.25w+', 12_500],
  ])('takes %s for at least that many, until an exact figure has come', (spelled, online) => {
    const parse = parser();
    const stats = JSON.stringify([{ id: 's1', method: 'WebcastRoomStatsMessage', room: { audienceCount: spelled } }]);
    expect(parse(stats).events[0]?.body).toEqual({ type: 'audience', online });
    parse(JSON.stringify([MESSAGES[6]]));
    expect(parse(stats)).toMatchObject({ events: [], skipped: 1 });
  });

  it('rejects one message of a list and keeps the others', () => {
    const { events, rejects } = read([MESSAGES[0], { ...MESSAGES[2], content: '点赞' }, 7, MESSAGES[3]]);
    expect(events).toHaveLength(2);
    expect(rejects.map(({ reason }) => reason.split(':')[0])).toEqual(['content', 'message']);
  });
});

describe('runs of gifts', () => {
  /** What a show counts: the last value of each streak. */
  const total = (frames: readonly unknown[]): number => {
    const parse = parser();
    const streaks = new Map<string, number>();
    const seen = new Set<string>();
    for (const frame of frames)
      for (const { id, body } of parse(JSON.stringify([frame])).events) {
        if (body.type !== 'gift' || seen.has(id)) continue;
        seen.add(id);
        streaks.set(body.streakId ?? id, body.count);
      }
    return [...streaks.values()].reduce((sum, count) => sum + count, 0);
  };

  it('adds up every run, whether an end frame comes between or not', () => {
    expect(total([gift('a', 1), gift('b', 2), gift('c', 3), gift('d', 3, 1), gift('e', 1)])).toBe(4);
    expect(total([gift('a', '1'), gift('b', '2'), gift('c', '1'), gift('d', '2')])).toBe(4);
    expect(total([gift('a', 1), gift('b', 1)])).toBe(2);
  });

  it('does not count again what the relay sends again', () => {
    const frames = [gift('a', 1), gift('b', 2), gift('c', 3), gift('d', 1), gift('e', 2)];
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { maxLength: 10 }), (again) => {
        const resent = again.map((index) => frames[index]);
        expect(total([...frames, ...resent])).toBe(5);
      }),
    );
  });
});

describe('hostile frames', () => {
  it('counts every message whatever stands in any one field, and never makes up a figure', () => {
    for (const message of [...MESSAGES, ROOM]) {
      const frame = message === ROOM ? ROOM : [message];
      fc.assert(
        fc.property(fc.constantFrom(...placesIn(message)), strange, (place, put) => {
          const swapped = swapAt(message, place, put);
          const reading = read(message === ROOM ? (swapped ?? null) : [swapped]);
          expectCounted(reading);
          if (put !== '1500+' && put !== '4.4万') expectNoWrongFigure(read(frame), reading, put);
        }),
        { numRuns: 200 },
      );
    }
  });

  it('counts every frame however its text is garbled', () => {
    fc.assert(
      fc.property(garbled(JSON.stringify(MESSAGES)), (text) => expectCounted(parser()(text))),
      { numRuns: 1000 },
    );
  });
});

const source = (port: number, more: Record<string, string> = {}, limits: Partial<DycastLimits> = {}) =>
  createDycastSource(making({ port: String(port), ...more }), { retryMinMs: 20, retryMaxMs: 60, ...limits });

const dial = (port: number, path = '', headers: Record<string, string> = {}): WebSocket => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  // Refused and cut connections are what some tests are about.
  socket.on('error', () => undefined);
  closing({
    close: async () => {
      socket.terminate();
    },
  });
  return socket;
};

/** Dials until the door is open. */
const dialLive = async (port: number, path = '', headers: Record<string, string> = {}): Promise<WebSocket> => {
  let socket = dial(port, path, headers);
  await until(() => {
    if (socket.readyState === WebSocket.CLOSED) socket = dial(port, path, headers);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });
  return socket;
};

const refused = async (port: number, path: string, headers: Record<string, string>): Promise<void> => {
  const socket = dial(port, path, headers);
  const status = await new Promise((resolve) =>
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode)),
  );
  expect(status).toBe(401);
};

describe('over the door', () => {
  it('hears a relay that dials, says when it is gone, and hears the next one', async () => {
    const port = await freePort();
    const sink = attach(source(port));
    const first = await dialLive(port);
    await live(sink);
    first.send(JSON.stringify(ROOM));
    first.send(JSON.stringify(MESSAGES));
    await until(() => expect(sink.events).toHaveLength(9));
    first.terminate();
    await until(() => expect(sink.last()).toMatchObject({ status: 'reconnecting', problem: { code: 'not_dialled' } }));
    const second = await dialLive(port);
    await live(sink);
    second.send(JSON.stringify(MESSAGES));
    second.send(JSON.stringify([{ ...MESSAGES[0], id: '10' }]));
    await until(() => expect(sink.events.some(({ id }) => id === '10')).toBe(true));
    expect(sink.events).toHaveLength(10);
  });

  it('lets in no page of another site and no name that only points here', async () => {
    const port = await freePort();
    attach(source(port));
    await dialLive(port, '', { origin: 'http://localhost:5173' });
    await refused(port, '', { origin: 'https://evil.example' });
    await refused(port, '', { host: `evil.example:${port}` });
  });

  it('lets in a page of another site by the key alone', async () => {
    const port = await freePort();
    attach(source(port, { token: 's3cret' }));
    await dialLive(port, '/s3cret', { origin: 'https://dycast.example' });
    await refused(port, '', {});
    await refused(port, '/wrong', { origin: 'http://localhost:5173' });
  });

  it('drops a relay that answers no ping, and takes no more than a few', async () => {
    const port = await freePort();
    const sink = attach(source(port, {}, { pingMs: 30, maxClients: 1 }));
    const socket = await dialLive(port);
    await live(sink);
    await refused(port, '', {});
    socket.pause();
    await until(() => expect(sink.last()?.problem?.code).toBe('not_dialled'));
  });

  it('says that the port is taken, and opens once it is free', async () => {
    const other = await startWsFeed();
    const sink = attach(source(other.port));
    await until(() => expect(sink.last()?.problem?.code).toBe('port_taken'));
    await other.close();
    await dialLive(other.port);
    await live(sink);
  });

  it('frees its port when it is stopped', async () => {
    const port = await freePort();
    const one = source(port);
    const sink = attach(one);
    await dialLive(port);
    await live(sink);
    await one.stop();
    const next = attach(source(port));
    await dialLive(port);
    await live(next);
  });
});

// The LAPLACE event bridge: its events, its token as sub-protocol, its pings; over a real socket.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src-main/core/units.ts';
import { createLaplaceSource, type LaplaceLimits } from '../../../src-main/ingest/laplace/laplace-source.ts';
import { createLaplaceParser } from '../../../src-main/ingest/laplace/parse-laplace.ts';
import { attach, closing, live, making, until } from '../support/feed-rig.ts';
import { startWsFeed, type WsFeedOptions } from '../support/feed-server.ts';
import { expectCounted, expectNoWrongFigure, garbled, placesIn, strange, swapAt } from '../support/hostile.ts';

const NOW = instant(1_800_000_000_000);
const parser = () => createLaplaceParser(() => NOW);
const read = (frame: unknown) => parser()(JSON.stringify(frame)).reading;

const head = { id: 'x1', uid: 5_550_001, username: '阿澈', timestampNormalized: 1_799_999_999_123, origin: 123 };
const EVENTS: readonly Record<string, unknown>[] = [
  { ...head, type: 'message', message: '多少钱' },
  {
    ...head,
    type: 'gift',
    giftId: 31_036,
    giftName: '小花花',
    giftAmount: 1,
    price: 100,
    priceNormalized: 0.1,
    coinType: 'gold',
  },
  { ...head, type: 'superchat', message: '什么时候上链接', priceNormalized: 30 },
  { ...head, type: 'toast', guardType: 3, priceNormalized: 198 },
  { ...head, type: 'interaction', action: 1 },
  { ...head, type: 'interaction', action: 2 },
  { ...head, type: 'interaction', action: 3 },
  { ...head, type: 'like-click' },
  { type: 'online-update', count: 90, online: 1565, timestampNormalized: 1_799_999_999_123 },
  { type: 'likes-update', likes: 361_971, timestampNormalized: 1_799_999_999_456 },
  { ...head, type: 'live-start' },
  { ...head, type: 'live-end' },
];

describe('what it broadcasts', () => {
  it('reads every event a show needs, yuan into fen exactly', () => {
    const viewer = { id: '5550001', name: '阿澈' };
    expect(EVENTS.flatMap((event) => read(event)?.events ?? []).map(({ id, body }) => ({ id, ...body }))).toEqual([
      { id: 'x1', type: 'chat', text: '多少钱', viewer },
      {
        id: 'x1',
        type: 'gift',
        viewer,
        gift: { id: '31036', name: '小花花', unitValue: { minor: 10, currency: 'CNY' } },
        count: 1,
      },
      { id: 'x1', type: 'chat', text: '什么时候上链接', viewer },
      {
        id: 'x1:paid',
        type: 'gift',
        viewer,
        gift: { id: 'superchat', name: '醒目留言', unitValue: { minor: 3000, currency: 'CNY' } },
        count: 1,
      },
      {
        id: 'x1',
        type: 'gift',
        viewer,
        gift: { id: 'guard', name: '舰长', unitValue: { minor: 19_800, currency: 'CNY' } },
        count: 1,
      },
      { id: 'x1', type: 'enter', viewer },
      { id: 'x1', type: 'follow', viewer },
      { id: 'x1', type: 'share', viewer },
      { id: 'x1', type: 'like', count: 1, viewer },
      { id: 'online-update:1799999999123:', type: 'audience', online: 1565 },
      { id: 'likes-update:1799999999456:', type: 'audience', likes: 361_971 },
      { id: 'x1', type: 'stream.started' },
      { id: 'x1', type: 'stream.ended' },
    ]);
  });

  it('says no price where it cannot be told whether it is of one piece or of all', () => {
    const many = read({ ...EVENTS[1], giftAmount: 7 })?.events[0]?.body;
    expect(many).toMatchObject({ type: 'gift', count: 7, gift: { id: '31036', name: '小花花' } });
    expect(many).not.toHaveProperty('gift.unitValue');
  });

  it('puts who has watched beside who is there, and never in its place', () => {
    const parse = parser();
    const watched = parse(JSON.stringify({ type: 'watched-update', watched: 44_730 })).reading;
    expect(watched?.events[0]?.body).toEqual({ type: 'audience', unique: 44_730 });
    expect(parse(JSON.stringify(EVENTS[8])).reading?.events[0]?.body).toEqual({ type: 'audience', online: 1565 });
  });

  it('reads any price in yuan of two decimals as that many fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (fen) => {
        const reading = read({ ...EVENTS[1], priceNormalized: fen / 100 });
        expect(reading?.events[0]?.body).toMatchObject({ gift: { unitValue: { minor: fen, currency: 'CNY' } } });
      }),
    );
  });
});

describe('ids', () => {
  it('with more digits than a number holds are refused, never cut to those of somebody else', () => {
    const text = JSON.stringify({ ...EVENTS[0], uid: 1 }).replace('"uid":1', '"uid":12345678901234567890');
    const { reading } = parser()(text);
    expect(reading?.events).toEqual([]);
    expect(reading?.rejects.map(({ reason }) => reason)).toEqual([expect.stringContaining('uid: expected an id')]);
  });
});

describe('hostile frames', () => {
  it('counts every frame whatever stands in any one field, and never makes up a figure', () => {
    for (const event of EVENTS) {
      fc.assert(
        fc.property(fc.constantFrom(...placesIn(event)), strange, (place, put) => {
          const { reading, bridge } = parser()(JSON.stringify(swapAt(event, place, put) ?? null));
          if (reading === null) expect(bridge).not.toBeNull();
          else {
            expectCounted(reading);
            const before = read(event);
            if (before !== null) expectNoWrongFigure(before, reading, put);
          }
        }),
        { numRuns: 200 },
      );
    }
  });

  it('counts every frame however its text is garbled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EVENTS).chain((event) => garbled(JSON.stringify(event))),
        (text) => {
          const { reading, bridge } = parser()(text);
          if (reading === null) expect(bridge).not.toBeNull();
          else expectCounted(reading);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

const ESTABLISHED = JSON.stringify({ type: 'established', clientId: 'c1', isServer: false, version: '4.0.3' });
const QUICK: Partial<LaplaceLimits> = { retryMinMs: 20, retryMaxMs: 60, openMs: 2000, downAfterMs: 60_000 };

const bridge = async (options: WsFeedOptions = {}) =>
  closing(await startWsFeed({ onConnect: (socket) => socket.send(ESTABLISHED), ...options }));
const source = (url: string, token = '', limits: Partial<LaplaceLimits> = {}) =>
  createLaplaceSource(making({ url, token }), { ...QUICK, ...limits });

describe('over a socket', () => {
  it('shows its token beside its role and in the address, and answers a ping with the time that it asks about', async () => {
    const server = await bridge();
    const sink = attach(source(server.url, 'tok.en-1'));
    await live(sink);
    expect(server.asked[0]).toMatchObject({
      path: '/?token=tok.en-1',
      protocols: 'laplace-event-bridge-role-client,tok.en-1',
    });
    server.send({ type: 'ping', timestamp: 1_799_999_999_000 });
    await until(() => expect(server.heard).toHaveLength(1));
    expect(JSON.parse(server.heard[0] ?? '')).toMatchObject({ type: 'pong', respondingTo: 1_799_999_999_000 });
    server.send(EVENTS[0]);
    await until(() => expect(sink.events).toHaveLength(1));
    expect(sink.rejects).toEqual([]);
  });

  it('asks for no sub-protocol without a token', async () => {
    const server = await bridge();
    await live(attach(source(server.url)));
    expect(server.asked[0]).toMatchObject({ path: '/', protocols: '' });
  });

  it('attaches to a bridge that names no sub-protocol in its answer', async () => {
    const server = await bridge({ isProtocolNamed: false });
    const sink = attach(source(server.url, 'token'));
    await live(sink);
    expect(server.asked.map(({ protocols }) => protocols === '')).toEqual([false, true]);
  });

  it('says that the token is wrong, by status or by closing, and waits', async () => {
    const byStatus = attach(source((await bridge({ refuseWith: () => 401 })).url, 'wrong'));
    await until(() => expect(byStatus.last()?.problem?.code).toBe('bad_token'));
    const closingBridge = await bridge({ onConnect: (socket) => socket.close(1008, 'Unauthorized') });
    const byClosing = attach(source(closingBridge.url, 'wrong'));
    await until(() => expect(byClosing.last()?.problem?.code).toBe('bad_token'));
    expect((byClosing.last()?.retryAt ?? 0) - Date.now()).toBeGreaterThan(30_000);
    expect(JSON.stringify([...byStatus.statuses, ...byClosing.statuses])).not.toContain('wrong');
  });

  it('says that something else answers where nobody greets', async () => {
    const server = closing(await startWsFeed());
    const sink = attach(source(server.url, '', { openMs: 80 }));
    await until(() => expect(sink.last()?.problem?.code).toBe('not_json'));
  });

  it('goes stale though the bridge still pings', async () => {
    const server = await bridge();
    const sink = attach(source(server.url, '', { stalledAfterMs: 60 }));
    await live(sink);
    const pings = setInterval(() => server.send({ type: 'ping', timestamp: 1 }), 10);
    await until(() => expect(sink.last()?.status).toBe('stale'));
    clearInterval(pings);
    server.send(EVENTS[0]);
    await live(sink);
  });
});

// A TikTok-Chat-Reader over a real Socket.IO server: asked again at each connection, cut, silent, refusing, or something else.

import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src-main/contract/errors.ts';
import { countRejects } from '../../../src-main/ingest/reject.ts';
import { createTikTokSource, type TikTokLimits, tiktokKind } from '../../../src-main/ingest/tiktok/tiktok-source.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { attach, clockOff, closing, live, making, until } from '../support/feed-rig.ts';
import { startChatReader, startOldSocketIo, startWsFeed } from '../support/feed-server.ts';
import { createMemorySink } from '../support/memory-sink.ts';

const QUICK: Partial<TikTokLimits> = { retryMinMs: 20, retryMaxMs: 60, openMs: 2000, downAfterMs: 60_000 };
const CONNECTED = {
  isConnected: true,
  roomId: '7309',
  roomInfo: { data: { title: '晚场', create_time: 1_700_000_000 } },
};

const chat = (number: number, at: number = Date.now()) => ({
  msgId: `m${number}`,
  roomId: '7309',
  createTime: String(at),
  userId: '69',
  nickname: '美美',
  comment: `第${number}句`,
});

const settings = (url: string) => ({ url, user: '@demo_seller' });
const source = (url: string, limits: Partial<TikTokLimits> = {}, clock = clockOff(0)) =>
  createTikTokSource(making(settings(url), clock), { ...QUICK, ...limits });

const reader = async () => closing(await startChatReader((answer) => answer('tiktokConnected', CONNECTED)));

describe('attaching', () => {
  it('asks for the host by name without its at sign, and is live once the room is reached', async () => {
    const server = await reader();
    const sink = attach(source(server.url));
    await live(sink);
    expect(server.asked).toEqual([['demo_seller', {}]]);
    expect(sink.hellos[0]).toMatchObject({ name: '晚场', startedAt: 1_700_000_000_000, capabilities: [] });
  });

  it('asks again after every cut, and counts what the reader sends again once only', async () => {
    const server = closing(
      await startChatReader((answer) => {
        answer('tiktokConnected', CONNECTED);
        for (const number of [1, 2, 3]) answer('chat', chat(number));
      }),
    );
    const sink = attach(source(server.url));
    for (const round of [1, 2, 3, 4, 5]) {
      await until(() => expect(server.asked.length).toBe(round));
      await live(sink);
      await until(() => expect(sink.batches.flatMap(({ events }) => events).length).toBeGreaterThanOrEqual(3 * round));
      server.drop();
    }
    const chats = sink.events.filter(({ body }) => body.type === 'chat');
    expect(chats.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
  });

  it('refuses an address that is none, or a user that is missing, by the field', () => {
    expect(() => tiktokKind.make(making({ url: 'not a url', user: 'x' }))).toThrow(Refusal);
    expect(() => tiktokKind.make(making({ url: 'http://127.0.0.1:1', user: ' ' }))).toThrow('user is missing');
  });
});

describe('silence', () => {
  it('says stale though the reader’s own counter goes on, and live again with the room’s next word', async () => {
    const server = await reader();
    const sink = attach(source(server.url, { stalledAfterMs: 60 }));
    await live(sink);
    const counter = setInterval(() => server.emit('statistic', { globalConnectionCount: 1 }), 10);
    await until(() => expect(sink.last()?.status).toBe('stale'));
    clearInterval(counter);
    server.emit('chat', chat(1));
    await live(sink);
  });

  it('goes on from a link that went half-open without a word', async () => {
    const server = await reader();
    const proxy = closing(await startTcpProxy(server.port));
    const sink = attach(source(proxy.url, { stalledAfterMs: 60 }));
    await live(sink);
    proxy.stall();
    await until(() => expect(sink.last()?.status).toBe('stale'));
    proxy.unstall();
    proxy.cut();
    await until(() => expect(server.asked.length).toBe(2));
    await live(sink);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['Error: LIVE has ended', 'room_offline'],
    ["The requested user isn't online :(", 'room_offline'],
    ['TypeError: WebcastPushConnection is not a constructor', 'source_says'],
  ])('passes on the reader’s reason: %s', async (reason, code) => {
    const server = closing(await startChatReader((answer) => answer('tiktokDisconnected', reason)));
    const sink = attach(source(server.url));
    await until(() => expect(sink.last()?.problem?.code).toBe(code));
    expect(sink.last()).toMatchObject({ status: 'down', problem: { details: { why: reason } } });
    expect(sink.last()?.retryAt).not.toBeNull();
  });

  it('says that this is a Socket.IO 2 server', async () => {
    const server = closing(await startOldSocketIo());
    const sink = attach(source(server.url));
    await until(() => expect(sink.last()?.problem?.code).toBe('socket_io_2'));
  });

  it('says that a web page answers, not a reader', async () => {
    const server = closing(await startWsFeed({ refuseWith: () => 200 }));
    const sink = attach(source(server.url));
    await until(() => expect(sink.last()?.problem?.code).toBe('not_json'));
  });

  it('says that no secure connection can be made where the other side speaks in the clear', async () => {
    const server = await reader();
    const sink = attach(source(`https://127.0.0.1:${server.port}`));
    await until(() => expect(sink.last()?.problem?.code).toBe('bad_tls'));
  });

  it('says where nobody answers, and is down after a while', async () => {
    const sink = attach(source('http://127.0.0.1:9', { downAfterMs: 40 }));
    await until(() => expect(sink.last()?.status).toBe('down'));
    expect(sink.last()?.problem).toMatchObject({ code: 'unreachable', details: { host: '127.0.0.1:9' } });
  });

  it('loses nothing while the disk is full, and says so', async () => {
    const server = await reader();
    const sink = attach(source(server.url));
    await live(sink);
    sink.isFull = true;
    for (const number of [1, 2, 3]) server.emit('chat', chat(number));
    await until(() => expect(sink.last()?.problem?.code).toBe('store_full'));
    sink.isFull = false;
    await until(() => expect(sink.events.filter(({ body }) => body.type === 'chat').length).toBe(3));
    await live(sink);
  });

  it('says that the reader has gone on to another room', async () => {
    const server = await reader();
    const sink = attach(source(server.url));
    await live(sink);
    server.emit('chat', chat(1));
    server.emit('chat', { ...chat(2), roomId: '7400' });
    await until(() =>
      expect(sink.last()).toMatchObject({
        status: 'live',
        problem: { code: 'other_room', details: { from: '7309', to: '7400' } },
      }),
    );
  });

  it('finds a clock that is a day off, and is not misled by one stray time', async () => {
    const server = await reader();
    const sink = attach(source(server.url, {}, clockOff(-24)), createMemorySink());
    await live(sink);
    server.emit('chat', chat(1, Date.now() - 40 * 24 * 3_600_000));
    for (const number of [2, 3, 4]) server.emit('chat', chat(number));
    await until(() => expect(sink.hellos.length).toBeGreaterThan(1));
    expect(Math.abs((sink.hellos.at(-1)?.clockOffsetMs ?? 0) - 24 * 3_600_000)).toBeLessThan(60_000);
    expect(sink.last()?.problem?.code).toBe('clock_off');
  });

  it('keeps samples of a stream of garbage and counts the rest', async () => {
    const server = await reader();
    const sink = attach(source(server.url));
    await live(sink);
    for (let number = 0; number < 2000; number += 1) server.emit('chat', { msgId: `bad${number}` });
    server.emit('chat', chat(1));
    await until(() => expect(sink.events.some(({ id }) => id === 'm1')).toBe(true));
    expect(countRejects(sink.rejects)).toBe(2000);
    expect(sink.rejects.length).toBeLessThan(500);
  });
});

// The Socket.IO source against a room server that misbehaves, over real sockets.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../src-main/contract/errors.ts';
import type { RoomCommand } from '../../src-main/contract/room-protocol.ts';
import { type CommandId, instant, type ProductId, type SourceId } from '../../src-main/core/units.ts';
import type { EventSource } from '../../src-main/ingest/event-source.ts';
import { createSocketIoSource, type SocketIoLimits } from '../../src-main/ingest/socketio-source.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { createMemorySink, type MemorySink } from './support/memory-sink.ts';
import { batchOf, eventAt, helloOf, type StandInRoom, startStandInRoom } from './support/stand-in-room.ts';

const QUICK: Partial<SocketIoLimits> = { retryMinMs: 20, retryMaxMs: 60, openMs: 1500, answerMs: 400 };
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const room = async (options?: { port?: number; pingMs?: number }): Promise<StandInRoom> => {
  const server = await startStandInRoom(options);
  closers.push(() => server.stop());
  return server;
};

const attach = (url: string, sink: MemorySink, limits: Partial<SocketIoLimits> = {}): EventSource => {
  const source = createSocketIoSource({
    sourceId: 's1' as SourceId,
    name: '直播间',
    kind: 'room',
    url,
    token: 'secret-token',
    room: 'r1',
    client: '018f0000-0000-7000-8000-000000000001',
    clock: () => instant(Date.now()),
    limits: { ...QUICK, ...limits },
  });
  closers.push(() => source.stop());
  source.start(sink);
  return source;
};

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 });
const connected = (sink: MemorySink): Promise<void> => until(() => expect(sink.hellos.length).toBeGreaterThan(0));

const pin = (id: string): RoomCommand => ({
  id: id as CommandId,
  kind: 'product.pin',
  at: instant(Date.now()),
  expiresAt: instant(Date.now() + 60_000),
  body: { productId: 'p1' as ProductId },
});

describe('connecting', () => {
  it('shows the protocol, token, room, client and durable position, and says what the room is', async () => {
    const server = await room();
    server.hello = helloOf({ now: Date.now() + 3_600_000 });
    const sink = createMemorySink(0);
    attach(server.url, sink);
    await connected(sink);
    expect(server.auths[0]).toEqual({
      protocol: 1,
      token: 'secret-token',
      room: 'r1',
      client: '018f0000-0000-7000-8000-000000000001',
      since: 0,
    });
    expect(sink.statuses[0]?.status).toBe('connecting');
    expect(sink.hellos[0]?.name).toBe('试播间');
    expect(Math.abs((sink.hellos[0]?.clockOffsetMs ?? 0) - 3_600_000)).toBeLessThan(2000);
  });

  it.each([
    ['bad_token', true],
    ['unknown_room', true],
    ['protocol_too_old', true],
    ['protocol_too_new', true],
    ['busy', false],
  ])('says %s as a problem, and knocks again soon only where that may help', async (code, isFinal) => {
    const server = await room();
    server.refuseWith = code;
    const sink = createMemorySink();
    attach(server.url, sink);
    await until(() => expect(sink.last()?.status).toBe('down'));
    expect(sink.last()?.problem?.code).toBe(code);
    const wait = (sink.last()?.retryAt ?? 0) - Date.now();
    if (isFinal) expect(wait).toBeGreaterThan(30_000);
    else {
      server.refuseWith = null;
      await connected(sink);
    }
  });

  it('does not take a hello of a newer protocol for its own', async () => {
    const server = await room();
    server.hello = { protocol: 2, anything: ['else'] };
    const sink = createMemorySink();
    attach(server.url, sink);
    await until(() => expect(sink.last()?.problem?.code).toBe('protocol_too_new'));
    expect(sink.hellos).toEqual([]);
  });

  it('does not believe a hello of wrong shape, and says that this is no room', async () => {
    const server = await room();
    server.hello = helloOf({ oldest: -1 });
    const sink = createMemorySink();
    attach(server.url, sink);
    await until(() => expect(sink.last()?.problem?.code).toBe('bad_room'));
    expect(String(sink.last()?.problem?.details.why)).toContain('oldest');
  });

  it('goes from reconnecting to down when nobody answers, and still comes back by itself', async () => {
    const server = await room();
    const proxy = await startTcpProxy(server.port);
    closers.push(() => proxy.close());
    proxy.setOpen(false);
    const sink = createMemorySink();
    attach(proxy.url, sink, { downAfterMs: 150 });
    await until(() => expect(sink.last()?.status).toBe('reconnecting'));
    expect(sink.last()?.retryAt).not.toBeNull();
    await until(() => expect(sink.last()?.status).toBe('down'));
    expect(sink.last()?.problem?.code).toBe('unreachable');
    proxy.setOpen(true);
    await connected(sink);
  });

  it.each([
    ['not a url', 'not_a_url'],
    ['ftp://127.0.0.1', 'scheme'],
    ['http://shop.example.com', 'plain'],
    ['ws://192.168.1.5:3000', 'plain'],
    ['http://127.0.0.1.evil.example', 'plain'],
    ['https://user:pass@shop.example.com', 'credentials'],
    ['javascript:alert(1)', 'scheme'],
  ])('never dials %s', (url, why) => {
    const make = () => attach(url, createMemorySink());
    expect(make).toThrowError(Refusal);
    try {
      make();
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_url', details: { why } });
    }
  });

  it('says nothing more into the sink once stopped', async () => {
    const server = await room();
    const sink = createMemorySink();
    const source = attach(server.url, sink);
    await connected(sink);
    await source.stop();
    const said = sink.statuses.length;
    server.send(batchOf(1, 3));
    await until(() => expect(server.consoles()).toBe(0));
    expect([sink.statuses.length, sink.events.length]).toEqual([said, 0]);
  });
});

describe('taking events', () => {
  it('acknowledges only after the commit, with what is durable', async () => {
    const server = await room();
    const sink = createMemorySink();
    const source = attach(server.url, sink);
    await connected(sink);
    let open = (): void => undefined;
    sink.gate = new Promise((resolve) => {
      open = resolve;
    });
    server.send(batchOf(1, 5));
    // Two round trips behind the batch: an acknowledgement sent too early would have come by then.
    await source.carry?.(pin('c1'));
    await source.carry?.(pin('c2'));
    expect(server.acks).toEqual([]);
    sink.gate = null;
    open();
    await until(() => expect(server.acks).toEqual([5]));
    expect(sink.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps order over many batches and does not mind a recovery offset behind the payload', async () => {
    const server = await room();
    const sink = createMemorySink();
    attach(server.url, sink);
    await connected(sink);
    for (let from = 1; from <= 91; from += 10) server.send(batchOf(from, from + 9), 'recovery-offset');
    await until(() => expect(sink.durable).toBe(100));
    expect(sink.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  it('takes a batch that comes twice once, acknowledges it twice and never moves back', async () => {
    const server = await room();
    const sink = createMemorySink();
    attach(server.url, sink);
    await connected(sink);
    server.send(batchOf(1, 10));
    await until(() => expect(sink.durable).toBe(10));
    server.send(batchOf(1, 5));
    server.send(batchOf(8, 12));
    await until(() => expect(server.acks.length).toBe(3));
    expect(sink.events.length).toBe(12);
    expect(server.acks.every((durable) => Number(durable) >= 10)).toBe(true);
    expect(sink.durable).toBe(12);
  });

  it('keeps hostile events raw and goes on, on the same connection', async () => {
    const server = await room();
    const sink = createMemorySink();
    attach(server.url, sink);
    await connected(sink);
    const money = { minor: 100, currency: 'CNY' };
    const order = { id: 'o1', lines: [], total: money, buyer: { id: 'v1', name: 'a' } };
    const hostile: unknown[] = [
      null,
      42,
      'text',
      [],
      {},
      eventAt(6, { text: 'x'.repeat(10 * 1024 * 1024) }),
      JSON.parse('{"id":"p","seq":7,"at":1700000000000,"type":"chat","__proto__":{"isHost":true}}'),
      eventAt(8, { at: Number.NaN }),
      eventAt(9, { type: 'order.paid', order: { ...order, total: { minor: -5, currency: 'CNY' } } }),
      eventAt(10, { type: 'audience', online: '12' }),
      eventAt(11, { type: 'no.such.type' }),
      eventAt(12, { text: Buffer.alloc(70_000, 1) }),
      eventAt(13, { type: 'like', count: -3 }),
      eventAt(14, { id: { toString: 'x' } }),
    ];
    server.send({ from: 1, to: 14, events: hostile });
    server.send(batchOf(15, 20));
    await until(() => expect(sink.durable).toBe(20));
    expect(sink.rejects.length).toBe(hostile.length);
    expect(sink.events.map(({ seq }) => seq)).toEqual([15, 16, 17, 18, 19, 20]);
    expect(sink.hellos.length).toBe(1);
    expect(Math.max(...sink.rejects.map(({ raw }) => Buffer.byteLength(raw)))).toBeLessThanOrEqual(64 * 1024);
    expect(sink.rejects.some(({ bytes }) => bytes > 10 * 1024 * 1024)).toBe(true);
    expect(sink.rejects.every(({ reason }) => reason !== '')).toBe(true);
    expect(({} as { isHost?: boolean }).isHost).toBeUndefined();
  });

  it('keeps an unreadable envelope raw and asks again for what it held', async () => {
    const server = await room();
    const sink = createMemorySink();
    attach(server.url, sink);
    await connected(sink);
    for (const envelope of [
      null,
      'x',
      { from: 1, to: 0, events: [] },
      { from: 1.5, to: 2, events: [] },
      Buffer.alloc(9),
    ])
      server.send(envelope);
    await until(() => expect(sink.rejects.length).toBe(5));
    server.onConsole = (socket) => socket.emit('events', batchOf(1, 6), () => undefined);
    server.send(batchOf(4, 6));
    await until(() => expect(sink.durable).toBe(6));
    expect(sink.gaps).toEqual([]);
    expect(server.auths.at(-1)?.since).toBe(0);
  });

  it('asks again for a hole between batches, and says it as a gap where the room has nothing else', async () => {
    const server = await room();
    const sink = createMemorySink();
    attach(server.url, sink);
    await connected(sink);
    server.onConsole = () => server.send(batchOf(6, 8));
    server.send(batchOf(1, 3));
    server.send(batchOf(6, 8));
    await until(() => expect(sink.durable).toBe(8));
    expect(sink.gaps).toEqual([{ from: 4, to: 5 }]);
    expect(server.auths.map(({ since }) => since)).toEqual([0, 3]);
  });

  it('says a gap once where the room no longer has what follows our position', async () => {
    const server = await room();
    server.hello = helloOf({ oldest: 50, newest: 60 });
    server.onConsole = () => server.send(batchOf(50, 60));
    const sink = createMemorySink(10);
    attach(server.url, sink);
    await until(() => expect(sink.durable).toBe(60));
    expect(sink.gaps).toEqual([{ from: 11, to: 49 }]);
    server.hangUp();
    await until(() => expect(sink.hellos.length).toBe(2));
    expect(sink.gaps.length).toBe(1);
  });

  it('says a gap and follows the new numbers where the room has lost its memory', async () => {
    const server = await room();
    server.hello = helloOf({ oldest: 1, newest: 4 });
    server.onConsole = (socket, auth) => {
      if (auth.since === 0) socket.emit('events', batchOf(1, 4), () => undefined);
    };
    const sink = createMemorySink(500);
    attach(server.url, sink);
    await until(() => expect(sink.durable).toBe(4));
    expect(sink.gaps).toEqual([{ from: 501, to: 501 }]);
    expect(sink.events.length).toBe(4);
    expect(server.auths.map(({ since }) => since)).toEqual([500, 0]);
  });

  it('does not acknowledge what the store refused, says so, and takes it when there is space again', async () => {
    const server = await room();
    server.onConsole = (_socket, { since }) => {
      if (since < 5) server.send(batchOf(since + 1, 5));
    };
    const sink = createMemorySink();
    sink.isFull = true;
    attach(server.url, sink);
    await until(() => expect(sink.last()?.problem?.code).toBe('store_full'));
    expect(sink.last()?.status).toBe('down');
    const knocks = server.auths.length;
    await until(() => expect(sink.statuses.filter(({ status }) => status === 'down').length).toBeGreaterThan(3));
    expect(server.auths.length, 'nothing is dialled while the disk is full').toBe(knocks);
    expect(server.acks).toEqual([]);
    sink.isFull = false;
    await until(() => expect(server.acks).toEqual([5]));
    expect(sink.events.length).toBe(5);
    expect(sink.last()?.status).toBe('live');
  });

  it('ends a connection whose frame is too large, counts it once, and says so', async () => {
    const server = await room();
    server.onConsole = () => server.send({ from: 1, to: 1, events: [eventAt(1, { text: 'x'.repeat(50_000) })] });
    const sink = createMemorySink();
    attach(server.url, sink, { maxFrame: 20_000 });
    await until(() => expect(sink.statuses.filter(({ status }) => status === 'down').length).toBeGreaterThan(2));
    expect(sink.last()?.problem?.code).toBe('bad_room');
    expect(sink.rejects.length).toBe(1);
    expect(sink.rejects[0]?.reason).toContain('20000 bytes');
  });

  it('is not drowned by a room that does not wait for acknowledgements', async () => {
    const server = await room();
    const sink = createMemorySink();
    let open = (): void => undefined;
    sink.gate = new Promise((resolve) => {
      open = resolve;
    });
    server.onConsole = (_socket, { since }) => {
      for (let seq = since + 1; seq <= 60; seq += 1) server.send(batchOf(seq, seq));
    };
    attach(server.url, sink, { maxWaiting: 20 });
    await until(() => expect(server.consoles()).toBe(0));
    sink.gate = null;
    open();
    await until(() => expect(sink.durable).toBe(60));
    expect(sink.gaps).toEqual([]);
    expect(sink.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  });
});

describe('a feed that breaks', () => {
  it('is stale after silence and live again with the next event', async () => {
    const server = await room();
    const sink = createMemorySink();
    attach(server.url, sink, { staleAfterMs: 120 });
    await connected(sink);
    await until(() => expect(sink.last()?.status).toBe('stale'));
    server.send(batchOf(1, 1));
    await until(() => expect(sink.last()?.status).toBe('live'));
    await until(() => expect(sink.last()?.status).toBe('stale'));
    expect(sink.hellos.length, 'the link itself stands').toBe(1);
  });

  it('notices a half-open link by the ping and resumes on a new one', async () => {
    const server = await room({ pingMs: 150 });
    const proxy = await startTcpProxy(server.port);
    closers.push(() => proxy.close());
    const sink = createMemorySink();
    attach(proxy.url, sink);
    await connected(sink);
    server.send(batchOf(1, 2));
    await until(() => expect(sink.durable).toBe(2));
    proxy.stall();
    await until(() => expect(sink.last()?.status).toBe('reconnecting'));
    server.onConsole = () => server.send(batchOf(3, 4));
    proxy.unstall();
    await until(() => expect(sink.durable).toBe(4));
    expect(server.auths.at(-1)?.since).toBe(2);
  });

  it('resumes from the durable position after a cut, losing and doubling nothing', async () => {
    const server = await room();
    const proxy = await startTcpProxy(server.port);
    closers.push(() => proxy.close());
    const sink = createMemorySink();
    server.onConsole = (_socket, { since }) => {
      if (since < 30) server.send(batchOf(since + 1, since + 10));
    };
    attach(proxy.url, sink);
    for (const durable of [10, 20, 30]) {
      await until(() => expect(sink.durable).toBe(durable));
      proxy.cut();
    }
    await until(() => expect(server.auths.length).toBe(4));
    expect(server.auths.map(({ since }) => since)).toEqual([0, 10, 20, 30]);
    expect(sink.events.length).toBe(30);
  });
});

describe('carrying commands', () => {
  it('hands over the room’s answer', async () => {
    const server = await room();
    const sink = createMemorySink();
    const source = attach(server.url, sink);
    await connected(sink);
    expect(await source.carry?.(pin('c1'))).toEqual({ ok: true, seq: 1 });
    server.answer = () => ({ ok: false, code: 'no_such_product', message: '没有', retryable: false });
    expect(await source.carry?.(pin('c2'))).toMatchObject({ ok: false, code: 'no_such_product' });
  });

  it('never keeps a command for later: with the link down it says that nothing was sent', async () => {
    const server = await room();
    const sink = createMemorySink();
    const source = attach(server.url, sink, { retryMinMs: 200, retryMaxMs: 200 });
    expect(source.canCarry?.()).toBe(false);
    expect(await source.carry?.(pin('c0'))).toEqual({ ok: 'not_sent' });
    await connected(sink);
    server.hangUp();
    await until(() => expect(source.canCarry?.()).toBe(false));
    expect(await source.carry?.(pin('c1'))).toEqual({ ok: 'not_sent' });
    await until(() => expect(sink.hellos.length).toBe(2));
    expect(server.commands).toEqual([]);
  });

  it('says lost, not failed, where no answer came or none that can be read', async () => {
    const server = await room();
    const sink = createMemorySink();
    const source = attach(server.url, sink);
    await connected(sink);
    server.answer = () => null;
    expect(await source.carry?.(pin('c1'))).toEqual({ ok: 'lost' });
    server.answer = () => ({ ok: 'yes' });
    expect(await source.carry?.(pin('c2'))).toEqual({ ok: 'lost' });
    server.answer = () => {
      server.hangUp();
      return null;
    };
    expect(await source.carry?.(pin('c3'))).toEqual({ ok: 'lost' });
  });

  it('refuses a kind that the room does not carry without sending it', async () => {
    const server = await room();
    server.hello = helloOf({ capabilities: ['deal.start'] });
    const sink = createMemorySink();
    const source = attach(server.url, sink);
    await connected(sink);
    expect(await source.carry?.(pin('c1'))).toMatchObject({ ok: false, code: 'not_carried', retryable: false });
    expect(server.commands).toEqual([]);
  });

  it('states a command’s times by the room’s clock, so that a clock that is off does not expire it', async () => {
    const server = await room();
    server.hello = helloOf({ now: Date.now() + 600_000 });
    const sink = createMemorySink();
    const source = attach(server.url, sink);
    await connected(sink);
    const command = pin('c1');
    await source.carry?.(command);
    const seen = server.commands[0];
    expect(Math.abs((seen?.expiresAt ?? 0) - command.expiresAt - 600_000)).toBeLessThan(2000);
    expect(seen?.id).toBe('c1');
  });
});

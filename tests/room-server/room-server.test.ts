// The reference server against Kongtai Room Protocol 1, with a raw Socket.IO client on a real port.

import { io } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { KEEP_EVENTS, KEEP_MS, MAX_BATCH_BYTES, MAX_BATCH_EVENTS } from '../../src-main/contract/room-protocol.ts';
import { type RoomServer, type RoomServerOptions, startRoomServer } from '../../src-main/room-server/room-server.ts';
import { connectConsole, type RawConsole, type RawConsoleOptions, readRefusal, TOKEN } from './raw-console.ts';

const opened: { stop?(): Promise<void>; close?(): void }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) {
    one.close?.();
    await one.stop?.();
  }
});

const start = async (change: Partial<RoomServerOptions> = {}): Promise<RoomServer> => {
  const room = { id: 'demo', title: '测试', host: '知夏', currency: 'CNY' };
  const server = await startRoomServer({ room, token: TOKEN, clock: Date.now, ...change });
  opened.push(server);
  return server;
};

const connect = async (options: RawConsoleOptions): Promise<RawConsole> => {
  const raw = await connectConsole(options);
  opened.push(raw);
  return raw;
};

const chat = (text: string) => ({ type: 'chat', text });
const say = (server: RoomServer, count: number, text = '来了') => {
  for (let index = 0; index < count; index += 1) server.publish(chat(`${text}${index}`), index);
};
const seqs = (raw: RawConsole) => raw.events().map((event) => event.seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('connecting', () => {
  it.each([
    ['bad_token', { token: 'a-token-for-testz' }],
    ['bad_token', { token: 7 }],
    ['unknown_room', { room: 'another' }],
    ['protocol_too_old', { protocol: 0 }],
    ['protocol_too_old', { protocol: undefined }],
    ['protocol_too_new', { protocol: 2 }],
  ])('is refused with %s for %o, not let in and not cut off without a word', async (code, auth) => {
    const { url } = await start();
    expect(await readRefusal({ url, auth })).toBe(code);
  });

  it('tells a stranger of a wrong room nothing before the token is right', async () => {
    const { url } = await start();
    expect(await readRefusal({ url, auth: { token: 'guess-guess', room: 'another' } })).toBe('bad_token');
  });

  it('is refused with busy once the room is full, and the same console may still come back', async () => {
    const { url } = await start({ maxConsoles: 1 });
    const first = await connect({ url, auth: { client: 'c-1' } });
    expect(await readRefusal({ url, auth: { client: 'c-2' } })).toBe('busy');
    await connect({ url, auth: { client: 'c-1' } });
    await first.until(() => !first.socket.connected);
  });

  it('keeps web pages out, which name their origin where a program does not', async () => {
    const { url } = await start();
    const socket = io(`${url}/room`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { origin: 'https://evil.example' },
      auth: { protocol: 1, token: TOKEN, room: 'demo', client: 'x', since: 0 },
    });
    await new Promise((resolve) => socket.once('connect_error', resolve));
    socket.disconnect();
  });

  it('says hello with the room, its span of events, its clock and what it carries out', async () => {
    const server = await start({ clock: () => 5000, capabilities: ['product.pin'], onCommand: () => ({ ok: true }) });
    server.publish({ type: 'stream.started' }, 4000);
    server.publish(chat('一'), 4500);
    const { hello } = await connect({ url: server.url });
    expect(hello).toEqual({
      protocol: 1,
      room: { id: 'demo', title: '测试', host: '知夏', currency: 'CNY', startedAt: 4000 },
      oldest: 1,
      newest: 2,
      now: 5000,
      capabilities: ['product.pin'],
    });
  });

  it('says startedAt null after the stream has ended', async () => {
    const server = await start();
    server.publish({ type: 'stream.started' }, 1);
    server.publish({ type: 'stream.ended' }, 2);
    expect((await connect({ url: server.url })).hello.room.startedAt).toBeNull();
  });

  it('refuses a token that anybody could guess at the start of the server', async () => {
    await expect(start({ token: 'short' })).rejects.toThrow('8 characters');
  });
});

describe('events', () => {
  it('replays what came after since, and only that, then goes on live', async () => {
    const server = await start();
    say(server, 10);
    const raw = await connect({ url: server.url, auth: { since: 4 } });
    await raw.until(() => seqs(raw).length === 6);
    server.publish(chat('新'), 11);
    await raw.until(() => seqs(raw).length === 7);
    expect(seqs(raw)).toEqual(range(5, 11));
    expect(raw.events().at(-1)).toMatchObject({ seq: 11, at: 11, type: 'chat', text: '新' });
  });

  it('tells by hello.oldest what has been dropped, and starts there', async () => {
    let now = 0;
    const server = await start({ clock: () => now });
    say(server, 5);
    now = KEEP_MS + 1;
    say(server, 3);
    const raw = await connect({ url: server.url, auth: { since: 2 } });
    expect(raw.hello).toMatchObject({ oldest: 6, newest: 8 });
    await raw.until(() => seqs(raw).length === 3);
    expect(seqs(raw)).toEqual([6, 7, 8]);
  });

  it('keeps a hundred thousand events at the most, however young', async () => {
    const server = await start();
    say(server, KEEP_EVENTS + 5);
    expect(server.log.oldest()).toBe(6);
    expect(server.log.newest()).toBe(KEEP_EVENTS + 5);
  });

  it('keeps confirmed events too, for a console that was restored from a backup', async () => {
    const server = await start();
    say(server, 3);
    const first = await connect({ url: server.url });
    await first.until(() => seqs(first).length === 3);
    first.close();
    const restored = await connect({ url: server.url, auth: { since: 1 } });
    await restored.until(() => seqs(restored).length === 2);
    expect(seqs(restored)).toEqual([2, 3]);
  });

  it('gives everything to a console whose since lies beyond what this room ever said', async () => {
    const server = await start();
    say(server, 3);
    const raw = await connect({ url: server.url, auth: { since: 900 } });
    expect(raw.hello.newest).toBe(3);
    await raw.until(() => seqs(raw).length === 3);
  });

  it.each([-1, 1.5, '3', null, Number.MAX_VALUE])(
    'takes a since of %o for none, and does not fall over',
    async (since) => {
      const server = await start();
      say(server, 2);
      const raw = await connect({ url: server.url, auth: { since } });
      await raw.until(() => seqs(raw).length === 2);
    },
  );

  it('sends no batch over 500 events or 256 KiB', async () => {
    const server = await start();
    say(server, 1200);
    say(server, 300, '长'.repeat(1500));
    const raw = await connect({ url: server.url });
    await raw.until(() => seqs(raw).length === 1500);
    expect(seqs(raw)).toEqual(range(1, 1500));
    for (const batch of raw.batches) {
      expect(batch.events.length).toBeLessThanOrEqual(MAX_BATCH_EVENTS);
      expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThanOrEqual(MAX_BATCH_BYTES);
      expect(batch.to - batch.from + 1).toBe(batch.events.length);
    }
  });

  it('sends an event that alone is over the limit by itself, and goes on after it', async () => {
    const server = await start();
    server.publish(chat('前'), 1);
    server.publish(chat('A'.repeat(MAX_BATCH_BYTES * 2)), 2);
    server.publish(chat('后'), 3);
    const raw = await connect({ url: server.url });
    await raw.until(() => seqs(raw).length === 3);
    expect(raw.batches.map((batch) => batch.events.length)).toEqual([1, 1, 1]);
  });

  it('gathers what is said at once into one batch', async () => {
    const server = await start();
    const raw = await connect({ url: server.url });
    say(server, 200);
    await raw.until(() => seqs(raw).length === 200);
    expect(raw.batches.length).toBe(1);
  });

  it('holds back after a few unconfirmed batches, so that a slow console is not drowned', async () => {
    const server = await start({ ackTimeoutMs: 60_000 });
    say(server, 5000);
    const raw = await connect({ url: server.url, answer: () => null });
    await raw.until(() => raw.batches.length === 4);
    // Every answer to a command comes after what was sent before it.
    await raw.command({ id: 'x', kind: 'nothing' });
    expect(raw.batches.length).toBe(4);
  });

  it('sends a batch again whose answer was lost: twice, never not at all', async () => {
    const server = await start({ ackTimeoutMs: 100 });
    say(server, 3);
    const raw = await connect({
      url: server.url,
      answer: (batch, index) => (index === 0 ? null : { durable: batch.to }),
    });
    await raw.until(() => raw.batches.length === 2);
    expect(seqs(raw)).toEqual([1, 2, 3, 1, 2, 3]);
    expect(raw.events()[0]?.id).toBe(raw.events()[3]?.id);
  });

  it('sends a batch again that the console could not keep', async () => {
    const server = await start();
    say(server, 2);
    const raw = await connect({ url: server.url, answer: (batch, index) => ({ durable: index === 0 ? 0 : batch.to }) });
    await raw.until(() => raw.batches.length === 2);
    expect(seqs(raw)).toEqual([1, 2, 1, 2]);
  });

  it('sends what was not confirmed again after a reconnect, with the same ids', async () => {
    const server = await start();
    say(server, 3);
    const first = await connect({ url: server.url, answer: () => null });
    await first.until(() => seqs(first).length === 3);
    first.close();
    const second = await connect({ url: server.url });
    await second.until(() => seqs(second).length === 3);
    expect(second.events()).toEqual(first.events());
  });

  it('passes hostile fields on as they are, as own fields and no more', async () => {
    const server = await start();
    const body = JSON.parse('{"type":"chat","text":"x","__proto__":{"isHost":true},"id":5}') as object;
    server.publish(body, 1);
    const raw = await connect({ url: server.url });
    await raw.until(() => seqs(raw).length === 1);
    expect(Object.hasOwn(raw.events()[0] ?? {}, '__proto__')).toBe(true);
    expect(({} as { isHost?: boolean }).isHost).toBeUndefined();
  });
});

describe('stopping', () => {
  it('hangs up, frees the port, and a console may come back to a server on the same port', async () => {
    const server = await start();
    const raw = await connect({ url: server.url });
    await server.stop();
    await raw.until(() => !raw.socket.connected);
    const again = await start({ port: server.port });
    await connect({ url: again.url });
  });

  it('says that a port is in use instead of starting on none', async () => {
    const server = await start();
    await expect(start({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

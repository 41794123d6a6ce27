// The Socket.IO source against the reference room server, through a network that breaks: each event once, the cursor right.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RoomCommand } from '../../src-main/contract/room-protocol.ts';
import { type CommandId, instant, type ProductId, type ShowId, type SourceId } from '../../src-main/core/units.ts';
import { createAttachments } from '../../src-main/ingest/attachments.ts';
import type { EventSource } from '../../src-main/ingest/event-source.ts';
import { createIngest } from '../../src-main/ingest/ingest.ts';
import { createOutbox } from '../../src-main/ingest/outbox.ts';
import { createSocketIoSource, type SocketIoLimits } from '../../src-main/ingest/socketio-source.ts';
import { openRoomLog } from '../../src-main/room-server/room-log.ts';
import { type RoomServer, type RoomServerOptions, startRoomServer } from '../../src-main/room-server/room-server.ts';
import { createSeededRandom } from '../../src-main/room-server/seeded-random.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { createMemoryOutbox } from './support/memory-outbox.ts';
import { createMemorySink, type MemorySink } from './support/memory-sink.ts';
import { createMemoryStore } from './support/memory-store.ts';

const TOKEN = 'a-token-for-tests';
const QUICK: Partial<SocketIoLimits> = { retryMinMs: 10, retryMaxMs: 40, openMs: 1500, answerMs: 400 };
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 5 });
const clock = () => Date.now();

const serve = async (change: Partial<RoomServerOptions> = {}): Promise<RoomServer> => {
  const server = await startRoomServer({
    room: { id: 'r1', title: '试播间', host: '小美', currency: 'CNY' },
    token: TOKEN,
    clock,
    capabilities: ['product.pin'],
    onCommand: () => ({ ok: true }),
    ...change,
  });
  closers.push(() => server.stop());
  return server;
};

const makeJournalDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'kongtai-room-'));
  closers.push(async () => rmSync(dir, { recursive: true, force: true }));
  return dir;
};

const proxied = async (port: number) => {
  const proxy = await startTcpProxy(port);
  closers.push(() => proxy.close());
  return proxy;
};

const sourceAt = (url: string, limits: Partial<SocketIoLimits> = {}): EventSource => {
  const source = createSocketIoSource({
    sourceId: 's1' as SourceId,
    name: '直播间',
    kind: 'room',
    url,
    token: TOKEN,
    room: 'r1',
    client: '018f0000-0000-7000-8000-000000000001',
    clock: () => instant(Date.now()),
    limits: { ...QUICK, ...limits },
  });
  closers.push(() => source.stop());
  return source;
};

const attach = (url: string, sink: MemorySink, limits: Partial<SocketIoLimits> = {}): EventSource => {
  const source = sourceAt(url, limits);
  source.start(sink);
  return source;
};

/** Says chats `from`..`to`, in their numbers. */
const say = (server: Pick<RoomServer, 'publish'>, from: number, to: number): void => {
  for (let n = from; n <= to; n += 1) server.publish({ type: 'chat', text: `第${n}句` }, clock(), `said-${n}`);
};

const numbersOf = (sink: MemorySink): number[] => sink.events.map(({ id }) => Number(id.slice('said-'.length)));
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** No batch may move the cursor beyond what was taken by then, nor back. */
const expectCursorHonest = (sink: MemorySink): void => {
  let [highest, cursor] = [0, 0];
  for (const batch of sink.batches) {
    for (const { seq } of batch.events) highest = Math.max(highest, seq);
    if (batch.cursor === null) continue;
    expect(batch.cursor).toBeGreaterThanOrEqual(cursor);
    expect(batch.cursor).toBeLessThanOrEqual(highest);
    cursor = batch.cursor;
  }
};

describe('a connection that is cut', () => {
  it.each([1, 2, 3])('again and again at random moments (seed %d) loses nothing and doubles nothing', async (seed) => {
    const random = createSeededRandom(`cuts-${seed}`);
    const server = await serve({ ackTimeoutMs: 300 });
    const proxy = await proxied(server.port);
    const sink = createMemorySink();
    attach(proxy.url, sink);
    let said = 0;
    for (let round = 0; round < 25; round += 1) {
      const more = random.whole(1, 400);
      say(server, said + 1, said + more);
      said += more;
      // Somewhere between nothing and all of it.
      const goal = sink.durable + random.whole(0, said - sink.durable);
      await until(() => expect(sink.durable).toBeGreaterThanOrEqual(goal));
      proxy.cut();
    }
    await until(() => expect(sink.durable).toBe(said));
    expect(numbersOf(sink)).toEqual(upTo(said));
    expect(sink.gaps).toEqual([]);
    expect(sink.hellos.length).toBeGreaterThan(5);
    expectCursorHonest(sink);
  });

  it('while the store is busy does not acknowledge what is not durable', async () => {
    const server = await serve();
    const proxy = await proxied(server.port);
    const sink = createMemorySink();
    let open = (): void => undefined;
    sink.gate = new Promise((resolve) => {
      open = resolve;
    });
    say(server, 1, 1500);
    attach(proxy.url, sink);
    await until(() => expect(sink.hellos.length).toBe(1));
    proxy.cut();
    sink.gate = null;
    open();
    await until(() => expect(sink.durable).toBe(1500));
    expect(numbersOf(sink)).toEqual(upTo(1500));
  });
});

describe('a batch that comes twice', () => {
  it('because its acknowledgement was late is taken once', async () => {
    const server = await serve({ ackTimeoutMs: 40 });
    const sink = createMemorySink();
    attach(server.url, sink);
    await until(() => expect(sink.hellos.length).toBe(1));
    let seen = 0;
    const take = sink.take;
    sink.take = async (batch) => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      seen += batch.events.length;
      await take(batch);
    };
    for (let from = 1; from <= 901; from += 100) say(server, from, from + 99);
    await until(() => expect(sink.durable).toBe(1000));
    expect(numbersOf(sink)).toEqual(upTo(1000));
    expect(seen, 'the room did send some again').toBeGreaterThan(1000);
    expect(sink.gaps).toEqual([]);
  });
});

describe('a link that is half open', () => {
  it('turns stale, then is given up and dialled anew; what was said meanwhile comes once', async () => {
    const server = await serve({ ackTimeoutMs: 300, pingIntervalMs: 300, pingTimeoutMs: 300 });
    const proxy = await proxied(server.port);
    const sink = createMemorySink();
    const source = attach(proxy.url, sink, { staleAfterMs: 150, answerMs: 100 });
    say(server, 1, 50);
    await until(() => expect(sink.durable).toBe(50));
    proxy.stall();
    say(server, 51, 120);
    await until(() => expect(sink.last()?.status).toBe('stale'));
    expect(sink.durable).toBe(50);
    const command = pin('c1');
    expect(await source.carry?.(command), 'nobody answers over it').toEqual({ ok: 'lost' });
    await until(() => expect(sink.last()?.status, 'by the missing ping alone').toBe('reconnecting'));
    expect(source.canCarry?.()).toBe(false);
    proxy.unstall();
    await until(() => expect(sink.durable).toBe(120));
    expect(numbersOf(sink)).toEqual(upTo(120));
    expect(sink.gaps).toEqual([]);
  });
});

const pin = (id: string): RoomCommand => ({
  id: id as CommandId,
  kind: 'product.pin',
  at: instant(Date.now()),
  expiresAt: instant(Date.now() + 60_000),
  body: { productId: 'p1' as ProductId },
});

describe('a server that is killed', () => {
  it('and comes back with its journal goes on where it was: nothing lost, nothing twice, no gap', async () => {
    const journalDir = makeJournalDir();
    const sink = createMemorySink();
    let server = await serve({ log: openRoomLog({ journalDir, clock }) });
    const proxy = await proxied(server.port);
    attach(proxy.url, sink);
    for (let life = 0; life < 4; life += 1) {
      say(server, life * 700 + 1, life * 700 + 700);
      if (life % 2 === 0) await until(() => expect(sink.durable).toBeGreaterThan(life * 700));
      server.log.flush();
      await server.stop();
      await until(() => expect(sink.last()?.status).toBe('reconnecting'));
      server = await serve({ log: openRoomLog({ journalDir, clock }) });
      proxy.setTarget(server.port);
    }
    await until(() => expect(sink.durable).toBe(2800));
    expect(numbersOf(sink)).toEqual(upTo(2800));
    expect(sink.gaps).toEqual([]);
    expectCursorHonest(sink);
  });

  it('and comes back without its memory: a gap is said once, and the new numbers are followed', async () => {
    const sink = createMemorySink();
    const first = await serve();
    const proxy = await proxied(first.port);
    attach(proxy.url, sink);
    say(first, 1, 300);
    await until(() => expect(sink.durable).toBe(300));
    await first.stop();
    const second = await serve();
    say(second, 301, 420);
    proxy.setTarget(second.port);
    await until(() => expect(sink.durable).toBe(120));
    expect(sink.gaps).toEqual([{ from: 301, to: 301 }]);
    expect(numbersOf(sink)).toEqual(upTo(420));
    say(second, 421, 430);
    await until(() => expect(sink.durable).toBe(130));
    proxy.cut();
    await until(() => expect(sink.hellos.length).toBeGreaterThan(3));
    expect(sink.gaps.length).toBe(1);
    expect(numbersOf(sink)).toEqual(upTo(430));
  });

  it('and has forgotten what is too old by its return: exactly that is the gap', async () => {
    let now = Date.now();
    const journalDir = makeJournalDir();
    const sink = createMemorySink();
    const first = await serve({ log: openRoomLog({ journalDir, clock: () => now }) });
    const proxy = await proxied(first.port);
    attach(proxy.url, sink);
    say(first, 1, 100);
    await until(() => expect(sink.durable).toBe(100));
    proxy.setOpen(false);
    proxy.cut();
    say(first, 101, 250);
    now += 10 * 60_000;
    say(first, 251, 300);
    now += 6 * 60_000;
    proxy.setOpen(true);
    await until(() => expect(sink.durable).toBe(300));
    expect(sink.gaps).toEqual([{ from: 101, to: 250 }]);
    expect(numbersOf(sink)).toEqual([...upTo(100), ...upTo(300).slice(250)]);
  });
});

describe('a full disk', () => {
  it('while the room talks on: nothing is acknowledged, and all of it comes once there is space', async () => {
    const server = await serve();
    const sink = createMemorySink();
    attach(server.url, sink);
    say(server, 1, 100);
    await until(() => expect(sink.durable).toBe(100));
    sink.isFull = true;
    say(server, 101, 700);
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'store_full' } }));
    say(server, 701, 900);
    sink.isFull = false;
    await until(() => expect(sink.durable).toBe(900));
    expect(sink.last()?.status).toBe('live');
    expect(numbersOf(sink)).toEqual(upTo(900));
    expect(sink.gaps).toEqual([]);
  });
});

describe('the whole way', () => {
  it('out and in over a bad network: every command is carried out once, every event is folded once', async () => {
    const random = createSeededRandom('whole');
    const carried: string[] = [];
    const server = await serve({
      ackTimeoutMs: 300,
      onCommand: ({ id }) => {
        carried.push(id);
        server.publish({ type: 'chat', text: id }, clock(), `answer-${id}`);
        return { ok: true };
      },
    });
    const proxy = await proxied(server.port);
    const now = () => instant(Date.now());
    const store = createMemoryStore();
    const folded: string[] = [];
    const ingest = createIngest({
      store,
      showId: () => 'show-1' as ShowId,
      clock: now,
      onFacts: (facts) => folded.push(...facts.map(({ eventId }) => eventId)),
      onProblem: (problem) => expect(problem).toBeNull(),
    });
    const commands = createMemoryOutbox(now);
    const attachments = createAttachments({
      clock: now,
      cursor: (id) => store.cursors.get(id) ?? 0,
      take: (id, batch) => ingest.take(id, batch),
      say: () => undefined,
      onChange: () => outbox.kick(),
    });
    const outbox = createOutbox({
      store: commands,
      sources: attachments.sources,
      clock: now,
      onChange: () => undefined,
      retryMinMs: 10,
      retryMaxMs: 40,
    });
    attachments.attach(sourceAt(proxy.url));
    const ids = Array.from({ length: 40 }, (_, index) => `c${index + 1}`);
    for (const [index, id] of ids.entries()) {
      commands.queue('s1' as SourceId, pin(id));
      outbox.kick();
      say(server, index * 20 + 1, index * 20 + 20);
      if (random.chance(0.5)) proxy.cut();
      const settled = random.whole(0, index);
      await until(() => expect(carried.length).toBeGreaterThanOrEqual(settled));
    }
    await until(() => expect(ids.map((id) => commands.row(id).state)).toEqual(ids.map(() => 'acked')));
    await until(() => expect(store.cursors.get('s1' as SourceId)).toBe(server.log.newest()));
    expect(carried).toEqual(ids);
    expect([...folded].sort()).toEqual(
      [...upTo(800).map((n) => `said-${n}`), ...ids.map((id) => `answer-${id}`)].sort(),
    );
    await attachments.detachAll();
    await outbox.stop();
    ingest.close();
  });
});

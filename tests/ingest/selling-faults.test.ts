// Orders in and commands out through a network that is cut nine times a second and loses every fourth acknowledgement, on a real store.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { after, type CommandId, duration, instant, type ProductId, type SourceId } from '../../src-main/core/units.ts';
import { createAttachments } from '../../src-main/ingest/attachments.ts';
import { createIngest } from '../../src-main/ingest/ingest.ts';
import { createOutbox } from '../../src-main/ingest/outbox.ts';
import { createSocketIoSource } from '../../src-main/ingest/socketio-source.ts';
import { startRoomServer } from '../../src-main/room-server/room-server.ts';
import { createSeededRandom } from '../../src-main/room-server/seeded-random.ts';
import { allFacts, bodyOf, orderOf, SHOW, seed, stockOf, variantOf } from '../store/support/sample-facts.ts';
import { makeFolder, openIn } from '../store/support/store-folder.ts';
import { startAckThief } from './support/ack-thief.ts';

const ORDERS = 1500;
const COMMANDS = 60;
const CUT_EVERY_MS = 110;
const TOKEN = 'a-token-for-tests';
const SOURCE = 's1' as SourceId;
const LIMIT_MS = 60_000;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: LIMIT_MS, interval: 20 });
const now = () => instant(Date.now());

describe('a network that is cut every 110 ms and loses a quarter of the acknowledgements', () => {
  it(`loses or doubles one of ${ORDERS} orders, or has the room carry out one of ${COMMANDS} commands twice`, async () => {
    const random = createSeededRandom('selling');
    const carried: string[] = [];
    const server = await startRoomServer({
      room: { id: 'r1', title: '试播间', host: '小美', currency: 'CNY' },
      token: TOKEN,
      clock: () => Date.now(),
      capabilities: ['product.pin'],
      onCommand: ({ id }) => {
        carried.push(id);
        return { ok: true };
      },
      ackTimeoutMs: 300,
    });
    closers.push(() => server.stop());
    const thief = await startAckThief({
      targetPort: server.port,
      cutEveryMs: CUT_EVERY_MS,
      isStolen: () => random.chance(0.25),
    });
    closers.push(() => thief.close());

    const { store } = await openIn(makeFolder());
    closers.push(() => store.close());
    seed(store, [variantOf('v1', ORDERS + 100)]);
    const ingest = createIngest({
      store,
      showId: () => SHOW,
      clock: now,
      onFacts: () => undefined,
      onProblem: (problem) => expect(problem).toBeNull(),
    });
    closers.push(() => ingest.close());
    const attachments = createAttachments({
      clock: now,
      cursor: (id) => store.cursor(id),
      take: (id, batch) => ingest.take(id, batch),
      say: () => undefined,
      onChange: () => outbox.kick(),
    });
    const outbox = createOutbox({
      store,
      sources: attachments.sources,
      clock: now,
      onChange: () => undefined,
      retryMinMs: 10,
      retryMaxMs: 40,
    });
    closers.push(() => outbox.stop());
    attachments.attach(
      createSocketIoSource({
        sourceId: SOURCE,
        name: '直播间',
        kind: 'room',
        url: thief.url,
        token: TOKEN,
        room: 'r1',
        client: '018f0000-0000-7000-8000-000000000001',
        clock: now,
        limits: { retryMinMs: 5, retryMaxMs: 20, openMs: 1500, answerMs: 400 },
      }),
    );
    closers.push(() => attachments.detachAll());

    const ids = Array.from({ length: COMMANDS }, (_, index) => `c${index + 1}`);
    const perCommand = ORDERS / COMMANDS;
    for (const [index, id] of ids.entries()) {
      for (let at = index * perCommand; at < (index + 1) * perCommand; at += 1) {
        server.publish(bodyOf('order.paid', orderOf(`o${at}`, [{ variant: 'v1', quantity: 1 }])), now(), `e${at}`);
      }
      const command = {
        id: id as CommandId,
        kind: 'product.pin' as const,
        at: now(),
        expiresAt: after(now(), duration(LIMIT_MS)),
        body: { productId: 'p-v1' as ProductId },
      };
      store.transact((writes) => writes.queueCommand(SOURCE, command));
      outbox.kick();
      // A show goes on while the network fails: what is said later meets other cuts.
      await until(() => expect(store.cursor(SOURCE)).toBeGreaterThan(index * perCommand * random.next()));
    }
    await until(() => expect(store.outboxOpen()).toEqual([]));
    await until(() => expect(store.cursor(SOURCE)).toBe(server.log.newest()));

    expect(carried).toEqual(ids);
    expect(store.outboxLatest(COMMANDS).map(({ state }) => state)).toEqual(ids.map(() => 'acked'));
    const said = allFacts(store).filter(({ body }) => body.type === 'order.paid');
    expect(said.map(({ eventId }) => eventId)).toEqual(Array.from({ length: ORDERS }, (_, index) => `e${index}`));
    expect(stockOf(store, 'v1')).toBe(100);
    // The network was as bad as it is said to be.
    expect(thief.did.cuts).toBeGreaterThan(5);
    expect(thief.did.stolen / (thief.did.stolen + thief.did.passed)).toBeGreaterThan(0.1);
  }, 120_000);
});

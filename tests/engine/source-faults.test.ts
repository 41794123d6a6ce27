// What goes wrong at the other end of a source, over real sockets and through the whole engine: a state and a sentence each, and the others go on.

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Instant, instant, type SourceId } from '../../src-main/core/units.ts';
import { createSourceKinds } from '../../src-main/ingest/source-kinds.ts';
import { closing, freePort } from '../ingest/support/feed-rig.ts';
import { startChatReader, startOldSocketIo, startWsFeed, type WsFeedServer } from '../ingest/support/feed-server.ts';
import { shopifyOrder } from '../ingest/support/shop-orders.ts';
import { startStandInRoom } from '../ingest/support/stand-in-room.ts';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';
import {
  type FaultyServer,
  startSelfSigned,
  startStatus,
  startTipCloud,
  startWebPage,
} from './support/faulty-servers.ts';

afterEach(closeRigs);

const DAY = 24 * 3_600_000;
const KINDS = createSourceKinds('00000000-0000-4000-8000-000000000000');
const realClock = () => Object.assign((): Instant => instant(Date.now()), { advance: () => undefined });

const ESTABLISHED = JSON.stringify({ type: 'established', clientId: 'c1', isServer: false, version: '4.0.3' });
const laplaceChat = (id: string, at = Date.now()) => ({
  type: 'message',
  id,
  uid: 7,
  username: '小鹿',
  message: `第 ${id} 句`,
  timestampNormalized: at,
});
const tiktokChat = (id: string, at = Date.now(), roomId = '7309') => ({
  msgId: id,
  roomId,
  createTime: String(at),
  userId: '69',
  nickname: '美美',
  comment: `第 ${id} 句`,
});

const startLaplace = async (): Promise<WsFeedServer> =>
  closing(await startWsFeed({ onConnect: (socket) => socket.send(ESTABLISHED) }));

const startTikTok = async () =>
  closing(
    await startChatReader((answer) =>
      answer('tiktokConnected', { isConnected: true, roomId: '7309', roomInfo: { data: { title: '晚场' } } }),
    ),
  );

const stateOf = (rig: Rig, sourceId: SourceId) =>
  rig.screen.topic('source.list').find((row) => row.sourceId === sourceId);

interface Ask {
  readonly kind: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

const add = async (rig: Rig, { kind, settings, secrets = {} }: Ask): Promise<SourceId> =>
  (await rig.screen.must('source.add', { ...intent(), name: kind, kind, settings, secrets })).sourceId;

interface Field {
  readonly rig: Rig;
  /** Another source beside the faulty one is heard now, each word of it. */
  goesOn(): Promise<void>;
}

const openField = async (): Promise<Field> => {
  const rig = await openRig({ clock: realClock(), sourceKinds: KINDS });
  await rig.screen.must('show.rehearse', intent());
  const server = await startLaplace();
  const witness = await add(rig, { kind: 'laplace-event-bridge', settings: { url: server.url } });
  await until(rig, () => expect(stateOf(rig, witness)?.status).toBe('live'));
  let said = 0;
  return {
    rig,
    goesOn: async () => {
      for (let word = 0; word < 5; word += 1) {
        said += 1;
        server.send(laplaceChat(`witness-${said}`));
      }
      await until(rig, () => expect(stateOf(rig, witness)).toMatchObject({ status: 'live', events: said, rejects: 0 }));
    },
  };
};

const sentencesOf = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../src-renderer/i18n/${language}/errors.json`), 'utf8'));
const SENTENCES = [sentencesOf('zh-CN'), sentencesOf('en')];

type Place = () => Promise<{ readonly port: number }>;

const opened =
  (start: () => Promise<FaultyServer>): Place =>
  async () =>
    closing(await start());
const nobody: Place = async () => ({ port: await freePort() });
const status = (code: number): Place => opened(() => startStatus(code));
const webPage = opened(startWebPage);
const selfSigned = opened(startSelfSigned);

type Dialled = (port: number, isTls: boolean) => Ask;
const DIALLED: Readonly<Record<'tiktok' | 'room' | 'laplace' | 'woo' | 'shopify' | 'streamlabs', Dialled>> = {
  tiktok: (port, isTls) => ({
    kind: 'tiktok-chat-reader',
    settings: { url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}`, user: 'demo' },
  }),
  room: (port, isTls) => ({
    kind: 'room',
    settings: { url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}`, room: 'r1' },
    secrets: { token: 'wrong' },
  }),
  laplace: (port, isTls) => ({
    kind: 'laplace-event-bridge',
    settings: { url: `${isTls ? 'wss' : 'ws'}://127.0.0.1:${port}` },
    secrets: { token: 'wrong' },
  }),
  woo: (port, isTls) => ({
    kind: 'woocommerce',
    settings: { url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}`, key: 'ck_1' },
    secrets: { secret: 'wrong' },
  }),
  shopify: (port, isTls) => ({
    kind: 'shopify',
    settings: { url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}` },
    secrets: { token: 'wrong' },
  }),
  streamlabs: (port, isTls) => ({
    kind: 'streamlabs',
    settings: { url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}` },
    secrets: { token: 'wrong' },
  }),
};

interface Fault {
  readonly what: string;
  readonly who: keyof typeof DIALLED;
  readonly place: Place;
  readonly code: string;
  readonly isTls: boolean;
}

const lockedRoom: Place = async () => {
  const room = await startStandInRoom();
  room.refuseWith = 'bad_token';
  closing({ close: () => room.stop() });
  return room;
};
const oldSocketIo: Place = async () => closing(await startOldSocketIo());
const lockedBridge: Place = async () => closing(await startWsFeed({ refuseWith: () => 401 }));

const faults = (what: string, code: string, who: readonly (keyof typeof DIALLED)[], place: Place, isTls = false) =>
  who.map((each): Fault => ({ what, who: each, place, code, isTls }));
const ALL = ['tiktok', 'room', 'laplace', 'woo', 'shopify', 'streamlabs'] as const;

const FAULTS: readonly Fault[] = [
  ...faults('a wrong address', 'unreachable', ALL, nobody),
  ...faults('a wrong token', 'bad_token', ['room'], lockedRoom),
  ...faults('a wrong token', 'bad_token', ['laplace'], lockedBridge),
  ...faults('a wrong token', 'bad_token', ['woo', 'shopify'], status(401)),
  ...faults('a wrong token', 'bad_token', ['streamlabs'], opened(startTipCloud)),
  ...faults('a certificate that signed itself', 'bad_tls', ALL, selfSigned, true),
  ...faults('a server of Socket.IO 2', 'socket_io_2', ['tiktok', 'room'], oldSocketIo),
  ...faults('a web page', 'not_json', ['tiktok', 'laplace', 'woo', 'shopify', 'streamlabs'], webPage),
  ...faults('a web page', 'bad_room', ['room'], webPage),
];

describe('at the address stands', () => {
  it.each(FAULTS)(
    '$what for $who: it has no state, no sentence, or takes another source along',
    async ({ who, place, code, isTls }) => {
      const { rig, goesOn } = await openField();
      const { port } = await place();
      const sourceId = await add(rig, DIALLED[who](port, isTls));
      await until(rig, () => expect(stateOf(rig, sourceId)?.problem?.code).toBe(code));
      const state = stateOf(rig, sourceId);
      expect(['down', 'reconnecting']).toContain(state?.status);
      expect(state?.retryAt).not.toBeNull();
      expect(SENTENCES.map((each) => typeof each[code])).toEqual(['string', 'string']);
      expect(JSON.stringify(rig.screen.topic('source.list'))).not.toContain('wrong');
      await goesOn();
      expect(rig.faults).toEqual([]);
    },
  );
});

/** Sends as fast as it is taken, for a while. */
const flood = async (send: (index: number) => void, ms: number): Promise<number> => {
  const end = Date.now() + ms;
  let sent = 0;
  while (Date.now() < end) {
    for (let burst = 0; burst < 200; burst += 1) {
      send(sent);
      sent += 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sent;
};

const GARBAGE = [
  '{',
  '[[[[',
  '\u0000\ud800',
  '{"type":"message"}',
  'null',
  '9'.repeat(400),
  '{"__proto__":{"type":"x"}}',
];
const garbageAt = (index: number): string => GARBAGE[index % GARBAGE.length] ?? '';

/** Dials a door until it is open. */
const dialDoor = async (rig: Rig, port: number): Promise<WebSocket> => {
  let socket: WebSocket | null = null;
  await until(rig, () => {
    if (socket === null || socket.readyState === WebSocket.CLOSED) {
      socket = new WebSocket(`ws://127.0.0.1:${port}`);
      socket.on('error', () => undefined);
    }
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });
  if (socket === null) throw new Error('no door');
  const dialled: WebSocket = socket;
  closing({
    close: async () => {
      dialled.terminate();
    },
  });
  return dialled;
};

const postTo = (port: number, body: string, secret: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/paid',
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
    body,
  });

const webhookAt = async (rig: Rig): Promise<{ readonly port: number; readonly sourceId: SourceId }> => {
  const port = await freePort();
  const settings = { platform: 'shopify', port: String(port) };
  const sourceId = await add(rig, { kind: 'webhook', settings, secrets: { secret: 'right' } });
  await until(rig, () => expect(stateOf(rig, sourceId)?.status).toBe('live'));
  return { port, sourceId };
};

describe('a stream of garbage at full speed', () => {
  const FLOODED = ['laplace', 'tiktok', 'dycast'] as const;
  it.each(FLOODED)(
    'from %s starves another source, fills the memory, or goes unsaid',
    async (who) => {
      const { rig, goesOn } = await openField();
      let send: (index: number) => void;
      let sourceId: SourceId;
      if (who === 'dycast') {
        const port = await freePort();
        sourceId = await add(rig, { kind: 'dycast', settings: { port: String(port) } });
        const socket = await dialDoor(rig, port);
        send = (index) => socket.send(garbageAt(index));
      } else if (who === 'laplace') {
        const server = await startLaplace();
        sourceId = await add(rig, DIALLED.laplace(server.port, false));
        send = (index) => server.send(garbageAt(index));
      } else {
        const server = await startTikTok();
        sourceId = await add(rig, DIALLED.tiktok(server.port, false));
        send = (index) => server.emit(index % 2 === 0 ? 'chat' : 'unheard-of', garbageAt(index));
      }
      await until(rig, () => expect(stateOf(rig, sourceId)?.status).toBe('live'));
      const flooding = flood(send, 2000);
      await goesOn();
      await goesOn();
      expect(await flooding).toBeGreaterThan(1000);
      await goesOn();
      await until(rig, () => expect(stateOf(rig, sourceId)?.doubt).toBeGreaterThan(0.9));
      expect(stateOf(rig, sourceId)).toMatchObject({ events: 0 });
      expect(rig.store.rejectCount()).toBeGreaterThan(0);
      expect(rig.faults).toEqual([]);
    },
    30_000,
  );

  it('posted to a webhook starves another source, or keeps a genuine order out for good', async () => {
    const { rig, goesOn } = await openField();
    const { port, sourceId } = await webhookAt(rig);
    const answers = new Map<number, number>();
    const end = Date.now() + 2500;
    const knock = async (): Promise<void> => {
      while (Date.now() < end) {
        const { status: answer } = await postTo(port, '{"no":1', 'another');
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
    };
    const knocking = Promise.all(Array.from({ length: 24 }, knock));
    await goesOn();
    await knocking;
    expect([...answers.keys()].every((answer) => answer === 401 || answer === 429)).toBe(true);
    expect(answers.get(429)).toBeGreaterThan(0);
    const now = new Date().toISOString();
    const order = JSON.stringify(shopifyOrder({ created_at: now, processed_at: now, updated_at: now }));
    await expect.poll(async () => (await postTo(port, order, 'right')).status, { timeout: 8000 }).toBe(200);
    await until(rig, () => expect(stateOf(rig, sourceId)?.events).toBe(2));
  }, 30_000);
});

const chatsOf = (rig: Rig): number =>
  [...rig.store.factsOf(rig.screen.topic('show.current').showId)].filter(({ body }) => body.type === 'chat').length;

describe('a source that resends its last hour', () => {
  const HOUR = Array.from({ length: 300 }, (_, index) => Date.now() - 3_600_000 + index * 12_000);

  it('over Socket.IO counts everything twice, or is called off its clock', async () => {
    const { rig, goesOn } = await openField();
    const server = await startTikTok();
    const sourceId = await add(rig, DIALLED.tiktok(server.port, false));
    for (const round of [1, 2, 3]) {
      await until(rig, () => expect([server.asked.length, stateOf(rig, sourceId)?.status]).toEqual([round, 'live']));
      for (const [index, at] of HOUR.entries()) server.emit('chat', tiktokChat(`m${index}`, at));
      await until(rig, () => expect(stateOf(rig, sourceId)?.events).toBeGreaterThanOrEqual(HOUR.length));
      server.drop();
    }
    expect(chatsOf(rig)).toBe(HOUR.length);
    await goesOn();
    expect(stateOf(rig, sourceId)?.clockOffsetMs).toBe(0);
  });

  it('over a plain socket counts everything twice', async () => {
    const { rig } = await openField();
    const server = await startLaplace();
    const sourceId = await add(rig, DIALLED.laplace(server.port, false));
    await until(rig, () => expect(stateOf(rig, sourceId)?.status).toBe('live'));
    for (const round of [1, 2]) {
      for (const [index, at] of HOUR.entries()) server.send(laplaceChat(`m${index}`, at));
      await until(rig, () => expect(stateOf(rig, sourceId)?.events).toBe(HOUR.length * round));
    }
    expect(chatsOf(rig)).toBe(HOUR.length);
  });

  it('to a webhook sells everything twice', async () => {
    const { rig } = await openField();
    const { port } = await webhookAt(rig);
    const orders = Array.from({ length: 20 }, (_, index) => {
      const at = new Date(Date.now() + index).toISOString();
      return JSON.stringify(shopifyOrder({ id: 9000 + index, created_at: at, processed_at: at, updated_at: at }));
    });
    for (const body of [...orders, ...orders]) expect((await postTo(port, body, 'right')).status).toBe(200);
    const facts = [...rig.store.factsOf(rig.screen.topic('show.current').showId)];
    expect(facts.filter(({ body }) => body.type === 'order.paid')).toHaveLength(20);
  });
});

it('a source that jumps to another room does so unseen', async () => {
  const { rig, goesOn } = await openField();
  const server = await startTikTok();
  const sourceId = await add(rig, DIALLED.tiktok(server.port, false));
  await until(rig, () => expect(stateOf(rig, sourceId)?.status).toBe('live'));
  server.emit('chat', tiktokChat('m1'));
  server.emit('chat', tiktokChat('m2', Date.now(), '7400'));
  await until(rig, () =>
    expect(stateOf(rig, sourceId)).toMatchObject({
      status: 'live',
      events: 2,
      problem: { code: 'other_room', details: { from: '7309', to: '7400' } },
    }),
  );
  await goesOn();
});

describe.each([-DAY, DAY])('a source whose clock is %d ms off', (offset) => {
  it.each(['laplace', 'tiktok'] as const)('%s puts its chat a day away, or makes a hole of a day', async (who) => {
    const { rig, goesOn } = await openField();
    const server = who === 'laplace' ? await startLaplace() : await startTikTok();
    const sourceId = await add(rig, DIALLED[who](server.port, false));
    await until(rig, () => expect(stateOf(rig, sourceId)?.status).toBe('live'));
    const say = (id: string): void => {
      if ('send' in server) server.send(laplaceChat(id, Date.now() + offset));
      else server.emit('chat', tiktokChat(id, Date.now() + offset));
    };
    for (const id of ['a', 'b', 'c', 'd']) say(id);
    await until(rig, () =>
      expect(stateOf(rig, sourceId)?.problem).toMatchObject({ code: 'clock_off', details: { hours: 24 } }),
    );
    const found = stateOf(rig, sourceId)?.clockOffsetMs ?? 0;
    expect(Math.abs(found - offset)).toBeLessThan(60_000);
    for (const id of ['e', 'f', 'g']) say(id);
    await goesOn();
    await until(rig, () => expect(stateOf(rig, sourceId)?.events).toBe(7));
    await until(rig, () => {
      const { chats, gaps, from } = rig.screen.topic('chart.live');
      const counted = chats.reduce<number>((sum, count) => sum + (count ?? 0), 0);
      // What came before the clock was found out may lie outside the show; nothing after it may.
      expect(counted).toBeGreaterThanOrEqual(5 + 3);
      expect(gaps.filter((gap) => gap.source === sourceId)).toEqual([]);
      expect(Math.abs(from - Date.now())).toBeLessThan(60_000);
    });
  });
});

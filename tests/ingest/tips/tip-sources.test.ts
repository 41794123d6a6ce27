// Streamlabs, StreamElements and Astro over real sockets, and what their messages become, whatever comes.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Server } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { instant, type SourceId } from '../../../src-main/core/units.ts';
import type { FeedReading } from '../../../src-main/ingest/feed-reading.ts';
import { createSocketIoSource } from '../../../src-main/ingest/socketio-source.ts';
import { type AstroLimits, createAstroSource } from '../../../src-main/ingest/tips/astro-source.ts';
import { parseActivity } from '../../../src-main/ingest/tips/parse-activity.ts';
import { parseStreamlabs } from '../../../src-main/ingest/tips/parse-streamlabs.ts';
import { createStreamElementsSource } from '../../../src-main/ingest/tips/streamelements-source.ts';
import { createStreamlabsSource, type TipLimits } from '../../../src-main/ingest/tips/streamlabs-source.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { attach, closing, live, making, until } from '../support/feed-rig.ts';
import { startOldSocketIo, startWsFeed, type WsFeedServer } from '../support/feed-server.ts';
import type { MemorySink } from '../support/memory-sink.ts';
import { brokenText, spoiled } from '../support/mutate.ts';

const NOW = instant(Date.parse('2026-11-20T14:00:00Z'));
const QUICK: Partial<TipLimits & AstroLimits> = {
  retryMinMs: 20,
  retryMaxMs: 60,
  refusedRetryMs: 200,
  openMs: 1500,
};

const donation = (rest: object = {}): Record<string, unknown> => ({
  type: 'donation',
  message: [
    {
      _id: '5f1c2d',
      id: 96_164_121,
      name: 'Ada',
      from: 'Ada',
      from_user_id: null,
      amount: '10.50',
      formatted_amount: '$10.50',
      currency: 'USD',
      message: '支持一下',
      ...rest,
    },
  ],
  event_id: 'evt_1',
});

const activity = (type: string, data: object = {}, rest: object = {}): Record<string, unknown> => ({
  _id: '65a0',
  channel: '5d1',
  type,
  provider: 'twitch',
  activityId: 'act-1',
  createdAt: '2026-11-20T13:59:58.000Z',
  data: {
    username: 'ada',
    displayName: 'Ada',
    providerId: '4411',
    amount: 25,
    currency: 'EUR',
    message: 'hi',
    ...data,
  },
  ...rest,
});

const MERCH = { items: [{ name: 'Mug', price: 12.5, quantity: 2 }], message: '' };

const seen = ({ events }: Pick<FeedReading, 'events'>): readonly unknown[] =>
  events.map(({ id, body }) => [
    id,
    body.type,
    body.type === 'gift' ? [body.gift.unitValue, body.count] : body.type === 'chat' ? body.text : body.viewer?.name,
  ]);

describe('what is told', () => {
  it('a tip of Streamlabs is a gift of its exact worth and a chat, and never a sale', () => {
    const reading = parseStreamlabs(donation(), NOW);
    expect(seen(reading)).toEqual([
      ['5f1c2d', 'gift', [{ minor: 1050, currency: 'USD' }, 1]],
      ['5f1c2d#1', 'chat', '支持一下'],
    ]);
    expect(reading.events[0]?.at).toBe(NOW);
  });

  it('a tip of an unreadable amount is kept aside whole: its words alone would hide it', () => {
    for (const amount of ['ten', '10.505', null, -5, Number.NaN]) {
      const { events, rejects } = parseStreamlabs(donation({ amount }), NOW);
      expect([events.length, rejects.length]).toEqual([0, 1]);
    }
  });

  it('tests that a streamer sends to see an alert are nothing that happened', () => {
    expect(parseStreamlabs(donation({ isTest: true }), NOW)).toMatchObject({ events: [], rejects: [], skipped: 1 });
    expect(parseActivity(activity('tip', {}, { isMock: true }), NOW)).toMatchObject({ events: [], skipped: 1 });
  });

  it('several followers in one message are each one, and merch without a price is a notice and no figure', () => {
    const follow = {
      type: 'follow',
      for: 'twitch_account',
      message: [
        { _id: 'a', id: '1', name: 'x' },
        { _id: 'b', id: '2', name: 'y' },
      ],
    };
    expect(seen(parseStreamlabs(follow, NOW))).toEqual([
      ['a', 'follow', 'x'],
      ['b', 'follow', 'y'],
    ]);
    const merch = { type: 'merch', message: [{ _id: 'm', from: 'Bo', product: 'T-Shirt' }] };
    expect(parseStreamlabs(merch, NOW).events.map(({ body }) => body)).toMatchObject([
      { type: 'notice', text: 'Bo T-Shirt' },
    ]);
  });

  it('merch of StreamElements is an order that is paid, at its own time', () => {
    const { events } = parseActivity(activity('merch', MERCH), NOW);
    expect(events.map(({ id, at }) => [id, new Date(at).toISOString()])).toEqual([
      ['act-1#created', '2026-11-20T13:59:58.000Z'],
      ['act-1#paid', '2026-11-20T13:59:58.000Z'],
    ]);
    expect(events[1]?.body).toMatchObject({
      order: {
        total: { minor: 2500, currency: 'EUR' },
        lines: [{ title: 'Mug', quantity: 2, unitPrice: { minor: 1250 } }],
      },
    });
  });

  it('bits are counted and given no worth that nobody told', () => {
    expect(seen(parseActivity(activity('cheer', { amount: 300, message: '' }), NOW))).toEqual([
      ['act-1', 'gift', [undefined, 300]],
    ]);
  });

  it.each([
    ['Streamlabs', donation(), parseStreamlabs],
    ['StreamElements', activity('tip'), parseActivity],
    ['merch', activity('merch', MERCH), parseActivity],
  ])('a spoiled message of %s neither throws, nor vanishes, nor makes a figure up', (_name, raw, parse) => {
    fc.assert(
      fc.property(spoiled(raw), (bad) => {
        const { events, rejects, skipped } = parse(bad, NOW);
        const hasNone = Array.isArray((bad as { message?: unknown } | null)?.message)
          ? (bad as { message: unknown[] }).message.length === 0
          : false;
        expect(events.length + rejects.length + skipped > 0 || hasNone).toBe(true);
        for (const { body } of events) {
          if (body.type === 'gift') expect(Number.isSafeInteger(body.gift.unitValue?.minor ?? 0)).toBe(true);
          if (body.type === 'order.paid') expect(body.order.total.minor).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

interface OldServer {
  readonly port: number;
  readonly url: string;
  readonly said: unknown[];
  emit(name: string, payload: unknown): void;
  drop(): void;
}

/** A server that speaks to clients of Socket.IO 2, as the clouds do. */
const startOldServer = async ({ isEio3 = true, token = 'right' } = {}): Promise<OldServer> => {
  const http = createServer();
  const io = new Server(http, { allowEIO3: isEio3 });
  const said: unknown[] = [];
  io.use((socket, next) => {
    const given = socket.handshake.query.token;
    next(given === undefined || given === token ? undefined : new Error('unauthorized'));
  });
  io.on('connection', (socket) => {
    socket.on('authenticate', (payload: { token?: string }) => {
      said.push(payload);
      if (payload.token === token) socket.emit('authenticated', { channelId: '5d1' });
      else socket.emit('unauthorized', { message: 'wrong token' });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  closing({ close: () => io.close() });
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    said,
    emit: (name, payload) => {
      io.emit(name, payload);
    },
    drop: () => {
      io.disconnectSockets(true);
    },
  };
};

describe.each([
  { service: 'Streamlabs', create: createStreamlabsSource, tip: donation(), firstId: '5f1c2d' },
  { service: 'StreamElements', create: createStreamElementsSource, tip: activity('tip'), firstId: 'act-1' },
])('$service', ({ create, tip, firstId }) => {
  const open = (url: string, token = 'right'): MemorySink => attach(create(making({ url, token }), QUICK));

  it('is heard, once for each message however often it is sent', async () => {
    const server = await startOldServer();
    const sink = open(server.url);
    await live(sink);
    server.emit('event', tip);
    server.emit('event', tip);
    await until(() => expect(sink.events.map(({ id }) => id)).toEqual([firstId, `${firstId}#1`]));
  });

  it('that does not know the token is told so, and the token stands in no sentence', async () => {
    const server = await startOldServer();
    const sink = open(server.url, 'wrong-token');
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'bad_token' } }));
    expect(JSON.stringify(sink.statuses)).not.toContain('wrong-token');
  });

  it('comes back by itself after each cut, and what it says then counts once', async () => {
    const server = await startOldServer();
    const sink = open(server.url);
    for (let round = 1; round <= 5; round += 1) {
      await until(() => expect(sink.hellos.length).toBe(round));
      server.emit('event', tip);
      await until(() => expect(sink.events.length).toBe(2));
      server.drop();
    }
  });

  it('behind a server of a newer Socket.IO is refused and not hammered', async () => {
    const server = await startOldServer({ isEio3: false });
    const sink = open(server.url);
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'not_json' } }));
  });

  it('that nobody answers is unreachable, and is found when somebody does', async () => {
    const server = await startOldServer();
    const proxy = closing(await startTcpProxy(server.port));
    proxy.setOpen(false);
    const sink = open(proxy.url);
    await until(() => expect(sink.last()?.problem).not.toBeNull());
    proxy.setOpen(true);
    await live(sink);
  });
});

describe('a room that speaks Socket.IO 2', () => {
  it('is called that, and not a wrong address', async () => {
    const old = closing(await startOldSocketIo());
    const sink = attach(
      createSocketIoSource({
        sourceId: 's1' as SourceId,
        name: '直播间',
        kind: 'room',
        url: old.url,
        token: 't',
        room: 'r',
        client: '018f0000-0000-7000-8000-000000000001',
        clock: () => instant(Date.now()),
      }),
    );
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'socket_io_2' } }));
  });
});

describe('StreamElements', () => {
  it('is shown the token by its method, and its test messages are not counted', async () => {
    const server = await startOldServer();
    const sink = attach(
      createStreamElementsSource(making({ url: server.url, token: 'right', method: 'oauth2' }), QUICK),
    );
    await live(sink);
    server.emit('event:test', { listener: 'tip-latest', event: { amount: 1_000_000 } });
    server.emit('event', activity('follow'));
    await until(() => expect(sink.events.length).toBe(1));
    expect([server.said, sink.rejects]).toEqual([[{ method: 'oauth2', token: 'right' }], []]);
  });
});

describe('Astro', () => {
  const SETTINGS = { token: 'right', channel: '5d1', method: 'apikey' };

  const gateway = async (onSubscribe: (data: Record<string, unknown>) => object): Promise<WsFeedServer> =>
    closing(
      await startWsFeed({
        onConnect: (socket) => socket.send(JSON.stringify({ id: '01', type: 'welcome', data: {} })),
        onText: (socket, text) => {
          const { nonce, data } = JSON.parse(text) as { nonce: string; data: Record<string, unknown> };
          socket.send(JSON.stringify({ id: '02', type: 'response', nonce, ...onSubscribe(data) }));
        },
      }),
    );

  const message = (data: unknown): object => ({
    id: '03',
    type: 'message',
    topic: 'channel.activities',
    room: '5d1',
    data,
  });

  it('is asked for the activities of the channel, and hears them', async () => {
    const asked: object[] = [];
    const server = await gateway((data) => {
      asked.push(data);
      return { data: { message: 'ok' } };
    });
    const sink = attach(createAstroSource(making({ url: server.url, ...SETTINGS }), QUICK));
    await live(sink);
    server.send(message(activity('tip')));
    await until(() => expect(sink.events.length).toBe(2));
    expect(asked).toEqual([{ topic: 'channel.activities', room: '5d1', token: 'right', token_type: 'apikey' }]);
  });

  it('that will not have the token says so, without the token', async () => {
    const server = await gateway(() => ({ error: 'err_unauthorized', data: { message: 'token is not valid' } }));
    const sink = attach(createAstroSource(making({ url: server.url, ...SETTINGS, token: 'wrong-one' }), QUICK));
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'bad_token' } }));
    expect(JSON.stringify(sink.statuses)).not.toContain('wrong-one');
  });

  it('that asks to move is followed with its mark, which is used once', async () => {
    const server = await gateway(() => ({ data: {} }));
    const sink = attach(createAstroSource(making({ url: server.url, ...SETTINGS }), QUICK));
    await live(sink);
    server.send({ id: '04', type: 'reconnect', data: { reconnect_token: 'mark' } });
    await until(() => expect(sink.hellos.length).toBe(2));
    server.cut();
    await until(() => expect(sink.hellos.length).toBe(3));
    expect(server.asked.map(({ path }) => path)).toEqual(['/', '/?reconnect_token=mark', '/']);
    expect(server.heard.length).toBe(2);
  });

  it('is left when it greets nobody, as any other server would not', async () => {
    const server = closing(await startWsFeed());
    const sink = attach(createAstroSource(making({ url: server.url, ...SETTINGS }), { ...QUICK, openMs: 100 }));
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'not_json' } }));
  });

  it('counts every broken frame and goes on', async () => {
    const server = await gateway(() => ({ data: {} }));
    const sink = attach(createAstroSource(making({ url: server.url, ...SETTINGS }), QUICK));
    await live(sink);
    const text = JSON.stringify(message(activity('tip')));
    const broken = fc.sample(brokenText(text), { numRuns: 100, seed: 5 }).filter((each) => {
      try {
        JSON.parse(each);
        return false;
      } catch {
        return true;
      }
    });
    for (const each of broken) server.send(each);
    server.send(message(activity('tip', {}, { activityId: 'last' })));
    await until(() => expect(sink.events.map(({ id }) => id)).toContain('last'));
    expect(sink.rejects.length).toBe(broken.length);
    expect(sink.last()?.status).toBe('live');
  });
});

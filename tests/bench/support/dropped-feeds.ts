// Producers of chat and tips that can be dropped: each a server of its protocol behind a TCP proxy, or a program that dials us through one.

import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { WebSocket } from 'ws';
import type { SourceSettings } from '../../../src-main/contract/source-documents.ts';
import { barrageGrabKind, createBarrageGrabSource } from '../../../src-main/ingest/barrage-grab/barrage-grab-source.ts';
import { blivechatKind, createBlivechatSource } from '../../../src-main/ingest/blivechat/blivechat-source.ts';
import { createDouyinLiveSource, douyinLiveKind } from '../../../src-main/ingest/douyin-live/douyin-live-source.ts';
import { createDycastSource, dycastKind } from '../../../src-main/ingest/dycast/dycast-source.ts';
import { createLaplaceSource, laplaceKind } from '../../../src-main/ingest/laplace/laplace-source.ts';
import type { SourceKind } from '../../../src-main/ingest/source-kind.ts';
import { createTikTokSource, tiktokKind } from '../../../src-main/ingest/tiktok/tiktok-source.ts';
import { astroKind, createAstroSource } from '../../../src-main/ingest/tips/astro-source.ts';
import { createStreamElementsSource, streamElementsKind } from '../../../src-main/ingest/tips/streamelements-source.ts';
import { createStreamlabsSource, streamlabsKind } from '../../../src-main/ingest/tips/streamlabs-source.ts';
import { startWsFeed, type WsFeedOptions } from '../../ingest/support/feed-server.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { createTalk, type DroppedProducer, type Talk, type Way } from './dropped-producer.ts';
import {
  barrageGrabFrame,
  blivechatMessage,
  douyinLiveMessage,
  dycastMessage,
  idAt,
  laplaceMessage,
  tiktokEvent,
} from './feed-frames.ts';
import { streamElementsTip, streamlabsTip } from './shop-frames.ts';

/** Backing off for milliseconds, and sure that nobody is there after a second. */
export const HASTY = {
  retryMinMs: 5,
  retryMaxMs: 20,
  refusedRetryMs: 20,
  openMs: 2000,
  roomMs: 2000,
  pingMs: 250,
  deafMs: 1000,
};
/** How soon a server of Socket.IO, and its clients, find a dead line. */
const HEARTBEAT = { pingInterval: 300, pingTimeout: 500 };

/** How a source is attached: its kind, and what a person fills in. */
type Attaching = Pick<DroppedProducer, 'kind' | 'settings' | 'secrets'>;

const attaching = (kind: SourceKind, settings: SourceSettings, secrets: SourceSettings = {}): Attaching => ({
  kind,
  settings,
  secrets,
});

interface Parts {
  readonly attaching: Attaching;
  readonly talk: Talk;
  readonly proxy: TcpProxy;
  idsOf(index: number): readonly string[];
  hangUp(): void;
  close(): Promise<unknown>;
}

const toProducer = ({ attaching: how, talk, proxy, idsOf, hangUp, close }: Parts): DroppedProducer => ({
  ...how,
  canRepeat: false,
  isUp: talk.isUp,
  say: talk.say,
  idsOf,
  drop: async (way: Way) => {
    if (way === 'close') hangUp();
    else if (way === 'silence') proxy.stall();
    else proxy[way]();
  },
  mend: () => {
    proxy.unstall();
    proxy.cut();
  },
  position: () => null,
  close: async () => {
    await proxy.close();
    await close();
  },
});

// ---- plain WebSocket ----

interface WsProducer {
  attach(url: string): Attaching;
  /** Text frames of one message. */
  frame(index: number): string;
  idsOf(index: number): readonly string[];
  /** What it says to whoever connects. */
  readonly greeting?: object;
  /** Whether this word of the client lets it in, and what is said to it then; absent: it is in at once. */
  letIn?(text: string): object | boolean;
}

const startWsProducer = async ({ attach, frame, idsOf, greeting, letIn }: WsProducer): Promise<DroppedProducer> => {
  const talk = createTalk();
  const enter = (socket: WebSocket): void => {
    const tell = (index: number): void => socket.send(frame(index), () => undefined);
    socket.on('close', () => talk.gone(tell));
    talk.greet(tell);
  };
  const options: WsFeedOptions = {
    onConnect: (socket) => {
      if (greeting !== undefined) socket.send(JSON.stringify(greeting));
      if (letIn === undefined) enter(socket);
    },
    onText: (socket, text) => {
      const answer = letIn?.(text) ?? false;
      if (answer === false) return;
      if (answer !== true) socket.send(JSON.stringify(answer));
      enter(socket);
    },
  };
  const server = await startWsFeed(options);
  const proxy = await startTcpProxy(server.port);
  const hangUp = (): void => {
    for (const client of server.clients) client.close(1001);
  };
  return toProducer({
    attaching: attach(`ws://127.0.0.1:${proxy.port}`),
    talk,
    proxy,
    idsOf,
    hangUp,
    close: server.close,
  });
};

const typeIn = (text: string): unknown => JSON.parse(text).type;

const barrageGrab = (): Promise<DroppedProducer> =>
  startWsProducer({
    attach: (url) =>
      attaching({ ...barrageGrabKind, make: (making) => createBarrageGrabSource(making, HASTY) }, { url }),
    frame: (index) => barrageGrabFrame(index, 'chat'),
    idsOf: (index) => [idAt(index)],
  });

const douyinLive = (): Promise<DroppedProducer> =>
  startWsProducer({
    attach: (url) =>
      attaching(
        { ...douyinLiveKind, make: (making) => createDouyinLiveSource(making, HASTY) },
        { url: `${url}/ws`, room: '940' },
      ),
    frame: (index) => JSON.stringify(douyinLiveMessage(index, 'chat', Date.now())),
    idsOf: (index) => [idAt(index)],
  });

const laplace = (): Promise<DroppedProducer> =>
  startWsProducer({
    attach: (url) => attaching({ ...laplaceKind, make: (making) => createLaplaceSource(making, HASTY) }, { url }),
    greeting: { type: 'established' },
    frame: (index) => JSON.stringify(laplaceMessage(index, 'chat', Date.now())),
    idsOf: (index) => [`${idAt(index)}-x`],
  });

const blivechat = (): Promise<DroppedProducer> =>
  startWsProducer({
    attach: (url) =>
      attaching({ ...blivechatKind, make: (making) => createBlivechatSource(making, HASTY) }, { url, room: '940' }),
    letIn: (text) => JSON.parse(text).cmd === 1,
    frame: (index) => JSON.stringify(blivechatMessage(index, 'chat', Date.now())),
    idsOf: (index) => [idAt(index)],
  });

/** A tip and its words. */
const tipIds = (id: string): readonly string[] => [id, `${id}#1`];

const astro = (): Promise<DroppedProducer> =>
  startWsProducer({
    attach: (url) =>
      attaching(
        { ...astroKind, make: (making) => createAstroSource(making, HASTY) },
        { url, channel: '5d1', method: 'jwt' },
        { token: 'jwt' },
      ),
    greeting: { type: 'welcome' },
    letIn: (text) => (typeIn(text) === 'subscribe' ? { type: 'response' } : false),
    frame: (index) =>
      JSON.stringify({ type: 'message', topic: 'channel.activities', data: streamElementsTip(index, Date.now()) }),
    idsOf: (index) => tipIds(`act-${index}`),
  });

// ---- Socket.IO ----

interface SocketIoProducer {
  attach(url: string): Attaching;
  /** Lets it in once it has said who it is. */
  enter(socket: Socket, letIn: () => void): void;
  message(index: number): readonly [string, object];
  idsOf(index: number): readonly string[];
}

const startSocketIoProducer = async ({ attach, enter, message, idsOf }: SocketIoProducer): Promise<DroppedProducer> => {
  const talk = createTalk();
  const http = createServer();
  const io = new Server(http, { allowEIO3: true, ...HEARTBEAT });
  io.on('connection', (socket) => {
    const tell = (index: number): void => {
      socket.emit(...message(index));
    };
    socket.on('disconnect', () => talk.gone(tell));
    enter(socket, () => talk.greet(tell));
  });
  const port = await listen(http);
  const proxy = await startTcpProxy(port);
  return toProducer({
    attaching: attach(proxy.url),
    talk,
    proxy,
    idsOf,
    hangUp: () => io.disconnectSockets(true),
    close: () => io.close(),
  });
};

const tiktok = (): Promise<DroppedProducer> =>
  startSocketIoProducer({
    attach: (url) =>
      attaching({ ...tiktokKind, make: (making) => createTikTokSource(making, HASTY) }, { url, user: 'host' }),
    enter: (socket, letIn) =>
      socket.on('setUniqueId', () => {
        socket.emit('tiktokConnected', { roomId: '7309128470994258694' });
        letIn();
      }),
    message: (index) => tiktokEvent(index, 'chat', Date.now()),
    idsOf: (index) => [idAt(index)],
  });

const streamlabs = (): Promise<DroppedProducer> =>
  startSocketIoProducer({
    attach: (url) =>
      attaching(
        { ...streamlabsKind, make: (making) => createStreamlabsSource(making, HASTY) },
        { url },
        { token: 'secret' },
      ),
    enter: (_socket, letIn) => letIn(),
    message: (index) => ['event', streamlabsTip(index)],
    idsOf: (index) => tipIds(`id${index}`),
  });

const streamElements = (): Promise<DroppedProducer> =>
  startSocketIoProducer({
    attach: (url) =>
      attaching(
        { ...streamElementsKind, make: (making) => createStreamElementsSource(making, HASTY) },
        { url, method: 'jwt' },
        { token: 'jwt' },
      ),
    enter: (socket, letIn) =>
      socket.on('authenticate', () => {
        socket.emit('authenticated', { channelId: '5d1' });
        letIn();
      }),
    message: (index) => ['event', streamElementsTip(index, Date.now())],
    idsOf: (index) => tipIds(`act-${index}`),
  });

// ---- one that dials us ----

const listen = (server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown }) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0);
    });
  });

/** A port that nobody listens on, a moment ago. */
const freePort = async (): Promise<number> => {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const REDIAL_MS = 10;

const dycast = async (): Promise<DroppedProducer> => {
  const talk = createTalk();
  const port = await freePort();
  const proxy = await startTcpProxy(port);
  let socket: WebSocket | null = null;
  let isClosed = false;
  const dial = (): void => {
    if (isClosed) return;
    const dialled = new WebSocket(`ws://127.0.0.1:${proxy.port}`);
    socket = dialled;
    const tell = (index: number): void => dialled.send(JSON.stringify([dycastMessage(index, 'chat')]), () => undefined);
    dialled.on('error', () => undefined);
    dialled.on('open', () => {
      dialled.send(JSON.stringify({ roomNum: '940', roomId: '7309', nickname: '店主', title: '店主', status: 2 }));
      talk.greet(tell);
    });
    dialled.on('close', () => {
      talk.gone(tell);
      setTimeout(dial, REDIAL_MS);
    });
  };
  dial();
  return toProducer({
    attaching: attaching(
      { ...dycastKind, make: (making) => createDycastSource(making, HASTY) },
      { port: String(port) },
    ),
    talk,
    proxy,
    idsOf: (index) => [idAt(index)],
    hangUp: () => socket?.close(1000),
    close: async () => {
      isClosed = true;
      socket?.terminate();
    },
  });
};

export const DROPPED_FEEDS: readonly (() => Promise<DroppedProducer>)[] = [
  tiktok,
  barrageGrab,
  douyinLive,
  dycast,
  laplace,
  blivechat,
  streamlabs,
  streamElements,
  astro,
];

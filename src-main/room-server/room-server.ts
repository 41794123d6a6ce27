// The reference server of Kongtai Room Protocol 1: a seller's own program publishes what its shop sees, and carries commands out.

import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import {
  ROOM_NAMESPACE,
  ROOM_PROTOCOL,
  type RoomCommandKind,
  type RoomHello,
  type RoomRefusal,
} from '../contract/room-protocol.ts';
import { type CommandHandler, createRoomCommands } from './room-commands.ts';
import { createRoomDelivery, type RoomDelivery } from './room-delivery.ts';
import { openRoomLog, type RoomLog } from './room-log.ts';

export interface RoomServerOptions {
  readonly room: { readonly id: string; readonly title: string; readonly host: string; readonly currency: string };
  /** What a console must show to be let in; at least 8 characters. */
  readonly token: string;
  /** UTC milliseconds. */
  readonly clock: () => number;
  /** 0 lets the system choose. */
  readonly port?: number;
  /** Loopback unless told otherwise; beyond it, put a TLS proxy in front. */
  readonly address?: string;
  /** From `openRoomLog`; without one, the room remembers only as long as the server runs. */
  readonly log?: RoomLog;
  /** The commands that `onCommand` carries out. */
  readonly capabilities?: readonly RoomCommandKind[];
  readonly onCommand?: CommandHandler;
  /** Consoles at once; the next is told `busy`. */
  readonly maxConsoles?: number;
  /** How long a batch may stay unconfirmed before it is sent again. */
  readonly ackTimeoutMs?: number;
  /** How often a quiet link is tried, and how long its answer may take: their sum is the longest that a dead one goes unnoticed. */
  readonly pingIntervalMs?: number;
  readonly pingTimeoutMs?: number;
  /** Troubles that the server gets over, for the seller's own log. */
  readonly onProblem?: (problem: string) => void;
}

export interface RoomServer {
  readonly url: string;
  readonly port: number;
  readonly log: RoomLog;
  /** The same as `log.publish`: says one event to every console, now and after a reconnect. */
  publish(body: object, at: number, id?: string): number;
  /** Told to consoles with their next hello. */
  setCapabilities(kinds: readonly RoomCommandKind[]): void;
  /** Hangs up, closes the port and the log. */
  stop(): Promise<void>;
}

/** Events gather this long, so that a busy room sends few and full batches. */
const GATHER_MS = 20;
/** What a console may send at once; commands are small. */
const MAX_INCOMING_BYTES = 256 * 1024;
const MIN_TOKEN_LENGTH = 8;

const isSame = (given: unknown, expected: string): boolean => {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const REFUSALS: Record<RoomRefusal, string> = {
  bad_token: 'the token is not this room’s',
  unknown_room: 'there is no such room here',
  protocol_too_old: `this room speaks protocol ${ROOM_PROTOCOL}, the console an older one`,
  protocol_too_new: `this room speaks protocol ${ROOM_PROTOCOL}, the console a newer one`,
  busy: 'this room has as many consoles as it takes',
};

const refusal = (code: RoomRefusal): Error => Object.assign(new Error(REFUSALS[code]), { data: { code } });

/** Why this console may not come in, null where it may. Room and places are told only to those who know the token. */
const refuseAuth = (auth: Record<string, unknown>, options: RoomServerOptions): RoomRefusal | null => {
  if (typeof auth.protocol !== 'number' || auth.protocol < ROOM_PROTOCOL) return 'protocol_too_old';
  if (auth.protocol > ROOM_PROTOCOL) return 'protocol_too_new';
  if (!isSame(auth.token, options.token)) return 'bad_token';
  return auth.room === options.room.id ? null : 'unknown_room';
};

/** A console that knows more than the room ever said holds another log's place: it gets all there is. */
const readSince = (given: unknown, newest: number): number =>
  typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 && given <= newest ? given : 0;

/** Starts listening; throws where the port cannot be had. */
export const startRoomServer = async (options: RoomServerOptions): Promise<RoomServer> => {
  if (options.token.length < MIN_TOKEN_LENGTH)
    throw new Error(`the token must have ${MIN_TOKEN_LENGTH} characters or more`);
  const { clock, maxConsoles = 8 } = options;
  const address = options.address ?? '127.0.0.1';
  const onProblem = options.onProblem ?? (() => undefined);
  const log = options.log ?? openRoomLog({ journalDir: null, clock });
  let capabilities = options.capabilities ?? [];

  const commands = createRoomCommands({
    log,
    clock,
    capabilities: () => capabilities,
    handler:
      options.onCommand ??
      (() => ({ ok: false, code: 'not_supported', message: 'no commands here', retryable: false })),
    onProblem,
  });

  const http = createServer((_request, response) => {
    response
      .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
      .end('Kongtai room: connect with Socket.IO.\n');
  });
  const io = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_INCOMING_BYTES,
    pingInterval: options.pingIntervalMs ?? 10_000,
    pingTimeout: options.pingTimeoutMs ?? 8_000,
    // Consoles are programs; a web page that finds this port always names its origin.
    allowRequest: (request, decide) => decide(null, request.headers.origin === undefined),
  });
  const room = io.of(ROOM_NAMESPACE);
  const consoles = new Map<string, { readonly socket: Socket; readonly delivery: RoomDelivery }>();

  room.use((socket, next) => {
    const auth = socket.handshake.auth;
    const code = refuseAuth(auth, options);
    if (code !== null) return next(refusal(code));
    const isBack = typeof auth.client === 'string' && consoles.has(auth.client);
    return next(!isBack && consoles.size >= maxConsoles ? refusal('busy') : undefined);
  });

  room.on('connection', (socket) => {
    const auth = socket.handshake.auth;
    const client = typeof auth.client === 'string' && auth.client !== '' ? auth.client : socket.id;
    // The same console again: its old connection is dead and has not noticed.
    consoles.get(client)?.socket.conn.close();
    const hello: RoomHello = {
      protocol: ROOM_PROTOCOL,
      room: { ...options.room, startedAt: log.startedAt() },
      oldest: log.oldest(),
      newest: log.newest(),
      now: clock(),
      capabilities,
    };
    socket.emit('hello', hello);
    const delivery = createRoomDelivery({
      socket,
      log,
      since: readSince(auth.since, hello.newest),
      ackTimeoutMs: options.ackTimeoutMs ?? 10_000,
    });
    consoles.set(client, { socket, delivery });
    socket.on('command', (raw: unknown, reply: unknown) => {
      if (typeof reply !== 'function') return;
      void commands.answer(raw).then((answer) => reply(answer));
    });
    socket.on('disconnect', () => {
      delivery.stop();
      if (consoles.get(client)?.socket === socket) consoles.delete(client);
    });
    log.flush();
    delivery.pump();
  });

  let gathering: NodeJS.Timeout | undefined;
  const send = () => {
    gathering = undefined;
    log.flush();
    for (const { delivery } of consoles.values()) delivery.pump();
  };
  log.onPublish(() => {
    gathering ??= setTimeout(send, GATHER_MS);
  });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, address, () => {
      http.off('error', reject);
      resolve();
    });
  });
  const bound = http.address();
  if (bound === null || typeof bound === 'string') throw new Error('the room server has no port');

  return {
    url: `http://${address}:${bound.port}`,
    port: bound.port,
    log,
    publish: log.publish,
    setCapabilities: (kinds) => {
      capabilities = kinds;
    },
    stop: async () => {
      clearTimeout(gathering);
      await io.close();
      log.close();
    },
  };
};

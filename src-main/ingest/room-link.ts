// One connection to a room server, from the first byte to its end. Never used twice, so nothing can be buffered across a cut.

import { Manager } from 'socket.io-client';
import { ROOM_NAMESPACE, type RoomAuth, type RoomCommand, type RoomHello } from '../contract/room-protocol.ts';
import type { Carried } from './event-source.ts';
import type { RoomEndpoint } from './room-url.ts';
import { readAnswer, readHello, readRefusal } from './room-wire.ts';
import { isTlsFault } from './tls-fault.ts';

/** Why a connection ended, or never came to be. `problem` names what a person is told. */
export type LinkEnd =
  | { readonly why: 'unreachable' | 'lost' | 'closed'; readonly reason: string }
  | { readonly why: 'refused'; readonly code: string; readonly reason: string }
  | { readonly why: 'frame_too_large'; readonly reason: string };

export interface RoomLink {
  /** Settles once, whatever happens. */
  readonly ended: Promise<LinkEnd>;
  isUp(): boolean;
  carry(command: RoomCommand): Promise<Carried>;
  close(reason: string): void;
}

export interface RoomLinkOptions {
  readonly endpoint: RoomEndpoint;
  /** Read when the server is ready to hear it, not before. */
  readonly auth: () => RoomAuth;
  /** For all of dialling, authentication and hello. */
  readonly openMs: number;
  readonly answerMs: number;
  /** Bytes; a larger frame ends the connection. */
  readonly maxFrame: number;
  /** `roundTripMs` is the time from our auth to the hello. */
  readonly onHello: (hello: RoomHello, roundTripMs: number) => void;
  readonly onBatch: (raw: unknown, ack: ((answer: { readonly durable: number }) => void) | null) => void;
}

interface CodedError extends Error {
  readonly type?: string;
  readonly data?: unknown;
  readonly description?: unknown;
}

/** A packet's type by Socket.IO's protocol, 4 and 5 alike. */
const CONNECT = 0;

/** What `ws` says of a frame over its limit, at the bottom of two wrappings. */
const isFrameTooLarge = (error: unknown): boolean => {
  const inner = (error as { description?: { error?: { code?: unknown } } } | null)?.description?.error;
  return inner?.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
};

/** What the socket itself said, beneath what the library makes of it. */
const innerText = ({ description }: CodedError): string => {
  const inner = (description as { readonly message?: unknown } | null | undefined)?.message;
  return typeof inner === 'string' ? inner.slice(0, 200) : '';
};

/** Something answers there, and it is no room server: a web page, say. */
const isOtherServer = (text: string): boolean => {
  const status = Number(/Unexpected server response: (\d{3})/.exec(text)?.[1] ?? 0);
  return status >= 200 && status < 500 && status !== 408 && status !== 429;
};

const endOf = (error: CodedError): LinkEnd => {
  if (isFrameTooLarge(error)) return { why: 'frame_too_large', reason: error.message };
  const inner = innerText(error);
  if (isTlsFault(inner)) return { why: 'refused', code: 'bad_tls', reason: inner };
  if (isOtherServer(inner)) return { why: 'refused', code: 'bad_room', reason: inner };
  if (error.type === 'TransportError' || error.message === 'timeout')
    return { why: 'unreachable', reason: error.message };
  const code = readRefusal(error.data) ?? 'bad_room';
  return { why: 'refused', code, reason: error.message.slice(0, 200) };
};

export const openRoomLink = (options: RoomLinkOptions): RoomLink => {
  const { endpoint, openMs, answerMs, onHello, onBatch } = options;
  const limits = { maxPayload: options.maxFrame };
  const manager = new Manager(endpoint.origin, {
    path: endpoint.path,
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    timeout: openMs,
    ...limits,
  });
  let authAt = performance.now();
  const socket = manager.socket(ROOM_NAMESPACE, {
    auth: (send: (auth: RoomAuth) => void) => {
      authAt = performance.now();
      send(options.auth());
    },
  });

  let resolve: (end: LinkEnd) => void;
  const ended = new Promise<LinkEnd>((settle) => {
    resolve = settle;
  });
  let isOver = false;
  let greeted = false;

  const finish = (end: LinkEnd): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(opening);
    socket.disconnect();
    manager.engine?.close();
    resolve(end);
  };

  const opening = setTimeout(() => finish({ why: 'unreachable', reason: 'no hello in time' }), openMs);

  manager.on('error', (error) => finish(endOf(error)));
  // A server of Socket.IO 2 opens the main namespace unasked and without an id; what it says of ours comes after.
  manager.on('packet', ({ type, nsp, data }) => {
    if (type === CONNECT && nsp === '/' && data === undefined)
      finish({ why: 'refused', code: 'socket_io_2', reason: 'Socket.IO 2' });
  });
  socket.on('connect_error', (error) => finish(endOf(error)));
  socket.on('disconnect', (reason) => finish({ why: 'lost', reason }));

  socket.on('hello', (raw: unknown) => {
    if (isOver || greeted) return;
    greeted = true;
    clearTimeout(opening);
    const read = readHello(raw);
    if (read.ok) onHello(read.hello, performance.now() - authAt);
    else finish({ why: 'refused', code: read.code, reason: read.reason });
  });

  // A server with connection state recovery adds an argument of its own: the acknowledgement is the last one, if it is a function.
  socket.on('events', (...args: unknown[]) => {
    if (isOver) return;
    if (!greeted) {
      finish({ why: 'refused', code: 'bad_room', reason: 'events before hello' });
      return;
    }
    const last = args.at(-1);
    const ack = typeof last === 'function' ? (last as (answer: unknown) => void) : null;
    onBatch(args[0], ack);
  });

  socket.connect();

  return {
    ended,
    isUp: () => greeted && !isOver && socket.connected,
    carry: async (command) => {
      if (!greeted || isOver || !socket.connected) return { ok: 'not_sent' };
      try {
        const answer: unknown = await socket.timeout(answerMs).emitWithAck('command', command);
        return readAnswer(answer) ?? { ok: 'lost' };
      } catch {
        // Neither a timeout nor a cut says whether the room has carried it out.
        return { ok: 'lost' };
      }
    },
    close: (reason) => finish({ why: 'closed', reason }),
  };
};

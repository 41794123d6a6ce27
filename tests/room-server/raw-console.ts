// A console reduced to its socket: what the room server's tests connect with.

import { io, type Socket } from 'socket.io-client';
import {
  ROOM_NAMESPACE,
  ROOM_PROTOCOL,
  type RoomAnswer,
  type RoomAuth,
  type RoomBatch,
  type RoomHello,
} from '../../src-main/contract/room-protocol.ts';

export interface SeenEvent {
  readonly id: string;
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface RawConsole {
  readonly socket: Socket;
  readonly hello: RoomHello;
  readonly batches: readonly RoomBatch[];
  events(): SeenEvent[];
  /** Waits for the condition, looked at after every word from the room. */
  until(condition: () => boolean): Promise<void>;
  command(command: unknown): Promise<RoomAnswer>;
  close(): void;
}

export interface RawConsoleOptions {
  readonly url: string;
  readonly auth?: Partial<Record<keyof RoomAuth, unknown>>;
  /** What a batch is answered with; null leaves it unanswered. */
  readonly answer?: (batch: RoomBatch, index: number) => unknown;
}

export const TOKEN = 'a-token-for-tests';

const dial = (options: RawConsoleOptions): Socket =>
  io(`${options.url}${ROOM_NAMESPACE}`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { protocol: ROOM_PROTOCOL, token: TOKEN, room: 'demo', client: 'c-1', since: 0, ...options.auth },
  });

export const connectConsole = async (options: RawConsoleOptions): Promise<RawConsole> => {
  const socket = dial(options);
  const batches: RoomBatch[] = [];
  const wakers = new Set<() => void>();
  const wake = () => {
    for (const waker of [...wakers]) waker();
  };
  socket.on('events', (batch: RoomBatch, reply: (answer: unknown) => void) => {
    batches.push(batch);
    const answer = options.answer === undefined ? { durable: batch.to } : options.answer(batch, batches.length - 1);
    if (answer !== null) reply(answer);
    wake();
  });
  socket.on('disconnect', wake);
  const hello = await new Promise<RoomHello>((resolve, reject) => {
    socket.once('hello', resolve);
    socket.once('connect_error', reject);
  });
  return {
    socket,
    hello,
    batches,
    events: () => batches.flatMap((batch) => batch.events as SeenEvent[]),
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition()) return;
          wakers.delete(look);
          resolve();
        };
        wakers.add(look);
        look();
      }),
    command: (command) => socket.timeout(5000).emitWithAck('command', command) as Promise<RoomAnswer>,
    close: () => socket.disconnect(),
  };
};

/** The code by which the room refuses this console. */
export const readRefusal = (options: RawConsoleOptions): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = dial(options);
    socket.once('connect_error', (error: Error & { data?: { code?: unknown } }) => {
      socket.disconnect();
      resolve(error.data?.code);
    });
    socket.once('hello', () => {
      socket.disconnect();
      reject(new Error('the room let this console in'));
    });
  });

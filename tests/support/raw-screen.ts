// A screen without a page: speaks the loopback link by hand, so that a test sees what the engine says.

import { io, type Socket } from 'socket.io-client';
import type { Reply } from '../../src-main/contract/errors.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../src-main/contract/routes.ts';
import type { StateTopicName, StateTopics } from '../../src-main/contract/topics.ts';
import type { FromEngine } from '../../src-main/contract/wire.ts';

export interface RawScreen {
  readonly socket: Socket;
  /** Every message so far. */
  readonly got: FromEngine[];
  request<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<Reply<RouteOutput<Name>>>;
  subscribe(topic: StateTopicName): void;
  /** Every value of a topic so far, oldest first. */
  values<Name extends StateTopicName>(topic: Name): StateTopics[Name][];
  close(): void;
}

/** How a handshake is made; undefined leaves a header or the token out. */
export interface Handshake {
  readonly port: number;
  readonly token: unknown;
  readonly host?: string;
  readonly origin?: string | undefined;
}

/** Resolves once admitted; rejects with the server's reason. */
export const connectScreen = ({ port, token, host, origin }: Handshake): Promise<RawScreen> =>
  new Promise((done, fail) => {
    const socket = io(`http://127.0.0.1:${port}`, {
      path: '/socket.io',
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: token === undefined ? {} : { token },
      extraHeaders: {
        ...(origin === undefined ? {} : { Origin: origin }),
        ...(host === undefined ? {} : { Host: host }),
      },
    });
    const got: FromEngine[] = [];
    let lastId = 0;
    socket.on('m', (message: FromEngine) => got.push(message));
    socket.on('connect_error', (fault) => {
      socket.close();
      fail(fault);
    });
    socket.on('connect', () =>
      done({
        socket,
        got,
        request: <Name extends RouteName>(name: Name, input: RouteInput<Name>) =>
          new Promise<Reply<RouteOutput<Name>>>((answer) => {
            lastId += 1;
            const id = lastId;
            const hear = (message: FromEngine): void => {
              if (message.t !== 'reply' || message.id !== id) return;
              socket.off('m', hear);
              // The engine answers a route with that route's output.
              answer(message.reply as Reply<RouteOutput<Name>>);
            };
            socket.on('m', hear);
            socket.emit('m', { t: 'request', id, name, input });
          }),
        subscribe: (topic) => {
          socket.emit('m', { t: 'subscribe', topic });
        },
        values: <Name extends StateTopicName>(topic: Name) =>
          got.flatMap((message) =>
            message.t === 'state' && message.topic === topic && message.value !== null
              ? [message.value as StateTopics[Name]]
              : [],
          ),
        close: () => socket.close(),
      }),
    );
  });

export const connectOwner = ({ port, token }: { readonly port: number; readonly token: string }): Promise<RawScreen> =>
  connectScreen({ port, token, origin: `http://127.0.0.1:${port}` });

// The contract over Socket.IO: one event `m` each way, a token at the door, Host and Origin checked on every handshake.

import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { FromEngine } from '../contract/wire.ts';
import type { Caller, ClientPort } from './client-port.ts';
import { isOwnHost, isOwnOrigin } from './own-address.ts';

export interface LanLink {
  close(): Promise<void>;
}

export interface LanLinkOptions {
  readonly server: HttpServer;
  readonly port: number;
  /** Whether this token opens the door; what is given may be anything. */
  isAdmitted(token: unknown): boolean;
  onClient(caller: Caller, port: ClientPort): void;
}

const MAX_MESSAGE_BYTES = 64 * 1024;

export const openLanLink = ({ server, port, isAdmitted, onClient }: LanLinkOptions): LanLink => {
  const io = new Server(server, {
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    allowRequest: (request, decide) => decide(null, isOwnHost(request, port) && isOwnOrigin(request, port)),
  });

  io.use((socket, next) => {
    if (isAdmitted(socket.handshake.auth.token)) next();
    else next(Object.assign(new Error('bad_token'), { data: { code: 'bad_token' } }));
  });

  io.on('connection', (socket) => {
    onClient(
      { role: 'owner' },
      {
        send: (message: FromEngine) => {
          socket.emit('m', message);
        },
        onMessage: (handler) => {
          socket.on('m', (message: unknown) => handler(message));
        },
        onClose: (handler) => {
          socket.on('disconnect', () => handler());
        },
      },
    );
  });

  return { close: () => io.close() };
};

// The contract over Socket.IO: one event `m` each way, a token at the door, Host and Origin checked on every handshake.

import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { FromEngine } from '../contract/wire.ts';
import type { Caller } from './client-port.ts';
import type { GuestPort, OverlayGuests } from './overlay-door.ts';
import { isOwnHost, isOwnOrigin } from './own-address.ts';

export interface LanLink {
  close(): Promise<void>;
}

export interface LanLinkOptions {
  readonly server: HttpServer;
  readonly port: number;
  /** Whether this token opens the door; what is given may be anything. */
  isAdmitted(token: unknown): boolean;
  onClient(caller: Caller, port: GuestPort): void;
  /** Whom else to let in, with a token of their own; null while nobody. */
  guests?(): OverlayGuests | null;
}

const MAX_MESSAGE_BYTES = 64 * 1024;

export const openLanLink = ({ server, port, isAdmitted, onClient, guests }: LanLinkOptions): LanLink => {
  const io = new Server(server, {
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    allowRequest: (request, decide) => decide(null, isOwnHost(request, port) && isOwnOrigin(request, port)),
  });

  io.use((socket, next) => {
    const { token } = socket.handshake.auth;
    if (isAdmitted(token) || guests?.()?.isAdmitted(token) === true) next();
    else next(Object.assign(new Error('bad_token'), { data: { code: 'bad_token' } }));
  });

  io.on('connection', (socket) => {
    const wire: GuestPort = {
      send: (message: FromEngine) => {
        socket.emit('m', message);
      },
      onMessage: (handler) => {
        socket.on('m', (message: unknown) => handler(message));
      },
      onClose: (handler) => {
        socket.on('disconnect', () => handler());
      },
      // The line, not the session: a page that was told to go would not come back when it may again.
      close: () => {
        socket.conn.close();
      },
    };
    if (isAdmitted(socket.handshake.auth.token)) onClient({ role: 'owner' }, wire);
    else guests?.()?.onGuest(wire);
  });

  return { close: () => io.close() };
};

// The contract over Socket.IO to the server that served this page: one event `m` each way.

import { io } from 'socket.io-client';
import type { FromEngine } from '../../src-main/contract/wire.ts';
import { createListeners, type Link, type LinkStatus } from './link.ts';

export interface LanLinkOptions {
  /** Undefined for the page's own origin. */
  readonly url?: string;
  readonly token: string;
  /** Whether the server knows this page's token. */
  readonly onAdmission?: (isAdmitted: boolean) => void;
}

export const openLanLink = ({ url, token, onAdmission }: LanLinkOptions): Link => {
  const messages = createListeners<FromEngine>();
  const statuses = createListeners<LinkStatus>();
  const options = {
    path: '/socket.io',
    transports: ['websocket'],
    auth: { token },
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
  };
  const socket = url === undefined ? io(options) : io(url, options);

  socket.on('m', (message: FromEngine) => messages.tell(message));
  socket.on('connect', () => {
    onAdmission?.(true);
    statuses.tell('open');
  });
  socket.on('disconnect', () => statuses.tell('closed'));
  socket.on('connect_error', (fault) => {
    if (fault.message === 'bad_token') onAdmission?.(false);
    statuses.tell('closed');
    // A refusal by the server ends Socket.IO's own trying; a restarted engine may have the door open again.
    if (!socket.active) window.setTimeout(() => socket.connect(), options.reconnectionDelayMax);
  });

  return {
    // Socket.IO would keep it for later: a command must never be carried out long after its click.
    send: (message) => {
      if (socket.connected) socket.emit('m', message);
    },
    onMessage: messages.add,
    onStatus: (handler) => {
      if (socket.connected) handler('open');
      return statuses.add(handler);
    },
  };
};

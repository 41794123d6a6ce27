// Asks a room how much it has said so far, as any console is told at its greeting.

import { io } from 'socket.io-client';
import { z } from 'zod';
import { ROOM_NAMESPACE, ROOM_PROTOCOL } from '../../../src-main/contract/room-protocol.ts';

const hello = z.object({ newest: z.int() });

export const askNewest = (url: string, room: string, token: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = io(`${url}${ROOM_NAMESPACE}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { protocol: ROOM_PROTOCOL, client: 'asks', since: 0, room, token },
    });
    socket.once('hello', (said: unknown) => {
      socket.disconnect();
      resolve(hello.parse(said).newest);
    });
    socket.once('connect_error', reject);
  });

// A child process: the reference room, which notes when a deal's start reached it, and a bare socket beside it that sends back what it gets.

import { type AddressInfo, createServer } from 'node:net';
import { z } from 'zod';
import { startRoomServer } from '../../../src-main/room-server/room-server.ts';
import { onAsk, readGiven, sayReady } from './child.ts';

const given = readGiven(z.object({ room: z.string(), token: z.string() }));
/** UTC milliseconds, with fractions. */
const starts: number[] = [];
const server = await startRoomServer({
  room: { id: given.room, title: given.room, host: '', currency: 'CNY' },
  token: given.token,
  clock: Date.now,
  capabilities: ['product.pin', 'product.unpin', 'deal.start', 'deal.stop'],
  onCommand: ({ kind }) => {
    if (kind === 'deal.start') starts.push(performance.timeOrigin + performance.now());
    return { ok: true };
  },
});
const echo = createServer((socket) => {
  socket.setNoDelay(true);
  socket.pipe(socket);
});
await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
const { port } = echo.address() as AddressInfo;

onAsk(() => ({ starts }));
sayReady({ url: server.url, echoPort: port });

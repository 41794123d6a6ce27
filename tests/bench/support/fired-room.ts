// A child process: the reference room, which notes when a deal's start reached it, and bare sockets beside it.

import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { startRoomServer } from '../../../src-main/room-server/room-server.ts';
import { onAsk, readGiven, sayReady } from './child.ts';

const given = readGiven(z.object({ room: z.string(), token: z.string(), file: z.string() }));
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

const PAGE = Buffer.alloc(4096, 'x');
/** As a command has to be before it leaves: decided, and noted as sent. */
const DURABLE_STEPS = 2;

const listen = async (serve: (socket: Socket) => void): Promise<number> => {
  const bare = createServer((socket) => {
    socket.setNoDelay(true);
    serve(socket);
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  return (bare.address() as AddressInfo).port;
};
/** Sends back what it gets. */
const echoPort = await listen((socket) => socket.pipe(socket));
/** The same, once it is on the disk for good. */
const file = openSync(given.file, 'a');
const writerPort = await listen((socket) =>
  socket.on('data', (bytes) => {
    for (let step = 0; step < DURABLE_STEPS; step += 1) {
      writeSync(file, PAGE);
      fdatasyncSync(file);
    }
    socket.write(bytes);
  }),
);

onAsk(() => ({ starts }));
sayReady({ url: server.url, echoPort, writerPort });

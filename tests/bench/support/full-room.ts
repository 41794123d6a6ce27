// A child process: the reference room server with a whole stream already said, to be pulled as fast as a console can.

import { z } from 'zod';
import { startRoomServer } from '../../../src-main/room-server/room-server.ts';
import { readGiven, sayReady } from './child.ts';
import { makeStream } from './show-stream.ts';

const { count, rate, room, token } = readGiven(
  z.object({ count: z.int(), rate: z.number(), room: z.string(), token: z.string() }),
);
const server = await startRoomServer({
  room: { id: room, title: room, host: '', currency: 'CNY' },
  token,
  clock: Date.now,
});
for (const { id, at, body } of makeStream(count, rate)) server.publish(body, at, id);
server.log.flush();
sayReady({ url: server.url });

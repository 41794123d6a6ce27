// A child process: the reference room at an exact rate for a set time, then silent, so that everything it said can be accounted for.

import { z } from 'zod';
import { instant } from '../../../src-main/core/units.ts';
import { startRoomServer } from '../../../src-main/room-server/room-server.ts';
import { readGiven, sayReady } from './child.ts';
import { createShowSimulator, playOpening } from './show-stream.ts';

const STEP_MS = 50;

const given = readGiven(
  z.object({ rate: z.number(), seconds: z.number(), startAfterMs: z.number(), room: z.string(), token: z.string() }),
);
const simulator = createShowSimulator(given.rate);
playOpening(simulator);

const server = await startRoomServer({
  room: { id: given.room, title: given.room, host: '', currency: 'CNY' },
  token: given.token,
  clock: Date.now,
});
const opensAt = Date.now() + given.startAfterMs;
const endsAt = opensAt + given.seconds * 1000;
/** The show's clock minus ours. */
const ahead = simulator.position() - opensAt;
const run = opensAt.toString(36);
let said = 0;

const play = setInterval(() => {
  const now = Date.now();
  for (const { at, body } of simulator.advance(instant(Math.min(now, endsAt) + ahead))) {
    said += 1;
    server.publish(body, at - ahead, `${run}-${said}`);
  }
  if (now >= endsAt) clearInterval(play);
}, STEP_MS);

sayReady({ url: server.url, endsAt });

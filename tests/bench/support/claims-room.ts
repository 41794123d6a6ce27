// A child process: the reference room in which so many viewers a second claim one product, each once, and then nobody says a word.

import { z } from 'zod';
import { startRoomServer } from '../../../src-main/room-server/room-server.ts';
import { readGiven, sayReady } from './child.ts';

const STEP_MS = 50;

const given = readGiven(
  z.object({
    rate: z.number(),
    seconds: z.number(),
    startAfterMs: z.number(),
    text: z.string(),
    room: z.string(),
    token: z.string(),
  }),
);
const server = await startRoomServer({
  room: { id: given.room, title: given.room, host: '', currency: 'CNY' },
  token: given.token,
  clock: Date.now,
});
const opensAt = Date.now() + given.startAfterMs;
const endsAt = opensAt + given.seconds * 1000;
const all = given.rate * given.seconds;
let said = 0;

const play = setInterval(() => {
  const now = Date.now();
  const due = Math.min(all, Math.floor(((now - opensAt) / 1000) * given.rate));
  for (; said < due; said += 1) {
    const viewer = { id: `v${said}`, name: `观众${said}` };
    server.publish({ type: 'chat', text: given.text, viewer }, now, `c${said}`);
  }
  if (said >= all) clearInterval(play);
}, STEP_MS);

sayReady({ url: server.url, endsAt });

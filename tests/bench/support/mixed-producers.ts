// A child process: four producers at exact rates for a set time, from the word on, each on a real socket of its own.

import { z } from 'zod';
import { instant } from '../../../src-main/core/units.ts';
import { startRoomServer } from '../../../src-main/room-server/room-server.ts';
import { startChatReader, startWsFeed } from '../../ingest/support/feed-server.ts';
import { startChangingShop } from './changing-shop.ts';
import { onAsk, readGiven, sayReady } from './child.ts';
import { barrageGrabFrame, kindAt, tiktokEvent } from './feed-frames.ts';
import { createShowSimulator, playOpening } from './show-stream.ts';

/** Messages come singly: each step says a few of them. */
const STEP_MS = 10;

const rates = z.object({ tiktok: z.number(), barrage: z.number(), room: z.number(), shop: z.number() });
const given = readGiven(z.object({ rates, seconds: z.number(), room: z.string(), token: z.string() }));

const reader = await startChatReader((answer) => answer('tiktokConnected', { roomId: '7309128470994258694' }));
const grab = await startWsFeed();
const shop = await startChangingShop();
const room = await startRoomServer({
  room: { id: given.room, title: given.room, host: '', currency: 'CNY' },
  token: given.token,
  clock: Date.now,
});
const simulator = createShowSimulator(given.rates.room);
playOpening(simulator);

const sent = { tiktok: 0, barrage: 0, room: 0 };
const changes: string[] = [];
let opensAt: number | null = null;
let lag = 0;

/** How many are to have been said by now. */
const due = (rate: number, elapsedMs: number): number => Math.floor((rate * elapsedMs) / 1000);

const step = (from: number): boolean => {
  const now = Date.now();
  const elapsed = Math.min(now - from, given.seconds * 1000);
  for (; sent.tiktok < due(given.rates.tiktok, elapsed); sent.tiktok += 1)
    reader.emit(...tiktokEvent(sent.tiktok, kindAt(sent.tiktok), now));
  for (; sent.barrage < due(given.rates.barrage, elapsed); sent.barrage += 1)
    grab.send(barrageGrabFrame(sent.barrage, kindAt(sent.barrage)));
  while (changes.length < due(given.rates.shop, elapsed)) changes.push(shop.change(now));
  const ahead = simulatorStart - from;
  for (const { at, body } of simulator.advance(instant(from + elapsed + ahead))) {
    sent.room += 1;
    room.publish(body, at - ahead, `mix-${sent.room}`);
  }
  return elapsed >= given.seconds * 1000;
};
const simulatorStart = simulator.position();

/** The first word sets it going and is told when it ends; later ones are told what was said. */
onAsk(() => {
  if (opensAt !== null) return { ...sent, changes, lag };
  const from = Date.now();
  opensAt = from;
  let steppedAt = from;
  const play = setInterval(() => {
    lag = Math.max(lag, Date.now() - steppedAt);
    steppedAt = Date.now();
    if (step(from)) clearInterval(play);
  }, STEP_MS);
  return { endsAt: from + given.seconds * 1000 };
});

sayReady({ tiktok: reader.url, barrage: grab.url, room: room.url, shop: shop.url });

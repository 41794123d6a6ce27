// ingest.paced: 20 000 events a second for a minute, from the reference room through source, store, fold and topics of one engine.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startEngineHost } from '../../src-main/host-engine.ts';
import type { Bench, Measured } from './bench.ts';
import { thousands } from './figures.ts';
import { watchStretch } from './support/busy-stretch.ts';
import { startBeside } from './support/child.ts';
import { newIntent, openEngineScreen } from './support/engine-screen.ts';
import { count, LOOK_EVERY_MS, openReader, waitForChats, waitForCount } from './support/kept-store.ts';
import { askNewest } from './support/room-newest.ts';
import { RESOURCES } from './support/show-stream.ts';
import { withTempDir } from './support/temp-dir.ts';

const REVIEW_WORKER = join(import.meta.dirname, '../../src-main/review-worker.ts');
const ROOM = { room: 'bench', token: 'bench-room-token' };
const RATE = 20_000;
const START_AFTER_MS = 3000;

interface Kept {
  readonly facts: number;
  readonly orders: number;
  readonly distinct: number;
  readonly rejects: number;
  readonly chats: number;
  readonly cursor: number;
  /** From the event's own time (the room says it in steps of 50 ms) to its commit, in ms. */
  readonly lagP50: number;
  readonly lagP99: number;
}

const readKept = (dataDir: string): Kept => {
  const db = openReader(dataDir);
  try {
    const ofRoom = `FROM fact WHERE source LIKE 'room:%' AND type NOT LIKE 'source.%'`;
    const facts = count(db, `SELECT count(*) ${ofRoom}`);
    const lag = (share: number): number =>
      count(
        db,
        `SELECT received_at_ms - at_ms AS lag ${ofRoom} ORDER BY lag LIMIT 1 OFFSET ${Math.floor((facts - 1) * share)}`,
      );
    return {
      facts,
      distinct: count(db, `SELECT count(DISTINCT event_id) ${ofRoom}`),
      rejects: count(db, 'SELECT count(*) FROM reject'),
      orders: count(db, `SELECT count(*) ${ofRoom} AND type LIKE 'order.%'`),
      chats: count(db, `SELECT count(*) ${ofRoom} AND type = 'chat'`),
      cursor: count(db, 'SELECT max(cursor) FROM source'),
      lagP50: lag(0.5),
      lagP99: lag(0.99),
    };
  } finally {
    db.close();
  }
};

/** How much the room has said once it says no more: its last step may come after its time. */
const askTotal = async (url: string): Promise<number> => {
  let total = await askNewest(url, ROOM.room, ROOM.token);
  while (true) {
    await wait(LOOK_EVERY_MS);
    const newest = await askNewest(url, ROOM.room, ROOM.token);
    if (newest === total) return total;
    total = newest;
  }
};

const measure = (seconds: number): Promise<Measured> =>
  withTempDir(async (dataDir) => {
    const host = await startEngineHost({
      dataDir,
      room: { kind: 'none' },
      resourcesDir: RESOURCES,
      reviewWorker: REVIEW_WORKER,
    });
    const screen = openEngineScreen(host.engine);
    const given = { rate: RATE, seconds, startAfterMs: START_AFTER_MS, ...ROOM };
    const room = await startBeside('rated-room.ts', given, z.object({ url: z.string(), endsAt: z.number() }));
    try {
      const { url, endsAt } = room.ready;
      await screen.must('show.start', newIntent());
      const { room: roomId, token } = ROOM;
      const settings = { url, room: roomId };
      await screen.must('source.add', { kind: 'room', name: 'bench', settings, secrets: { token }, ...newIntent() });

      await wait(Math.max(0, endsAt - seconds * 1000 - Date.now()));
      const stretch = await watchStretch(endsAt);

      const said = await askTotal(url);
      await waitForCount(dataDir, 'SELECT max(cursor) FROM source', said);
      const kept = readKept(dataDir);
      const shown = await waitForChats(screen, kept.chats);
      const once = kept.distinct - (kept.facts - kept.distinct);
      return {
        ratio: once / said,
        alsoHolds: stretch.isOnTime && shown === kept.chats,
        detail:
          `${said} said, ${said - kept.distinct} lost, ${kept.facts - kept.distinct} twice, ${kept.rejects} rejected, ${kept.orders} about orders; ` +
          `chats stored ${kept.chats}, on the chart ${shown}; ${stretch.loop}; ` +
          `to the commit p50 ${kept.lagP50} ms, p99 ${kept.lagP99} ms; ${thousands(screen.heard())} messages published; ` +
          stretch.memory(),
      };
    } finally {
      await host.stop();
      await room.stop();
    }
  });

export const bench: Bench = {
  name: 'ingest.paced',
  bar: 1,
  passes: 'at least',
  run: (size) => measure(size === 'full' ? 60 : 8),
};

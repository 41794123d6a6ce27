// ingest.paced: 20 000 events a second for a minute, from the reference room through source, store, fold and topics of one engine.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { startEngineHost } from '../../src-main/host-engine.ts';
import type { Bench, Measured } from './bench.ts';
import { percent, thousands } from './figures.ts';
import { type Beside, startBeside } from './support/child.ts';
import { type EngineScreen, newIntent, openEngineScreen } from './support/engine-screen.ts';
import { lateness, tellLateness, watchLoop } from './support/loop-watch.ts';
import { askNewest } from './support/room-newest.ts';
import { RESOURCES } from './support/show-stream.ts';
import { withTempDir } from './support/temp-dir.ts';

const REVIEW_WORKER = join(import.meta.dirname, '../../src-main/review-worker.ts');
const ROOM = { room: 'bench', token: 'bench-room-token' };
const RATE = 20_000;
const MOST_DELAY_MS = 25;
const START_AFTER_MS = 3000;
/** After the room's last word, for what is still under way. */
const SETTLE_LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 250;

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

const openReader = (dataDir: string): Database.Database =>
  new Database(join(dataDir, 'kongtai.db'), { readonly: true });

const count = (db: Database.Database, sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;

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

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** Waits until the store has read up to `newest`, or gives up: then the ratio tells what is missing. */
const waitForCursor = async (dataDir: string, newest: number): Promise<void> => {
  const db = openReader(dataDir);
  try {
    const overdue = performance.now() + SETTLE_LIMIT_MS;
    while (count(db, 'SELECT max(cursor) FROM source') < newest && performance.now() < overdue)
      await wait(LOOK_EVERY_MS);
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

/** Until the charts, published once a second, hold what was folded last. */
const waitForChats = async (screen: EngineScreen, chats: number): Promise<number> => {
  const overdue = performance.now() + 5000;
  const shown = (): number => sum(screen.topic('chart.live')?.chats ?? []);
  while (shown() < chats && performance.now() < overdue) await wait(LOOK_EVERY_MS);
  return shown();
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
    let idle: Beside<object> | null = null;
    try {
      const { url, endsAt } = room.ready;
      await screen.must('show.start', newIntent());
      const { room: roomId, token } = ROOM;
      const settings = { url, room: roomId };
      await screen.must('source.add', { kind: 'room', name: 'bench', settings, secrets: { token }, ...newIntent() });

      await wait(Math.max(0, endsAt - seconds * 1000 - Date.now()));
      idle = await startBeside('idle-process.ts', {}, z.object({}));
      const loop = watchLoop();
      const cpu = process.cpuUsage();
      const startedAt = performance.now();
      const memoryAt = process.memoryUsage().rss;
      await wait(Math.max(0, endsAt - Date.now()));
      const used = process.cpuUsage(cpu);
      const share = (used.user + used.system) / 1000 / (performance.now() - startedAt);
      const late = loop.read();
      const idleLate = await idle.ask(lateness);

      const said = await askTotal(url);
      await waitForCursor(dataDir, said);
      const kept = readKept(dataDir);
      const shown = await waitForChats(screen, kept.chats);
      const once = kept.distinct - (kept.facts - kept.distinct);
      return {
        ratio: once / said,
        alsoHolds: late.p99 <= MOST_DELAY_MS && shown === kept.chats,
        detail:
          `${said} said, ${said - kept.distinct} lost, ${kept.facts - kept.distinct} twice, ${kept.rejects} rejected, ${kept.orders} about orders; ` +
          `chats stored ${kept.chats}, on the chart ${shown}; event loop ${tellLateness(late)} ` +
          `(p99 at most ${MOST_DELAY_MS}; an idle process beside it ${tellLateness(idleLate)}); ${percent(share)} of a core; ` +
          `to the commit p50 ${kept.lagP50} ms, p99 ${kept.lagP99} ms; ${thousands(screen.heard())} messages published; ` +
          `memory ${(memoryAt / 1e6).toFixed(0)} → ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
      };
    } finally {
      await host.stop();
      await room.stop();
      await idle?.stop();
    }
  });

export const bench: Bench = {
  name: 'ingest.paced',
  bar: 1,
  passes: 'at least',
  run: (size) => measure(size === 'full' ? 60 : 8),
};

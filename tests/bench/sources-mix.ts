// sources.mix: four sources at 5 000 events a second together for a minute, each over its own socket, into one engine on a real file.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startEngineHost } from '../../src-main/host-engine.ts';
import type { Bench, Measured } from './bench.ts';
import { thousands } from './figures.ts';
import { watchStretch } from './support/busy-stretch.ts';
import { CHANGING_SHOP_TOKEN } from './support/changing-shop.ts';
import { startBeside } from './support/child.ts';
import { type EngineScreen, newIntent, openEngineScreen } from './support/engine-screen.ts';
import { idAt } from './support/feed-frames.ts';
import { count, LOOK_EVERY_MS, openReader, waitForChats, waitForCount } from './support/kept-store.ts';
import { RESOURCES } from './support/show-stream.ts';
import { withTempDir } from './support/temp-dir.ts';
import { toldId } from './support/told-id.ts';

const REVIEW_WORKER = join(import.meta.dirname, '../../src-main/review-worker.ts');
/** Events a second: a busy chat, a danmaku bridge, a room server, and a shop where forty orders a second are placed and as many paid. */
const RATES = { tiktok: 2500, barrage: 2000, room: 400, shop: 100 };
const ROOM = { room: 'bench', token: 'bench-room-token' };
const LIVE_LIMIT_MS = 15_000;

const addresses = z.object({ tiktok: z.string(), barrage: z.string(), room: z.string(), shop: z.string() });
const begun = z.object({ endsAt: z.number() });
const sentShape = z.object({
  tiktok: z.int(),
  barrage: z.int(),
  room: z.int(),
  changes: z.array(z.string()),
  lag: z.number(),
});
type Sent = z.infer<typeof sentShape>;

/** By the beginning of the source's id in the store. */
const idsOf = (sent: Sent): Readonly<Record<string, readonly string[]>> => ({
  'tiktok-chat-reader:': Array.from({ length: sent.tiktok }, (_, index) => idAt(index)),
  'douyin-barrage-grab:': Array.from({ length: sent.barrage }, (_, index) => idAt(index)),
  'room:': Array.from({ length: sent.room }, (_, index) => `mix-${index + 1}`),
  'shopify:': sent.changes,
});

const TOLD = `FROM fact WHERE type NOT LIKE 'source.%' AND source GLOB '*:*'`;

interface Kept {
  readonly once: number;
  readonly lost: number;
  /** Facts beyond one for each that was sent. */
  readonly extra: number;
  readonly chats: number;
  readonly rejects: number;
  /** Each as source, type and reason. */
  readonly outages: readonly string[];
  readonly lostOf: Readonly<Record<string, number>>;
  /** From the event's own time to its commit, in ms, of the two whose time is exact. */
  readonly lagP99: number;
}

const readKept = (dataDir: string, sent: Sent, endsAt: number): Kept => {
  const db = openReader(dataDir);
  try {
    let once = 0;
    let lost = 0;
    let extra = 0;
    const lostOf: Record<string, number> = {};
    const rows = db.prepare<[string], string>(
      `SELECT event_id FROM fact WHERE type NOT LIKE 'source.%' AND source GLOB ? || '*'`,
    );
    for (const [source, ids] of Object.entries(idsOf(sent))) {
      const stored = rows.pluck().all(source);
      const distinct = new Set(stored.map(toldId));
      const found = ids.reduce((sum, id) => sum + Number(distinct.has(id)), 0);
      once += found;
      lost += ids.length - found;
      if (found < ids.length) lostOf[source] = ids.length - found;
      extra += stored.length - found;
    }
    const timed = `${TOLD} AND (source LIKE 'room:%' OR source LIKE 'tiktok%')`;
    const place = Math.floor((count(db, `SELECT count(*) ${timed}`) - 1) * 0.99);
    return {
      once,
      lost,
      extra,
      chats: count(db, `SELECT count(*) ${TOLD} AND type = 'chat'`),
      rejects: count(db, 'SELECT count(*) FROM reject'),
      outages: db
        .prepare<[number], string>(
          `SELECT source || ' ' || type || ' ' || coalesce(json_extract(body, '$.reason'), '') FROM fact
           WHERE type IN ('source.lost', 'source.stalled', 'source.gap') AND at_ms <= ? ORDER BY seq`,
        )
        .pluck()
        .all(endsAt),
      lostOf,
      lagP99: count(
        db,
        `SELECT received_at_ms - at_ms AS lag ${timed} ORDER BY lag LIMIT 1 OFFSET ${Math.max(0, place)}`,
      ),
    };
  } finally {
    db.close();
  }
};

const attachAll = async (screen: EngineScreen, at: z.infer<typeof addresses>): Promise<void> => {
  const add = (kind: string, settings: Record<string, string>, secrets: Record<string, string> = {}) =>
    screen.must('source.add', { kind, name: kind, settings, secrets, ...newIntent() });
  await add('tiktok-chat-reader', { url: at.tiktok, user: 'host' });
  await add('douyin-barrage-grab', { url: at.barrage });
  await add('room', { url: at.room, room: ROOM.room }, { token: ROOM.token });
  await add('shopify', { url: at.shop }, { token: CHANGING_SHOP_TOKEN });
  const overdue = performance.now() + LIVE_LIMIT_MS;
  const isUp = (): boolean => {
    const rows = screen.topic('source.list') ?? [];
    return rows.length === 4 && rows.every(({ status }) => status === 'live');
  };
  while (!isUp()) {
    if (performance.now() > overdue) throw new Error(`not up: ${JSON.stringify(screen.topic('source.list'))}`);
    await wait(LOOK_EVERY_MS);
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
    const producers = await startBeside('mixed-producers.ts', { rates: RATES, seconds, ...ROOM }, addresses);
    try {
      await screen.must('show.start', newIntent());
      await attachAll(screen, producers.ready);
      const { endsAt } = await producers.ask(begun);
      const stretch = await watchStretch(endsAt);
      await wait(LOOK_EVERY_MS);

      const sent = await producers.ask(sentShape);
      const total = sent.tiktok + sent.barrage + sent.room + sent.changes.length;
      await waitForCount(dataDir, `SELECT count(*) ${TOLD}`, total);
      const kept = readKept(dataDir, sent, endsAt);
      const shown = await waitForChats(screen, kept.chats);
      return {
        ratio: (kept.once - kept.extra) / total,
        alsoHolds: stretch.isOnTime && shown === kept.chats && kept.rejects === 0 && kept.outages.length === 0,
        detail:
          `${total} sent (TikTok-Chat-Reader ${sent.tiktok}, DouyinBarrageGrab ${sent.barrage}, room ${sent.room}, Shopify ${sent.changes.length} changes of orders), ` +
          `${kept.lost} lost${kept.lost === 0 ? '' : ` ${JSON.stringify(kept.lostOf)}`}, ${kept.extra} twice, ${kept.rejects} rejected, ` +
          `${kept.outages.length} outages${kept.outages.length === 0 ? '' : ` (${kept.outages.join(', ')})`}; ` +
          `chats stored ${kept.chats}, on the chart ${shown}; ${stretch.loop}; ` +
          `producers at most ${sent.lag} ms behind; to the commit p99 ${kept.lagP99} ms; ${thousands(screen.heard())} messages published; ` +
          stretch.memory(),
      };
    } finally {
      await host.stop();
      await producers.stop();
    }
  });

export const bench: Bench = {
  name: 'sources.mix',
  bar: 1,
  passes: 'at least',
  run: (size) => measure(size === 'full' ? 60 : 8),
};

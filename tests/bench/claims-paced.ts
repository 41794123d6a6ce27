// claims.paced: 2 000 claims a second on one product with a stock of 500, for half a minute, from the reference room to claims on screen.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { ClaimFactBody } from '../../src-main/core/claim-fact.ts';
import { DEFAULT_CLAIM_RULES } from '../../src-main/core/claim-rules.ts';
import { startEngineHost } from '../../src-main/host-engine.ts';
import type { Bench, Measured } from './bench.ts';
import { percent } from './figures.ts';
import { startBeside } from './support/child.ts';
import { type EngineScreen, newIntent, openEngineScreen } from './support/engine-screen.ts';
import { tellLateness, watchLoop } from './support/loop-watch.ts';
import { RESOURCES } from './support/show-stream.ts';
import { withTempDir } from './support/temp-dir.ts';

const REVIEW_WORKER = join(import.meta.dirname, '../../src-main/review-worker.ts');
const ROOM = { room: 'bench', token: 'bench-room-token' };
const RATE = 2000;
const STOCK = 500;
/** A product of the demo's sheet with one variant. */
const NUMBER = 2;
const START_AFTER_MS = 6000;
/** After the room's last word, for what is still under way. */
const SETTLE_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 250;

type Made = Extract<ClaimFactBody, { type: 'claim.made' }>;

interface Decided {
  /** Claims that stand where their comment did, and became what the first 500 of all must. */
  readonly right: number;
  readonly made: number;
  readonly reserved: number;
  readonly waiting: number;
  readonly stock: number;
  /** From a comment's commit to its claim's, in ms. */
  readonly lagP50: number;
  readonly lagP99: number;
}

const openReader = (dataDir: string): Database.Database =>
  new Database(join(dataDir, 'kongtai.db'), { readonly: true });

const countOf = (db: Database.Database, type: string): number =>
  db.prepare<[string], number>('SELECT count(*) FROM fact WHERE type = ?').pluck().get(type) ?? 0;

const waitForClaims = async (dataDir: string, said: number): Promise<void> => {
  const db = openReader(dataDir);
  try {
    const overdue = performance.now() + SETTLE_LIMIT_MS;
    while (countOf(db, 'claim.made') < said && performance.now() < overdue) await wait(LOOK_EVERY_MS);
  } finally {
    db.close();
  }
};

const isClaim = (body: ClaimFactBody): body is Made => body.type === 'claim.made';

const readDecided = (dataDir: string, variantId: string): Decided => {
  const db = openReader(dataDir);
  try {
    const rows = db
      .prepare<[], { body: string; received_at_ms: number }>(
        `SELECT body, received_at_ms FROM fact WHERE type = 'claim.made' ORDER BY seq`,
      )
      .all();
    const saidAt = new Map(
      db
        .prepare<[], { event_id: string; received_at_ms: number }>(
          `SELECT event_id, received_at_ms FROM fact WHERE type = 'chat'`,
        )
        .all()
        .map((row) => [row.event_id, row.received_at_ms]),
    );
    const lags: number[] = [];
    let [right, reserved, waiting] = [0, 0, 0];
    for (const [index, row] of rows.entries()) {
      const body: ClaimFactBody = JSON.parse(row.body);
      if (!isClaim(body)) continue;
      const { claim, fate } = body;
      if (fate.state === 'reserved') reserved += 1;
      if (fate.state === 'waiting') waiting += 1;
      const isRight = claim.viewer.id === `v${index}` && fate.state === (index < STOCK ? 'reserved' : 'waiting');
      if (isRight) right += 1;
      lags.push(row.received_at_ms - (saidAt.get(claim.eventId ?? '') ?? Number.NaN));
    }
    lags.sort((a, b) => a - b);
    const stock = db.prepare<[string], number>('SELECT stock FROM variant WHERE variant_id = ?').pluck().get(variantId);
    const lag = (share: number): number => lags[Math.floor((lags.length - 1) * share)] ?? Number.NaN;
    return { right, made: rows.length, reserved, waiting, stock: stock ?? -1, lagP50: lag(0.5), lagP99: lag(0.99) };
  } finally {
    db.close();
  }
};

const putOnShelf = async (screen: EngineScreen) => {
  const row = screen.topic('product.list')?.find(({ number }) => number === NUMBER);
  if (row === undefined) throw new Error(`the demo has no product ${NUMBER}`);
  await screen.must('catalogue.editMany', {
    ...newIntent(),
    selection: { kind: 'some', productIds: [row.productId] },
    change: { kind: 'stock', how: 'set', quantity: STOCK },
    why: '',
  });
  return row;
};

/** Until the desk is told how many wait, or not at all. */
const waitForWaitlist = async (screen: EngineScreen, people: number): Promise<number> => {
  const overdue = performance.now() + 5000;
  const shown = (): number => screen.topic('claim.state')?.waitlists.reduce((sum, list) => sum + list.people, 0) ?? 0;
  while (shown() < people && performance.now() < overdue) await wait(LOOK_EVERY_MS);
  return shown();
};

const measure = (seconds: number): Promise<Measured> =>
  withTempDir(async (dataDir) => {
    const given = { rate: RATE, seconds, startAfterMs: START_AFTER_MS, text: `${NUMBER}号+1`, ...ROOM };
    const room = await startBeside('claims-room.ts', given, z.object({ url: z.string(), endsAt: z.number() }));
    const { url, endsAt } = room.ready;
    const host = await startEngineHost({
      dataDir,
      room: { kind: 'url', url, ...ROOM },
      resourcesDir: RESOURCES,
      reviewWorker: REVIEW_WORKER,
    });
    const screen = openEngineScreen(host.engine);
    try {
      await screen.must('show.start', newIntent());
      await screen.must('claims.open', { ...newIntent(), rules: DEFAULT_CLAIM_RULES });
      const { variantId } = await putOnShelf(screen);

      await wait(Math.max(0, endsAt - seconds * 1000 - Date.now()));
      const loop = watchLoop();
      const cpu = process.cpuUsage();
      const startedAt = performance.now();
      await wait(Math.max(0, endsAt - Date.now()));
      const used = process.cpuUsage(cpu);
      const share = (used.user + used.system) / 1000 / (performance.now() - startedAt);
      const late = loop.read();

      const said = RATE * seconds;
      await waitForClaims(dataDir, said);
      const behind = (Date.now() - endsAt) / 1000;
      const decided = readDecided(dataDir, variantId);
      const shown = await waitForWaitlist(screen, said - STOCK);
      return {
        ratio: decided.right / said,
        alsoHolds: decided.reserved === STOCK && decided.stock === 0 && shown === said - STOCK,
        detail:
          `${said} claims said, ${decided.made} made, ${decided.reserved} reserved of a stock of ${STOCK}, ${decided.waiting} waiting in the order in which they came ` +
          `(${shown} on screen), all decided ${behind.toFixed(1)} s after the last; from a comment's commit to its claim's p50 ${decided.lagP50} ms, p99 ${decided.lagP99} ms; ` +
          `event loop ${tellLateness(late)}; ${percent(share)} of a core`,
      };
    } finally {
      await host.stop();
      await room.stop();
    }
  });

export const bench: Bench = {
  name: 'claims.paced',
  bar: 1,
  passes: 'at least',
  run: (size) => measure(size === 'full' ? 30 : 4),
};

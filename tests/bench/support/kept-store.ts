// Looks into the store of an engine that is being measured, and at what its charts show of it.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { EngineScreen } from './engine-screen.ts';

export const LOOK_EVERY_MS = 250;
/** After the last word, for what is still under way; a shop is asked every four seconds. */
const SETTLE_LIMIT_MS = 30_000;
const CHART_LIMIT_MS = 5000;

export const openReader = (dataDir: string): Database.Database =>
  new Database(join(dataDir, 'kongtai.db'), { readonly: true });

export const count = (db: Database.Database, sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;

/** Until `sql` counts `least`, or it has had its time: then the ratio tells what is missing. */
export const waitForCount = async (dataDir: string, sql: string, least: number): Promise<void> => {
  const db = openReader(dataDir);
  try {
    const overdue = performance.now() + SETTLE_LIMIT_MS;
    while (count(db, sql) < least && performance.now() < overdue) await wait(LOOK_EVERY_MS);
  } finally {
    db.close();
  }
};

/** Until the charts, published once a second, hold what was folded last; as many as they show. */
export const waitForChats = async (screen: EngineScreen, chats: number): Promise<number> => {
  const overdue = performance.now() + CHART_LIMIT_MS;
  const shown = (): number =>
    (screen.topic('chart.live')?.chats ?? []).reduce<number>((total, value) => total + (value ?? 0), 0);
  while (shown() < chats && performance.now() < overdue) await wait(LOOK_EVERY_MS);
  return shown();
};

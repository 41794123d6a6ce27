// The store under SIGKILL, loss of power, and several hands at one stock.

import { copyFileSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src-main/store/store.ts';
import { startChild } from './support/child.ts';
import {
  allFacts,
  batchOf,
  bodyOf,
  chatOf,
  factOf,
  orderOf,
  ROOM,
  seed,
  stockOf,
  variantOf,
} from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const KILLS = Number(process.env.KONGTAI_KILLS ?? 10);
const WAL_HEADER = 32;
const FRAME = 24 + 4096;

/** The room's facts are e1, e2, … up to the cursor, none missing, none twice. Returns how many. */
const expectPrefix = (store: Store): number => {
  const ids = allFacts(store)
    .filter(({ source }) => source === ROOM)
    .map(({ eventId }) => eventId);
  expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => `e${index + 1}`));
  expect(store.cursor(ROOM)).toBe(ids.length);
  return ids.length;
};

/** What is taken is what the stock facts say, whatever the moment of the crash. */
const expectStockTold = (store: Store, variant: string, initial: number): void => {
  const taken = allFacts(store).filter(({ body }) => body.type === 'stock.taken').length;
  expect(stockOf(store, variant)).toBe(initial - taken);
};

describe('a killed writer', () => {
  it(
    `loses nothing that it has acknowledged, in ${KILLS} kills`,
    async () => {
      const folder = makeFolder();
      let kept = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const child = startChild('burst-writer.ts', folder);
        // Somewhere within the burst: after some commits, at no special point of the next.
        await child.printed(1 + ((kill * 37) % 90));
        await child.kill();
        const acked = Number(child.lines.at(-1));
        expect(acked).toBeGreaterThan(kept);
        const { store, problem } = await openIn(folder);
        expect(problem).toBeNull();
        kept = expectPrefix(store);
        expect(kept).toBeGreaterThanOrEqual(acked);
        expectStockTold(store, 'v1', 1_000_000);
        expect(store.isSound()).toBe(true);
        store.close();
      }
    },
    30_000 + KILLS * 5000,
  );
});

describe('a loss of power', () => {
  it('leaves a whole prefix wherever the log is cut off, with every order that was on the disk before the cut', async () => {
    const folder = makeFolder();
    const first = await openIn(folder);
    seed(first.store, [variantOf('v1', 100)]);
    first.store.close();
    const { store: live } = await openIn(folder);
    const log = `${fileIn(folder)}-wal`;
    const durable: { size: number; facts: number }[] = [];
    for (let at = 1; at <= 12; at += 1) {
      const order = orderOf(`o${at}`, [{ variant: 'v1', quantity: 1 }]);
      const isOrder = at % 3 === 0;
      live.appendFromSource(batchOf([isOrder ? factOf(`e${at}`, bodyOf('order.paid', order)) : chatOf(`e${at}`)], at));
      if (isOrder) durable.push({ size: statSync(log).size, facts: at });
    }
    const lost = makeFolder();
    const whole = statSync(log).size;
    expect(whole).toBeGreaterThan(WAL_HEADER + 10 * FRAME);
    for (let frame = 0; WAL_HEADER + frame * FRAME <= whole; frame += 1) {
      for (const off of [-1, 0, 1]) {
        const cut = Math.min(whole, WAL_HEADER + frame * FRAME + off);
        copyFileSync(fileIn(folder), fileIn(lost));
        copyFileSync(log, `${fileIn(lost)}-wal`);
        truncateSync(`${fileIn(lost)}-wal`, cut);
        const { store, problem } = await openIn(lost);
        expect(problem).toBeNull();
        const kept = expectPrefix(store);
        for (const { size, facts } of durable) if (cut >= size) expect(kept).toBeGreaterThanOrEqual(facts);
        expectStockTold(store, 'v1', 100);
        store.close();
      }
    }
    expect(readFileSync(log).length).toBe(whole);
  }, 120_000);
});

describe('several hands', () => {
  it('sell exactly what there is: 4 × 300 orders on a stock of 500', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    seed(store, [variantOf('v1', 500)]);
    store.close();
    const racers = ['a', 'b', 'c', 'd'].map((name) => startChild('racer.ts', folder, name, '300'));
    for (const racer of racers) expect(await racer.ended()).toBe(0);
    const sold = racers.map(({ lines }) => Number(lines[0]));
    expect(sold.reduce((a, b) => a + b, 0)).toBe(500);
    const { store: after } = await openIn(folder);
    expect(stockOf(after, 'v1')).toBe(0);
    const types = allFacts(after).map(({ body }) => body.type);
    expect(types.filter((type) => type === 'stock.taken')).toHaveLength(500);
    expect(types.filter((type) => type === 'stock.short')).toHaveLength(700);
  }, 60_000);
});

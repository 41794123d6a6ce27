// ingest.store: events a second through the store's `appendFromSource` against a bare better-sqlite3 loop with the same constraints.

import { setImmediate as turn } from 'node:timers/promises';
import type { NewFact } from '../../src-main/core/fact.ts';
import type { Bench, Size } from './bench.ts';
import { spread, thousands } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import { openBareLoop } from './support/bare-loop.ts';
import { openBenchStore } from './support/bench-store.ts';
import { BENCH_SOURCE, inBatches, makeStream, STREAM_STARTED_AT, toNewFacts } from './support/show-stream.ts';
import { withTempDir } from './support/temp-dir.ts';

const BATCH = 500;
const RATE = 20_000;

/** Events a second; the loop turns between batches, so that what runs beside them (checkpoints) is paid for. */
const timeBatches = async (
  batches: readonly (readonly NewFact[])[],
  append: (facts: readonly NewFact[], cursor: number) => void,
): Promise<number> => {
  globalThis.gc?.();
  const before = performance.now();
  let cursor = 0;
  for (const facts of batches) {
    cursor += facts.length;
    append(facts, cursor);
    await turn();
  }
  return (cursor / (performance.now() - before)) * 1000;
};

const throughStore = (batches: readonly (readonly NewFact[])[]): Promise<number> =>
  withTempDir(async (dir) => {
    const { store, showId } = await openBenchStore(dir);
    const source = BENCH_SOURCE;
    let kept = 0;
    const perSecond = await timeBatches(batches, (facts, cursor) => {
      const batch = { showId, source, facts, rejects: [], cursor, receivedAt: STREAM_STARTED_AT };
      kept += store.appendFromSource(batch).filter((fact) => fact.source === source).length;
    });
    store.close();
    const handed = batches.reduce((sum, { length }) => sum + length, 0);
    if (kept !== handed) throw new Error(`the store kept ${kept} of ${handed} events`);
    return perSecond;
  });

const throughBareLoop = (batches: readonly (readonly NewFact[])[]): Promise<number> =>
  withTempDir(async (dir) => {
    const loop = openBareLoop(dir);
    const perSecond = await timeBatches(batches, (facts, cursor) => loop.append(facts, cursor, STREAM_STARTED_AT));
    const kept = loop.count();
    loop.close();
    const handed = batches.reduce((sum, { length }) => sum + length, 0);
    if (kept !== handed) throw new Error(`the bare loop kept ${kept} of ${handed} events`);
    return perSecond;
  });

const compare = async (size: Size, rate: number | null) => {
  const events = makeStream(size === 'full' ? 100_000 : 20_000, rate);
  const batches = inBatches(toNewFacts(events), BATCH);
  const sides = { product: () => throughStore(batches), baseline: () => throughBareLoop(batches) };
  return compareBy(await playRounds(sides, { rounds: size === 'full' ? 7 : 3, warmUps: 1 }), (perSecond) => perSecond);
};

export const bench: Bench = {
  name: 'ingest.store',
  bar: 0.6,
  passes: 'at least',
  run: async (size) => {
    const busy = await compare(size, RATE);
    const evening = await compare(size, null);
    return {
      ratio: busy.ratio,
      alsoHolds: true,
      detail:
        `store ${thousands(busy.product)} events/s, bare loop ${thousands(busy.baseline)}, ${spread(busy)}; ` +
        `an evening as it comes, with its orders and their stock: ${evening.ratio.toFixed(2)}`,
    };
  },
};

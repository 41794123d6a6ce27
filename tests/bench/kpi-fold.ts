// kpi.fold: events a second through the room's fold against a typed-array loop, and the figures equal to what SQLite recomputes.

import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import type { DeskFactBody, Fact, NewFact } from '../../src-main/core/fact.ts';
import { readKpi } from '../../src-main/core/kpi.ts';
import { createRoom, type Room } from '../../src-main/core/room.ts';
import { foldRoom } from '../../src-main/core/room-fold.ts';
import { after, type Instant, MINUTE } from '../../src-main/core/units.ts';
import { recallRoom } from '../../src-main/recall-room.ts';
import type { Store } from '../../src-main/store/store.ts';
import type { Bench, Size } from './bench.ts';
import { spread, thousands } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import { openBenchStore } from './support/bench-store.ts';
import { foldReference } from './support/reference-fold.ts';
import { BENCH_SOURCE, inBatches, lastAt, makeStream, STREAM_STARTED_AT, toNewFacts } from './support/show-stream.ts';
import { withTempDir } from './support/temp-dir.ts';

const RATE = 20_000;
const BATCH = 500;

interface Shop {
  readonly room: () => Room;
  readonly facts: readonly Fact[];
  readonly differences: readonly string[];
}

const append = (store: Store, room: Room, facts: readonly NewFact[]): readonly Fact[] => {
  const { showId } = room.show;
  const kept: Fact[] = [
    ...store.transact((writes) => {
      writes.moveShow(showId, 'show.started', STREAM_STARTED_AT);
      const fact = (body: DeskFactBody): NewFact => ({
        source: BENCH_SOURCE,
        eventId: body.type,
        at: STREAM_STARTED_AT,
        body,
      });
      const connected = { type: 'source.connected', name: 'bench', clockOffsetMs: 0, capabilities: [] } as const;
      return writes.appendFacts(showId, [fact({ type: 'show.started' }), fact(connected)], STREAM_STARTED_AT);
    }),
  ];
  let cursor = 0;
  for (const batch of inBatches(facts, BATCH)) {
    cursor += batch.length;
    const receivedAt = batch.at(-1)?.at ?? STREAM_STARTED_AT;
    kept.push(
      ...store.appendFromSource({ showId, source: BENCH_SOURCE, facts: batch, rejects: [], cursor, receivedAt }),
    );
  }
  return kept;
};

const PAID = `FROM fact WHERE type = 'order.paid' AND seq IN (
  SELECT min(seq) FROM fact WHERE type = 'order.paid' AND source = '${BENCH_SOURCE}' GROUP BY json_extract(body, '$.order.id'))`;

/** What differs between the live fold, the fold of what SQLite gives back, and SQL's own sums. */
const findDifferences = (store: Store, dataDir: string, live: Room, now: Instant): readonly string[] => {
  const kpi = readKpi(live, now);
  const recalled = readKpi(recallRoom(store), now);
  const db = new Database(join(dataDir, 'kongtai.db'), { readonly: true });
  try {
    const sum = (sql: string): number | null => db.prepare<[], number>(sql).pluck().get() ?? null;
    const pairs: readonly (readonly [string, unknown, unknown])[] = [
      ['figures', kpi, recalled],
      ['gmv', kpi.figures.gmv.value, sum(`SELECT coalesce(sum(json_extract(body, '$.order.total.minor')), 0) ${PAID}`)],
      ['orders', kpi.figures.orders.value, sum(`SELECT count(*) ${PAID}`)],
      [
        'buyers',
        kpi.figures.conversion.numerator?.value,
        sum(`SELECT count(DISTINCT json_extract(body, '$.order.buyer.id')) ${PAID}`),
      ],
    ];
    return pairs.flatMap(([what, folded, recomputed]) =>
      isDeepStrictEqual(folded, recomputed)
        ? []
        : [`${what}: folded ${JSON.stringify(folded)}, recomputed ${JSON.stringify(recomputed)}`],
    );
  } finally {
    db.close();
  }
};

const openShop = (size: Size, rate: number | null): Promise<Shop> =>
  withTempDir(async (dataDir) => {
    const events = makeStream(size === 'full' ? 200_000 : 40_000, rate);
    const { store, showId } = await openBenchStore(dataDir);
    const show = store.show(showId);
    if (show === null) throw new Error('the store has no show');
    const given = { show, ...store.runSheet(showId) };
    const room = (): Room => createRoom(given);
    const live = room();
    const facts = append(store, live, toNewFacts(events));
    for (const fact of facts) foldRoom(live, fact);
    const differences = findDifferences(store, dataDir, live, after(lastAt(events), MINUTE));
    store.close();
    return { room, facts, differences };
  });

/** The same comments as answers to somebody, which neither claim nor ask: what is left are the figures that the baseline has too. */
const withoutTalk = ({ room, facts, differences }: Shop): Shop => ({
  room,
  facts: facts.map((fact) =>
    fact.body.type === 'chat' ? { ...fact, body: { ...fact.body, replyTo: 'somebody' } } : fact,
  ),
  differences,
});

const compare = async ({ room, facts }: Shop, size: Size) => {
  const perSecond = (fold: () => void): number => {
    globalThis.gc?.();
    const before = performance.now();
    fold();
    return (facts.length / (performance.now() - before)) * 1000;
  };
  const rounds = await playRounds(
    {
      product: () => {
        const fresh = room();
        return perSecond(() => {
          for (const fact of facts) foldRoom(fresh, fact);
        });
      },
      baseline: () => perSecond(() => foldReference(facts, STREAM_STARTED_AT)),
    },
    { rounds: size === 'full' ? 11 : 3, warmUps: 2 },
  );
  return compareBy(rounds, (figure) => figure);
};

export const bench: Bench = {
  name: 'kpi.fold',
  bar: 0.5,
  passes: 'at least',
  run: async (size) => {
    const busyShop = await openShop(size, RATE);
    const eveningShop = await openShop(size, null);
    const busy = await compare(busyShop, size);
    const figures = await compare(withoutTalk(busyShop), size);
    const evening = await compare(eveningShop, size);
    const differences = [...busyShop.differences, ...eveningShop.differences];
    return {
      ratio: busy.ratio,
      alsoHolds: differences.length === 0,
      detail:
        `fold ${thousands(busy.product)} events/s, typed-array loop ${thousands(busy.baseline)}, ${spread(busy)}; ` +
        `without reading claims and questions out of comments, which the loop does not: ${figures.ratio.toFixed(2)}; ` +
        `an evening as it comes: ${evening.ratio.toFixed(2)}; ` +
        (differences.length === 0 ? 'equal to recomputation from SQLite' : `DIFFERS: ${differences.join('; ')}`),
    };
  },
};

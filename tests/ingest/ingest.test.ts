// The one door: how takes are gathered, committed and folded, and what a failing store may and may not cost.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../src-main/contract/topics.ts';
import type { Fact } from '../../src-main/core/fact.ts';
import { instant, type ShowId, type SourceId } from '../../src-main/core/units.ts';
import { createIngest, type Ingest } from '../../src-main/ingest/ingest.ts';
import { keepReject } from '../../src-main/ingest/reject.ts';
import { batchAt, chatAt, orderAt } from './support/live-events.ts';
import { createMemoryStore, type MemoryStore } from './support/memory-store.ts';

const A = 'room-a' as SourceId;
const B = 'room-b' as SourceId;

interface Bench {
  readonly store: MemoryStore;
  readonly ingest: Ingest;
  readonly folded: Fact[];
  readonly problems: (Problem | null)[];
  readonly counted: number[];
  onFold: () => void;
}

const createBench = (): Bench => {
  const store = createMemoryStore();
  const folded: Fact[] = [];
  const problems: (Problem | null)[] = [];
  const counted: number[] = [];
  const ingest = createIngest({
    store,
    showId: () => 'show-1' as ShowId,
    clock: () => instant(1_800_000_000_000),
    onFacts: (facts) => {
      folded.push(...facts);
      bench.onFold();
    },
    onProblem: (problem) => problems.push(problem),
    onRejects: (count) => counted.push(count),
  });
  const bench: Bench = { store, ingest, folded, problems, counted, onFold: () => undefined };
  return bench;
};

const idsOf = (facts: readonly Fact[]): string[] => facts.map(({ eventId }) => eventId);
const ids = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `e${from + i}`);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('gathering', () => {
  it('commits the first item of a quiet time without a wait, and what follows it within 100 ms', async () => {
    const { store, ingest } = createBench();
    const first = ingest.take(A, batchAt(1, 1));
    vi.advanceTimersByTime(0);
    await first;
    expect(store.asked.length).toBe(1);
    const second = ingest.take(A, batchAt(2, 2));
    const third = ingest.take(A, batchAt(3, 3));
    vi.advanceTimersByTime(99);
    expect(store.asked.length).toBe(1);
    vi.advanceTimersByTime(1);
    await Promise.all([second, third]);
    expect(store.asked.map(({ facts }) => facts.length)).toEqual([1, 2]);
  });

  it('puts what one source said into one transaction, and never two sources into one', async () => {
    const { store, ingest, folded } = createBench();
    const takes = [ingest.take(A, batchAt(1, 2)), ingest.take(B, batchAt(1, 1)), ingest.take(A, batchAt(3, 4))];
    ingest.flush();
    await Promise.all(takes);
    expect(store.asked.map(({ source, facts, cursor }) => [source, facts.length, cursor])).toEqual([
      [A, 4, 4],
      [B, 1, 1],
    ]);
    expect(idsOf(folded)).toEqual(['e1', 'e2', 'e3', 'e4', 'e1']);
  });

  it('does not let an order wait: it is committed and folded before the take returns', () => {
    const { store, ingest, folded } = createBench();
    const chat = ingest.take(A, batchAt(1, 1));
    const order = ingest.take(A, { events: [orderAt(2)], rejects: [], cursor: 2 });
    expect(idsOf(folded)).toEqual(['e1', 'e2']);
    expect(store.cursors.get(A)).toBe(2);
    return Promise.all([chat, order]);
  });

  it('commits at 200 items, counting rejects too', () => {
    const { store, ingest } = createBench();
    const reject = keepReject({ type: 'x' }, null, 'type: unknown');
    void ingest.take(A, { ...batchAt(1, 150), rejects: Array.from({ length: 49 }, () => reject) });
    expect(store.asked.length).toBe(0);
    void ingest.take(A, batchAt(151, 151));
    expect(store.asked.map(({ facts, rejects }) => facts.length + rejects.length)).toEqual([200]);
  });

  it('settles a take only after its facts were folded, so that an acknowledgement never runs ahead of the screen', async () => {
    const { ingest, folded } = createBench();
    const taken = ingest.take(A, batchAt(1, 3)).then(() => folded.length);
    vi.advanceTimersByTime(0);
    expect(await taken).toBe(3);
  });

  it('folds an event that comes twice once', async () => {
    const { ingest, folded } = createBench();
    const takes = [ingest.take(A, batchAt(1, 5)), ingest.take(A, batchAt(3, 7))];
    ingest.flush();
    await Promise.all(takes);
    expect(idsOf(folded)).toEqual(ids(1, 7));
  });

  it('tells a source that does not wait to wait, and takes nothing after the end', async () => {
    const { store, ingest } = createBench();
    store.isFull = () => false;
    const quiet = { events: [], rejects: [], cursor: null };
    const first = ingest.take(A, batchAt(1, 199));
    await expect(
      ingest.take(A, { ...quiet, events: Array.from({ length: 50_000 }, (_, i) => chatAt(i)) }),
    ).rejects.toMatchObject({ code: 'busy' });
    ingest.close();
    await first;
    expect(store.cursors.get(A)).toBe(199);
    await expect(ingest.take(A, batchAt(200, 200))).rejects.toMatchObject({ code: 'link_lost' });
  });
});

describe('a store that fails', () => {
  it('full: the take is refused, nothing is kept, the problem is said; with space again all is taken and it is unsaid', async () => {
    const { store, ingest, folded, problems } = createBench();
    store.isFull = () => true;
    const taken = expect(ingest.take(A, batchAt(1, 3))).rejects.toMatchObject({ code: 'store_full' });
    vi.advanceTimersByTime(0);
    await taken;
    expect([store.facts.length, folded.length, store.cursors.get(A)]).toEqual([0, 0, undefined]);
    expect(problems).toEqual([{ code: 'store_full', details: {} }]);
    store.isFull = () => false;
    const again = ingest.take(A, batchAt(1, 3));
    vi.advanceTimersByTime(100);
    await again;
    expect(idsOf(folded)).toEqual(ids(1, 3));
    expect(problems.at(-1)).toBeNull();
  });

  it('for one source: the other’s take of the same flush is kept', async () => {
    const { store, ingest } = createBench();
    store.isFull = () => store.asked.at(-1)?.source === A;
    const a = expect(ingest.take(A, batchAt(1, 1))).rejects.toMatchObject({ code: 'store_full' });
    const b = ingest.take(B, batchAt(1, 1));
    ingest.flush();
    await Promise.all([a, b]);
    expect([store.cursors.get(A), store.cursors.get(B)]).toEqual([undefined, 1]);
  });

  it('on single facts: those are kept aside with why, all others go in order, and the cursor passes them', async () => {
    const { store, ingest, folded, counted } = createBench();
    for (const id of ['e1', 'e6', 'e7', 'e20']) store.poison.add(id);
    const reject = keepReject({ type: 'x' }, 'e0', 'type: unknown');
    const taken = ingest.take(A, { ...batchAt(1, 20), rejects: [reject] });
    ingest.flush();
    await taken;
    expect(idsOf(folded)).toEqual(ids(1, 20).filter((id) => !store.poison.has(id)));
    expect(store.rejects.map(({ eventId }) => eventId)).toEqual(['e0', 'e1', 'e6', 'e7', 'e20']);
    expect(store.rejects[1]?.reason).toBe('could not be stored: constraint failed');
    expect(store.rejects[1]?.raw).toContain('第1句');
    expect(store.cursors.get(A)).toBe(20);
    expect(counted).toEqual([5]);
  });

  it('half way through sorting those out: what is in is folded now, what is not comes once, no reject counts twice', async () => {
    for (let room = 0; room < 12; room += 1) {
      const { store, ingest, folded } = createBench();
      store.poison.add('e3').add('e8');
      store.isFull = () => store.asked.length > room;
      const reject = keepReject({ type: 'x' }, 'e0', 'type: unknown');
      const batch = { ...batchAt(1, 10), rejects: [reject] };
      const first = ingest.take(A, batch).then(
        () => true,
        () => false,
      );
      ingest.flush();
      if (!(await first)) {
        expect(store.cursors.get(A), 'the cursor waits for all').toBeUndefined();
        expect(idsOf(folded)).toEqual(idsOf(store.facts));
        store.isFull = () => false;
        const again = ingest.take(A, batch);
        ingest.flush();
        await again;
      }
      const wanted = ids(1, 10).filter((id) => !store.poison.has(id));
      expect(idsOf(folded).sort()).toEqual([...wanted].sort());
      expect(store.rejects.map(({ eventId }) => eventId)).toEqual(['e0', 'e3', 'e8']);
      expect(store.cursors.get(A)).toBe(10);
    }
  });

  it('by having the folding throw: the facts are committed, so the source is not asked again, and it is said', async () => {
    const bench = createBench();
    bench.onFold = () => {
      throw new Error('a fold that trips');
    };
    const taken = bench.ingest.take(A, batchAt(1, 2));
    bench.ingest.flush();
    await taken;
    expect(bench.problems).toEqual([{ code: 'internal', details: { why: 'a fold that trips' } }]);
    expect(bench.store.cursors.get(A)).toBe(2);
  });
});

describe('whatever happens', () => {
  it('the cursor is never ahead of what is kept, everything comes in the end, and nothing is folded twice', async () => {
    const step = fc.record({
      size: fc.integer({ min: 0, max: 120 }),
      overlap: fc.integer({ min: 0, max: 30 }),
      fails: fc.integer({ min: 0, max: 4 }),
      wait: fc.constantFrom(0, 10, 100),
      poison: fc.array(fc.integer({ min: 0, max: 119 }), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const { store, ingest, folded } = createBench();
        let last = 0;
        const isCovered = (): boolean => {
          const cursor = store.cursors.get(A) ?? 0;
          const kept = new Set([...idsOf(store.facts), ...store.rejects.map(({ eventId }) => eventId)]);
          return ids(1, cursor).every((id) => kept.has(id));
        };
        for (const { size, overlap, fails, wait, poison } of steps) {
          const from = Math.max(1, last + 1 - overlap);
          const to = last + size;
          if (to < from) continue;
          for (const offset of poison) if (last + offset < to) store.poison.add(`e${last + 1 + offset}`);
          for (let left = fails; ; left -= 1) {
            store.isFull = () => left > 0;
            const taken = ingest.take(A, batchAt(from, to)).then(
              () => true,
              () => false,
            );
            vi.advanceTimersByTime(wait);
            ingest.flush();
            const isTaken = await taken;
            expect(isCovered()).toBe(true);
            if (isTaken) break;
          }
          last = to;
          expect(store.cursors.get(A)).toBe(last);
        }
        const wanted = ids(1, last).filter((id) => !store.poison.has(id));
        expect(idsOf(folded)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });
});

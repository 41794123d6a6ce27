// The one door: gathers what sources hand over, has it committed in one transaction a source, then lets the room fold what is new.

import { Refusal } from '../contract/errors.ts';
import type { Problem } from '../contract/topics.ts';
import type { Fact, NewFact } from '../core/fact.ts';
import type { LiveEvent } from '../core/live-event.ts';
import type { Instant, ShowId, SourceId } from '../core/units.ts';
import type { Store } from '../store/store.ts';
import type { Reject, SourceBatch } from './event-source.ts';
import { problemOf } from './problem-of.ts';
import { keepReject } from './reject.ts';

export interface Ingest {
  /** Resolves once the batch is committed and folded; rejects where it could not be, and then nothing of it was kept. */
  take(source: SourceId, batch: SourceBatch): Promise<void>;
  /** Commits what is gathered, now: before the show changes or the store closes. */
  flush(): void;
  /** Commits what is gathered and takes nothing any more. */
  close(): void;
}

export interface IngestOptions {
  readonly store: Pick<Store, 'appendFromSource'>;
  readonly showId: () => ShowId;
  readonly clock: () => Instant;
  /** What is new, in store order, right after its commit. */
  readonly onFacts: (facts: readonly Fact[]) => void;
  /** A commit failed (the disk is full, say); null once one has worked again. */
  readonly onProblem: (problem: Problem | null) => void;
  /** Some of what came could not be read and was kept aside. */
  readonly onRejects?: (count: number) => void;
}

interface Waiting {
  readonly source: SourceId;
  readonly batch: SourceBatch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const GATHER_MS = 100;
const GATHER_ITEMS = 200;
/** A source that does not wait for its takes is told to. */
const MAX_ITEMS = 50_000;

const sizeOf = ({ events, rejects }: SourceBatch): number => events.length + rejects.length;
const holdsOrder = ({ events }: SourceBatch): boolean => events.some(({ body }) => body.type.startsWith('order.'));

const factOf = (source: SourceId, { id, at, body }: LiveEvent): NewFact => ({ source, eventId: id, at, body });

export const createIngest = (options: IngestOptions): Ingest => {
  const { store, showId, clock, onFacts, onProblem, onRejects } = options;
  let waiting: Waiting[] = [];
  let items = 0;
  let timer: NodeJS.Timeout | null = null;
  let flushedAt = Number.NEGATIVE_INFINITY;
  let hasProblem = false;
  let isClosed = false;

  const append = (
    source: SourceId,
    facts: readonly NewFact[],
    rejects: readonly Reject[],
    cursor: number | null,
  ): readonly Fact[] =>
    store.appendFromSource({ showId: showId(), source, facts, rejects, cursor, receivedAt: clock() });

  /**
   * A fact that the store cannot hold, though it parsed, must not stop all that come after it: the batch is halved
   * down to that fact, which is kept aside as a reject. The cursor moves with the last piece.
   */
  const appendAll = (
    source: SourceId,
    facts: readonly NewFact[],
    rejects: readonly Reject[],
    cursor: number | null,
  ): readonly Fact[] => {
    try {
      return append(source, facts, rejects, cursor);
    } catch (error) {
      const isPoisoned = error instanceof Refusal && error.code === 'internal' && facts.length > 0;
      if (!isPoisoned) throw error;
      const only = facts.length === 1 ? facts[0] : undefined;
      if (only !== undefined) {
        const reject = keepReject(only.body, only.eventId, `could not be stored: ${error.message}`);
        return append(source, [], [...rejects, reject], cursor);
      }
      const half = facts.length >> 1;
      const first = appendAll(source, facts.slice(0, half), rejects, null);
      return [...first, ...appendAll(source, facts.slice(half), [], cursor)];
    }
  };

  /** All takes of one source that are waiting, as one transaction. */
  const commit = (source: SourceId, group: readonly Waiting[]): void => {
    const facts = group.flatMap(({ batch }) => batch.events.map((event) => factOf(source, event)));
    const rejects = group.flatMap(({ batch }) => batch.rejects);
    const cursor = group.reduce<number | null>((last, { batch }) => batch.cursor ?? last, null);
    let fresh: readonly Fact[];
    try {
      fresh = appendAll(source, facts, rejects, cursor);
    } catch (error) {
      hasProblem = true;
      onProblem(problemOf(error));
      for (const { reject } of group) reject(error);
      return;
    }
    if (hasProblem) {
      hasProblem = false;
      onProblem(null);
    }
    try {
      if (fresh.length > 0) onFacts(fresh);
      if (rejects.length > 0) onRejects?.(rejects.length);
    } catch (error) {
      // They are committed and will be folded at the next start: the source must not be asked for them again.
      hasProblem = true;
      onProblem(problemOf(error));
    }
    for (const { resolve } of group) resolve();
  };

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    flushedAt = performance.now();
    const taken = waiting;
    waiting = [];
    items = 0;
    const groups = new Map<SourceId, Waiting[]>();
    for (const one of taken) {
      const group = groups.get(one.source);
      if (group === undefined) groups.set(one.source, [one]);
      else group.push(one);
    }
    for (const [source, group] of groups) commit(source, group);
  };

  /** The first item of a quiet time goes at once, those of a busy time within GATHER_MS of the last commit. */
  const schedule = (): void => {
    if (timer !== null) return;
    const wait = Math.max(0, Math.min(GATHER_MS, flushedAt + GATHER_MS - performance.now()));
    timer = setTimeout(flush, wait);
  };

  return {
    take: (source, batch) =>
      new Promise((resolve, reject) => {
        if (isClosed) {
          reject(new Refusal('link_lost', 'the engine is closing'));
          return;
        }
        if (items + sizeOf(batch) > MAX_ITEMS && items > 0) {
          reject(new Refusal('busy', 'too much is waiting for the store'));
          return;
        }
        waiting.push({ source, batch, resolve, reject });
        items += sizeOf(batch);
        if (items >= GATHER_ITEMS || holdsOrder(batch)) flush();
        else schedule();
      }),
    flush,
    close: () => {
      flush();
      isClosed = true;
    },
  };
};

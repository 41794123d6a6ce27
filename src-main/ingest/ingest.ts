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
  /** Resolves once the batch is committed and folded; rejects where it could not be, and then the cursor has not moved. */
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

const isPoisoned = (error: unknown): error is Refusal => error instanceof Refusal && error.code === 'internal';

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

  /** Halves down to the facts that the store cannot hold, and returns those as rejects; all others go into `fresh`. */
  const sift = (source: SourceId, facts: readonly NewFact[], fresh: Fact[]): readonly Reject[] => {
    const half = facts.length >> 1;
    return [facts.slice(0, half), facts.slice(half)].flatMap((piece) => {
      try {
        if (piece.length > 0) fresh.push(...append(source, piece, [], null));
        return [];
      } catch (error) {
        const only = piece.length === 1 ? piece[0] : undefined;
        if (only === undefined && isPoisoned(error)) return sift(source, piece, fresh);
        if (only === undefined || !isPoisoned(error)) throw error;
        return [keepReject(only.body, only.eventId, `could not be stored: ${error.message}`)];
      }
    });
  };

  /**
   * A fact that the store cannot hold, though it parsed, must not stop all that come after it. The cursor and the rejects
   * go with the last piece: where that fails, nothing is counted twice when the source hands it over again.
   */
  const appendAll = (
    source: SourceId,
    facts: readonly NewFact[],
    rejects: readonly Reject[],
    cursor: number | null,
    fresh: Fact[],
  ): number => {
    try {
      fresh.push(...append(source, facts, rejects, cursor));
      return rejects.length;
    } catch (error) {
      if (!isPoisoned(error) || facts.length === 0) throw error;
      const all = [...rejects, ...sift(source, facts, fresh)];
      append(source, [], all, cursor);
      return all.length;
    }
  };

  /** They are committed, whatever becomes of the folding: the source must not be asked for them again. */
  const tell = (facts: readonly Fact[], rejects: number): void => {
    try {
      if (facts.length > 0) onFacts(facts);
      if (rejects > 0) onRejects?.(rejects);
    } catch (error) {
      hasProblem = true;
      onProblem(problemOf(error));
    }
  };

  /** All takes of one source that are waiting, as one transaction. */
  const commit = (source: SourceId, group: readonly Waiting[]): void => {
    const facts = group.flatMap(({ batch }) => batch.events.map((event) => factOf(source, event)));
    const rejects = group.flatMap(({ batch }) => batch.rejects);
    const cursor = group.reduce<number | null>((last, { batch }) => batch.cursor ?? last, null);
    const fresh: Fact[] = [];
    let kept: number;
    try {
      kept = appendAll(source, facts, rejects, cursor, fresh);
    } catch (error) {
      // Some pieces may be in: handed over again they are not new any more, so they are told now.
      tell(fresh, 0);
      hasProblem = true;
      onProblem(problemOf(error));
      for (const { reject } of group) reject(error);
      return;
    }
    if (hasProblem) {
      hasProblem = false;
      onProblem(null);
    }
    tell(fresh, kept);
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

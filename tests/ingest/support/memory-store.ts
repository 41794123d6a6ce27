// What ingest asks of a store, kept in memory: one transaction a batch, a fact once, the cursor with it, and a disk that can fail.

import { Refusal } from '../../../src-main/contract/errors.ts';
import type { Fact } from '../../../src-main/core/fact.ts';
import type { SourceId } from '../../../src-main/core/units.ts';
import type { Reject } from '../../../src-main/ingest/event-source.ts';
import type { SourceAppend, Store } from '../../../src-main/store/store.ts';

export interface MemoryStore extends Pick<Store, 'appendFromSource'> {
  readonly facts: Fact[];
  readonly rejects: Reject[];
  /** Every batch that was asked to be appended, whether it was or not. */
  readonly asked: SourceAppend[];
  readonly cursors: Map<SourceId, number>;
  /** Facts with these event ids cannot be held. */
  readonly poison: Set<string>;
  /** Whether the disk is full at this append. */
  isFull: () => boolean;
}

export const createMemoryStore = (): MemoryStore => {
  const known = new Set<string>();
  const self: MemoryStore = {
    facts: [],
    rejects: [],
    asked: [],
    cursors: new Map(),
    poison: new Set(),
    isFull: () => false,
    appendFromSource: (batch) => {
      self.asked.push(batch);
      if (self.isFull()) throw new Refusal('store_full', 'no space left');
      if (batch.facts.some(({ eventId }) => self.poison.has(eventId)))
        throw new Refusal('internal', 'constraint failed');
      const { showId, source, receivedAt, cursor } = batch;
      const fresh: Fact[] = [];
      for (const fact of batch.facts) {
        const key = `${fact.source} ${fact.eventId}`;
        if (known.has(key)) continue;
        known.add(key);
        fresh.push({ ...fact, seq: self.facts.length + fresh.length + 1, showId, receivedAt });
      }
      self.facts.push(...fresh);
      self.rejects.push(...batch.rejects);
      if (cursor !== null) self.cursors.set(source, cursor);
      return fresh;
    },
  };
  return self;
};

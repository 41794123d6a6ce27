// A sink that keeps what a source says, with the durable cursor of a store and a disk that can be full.

import { Refusal } from '../../../src-main/contract/errors.ts';
import type { Problem, SourceStatus } from '../../../src-main/contract/topics.ts';
import type { LiveEvent } from '../../../src-main/core/live-event.ts';
import type { Instant } from '../../../src-main/core/units.ts';
import type { Reject, SourceBatch, SourceHello, SourceSink } from '../../../src-main/ingest/event-source.ts';

interface Status {
  readonly status: SourceStatus;
  readonly retryAt: Instant | null;
  readonly problem: Problem | null;
  readonly knownAt?: Instant;
}

export interface MemorySink extends SourceSink {
  readonly events: LiveEvent[];
  readonly rejects: Reject[];
  readonly gaps: { from: number; to: number }[];
  readonly hellos: SourceHello[];
  readonly statuses: Status[];
  readonly batches: SourceBatch[];
  durable: number;
  /** Takes fail while this is set. */
  isFull: boolean;
  /** Takes wait for this while it is set. */
  gate: Promise<void> | null;
  last(): Status | undefined;
}

export const createMemorySink = (durable = 0): MemorySink => {
  const self: MemorySink = {
    events: [],
    rejects: [],
    gaps: [],
    hellos: [],
    statuses: [],
    batches: [],
    durable,
    isFull: false,
    gate: null,
    last: () => self.statuses.at(-1),
    cursor: () => self.durable,
    take: async (batch) => {
      await self.gate;
      if (self.isFull) throw new Refusal('store_full', 'no space left');
      const known = new Set(self.events.map(({ id }) => id));
      self.events.push(...batch.events.filter(({ id }) => !known.has(id)));
      self.rejects.push(...batch.rejects);
      self.batches.push(batch);
      if (batch.cursor !== null) self.durable = batch.cursor;
    },
    connected: (hello) => {
      self.hellos.push(hello);
      self.statuses.push({ status: 'live', retryAt: null, problem: null });
    },
    gap: (gap) => {
      self.gaps.push({ ...gap });
    },
    status: (status) => {
      self.statuses.push(status);
    },
  };
  return self;
};

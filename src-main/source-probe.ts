// Tries out a source for a while and tells what came, masked: nothing of it reaches the store, no command is sent.

import type { SourceSight } from './contract/source-documents.ts';
import type { Problem } from './contract/topics.ts';
import type { LiveEventType } from './core/live-event.ts';
import { type MaskedExample, maskExample } from './core/masked-example.ts';
import type { Instant } from './core/units.ts';
import type { EventSource, SourceBatch, SourceSink } from './ingest/event-source.ts';
import { countRejects } from './ingest/reject.ts';
import type { Sleeper } from './ingest/sleeper.ts';

export interface SourceProbe {
  readonly clock: () => Instant;
  readonly ms: number;
  /** Woken, it ends before its time. */
  readonly sleeper: Sleeper;
  readonly isInbound?: boolean;
}

const EXAMPLES = 2;
const REASONS = 3;

interface Seen {
  count: number;
  readonly examples: MaskedExample[];
}

/** Never rejects; the source is stopped when it settles. */
export const probeSource = async (
  source: EventSource,
  { clock, ms, sleeper, isInbound = false }: SourceProbe,
): Promise<SourceSight> => {
  const startedAt = clock();
  const seen = new Map<LiveEventType, Seen>();
  const reasons = new Set<string>();
  let rejects = 0;
  let cursor = 0;
  const said: { name: string | null; clockOffsetMs: number | null; problem: Problem | null } = {
    name: null,
    clockOffsetMs: null,
    problem: null,
  };
  let isUp = false;
  let isOver = false;

  const take = (batch: SourceBatch): void => {
    if (isOver) return;
    cursor = batch.cursor ?? cursor;
    for (const { body } of batch.events) {
      const known = seen.get(body.type) ?? { count: 0, examples: [] };
      known.count += 1;
      if (known.examples.length < EXAMPLES) known.examples.push(maskExample(body));
      seen.set(body.type, known);
    }
    rejects += countRejects(batch.rejects);
    for (const { reason } of batch.rejects) if (reasons.size < REASONS) reasons.add(reason);
  };

  const sink: SourceSink = {
    cursor: () => cursor,
    take: async (batch) => take(batch),
    connected: ({ name, clockOffsetMs }) => {
      if (isOver) return;
      isUp = true;
      Object.assign(said, { name, clockOffsetMs, problem: null });
    },
    gap: () => undefined,
    status: (change) => {
      if (isOver) return;
      said.problem = change.problem;
      isUp = change.status === 'live' || change.status === 'stale' || (isInbound && change.status !== 'down');
      // It will not come up by waiting.
      if (change.status === 'down' && change.problem !== null) sleeper.wake();
    },
  };

  source.start(sink);
  await sleeper.sleep(ms);
  const sight: SourceSight = {
    name: said.name,
    clockOffsetMs: said.clockOffsetMs,
    ms: clock() - startedAt,
    seen: [...seen].map(([type, { count, examples }]) => ({ type, count, examples })),
    rejects: { count: rejects, reasons: [...reasons] },
    problem: said.problem,
    isUp,
  };
  isOver = true;
  await source.stop();
  return sight;
};

// Listens in on what a source says to the engine: what is stored of it, whether it is live, and how often it was lost.

import type { EventSource } from '../../../src-main/ingest/event-source.ts';
import { toldId } from './told-id.ts';

export interface OverheardSource {
  readonly source: EventSource;
  isLive(): boolean;
  /** How often it said that it was live no more. */
  losses(): number;
  /** Whether the store has a fact of this id from it. */
  hasStored(id: string): boolean;
}

export const overhear = (source: EventSource): OverheardSource => {
  const stored = new Set<string>();
  let isLive = false;
  let losses = 0;
  return {
    source: {
      ...source,
      start: (sink) =>
        source.start({
          ...sink,
          take: async (batch) => {
            await sink.take(batch);
            for (const { id } of batch.events) stored.add(toldId(id));
          },
          connected: (hello) => {
            sink.connected(hello);
            isLive = true;
          },
          status: (change) => {
            sink.status(change);
            if (isLive && change.status !== 'live') losses += 1;
            isLive = change.status === 'live';
          },
        }),
    },
    isLive: () => isLive,
    losses: () => losses,
    hasStored: (id) => stored.has(id),
  };
};

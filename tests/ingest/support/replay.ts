// Plays a recording into sinks of a test: one a source, the first of them by itself.

import type { Instant } from '../../../src-main/core/units.ts';
import type { EventSource } from '../../../src-main/ingest/event-source.ts';
import { readSpan } from '../../../src-main/ingest/recording-shelf.ts';
import { createReplayDeck, type ReplayDeck, readRecordingHeader } from '../../../src-main/ingest/replay-deck.ts';
import { createMemorySink, type MemorySink } from './memory-sink.ts';

export interface Replayed {
  readonly deck: ReplayDeck;
  readonly sources: readonly EventSource[];
  readonly sinks: readonly MemorySink[];
  /** Of the first source. */
  readonly sink: MemorySink;
  /** Settles at the end of the recording, or once it is stopped. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface ReplayTrial {
  readonly file: string;
  readonly speed?: number;
  readonly clock: () => Instant;
  readonly run?: string;
  readonly fromMs?: number;
  readonly isPaused?: boolean;
  readonly sink?: MemorySink;
}

export const openReplay = async ({
  file,
  speed = 1,
  sink = createMemorySink(),
  ...how
}: ReplayTrial): Promise<Replayed> => {
  const sources: EventSource[] = [];
  const sinks: MemorySink[] = [];
  const attach = (source: EventSource): void => {
    const own = sinks.length === 0 ? sink : createMemorySink();
    sources.push(source);
    sinks.push(own);
    source.start(own);
  };
  const header = await readRecordingHeader(file);
  const { durationMs } = readSpan(file);
  const deck = createReplayDeck({ file, header, durationMs, speed, onJoin: attach, ...how });
  for (const source of deck.sources) attach(source);
  const ended = deck.begin();
  return {
    deck,
    sources,
    sinks,
    sink,
    ended,
    stop: async () => {
      deck.stop();
      for (const source of sources) await source.stop();
      await ended;
    },
  };
};

/** To its end. */
export const playAll = async (trial: ReplayTrial): Promise<Replayed> => {
  const replayed = await openReplay(trial);
  await replayed.ended;
  return replayed;
};

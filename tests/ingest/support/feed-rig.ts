// Attaches a source to a memory sink, and ends everything that a test has begun.

import { createServer } from 'node:net';
import { afterEach, expect, vi } from 'vitest';
import { type Instant, instant, type SourceId } from '../../../src-main/core/units.ts';
import type { EventSource } from '../../../src-main/ingest/event-source.ts';
import type { SourceMaking } from '../../../src-main/ingest/source-kind.ts';
import { createMemorySink, type MemorySink } from './memory-sink.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

export const closing = <T extends { close(): Promise<unknown> }>(thing: T): T => {
  closers.push(() => thing.close());
  return thing;
};

export const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 });

export const making = (
  settings: Readonly<Record<string, string>>,
  clock = () => instant(Date.now()),
): SourceMaking => ({
  sourceId: 's1' as SourceId,
  name: '数据源',
  settings,
  clock,
});

export const attach = (source: EventSource, sink: MemorySink = createMemorySink()): MemorySink => {
  closers.push(() => source.stop());
  source.start(sink);
  return sink;
};

export const live = (sink: MemorySink): Promise<void> => until(() => expect(sink.last()?.status).toBe('live'));

/** The real clock, moved by hours. */
export const clockOff = (hours: number) => (): Instant => instant(Date.now() + hours * 3_600_000);

/** A port that nobody listens on, a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
};

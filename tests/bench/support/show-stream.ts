// The stream of a busy room, the same in every run: the simulator's show at a set rate, as events and as facts.

import { join } from 'node:path';
import type { Fact, NewFact } from '../../../src-main/core/fact.ts';
import type { LiveEvent } from '../../../src-main/core/live-event.ts';
import { parseLiveEvent } from '../../../src-main/core/parse-event.ts';
import { type Instant, instant, type ShowId, type SourceId } from '../../../src-main/core/units.ts';
import { readDemoCatalogue } from '../../../src-main/room-server/demo-catalogue.ts';
import { createSimulator, type Simulator } from '../../../src-main/room-server/simulator.ts';

export const RESOURCES = join(import.meta.dirname, '..', '..', '..', 'resources');
export const STREAM_STARTED_AT = instant(Date.UTC(2026, 10, 24, 12));

/** With `rate` events a second; null: as many as an evening has. */
export const createShowSimulator = (rate: number | null): Simulator => {
  const catalogue = readDemoCatalogue(RESOURCES);
  return createSimulator({
    seed: 'bench',
    scenario: 'evening',
    catalogue,
    startedAt: STREAM_STARTED_AT,
    pins: catalogue.history,
    rate,
    speed: 1,
  });
};

/** Nobody buys in the first minute and a half of a show: what comes after it is what is measured. */
const OPENING_MS = 90_000;

export const playOpening = (simulator: Simulator): void => {
  while (simulator.position() < STREAM_STARTED_AT + OPENING_MS) simulator.advance(instant(simulator.position() + 1000));
};

/** `count` events of an evening after its opening, or all that are left of it. */
export const makeStream = (count: number, rate: number | null): readonly LiveEvent[] => {
  const simulator = createShowSimulator(rate);
  playOpening(simulator);
  const events: LiveEvent[] = [];
  while (events.length < count && !simulator.isOver()) {
    for (const { at, body } of simulator.advance(instant(simulator.position() + 1000))) {
      const seq = events.length + 1;
      const parsed = parseLiveEvent({ id: `${STREAM_STARTED_AT.toString(36)}-${seq}`, seq, at, ...body });
      if (!parsed.ok) throw new Error(parsed.reason);
      events.push(parsed.event);
    }
  }
  return events.slice(0, count);
};

export const BENCH_SOURCE = 'bench' as SourceId;

export const toNewFacts = (events: readonly LiveEvent[]): readonly NewFact[] =>
  events.map(({ id, at, body }) => ({ source: BENCH_SOURCE, eventId: id, at, body }));

/** As a store would have given them back. */
export const toFacts = (events: readonly LiveEvent[], showId: ShowId): readonly Fact[] =>
  toNewFacts(events).map((fact, index): Fact => ({ ...fact, seq: index + 1, showId, receivedAt: fact.at }));

export const inBatches = <T>(items: readonly T[], size: number): readonly (readonly T[])[] => {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
};

export const lastAt = (events: readonly LiveEvent[]): Instant => events.at(-1)?.at ?? STREAM_STARTED_AT;

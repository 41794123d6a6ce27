// Makes the recording that comes for rehearsals: ten minutes of the simulated evening. `npx node tests/support/rehearsal-recording.ts` writes it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLiveEvent } from '../../src-main/core/parse-event.ts';
import { type Instant, instant } from '../../src-main/core/units.ts';
import { writeEventLine } from '../../src-main/ingest/recording.ts';
import { readDemoCatalogue } from '../../src-main/room-server/demo-catalogue.ts';
import { createSimulator, type SimulatedEvent } from '../../src-main/room-server/simulator.ts';
import { pinCue, startDeal } from '../room-server/demo-show.ts';

const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');
export const REHEARSAL_DIR = join(RESOURCES, 'recordings');
export const REHEARSAL_NAME = 'evening-rehearsal.jsonl';

const STARTED_AT = instant(Date.UTC(2026, 10, 24, 12));
const MINUTES = 10;

/** What the operator of that evening did, by minute. */
const DONE = [
  { minute: 0.5, command: () => pinCue(1) },
  { minute: 1.5, command: () => startDeal(1) },
  { minute: 7, command: () => pinCue(3) },
  { minute: 7.5, command: () => startDeal(3) },
];

const at = (minute: number): Instant => instant(STARTED_AT + minute * 60_000);

const play = (): readonly SimulatedEvent[] => {
  const catalogue = readDemoCatalogue(RESOURCES);
  const simulator = createSimulator({
    seed: 'rehearsal',
    scenario: 'evening',
    catalogue,
    startedAt: STARTED_AT,
    pins: [],
    rate: null,
    speed: 1,
  });
  const events: SimulatedEvent[] = [];
  for (const { minute, command } of DONE) {
    events.push(...simulator.advance(at(minute)));
    const result = simulator.apply(command());
    if (!result.ok) throw new Error(result.message);
  }
  events.push(...simulator.advance(at(MINUTES)));
  return events;
};

/** The whole file, the same at every making. */
export const makeRehearsalRecording = (): string => {
  // Kept in the first version of the format: a recording of an older one must play for ever.
  const header = {
    kongtaiRecording: 1,
    title: '晚场演练 · 十分钟',
    currency: 'CNY',
    startedAt: STARTED_AT,
  };
  const lines = play().map(({ at: happenedAt, body }, index) => {
    const seq = index + 1;
    const parsed = parseLiveEvent({ id: `e${seq}`, seq, at: happenedAt, ...body });
    if (!parsed.ok) throw new Error(parsed.reason);
    return writeEventLine(parsed.event, STARTED_AT);
  });
  const footer = {
    kongtaiRecordingEnd: 1,
    events: lines.length,
    durationMs: MINUTES * 60_000,
  };
  return `${JSON.stringify(header)}\n${lines.join('')}${JSON.stringify(footer)}\n`;
};

if (import.meta.main) {
  mkdirSync(REHEARSAL_DIR, { recursive: true });
  writeFileSync(join(REHEARSAL_DIR, REHEARSAL_NAME), makeRehearsalRecording());
}

// Recording and rehearsing from the desk: one recording at a time, one replay at a time, and only into a rehearsal.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../src-main/contract/topics.ts';
import type { Show, ShowPhase } from '../../src-main/core/show.ts';
import { duration, instant, type ShowId, type SourceId } from '../../src-main/core/units.ts';
import { type Attachments, createAttachments } from '../../src-main/ingest/attachments.ts';
import type { SourceBatch, SourceSink } from '../../src-main/ingest/event-source.ts';
import { createRecordingDesk, type RecordingDesk } from '../../src-main/ingest/recording-desk.ts';
import { createReplayDesk, type ReplayDesk } from '../../src-main/ingest/replay-desk.ts';
import { createOutgoingFiles } from '../../src-main/outgoing-files.ts';
import { factAt, makeFolder, STARTED } from './support/recorded.ts';

let dir = '';
let removeFolder: () => void = () => undefined;
let phase: ShowPhase = 'live';
let attachments: Attachments;
let desk: RecordingDesk;
let replays: ReplayDesk;
let now = STARTED;
const faults: unknown[] = [];
const ALL = { sources: null, hasFrames: true } as const;
const taken: SourceBatch[] = [];
const problems: Problem[] = [];

const showNow = (): Show => ({
  showId: 's1' as ShowId,
  title: '双十二预热',
  host: '小美',
  currency: 'CNY',
  phase,
  isPaused: false,
  createdAt: STARTED,
  startedAt: STARTED,
  endedAt: null,
  plannedMs: duration(7_200_000),
});

beforeEach(() => {
  ({ dir, remove: removeFolder } = makeFolder());
  phase = 'live';
  taken.length = 0;
  problems.length = 0;
  faults.length = 0;
  now = STARTED;
  const clock = () => instant(Date.now());
  attachments = createAttachments({
    clock,
    cursor: () => 0,
    take: async (_source, batch) => {
      taken.push(batch);
    },
    say: () => undefined,
    onChange: () => undefined,
    witness: {
      frame: (source, frame) => desk.frame(source, frame),
      read: (source, reading) => desk.read(source, reading),
      rejects: (source, rejects) => desk.rejects(source, rejects),
    },
  });
  replays = createReplayDesk({
    clock,
    dirs: { own: dir, builtIn: null },
    show: showNow,
    attachments,
    onFault: (fault) => faults.push(fault),
  });
  desk = createRecordingDesk({
    clock: () => now,
    outgoing: createOutgoingFiles(join(dir, 'outgoing')),
    onFault: (fault) => faults.push(fault),
    dirs: { own: dir, builtIn: null },
    show: showNow,
    attachments,
    onChange: () => undefined,
    onProblem: (problem) => problems.push(problem),
  });
});
afterEach(async () => {
  await replays.stop();
  await attachments.detachAll();
  await desk.stop();
  removeFolder();
});

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 });

describe('recording', () => {
  it('started twice is one recording; what is said before and after it is not in it', async () => {
    desk.write([factAt(1, { type: 'enter' }, 0)]);
    const name = desk.start(ALL);
    expect(desk.start(ALL)).toBe(name);
    expect(desk.current()).toBe(name);
    desk.write([factAt(2, { type: 'enter' }, 5)]);
    await desk.stop();
    desk.write([factAt(3, { type: 'enter' }, 9)]);
    expect(desk.current()).toBeNull();
    expect(await desk.list()).toMatchObject([{ name, title: '双十二预热', events: 1 }]);
  });

  it('is in our time though the room’s clock is an hour ahead', async () => {
    let sink: SourceSink | null = null;
    attachments.attach({
      sourceId: 'room' as SourceId,
      name: 'room',
      kind: 'room',
      start: (given) => {
        sink = given;
      },
      stop: async () => undefined,
    });
    const given = sink as SourceSink | null;
    given?.connected({ name: 'room', clockOffsetMs: 3_600_000, capabilities: [], startedAt: null });
    const name = desk.start(ALL);
    desk.write([factAt(1, { type: 'enter' }, 3_600_000 + 250)]);
    await desk.stop();
    expect(JSON.parse(readFileSync(join(dir, name), 'utf8').split('\n')[1] ?? '')).toMatchObject({
      at: 250,
      source: 's1',
    });
  });

  it('that fails says so once and is over, and another may be begun', async () => {
    const name = desk.start(ALL);
    rmSync(join(dir, `${name}.part`));
    rmSync(dir, { recursive: true });
    desk.write([factAt(1, { type: 'enter' }, 0)]);
    await until(() => expect(problems.map(({ code }) => code)).toEqual(['store_missing']));
    expect(desk.current()).toBeNull();
    desk.start(ALL);
    await desk.stop();
    expect((await desk.list()).length).toBe(1);
  });
});

describe('a rehearsal', () => {
  const recording = (name: string, lines: readonly string[]): void =>
    writeFileSync(
      join(dir, name),
      `{"kongtaiRecording":1,"title":"${name}","currency":"CNY","startedAt":0}\n${lines.join('\n')}\n`,
    );
  const enterAt = (at: number): string => `{"id":"e${at}","seq":1,"at":${at},"type":"enter"}`;

  it.each(['draft', 'live', 'ended'] as const)('is never played into a show that is %s', async (now) => {
    recording('a.jsonl', [enterAt(0)]);
    phase = now;
    await expect(replays.start('a.jsonl', 1)).rejects.toMatchObject({ code: 'wrong_phase' });
    expect(attachments.rows()).toEqual([]);
  });

  it('plays one recording at a time: the next one takes its place', async () => {
    recording('a.jsonl', [enterAt(0), enterAt(3_600_000)]);
    recording('b.jsonl', [enterAt(0), enterAt(3_600_000)]);
    phase = 'rehearsing';
    await replays.start('a.jsonl', 1);
    await until(() => expect(attachments.rows()).toMatchObject([{ name: 'a.jsonl', status: 'live' }]));
    await until(() => expect(taken.flatMap(({ events }) => events).length).toBe(1));
    await replays.start('b.jsonl', 1);
    await until(() => expect(attachments.rows()).toMatchObject([{ name: 'b.jsonl', status: 'live', kind: 'replay' }]));
    await until(() => expect(taken.flatMap(({ events }) => events).length).toBe(2));
    await replays.stop();
    expect(attachments.rows()).toEqual([]);
  });

  it('refuses a name from outside the folder and leaves what is playing alone', async () => {
    recording('a.jsonl', [enterAt(0), enterAt(3_600_000)]);
    phase = 'rehearsing';
    await replays.start('a.jsonl', 1);
    await until(() => expect(attachments.rows()).toMatchObject([{ status: 'live' }]));
    await expect(replays.start('../a.jsonl', 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(replays.start('a.jsonl', 0)).rejects.toMatchObject({ code: 'bad_input' });
    expect(attachments.rows()).toMatchObject([{ name: 'a.jsonl', status: 'live' }]);
    expect(existsSync(join(dir, 'a.jsonl'))).toBe(true);
  });
});

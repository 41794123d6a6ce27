// Recordings: what was written comes back the same, whatever cut it off, and nothing outside the folder is ever opened.

import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../src-main/contract/topics.ts';
import type { Fact } from '../../src-main/core/fact.ts';
import type { LiveEventBody } from '../../src-main/core/live-event.ts';
import { parseLiveEvent } from '../../src-main/core/parse-event.ts';
import { type Instant, instant, type SourceId } from '../../src-main/core/units.ts';
import { createRecorder, type Recorder } from '../../src-main/ingest/recorder.ts';
import { findRecording, finishRecordings, listRecordings } from '../../src-main/ingest/recording-shelf.ts';
import { createReplayDeck, readRecordingHeader } from '../../src-main/ingest/replay-deck.ts';
import { goodEvents } from '../core/support/good-event.ts';
import { chatAt, orderBody } from './support/live-events.ts';
import { createMemorySink, type MemorySink } from './support/memory-sink.ts';
import { factAt, makeFolder, STARTED } from './support/recorded.ts';
import { openReplay, playAll } from './support/replay.ts';

let dir = '';
let removeFolder: () => void = () => undefined;
const problems: Problem[] = [];

beforeEach(() => {
  ({ dir, remove: removeFolder } = makeFolder());
  problems.length = 0;
});
afterEach(() => removeFolder());

const record = (change: { clock?: () => Instant; clockOffsetMs?: (source: SourceId) => number } = {}): Recorder =>
  createRecorder({
    dir,
    title: '双十二预热',
    currency: 'CNY',
    clock: () => STARTED,
    onProblem: (problem) => problems.push(problem),
    syncEveryMs: 1,
    ...change,
  });

const write = async (facts: readonly Fact[], change: Parameters<typeof record>[0] = {}): Promise<string> => {
  const recorder = record(change);
  recorder.write(facts);
  await recorder.stop();
  return recorder.name;
};

/** Plays at once: each look at the clock is a day later. */
const createHurriedClock = (): (() => Instant) => {
  let day = 0;
  return () => {
    day += 1;
    return instant(STARTED + day * 86_400_000);
  };
};

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 });

const play = async (file: string, run = 'r', sink = createMemorySink()): Promise<MemorySink> => {
  await playAll({ file, clock: createHurriedClock(), run, sink });
  return sink;
};

const bodies: readonly LiveEventBody[] = goodEvents().map((raw) => {
  const parsed = parseLiveEvent(raw);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.event.body;
});

/** The run's own ids taken off again, and who numbers its orders. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll('"r:', '"')
      .replaceAll(/,"number":"[^"]*","shop":"replay"/g, ''),
  );

describe('a recording', () => {
  it('played gives back every event as it was said, with its time, and nothing that no room said', async () => {
    const said = fc.record({
      body: fc.constantFrom(...bodies),
      text: fc.string({ unit: 'binary', maxLength: 30 }),
      afterMs: fc.integer({ min: 0, max: 7_200_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(said, { maxLength: 60 }), async (list) => {
        const facts = list.map(({ body, text, afterMs }, index) =>
          factAt(index + 1, body.type === 'chat' ? { ...body, text } : body, afterMs),
        );
        const desk = factAt(0, { type: 'show.started' }, 0);
        const name = await write([desk, ...facts, desk]);
        const sink = await play(join(dir, name));
        expect(sink.rejects).toEqual([]);
        expect(plain(sink.events.map(({ id, body }) => ({ id, body })))).toEqual(
          plain(facts.map(({ eventId, body }) => ({ id: eventId, body }))),
        );
        const began = sink.hellos[0]?.startedAt ?? 0;
        expect(sink.events.map(({ at }) => at - began)).toEqual(facts.map(({ at }) => at - STARTED));
        expect(listRecordings({ own: dir, builtIn: null })[0]).toMatchObject({
          events: facts.length,
          durationMs: Math.max(0, ...list.map(({ afterMs }) => afterMs)),
        });
        rmSync(join(dir, name));
      }),
      { numRuns: 25 },
    );
  });

  it('carries its title, its start and its currency', async () => {
    const file = join(dir, await write([]));
    expect(await readRecordingHeader(file)).toEqual({
      kongtaiRecording: 2,
      title: '双十二预热',
      currency: 'CNY',
      startedAt: STARTED,
      sources: [],
    });
    expect(basename(file)).toBe('2026-11-24-120005.jsonl');
  });

  it('does not write over another of the same second, finished or not', async () => {
    const first = await write([factAt(1, { type: 'enter' }, 0)]);
    const second = record();
    const third = record();
    await Promise.all([second.stop(), third.stop()]);
    expect(new Set([first, second.name, third.name]).size).toBe(3);
    expect(listRecordings({ own: dir, builtIn: null }).length).toBe(3);
    expect(readFileSync(join(dir, first), 'utf8')).toContain('"enter"');
  });

  it('is in the time of this computer, also of a room whose clock is ten minutes off', async () => {
    const name = await write([factAt(1, { type: 'enter' }, 600_000 + 1500)], { clockOffsetMs: () => 600_000 });
    expect((await readLinesOf(name))[2]).toMatchObject({ at: 1500 });
  });

  it('keeps two rooms that use the same ids apart', async () => {
    const name = await write([factAt(1, { type: 'enter' }, 0, 'a'), factAt(1, { type: 'enter' }, 0, 'b')]);
    const { sinks, sources } = await playAll({ file: join(dir, name), clock: createHurriedClock(), run: 'r' });
    expect(sinks.map(({ events }) => events.map(({ id }) => id))).toEqual([['r:e1'], ['r:s2/e1']]);
    expect(sources.map(({ name: called }) => called)).toEqual(['a', 'b']);
  });

  it('that is written to after its end takes nothing more, and ends once', async () => {
    const recorder = record();
    await Promise.all([recorder.stop(), recorder.stop()]);
    recorder.write([factAt(1, { type: 'enter' }, 0)]);
    await recorder.stop();
    expect(await readLinesOf(recorder.name)).toEqual([
      expect.objectContaining({ kongtaiRecording: 2 }),
      expect.objectContaining({ events: 0 }),
    ]);
    expect(problems).toEqual([]);
  });
});

const readLinesOf = async (name: string): Promise<unknown[]> =>
  readFileSync(join(dir, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('a crash', () => {
  it('at any byte of the last lines loses the line it cut and no other', async () => {
    const facts = Array.from({ length: 6 }, (_, index) => factAt(index + 1, chatAt(index).body, index * 100));
    const name = await write(facts);
    const whole = readFileSync(join(dir, name));
    rmSync(join(dir, name));
    const ends = [...whole.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);
    const from = ends[3] ?? 0;
    for (let cut = from; cut <= whole.length; cut += 1) {
      writeFileSync(join(dir, 'x.jsonl.part'), whole.subarray(0, cut));
      expect(await finishRecordings(dir, (_, fault) => expect.unreachable(String(fault)))).toEqual(['x.jsonl']);
      const events = Math.min(6, ends.filter((end) => end <= cut).length - 2);
      const [row] = listRecordings({ own: dir, builtIn: null });
      expect(row, `cut at ${cut}`).toMatchObject({ events, durationMs: (events - 1) * 100 });
      const lines = await readLinesOf('x.jsonl');
      expect(lines.slice(2, 2 + events)).toEqual(
        facts.slice(0, events).map(({ eventId: id }) => expect.objectContaining({ id })),
      );
      rmSync(join(dir, 'x.jsonl'));
    }
  });

  it('in the header leaves nothing to play, and is left alone', async () => {
    for (const text of ['', '{"kongtaiRec', '{"kongtaiRecording":2}\n', 'not a recording\n{"at":0}\n']) {
      writeFileSync(join(dir, 'x.jsonl.part'), text);
      expect(await finishRecordings(dir, () => expect.unreachable())).toEqual([]);
      expect(readFileSync(join(dir, 'x.jsonl.part'), 'utf8')).toBe(text);
    }
  });

  it('leaves one file that cannot be finished: the others are, and it is told, so that a start never fails over it', async () => {
    mkdirSync(join(dir, 'a.jsonl.part'));
    const name = await write([factAt(1, { type: 'enter' }, 0)]);
    writeFileSync(join(dir, 'b.jsonl.part'), readFileSync(join(dir, name)));
    const faults: string[] = [];
    expect(await finishRecordings(dir, (file) => faults.push(file))).toEqual(['b.jsonl']);
    expect(faults).toEqual(['a.jsonl.part']);
    expect(await finishRecordings(join(dir, 'no-such-folder'), () => expect.unreachable())).toEqual([]);
  });
});

describe('a disk that fails', () => {
  it.runIf(existsSync('/dev/full'))(
    'full: the recording stops and says so, the show does not notice, and what was written is kept',
    async () => {
      const recorder = record();
      recorder.write([factAt(1, { type: 'enter' }, 0)]);
      const part = join(dir, `${recorder.name}.part`);
      rmSync(part);
      symlinkSync('/dev/full', part);
      recorder.write([factAt(2, { type: 'enter' }, 10)]);
      await until(() => expect(problems.length).toBe(1));
      expect(problems[0]?.code).toBe('store_full');
      recorder.write([factAt(3, { type: 'enter' }, 20)]);
      await recorder.stop();
      expect(problems.length).toBe(1);
      expect(readdirSync(dir)).toEqual([`${recorder.name}.part`]);
    },
  );

  it('gone: the recording stops and says so', async () => {
    const recorder = record();
    removeFolder();
    recorder.write([factAt(1, { type: 'enter' }, 0)]);
    await until(() => expect(problems.map(({ code }) => code)).toEqual(['store_missing']));
    await recorder.stop();
  });

  it('from the start: no recording is begun, and why is said', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() =>
      createRecorder({
        dir: join(dir, 'file', 'x'),
        title: '',
        currency: 'CNY',
        clock: () => STARTED,
        onProblem: () => undefined,
      }),
    ).toThrow(expect.objectContaining({ code: 'store_missing' }));
  });
});

describe('the shelf', () => {
  const header = (startedAt: number, title = '夜场'): string =>
    `${JSON.stringify({ kongtaiRecording: 1, title, currency: 'CNY', startedAt })}\n`;

  it('lists both folders, newest first, without what is no recording or cannot be read', () => {
    const builtIn = join(dir, 'built-in');
    const own = join(dir, 'own');
    mkdirSync(builtIn);
    mkdirSync(own);
    writeFileSync(join(own, 'a.jsonl'), `${header(1000)}{"at":0}\n{"at":4200}\n`);
    writeFileSync(join(builtIn, 'b.jsonl'), `${header(2000, '演练')}{"at":10}\n`);
    writeFileSync(join(own, 'part.jsonl.part'), header(3000));
    writeFileSync(join(own, 'else.jsonl'), '{"some":"thing"}\n');
    writeFileSync(join(own, 'empty.jsonl'), '');
    writeFileSync(join(own, 'notes.txt'), header(3000));
    mkdirSync(join(own, 'folder.jsonl'));
    symlinkSync(join(own, 'gone'), join(own, 'broken.jsonl'));
    expect(listRecordings({ own, builtIn })).toEqual([
      {
        name: 'b.jsonl',
        title: '演练',
        startedAt: 2000,
        durationMs: 10,
        events: 1,
        bytes: expect.any(Number),
        frames: 0,
        lostFrames: 0,
        sources: [],
        isBuiltIn: true,
        isPseudonymised: false,
      },
      {
        name: 'a.jsonl',
        title: '夜场',
        startedAt: 1000,
        durationMs: 4200,
        events: 2,
        bytes: expect.any(Number),
        frames: 0,
        lostFrames: 0,
        sources: [],
        isBuiltIn: false,
        isPseudonymised: false,
      },
    ]);
    expect(listRecordings({ own: join(dir, 'none'), builtIn: null })).toEqual([]);
  });

  it('finds a listed name in its folder, and no other name anywhere', () => {
    const own = join(dir, 'own');
    mkdirSync(own);
    writeFileSync(join(own, 'a.jsonl'), header(1000));
    writeFileSync(join(dir, 'secret.jsonl'), header(1000));
    const dirs = { own, builtIn: null };
    expect(findRecording(dirs, 'a.jsonl')).toBe(join(own, 'a.jsonl'));
    for (const name of [
      '../secret.jsonl',
      '..\\secret.jsonl',
      `${own}/a.jsonl`,
      './a.jsonl',
      'a.jsonl\0',
      'A.jsonl/../a.jsonl',
      'a.jsonl.part',
      '..',
      '',
      '/etc/passwd',
      '__proto__',
    ])
      expect(() => findRecording(dirs, name), name).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('a replay', () => {
  const lineAt = (at: number, seq: number): string =>
    JSON.stringify({ id: `e${seq}`, seq, at, type: 'chat', text: `第${seq}句` });
  const file = (lines: readonly string[]): string => {
    const path = join(dir, 'x.jsonl');
    writeFileSync(
      path,
      `${JSON.stringify({ kongtaiRecording: 1, title: '夜场', currency: 'CNY', startedAt: 0 })}\n${lines.join('\n')}`,
    );
    return path;
  };

  it('says no event before its time, and all in their proportion, at its speed', async () => {
    const path = file([0, 1000, 1000, 3000, 4000].map(lineAt));
    const sink = createMemorySink();
    const clock = () => instant(Date.now());
    const early: number[] = [];
    const take = sink.take;
    sink.take = async (batch) => {
      early.push(...batch.events.map(({ at }) => at - clock()).filter((ahead) => ahead > 0));
      await take(batch);
    };
    await playAll({ file: path, speed: 20, clock, sink });
    expect(sink.last()?.status).toBe('off');
    expect(early).toEqual([]);
    const began = sink.hellos[0]?.startedAt ?? 0;
    expect(sink.events.map(({ at }) => at - began)).toEqual([0, 50, 50, 150, 200]);
    expect(sink.batches.length).toBeGreaterThan(2);
  });

  it('played twice counts twice: what happened gets ids of its own, people and products stay themselves', async () => {
    const name = await write([
      factAt(1, { ...orderBody('o1') }, 0),
      ...bodies.map((body, index) => factAt(index + 2, body, 0)),
    ]);
    const [first, second] = [await play(join(dir, name), 'one'), await play(join(dir, name), 'two')];
    const ids = (sink: MemorySink): string[] =>
      sink.events.flatMap(({ id, body }) => [
        id,
        ...('order' in body ? [body.order.id] : []),
        ...(body.type === 'gift' && body.streakId !== undefined ? [body.streakId] : []),
        ...(body.type === 'chat' && body.replyTo !== undefined ? [body.replyTo] : []),
      ]);
    expect(ids(first).filter((id) => ids(second).includes(id))).toEqual([]);
    const people = (sink: MemorySink): unknown[] =>
      sink.events.map(({ body }) => ('order' in body ? body.order.buyer : body.viewer));
    expect(people(first)).toEqual(people(second));
  });

  it('keeps lines that are no events aside, with their number, and plays all others', async () => {
    const path = file([
      lineAt(0, 1),
      'not json',
      '{"id":"e2","type":"chat","text":"无时"}',
      '{"id":"e3","at":-5,"type":"chat","text":"负"}',
      '{"id":"e4","at":"5","type":"chat","text":"串"}',
      '{"id":"e5","at":5,"type":"room.exploded"}',
      '{"id":"e6","at":5,"type":"order.paid","__proto__":{"order":1}}',
      '',
      'null',
      `{"id":"e7","at":5,"type":"chat","text":"${'x'.repeat(17 * 1024 * 1024)}"}`,
      lineAt(10, 2),
      '{"id":"e8","at":20,"type":"ch',
    ]);
    const sink = await play(path);
    expect(sink.events.map(({ id }) => id)).toEqual(['r:e1', 'r:e2']);
    expect(sink.rejects.map(({ reason }) => /^line (\d+)/.exec(reason)?.[1])).toEqual([
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '10',
      '11',
      '13',
    ]);
    expect(sink.rejects.at(-2)?.bytes).toBeGreaterThan(17 * 1024 * 1024);
    expect(sink.rejects.every(({ raw }) => Buffer.byteLength(raw) <= 64 * 1024)).toBe(true);
  });

  it('of 20 000 events hands over batches, not one event at a time', async () => {
    const sink = await play(file(Array.from({ length: 20_000 }, (_, index) => lineAt(index, index))));
    expect(sink.events.length).toBe(20_000);
    expect(sink.batches.every(({ events }) => events.length <= 500)).toBe(true);
    expect(sink.batches.length).toBeLessThanOrEqual(41);
  }, 60_000);

  it.each([
    ['a file that is gone', () => join(dir, 'none.jsonl')],
    ['a folder', () => dir],
    [
      'something else than a recording',
      () => {
        writeFileSync(join(dir, 'else.jsonl'), 'hello\n');
        return join(dir, 'else.jsonl');
      },
    ],
    [
      'a recording of a later version',
      () => {
        writeFileSync(
          join(dir, 'later.jsonl'),
          '{"kongtaiRecording":3,"title":"","currency":"CNY","startedAt":0,"sources":[]}\n',
        );
        return join(dir, 'later.jsonl');
      },
    ],
    [
      'a first line without an end',
      () => {
        const path = join(dir, 'endless.jsonl');
        const handle = openSync(path, 'w');
        for (let megabyte = 0; megabyte < 20; megabyte += 1) writeSync(handle, Buffer.alloc(1024 * 1024, 120));
        closeSync(handle);
        return path;
      },
    ],
  ])('of %s is refused with a reason, before anything is said', async (_, path) => {
    await expect(readRecordingHeader(path())).rejects.toMatchObject({ code: 'bad_recording' });
  });

  it('waits for a full disk like a show, then goes on without losing or doubling', async () => {
    const sink = createMemorySink();
    sink.isFull = true;
    const path = file([lineAt(0, 1), lineAt(1, 2)]);
    const { sources, ended } = await openReplay({ file: path, clock: createHurriedClock(), run: 'r', sink });
    await until(() => expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'store_full' } }));
    expect(sources[0]?.canCarry?.()).toBe(true);
    sink.isFull = false;
    await ended;
    expect(sink.events.map(({ id }) => id)).toEqual(['r:e1', 'r:e2']);
    expect(sink.statuses.map(({ status }) => status).slice(-2)).toEqual(['live', 'off']);
  });

  it('waits too where not even the loss of the feed can be kept as a fact', async () => {
    const sink = createMemorySink();
    sink.isFull = true;
    const status = sink.status;
    let isSaid = false;
    sink.status = (change) => {
      if (change.status === 'down' && sink.isFull && !isSaid) {
        isSaid = true;
        throw new Error('no space left');
      }
      status(change);
    };
    const { ended } = await openReplay({ file: file([lineAt(0, 1)]), clock: createHurriedClock(), run: 'r', sink });
    await until(() => expect(sink.last()?.status).toBe('down'));
    sink.isFull = false;
    await ended;
    expect(sink.last()?.status).toBe('off');
    expect(sink.events.length).toBe(1);
  });

  it('stopped in the middle of a long silence ends at once and says nothing more', async () => {
    const sink = createMemorySink();
    const path = file([lineAt(0, 1), lineAt(3_600_000, 2)]);
    const { sources, stop } = await openReplay({ file: path, clock: () => instant(Date.now()), sink });
    await until(() => expect(sink.events.length).toBe(1));
    const said = sink.statuses.length;
    await stop();
    expect(sources[0]?.canCarry?.()).toBe(false);
    expect([sink.events.length, sink.statuses.length]).toEqual([1, said]);
  });

  it.each([0, 0.09, 1001, -1, Number.NaN, Number.POSITIVE_INFINITY])('at speed %d is refused', (speed) => {
    const header = { kongtaiRecording: 1, title: '', currency: 'CNY', startedAt: 0, sources: [] } as const;
    const options = { file: 'x', header, durationMs: 0, clock: () => STARTED };
    expect(() => createReplayDeck({ ...options, speed })).toThrow(expect.objectContaining({ code: 'bad_input' }));
    expect(() => createReplayDeck({ ...options, speed: 1 }).setSpeed(speed)).toThrow(
      expect.objectContaining({ code: 'bad_input' }),
    );
  });
});

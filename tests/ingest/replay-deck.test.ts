// Moving in a recording: its pace, a pause, forward at full speed; each source says what it said, and is lost where it was lost.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Instant, instant } from '../../src-main/core/units.ts';
import { makeFolder, STARTED } from './support/recorded.ts';
import { openReplay, playAll } from './support/replay.ts';

let dir = '';
let removeFolder: () => void = () => undefined;
beforeEach(() => {
  ({ dir, remove: removeFolder } = makeFolder());
});
afterEach(() => removeFolder());

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 });

const source = (key: string, name: string, isUp = true) => ({ key, name, kind: 'room', isUp, capabilities: [] });
const write = (lines: readonly object[], durationMs = 10_000): string => {
  const header = {
    kongtaiRecording: 2,
    title: '夜场',
    currency: 'CNY',
    startedAt: 0,
    sources: [source('s1', '直播间'), source('s2', '店铺', false)],
  };
  const footer = { kongtaiRecordingEnd: 2, events: 0, durationMs, frames: 0, lostFrames: 0, marks: [] };
  const file = join(dir, 'x.jsonl');
  writeFileSync(file, `${[header, ...lines, footer].map((line) => JSON.stringify(line)).join('\n')}\n`);
  return file;
};
const chat = (at: number, from = 's1') => ({
  id: `e${at}`,
  seq: at,
  at,
  source: from,
  type: 'chat',
  text: `第${at}句`,
});

interface Clock {
  (): Instant;
  advance(ms: number): void;
}
/** Stands until it is moved; waits of the deck are real, and short. */
const createClock = (): Clock => {
  let now: number = STARTED;
  return Object.assign(() => instant(now), {
    advance: (ms: number) => {
      now += ms;
    },
  });
};

describe('a replay', () => {
  it('that is paused goes on, or forgets where it stood', async () => {
    const clock = createClock();
    const { deck, sink, stop } = await openReplay({ file: write([chat(0), chat(1000), chat(2000)]), clock });
    await until(() => expect(sink.events.length).toBe(1));
    clock.advance(500);
    deck.pause();
    clock.advance(60_000);
    expect([deck.status(), deck.position()]).toEqual(['paused', 500]);
    deck.resume();
    clock.advance(499);
    expect(deck.position()).toBe(999);
    expect(sink.events.length).toBe(1);
    clock.advance(1);
    await until(() => expect(sink.events.length).toBe(2));
    expect(sink.events[1]?.at).toBe(clock());
    await stop();
  });

  it('at another speed jumps to where it would have been at it from the start', async () => {
    const clock = createClock();
    const { deck, sink, stop } = await openReplay({ file: write([chat(0), chat(6000)]), clock });
    await until(() => expect(sink.events.length).toBe(1));
    clock.advance(1000);
    deck.setSpeed(20);
    expect(deck.position()).toBe(1000);
    clock.advance(100);
    expect(deck.position()).toBe(3000);
    deck.setSpeed(0.5);
    clock.advance(1000);
    expect(deck.position()).toBe(3500);
    await stop();
  });

  it('run forward leaves out what lies between, plays it slowly, or says it as of a time that has not come', async () => {
    const clock = createClock();
    const { deck, sink, stop } = await openReplay({ file: write([0, 1000, 2000, 9000].map((at) => chat(at))), clock });
    await until(() => expect(sink.events.length).toBe(1));
    clock.advance(200);
    deck.runTo(5000);
    await until(() => expect(sink.events.length).toBe(3));
    await until(() => expect(deck.status()).toBe('playing'));
    expect(deck.position()).toBe(5000);
    expect(sink.events.map(({ at }) => at - STARTED)).toEqual([0, 200, 200]);
    clock.advance(4000);
    await until(() => expect(sink.events.length).toBe(4));
    expect(sink.events[3]?.at).toBe(clock());
    await stop();
  });

  it('run forward while it is paused plays on once it has arrived', async () => {
    const clock = createClock();
    const { deck, sink, stop } = await openReplay({
      file: write([0, 1000, 9000].map((at) => chat(at))),
      clock,
      isPaused: true,
      fromMs: 5000,
    });
    await until(() => expect(deck.status()).toBe('paused'));
    clock.advance(60_000);
    expect(sink.events.length).toBe(2);
    expect(deck.position()).toBe(5000);
    await stop();
  });

  it('ends with its last event though the recording went on, or never ends', async () => {
    const clock = createClock();
    const { deck, sink, ended } = await openReplay({ file: write([chat(0)], 3000), clock });
    await until(() => expect(sink.events.length).toBe(1));
    expect(deck.status()).toBe('playing');
    clock.advance(3000);
    await ended;
    expect([deck.status(), deck.position(), sink.last()?.status]).toEqual(['ended', 3000, 'off']);
  });
});

describe('a source of a recording', () => {
  const hurried = (): (() => Instant) => {
    let now: number = STARTED;
    return () => {
      now += 86_400_000;
      return instant(now);
    };
  };

  it('says what another has said, or loses its name', async () => {
    const joined = { at: 30, joined: source('s3', '后来的') };
    const lines = [
      chat(0),
      { at: 10, source: 's2', type: 'source.connected', name: '店铺二', capabilities: ['stock.set'] },
      chat(20, 's2'),
      joined,
      chat(40, 's3'),
      chat(40),
    ];
    const { sinks, sources } = await playAll({ file: write(lines), clock: hurried(), run: 'r' });
    expect(sources.map(({ name, sourceId }) => [sourceId, name])).toEqual([
      ['replay', '直播间'],
      ['replay:s2', '店铺'],
      ['replay:s3', '后来的'],
    ]);
    expect(sinks.map(({ events }) => events.map(({ id }) => id))).toEqual([
      ['r:e0', 'r:e40'],
      ['r:s2/e20'],
      ['r:s3/e40'],
    ]);
    expect(sinks[1]?.hellos).toMatchObject([{ name: '店铺二', capabilities: ['stock.set'] }]);
  });

  it('is up where it was lost, or a loss of one is a loss of all', async () => {
    const lines = [
      chat(0),
      { at: 10, source: 's1', type: 'source.stalled' },
      { at: 20, source: 's1', type: 'source.resumed' },
      { at: 30, source: 's1', type: 'source.gap', from: 4, to: 9 },
      { at: 40, source: 's1', type: 'source.lost', reason: 'unreachable' },
      { at: 50, source: 's1', type: 'source.connected', name: '直播间', capabilities: [] },
    ];
    const { sinks } = await playAll({ file: write(lines), clock: hurried() });
    expect(sinks[0]?.statuses.map(({ status }) => status)).toEqual([
      'connecting',
      'live',
      'stale',
      'live',
      'reconnecting',
      'live',
      'off',
    ]);
    expect(sinks[0]?.gaps).toEqual([{ from: 4, to: 9 }]);
    expect(sinks[1]?.statuses.map(({ status }) => status)).toEqual(['connecting', 'off']);
  });

  it('loses what it could not read, or its frames are played as events', async () => {
    const reject = { eventId: null, reason: 'type: expected one', raw: '{"x":1}', bytes: 7, times: 1 };
    const lines = [
      { at: 0, source: 's2', frame: 1, way: 'in', text: 'x' },
      { at: 0, source: 's2', read: 1, events: [], rejects: 1, skipped: 0 },
      { at: 0, source: 's2', reject },
      { at: 0, lost: 3 },
      { at: 0, mark: 'product.pinned' },
      chat(5, 's9'),
    ];
    const { sinks } = await playAll({ file: write(lines), clock: hurried() });
    expect(sinks[1]?.rejects).toEqual([reject]);
    expect(sinks[0]?.rejects.map(({ reason }) => reason)).toEqual(['line 7: of no source']);
    expect(sinks.flatMap(({ events }) => events)).toEqual([]);
  });
});

describe('a recording of the first version', () => {
  it('does not play any more', async () => {
    const file = join(import.meta.dirname, '../fixtures/recording/version-1.jsonl');
    let now: number = STARTED;
    const clock = () => {
      now += 86_400_000;
      return instant(now);
    };
    const { sinks, sources } = await playAll({ file, clock, run: 'r' });
    expect(sources.map(({ sourceId, name }) => [sourceId, name])).toEqual([['replay', '旧版录制']]);
    expect(sinks[0]?.events.length).toBe(41);
    expect(sinks[0]?.events.at(-1)?.id).toBe('r:b/e1');
    expect(sinks[0]?.rejects).toEqual([]);
  });
});

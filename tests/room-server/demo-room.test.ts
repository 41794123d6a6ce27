// The demo room over its life: history at the start, restarts that go on, new streams, commands that last.

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoRoom, type DemoRoomOptions, startDemoRoom } from '../../src-main/room-server/demo-room.ts';
import { loadCatalogue, pinCue, STARTED_AT, startDeal } from './demo-show.ts';
import { connectConsole, type RawConsole, type SeenEvent } from './raw-console.ts';

const MINUTE = 60_000;
const catalogue = loadCatalogue();
let journalDir: string;
let now: number;
const opened: { stop?(): Promise<void>; close?(): void }[] = [];

beforeEach(() => {
  journalDir = mkdtempSync(join(tmpdir(), 'kongtai-demo-'));
  now = STARTED_AT + 25 * MINUTE;
});
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) {
    one.close?.();
    await one.stop?.();
  }
  rmSync(journalDir, { recursive: true });
});

const start = async (change: Partial<DemoRoomOptions> = {}): Promise<DemoRoom> => {
  const room = await startDemoRoom({ catalogue, journalDir, clock: () => now, ...change });
  opened.push(room);
  return room;
};
const connect = async (room: DemoRoom, since = 0): Promise<RawConsole> => {
  const raw = await connectConsole({ url: room.url, auth: { token: room.token, room: room.room, since } });
  opened.push(raw);
  return raw;
};
const readUpTo = async (room: DemoRoom, since = 0): Promise<SeenEvent[]> => {
  const raw = await connect(room, since);
  await raw.until(() => (raw.events().at(-1)?.seq ?? since) >= raw.hello.newest);
  raw.close();
  return raw.events();
};

describe('the demo room', () => {
  it('has played 25 minutes when it opens, which a new console replays from the beginning', async () => {
    const room = await start();
    expect(room).toMatchObject({ isNewStream: true, startedAt: STARTED_AT, room: 'demo' });
    expect(room.playedPins.map((pin) => [pin.number, pin.at - STARTED_AT])).toEqual(
      catalogue.history.map((pin) => [pin.number, pin.atMs]),
    );
    const events = await readUpTo(room);
    expect(events[0]).toMatchObject({ seq: 1, type: 'stream.started', at: STARTED_AT });
    expect(events.at(-1)?.at).toBeGreaterThan(now - 2000);
    expect(events.some((event) => event.type === 'order.paid')).toBe(true);
    expect((await connect(room)).hello.room.startedAt).toBe(STARTED_AT);
  });

  it('goes on by itself while the clock runs', async () => {
    const room = await start();
    const raw = await connect(room);
    const before = raw.hello.newest;
    now += 5000;
    await raw.until(() => (raw.events().at(-1)?.at ?? 0) > now - 1000);
    expect(raw.events().length).toBeGreaterThan(before);
  });

  it('restarted, goes on with the same stream: nothing twice, nothing left out, seqs and ids go on', async () => {
    const whole = await startDemoRoom({
      catalogue,
      journalDir: null,
      clock: () => STARTED_AT + 33 * MINUTE,
      historyMs: 33 * MINUTE,
    });
    opened.push(whole);
    const straight = await readUpTo(whole);

    const first = await start();
    const before = await readUpTo(first);
    await first.stop();
    now += 8 * MINUTE;
    const second = await start();
    expect(second).toMatchObject({ isNewStream: false, startedAt: STARTED_AT });
    const after = await readUpTo(second, before.at(-1)?.seq);
    expect([...before, ...after].map((event) => event.seq)).toEqual(straight.map((event) => event.seq));
    expect([...before, ...after]).toEqual(straight);
  });

  it('restarted, still knows what was pinned and sold, and answers an old command the same', async () => {
    const first = await start();
    const raw = await connect(first);
    const pin = { ...pinCue(7), expiresAt: now + 10 * MINUTE };
    const deal = { ...startDeal(7), expiresAt: now + 10 * MINUTE };
    const answers = [await raw.command(pin), await raw.command(deal)];
    expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
    now += MINUTE;
    await raw.until(() => (raw.events().at(-1)?.at ?? 0) > now - 1000);
    raw.close();
    await first.stop();
    now += MINUTE;
    const second = await start();
    const again = await connect(second);
    expect([await again.command(pin), await again.command(deal)]).toEqual(answers);
    await again.until(() => (again.events().at(-1)?.seq ?? 0) >= again.hello.newest);
    const dealt = again.events().filter((event) => JSON.stringify(event).includes('"dealId":"deal-7"'));
    expect(dealt.some((event) => event.at > now - MINUTE)).toBe(true);
    expect(again.events().length).toBe(new Set(again.events().map((event) => event.id)).size);
  });

  it('restarted after its two hours, begins a new stream whose seqs go on and whose people come back', async () => {
    const first = await start();
    const before = await readUpTo(first);
    await first.stop();
    now += 24 * 60 * MINUTE;
    const second = await start();
    expect(second).toMatchObject({ isNewStream: true, startedAt: now - 25 * MINUTE });
    const after = await readUpTo(second, before.at(-1)?.seq);
    expect(after[0]).toMatchObject({ type: 'stream.started', at: second.startedAt, seq: before.length + 1 });
    const ids = new Set(before.map((event) => event.id));
    expect(after.filter((event) => ids.has(event.id))).toEqual([]);
    const people = (events: SeenEvent[]) => events.flatMap((e) => (e.viewer as { id: string } | undefined)?.id ?? []);
    const known = new Set(people(before));
    expect(new Set(people(after).filter((id) => known.has(id))).size).toBeGreaterThan(30);
  });

  it('restarted just after its end, does not let two streams overlap', async () => {
    const first = await start();
    await first.stop();
    now = STARTED_AT + 125 * MINUTE;
    const second = await start();
    expect(second.startedAt).toBe(STARTED_AT + 120 * MINUTE);
    expect(second.playedPins.length).toBe(1);
  });

  it('ends its stream after two hours and says no more', async () => {
    now = STARTED_AT + 119.9 * MINUTE;
    const room = await start({ historyMs: 119.9 * MINUTE });
    const raw = await connect(room);
    now += MINUTE;
    await raw.until(() => raw.events().at(-1)?.type === 'stream.ended');
    expect(raw.events().at(-1)?.at).toBe(STARTED_AT + 120 * MINUTE);
    expect(await raw.command({ ...pinCue(1), expiresAt: now + MINUTE })).toMatchObject({
      ok: false,
      code: 'stream_over',
    });
    expect((await connect(room)).hello.room.startedAt).toBeNull();
  });

  it('sets a damaged journal aside and starts anew instead of not starting', async () => {
    writeFileSync(join(journalDir, 'room.jsonl'), 'garbage\n{"k":"head"}\n');
    const problems: string[] = [];
    const room = await start({ onProblem: (problem) => problems.push(problem) });
    expect(room.isNewStream).toBe(true);
    expect(problems.length).toBe(1);
    expect(readdirSync(journalDir).some((name) => name.startsWith('room.jsonl.damaged-'))).toBe(true);
    expect(existsSync(join(journalDir, 'room.jsonl'))).toBe(true);
  });

  it('with another seed does not go on with a stream that it would play differently', async () => {
    const first = await start();
    await first.stop();
    expect((await start({ seed: 'another' })).isNewStream).toBe(true);
  });

  it('at ten times the speed stamps events with the console’s time, not with a future one', async () => {
    const room = await start({ journalDir: null, historyMs: 0, speed: 10 });
    now += 6000;
    const raw = await connect(room);
    await raw.until(() => raw.events().filter((event) => event.type === 'audience').length >= 30);
    for (const event of raw.events()) expect(event.at).toBeLessThanOrEqual(now);
  });
});

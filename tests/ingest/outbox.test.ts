// What was decided reaches the room once, in order and in time, or a person is told; by a fake clock, without a network.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomCommand } from '../../src-main/contract/room-protocol.ts';
import type { Problem } from '../../src-main/contract/topics.ts';
import { type CommandId, instant, type ProductId, type SourceId } from '../../src-main/core/units.ts';
import type { Carried, EventSource } from '../../src-main/ingest/event-source.ts';
import { createOutbox, DISMISSED, NOT_CARRIED, type Outbox, UNCONFIRMED } from '../../src-main/ingest/outbox.ts';
import { createMemoryOutbox, type MemoryOutbox } from './support/memory-outbox.ts';

const ROOM = 'room' as SourceId;
const T0 = 1_800_000_000_000;
const OK: Carried = { ok: true, seq: 1 };
const LOST: Carried = { ok: 'lost' };
const NOT_SENT: Carried = { ok: 'not_sent' };
const refused = (code: string, retryable = false): Carried => ({ ok: false, code, message: `no: ${code}`, retryable });

const clock = () => instant(Date.now());
const pin = (id: string, goodForMs = 60_000): RoomCommand => ({
  id: id as CommandId,
  kind: 'product.pin',
  at: clock(),
  expiresAt: instant(clock() + goodForMs),
  body: { productId: 'p1' as ProductId },
});

interface Wire {
  readonly source: EventSource;
  /** Ids in the order they left, at which time. */
  readonly sent: { readonly id: string; readonly at: number }[];
  isUp: boolean;
  /** What the room says, by id and how often it was asked. */
  answer: (id: string, time: number) => Carried | Promise<Carried>;
}

const createWire = (sourceId = ROOM): Wire => {
  const wire: Wire = {
    sent: [],
    isUp: true,
    answer: () => OK,
    source: {
      sourceId,
      name: String(sourceId),
      kind: 'room',
      start: () => undefined,
      stop: async () => undefined,
      canCarry: () => wire.isUp,
      carry: async ({ id }) => {
        wire.sent.push({ id, at: Date.now() });
        return wire.answer(id, wire.sent.filter((one) => one.id === id).length);
      },
    },
  };
  return wire;
};

const open: Outbox[] = [];
const problems: (Problem | null)[] = [];

const createBox = (store: MemoryOutbox, ...sources: readonly EventSource[]): Outbox => {
  const outbox = createOutbox({
    store,
    sources: () => sources,
    clock,
    onChange: () => undefined,
    onProblem: (problem) => problems.push(problem),
  });
  open.push(outbox);
  return outbox;
};

const idsOf = (wire: Wire): string[] => wire.sent.map(({ id }) => id);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'Date'], now: T0 });
  problems.length = 0;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((outbox) => outbox.stop()));
  vi.useRealTimers();
});

describe('a command', () => {
  it('is written down as sent before it leaves, and as acked after the answer', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = () => {
      expect(store.row('c1').state).toBe('sent');
      return OK;
    };
    createBox(store, wire.source).kick();
    await pass(0);
    expect(store.history.get('c1')).toEqual(['pending', 'sent', 'acked']);
    expect(store.row('c1').attempts).toBe(1);
  });

  it('that the room refuses is over, with the room’s own words', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = () => refused('unknown_product');
    createBox(store, wire.source).kick();
    await pass(120_000);
    expect(store.row('c1')).toMatchObject({
      state: 'refused',
      code: 'unknown_product',
      message: 'no: unknown_product',
    });
    expect(idsOf(wire)).toEqual(['c1']);
  });

  it('that the room calls expired is expired, not refused', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = () => refused('expired');
    createBox(store, wire.source).kick();
    await pass(0);
    expect(store.row('c1').state).toBe('expired');
  });

  it('of a source that carries none is refused at once, not kept waiting for ever', async () => {
    const store = createMemoryOutbox(clock);
    const { source } = createWire();
    const { carry: _carry, ...mute } = source;
    store.queue(ROOM, pin('c1'));
    createBox(store, mute).kick();
    await pass(0);
    expect(store.row('c1')).toMatchObject({ state: 'refused', code: NOT_CARRIED });
  });

  it('that the room cannot take now is asked again, ever later, and keeps the room’s reason meanwhile', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = (_id, time) => (time < 4 ? refused('busy', true) : OK);
    createBox(store, wire.source).kick();
    await pass(0);
    expect(store.row('c1')).toMatchObject({ state: 'pending', code: 'busy' });
    await pass(10_000);
    expect(store.row('c1').state).toBe('acked');
    const waits = wire.sent.map(({ at }, index) => at - (wire.sent[index - 1]?.at ?? at)).slice(1);
    expect(waits.length).toBe(3);
    expect(waits.every((wait, index) => wait >= 250 * 2 ** index)).toBe(true);
  });
});

describe('a lost answer', () => {
  it('leaves the command unknown and asks again under the same id, until there is one', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = (_id, time) => (time < 3 ? LOST : OK);
    createBox(store, wire.source).kick();
    await pass(0);
    expect(store.row('c1').state).toBe('unknown');
    await pass(5000);
    expect(store.history.get('c1')).toEqual(['pending', 'sent', 'unknown', 'unknown', 'acked']);
    expect(idsOf(wire)).toEqual(['c1', 'c1', 'c1']);
  });

  it('never turns a command that may have been carried out into one that waits', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = (_id, time) => (time === 1 ? LOST : NOT_SENT);
    createBox(store, wire.source).kick();
    await pass(2000);
    expect(wire.sent.length).toBeGreaterThan(1);
    expect(store.row('c1').state).toBe('unknown');
  });

  it('that stays out beyond the command’s time is told as unconfirmed, and no more asked for', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1', 3000));
    wire.answer = () => LOST;
    createBox(store, wire.source).kick();
    await pass(60_000);
    expect(store.row('c1')).toMatchObject({ state: 'unknown', code: UNCONFIRMED });
    expect(wire.sent.every(({ at }) => at < T0 + 3000)).toBe(true);
  });

  it('of a room that says it never did it makes the command refused', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = (_id, time) => (time === 1 ? LOST : refused('deal_running'));
    createBox(store, wire.source).kick();
    await pass(5000);
    expect(store.row('c1')).toMatchObject({ state: 'refused', code: 'deal_running' });
  });

  it('by a carrier that throws is a lost one, and is said', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = (_id, time) => {
      if (time === 1) throw new Error('a carrier that trips');
      return OK;
    };
    createBox(store, wire.source).kick();
    await pass(0);
    expect(store.row('c1').state).toBe('unknown');
    expect(problems[0]).toEqual({ code: 'internal', details: { why: 'a carrier that trips' } });
    await pass(2000);
    expect(store.row('c1').state).toBe('acked');
  });
});

describe('after a crash', () => {
  it('between sent and answer, the command is unknown while the link is away, and asked again under its id', async () => {
    const store = createMemoryOutbox(clock);
    const before = createWire();
    store.queue(ROOM, pin('c1'));
    before.answer = () => new Promise(() => undefined);
    createOutbox({ store, sources: () => [before.source], clock, onChange: () => undefined }).kick();
    await pass(0);
    expect(store.row('c1').state).toBe('sent');

    const wire = createWire();
    wire.isUp = false;
    const outbox = createBox(store, wire.source);
    outbox.kick();
    await pass(0);
    expect(store.row('c1').state, 'nobody waits for its answer any more').toBe('unknown');
    wire.isUp = true;
    outbox.kick();
    await pass(0);
    expect(idsOf(wire)).toEqual(['c1']);
    expect(store.row('c1').state).toBe('acked');
  });

  it('that took longer than the command’s time, it is not sent, and never called expired as if it had not left', async () => {
    const store = createMemoryOutbox(clock);
    const before = createWire();
    store.queue(ROOM, pin('c1', 5000));
    before.answer = () => new Promise(() => undefined);
    createOutbox({ store, sources: () => [before.source], clock, onChange: () => undefined }).kick();
    await pass(0);
    vi.setSystemTime(T0 + 6000);
    const wire = createWire();
    createBox(store, wire.source).kick();
    await pass(100);
    expect(wire.sent).toEqual([]);
    expect(store.row('c1')).toMatchObject({ state: 'unknown', code: UNCONFIRMED });
  });
});

describe('time', () => {
  it('ends a command that waits for a room that is away, to the moment', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    wire.isUp = false;
    store.queue(ROOM, pin('c1', 20_000));
    createBox(store, wire.source).kick();
    await pass(19_999);
    expect(store.row('c1').state).toBe('pending');
    await pass(20);
    expect(store.row('c1').state).toBe('expired');
  });

  it('ends a command whose source is gone', async () => {
    const store = createMemoryOutbox(clock);
    store.queue('gone' as SourceId, pin('c1', 20_000));
    createBox(store).kick();
    await pass(20_020);
    expect(store.row('c1').state).toBe('expired');
  });

  it('lets nothing leave once it is up, not even by a millisecond', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    wire.isUp = false;
    store.queue(ROOM, pin('c1', 1000));
    const outbox = createBox(store, wire.source);
    vi.setSystemTime(T0 + 1000);
    wire.isUp = true;
    outbox.kick();
    await pass(100);
    expect(wire.sent).toEqual([]);
    expect(store.row('c1').state).toBe('expired');
  });
});

describe('order', () => {
  it('is kept in a source: what comes after waits for what comes before, also through a lost answer', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    for (const id of ['c1', 'c2', 'c3']) store.queue(ROOM, pin(id));
    wire.answer = (id, time) => (id === 'c2' && time < 3 ? LOST : OK);
    createBox(store, wire.source).kick();
    await pass(10_000);
    expect(idsOf(wire)).toEqual(['c1', 'c2', 'c2', 'c2', 'c3']);
  });

  it('has one command under way at a time', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    for (const id of ['c1', 'c2']) store.queue(ROOM, pin(id));
    let answer: (carried: Carried) => void = () => undefined;
    wire.answer = () => new Promise((resolve) => (answer = resolve));
    const outbox = createBox(store, wire.source);
    outbox.kick();
    await pass(0);
    for (let i = 0; i < 5; i += 1) outbox.kick();
    await pass(1000);
    expect(idsOf(wire)).toEqual(['c1']);
    answer(OK);
    await pass(0);
    expect(idsOf(wire)).toEqual(['c1', 'c2']);
    answer(OK);
    await pass(0);
  });

  it('of one source does not hold up another', async () => {
    const store = createMemoryOutbox(clock);
    const [a, b] = [createWire('a' as SourceId), createWire('b' as SourceId)];
    store.queue('a' as SourceId, pin('a1'));
    store.queue('b' as SourceId, pin('b1'));
    a.isUp = false;
    createBox(store, a.source, b.source).kick();
    await pass(0);
    expect([idsOf(a), idsOf(b)]).toEqual([[], ['b1']]);
  });

  it('is that of the clicks when the link comes back', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    wire.isUp = false;
    for (const id of ['c1', 'c2', 'c3']) store.queue(ROOM, pin(id));
    const outbox = createBox(store, wire.source);
    outbox.kick();
    await pass(5000);
    wire.isUp = true;
    outbox.kick();
    await pass(0);
    expect(idsOf(wire)).toEqual(['c1', 'c2', 'c3']);
  });
});

describe('a person', () => {
  it('puts a waiting command aside, and it never leaves', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    wire.isUp = false;
    for (const id of ['c1', 'c2']) store.queue(ROOM, pin(id));
    const outbox = createBox(store, wire.source);
    outbox.dismiss('c1' as CommandId);
    wire.isUp = true;
    outbox.kick();
    await pass(120_000);
    expect(idsOf(wire)).toEqual(['c2']);
    expect(store.row('c1')).toMatchObject({ state: 'expired', code: DISMISSED });
  });

  it('puts one aside while its answer is out: a lost answer does not bring it back, a real one is believed', async () => {
    for (const [carried, state] of [
      [LOST, 'expired'],
      [refused('busy', true), 'expired'],
      [NOT_SENT, 'expired'],
      [OK, 'acked'],
      [refused('no'), 'refused'],
    ] as const) {
      const store = createMemoryOutbox(clock);
      const wire = createWire();
      store.queue(ROOM, pin('c1'));
      let answer: (carried: Carried) => void = () => undefined;
      wire.answer = () => new Promise((resolve) => (answer = resolve));
      const outbox = createBox(store, wire.source);
      outbox.kick();
      await pass(0);
      outbox.dismiss('c1' as CommandId);
      answer(carried);
      await pass(30_000);
      expect(idsOf(wire)).toEqual(['c1']);
      expect(store.row('c1').state).toBe(state);
    }
  });

  it('clears away an unconfirmed one, and cannot unsay one that the room has confirmed', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1', 1000));
    store.queue(ROOM, pin('c2'));
    wire.answer = (id) => (id === 'c1' ? LOST : OK);
    const outbox = createBox(store, wire.source);
    outbox.kick();
    await pass(5000);
    outbox.dismiss('c1' as CommandId);
    outbox.dismiss('c2' as CommandId);
    expect([store.row('c1').state, store.row('c1').code, store.row('c2').state]).toEqual([
      'expired',
      DISMISSED,
      'acked',
    ]);
  });

  it('asks to try now and does not wait the back-off out', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = (_id, time) => (time === 1 ? LOST : OK);
    const outbox = createBox(store, wire.source);
    outbox.kick();
    await pass(0);
    outbox.retry('c1' as CommandId);
    // No back-off is shorter than 250 ms.
    await pass(5);
    expect(store.row('c1').state).toBe('acked');
  });

  it('cannot retry what is settled, over, or not there', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    const outbox = createBox(store, wire.source);
    outbox.kick();
    await pass(0);
    expect(() => outbox.retry('c1' as CommandId)).toThrow(expect.objectContaining({ code: 'wrong_phase' }));
    wire.isUp = false;
    store.queue(ROOM, pin('c2', 10));
    vi.setSystemTime(T0 + 20);
    expect(() => outbox.retry('c2' as CommandId)).toThrow(expect.objectContaining({ code: 'wrong_phase' }));
    expect(() => outbox.retry('c9' as CommandId)).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(() => outbox.dismiss('c9' as CommandId)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('a store that will not write', () => {
  it('keeps the command from leaving, is told, and sends it once there is space', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    store.isFull = true;
    createBox(store, wire.source).kick();
    await pass(3000);
    expect(wire.sent, 'what is not durable as sent must not be sent').toEqual([]);
    expect(problems[0]).toMatchObject({ code: 'store_full' });
    store.isFull = false;
    await pass(15_000);
    expect(store.row('c1').state).toBe('acked');
    expect(problems.at(-1)).toBeNull();
  });

  it('cannot write the answer down: the room is asked again under the same id, and the answer kept then', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    store.queue(ROOM, pin('c1'));
    wire.answer = (_id, time) => {
      store.isFull = time < 2;
      return OK;
    };
    createBox(store, wire.source).kick();
    await pass(0);
    store.isFull = false;
    await pass(15_000);
    expect(idsOf(wire)).toEqual(['c1', 'c1']);
    expect(store.history.get('c1')).toEqual(['pending', 'sent', 'unknown', 'acked']);
  });

  it('and has nothing left to write is no problem any more', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    wire.isUp = false;
    store.queue(ROOM, pin('c1', 500));
    store.isFull = true;
    const outbox = createBox(store, wire.source);
    outbox.kick();
    await pass(2000);
    expect(problems.at(-1)).toMatchObject({ code: 'store_full' });
    store.isFull = false;
    await pass(3000);
    expect(problems.at(-1)).toBeNull();
  });
});

describe('whatever the room answers', () => {
  it('each id is carried out by the room once, in order, none after its time, and every command ends', async () => {
    const answers = fc.array(fc.constantFrom('ok', 'lost_before', 'lost_after', 'busy', 'down', 'refused'), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(answers, fc.integer({ min: 1, max: 6 }), async (script, count) => {
        vi.setSystemTime(T0);
        const store = createMemoryOutbox(clock);
        const wire = createWire();
        const done: string[] = [];
        const known = new Map<string, Carried>();
        const said = [...script];
        wire.answer = (id) => {
          const word = said.shift() ?? 'ok';
          const before = known.get(id);
          if (word === 'lost_before' || word === 'busy')
            return word === 'busy' ? (before ?? refused('busy', true)) : LOST;
          if (word === 'down') return NOT_SENT;
          if (before === undefined) {
            known.set(id, word === 'refused' ? refused('no') : OK);
            if (word !== 'refused') done.push(id);
          }
          return word === 'lost_after' ? LOST : (known.get(id) ?? OK);
        };
        const ids = Array.from({ length: count }, (_, index) => `c${index + 1}`);
        for (const id of ids) store.queue(ROOM, pin(id, 30_000));
        const outbox = createBox(store, wire.source);
        outbox.kick();
        for (let second = 0; second < 40; second += 1) {
          outbox.kick();
          await pass(1000);
        }
        expect(new Set(done).size).toBe(done.length);
        expect(done).toEqual([...done].sort());
        expect(wire.sent.every(({ at }) => at < T0 + 30_000)).toBe(true);
        for (const id of ids) {
          const { state, code } = store.row(id);
          expect(state === 'unknown' ? code : state).toMatch(/^(acked|refused|expired|unconfirmed)$/);
          if (state === 'acked') expect(done).toContain(id);
          if (state === 'refused' || state === 'expired') expect(done).not.toContain(id);
        }
        await outbox.stop();
      }),
      { numRuns: 100 },
    );
  });
});

describe('the end', () => {
  it('waits for what is under way to be written down, and begins nothing more', async () => {
    const store = createMemoryOutbox(clock);
    const wire = createWire();
    for (const id of ['c1', 'c2']) store.queue(ROOM, pin(id));
    let answer: (carried: Carried) => void = () => undefined;
    wire.answer = () => new Promise((resolve) => (answer = resolve));
    const outbox = createBox(store, wire.source);
    outbox.kick();
    await pass(0);
    let isStopped = false;
    const stopping = outbox.stop().then(() => {
      isStopped = true;
    });
    await pass(100);
    expect(isStopped).toBe(false);
    answer(OK);
    await stopping;
    outbox.kick();
    await pass(60_000);
    expect([store.row('c1').state, store.row('c2').state, idsOf(wire)]).toEqual(['acked', 'pending', ['c1']]);
  });
});

// The small parts of a link: how long it waits, when it calls a feed stale, which addresses it dials, how it keeps what it cannot read.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instant } from '../../src-main/core/units.ts';
import { createBackOff } from '../../src-main/ingest/back-off.ts';
import { keepReject } from '../../src-main/ingest/reject.ts';
import { parseRoomUrl } from '../../src-main/ingest/room-url.ts';
import { readAnswer, readBatch, readHello, readRefusal } from '../../src-main/ingest/room-wire.ts';
import { createSleeper } from '../../src-main/ingest/sleeper.ts';
import { createStaleWatch } from '../../src-main/ingest/stale-watch.ts';
import { helloOf } from './support/stand-in-room.ts';

describe('backing off', () => {
  it('doubles up to its bound, and begins anew after a success', () => {
    const backOff = createBackOff({ minMs: 500, maxMs: 10_000, random: () => 0.999_999 });
    const waits = Array.from({ length: 8 }, backOff.next);
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
    backOff.reset();
    expect(backOff.next()).toBe(500);
  });

  it('stays between half and all of that, for any chance and however long it goes on', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        fc.integer({ min: 0, max: 5000 }),
        (chance, tries) => {
          const backOff = createBackOff({ minMs: 500, maxMs: 10_000, random: () => chance });
          for (let left = tries; left > 0; left -= 1) backOff.next();
          const wait = backOff.next();
          const ceiling = Math.min(10_000, 500 * 2 ** tries);
          expect(wait >= ceiling / 2 && wait <= ceiling).toBe(true);
        },
      ),
    );
  });

  it('scatters two desks that were cut at one instant', () => {
    const waits = new Set(Array.from({ length: 50 }, () => createBackOff({ minMs: 10_000, maxMs: 10_000 }).next()));
    expect(waits.size).toBeGreaterThan(25);
  });
});

describe('a watch over silence', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const watchOver = (staleAfterMs = 10_000) => {
    const said: string[] = [];
    const watch = createStaleWatch({
      clock: () => instant(Date.now()),
      staleAfterMs,
      onStale: () => said.push(`stale ${Date.now() - 1_000_000}`),
      onFresh: () => said.push(`fresh ${Date.now() - 1_000_000}`),
    });
    return { said, watch };
  };

  it('says stale once after the time, fresh at the next word, and stale again after another silence', () => {
    const { said, watch } = watchOver();
    watch.start();
    vi.advanceTimersByTime(60_000);
    watch.heard();
    vi.advanceTimersByTime(60_000);
    watch.stop();
    expect(said).toEqual(['stale 10000', 'fresh 60000', 'stale 70000']);
  });

  it('is never stale while words come closer together than the time, at any rhythm', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9999 }), { maxLength: 50 }), (pauses) => {
        vi.setSystemTime(1_000_000);
        const { said, watch } = watchOver();
        watch.start();
        for (const pause of pauses) {
          vi.advanceTimersByTime(pause);
          watch.heard();
        }
        watch.stop();
        expect(said).toEqual([]);
      }),
    );
  });

  it('says nothing once stopped, nor for a word that comes before it was started', () => {
    const { said, watch } = watchOver();
    watch.heard();
    watch.start();
    vi.advanceTimersByTime(20_000);
    watch.stop();
    watch.heard();
    vi.advanceTimersByTime(20_000);
    expect(said).toEqual(['stale 10000']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('started anew with a new link forgets the silence of the old one', () => {
    const { said, watch } = watchOver();
    watch.start();
    vi.advanceTimersByTime(9000);
    watch.start();
    vi.advanceTimersByTime(9000);
    expect(said).toEqual([]);
    watch.stop();
  });
});

describe('a wait that can be cut short', () => {
  it('ends at once when woken, and so does every later one', async () => {
    const sleeper = createSleeper();
    const waits = [sleeper.sleep(3_600_000), sleeper.sleep(3_600_000)];
    sleeper.wake();
    await Promise.all([...waits, sleeper.sleep(3_600_000)]);
    await createSleeper().sleep(1);
  });
});

describe('a room’s address', () => {
  it.each([
    ['https://shop.example.com', 'https://shop.example.com', '/socket.io'],
    ['wss://shop.example.com:8443/', 'https://shop.example.com:8443', '/socket.io'],
    ['https://shop.example.com/room', 'https://shop.example.com', '/socket.io'],
    ['https://shop.example.com/live/', 'https://shop.example.com', '/live/socket.io'],
    ['https://shop.example.com/live?token=secret#x', 'https://shop.example.com', '/live/socket.io'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000', '/socket.io'],
    ['ws://localhost:3000', 'http://localhost:3000', '/socket.io'],
    ['http://[::1]:3000', 'http://[::1]:3000', '/socket.io'],
    ['http://demo.localhost', 'http://demo.localhost', '/socket.io'],
    ['HTTP://127.1:80', 'http://127.0.0.1', '/socket.io'],
  ])('%s is dialled at %s%s', (text, origin, path) => {
    expect(parseRoomUrl(text)).toMatchObject({ origin, path });
  });

  it.each([
    ['', 'not_a_url'],
    ['shop.example.com', 'not_a_url'],
    ['https://', 'not_a_url'],
    ['ftp://127.0.0.1', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['http://shop.example.com', 'plain'],
    ['ws://192.168.1.5:3000', 'plain'],
    ['http://127.0.0.1.evil.example', 'plain'],
    ['http://localhost.evil.example', 'plain'],
    ['http://evil-localhost', 'plain'],
    ['http://0.0.0.0', 'plain'],
    ['http://[::ffff:1.2.3.4]', 'plain'],
    ['https://user:pass@shop.example.com', 'credentials'],
    ['https://token@shop.example.com', 'credentials'],
  ])('%s is refused: %s', (text, why) => {
    expect(() => parseRoomUrl(text)).toThrow(expect.objectContaining({ code: 'bad_url', details: { why } }));
  });

  it('with credentials is refused without repeating them', () => {
    try {
      parseRoomUrl('https://user:hunter2@shop.example.com');
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
    }
  });
});

describe('what a room says', () => {
  it.each([
    ['oldest beyond newest + 1, which would be resumed for ever', { oldest: 5, newest: 2 }],
    ['a negative seq', { oldest: -1 }],
    ['a seq that is no whole number', { newest: 1.5 }],
    ['a clock of no time', { now: 0 }],
    ['capabilities that are no list', { capabilities: 'all' }],
    ['a room without a currency', { room: { id: 'r1', title: '', host: '', currency: 'yuan', startedAt: null } }],
    ['a thousand capabilities', { capabilities: Array.from({ length: 1000 }, () => 'x') }],
  ])('a hello with %s is no room’s', (_, fields) => {
    expect(readHello({ ...helloOf(), ...fields })).toMatchObject({ ok: false, code: 'bad_room' });
  });

  it('a hello of another version is named before its shape is looked at', () => {
    expect(readHello({ protocol: 2 })).toMatchObject({ ok: false, code: 'protocol_too_new' });
    expect(readHello({ protocol: 0, x: 1 })).toMatchObject({ ok: false, code: 'protocol_too_old' });
    expect(readHello(helloOf())).toMatchObject({ ok: true });
    expect(readHello(helloOf({ oldest: 1, newest: 0 }))).toMatchObject({ ok: true });
  });

  it('any JSON is a hello, a batch, an answer or a refusal, or is none, and nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const batch = readBatch(raw);
        expect(typeof batch === 'string' || Array.isArray(batch.events)).toBe(true);
        expect(typeof readHello(raw).ok).toBe('boolean');
        readAnswer(raw);
        readRefusal(raw);
      }),
      { numRuns: 1000 },
    );
  });

  it('an answer or a refusal of another shape is none', () => {
    for (const raw of [
      null,
      'ok',
      { ok: 'true', seq: 1 },
      { ok: true },
      { ok: true, seq: -1 },
      { ok: false, code: '' },
    ])
      expect(readAnswer(raw)).toBeNull();
    for (const raw of [null, {}, { code: 'constructor' }, { code: 7 }]) expect(readRefusal(raw)).toBeNull();
    expect(readRefusal({ code: 'busy' })).toBe('busy');
  });
});

describe('what cannot be read', () => {
  it('is kept as it came, with its size', () => {
    expect(keepReject({ type: 'x', 文: '字' }, 'e1', 'why')).toEqual({
      eventId: 'e1',
      reason: 'why',
      raw: '{"type":"x","文":"字"}',
      bytes: 24,
      times: 1,
    });
    expect(keepReject('not json', null, 'why').raw).toBe('not json');
    expect(keepReject(undefined, null, 'why').raw).toBe('undefined');
  });

  it('is cut to 64 KiB, and never in the middle of a character', () => {
    for (const char of ['a', '字', '😀']) {
      for (let shift = 0; shift < 4; shift += 1) {
        const { raw, bytes } = keepReject('b'.repeat(shift) + char.repeat(100_000), null, 'why');
        expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(64 * 1024);
        expect(Buffer.byteLength(raw)).toBeGreaterThan(64 * 1024 - 4);
        expect(raw).not.toContain('\ufffd');
        expect(bytes).toBe(shift + Buffer.byteLength(char) * 100_000);
      }
    }
  });

  it('names binary by its size instead of spelling it out', () => {
    expect(
      keepReject({ text: Buffer.alloc(70_000), more: [new Uint8Array(3), new ArrayBuffer(5)] }, null, 'why').raw,
    ).toBe('{"text":"<binary, 70000 bytes>","more":["<binary, 3 bytes>","<binary, 5 bytes>"]}');
    expect(keepReject(Buffer.alloc(9), null, 'why').raw).toBe('"<binary, 9 bytes>"');
  });

  it('though it cannot be printed is still kept, and says why', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    let deep: unknown = 'x';
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    for (const raw of [loop, deep, { big: 1n }]) expect(keepReject(raw, null, 'why').raw).toMatch(/^<not printable: /);
  });
});

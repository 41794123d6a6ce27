// The room's memory over restarts: journal, torn lines, damage, retention.

import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEEP_MS, type RoomBatch } from '../../src-main/contract/room-protocol.ts';
import { instant } from '../../src-main/core/units.ts';
import { DamagedJournal } from '../../src-main/room-server/room-journal.ts';
import { type AnsweredCommand, openRoomLog, type RoomLog } from '../../src-main/room-server/room-log.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kongtai-room-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const file = () => join(directory, 'room.jsonl');
const open = (clock: () => number = () => 1000): RoomLog => openRoomLog({ journalDir: directory, clock });

const readAll = (log: RoomLog): { seq: number; text: string }[] => {
  const events: { seq: number; text: string }[] = [];
  for (let batch: RoomBatch | null = log.read(1); batch !== null; batch = log.read(batch.to + 1))
    events.push(...(batch.events as typeof events));
  return events;
};

const answered = (id: string): AnsweredCommand => ({
  command: {
    id: id as AnsweredCommand['command']['id'],
    kind: 'notice.post',
    at: instant(1),
    expiresAt: instant(9),
    body: { text: '一' },
  },
  answer: { ok: true, seq: 2 },
  at: instant(5),
});

const fill = () => {
  const log = open();
  log.publish({ type: 'stream.started' }, 500);
  log.publish({ type: 'chat', text: '一' }, 501);
  log.remember(answered('c-1'));
  log.publish({ type: 'chat', text: '二' }, 502);
  return log;
};

describe('a journal', () => {
  it('gives a restarted room its seq, events, answers and start back', () => {
    const before = fill();
    const events = readAll(before);
    before.close();
    const after = open();
    expect(readAll(after)).toEqual(events);
    expect(after.recall('c-1')).toEqual(answered('c-1'));
    expect(after.startedAt()).toBe(500);
    expect(after.publish({ type: 'chat', text: '三' }, 503)).toBe(4);
    after.close();
  });

  it('keeps what was flushed when the process dies without closing', () => {
    const dying = fill();
    dying.flush();
    const after = open();
    expect(after.newest()).toBe(3);
    after.close();
    dying.close();
  });

  it('torn at any byte gives a clean beginning of what was said, and goes on from there', () => {
    fill().close();
    const whole = readFileSync(file());
    // The head line is written in one rename and cannot be torn.
    const headEnd = whole.indexOf('\n') + 1;
    fc.assert(
      fc.property(fc.integer({ min: headEnd, max: whole.length }), (length) => {
        writeFileSync(file(), whole);
        truncateSync(file(), length);
        const log = open();
        const seqs = readAll(log).map((event) => event.seq);
        expect(seqs).toEqual([1, 2, 3].slice(0, seqs.length));
        const next = log.publish({ type: 'chat', text: '后' }, 600);
        expect(next).toBe(seqs.length + 1);
        log.close();
        const again = open();
        expect(again.newest()).toBe(next);
        again.close();
      }),
      { numRuns: 40 },
    );
  });

  it('with zeros at its end, as a power cut leaves them, is read up to them', () => {
    fill().close();
    appendFileSync(file(), Buffer.alloc(300));
    const log = open();
    expect(log.newest()).toBe(3);
    log.close();
  });

  it('that is damaged in the middle is refused with its place, and left as it is', () => {
    fill().close();
    const lines = readFileSync(file(), 'utf8').split('\n');
    lines[1] = 'garbage';
    writeFileSync(file(), lines.join('\n'));
    expect(open).toThrow(DamagedJournal);
    expect(open).toThrow('line 2');
    expect(readFileSync(file(), 'utf8').split('\n')[1]).toBe('garbage');
  });

  it.each(['5', 'null', '[]', '{"k":"event","seq":"2"}', '{"k":"tail"}', '{"__proto__":{"k":"head","newest":9}}'])(
    'that holds %s, which no room wrote, is refused too, where it would have made numbers of nothing',
    (line) => {
      fill().close();
      writeFileSync(file(), `${readFileSync(file(), 'utf8')}${line}\n`);
      expect(open).toThrow(DamagedJournal);
    },
  );

  it('does not grow for ever: what no console may ask for any more leaves it at the next start', () => {
    let now = 1000;
    const log = open(() => now);
    for (let index = 0; index < 500; index += 1) log.publish({ type: 'chat', text: '来了' }, now);
    log.close();
    const grown = statSync(file()).size;
    now += KEEP_MS + 1;
    const after = open(() => now);
    expect([after.oldest(), after.newest()]).toEqual([501, 500]);
    after.close();
    expect(statSync(file()).size).toBeLessThan(grown / 50);
    const third = open(() => now);
    expect(third.publish({ type: 'chat', text: '新' }, now)).toBe(501);
    third.close();
    expect(existsSync(`${file()}.new`)).toBe(false);
  });

  it('keeps own fields named like the prototype over a restart', () => {
    const log = open();
    log.publish(JSON.parse('{"type":"chat","__proto__":{"a":1}}') as object, 1);
    log.close();
    const after = open();
    expect(Object.hasOwn(after.read(1)?.events[0] as object, '__proto__')).toBe(true);
    after.close();
  });
});

describe('ids', () => {
  it('differ between two runs of a room without memory, so that nothing new is taken for old', () => {
    const [first, second] = [1000, 2000].map((now) => {
      const log = openRoomLog({ journalDir: null, clock: () => now });
      log.publish({ type: 'chat', text: '一' }, now);
      return log.read(1)?.events.map((event) => (event as { id: string }).id)[0];
    });
    expect(first).not.toBe(second);
  });

  it('of the platform are used as they are', () => {
    const log = openRoomLog({ journalDir: null, clock: () => 1 });
    log.publish({ type: 'chat', text: '一' }, 1, '7301');
    expect(log.read(1)?.events[0]).toMatchObject({ id: '7301', seq: 1 });
  });
});

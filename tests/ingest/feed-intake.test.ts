// What a feed says faster than the store takes it: held, counted, handed over once.

import { describe, expect, it } from 'vitest';
import { instant } from '../../src-main/core/units.ts';
import { createFeedIntake } from '../../src-main/ingest/feed-intake.ts';
import { reject } from '../../src-main/ingest/feed-reading.ts';
import { countRejects } from '../../src-main/ingest/reject.ts';
import { createMemorySink, type MemorySink } from './support/memory-sink.ts';

const open = (sink: MemorySink) =>
  createFeedIntake({
    sink,
    clock: () => instant(Date.now()),
    // Space is made as soon as it is missed.
    onFailed: () => {
      sink.isFull = false;
    },
    onRecovered: () => undefined,
  });

describe('a flood of what cannot be read', () => {
  it('is counted as the samples that were kept of it, or under another reason', async () => {
    const sink = createMemorySink();
    const intake = open(sink);
    for (let line = 0; line < 3000; line += 1) {
      const isNamed = line % 3 === 0;
      const reason = isNamed ? `user ${line}: no name` : `type ${line}: not known`;
      intake.put(reject({ line }, `e${line}`, reason));
    }
    await intake.close();
    expect(countRejects(sink.rejects)).toBe(3000);
    const named = sink.rejects.filter(({ reason }) => reason.startsWith('user'));
    expect(countRejects(named)).toBe(1000);
    expect(sink.rejects.length).toBeLessThan(300);
    // One that stands for many has no id: a later message of that id is another one.
    expect(sink.rejects.filter(({ times, eventId }) => times > 1 && eventId !== null)).toEqual([]);
  });

  it('of ever other reasons fills the memory, or is not counted to its end', async () => {
    const sink = createMemorySink();
    const intake = open(sink);
    const word = (number: number): string =>
      number.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
    for (let line = 0; line < 2000; line += 1) intake.put(reject({ line }, null, `${word(line)}: not known`));
    await intake.close();
    expect(countRejects(sink.rejects)).toBe(2000);
    expect(sink.rejects.length).toBeLessThan(300);
  });

  it('is counted less, or twice, where the store was full for a while', async () => {
    const sink = createMemorySink();
    const intake = open(sink);
    sink.isFull = true;
    for (let line = 0; line < 1000; line += 1) intake.put(reject({ line }, null, 'type: not known'));
    await expect.poll(() => countRejects(sink.rejects), { timeout: 5000 }).toBe(1000);
    await intake.close();
    expect(countRejects(sink.rejects)).toBe(1000);
  });
});

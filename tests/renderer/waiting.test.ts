// Waiting time as words: it must grow in urgency, never fall back, and stay short.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { behindOf, paceOf } from '../../src-renderer/features/host/pacing.ts';
import { talkSizeOf } from '../../src-renderer/features/host/talk-size.ts';
import { waitSpanOf, waitToneOf } from '../../src-renderer/features/questions/waiting.ts';

const URGENCY = ['fresh', 'waiting', 'long', 'overdue'];

test('a question never becomes less urgent by waiting longer', () => {
  fc.assert(
    fc.property(fc.nat(600_000), fc.nat(600_000), (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      expect(URGENCY.indexOf(waitToneOf(less))).toBeLessThanOrEqual(URGENCY.indexOf(waitToneOf(more)));
    }),
  );
});

test('each tone begins at its own second', () => {
  expect([0, 19_999, 20_000, 44_999, 45_000, 119_999, 120_000].map(waitToneOf)).toEqual([
    'fresh',
    'fresh',
    'waiting',
    'waiting',
    'long',
    'long',
    'overdue',
  ]);
});

test('a span is seconds, then minutes, then hours, and never negative when clocks disagree', () => {
  expect([-500, 99_999, 100_000, 5_999_999, 6_000_000].map(waitSpanOf)).toEqual([
    { unit: 'seconds', count: 0 },
    { unit: 'seconds', count: 99 },
    { unit: 'minutes', count: 1 },
    { unit: 'minutes', count: 99 },
    { unit: 'hours', count: 1 },
  ]);
});

test('the pace bar is full, not overflowing, past the plan, and has no share without a plan', () => {
  expect(paceOf(400_000, 300_000)).toEqual({ share: 1, tone: 'over' });
  expect(paceOf(260_000, 300_000)?.tone).toBe('near');
  expect(paceOf(300_000, 300_000)?.tone).toBe('near');
  expect(paceOf(10_000, 0)).toBeNull();
});

test('half a minute off is on time; late and early are told apart', () => {
  expect([20_000, 180_000, -61_000].map(behindOf)).toEqual([
    { kind: 'on_time' },
    { kind: 'late', minutes: 3 },
    { kind: 'early', minutes: 1 },
  ]);
});

test('more words are set smaller, never larger, and Latin letters take half the room of Chinese ones', () => {
  const sizes = [4, 6, 9, 10].map((lines) => talkSizeOf(Array.from({ length: lines }, () => '一句卖点')));
  expect(sizes).toEqual(['huge', 'large', 'middle', 'small']);
  expect(talkSizeOf(['汉'.repeat(100)])).toBe('large');
  expect(talkSizeOf(['a'.repeat(100)])).toBe('huge');
});

// Which rows the feed shows, and how many have come since it stood still.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedRow } from '../../src-main/contract/topics.ts';
import { instant } from '../../src-main/core/units.ts';
import {
  countNewer,
  FEED_FILTERS,
  matchesFilter,
  rowsThatFit,
  tailOf,
} from '../../src-renderer/features/feed/feed-window.ts';

const base = (key: string) => ({ key, at: instant(0), viewer: null });
const chat = (key: string, asks = false): FeedRow => ({
  ...base(key),
  kind: 'chat',
  text: '',
  isQuestion: asks,
  isClaim: false,
});
const like = (key: string): FeedRow => ({ ...base(key), kind: 'like', count: 1 });

const rowArb = fc
  .array(fc.constantFrom<'chat' | 'ask' | 'like' | 'enter'>('chat', 'ask', 'like', 'enter'), { maxLength: 300 })
  .map((kinds) =>
    kinds.map((kind, i): FeedRow => {
      const key = String(i);
      if (kind === 'like') return like(key);
      return kind === 'enter' ? { ...base(key), kind: 'enter' } : chat(key, kind === 'ask');
    }),
  );

describe('tailOf', () => {
  test('is the end of the filtered feed for every filter and size', () => {
    fc.assert(
      fc.property(rowArb, fc.constantFrom(...FEED_FILTERS), fc.nat(40), (rows, filter, most) => {
        const all = rows.filter((row) => matchesFilter(row, filter));
        expect(tailOf(rows, filter, most)).toEqual(most === 0 ? [] : all.slice(-most));
      }),
    );
  });

  test('shows nothing, not everything, while the list has no height yet', () => {
    expect(tailOf([chat('1'), chat('2')], 'all', 0)).toEqual([]);
  });
});

describe('countNewer', () => {
  test('counts only what matches the filter since the frozen row', () => {
    const rows = [chat('1'), chat('2'), like('3'), chat('4'), chat('5')];
    expect(countNewer(rows, 'chat', '2')).toEqual({ count: 2, isAtLeast: false });
    expect(countNewer(rows, 'all', '5')).toEqual({ count: 0, isAtLeast: false });
  });

  test('says «at least» once the frozen row has fallen out of the ring', () => {
    expect(countNewer([chat('8'), chat('9')], 'all', '2')).toEqual({ count: 2, isAtLeast: true });
  });

  test('a feed frozen while empty counts everything, exactly', () => {
    expect(countNewer([chat('8'), chat('9')], 'all', null)).toEqual({ count: 2, isAtLeast: false });
  });
});

test('the ask filter keeps questions and claims and drops plain chat', () => {
  const claim: FeedRow = { ...base('c'), kind: 'chat', text: '+1', isQuestion: false, isClaim: true };
  expect([chat('a'), chat('b', true), claim, like('d')].filter((row) => matchesFilter(row, 'ask'))).toEqual([
    chat('b', true),
    claim,
  ]);
});

test('a platform warning is seen through every filter', () => {
  const warning: FeedRow = { ...base('w'), kind: 'notice', level: 'warning', text: '' };
  expect(FEED_FILTERS.every((filter) => matchesFilter(warning, filter))).toBe(true);
});

test('a row cut in half is no row, and a hidden list has none', () => {
  expect([rowsThatFit(100, 24), rowsThatFit(0, 24), rowsThatFit(-3, 24)]).toEqual([4, 0, 0]);
});

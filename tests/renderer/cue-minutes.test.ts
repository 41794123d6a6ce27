// What is typed into the run sheet: minutes, the planned start, and when a cue is due.

import { describe, expect, test } from 'vitest';
import { duration, instant } from '../../src-main/core/units.ts';
import {
  readLocalMoment,
  readMinutes,
  toLocalMoment,
  toMinutesText,
} from '../../src-renderer/features/run-sheet/cue-minutes.ts';
import { dueText } from '../../src-renderer/features/run-sheet/due-text.ts';

test.each([
  ['6', 360_000],
  ['6.5', 390_000],
  ['６，5', 390_000],
  [' 0 ', 0],
  ['1440', 86_400_000],
  ['1441', null],
  ['', null],
  ['-3', null],
  ['1e3', null],
  ['6.55', null],
  ['六', null],
])('%j is read as other minutes', (text, ms) => {
  expect(readMinutes(text)).toBe(ms);
});

test('minutes that are shown are read as others', () => {
  for (let tenths = 0; tenths < 300; tenths += 1) {
    const ms = tenths * 6000;
    expect(readMinutes(toMinutesText(ms))).toBe(ms);
  }
});

test('a start that is shown is read as another, or an empty field as one', () => {
  const at = Date.UTC(2026, 10, 25, 12, 34);
  expect(readLocalMoment(toLocalMoment(at))).toBe(at);
  expect([readLocalMoment(''), readLocalMoment('never'), readLocalMoment('1950-01-01T00:00')]).toEqual([
    null,
    null,
    null,
  ]);
});

describe('when a cue is due', () => {
  const cue = { offsetMs: duration(4_350_000), isSkipped: false };
  test('a clock time is made up where no start is known, or a skipped cue has one', () => {
    const due = dueText({ startedAt: null, startsAt: null }, 'zh-CN');
    expect([due(cue), due({ ...cue, isSkipped: true })]).toEqual(['+1:12', '']);
  });
  test('the planned start is kept to after the show has begun late', () => {
    const planned = instant(new Date(2026, 10, 25, 20, 0).getTime());
    const began = instant(planned + 7 * 60_000);
    expect(dueText({ startedAt: null, startsAt: planned }, 'zh-CN')(cue)).toBe('21:12');
    expect(dueText({ startedAt: began, startsAt: planned }, 'zh-CN')(cue)).toBe('21:19');
  });
});

// Times of order files: every way that a platform writes them, and what is none.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessDateOrder, isZone, readTime, type TimeStyle, wallToInstant } from '../../src-main/core/order-time.ts';

const CHINA: TimeStyle = { zone: 'Asia/Shanghai', dateOrder: 'dmy' };

const iso = (text: string, style: TimeStyle): string => {
  const reading = readTime(text, style);
  return reading.kind === 'time' ? new Date(reading.at).toISOString() : reading.kind;
};

describe('readTime', () => {
  it.each<[string, Partial<TimeStyle>, string]>([
    ['2026-09-22 00:54:10', {}, '2026-09-21T16:54:10.000Z'],
    ['2026/9/2 8:05', {}, '2026-09-02T00:05:00.000Z'],
    ['2026年9月2日 08:05:06', {}, '2026-09-02T00:05:06.000Z'],
    ['\t2026-09-22', {}, '2026-09-21T16:00:00.000Z'],
    ['2025-05-11 09:55:16 -0400', {}, '2025-05-11T13:55:16.000Z'],
    ['2025-05-11T09:55:16.25Z', {}, '2025-05-11T09:55:16.250Z'],
    ['2025-05-11 09:55:16 UTC', {}, '2025-05-11T09:55:16.000Z'],
    ['03/01/2026 10:00:00 AM', { zone: 'America/Los_Angeles', dateOrder: 'mdy' }, '2026-03-01T18:00:00.000Z'],
    ['07/01/2026 12:00:00 AM', { zone: 'America/Los_Angeles', dateOrder: 'mdy' }, '2026-07-01T07:00:00.000Z'],
    ['10/05/2026 22:05:43', { zone: 'Asia/Jakarta' }, '2026-05-10T15:05:43.000Z'],
    ['1758474850', {}, '2025-09-21T17:14:10.000Z'],
    ['1758474850123', {}, '2025-09-21T17:14:10.123Z'],
    ['46287.5', { zone: 'UTC' }, '2026-09-22T12:00:00.000Z'],
    ['', {}, 'absent'],
    ['0000-00-00 00:00:00', {}, 'absent'],
    ['2026-02-30 10:00:00', {}, 'refused'],
    ['2026-13-01', {}, 'refused'],
    ['2026-01-01 25:00', {}, 'refused'],
    ['13:00 PM', {}, 'refused'],
    ['昨天', {}, 'refused'],
    ['31/31/2026', {}, 'refused'],
  ])('%s is read as another moment', (text, style, expected) => {
    expect(iso(text, { ...CHINA, ...style })).toBe(expected);
  });

  it('a wall clock read back is another one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) }).map((ms) => ms - (ms % 1000)),
        fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'UTC'),
        (wall, zone) => {
          const at = wallToInstant(wall, zone);
          const shown = new Intl.DateTimeFormat('sv', {
            timeZone: zone,
            dateStyle: 'short',
            timeStyle: 'medium',
          }).format(at);
          const wanted = new Date(wall).toISOString().slice(0, 19).replace('T', ' ');
          // A wall time that a change of clocks skips is an hour or half an hour late.
          const skipped = Math.abs(Date.parse(`${shown.replace(' ', 'T')}Z`) - wall);
          return shown === wanted || skipped === 3_600_000 || skipped === 1_800_000;
        },
      ),
    );
  });

  it('hostile text throws', () => {
    fc.assert(fc.property(fc.string(), (text) => readTime(text, CHINA).kind !== undefined));
  });
});

describe('guessDateOrder', () => {
  it.each([
    [['10/05/2026 22:05:43', '13/05/2026 22:07:00'], 'dmy'],
    [['03/01/2026 10:00:00 AM'], 'mdy'],
    [['03/28/2026 10:00'], 'mdy'],
    [['03/04/2026 10:00'], null],
    [['13/04/2026', '04/13/2026'], null],
    [['2026-04-13 10:00'], null],
  ])('%j is read in the other order', (texts, expected) => {
    expect(guessDateOrder(texts)).toBe(expected);
  });
});

it('a zone that nobody knows is taken', () => {
  expect([isZone('Asia/Shanghai'), isZone('Mars/Base'), isZone('')]).toEqual([true, false, false]);
});

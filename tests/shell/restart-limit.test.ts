// The back-off of what fell over: never a hot loop, never given up too early, never tried for ever.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delayBeforeRestart, type RestartLimit } from '../../src-main/shell/restart-limit.ts';

const limit: RestartLimit = { delaysMs: [300, 1_000, 3_000], most: 5, withinMs: 60_000 };

describe('restart limit', () => {
  it.each([
    ['the first fall waits longer than it must', [0], 300],
    ['the second fall is answered as hastily as the first', [0, 100], 1_000],
    ['the wait grows past its last step', [0, 1, 2, 3], 3_000],
    ['the fifth fall in a minute is already too many', [0, 1, 2, 3, 4], 3_000],
    ['the sixth fall in a minute is tried again', [0, 1, 2, 3, 4, 5], null],
    ['falls of an hour ago are held against it', [0, 1, 2, 3, 4, 3_600_000], 300],
    ['a fall exactly as old as the window still counts', [0, 60_000], 300],
  ] as const)('%s', (_bug, falls, expected) => {
    expect(delayBeforeRestart(limit, falls)).toBe(expected);
  });

  it('something that falls at once after every start is restarted more than `most` times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 20, maxLength: 40 }), (lifetimes) => {
        const falls: number[] = [];
        let now = 0;
        for (const lifetime of lifetimes) {
          now += lifetime;
          falls.push(now);
          const delay = delayBeforeRestart(limit, falls);
          if (delay === null) return falls.length === limit.most + 1;
          now += delay;
        }
        return false;
      }),
    );
  });

  it('something that falls once in a while is given up for good', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 15_000, max: 1e7 }), { maxLength: 60 }), (lifetimes) => {
        const falls: number[] = [];
        let now = 0;
        for (const lifetime of lifetimes) {
          now += lifetime;
          falls.push(now);
          if (delayBeforeRestart(limit, falls) === null) return false;
        }
        return true;
      }),
    );
  });
});

// What is remembered over a show of hours: bounded, the newest kept, and forgetting must not cost more the more there is.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgetOldest } from '../../src-main/core/bounded-memory.ts';
import { keepNewest } from '../../src-main/core/newest.ts';

const keeps = fc.integer({ min: 1, max: 60 });
const keys = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 400 });

describe('a bounded memory', () => {
  it('would grow without end, or forget one of the newest', () => {
    fc.assert(
      fc.property(keeps, keys, (keep, given) => {
        const memory = new Set<number>();
        for (const key of given) {
          memory.delete(key);
          memory.add(key);
          forgetOldest(memory, keep);
          expect(memory.size).toBeLessThanOrEqual(keep * 1.25);
        }
        const newest = [...new Set([...given].reverse())].slice(0, keep);
        for (const key of newest) expect(memory).toContain(key);
      }),
    );
  });

  it('would be walked through from its beginning for every key that is put into it', () => {
    const memory = new Map<number, true>();
    let walks = 0;
    const counted = {
      get size() {
        return memory.size;
      },
      keys: () => {
        walks += 1;
        return memory.keys();
      },
      delete: (key: number) => memory.delete(key),
    };
    for (let key = 0; key < 10_000; key += 1) {
      memory.set(key, true);
      forgetOldest(counted, 1000);
    }
    expect(walks).toBeLessThan(40);
  });
});

describe('the newest of a list', () => {
  it('would lack one of them, stand in another order, or never let go of the older ones', () => {
    fc.assert(
      fc.property(keeps, keys, (keep, given) => {
        const newest: number[] = [];
        for (const item of given) keepNewest(newest, item, keep);
        expect(newest.slice(-keep)).toEqual(given.slice(-keep));
        expect(newest.length).toBeLessThanOrEqual(2 * keep);
      }),
    );
  });
});

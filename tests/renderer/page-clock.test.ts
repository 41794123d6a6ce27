// Countdowns on a page whose last tick is up to a second old and whose reading of the engine's clock is a little late.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeLeft } from '../../src-renderer/state/page-clock.ts';
import { formatSpan } from '../../src-renderer/ui/time.ts';

const HELD_MS = 600_000;

test('a claim that has just been kept for ten minutes reads 10:01', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: -200, max: 900 }), (tickAge, late) => {
      const keptAt = 1_000_000;
      const seenAt = keptAt + late;
      const text = formatSpan(timeLeft(keptAt + HELD_MS, seenAt - tickAge, seenAt), 'up');
      expect(['10:00', '09:59']).toContain(text);
    }),
  );
});

test('a countdown that goes on stands behind its clock for longer than a tick', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: HELD_MS }), (past) => {
      const until = 1_000_000 + HELD_MS;
      expect(timeLeft(until, 1_000_250 + past, 1_000_000)).toBe(HELD_MS - 250 - past);
    }),
  );
});

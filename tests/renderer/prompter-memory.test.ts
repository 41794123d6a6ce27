// How the prompter is set up on a display: what was kept comes back, and nothing else can break it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_LOOK, LOOK_LIMITS } from '../../src-renderer/features/prompter/prompter-look.ts';
import {
  DEFAULT_MEMORY,
  MOST_COUNTDOWN_SECONDS,
  readMemory,
} from '../../src-renderer/features/prompter/prompter-memory.ts';

test('what was set is forgotten', () => {
  const kept = {
    look: { ...DEFAULT_LOOK, fontPixels: 80, colour: 'green_on_black' as const, isMirrored: true },
    start: { mode: 'words' as const, speed: 1.35, charactersPerMinute: 280 },
    countdownSeconds: 3,
    shortcuts: 'clicker' as const,
  };
  expect(readMemory(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

test.each([null, undefined, 7, 'x', [], {}, { look: null, start: 3 }])('%j keeps the prompter from opening', (kept) => {
  expect(readMemory(kept)).toEqual(DEFAULT_MEMORY);
});

test('a letter size or a countdown out of range leaves an unreadable screen', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (fontPixels, speed, countdownSeconds) => {
      const {
        look,
        start,
        countdownSeconds: seconds,
      } = readMemory({ look: { fontPixels }, start: { speed }, countdownSeconds });
      expect(look.fontPixels).toBeGreaterThanOrEqual(LOOK_LIMITS.fontPixels.least);
      expect(look.fontPixels).toBeLessThanOrEqual(LOOK_LIMITS.fontPixels.most);
      expect(Number.isFinite(start.speed)).toBe(true);
      expect(seconds).toBeGreaterThanOrEqual(0);
      expect(seconds).toBeLessThanOrEqual(MOST_COUNTDOWN_SECONDS);
    }),
  );
});

// How long a check takes: a long script within one frame, a whole run sheet without a pause that is seen.

import { describe, expect, it } from 'vitest';
import { NO_CONTEXT } from '../../../src-main/core/compliance/finding.ts';
import { checkRunSheet } from '../../../src-main/core/compliance/sheet-report.ts';
import { INNOCENTS, OFFENCES } from './support/sentences.ts';
import { findingsOf, NOW, shippedBook } from './support/shipped-book.ts';

const spoken = [
  ...INNOCENTS.flatMap(({ texts }) => texts),
  ...OFFENCES.flatMap(({ rows }) => rows.map((row) => (typeof row === 'string' ? row : row[0]))),
].join('。');
const script = spoken.repeat(3).slice(0, 10_000);

/** The best of several, so that a busy machine does not count. */
const bestOf = (times: number, work: () => unknown): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
};

describe('a check', () => {
  it('of 10 000 characters full of findings takes less than one frame of 16 ms', () => {
    expect(findingsOf(script).length).toBeGreaterThan(100);
    const ms = bestOf(15, () => findingsOf(script, { category: '面膜' }));
    console.log(`compliance: 10 000 characters in ${ms.toFixed(2)} ms`);
    expect(ms).toBeLessThan(16);
  });

  it('of a run sheet of 100 products with 2 000 characters each takes less than a blink of 200 ms', () => {
    const items = Array.from({ length: 100 }, (_, index) => ({
      itemId: String(index),
      category: '面膜',
      texts: [{ field: 'script' as const, ref: '', text: script.slice((index * 70) % 8000).slice(0, 2000) }],
      context: NO_CONTEXT,
    }));
    const ms = bestOf(5, () => checkRunSheet(shippedBook, items, { exemptions: [], now: NOW }));
    console.log(`compliance: 100 products of 2 000 characters in ${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(200);
  });
});

// Moments as shops write them: the short way through whole seconds tells the same as the runtime's own reading of them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../src-main/ingest/shop/loose-field.ts';

const digits = (most: number, length = 2) =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(length, '0'));

describe('a moment', () => {
  it('of whole seconds without a zone is read in UTC as the runtime does, and what is none stays none', () => {
    const parts = fc.tuple(digits(9999, 4), digits(13), digits(32), digits(25), digits(60), digits(60));
    fc.assert(
      fc.property(parts, fc.constantFrom('T', ' '), ([year, month, day, hour, minute, second], between) => {
        const text = `${year}-${month}-${day}${between}${hour}:${minute}:${second}`;
        const read = Date.parse(`${text}Z`);
        expect(momentOf(text)).toBe(Number.isNaN(read) ? null : read);
      }),
      { numRuns: 5000 },
    );
  });

  it('with a zone or with parts of a second is not taken for one without', () => {
    expect(momentOf('2026-11-20T09:00:00-05:00')).toBe(Date.UTC(2026, 10, 20, 14));
    expect(momentOf('2026-11-20T14:00Z')).toBe(Date.UTC(2026, 10, 20, 14));
    expect(momentOf('2026-11-20T14:00:00.250')).toBe(Date.UTC(2026, 10, 20, 14) + 250);
    expect(momentOf('2026-11-20T14:00:0x')).toBeNull();
  });
});

// Evidence: a chain that shows every change, and what of a text is kept with a decision.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DECISIONS,
  type EvidenceEntry,
  type EvidenceRow,
  excerptAround,
  findBreak,
  keptSince,
  linkEvidence,
} from '../../../src-main/core/compliance/evidence.ts';
import { instant, type ProductId, type ShowId } from '../../../src-main/core/units.ts';

const ids = <Id extends string>() => fc.option(fc.string()) as fc.Arbitrary<Id | null>;

const entries = fc.array(
  fc.record<EvidenceEntry>({
    at: fc.nat().map(instant),
    decision: fc.constantFrom(...DECISIONS),
    operator: fc.constantFrom('owner', 'assistant'),
    showId: ids<ShowId>(),
    productId: ids<ProductId>(),
    subject: fc.string({ unit: 'binary' }),
    ruleId: fc.option(fc.string()),
    matched: fc.string({ unit: 'binary' }),
    text: fc.string({ unit: 'binary' }),
    reason: fc.string(),
    contentHash: fc.option(fc.string()),
    bookVersion: fc.string(),
  }),
  { minLength: 2, maxLength: 12 },
);

/** Tells contents apart as well as a real one does, and is its own inverse to read. */
const mark = (content: string): string => `#${content}`;

describe('the chain', () => {
  it('is whole as it was made, in one go or row by row', () => {
    fc.assert(
      fc.property(entries, (given) => {
        const rows = linkEvidence(given, null, mark);
        expect(findBreak(rows, null, mark)).toBeNull();
        const oneByOne: EvidenceRow[] = [];
        for (const entry of given) oneByOne.push(...linkEvidence([entry], oneByOne.at(-1) ?? null, mark));
        expect(oneByOne).toEqual(rows);
      }),
      { numRuns: 30 },
    );
  });

  it('is whole with its oldest rows forgotten', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (given, n) => {
        const rows = linkEvidence(given, null, mark);
        expect(findBreak(rows.slice(n % rows.length), null, mark)).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it('does not show where a row was changed, taken out, or put elsewhere', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (given, n) => {
        const rows = linkEvidence(given, null, mark);
        const at = n % rows.length;
        const seq = at + 1;
        const changed = rows.map((row, index) => (index === at ? { ...row, reason: `${row.reason}!` } : row));
        expect(findBreak(changed, null, mark)).toBe(seq);
        const swapped = [...rows.slice(1), ...rows.slice(0, 1)];
        expect(findBreak(swapped, null, mark)).not.toBeNull();
        if (at > 0 && at < rows.length - 1) expect(findBreak(rows.toSpliced(at, 1), null, mark)).toBe(seq + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('takes two entries for one whose words were moved from field to field', () => {
    const base: EvidenceEntry = {
      at: instant(1),
      decision: 'signed',
      operator: 'owner',
      showId: null,
      productId: null,
      subject: '',
      ruleId: null,
      matched: 'a","b',
      text: '',
      reason: '',
      contentHash: null,
      bookVersion: '',
    };
    const hashes = [base, { ...base, matched: 'a', text: 'b' }, { ...base, matched: '', text: 'a","b' }].map(
      (entry) => linkEvidence([entry], null, mark)[0]?.hash,
    );
    expect(new Set(hashes).size).toBe(3);
  });
});

describe('three years', () => {
  it.each([
    ['2027-03-01', '2024-03-01'],
    ['2026-11-24', '2023-11-24'],
    ['2028-03-01', '2025-03-01'],
  ])('on %s, what was decided on %s is forgotten a day early', (now, decided) => {
    expect(keptSince(instant(Date.parse(now)))).toBeLessThanOrEqual(Date.parse(decided));
  });
});

describe('an excerpt', () => {
  it('loses what was found, or the half of a character at its edge', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        (before, after) => {
          const cut = excerptAround(`${before}治疗${after}`, before.length, before.length + 2);
          expect(cut).toContain('治疗');
          expect(/\p{Cs}/u.test(cut)).toBe(false);
          expect(cut.length).toBeLessThanOrEqual(2 * 61 + 2 + 2);
        },
      ),
    );
  });
});

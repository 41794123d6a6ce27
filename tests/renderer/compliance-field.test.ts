// What is marked in a text while it is typed: every finding in its place, none in another, whatever was changed around it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src-main/contract/compliance-documents.ts';
import { carryFindings } from '../../src-renderer/features/compliance/carry-findings.ts';
import { dayOf, endOfDay, startOfDay } from '../../src-renderer/features/compliance/day.ts';
import { groupFindings } from '../../src-renderer/features/compliance/group-findings.ts';
import { markText, shortenStretches } from '../../src-renderer/features/compliance/mark-text.ts';

const said = { zh: '', en: '' };
const findingAt = (text: string, start: number, end: number, severity: Finding['severity'] = 'warn'): Finding => ({
  ruleId: 'A1',
  listId: null,
  start,
  end,
  matched: text.slice(start, end),
  severity,
  title: said,
  law: said,
  article: null,
  fine: null,
  suggestion: said,
  exempted: null,
});

const textWithFindings = fc.string({ maxLength: 40 }).chain((text) =>
  fc.record({
    text: fc.constant(text),
    findings: fc.array(
      fc
        .tuple(fc.nat(text.length), fc.nat(text.length), fc.constantFrom('warn' as const, 'block' as const))
        .map(([a, b, severity]) => findingAt(text, Math.min(a, b), Math.max(a, b), severity)),
      { maxLength: 6 },
    ),
  }),
);

describe('marks', () => {
  it('lose or double a part of the text, or leave a found one unmarked', () => {
    fc.assert(
      fc.property(textWithFindings, ({ text, findings }) => {
        const stretches = markText(
          text,
          findings.map((finding) => ({ ...finding, isSettled: false })),
        );
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
        for (const { text: part, start, mark } of stretches) {
          for (let at = start; at < start + part.length; at += 1) {
            const over = findings.filter((finding) => finding.start <= at && at < finding.end);
            const worst = over.some(({ severity }) => severity === 'block') ? 'block' : over.length > 0 ? 'warn' : null;
            expect(mark).toBe(worst);
          }
        }
      }),
    );
  });

  it('show what may stand as if it did not, or hide what counts under it', () => {
    const settled = { ...findingAt('治疗湿疹', 0, 4, 'block'), isSettled: true };
    const open = { ...findingAt('治疗湿疹', 2, 4), isSettled: false };
    expect(markText('治疗湿疹', [settled, open]).map(({ text, mark }) => [text, mark])).toEqual([
      ['治疗', 'exempted'],
      ['湿疹', 'warn'],
    ]);
  });

  it('are set for a place that the text does not have', () => {
    const outside = { ...findingAt('', 0, 0), start: 2, end: 9, isSettled: false };
    expect(markText('abc', [outside])).toEqual([{ text: 'abc', mark: null, start: 0 }]);
    expect(markText('', [outside])).toEqual([]);
  });
});

describe('a long text', () => {
  it('hides what was found in it, or what stands beside it', () => {
    const filler = '😀这款面膜'.repeat(200);
    const text = `${filler}治疗${filler}湿疹${filler}`;
    const findings = [filler.length, 2 * filler.length + 2].map((at) => ({
      ...findingAt(text, at, at + 2),
      isSettled: false,
    }));
    const shown = shortenStretches(markText(text, findings));
    expect(shown.filter(({ mark }) => mark !== null).map((stretch) => stretch.text)).toEqual(['治疗', '湿疹']);
    const whole = shown.map((stretch) => stretch.text).join('');
    expect(whole).toMatch(/^….*这款面膜治疗😀这款面膜.*….*这款面膜湿疹😀这款面膜.*…$/u);
    expect(whole.length).toBeLessThan(300);
    expect(/\p{Cs}/u.test(whole)).toBe(false);
    expect(shortenStretches(markText('短的一句', []))).toEqual(markText('短的一句', []));
    expect(shortenStretches(markText(filler, []))[0]?.text).toMatch(/^😀这款面膜.*…$/u);
  });
});

describe('findings while a text is typed on', () => {
  it('point at other words than they were found in', () => {
    fc.assert(
      fc.property(
        textWithFindings,
        fc.nat(),
        fc.nat(5),
        fc.string({ maxLength: 5 }),
        ({ text, findings }, n, cut, typed) => {
          const at = n % (text.length + 1);
          const after = text.slice(0, at) + typed + text.slice(at + cut);
          for (const finding of carryFindings(findings, text, after)) {
            expect(after.slice(finding.start, finding.end)).toBe(finding.matched);
          }
        },
      ),
    );
  });

  it('vanish although nothing near them was touched', () => {
    const before = '能治疗，最好';
    const findings = [findingAt(before, 1, 3), findingAt(before, 4, 6)];
    const kept = carryFindings(findings, before, '能治疗很多，最好');
    expect(kept.map(({ start, end }) => [start, end])).toEqual([
      [1, 3],
      [6, 8],
    ]);
    expect(carryFindings(findings, before, '能治，最好').map(({ matched }) => matched)).toEqual(['最好']);
  });
});

describe('groups', () => {
  it('lose a finding, or put an exempted one among those that count', () => {
    const text = '最好最好最好';
    const exempted = { ruleId: 'A1', words: null, productId: null, reason: 'r', approver: 'owner', expiresAt: null };
    const findings = [findingAt(text, 0, 2), { ...findingAt(text, 2, 4), exempted }, findingAt(text, 4, 6)];
    expect(groupFindings(findings).map((group) => group.map(({ start }) => start))).toEqual([[0, 4], [2]]);
  });
});

describe('days', () => {
  it.each(['2026-11-24', '2026-12-31', '2028-02-29', '2026-03-29'])('%s begins or ends on another day', (day) => {
    const start = startOfDay(day);
    const end = endOfDay(day);
    expect([dayOf(start ?? 0), dayOf((end ?? 0) - 1), dayOf(end ?? 0, -1)]).toEqual([day, day, day]);
  });

  it.each(['', 'yesterday', '2026-1-1', '0001-01-01'])('%j is taken for a day', (text) => {
    expect([startOfDay(text), endOfDay(text)]).toEqual([null, null]);
  });
});

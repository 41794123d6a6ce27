// The rules against sentences as they are spoken: each with its law, and precision and recall over all of them.

import { afterAll, describe, expect, it } from 'vitest';
import { INNOCENTS, OFFENCES } from './support/sentences.ts';
import { findingsOf } from './support/shipped-book.ts';
import { UNSEEN } from './support/unseen-sentences.ts';

const offences = OFFENCES.flatMap(({ rows, ...group }) =>
  rows.map((row) => {
    const [text, ...also] = typeof row === 'string' ? [row] : row;
    return { ...group, text: text ?? '', rules: [group.ruleId, ...also] };
  }),
);
const innocents = INNOCENTS.flatMap(({ texts, ...group }) => texts.map((text) => ({ ...group, text })));
const circumstancesOf = ({ category = '' }: { readonly category?: string }) => ({ category });

interface Tally {
  hits: number;
  misses: number;
  falseAlarms: number;
}
const precision = ({ hits, falseAlarms }: Tally): number => hits / (hits + falseAlarms);
const recall = ({ hits, misses }: Tally): number => hits / (hits + misses);
const lineOf = (name: string, tally: Tally): string =>
  `compliance, ${name}: precision ${precision(tally).toFixed(3)}, recall ${recall(tally).toFixed(3)} ` +
  `(${tally.hits} found, ${tally.misses} missed, ${tally.falseAlarms} false alarms)`;

const tableTally = (): Tally => {
  const tally = { hits: 0, misses: 0, falseAlarms: 0 };
  for (const offence of offences) {
    const found = new Set(findingsOf(offence.text, circumstancesOf(offence)).map(({ ruleId }) => ruleId));
    for (const rule of offence.rules) tally[found.has(rule) ? 'hits' : 'misses'] += 1;
    for (const rule of found) if (!offence.rules.includes(rule)) tally.falseAlarms += 1;
  }
  for (const innocent of innocents) tally.falseAlarms += findingsOf(innocent.text, circumstancesOf(innocent)).length;
  return tally;
};

const unseenTally = (): Tally => {
  const tally = { hits: 0, misses: 0, falseAlarms: 0 };
  for (const { text, ruleId, category } of UNSEEN) {
    const found = findingsOf(text, { category });
    if (ruleId === null) tally.falseAlarms += found.length;
    else tally[found.some((finding) => finding.ruleId === ruleId) ? 'hits' : 'misses'] += 1;
  }
  return tally;
};

describe('a sentence that breaks a rule', () => {
  it('stands in the table at least 150 times, each but once', () => {
    expect(offences.length).toBeGreaterThanOrEqual(150);
    expect(new Set(offences.map(({ text }) => text)).size).toBe(offences.length);
  });

  it.each(offences)('is found under its own law: $ruleId $text', (offence) => {
    const found = findingsOf(offence.text, circumstancesOf(offence));
    expect(found.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(offence.rules));
    const laws = found.filter(({ ruleId }) => ruleId === offence.ruleId).map(({ law, article }) => [law.zh, article]);
    expect(laws).toContainEqual([offence.law, offence.article]);
  });
});

describe('a sentence that breaks none', () => {
  it('stands in the table at least 150 times, each but once', () => {
    expect(innocents.length).toBeGreaterThanOrEqual(150);
    expect(new Set(innocents.map(({ text }) => text)).size).toBe(innocents.length);
  });

  it.each(innocents)('is left in peace ($why): $text', (innocent) => {
    const found = findingsOf(innocent.text, circumstancesOf(innocent));
    expect(found.map(({ ruleId, listId, matched }) => ({ ruleId, listId, matched }))).toEqual([]);
  });
});

describe('over all sentences', () => {
  const lines: string[] = [];
  afterAll(() => {
    console.log(lines.join('\n'));
  });

  it('precision and recall on the table stay above 0.98, whatever is added to a list', () => {
    const tally = tableTally();
    lines.push(lineOf('table', tally));
    expect(precision(tally)).toBeGreaterThanOrEqual(0.98);
    expect(recall(tally)).toBeGreaterThanOrEqual(0.98);
  });

  it('the lists are worth something on speech that they were not made from', () => {
    const tally = unseenTally();
    lines.push(lineOf('unseen', tally));
    expect(precision(tally)).toBeGreaterThanOrEqual(0.95);
    expect(recall(tally)).toBeGreaterThanOrEqual(0.75);
  });
});

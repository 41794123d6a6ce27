// compliance.check: characters a second through the whole check of a text, against one bare pass that counts the same words in it.

import { NO_CONTEXT } from '../../src-main/core/compliance/finding.ts';
import { checkRunSheet } from '../../src-main/core/compliance/sheet-report.ts';
import { checkText } from '../../src-main/core/compliance/text-check.ts';
import { INNOCENTS, OFFENCES } from '../core/compliance/support/sentences.ts';
import { NOW, shippedBook } from '../core/compliance/support/shipped-book.ts';
import { UNSEEN } from '../core/compliance/support/unseen-sentences.ts';
import type { Bench } from './bench.ts';
import { spread } from './figures.ts';
import { compareBy, medianOf, playRounds } from './rounds.ts';
import { countWords } from './support/bare-words.ts';

const LETTERS = 10_000;
const PRODUCTS = 100;
const LETTERS_A_PRODUCT = 2_000;

const offences = OFFENCES.flatMap(({ rows }) => rows.map((row) => (typeof row === 'string' ? row : row[0])));
const innocent = [
  ...INNOCENTS.flatMap(({ texts }) => texts),
  ...UNSEEN.filter(({ ruleId }) => ruleId === null).map(({ text }) => text),
];

const toScript = (sentences: readonly string[]): string => `${sentences.join('。')}。`.repeat(20).slice(0, LETTERS);
/** As hosts speak who mind the law, and one sentence in two that breaks it. */
const CLEAN = toScript(innocent);
const GUILTY = toScript(innocent.flatMap((sentence, at) => [sentence, offences[at % offences.length] ?? '']));

const check = (text: string): number =>
  checkText(shippedBook, { text, category: '面膜', context: NO_CONTEXT, exemptions: [], now: NOW }).length;

const words = shippedBook.patterns.map(({ folded }) => [...folded.units.subarray(0, folded.length)]);

const msOf = (times: number, work: () => unknown): number => {
  const before = performance.now();
  for (let turn = 0; turn < times; turn += 1) work();
  return (performance.now() - before) / times;
};

const sheet = Array.from({ length: PRODUCTS }, (_, place) => ({
  itemId: String(place),
  category: '面膜',
  texts: [
    {
      field: 'script' as const,
      ref: '',
      text: CLEAN.slice((place * 70) % LETTERS)
        .padEnd(LETTERS_A_PRODUCT, CLEAN)
        .slice(0, LETTERS_A_PRODUCT),
    },
  ],
  context: NO_CONTEXT,
}));

export const bench: Bench = {
  name: 'compliance.check',
  bar: 0.3,
  passes: 'at least',
  run: async (size) => {
    const count = countWords(words);
    const [found, counted] = [check(GUILTY), count(GUILTY)];
    if (found === 0 || counted < found)
      throw new Error(`the bare pass counts ${counted} words where ${found} were found`);
    const times = size === 'full' ? 200 : 20;
    const compare = async (text: string) => {
      const sides = {
        product: () => LETTERS / msOf(times, () => check(text)),
        baseline: () => LETTERS / msOf(times, () => count(text)),
      };
      return compareBy(await playRounds(sides, { rounds: size === 'full' ? 9 : 3, warmUps: 2 }), (perMs) => perMs);
    };
    const clean = await compare(CLEAN);
    const guilty = await compare(GUILTY);
    const turns = size === 'full' ? 9 : 3;
    const sheetMs = medianOf(
      Array.from({ length: turns }, () =>
        msOf(1, () => checkRunSheet(shippedBook, sheet, { exemptions: [], now: NOW })),
      ),
    );
    const ms = (perMs: number): string => (LETTERS / perMs).toFixed(2);
    return {
      ratio: clean.ratio,
      alsoHolds: true,
      detail:
        `${LETTERS} characters as hosts speak ${ms(clean.product)} ms, bare pass ${ms(clean.baseline)} ms for ${words.length} spellings, ${clean.ratio.toFixed(2)}, ${spread(clean)}; ` +
        `every second sentence against the law ${ms(guilty.product)} ms with ${found} findings, bare ${ms(guilty.baseline)} ms, ${guilty.ratio.toFixed(2)}; ` +
        `a run sheet of ${PRODUCTS} products with ${LETTERS_A_PRODUCT} characters each ${sheetMs.toFixed(1)} ms`,
    };
  },
};

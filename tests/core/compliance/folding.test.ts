// Properties of the fold, of the walk and of the check, on whatever is typed.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAutomaton } from '../../../src-main/core/compliance/automaton.ts';
import { foldedKey } from '../../../src-main/core/compliance/folding.ts';
import { findingsOf, shippedBook, shippedPacks } from './support/shipped-book.ts';

const any = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'最好第一加微信vV+❤️国旗 旗舰·，。\n原价1390%NO.ｘ㊙㍿ﷺ\ud800\udc00\u200b😀') }),
);
const plainWords = shippedPacks
  .flatMap(({ lists }) => lists)
  .filter(
    ({ check, tight, categories, ruleId }) =>
      check === 'words' && tight.length === 0 && categories === null && ruleId !== 'A3',
  )
  .flatMap(({ words, ruleId }) => words.map((word) => ({ word, ruleId })))
  .filter(({ word }) => /^\p{Script=Han}{2,}$/u.test(word));
const separator = fc.constantFrom('·', '*', '_', '.', '-', '~', ' ', '🔥', '\u200b', '\ufeff', '~·');

describe('the walk', () => {
  it('finds what a search for each pattern finds, no more and no less', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 12 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd') }),
        (words, text) => {
          const unitsOf = (each: string): number[] => [...each].map((letter) => letter.charCodeAt(0));
          const { step, endings } = buildAutomaton(words.map(unitsOf));
          const found: string[] = [];
          let state = 0;
          unitsOf(text).forEach((unit, at) => {
            state = step(state, unit);
            for (const id of endings[state] ?? []) found.push(`${id}@${at}`);
          });
          const expected = words.flatMap((each, id) =>
            [...text].flatMap((_, at) => (text.slice(0, at + 1).endsWith(each) ? [`${id}@${at}`] : [])),
          );
          expect(found.toSorted()).toEqual(expected.toSorted());
        },
      ),
    );
  });
});

describe('the fold', () => {
  it('keeps places inside the text, in order, and never splits a pair of surrogates', () => {
    fc.assert(
      fc.property(any, (text) => {
        const { length, starts, ends } = shippedBook.fold(text);
        let before = 0;
        for (let at = 0; at < length; at += 1) {
          const start = starts[at] ?? -1;
          const end = ends[at] ?? -1;
          expect(start >= before && end > start && end <= text.length).toBe(true);
          before = start;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads one text alike whatever was read before it', () => {
    fc.assert(
      fc.property(any, any, (first, text) => {
        const key = foldedKey(shippedBook.fold(text));
        shippedBook.fold(first);
        expect(foldedKey(shippedBook.fold(text))).toBe(key);
      }),
    );
  });
});

describe('the check, on whatever is typed', () => {
  it('answers, with spans inside the text that say what was matched', () => {
    fc.assert(
      fc.property(any, fc.constantFrom('', '面膜', '保健食品', '课程'), (text, category) => {
        for (const { start, end, matched } of findingsOf(text, { category })) {
          expect(start >= 0 && end >= start && end <= text.length).toBe(true);
          expect(matched).toBe(text.slice(start, end));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('finds a word again in the very span that it names', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plainWords),
        fc.array(separator, { minLength: 1, maxLength: 3 }),
        any,
        ({ word }, between, noise) => {
          const text = `${noise}。${[...word].join(between[0] ?? '')}`;
          for (const finding of findingsOf(text).filter(
            ({ listId, start }) => listId !== null && start > noise.length,
          )) {
            const again = findingsOf(finding.matched);
            expect(again.map(({ ruleId, matched }) => [ruleId, matched])).toContainEqual([
              finding.ruleId,
              finding.matched,
            ]);
          }
        },
      ),
    );
  });

  it('finds every word of the lists with anything set between its characters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plainWords), fc.infiniteStream(separator), ({ word, ruleId }, stream) => {
        const [first = '', ...rest] = [...word];
        const text = rest.reduce((sofar, letter) => `${sofar}${stream.next().value}${letter}`, first);
        expect(findingsOf(text).map((finding) => finding.ruleId)).toContain(ruleId);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same where harmless sentences follow or go before', () => {
    const harmless = '今天风有点大，我把窗户关上。';
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...plainWords), { minLength: 1, maxLength: 5 }), any, (words, noise) => {
        const text = `${words.map(({ word }) => word).join('，')}${noise.replaceAll(/[\ud800-\udfff.#+＋➕＃]/g, '')}。`;
        const found = findingsOf(text);
        expect(findingsOf(text + harmless)).toEqual(found);
        const moved = findingsOf(harmless + text).map(({ start, end, ...rest }) => ({
          ...rest,
          start: start - harmless.length,
          end: end - harmless.length,
        }));
        expect(moved).toEqual(found.map(({ start, end, ...rest }) => ({ ...rest, start, end })));
      }),
    );
  });
});

describe('a text without end', () => {
  it.each([
    ['of one character', '最'],
    ['of nothing that is seen', '\u200b'],
    ['of separators', '·'],
    ['of lone surrogates', '\ud800'],
    ['of digits', '1'],
    ['of hearts', '微❤'],
    ['of innocent phrases', '第一次'],
    ['of forms that unfold', 'ﷺ'],
    ['of figures', '好评'],
    ['of findings', '最好'],
    ['of numerals', '一'],
  ])(
    '%s, a megabyte long, keeps the desk for hours: the work grows faster than the text',
    (_, unit) => {
      const text = `好评${unit.repeat(Math.ceil(1_000_000 / unit.length))}`;
      expect(Array.isArray(findingsOf(text, { category: '面膜' }))).toBe(true);
    },
    60_000,
  );
});

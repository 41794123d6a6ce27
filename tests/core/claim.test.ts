// The claim grammar: a table of comments, a list that it was not made on, and what holds of any text whatever.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClaim, readClaimComment } from '../../src-main/core/claim.ts';
import { isOneEditAway } from '../../src-main/core/claim-index.ts';
import { summariseClaim } from '../../src-main/core/claim-reading.ts';
import { normaliseClaim } from '../../src-main/core/claim-text.ts';
import { CLAIM_WORDS } from '../../src-main/core/claim-word.ts';
import { type Comment, readsAs, shelfWith, written } from './support/claim-comments.ts';
import { HELD_OUT } from './support/claim-held-out.ts';
import { CLAIM_TABLE } from './support/claim-table.ts';

const share = (part: number, whole: number): string => `${part}/${whole} = ${((100 * part) / whole).toFixed(1)} %`;

/** Of comments: how many of those that were read as something were read rightly, and how many of those that are something. */
const score = (name: string, comments: readonly Comment[]) => {
  const read = comments.map(([pinned, text, expected]) => {
    const reading = readClaimComment(text, shelfWith(pinned));
    return { isRight: readsAs(reading, expected), found: reading.kind, isSomething: expected !== 'none' };
  });
  const found = read.filter((each) => each.found !== 'none');
  const granted = read.filter((each) => each.found === 'claim');
  const something = read.filter((each) => each.isSomething);
  const right = (list: typeof read): number => list.filter(({ isRight }) => isRight).length;
  console.info(
    `${name}: ${comments.length} comments, ${comments.length - something.length} of them nothing; ` +
      `precision ${share(right(found), found.length)} (of plain claims ${share(right(granted), granted.length)}), ` +
      `recall ${share(right(something), something.length)}`,
  );
  return {
    precision: right(found) / found.length,
    granted: right(granted) / granted.length,
    recall: right(something) / something.length,
  };
};

const named = (comments: readonly Comment[]) =>
  comments.map(([pinned, text, reading]) => ({ pinned: pinned ?? 'nothing', text, reading, shelf: shelfWith(pinned) }));

describe('the table', () => {
  it('has at least 300 comments, 120 of which ask for nothing, none twice', () => {
    expect(CLAIM_TABLE.length).toBeGreaterThanOrEqual(300);
    expect(CLAIM_TABLE.filter(([, , reading]) => reading === 'none').length).toBeGreaterThanOrEqual(120);
    const keys = CLAIM_TABLE.map(([pinned, text]) => `${pinned} ${text}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each(named(CLAIM_TABLE))(
    'while $pinned is explained, 「$text」 is read as $reading',
    ({ text, reading, shelf }) => {
      const actual = readClaimComment(text, shelf);
      if (!readsAs(actual, reading)) expect(written(actual)).toBe(reading);
    },
  );

  it.each(named(CLAIM_TABLE))(
    'while $pinned is explained, 「$text」 is the same with blanks around it',
    ({ text, shelf }) => {
      expect(readClaimComment(`  ${text}\u3000\n`, shelf)).toEqual(readClaimComment(text, shelf));
    },
  );

  it('is read with full precision and recall', () => {
    expect(score('table', CLAIM_TABLE)).toEqual({ precision: 1, granted: 1, recall: 1 });
  });
});

it('comments that the grammar was not made on are read nearly as well', () => {
  expect(HELD_OUT.length).toBeGreaterThanOrEqual(80);
  const texts = new Set(CLAIM_TABLE.map(([, text]) => text));
  expect(HELD_OUT.filter(([, text]) => texts.has(text))).toEqual([]);
  const { precision, granted, recall } = score('held out', HELD_OUT);
  expect(precision).toBeGreaterThanOrEqual(0.9);
  expect(granted).toBeGreaterThanOrEqual(0.95);
  expect(recall).toBeGreaterThanOrEqual(0.9);
});

const PIECES = [
  ...[...CLAIM_WORDS.keys()],
  ...[
    '枫叶红',
    '豆沙',
    '红色',
    '黑',
    'L',
    'XL',
    'navy',
    '口红',
    '面膜',
    '38',
    '10片装',
    '大地',
    '风叶红',
    '蓝莓',
    '雾',
  ],
  ...[
    '1',
    '2',
    '3',
    '5',
    '12',
    '99',
    '100',
    '两',
    '十',
    '号',
    '+',
    '扣',
    'x',
    '件',
    '个',
    '块',
    ' ',
    ' ',
    '，',
    '、',
    '\n',
  ],
  ...['🙏', '❤️', '5️⃣', '[赞]', '①', '＋', '１', '號', '紅', '好看', '哈哈', '\u200d', '\ud83c', '『', '=', '\u0338'],
];
const comment = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join('')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...CLAIM_TABLE), fc.constantFrom(...PIECES), fc.nat())
      .map(
        ([[, text], piece, at]) => text.slice(0, at % (text.length + 1)) + piece + text.slice(at % (text.length + 1)),
      ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
);
/** What joins, parts, or becomes another letter beside its neighbour. */
const joint = fc.constantFrom(
  'e',
  '\u0301',
  '\u200d',
  '\ufe0f',
  '\u00ad',
  '[',
  ']',
  '赞',
  'İ',
  'Å',
  'ﬁ',
  'Ｋ',
  '🙏',
  ' ',
  '①',
  '㍿',
  '\u0338',
  '=',
);
const shelf = fc.constantFrom(null, 1, 2, 3, 5, 6, 7, 99).map(shelfWith);

describe('whatever is typed', () => {
  it('never throws, asks for 1 to 99 of what the shelf has, and names each variant once', () => {
    fc.assert(
      fc.property(comment, shelf, (text, given) => {
        const reading = readClaimComment(text, given);
        const sold = new Map(
          given.items.flatMap(({ number, productId, variants }) =>
            variants.map(({ variantId }) => [variantId, `${number} ${productId}`] as const),
          ),
        );
        const lines = reading.kind === 'claim' ? reading.lines : [];
        const candidates = reading.kind === 'unclear' ? [...reading.lines, ...reading.candidates] : [];
        for (const { variantId, number, productId, quantity } of [...lines, ...candidates]) {
          expect(sold.get(variantId)).toBe(`${number} ${productId}`);
          expect(Number.isInteger(quantity) && quantity >= 1 && quantity <= 99).toBe(true);
        }
        if (reading.kind === 'claim') expect(lines.length).toBeGreaterThan(0);
        expect(new Set(lines.map(({ variantId }) => variantId)).size).toBe(lines.length);
        if (reading.kind === 'take_back' && reading.of !== null)
          expect(given.items.some(({ number }) => number === reading.of)).toBe(true);
      }),
      { numRuns: 6000 },
    );
  });

  it('is read the same with a first look as without one', () => {
    fc.assert(
      fc.property(comment, shelf, (text, given) => {
        expect(readClaimComment(text, given)).toEqual(parseClaim(text, given));
      }),
      { numRuns: 12_000 },
    );
  });

  it('is read the same in full width', () => {
    const wide = (text: string): string =>
      text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).replace(/ /g, '\u3000');
    fc.assert(
      fc.property(comment, shelf, (text, given) => {
        expect(readClaimComment(wide(text), given)).toEqual(readClaimComment(text, given));
      }),
      { numRuns: 3000 },
    );
  });

  it('is normalised once and for all', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          comment,
          fc.string({ unit: 'binary' }),
          fc.array(joint).map((all) => all.join('')),
        ),
        (text) => {
          const once = normaliseClaim(text);
          expect(normaliseClaim(once)).toBe(once);
        },
      ),
      { numRuns: 6000 },
    );
  });

  it('of a regular form is read back as it was meant', () => {
    const form = fc.constantFrom(
      '{n}号+{q}',
      '{n}号 +{q}',
      '{n} +{q}',
      '{n}号扣{q}',
      '{n}号{q}支',
      '#{n} x{q}',
      '{n}号 要{q}件',
    );
    fc.assert(
      fc.property(form, fc.constantFrom(5, 12), fc.integer({ min: 1, max: 99 }), (text, number, quantity) => {
        const reading = readClaimComment(text.replace('{n}', `${number}`).replace('{q}', `${quantity}`), shelfWith(3));
        expect(written(reading)).toBe(`${number}/*${quantity}`);
      }),
    );
  });

  it('however long and however repetitive is answered at once', () => {
    const began = performance.now();
    for (const text of [
      '3号枫叶红'.repeat(48),
      '一'.repeat(240),
      '要'.repeat(240),
      `3${' '.repeat(238)}1`,
      '风叶'.repeat(120),
      '5号+1，'.repeat(48),
      'navy'.repeat(60),
      '[赞]'.repeat(80),
      '\u0301'.repeat(240),
      '\ufdfa'.repeat(240),
      'x'.repeat(1_000_000),
    ])
      for (let round = 0; round < 100; round += 1) readClaimComment(text, shelfWith(3));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('one edit away', () => {
  it('is a letter put in, left out, replaced or exchanged with its neighbour, and nothing else', () => {
    const edits = (text: string): Set<string> => {
      const all = new Set<string>();
      for (let at = 0; at <= text.length; at += 1) {
        const [head, tail] = [text.slice(0, at), text.slice(at)];
        for (const letter of 'ab') {
          all.add(head + letter + tail);
          if (tail !== '') all.add(head + letter + tail.slice(1));
        }
        if (tail !== '') all.add(head + tail.slice(1));
        if (tail.length > 1) all.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
      }
      all.delete(text);
      return all;
    };
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneEditAway(a, b)).toBe(edits(a).has(b));
      }),
      { numRuns: 4000 },
    );
  });
});

describe('a claim in a list', () => {
  const summary = (text: string, pinned: number) => {
    const reading = readClaimComment(text, shelfWith(pinned));
    return reading.kind === 'claim' || reading.kind === 'unclear' ? summariseClaim(reading) : null;
  };

  it('shows the number even where the variant is not sure, and none where the product is not', () => {
    expect(summary('+2', 3)).toEqual({ number: 3, quantity: 2, lines: [] });
    expect(summary('9号+1', 3)).toEqual({ number: null, quantity: 1, lines: [] });
    expect(summary('3号 大地 +1', 3)).toMatchObject({ number: null });
  });

  it('counts all of its lines', () => {
    expect(summary('5号+1，12号+2', 3)).toMatchObject({ number: 5, quantity: 3 });
    expect(summary('5号两支 3号+1', 3)).toMatchObject({ number: 5, quantity: 2 });
  });
});

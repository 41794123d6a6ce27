// A first look at a comment, letter by letter, once: whether it can be a claim, and whether it can be a question.

import type { ClaimItem } from './claim-shelf.ts';
import { normaliseClaim, plainLetters } from './claim-text.ts';
import { CLAIM_WORDS, MEASURE_WORDS, NUMERALS, SIGN_WORDS, UNIT_WORDS, type WordKind } from './claim-word.ts';
import { ASKING_LETTERS } from './question.ts';

/** What a letter says by itself. Unknown letters are counted, so theirs is the lowest bit. */
const UNKNOWN = 1;
const ASKS = 2;
/** Of a word that asks, counts, takes back or changes. */
const SIGNAL = 4;
/** Whoever writes it asks for nothing. */
const BLOCKS = 8;
/** Of a word of the shelf. */
const SHELF = 16;
/** What it is, only the dear way tells. */
const ODD = 32;
/** A pair of both is a letter or a digit in a frame, more often than a picture. */
const ODD_HIGH = 64;
const ODD_LOW = 128;
const DIGIT = 256;

/** A comment with more letters that no word has asks for nothing that a shop could make out. */
export const MOST_UNKNOWN = 6;

export interface ChatLook {
  readonly mayClaim: boolean;
  readonly mayAsk: boolean;
}

const LOOKS: readonly ChatLook[] = [
  { mayClaim: false, mayAsk: false },
  { mayClaim: true, mayAsk: false },
  { mayClaim: false, mayAsk: true },
  { mayClaim: true, mayAsk: true },
];
const [NOTHING = { mayClaim: false, mayAsk: false }] = LOOKS;

const SIGNALS: ReadonlySet<WordKind> = new Set(['verb', 'all', 'all_of_it', 'each', 'take_back', 'refuse', 'change']);

/** Where letters are written otherwise than the grammar reads them, each for itself. */
const REWRITTEN: readonly (readonly [from: number, to: number])[] = [
  [0x2000, 0x206f],
  [0x2600, 0x27bf],
  [0x3000, 0x303f],
  [0xfe00, 0xfe0f],
  [0xff01, 0xff5e],
];
const rewrites: readonly (readonly [code: number, written: string])[] = [
  ...REWRITTEN.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => {
      const letter = String.fromCharCode(from + at);
      return [from + at, normaliseClaim(letter)] as const;
    }),
  ),
  ...[...plainLetters].flatMap(([letter, written]) =>
    /^\p{Script=Han}$/u.test(letter) ? [[letter.charCodeAt(0), written] as const] : [],
  ),
];

const HAN = [0x4e00, 0x9fff] as const;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isHan = (code: number): boolean => code >= HAN[0] && code <= HAN[1];

const createTable = (items: readonly ClaimItem[]): Uint16Array => {
  const table = new Uint16Array(0x10000).fill(ODD);
  const codesOf = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));
  const give = (text: string, bit: number): void => {
    for (const code of codesOf(text)) table[code] = ((table[code] ?? 0) | bit) & ~UNKNOWN;
  };
  for (let code = HAN[0]; code <= HAN[1]; code += 1) table[code] = UNKNOWN;
  for (let code = 0x20; code < 0x7f; code += 1) table[code] = /[a-z+*]/i.test(String.fromCharCode(code)) ? SIGNAL : 0;
  for (const code of codesOf('0123456789')) table[code] = DIGIT;
  table['['.charCodeAt(0)] = ODD;
  // Pairs of units are pictures, but for those that some write letters and digits with (U+1D400 …, U+1F100 …).
  for (let code = 0xd800; code <= 0xdfff; code += 1) table[code] = 0;
  table[0xd835] = ODD;
  table[0xd83c] = ODD_HIGH;
  for (let code = 0xdd00; code <= 0xdeff; code += 1) table[code] = ODD_LOW;

  for (const [word, kind] of CLAIM_WORDS) {
    give(word, 0);
    if (SIGNALS.has(kind)) give(word.charAt(0), SIGNAL);
  }
  for (const word of [...UNIT_WORDS, ...MEASURE_WORDS, ...SIGN_WORDS]) give(word, 0);
  give('链接款品码尺', 0);
  give(NUMERALS, DIGIT);
  for (const word of ['号', ...UNIT_WORDS, ...SIGN_WORDS]) give(word.charAt(0), SIGNAL);
  const shelf = items.flatMap(({ title, keywords, variants }) => [
    normaliseClaim(title),
    ...keywords,
    ...variants.flatMap(({ words }) => words.flat()),
  ]);
  for (const text of shelf) {
    // A digit says something of the shelf only where it is a size by itself: 38, not 10片装.
    const isFigure = /^\d+$/.test(text);
    for (const code of codesOf(text)) {
      const counts = isFigure || (code > 0x20 && code < 0x80 && !isDigit(code)) || isHan(code);
      if (counts) table[code] = ((table[code] ?? 0) | SHELF) & ~UNKNOWN;
    }
  }
  const elsewhere = new Set(
    [...shelf, ...[...CLAIM_WORDS].flatMap(([word, kind]) => (kind === 'block' ? [] : [word]))].join(''),
  );
  for (const [word, kind] of CLAIM_WORDS)
    if (kind === 'block' && word.length === 1 && !elsewhere.has(word)) give(word, BLOCKS);

  for (const [code, written] of rewrites) {
    const bits = codesOf(written).reduce((all, each) => all | (table[each] ?? 0), 0);
    table[code] = written.length === 1 ? bits : bits & ~UNKNOWN;
  }
  for (const code of codesOf(ASKING_LETTERS)) table[code] = (table[code] ?? 0) | ASKS;
  return table;
};

const tables = new WeakMap<readonly ClaimItem[], Uint16Array>();
let newest: { readonly items: readonly ClaimItem[]; readonly table: Uint16Array } | null = null;

/** Kept with the items that it was made of. */
const tableOf = (items: readonly ClaimItem[]): Uint16Array => {
  // A room asks for the same one, comment after comment.
  if (newest !== null && newest.items === items) return newest.table;
  const table = tables.get(items) ?? createTable(items);
  tables.set(items, table);
  newest = { items, table };
  return table;
};

/** The longest comment that is read at all. */
export const LONGEST_COMMENT = 240;

/** Never says no where reading it the dear way would find something. */
export const lookAtChat = (text: string, items: readonly ClaimItem[]): ChatLook => {
  if (text.length > LONGEST_COMMENT) return NOTHING;
  const table = tableOf(items);
  let bits = 0;
  let unknown = 0;
  let shelved = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = table[text.charCodeAt(at)] ?? ODD;
    bits |= letter;
    unknown += letter & UNKNOWN;
    shelved += letter & SHELF;
  }
  const isOdd = (bits & ODD) !== 0 || (bits & (ODD_HIGH | ODD_LOW)) === (ODD_HIGH | ODD_LOW);
  const isFree = (bits & BLOCKS) === 0 && unknown <= MOST_UNKNOWN;
  // Words of the shelf alone may be a claim, be one letter in three a wrong one; with a number, whatever stands beside them.
  const isOfShelf = shelved > 0 && ((bits & DIGIT) !== 0 || 2 * SHELF * unknown <= shelved);
  const mayClaim = isOdd || (isFree && ((bits & SIGNAL) !== 0 || isOfShelf));
  return LOOKS[(mayClaim ? 1 : 0) + ((bits & ASKS) !== 0 ? 2 : 0)] ?? NOTHING;
};

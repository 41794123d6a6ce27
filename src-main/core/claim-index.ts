// What is worked out of a shelf once, so that a comment is read by look-ups: its words, its numbers, its letters, its near misses.

import type { ClaimReading } from './claim-reading.ts';
import type { ClaimItem, ClaimVariant } from './claim-shelf.ts';
import { colourWithin, SYNONYM_WORDS } from './claim-synonym.ts';
import { CLAIM_WORDS, startsOf, type WordStarts } from './claim-word.ts';

/** What a word says of one item. */
export interface WordUse {
  isKeyword: boolean;
  /** Variants whose very name it is, and variants that are called so too, or of whose name it is a part. */
  readonly own: Set<ClaimVariant>;
  readonly other: Set<ClaimVariant>;
}

/** A word of the shelf; one that no item has is a colour or a size that the shop does not sell. */
export interface ShelfWord {
  readonly text: string;
  readonly uses: ReadonlyMap<ClaimItem, WordUse>;
}

export interface ClaimIndex {
  readonly byNumber: ReadonlyMap<number, ClaimItem>;
  /** Words of at least one letter. */
  readonly words: ReadonlyMap<string, ShelfWord>;
  /** 38, where it is a size. */
  readonly figures: ReadonlyMap<string, ShelfWord>;
  /** Of its words and the grammar's. */
  readonly starts: WordStarts;
  /** The words one edit away from `text`, which is none itself. Never by a digit. */
  near(text: string): readonly ShelfWord[];
  /** Comments that were read already, by what was pinned. */
  readonly recalled: Map<number | null, Map<string, ClaimReading>>;
}

const GRAMMAR_STARTS = startsOf(CLAIM_WORDS.keys());
const LONGEST_WORD = 24;
const FIGURES = /^\d+$/;

type Growing = Map<string, { readonly text: string; readonly uses: Map<ClaimItem, WordUse> }>;

const growUse = (words: Growing, text: string, item: ClaimItem): WordUse => {
  const word = words.get(text) ?? { text, uses: new Map<ClaimItem, WordUse>() };
  words.set(text, word);
  const use = word.uses.get(item) ?? { isKeyword: false, own: new Set(), other: new Set() };
  word.uses.set(item, use);
  return use;
};

const collectWords = (items: readonly ClaimItem[]): Growing => {
  const words: Growing = new Map();
  for (const text of SYNONYM_WORDS) if (text.length > 1) words.set(text, { text, uses: new Map() });
  for (const item of items) {
    for (const keyword of item.keywords) if (!FIGURES.test(keyword)) growUse(words, keyword, item).isKeyword = true;
    for (const variant of item.variants) {
      for (const option of variant.words) {
        const [value = ''] = option;
        for (const text of option) {
          const use = growUse(words, text, item);
          if (text === value || text === `${value}色` || value === `${text}色` || text.replace(' ', '') === value)
            use.own.add(variant);
          else use.other.add(variant);
        }
        for (const text of colourWithin(value)) growUse(words, text, item).other.add(variant);
      }
    }
  }
  words.delete('');
  return words;
};

/** One letter put in, left out, replaced, or exchanged with its neighbour. */
export const isOneEditAway = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short === long) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
};

const createNear = (words: Iterable<ShelfWord>): ClaimIndex['near'] => {
  // One edit leaves the first letter or the last one as it is; two letters exchanged leave one of the others.
  const byEnd = new Map<string, ShelfWord[]>();
  const put = (end: string, word: ShelfWord): void => {
    const known = byEnd.get(end);
    if (known === undefined) byEnd.set(end, [word]);
    else known.push(word);
  };
  for (const word of words) {
    const isShort = word.text.length < (/^[a-z]/.test(word.text) ? 4 : 2);
    if (word.uses.size === 0 || isShort || /\d/.test(word.text)) continue;
    put(`${word.text.charAt(0)}…`, word);
    put(`…${word.text.slice(-1)}`, word);
  }
  return (text) => {
    const found = [...(byEnd.get(`${text.charAt(0)}…`) ?? []), ...(byEnd.get(`…${text.slice(-1)}`) ?? [])];
    return [...new Set(found.filter((word) => isOneEditAway(text, word.text)))];
  };
};

const createIndex = (items: readonly ClaimItem[]): ClaimIndex => {
  const all = [...collectWords(items).values()].filter(({ text }) => text.length <= LONGEST_WORD);
  const words = all.filter(({ text }) => !FIGURES.test(text));
  return {
    byNumber: new Map(items.map((item) => [item.number, item])),
    words: new Map(words.map((word) => [word.text, word])),
    figures: new Map(all.filter(({ text }) => FIGURES.test(text)).map((word) => [word.text, word])),
    starts: startsOf(
      words.map(({ text }) => text),
      GRAMMAR_STARTS,
    ),
    near: createNear(words),
    recalled: new Map(),
  };
};

const indexes = new WeakMap<readonly ClaimItem[], ClaimIndex>();

/** Kept with the items that it was made of. */
export const indexOf = (items: readonly ClaimItem[]): ClaimIndex => {
  const known = indexes.get(items);
  if (known !== undefined) return known;
  const index = createIndex(items);
  indexes.set(items, index);
  return index;
};

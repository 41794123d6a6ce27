// Groups the tokens of a comment: one group for each thing that is asked for, its product, its words, its quantity, in any order.

import type { ClaimIndex, ShelfWord } from './claim-index.ts';
import type { ClaimItem } from './claim-shelf.ts';
import type { ClaimToken } from './claim-token.ts';

export type Counted = Extract<ClaimToken, { kind: 'quantity' }>['how'] | 'bare';

export interface ClaimGroup {
  /** The products that number or keyword may mean; null where none was named. */
  items: readonly ClaimItem[] | null;
  /** How the product was said; `inherited`: by the group before. */
  by: 'name' | 'bare' | 'keyword' | 'inherited' | null;
  /** A number that the shelf has not. */
  missing: number | null;
  /** A keyword right beside a number of another product. */
  rival: readonly ClaimItem[] | null;
  readonly words: ShelfWord[];
  readonly typos: (readonly ShelfWord[])[];
  readonly unknown: string[];
  quantity: number | null;
  counted: Counted | null;
  /** Said twice: how many is not sure. */
  isCountedTwice: boolean;
  isAll: boolean;
  /** The quantity came before anything else. */
  countsFirst: boolean;
}

const emptyGroup = (): ClaimGroup => ({
  items: null,
  by: null,
  missing: null,
  rival: null,
  words: [],
  typos: [],
  unknown: [],
  quantity: null,
  counted: null,
  isCountedTwice: false,
  isAll: false,
  countsFirst: false,
});

const isEmptyGroup = (group: ClaimGroup): boolean =>
  group.by === null &&
  group.words.length === 0 &&
  group.typos.length === 0 &&
  group.unknown.length === 0 &&
  group.quantity === null &&
  !group.isAll;

export interface Grouped {
  readonly groups: readonly ClaimGroup[];
  readonly hasVerb: boolean;
  readonly isEach: boolean;
}

/** A bare number behind a product is a quantity up to here; beyond it is a price or nothing. */
const MOST_BARE = 20;

/** Which of an item's variants all the words allow: a name is meant as such, whatever else is called so too. */
export const variantsFor = (item: ClaimItem, words: readonly ShelfWord[]): ClaimItem['variants'] =>
  words.reduce((left, word) => {
    const use = word.uses.get(item);
    const called = use === undefined || use.own.size > 0 ? use?.own : use.other;
    return called === undefined ? [] : left.filter((variant) => called.has(variant));
  }, item.variants);

const isVariantWord = (word: ShelfWord, item: ClaimItem | null): boolean => {
  const use = item === null ? undefined : word.uses.get(item);
  return use !== undefined && use.own.size + use.other.size > 0;
};

const keywordItems = (word: ShelfWord): readonly ClaimItem[] =>
  [...word.uses].flatMap(([item, { isKeyword }]) => (isKeyword ? [item] : []));

export const groupTokens = (
  tokens: readonly ClaimToken[],
  index: ClaimIndex,
  pinned: ClaimItem | null,
): Grouped | null => {
  const groups: ClaimGroup[] = [];
  let group = emptyGroup();
  let hasVerb = false;
  let isEach = false;

  /** The product of a group so far, or else the pinned one; null where it is not sure. */
  const itemOf = (): ClaimItem | null =>
    group.by === null ? pinned : group.items?.length === 1 ? (group.items[0] ?? null) : null;

  const close = (): void => {
    if (!isEmptyGroup(group)) groups.push(group);
    group = emptyGroup();
  };

  const inherit = (): void => {
    const { items, by, missing } = group;
    close();
    if (by !== null) Object.assign(group, { items, by: 'inherited', missing });
  };

  const addProduct = (items: readonly ClaimItem[], by: 'name' | 'bare' | 'keyword', missing: number | null): void => {
    const joins = group.by === null && (isEmptyGroup(group) || (group.countsFirst && group.typos.length === 0));
    // 枫叶红 3号 +1: the words came before their product.
    const follows =
      group.by === null &&
      group.quantity === null &&
      group.words.some((word) => items.some((item) => isVariantWord(word, item)));
    if (!joins && !follows && !(group.by === null && group.unknown.length > 0 && group.quantity === null)) close();
    group.items = items;
    group.by = by;
    group.missing = missing;
  };

  const addQuantity = (value: number, counted: Counted): void => {
    if (group.quantity !== null) {
      const isNext = group.countsFirst && (group.by !== null || group.words.length > 0);
      if (isNext) close();
      else group.isCountedTwice = true;
    }
    if (isEmptyGroup(group)) group.countsFirst = true;
    group.quantity ??= value;
    group.counted ??= counted;
  };

  const addVariantWord = (word: ShelfWord, next: ClaimToken | undefined): void => {
    const item = itemOf();
    const isCountedNext = next?.kind === 'quantity' || (next?.kind === 'number' && !next.isNamed);
    const isTaken = group.quantity !== null && (group.words.length > 0 || (isCountedNext && !group.countsFirst));
    const clashes =
      group.words.length > 0 &&
      item !== null &&
      isVariantWord(word, item) &&
      variantsFor(item, group.words).length > 0 &&
      variantsFor(item, [...group.words, word]).length === 0;
    if (isTaken || clashes) {
      // L 红: a size that came after a counted colour narrows it still.
      const narrows =
        group.quantity !== null &&
        !isCountedNext &&
        item !== null &&
        variantsFor(item, [...group.words, word]).length > 0;
      if (!narrows && !isVariantWord(word, item) && isVariantWord(word, pinned)) close();
      else if (!narrows) inherit();
    }
    group.words.push(word);
  };

  const addWord = (word: ShelfWord, next: ClaimToken | undefined): void => {
    const item = itemOf();
    if (isVariantWord(word, item)) {
      addVariantWord(word, next);
      return;
    }
    const named = keywordItems(word);
    if (named.length === 0) {
      addVariantWord(word, next);
      return;
    }
    if (group.by === 'name' || group.by === 'bare' || group.by === 'keyword') {
      if (group.items?.some((each) => named.includes(each)) === true) {
        group.items = group.items.filter((each) => named.includes(each));
        return;
      }
      if (group.quantity === null && group.words.length === 0 && group.by !== 'keyword') {
        group.rival = named;
        return;
      }
    }
    addProduct(named, 'keyword', null);
  };

  const addNumber = (token: Extract<ClaimToken, { kind: 'number' }>, at: number): boolean => {
    const { value, isNamed, figure } = token;
    const item = itemOf();
    const listed = index.byNumber.get(value) ?? null;
    const isSize = figure !== null && isVariantWord(figure, item);
    if (isSize && (listed === null || (group.by !== null && !isNamed))) {
      const fits = item !== null && variantsFor(item, [...group.words, figure]).length > 0;
      if (fits || group.quantity !== null || value > MOST_BARE) {
        addVariantWord(figure, tokens[at + 1]);
        return true;
      }
    }
    if (isNamed) {
      addProduct(listed === null ? [] : [listed], 'name', listed === null ? value : null);
      return true;
    }
    const isOpen = group.by !== null || group.words.length > 0 || group.typos.length > 0 || group.unknown.length > 0;
    if (isOpen && group.quantity === null && !group.isAll) {
      // 1、2、3号各一支: a list of numbers.
      if (group.by === 'bare' && group.words.length === 0 && listed !== null) {
        addProduct([listed], 'bare', null);
        return true;
      }
      if (value < 1 || value > MOST_BARE) return false;
      addQuantity(value, 'bare');
      return true;
    }
    const next = tokens[at + 1];
    const nextWord = next?.kind === 'word' ? next.word : null;
    const isOfListed =
      listed !== null &&
      (nextWord === null || isVariantWord(nextWord, listed) || nextWord.uses.get(listed) !== undefined);
    const isOfPinned = nextWord !== null && (isVariantWord(nextWord, pinned) || keywordItems(nextWord).length > 0);
    if (listed !== null && (isOfListed || !isOfPinned)) {
      addProduct([listed], 'bare', null);
      return true;
    }
    const counts =
      isOfPinned || next?.kind === 'each' || next?.kind === 'all' || (next?.kind === 'number' && next.isNamed);
    if (!counts || value < 1 || value > MOST_BARE) return false;
    if (group.quantity !== null) close();
    addQuantity(value, 'bare');
    return true;
  };

  for (const [at, token] of tokens.entries()) {
    switch (token.kind) {
      case 'number':
        if (!addNumber(token, at)) return null;
        break;
      case 'quantity':
        addQuantity(token.value, token.how);
        break;
      case 'word':
        addWord(token.word, tokens[at + 1]);
        break;
      case 'typo':
        if (group.quantity !== null && !group.countsFirst) inherit();
        group.typos.push(token.words);
        break;
      case 'unknown':
        group.unknown.push(token.text);
        break;
      case 'verb':
        hasVerb = true;
        break;
      case 'each':
        isEach = true;
        break;
      case 'all':
      case 'all_of_it':
        // 都要 takes all of what was named, nothing else.
        if (token.kind === 'all_of_it' && group.by === null) return null;
        group.isAll = true;
        break;
      case 'and':
      case 'take_back':
      case 'refuse':
      case 'change':
        break;
    }
  }
  close();
  return { groups, hasVerb, isEach };
};

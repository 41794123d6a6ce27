// Takes a normalised comment apart: numbers, quantities, words of the shelf, words that ask, and what nobody knows.

import { MOST_UNKNOWN } from './chat-look.ts';
import type { ClaimIndex, ShelfWord } from './claim-index.ts';
import {
  CLAIM_WORDS,
  ENGLISH_NUMERALS,
  MEASURE_WORDS,
  NUMERALS,
  SIGN_WORDS,
  startsOf,
  UNIT_WORDS,
  type WordKind,
  type WordStarts,
} from './claim-word.ts';

export type ClaimToken =
  /** A bare one may be a product's number, a quantity or a size; a named one (3号, #3) is a product's. `text`: as a size. */
  | { readonly kind: 'number'; readonly value: number; readonly isNamed: boolean; readonly figure: ShelfWord | null }
  /** `how`: with a sign that means nothing else, with a word that may go with a product's number as well (扣3), with a unit, or 个. */
  | { readonly kind: 'quantity'; readonly value: number; readonly how: 'sign' | 'asked' | 'unit' | 'piece' }
  | { readonly kind: 'word'; readonly word: ShelfWord }
  /** Nearly one of several words, or nearly a word that is too short to be sure. */
  | { readonly kind: 'typo'; readonly words: readonly ShelfWord[] }
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: Exclude<WordKind, 'block' | 'filler' | 'unit' | 'measure' | 'number' | 'sign'> };

const MOST_UNKNOWN_LATIN = 14;

type Raw = ClaimToken | { readonly kind: 'gap' };

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLatin = (code: number): boolean =>
  (code >= 97 && code <= 122) || code === 39 || (code >= 0xdf && code <= 0x24f);

/** Whether a word may begin or end between two letters: never within a Latin word or a number. */
const isEdge = (text: string, at: number): boolean => {
  if (at <= 0 || at >= text.length) return true;
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return !(isLatin(before) && isLatin(after)) && !(isDigit(before) && isDigit(after));
};

/** 十二, 二十, 三; NaN where it is no number below a hundred. */
const readNumerals = (text: string): number => {
  const digits = [...text].map((letter) => (letter === '两' ? 2 : NUMERALS.replace('两', '').indexOf(letter)));
  const [first = 0, second = 0, third = 0] = digits;
  if (digits.length === 1) return first;
  if (digits.length === 2) return first === 10 ? 10 + (second % 10) : second === 10 ? first * 10 : Number.NaN;
  return digits.length === 3 && second === 10 && first < 10 && third < 10 ? first * 10 + third : Number.NaN;
};

interface Found {
  readonly length: number;
  readonly kind: WordKind | 'word';
  readonly word: ShelfWord | null;
}

/** The longest word at `at`; a shop's own word before one of the grammar's that is as long. */
const findWord = (text: string, at: number, index: ClaimIndex): Found | null => {
  const longest = index.starts.get(text.charAt(at)) ?? 0;
  if (longest === 0 || !isEdge(text, at)) return null;
  for (let length = Math.min(text.length - at, longest); length > 0; length -= 1) {
    if (!isEdge(text, at + length)) continue;
    const part = text.slice(at, at + length);
    const word = index.words.get(part);
    const kind = CLAIM_WORDS.get(part);
    // A single letter that the grammar knows is the grammar's: 要 is no colour.
    if (word !== undefined && (kind === undefined || length > 1)) return { length, kind: 'word', word };
    if (kind !== undefined) return { length, kind, word: null };
  }
  return null;
};

interface Figure {
  readonly value: number;
  readonly length: number;
  readonly text: string;
}

const FIGURE = new RegExp(`\\d+|[${NUMERALS}]+|[a-z]+`, 'y');

const findFigure = (text: string, at: number): Figure | null => {
  FIGURE.lastIndex = at;
  const found = FIGURE.exec(text)?.[0];
  if (found === undefined) return null;
  const value = isDigit(found.charCodeAt(0))
    ? Number(found)
    : (ENGLISH_NUMERALS.get(found) ?? (isLatin(found.charCodeAt(0)) ? Number.NaN : readNumerals(found)));
  if (Number.isNaN(value) && isLatin(found.charCodeAt(0))) return null;
  return { value, length: found.length, text: found };
};

const startOf = (text: string, at: number): number => (text.charCodeAt(at) === 32 ? at + 1 : at);

interface WordList {
  readonly words: ReadonlySet<string>;
  readonly starts: WordStarts;
}
const listOf = (words: ReadonlySet<string>): WordList => ({ words, starts: startsOf(words) });
const UNITS = listOf(UNIT_WORDS);
const MEASURES = listOf(MEASURE_WORDS);
const SIGNS = listOf(SIGN_WORDS);

/** The length of the longest word of a list that stands at `at`; 0 where none does. */
const oneOf = (text: string, at: number, { words, starts }: WordList): number => {
  const longest = Math.min(starts.get(text.charAt(at)) ?? 0, text.length - at);
  for (let length = longest; length > 0; length -= 1) {
    if (words.has(text.slice(at, at + length)) && isEdge(text, at + length)) return length;
  }
  return 0;
};

const NAMES = /号(?:链接|链|款|品)?(?!线|码)|链接/y;
const SIZE = /码|号码|尺码/y;

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

interface NumberAt {
  readonly token: ClaimToken | 'block';
  readonly end: number;
}

/** A number and what stands behind it. `before`: what stood before it. */
const readNumberAt = (
  text: string,
  at: number,
  figure: Figure,
  before: 'sign' | 'asked' | 'verb' | 'number' | null,
  index: ClaimIndex,
): NumberAt => {
  const end = at + figure.length;
  const next = startOf(text, end);
  const { value } = figure;
  const known = index.figures.get(figure.text) ?? null;
  if (Number.isNaN(value) || (value === 0 && before !== 'sign') || (figure.length > 3 && known === null))
    return { token: 'block', end };
  // 29.9, 20:00, 2/3
  if (/[.:/]/.test(text.charAt(end)) && isDigit(text.charCodeAt(end + 1))) return { token: 'block', end };
  const named = matchAt(NAMES, text, next);
  if (named > 0) return { token: { kind: 'number', value, isNamed: true, figure: known }, end: next + named };
  const size = matchAt(SIZE, text, next);
  if (size > 0 && known !== null) return { token: { kind: 'word', word: known }, end: next + size };
  const unit = oneOf(text, next, UNITS);
  if (unit > 0 && before !== 'number') {
    const isPiece = text.charAt(next) === '个';
    const how = before === 'sign' ? 'sign' : isPiece && before === null ? 'piece' : 'unit';
    return { token: { kind: 'quantity', value, how }, end: next + unit };
  }
  if (oneOf(text, next, MEASURES) > 0) return { token: 'block', end };
  // 3d, 10k: a letter right behind a digit that is no word of its own.
  if (isDigit(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end)) && findWord(text, end, index) === null)
    return { token: 'block', end };
  if (before === 'number') return { token: { kind: 'number', value, isNamed: true, figure: known }, end };
  if (before === 'sign' || before === 'asked') return { token: { kind: 'quantity', value, how: before }, end };
  // 要39 may be a size.
  if (before === 'verb' && known === null) return { token: { kind: 'quantity', value, how: 'asked' }, end };
  return { token: { kind: 'number', value, isNamed: false, figure: known }, end };
};

const HAN_SIGNS = /[扣打敲刷]/;
const BY_NUMBER: ReadonlySet<string> = new Set(['sold', 'mine']);

/** Null where a word forbids a claim, or where too much of it is not known. */
const scan = (text: string, index: ClaimIndex): readonly Raw[] | null => {
  const raws: Raw[] = [];
  let unknown = 0;
  let unknownLatin = 0;
  let before: 'sign' | 'asked' | 'verb' | 'number' | null = null;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 32) {
      raws.push({ kind: 'gap' });
      at += 1;
      continue;
    }
    const found: Found | null = findWord(text, at, index);
    if (found?.kind === 'word' && found.word !== null) {
      raws.push({ kind: 'word', word: found.word });
      before = null;
      at += found.length;
      continue;
    }
    const sign = oneOf(text, at, SIGNS);
    const figure = findFigure(text, at);
    if (figure !== null && (found === null || found.length <= figure.length)) {
      const { token, end }: NumberAt = readNumberAt(text, at, figure, before, index);
      if (token === 'block') return null;
      raws.push(token);
      before = null;
      at = end;
      continue;
    }
    if (sign > 0 && isEdge(text, at) && (found === null || found.length <= sign)) {
      const next = at + sign + (/^[ :]+/.exec(text.slice(at + sign, at + sign + 3))?.[0].length ?? 0);
      const count = findFigure(text, next);
      if (count !== null) {
        // 2号+3号: no quantity, another number.
        const isJoin = text.charAt(at) === '+' && matchAt(NAMES, text, startOf(text, next + count.length)) > 0;
        if (isJoin) raws.push({ kind: 'and' });
        before = isJoin ? null : HAN_SIGNS.test(text.charAt(at)) ? 'asked' : 'sign';
        at = next;
        continue;
      }
      if (text.charAt(at) === '+') {
        raws.push({ kind: 'and' });
        at += 1;
        continue;
      }
    }
    if (found !== null) {
      const { kind, length } = found;
      if (kind === 'block') return null;
      at += length;
      if (kind === 'number') {
        const next = startOf(text, at);
        // "no" that no number follows is a refusal.
        if (findFigure(text, next) === null) return null;
        before = 'number';
        at = next;
      } else if (kind === 'filler') raws.push({ kind: 'gap' });
      else if (kind !== 'word' && kind !== 'unit' && kind !== 'measure' && kind !== 'sign') raws.push({ kind });
      // "sold 7 red L": by custom the number is the product's.
      if (kind === 'verb' && !BY_NUMBER.has(text.slice(at - length, at))) before = 'verb';
      else if (kind !== 'number' && kind !== 'filler') before = null;
      continue;
    }
    let end = at + 1;
    if (isLatin(code)) {
      while (end < text.length && isLatin(text.charCodeAt(end))) end += 1;
      unknownLatin += end - at;
    } else {
      if ((text.codePointAt(at) ?? 0) > 0xffff) end += 1;
      unknown += 1;
    }
    // Somebody's words: 张三：+1
    if (text.charAt(end) === ':' || text.charAt(end) === '说') return null;
    if (unknown > MOST_UNKNOWN || unknownLatin > MOST_UNKNOWN_LATIN) return null;
    raws.push({ kind: 'unknown', text: text.slice(at, end) });
    before = null;
    at = end;
  }
  return raws;
};

const textOf = (raw: Raw | undefined): string | null => {
  if (raw?.kind === 'unknown') return raw.text;
  return raw?.kind === 'word' ? raw.word.text : null;
};

/** What several words say is the same where they belong to the same variants of the same items. */
const meaningOf = ({ uses }: ShelfWord): string =>
  [...uses]
    .map(([{ number }, { isKeyword, own }]) => `${number}:${isKeyword}:${[...own].map((each) => each.variantId)}`)
    .join(';');

/** Letters that nobody knows, with the words that stand right beside them. */
const settleRun = (run: readonly Raw[], index: ClaimIndex): readonly Raw[] => {
  if (!run.some(({ kind }) => kind === 'unknown')) return run;
  const text = run.map((raw) => textOf(raw) ?? '').join('');
  const near = index.near(text);
  const isLong = text.length >= 3 && new Set(near.map(meaningOf)).size === 1;
  const [only] = near;
  if (only !== undefined) return [isLong ? { kind: 'word', word: only } : { kind: 'typo', words: near }];
  // 羊毛开衫 of 羊毛针织开衫: what stands beside the keyword is of the title too.
  const key = run.find((raw) => raw.kind === 'word' && [...raw.word.uses.values()].some(({ isKeyword }) => isKeyword));
  if (key?.kind === 'word') {
    const owners = [...key.word.uses.keys()];
    const others = run.filter((raw) => raw !== key).map((raw) => textOf(raw) ?? '');
    if (owners.some(({ title }) => others.every((other) => title.toLowerCase().includes(other)))) return [key];
  }
  return [{ kind: 'unknown', text }];
};

/** The tokens of a comment, or null where it asks for nothing. Work is linear in the comment's length. */
export const readTokens = (text: string, index: ClaimIndex): readonly ClaimToken[] | null => {
  const raws = scan(text, index);
  if (raws === null) return null;
  const tokens: ClaimToken[] = [];
  let run: Raw[] = [];
  const settle = (): void => {
    for (const raw of settleRun(run, index)) if (raw.kind !== 'gap') tokens.push(raw);
    run = [];
  };
  for (const raw of raws) {
    if (textOf(raw) !== null) {
      run.push(raw);
      continue;
    }
    settle();
    if (raw.kind !== 'gap') tokens.push(raw);
  }
  settle();
  return tokens;
};

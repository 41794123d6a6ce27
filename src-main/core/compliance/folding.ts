// Folds a text to the characters that carry its words, each with its place in the original: what a reader sees through.

import type { Characters } from './pack.ts';

/** What stands between a character and the one before it, from nothing to the end of a sentence. */
export const GAP = { none: 0, hidden: 1, mark: 2, blank: 3, comma: 4, stop: 5 } as const;
/** Letters and digits have edges, other characters have none: `best` is not in `bestow`, 最好 is in 是最好的. */
export const KIND = { other: 0, letter: 1, digit: 2 } as const;

export interface Folded {
  readonly length: number;
  /** The folded character, a UTF-16 code unit; characters beyond the basic plane are all one. */
  readonly units: Uint16Array;
  readonly kinds: Uint8Array;
  /** Offsets in the original text, in UTF-16 code units. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly gaps: Uint8Array;
}

export type Fold = (text: string) => Folded;

/** More visible separators than this and nobody reads one word any more. */
const LONGEST_GAP = 6;
const BEYOND = 0xffff;
const MEMORY = 4096;

const STOP = /[\n\r\u0085\u2028\u2029。｡！？!?；;‼⁇⁈⁉]/u;
const COMMA = /[，,、:：…﹐﹑︰]/u;
const HIDDEN = /[\p{M}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]|(?!\t)\p{Cc}/u;
const BLANK = /[\s\u2800\p{Extended_Pictographic}\p{So}\p{Regional_Indicator}]/u;
const WORDLIKE = /[\p{L}\p{N}%]/u;
const HEART = /[❤♥\u{1f493}\u{1f495}-\u{1f49c}\u{1f9e1}\u{1f90d}\u{1f90e}\u{1f5a4}]/u;
const HANGUL = /[\uac00-\ud7a3]/u;
/** Digits and letters that stand for one another: N0.1, b3st, 1OO%. */
const TWINS: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', i: 'l', 3: 'e', 5: 's' };

/** A code as kept: a gap below zero, else unit + kind × 65 536, never zero. */
type Code = number;
const gapCode = (gap: number): Code => -gap - 1;

const SQUARED_A = 0x1f170;
const CIRCLED_A = 0x1f150;
const REGIONAL_A = 0x1f1e6;
/** Letters in boxes and bubbles, which compatibility forms leave alone. */
const boxedLetter = (point: number): string | null => {
  for (const first of [SQUARED_A, CIRCLED_A, REGIONAL_A]) {
    if (point >= first && point < first + 26) return String.fromCharCode(97 + point - first);
  }
  return null;
};

const kindOf = (letter: string): number => {
  if (letter >= '0' && letter <= '9') return KIND.digit;
  return letter >= 'a' && letter <= 'z' ? KIND.letter : KIND.other;
};

/** Makes the fold of one table of characters; it remembers what it has seen, and gives the same for the same text. */
export const createFold = (characters: Characters): Fold => {
  const simplified = new Map(
    [...characters.traditional].map((letter, index) => [letter, characters.simplified.charAt(index)] as const),
  );
  const lookalikes = new Map(Object.entries(characters.lookalikes));
  const plusBefore = new Set(characters.plusBefore);
  const heartAfter = new Set(characters.heartAfter);
  const plus = '加'.charCodeAt(0);
  const trust = '信'.charCodeAt(0);

  const codeOf = (letter: string): Code => {
    const kind = kindOf(letter);
    const plain = TWINS[letter] ?? simplified.get(letter) ?? letter;
    return (plain.length === 1 ? plain.charCodeAt(0) : BEYOND) + kind * 0x10000;
  };

  const classify = (letter: string, point: number): readonly Code[] => {
    const known = lookalikes.get(letter) ?? boxedLetter(point);
    if (known === null || known === undefined) {
      if (STOP.test(letter)) return [gapCode(GAP.stop)];
      if (COMMA.test(letter)) return [gapCode(GAP.comma)];
      if (HIDDEN.test(letter)) return [gapCode(GAP.hidden)];
    }
    const spelled = (known ?? (HANGUL.test(letter) ? letter : letter.normalize('NFKD'))).toLowerCase();
    const codes = [...spelled].filter((each) => WORDLIKE.test(each)).map(codeOf);
    if (codes.length > 0) return codes;
    return [gapCode(BLANK.test(letter) ? GAP.blank : GAP.mark)];
  };

  /** Zero where not seen yet; MANY where a character folds to several. */
  const seen = new Int32Array(0x10000);
  const MANY = -100;
  const several = new Map<number, readonly Code[]>();
  const lookUp = (letter: string, point: number): readonly Code[] => {
    const kept = several.get(point);
    if (kept !== undefined) return kept;
    const codes = classify(letter, point);
    const [only] = codes;
    if (point < 0x10000) seen[point] = codes.length === 1 && only !== undefined ? only : MANY;
    if ((point < 0x10000 && codes.length > 1) || (point >= 0x10000 && several.size < MEMORY)) several.set(point, codes);
    return codes;
  };

  const nextLetter = (text: string, from: number): string => {
    let at = from;
    while (at < text.length && at < from + 3 && (text[at] === ' ' || text[at] === '\u3000')) at += 1;
    return text.charAt(at);
  };

  return (text) => {
    let room = text.length + 16;
    let units = new Uint16Array(room);
    let kinds = new Uint8Array(room);
    let starts = new Uint32Array(room);
    let ends = new Uint32Array(room);
    let gaps = new Uint8Array(room);
    let length = 0;
    let gap: number = GAP.stop;
    let between = 0;

    const widen = (): void => {
      room *= 2;
      const grow = <A extends Uint8Array | Uint16Array | Uint32Array>(to: A, from: A): A => {
        to.set(from);
        return to;
      };
      units = grow(new Uint16Array(room), units);
      kinds = grow(new Uint8Array(room), kinds);
      starts = grow(new Uint32Array(room), starts);
      ends = grow(new Uint32Array(room), ends);
      gaps = grow(new Uint8Array(room), gaps);
    };
    const put = (code: Code, start: number, end: number): void => {
      if (code < 0) {
        const next = -code - 1;
        if (next > gap) gap = next;
        if (next >= GAP.mark) {
          between += 1;
          if (between > LONGEST_GAP) gap = GAP.stop;
        }
        return;
      }
      if (length === room) widen();
      units[length] = code & 0xffff;
      kinds[length] = code >>> 16;
      starts[length] = start;
      ends[length] = end;
      gaps[length] = gap;
      length += 1;
      gap = GAP.none;
      between = 0;
    };

    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const known = seen[unit] ?? 0;
      if (known > 0) {
        put(known, at, at + 1);
        continue;
      }
      const letter = text.charAt(at);
      if ((letter === '+' || letter === '＋' || letter === '➕') && plusBefore.has(nextLetter(text, at + 1))) {
        put(plus, at, at + 1);
      } else if ((letter === '#' || letter === '＃') && /[0-9０-９]/.test(text.charAt(at + 1))) {
        for (const each of 'no') put(codeOf(each), at, at + 1);
      } else if (letter === '.' && /[ \u3000]/.test(text.charAt(at + 1))) {
        put(gapCode(GAP.comma), at, at + 1);
      } else if (known < 0 && known !== MANY && letter !== '❤' && letter !== '♥') {
        put(known, at, at + 1);
      } else {
        const point = text.codePointAt(at) ?? unit;
        const wide = point > 0xffff ? 2 : 1;
        const whole = String.fromCodePoint(point);
        if (at > 0 && heartAfter.has(text.charAt(at - 1)) && HEART.test(whole)) put(trust, at, at + wide);
        else for (const code of lookUp(whole, point)) put(code, at, at + wide);
        at += wide - 1;
      }
    }
    return { length, units, kinds, starts, ends, gaps };
  };
};

const CHUNK = 4096;

/** What a text folds to, as a key that compares: 最·好 and ｚｕｉ 好 are written apart, 最·好 and 最好 alike. */
export const foldedKey = ({ units, length }: Folded): string => {
  let key = '';
  for (let at = 0; at < length; at += CHUNK) {
    key += String.fromCharCode(...units.subarray(at, Math.min(length, at + CHUNK)));
  }
  return key;
};

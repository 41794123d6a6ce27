// How long a text takes to say: Chinese characters, Latin words, numbers as they are spoken, and the pauses between.

import { type Duration, duration } from './units.ts';

/** How fast a host speaks; measured for each, or the default. */
export interface SpeakingPace {
  /** Chinese characters a minute while speaking, pauses not counted; Latin words go at the same ratio as by default. */
  readonly charactersPerMinute: number;
}

export const SLOWEST_PACE = 60;
export const FASTEST_PACE = 600;

/**
 * 300 characters a minute: Mandarin is spoken at 5.18 syllables a second, pauses left out (Pellegrino, Coupé and Marsico,
 * Language 87 (2011), table 1), which is 311 a minute. With the pauses below a script comes to about 240 a minute.
 */
export const DEFAULT_PACE: SpeakingPace = { charactersPerMinute: 300 };

/**
 * One Latin word takes as long as 1.64 characters: English is read aloud at 183 words a minute (Brysbaert, Journal of
 * Memory and Language 109 (2019)), against 300 characters.
 */
const CHARACTERS_PER_WORD = 300 / 183;

/** Pauses in milliseconds at the default pace. Kongtai's own setting: a breath at a full stop, half of one at a comma. */
const SHORT_PAUSE = 120;
const COMMA_PAUSE = 250;
const STOP_PAUSE = 500;
const LINE_PAUSE = 600;

/** Syllables of the digits 〇 to 九 written with their ranks: 1299 → 一千二百九十九 has seven. */
const syllablesBelow10000 = (digits: string): number => {
  let count = 0;
  let isZeroDue = false;
  for (const [at, digit] of [...digits].entries()) {
    const rank = digits.length - 1 - at;
    if (digit === '0') {
      isZeroDue = count > 0;
      continue;
    }
    if (isZeroDue) count += 1;
    isZeroDue = false;
    // Ten is 十, not 一十, where it leads.
    const isLeadingTen = rank === 1 && digit === '1' && count === 0;
    count += (isLeadingTen ? 0 : 1) + (rank > 0 ? 1 : 0);
  }
  return count;
};

const syllablesOfWhole = (digits: string): number => {
  const plain = digits.replace(/^0+(?=\d)/, '');
  // Numbers longer than a price or a quantity are read digit by digit, as are codes that begin with 0.
  if (plain.length > 9 || (digits.length > 1 && digits.startsWith('0'))) return digits.length;
  if (plain === '0') return 1;
  const head = plain.slice(0, -8);
  const middle = plain.slice(-8, -4);
  const tail = plain.slice(-4);
  const parts = [head, middle].map((part) => (/[1-9]/.test(part) ? syllablesBelow10000(part) + 1 : 0));
  const isZeroHeard = plain.length > 4 && tail.startsWith('0') && /[1-9]/.test(tail);
  return parts.reduce((sum, part) => sum + part, 0) + syllablesBelow10000(tail) + (isZeroHeard ? 1 : 0);
};

const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

/** Syllables of a number as it is spoken in Chinese: 59 → 3 (五十九), 59.9 → 5, 1,299 → 7, 10008 → 4 (一万零八). */
export const spokenSyllables = (number: string): number => {
  const [, whole, fraction] = NUMBER.exec(number) ?? [];
  if (whole === undefined) return 0;
  return syllablesOfWhole(whole.replaceAll(',', '')) + (fraction === undefined ? 0 : 1 + fraction.length);
};

const TOKEN =
  /(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?<word>[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+(?:['’-][\p{Script=Latin}]+)*)|(?<letter>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}〇])|(?<line>\n\s*)|(?<stop>[。！？!?…；;]+|\.(?=\s|$))|(?<comma>[，,、：:—]+)|(?<short>[“”"（）()《》]+)|(?<sign>[%％¥￥$€£+＋×=])/gu;

/** Capitals alone are spelled: SPF is three letters, each as long as a character. */
const isSpelled = (word: string): boolean => word.length <= 5 && word === word.toUpperCase() && /^\p{L}+$/u.test(word);

const SPOKEN_SIGN: Readonly<Record<string, number>> = { '%': 3, '¥': 1, $: 2, '€': 2, '£': 2, '+': 1, '×': 1, '=': 2 };

/** What a text costs to say: `characters` by the pace, `pauseMs` at the default pace. */
export interface SpokenLength {
  /** Chinese characters, or as many as take as long. */
  readonly characters: number;
  readonly pauseMs: Duration;
}

export const spokenLength = (text: string): SpokenLength => {
  let characters = 0;
  let pauseMs = 0;
  for (const { groups = {} } of text.normalize('NFC').matchAll(TOKEN)) {
    if (groups.letter !== undefined) characters += 1;
    else if (groups.number !== undefined) characters += spokenSyllables(groups.number);
    else if (groups.word !== undefined) {
      characters += isSpelled(groups.word) ? groups.word.length : CHARACTERS_PER_WORD;
    } else if (groups.sign !== undefined) characters += SPOKEN_SIGN[groups.sign.normalize('NFKC')] ?? 1;
    else if (groups.stop !== undefined) pauseMs += STOP_PAUSE;
    else if (groups.comma !== undefined) pauseMs += COMMA_PAUSE;
    else if (groups.short !== undefined) pauseMs += SHORT_PAUSE;
    else if (groups.line !== undefined) pauseMs += LINE_PAUSE;
  }
  return { characters, pauseMs: duration(pauseMs) };
};

/** A whole number of milliseconds; whoever speaks faster also breathes shorter. Throws RangeError on a pace out of range. */
export const speakingTime = (text: string, pace: SpeakingPace = DEFAULT_PACE): Duration => {
  const { charactersPerMinute } = pace;
  if (!(charactersPerMinute >= SLOWEST_PACE && charactersPerMinute <= FASTEST_PACE)) {
    throw new RangeError(`a pace lies between ${SLOWEST_PACE} and ${FASTEST_PACE} characters a minute`);
  }
  const { characters, pauseMs } = spokenLength(text);
  const pauses = (pauseMs * DEFAULT_PACE.charactersPerMinute) / charactersPerMinute;
  return duration(Math.round((characters * 60_000) / charactersPerMinute + pauses));
};

/** The pace of a host who took `spokenMs` for a text that takes `byDefault` at the default pace; null under 30 s of it. */
export const paceOfSpeech = (byDefault: number, spokenMs: number): SpeakingPace | null => {
  if (byDefault < 30_000 || spokenMs <= 0) return null;
  const charactersPerMinute = Math.round((DEFAULT_PACE.charactersPerMinute * byDefault) / spokenMs);
  return { charactersPerMinute: Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, charactersPerMinute)) };
};

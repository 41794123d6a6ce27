// How a Chinese title sounds, so that it is found by pinyin and by initials: «kouhong», «kh».

import { pinyin } from 'pinyin-pro';

const LONGEST_SPELLED = 200;
const HAN = /\p{Script=Han}+/gu;
const TONES = /[\u0300-\u0307\u0309-\u036f]/gu;

/** There are some 1 500 syllables: each is taken from its tone once. */
const plain = new Map<string, string>();

const toPlain = (syllable: string): string => {
  const known = plain.get(syllable);
  if (known !== undefined) return known;
  const bare = syllable.normalize('NFD').replace(TONES, '').normalize('NFC').replaceAll('ü', 'v');
  plain.set(syllable, bare);
  return bare;
};

/** A shop says the same things again and again: seasons, brands, what goods are for. */
const LONGEST_PHRASE = 10;
const MOST_PHRASES = 5_000;
const phrases = new Map<string, readonly string[]>();

// With its tones, which the library is three times as quick with; what tones do to each other is of no interest.
const spell = (run: string): readonly string[] =>
  pinyin(run, { toneType: 'symbol', type: 'array', nonZh: 'removed', toneSandhi: false }).map(toPlain);

/** Words never reach beyond Han characters that stand together: each such run is spelled by itself. */
const spellRun = (run: string): readonly string[] => {
  if (run.length > LONGEST_PHRASE) return spell(run);
  const known = phrases.get(run);
  if (known !== undefined) return known;
  if (phrases.size >= MOST_PHRASES) phrases.clear();
  const syllables = spell(run);
  phrases.set(run, syllables);
  return syllables;
};

/** Two lines: all syllables, all initials; '' where nothing in it is Chinese. */
export const soundOf = (title: string): string => {
  const syllables = (title.slice(0, LONGEST_SPELLED).match(HAN) ?? []).flatMap(spellRun);
  if (syllables.length === 0) return '';
  return `${syllables.join('')}\n${syllables.map((syllable) => syllable.slice(0, 1)).join('')}`;
};

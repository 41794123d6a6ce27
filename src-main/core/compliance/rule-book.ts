// The rule book: rule packs compiled once, so that a text is read once however many words they hold.

import { type Automaton, buildAutomaton } from './automaton.ts';
import { createFold, type Fold, type Folded, foldedKey, GAP, KIND } from './folding.ts';
import type { Characters, Rule, RulePack, WordList } from './pack.ts';

/** What a pattern is to its list (or, `required`, to its rule). */
export type PatternRole = 'word' | 'innocent' | 'said' | 'beside' | 'required';

export interface Pattern {
  readonly role: PatternRole;
  readonly rule: Rule;
  /** Null for the role `required`. */
  readonly list: WordList | null;
  readonly folded: Folded;
  readonly isTight: boolean;
}

export interface RuleBook {
  /** Names what was checked against, for signatures and evidence: the versions, and a mark of all rules and words. */
  readonly version: string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly lists: readonly WordList[];
  readonly fold: Fold;
  readonly automaton: Automaton;
  readonly patterns: readonly Pattern[];
  /** The kinds of goods that a catalogue's category, which is free text, belongs to. */
  readonly categoriesOf: (category: string) => readonly string[];
}

const MOST_SPELLINGS = 64;

/** A word and the ways it is written to dodge a list: one character replaced, or two together. */
const spellingsOf = (word: string, soundalikes: Characters['soundalikes']): readonly string[] => {
  const letters = [...word];
  const replaced = (at: number, from: readonly string[]): string[][] =>
    (soundalikes[from[at] ?? ''] ?? []).map((other) => from.with(at, other));
  const spellings = new Set([word]);
  for (const first of letters.keys()) {
    for (const once of replaced(first, letters)) {
      spellings.add(once.join(''));
      for (let second = first + 1; second < letters.length; second += 1) {
        for (const twice of replaced(second, once)) spellings.add(twice.join(''));
      }
    }
  }
  return [...spellings].slice(0, MOST_SPELLINGS);
};

/** FNV-1a, twice over: tells two books apart, and guards against nobody. */
const markOf = (content: string): string => {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < content.length; at += 1) {
    low = Math.imul(low ^ content.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ content.charCodeAt(at) ^ 0x5bd1, 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
};

const NO_CHARACTERS: Characters = {
  traditional: '',
  simplified: '',
  lookalikes: {},
  soundalikes: {},
  plusBefore: '',
  heartAfter: '',
};

/** Lists of a rule that no pack holds are silent, so that a rule is turned off by taking it away. The last pack wins a name. */
export const compileRules = (packs: readonly RulePack[]): RuleBook => {
  const rules = new Map(packs.flatMap((pack) => pack.rules).map((rule) => [rule.ruleId, rule] as const));
  const lists = [...new Map(packs.flatMap((pack) => pack.lists).map((list) => [list.listId, list] as const)).values()];
  const categories = packs.flatMap((pack) => pack.categories);
  const characters = packs.findLast((pack) => pack.characters !== null)?.characters ?? NO_CHARACTERS;
  const fold = createFold(characters);

  const patterns: Pattern[] = [];
  const add = (role: PatternRole, rule: Rule, list: WordList | null, phrase: string, isTight: boolean): void => {
    for (const spelling of spellingsOf(phrase, characters.soundalikes)) {
      const folded = fold(spelling);
      if (folded.length > 0) patterns.push({ role, rule, list, folded, isTight });
    }
  };
  for (const rule of rules.values()) for (const phrase of rule.required) add('required', rule, null, phrase, false);
  for (const list of lists) {
    const rule = rules.get(list.ruleId);
    if (rule === undefined) continue;
    const tight = new Set(list.tight);
    for (const word of list.words) add('word', rule, list, word, tight.has(word));
    for (const phrase of list.innocent) add('innocent', rule, list, phrase, false);
    for (const phrase of list.unlessSaid) add('said', rule, list, phrase, false);
    for (const phrase of list.unlessBeside) add('beside', rule, list, phrase, false);
  }

  const aliases = categories.flatMap((category) =>
    category.aliases.map((alias) => [foldedKey(fold(alias)), category.categoryId] as const),
  );
  return {
    version: `${[...new Set(packs.map((pack) => pack.version))].join('+')}#${markOf(JSON.stringify(packs))}`,
    rules,
    lists,
    fold,
    automaton: buildAutomaton(patterns.map(({ folded }) => [...folded.units.subarray(0, folded.length)])),
    patterns,
    categoriesOf: (category) => {
      const key = foldedKey(fold(category));
      return [...new Set(aliases.filter(([alias]) => key.includes(alias)).map(([, id]) => id))];
    },
  };
};

/** Whether two characters run on: nothing that is seen stands between them, and both are letters or both digits. */
const runsOn = (folded: Folded, at: number): boolean =>
  at > 0 &&
  at < folded.length &&
  (folded.gaps[at] ?? GAP.stop) <= GAP.hidden &&
  ((folded.kinds[at] !== KIND.other && folded.kinds[at] === folded.kinds[at - 1]) ||
    folded.starts[at] === folded.starts[at - 1]);

/**
 * Whether the pattern that ends before the place `end` of `text` reads as one word: with edges where it needs them, and
 * with no pause in it that a reader would take for the end of a phrase.
 */
export const readsAsWord = (pattern: Pattern, text: Folded, end: number): boolean => {
  const { folded, isTight } = pattern;
  const start = end - folded.length;
  if (runsOn(text, start) || runsOn(text, end)) return false;
  // 国 旗 typed letter by letter, not 中国 旗舰店.
  const isSpacedOut =
    (text.gaps[start] ?? GAP.stop) >= GAP.blank && (end >= text.length || (text.gaps[end] ?? GAP.stop) >= GAP.blank);
  let wide = 0;
  let seams = 0;
  let spelledOut = 0;
  let blanksInLatin = 0;
  let commas = 0;
  let twins = 0;
  for (let index = 0; index < folded.length; index += 1) {
    const at = start + index;
    const kind = folded.kinds[index];
    if (kind !== KIND.other && text.kinds[at] !== kind) twins += 1;
    if (index === 0) continue;
    const gap = text.gaps[at] ?? GAP.stop;
    const own = folded.gaps[index] ?? GAP.none;
    if (own >= GAP.mark) {
      if (gap > Math.max(own, GAP.blank)) return false;
      continue;
    }
    seams += 1;
    if (gap >= GAP.mark) wide += 1;
    if (kind !== KIND.other && folded.kinds[index - 1] !== KIND.other) {
      spelledOut += gap >= GAP.mark ? 1 : 0;
      if (gap === GAP.blank) blanksInLatin += 1;
      else if (gap > GAP.blank) return false;
    } else if (gap === GAP.blank && isTight && !isSpacedOut) return false;
    if (gap === GAP.comma) commas += 1;
  }
  // Half of a word in look-alikes is a dodge, all of it is another word.
  if (twins * 2 > folded.length) return false;
  // Blanks between letters count only where every letter stands alone, commas only in a word of three and more.
  if (blanksInLatin > 0 && spelledOut < seams) return false;
  return commas === 0 || (seams >= 2 && wide === seams && !isTight);
};

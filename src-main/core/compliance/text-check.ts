// Checks a text against a rule book: what it says, of which goods, and what is known about them, to findings with their law.

import { giftLacks } from '../gift.ts';
import type { Instant } from '../units.ts';
import type { Exemption, Finding, TextContext } from './finding.ts';
import { type Folded, foldedKey, GAP, KIND } from './folding.ts';
import { faultOfPriceBase, isEndNear, isEvidenced, isGiftDescribed, isPriceAsked, isStockShort } from './grounds.ts';
import type { Rule, WordList } from './pack.ts';
import { type Pattern, type RuleBook, readsAsWord } from './rule-book.ts';
import { clauseAround, numberBeside } from './spoken-number.ts';

export interface TextToCheck {
  readonly text: string;
  /** As the catalogue has it; the book knows its kind of goods. */
  readonly category: string;
  readonly context: TextContext;
  readonly exemptions: readonly Exemption[];
  readonly now: Instant;
}

/** A pattern found in the text, at the folded places from … to (end excluded). */
interface Hit {
  readonly pattern: Pattern;
  readonly from: number;
  readonly to: number;
}

interface Reading {
  readonly folded: Folded;
  readonly words: readonly Hit[];
  /** By list, in the order of where they begin. */
  readonly innocent: ReadonlyMap<WordList | null, readonly Hit[]>;
  readonly said: ReadonlySet<WordList | null>;
  readonly beside: ReadonlyMap<WordList | null, readonly Hit[]>;
  readonly required: ReadonlySet<Rule>;
}

const byPlace = (a: Hit, b: Hit): number => a.from - b.from || b.to - a.to;

const readText = (book: RuleBook, text: string): Reading => {
  const folded = book.fold(text);
  const { automaton, patterns } = book;
  const words: Hit[] = [];
  const innocent = new Map<WordList | null, Hit[]>();
  const beside = new Map<WordList | null, Hit[]>();
  const said = new Set<WordList | null>();
  const required = new Set<Rule>();
  const keep = (hits: Map<WordList | null, Hit[]>, hit: Hit): void => {
    const kept = hits.get(hit.pattern.list);
    if (kept === undefined) hits.set(hit.pattern.list, [hit]);
    else kept.push(hit);
  };
  const note = (id: number, to: number): void => {
    const pattern = patterns[id];
    if (pattern === undefined || !readsAsWord(pattern, folded, to)) return;
    const hit = { pattern, from: to - pattern.folded.length, to };
    if (pattern.role === 'word') words.push(hit);
    else if (pattern.role === 'innocent') keep(innocent, hit);
    else if (pattern.role === 'beside') keep(beside, hit);
    else if (pattern.role === 'said') said.add(pattern.list);
    else required.add(pattern.rule);
  };

  let state = 0;
  for (let at = 0; at < folded.length; at += 1) {
    if (folded.gaps[at] === GAP.stop) state = 0;
    state = automaton.step(state, folded.units[at] ?? 0);
    const endings = automaton.endings[state];
    if (endings !== undefined) for (const id of endings) note(id, at + 1);
  }
  for (const hits of innocent.values()) hits.sort(byPlace);
  return { folded, words, innocent, said, beside, required };
};

/** Only what is seen to run on belongs to the longer phrase: 第一，次日达 holds no 第一次. */
const isAround = (folded: Folded, phrase: Hit, word: Hit): boolean => {
  if (phrase.from > word.from || phrase.to < word.to) return false;
  const { gaps } = phrase.pattern.folded;
  for (let at = phrase.from + 1; at < phrase.to; at += 1) {
    const isInside = at > word.from && at < word.to;
    const own = gaps[at - phrase.from] ?? GAP.none;
    const widest = own >= GAP.mark ? Math.max(own, GAP.blank) : GAP.hidden;
    if (!isInside && (folded.gaps[at] ?? GAP.stop) > widest) return false;
  }
  return true;
};

const firstNotBefore = (hits: readonly Hit[], from: number): number => {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hits[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
};

const LONGEST_PHRASE = 40;

const isInnocent = (reading: Reading, word: Hit): boolean => {
  const phrases = reading.innocent.get(word.pattern.list) ?? [];
  for (let at = firstNotBefore(phrases, word.from - LONGEST_PHRASE); at < phrases.length; at += 1) {
    const phrase = phrases[at];
    if (phrase === undefined || phrase.from > word.from) return false;
    if (isAround(reading.folded, phrase, word)) return true;
  }
  return false;
};

/** How far a sentence is looked through for a phrase that clears a word. */
const SENTENCE = 60;

const isClearedBeside = (reading: Reading, word: Hit): boolean => {
  const phrases = reading.beside.get(word.pattern.list);
  if (phrases === undefined) return false;
  const { gaps, length } = reading.folded;
  let from = word.from;
  while (from > 0 && word.from - from < SENTENCE && gaps[from] !== GAP.stop) from -= 1;
  let to = word.to;
  while (to < length && to - word.to < SENTENCE && gaps[to] !== GAP.stop) to += 1;
  const next = phrases[firstNotBefore(phrases, from)];
  return next !== undefined && next.to <= to;
};

const isFor = (
  { categories, exceptCategories }: Pick<Rule, 'categories' | 'exceptCategories'>,
  kinds: readonly string[],
): boolean =>
  (categories === null || categories.some((category) => kinds.includes(category))) &&
  !exceptCategories.some((category) => kinds.includes(category));

/** A place in the text and the rule it breaks there; `list` is null where no list found it. */
interface Breach {
  readonly rule: Rule;
  readonly list: WordList | null;
  readonly start: number;
  readonly end: number;
}

const spanOf = (folded: Folded, from: number, to: number): { readonly start: number; readonly end: number } => ({
  start: folded.starts[from] ?? 0,
  end: folded.ends[to - 1] ?? 0,
});

const REACH = 8;

/** What the word amounts to beside what is known about the goods; null where that grounds it. */
const breachOf = (book: RuleBook, input: TextToCheck, reading: Reading, word: Hit): Breach | null => {
  const { list, rule } = word.pattern;
  if (list === null) return null;
  const { folded } = reading;
  const { context } = input;
  const span = spanOf(folded, word.from, word.to);
  const saying = { text: input.text, ...span };
  const breach = { rule, list, ...span };
  if (list.check === 'price_base') {
    const fault = faultOfPriceBase(list, saying, context);
    const broken = fault === null ? undefined : book.rules.get(fault);
    return broken === undefined ? null : { ...breach, rule: broken };
  }
  if (list.check === 'asking_price') return isPriceAsked(saying, context) ? null : breach;
  if (list.check === 'gift') return isGiftDescribed(context) ? null : breach;
  if (list.check === 'scarcity') return isStockShort(saying, context) ? null : breach;
  if (list.check === 'deadline') return isEndNear(context, input.now) ? null : breach;
  const number = list.check === 'figures' ? numberBeside(folded, word.from, word.to, REACH) : null;
  if (list.check === 'figures' && number === null) return null;
  const from = Math.min(word.from, number?.from ?? word.from);
  const to = Math.max(word.to, number?.to ?? word.to);
  const whole = spanOf(folded, from, to);
  if (list.takesEvidence && context.evidence.length > 0) {
    const clause = clauseAround(folded, from, to);
    const { start, end } = spanOf(folded, clause.from, clause.to);
    if (isEvidenced(book.fold, input.text.slice(start, end), context.evidence)) return null;
  }
  return { ...breach, ...whole };
};

const MOBILE = /^[lL1][3-9]\d{9}$/;
const IDENTITY = /^[1-9]\d{5}(?:19|20)\d{9}[\dXx]$/;

/** Runs of digits that are a mobile number or the number of an identity card, however they are broken up. */
const personalNumbers = (folded: Folded, text: string): readonly { readonly start: number; readonly end: number }[] => {
  const spans: { start: number; end: number }[] = [];
  const isDigit = (at: number): boolean => folded.kinds[at] === KIND.digit;
  let from = 0;
  while (from < folded.length) {
    let to = from;
    while (to < folded.length && isDigit(to) && (to === from || (folded.gaps[to] ?? GAP.stop) < GAP.comma)) to += 1;
    if (to - from >= 11 && to - from <= 18) {
      const { start, end } = spanOf(folded, from, to);
      const hasX = to - from === 17 && /^[xXｘＸ]$/.test(text.charAt(end));
      const digits = text
        .slice(start, hasX ? end + 1 : end)
        .normalize('NFKC')
        .replace(/[^\dXx]/g, '');
      if (MOBILE.test(digits) || IDENTITY.test(digits)) spans.push({ start, end: hasX ? end + 1 : end });
    }
    from = Math.max(to, from + 1);
  }
  return spans;
};

const HAN = /\p{Script=Han}/u;

/**
 * Of overlapping breaches of one rule only the first and widest: 全网最低价, not 最低 in it as well. Where two lists found
 * the same, a text with Chinese in it falls under the rule's law, another under the law that its list brings along.
 */
const keepWidest = (breaches: readonly Breach[], text: string): readonly Breach[] => {
  const isChinese = HAN.test(text);
  const rank = ({ list }: Breach): number => (((list?.law ?? null) === null) === isChinese ? 0 : 1);
  const sorted = breaches.toSorted((a, b) => a.start - b.start || b.end - a.end || rank(a) - rank(b));
  const reached = new Map<string, number>();
  return sorted.filter(({ rule, list, start, end }) => {
    const key = `${rule.ruleId} ${list?.severity ?? rule.severity}`;
    if (start < (reached.get(key) ?? 0)) return false;
    reached.set(key, end);
    return true;
  });
};

const isExempt = (
  book: RuleBook,
  { ruleId, words, productId, expiresAt }: Exemption,
  breach: Breach,
  input: TextToCheck,
): boolean => {
  if (ruleId !== breach.rule.ruleId || (expiresAt !== null && expiresAt <= input.now)) return false;
  if (productId !== null && productId !== input.context.productId) return false;
  if (words === null) return true;
  const matched = foldedKey(book.fold(input.text.slice(breach.start, breach.end)));
  return words.some((word) => foldedKey(book.fold(word)) === matched);
};

/** 赠品没有说清楚: the one rule that knows what is missing. */
const GIFT_RULE = 'P5';

const toFinding = (book: RuleBook, breach: Breach, input: TextToCheck): Finding => {
  const { rule, start, end } = breach;
  // A list speaks for its own rule only; where the price base broke another, that one's law holds.
  const list = breach.list?.ruleId === rule.ruleId ? breach.list : null;
  const hasOwnLaw = list !== null && list.law !== null;
  return {
    ruleId: rule.ruleId,
    listId: breach.list?.listId ?? null,
    start,
    end,
    matched: input.text.slice(start, end),
    severity: list?.severity ?? rule.severity,
    title: list?.title ?? rule.title,
    law: list?.law ?? rule.law,
    article: hasOwnLaw ? list.article : rule.article,
    fine: hasOwnLaw ? list.fine : rule.fine,
    suggestion: list?.suggestion ?? rule.suggestion,
    exempted: input.exemptions.find((exemption) => isExempt(book, exemption, breach, input)) ?? null,
    ...(rule.ruleId === GIFT_RULE ? { lacks: giftLacks(input.context.gift) } : {}),
  };
};

/** What the text says that it may not, in the order of where; what it leaves out is not looked at. */
export const checkWording = (book: RuleBook, input: TextToCheck): readonly Finding[] => {
  const reading = readText(book, input.text);
  const kinds = book.categoriesOf(input.category);
  const breaches: Breach[] = [];
  for (const word of reading.words) {
    const { list, rule } = word.pattern;
    if (list === null || !isFor(rule, kinds) || !isFor(list, kinds)) continue;
    if (reading.said.has(list) || isInnocent(reading, word) || isClearedBeside(reading, word)) continue;
    const breach = breachOf(book, input, reading, word);
    if (breach !== null) breaches.push(breach);
  }
  for (const rule of book.rules.values()) {
    if (rule.check !== 'personal_number' || !isFor(rule, kinds)) continue;
    for (const span of personalNumbers(reading.folded, input.text)) breaches.push({ rule, list: null, ...span });
  }
  return keepWidest(breaches, input.text).map((breach) => toFinding(book, breach, input));
};

/** What has to stand in the text and does not: findings without a place. A text without a word lacks nothing yet. */
export const checkRequired = (book: RuleBook, input: TextToCheck): readonly Finding[] => {
  const kinds = book.categoriesOf(input.category);
  const rules = [...book.rules.values()].filter((rule) => rule.check === 'required' && isFor(rule, kinds));
  if (rules.length === 0) return [];
  const reading = readText(book, input.text);
  if (reading.folded.length === 0) return [];
  return rules
    .filter((rule) => !reading.required.has(rule))
    .map((rule) => toFinding(book, { rule, list: null, start: 0, end: 0 }, input));
};

/** A gift goes with the goods and is not described in full, whatever the texts say of it: a finding without a place. */
export const checkGift = (book: RuleBook, input: TextToCheck): readonly Finding[] => {
  const rule = book.rules.get(GIFT_RULE);
  const { gift } = input.context;
  if (rule === undefined || gift === null || !isFor(rule, book.categoriesOf(input.category))) return [];
  return giftLacks(gift).length === 0 ? [] : [toFinding(book, { rule, list: null, start: 0, end: 0 }, input)];
};

/** All findings of one text that stands by itself: first what is missing, then what is said, in order. Never throws. */
export const checkText = (book: RuleBook, input: TextToCheck): readonly Finding[] => [
  ...checkRequired(book, input),
  ...checkWording(book, input),
];

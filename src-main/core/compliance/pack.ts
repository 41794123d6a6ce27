// Rule packs: the rules of trade law that a text can break, and the word lists that find them, as the data files hold them.

import type { CompareBasis } from '../product.ts';

/** One sentence in each language of the screens. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** `block` keeps a show from starting until an owner overrides it; `warn` only shows. */
export const SEVERITIES = ['warn', 'block'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * How a rule looks at a text: by its word lists, by phrases that must stand in it (`required`), or by numbers that belong to
 * a person (mobile, identity card).
 */
export const RULE_CHECKS = ['lists', 'required', 'personal_number'] as const;
export type RuleCheck = (typeof RULE_CHECKS)[number];

/**
 * What makes a word of a list a finding. `words`: that it stands there; `figures`: a number beside it; `price_base`: a price
 * that the compare price does not ground; `asking_price`: a lower price than is asked; `gift`: a gift not described in full;
 * `scarcity`: less stock said than there is; `deadline`: an end that no deal has. Evidence clears `words` and `figures` of
 * a list that `takesEvidence`.
 */
export const LIST_CHECKS = ['words', 'figures', 'price_base', 'asking_price', 'gift', 'scarcity', 'deadline'] as const;
export type ListCheck = (typeof LIST_CHECKS)[number];

export interface Rule {
  /** A… advertising law, P… price law, L… platform and trade customs, D… personal data. */
  readonly ruleId: string;
  readonly title: Said;
  readonly law: Said;
  /** The article as the law numbers it, `9(3)`; null where it is a custom of platforms rather than a law. */
  readonly article: string | null;
  readonly fine: Said | null;
  readonly severity: Severity;
  readonly check: RuleCheck;
  /** Which kinds of goods it is for; null means all. */
  readonly categories: readonly string[] | null;
  readonly exceptCategories: readonly string[];
  /** For the check `required`: any one of these is enough. */
  readonly required: readonly string[];
  readonly suggestion: Said;
}

export interface WordList {
  readonly listId: string;
  readonly ruleId: string;
  readonly title: Said;
  readonly check: ListCheck;
  /** Instead of the rule's own, where the words fall under another law or weigh otherwise; null takes the rule's. */
  readonly law: Said | null;
  readonly article: string | null;
  readonly fine: Said | null;
  readonly severity: Severity | null;
  readonly suggestion: Said | null;
  readonly categories: readonly string[] | null;
  readonly exceptCategories: readonly string[];
  readonly takesEvidence: boolean;
  /** For `price_base`: what the compare price must rest on for these words to be true. */
  readonly bases: readonly CompareBasis[];
  readonly words: readonly string[];
  /** Words whose characters often meet by chance at a pause (国 旗): blanks and pictures do not join them. */
  readonly tight: readonly string[];
  /** Longer phrases in which the words mean something else: 最佳食用期. */
  readonly innocent: readonly string[];
  /** Said anywhere in the text, or in the same sentence, these clear the words. */
  readonly unlessSaid: readonly string[];
  readonly unlessBeside: readonly string[];
}

/** A kind of goods and the words by which a catalogue's own category, which is free text, is known to be of it. */
export interface GoodsCategory {
  readonly categoryId: string;
  readonly title: Said;
  readonly aliases: readonly string[];
}

export interface Characters {
  /** One character for one, place by place. */
  readonly traditional: string;
  readonly simplified: string;
  /** Characters drawn alike, read as what they stand for. */
  readonly lookalikes: Readonly<Record<string, string>>;
  /** What is written for a character to dodge a list: 最 → zui. */
  readonly soundalikes: Readonly<Record<string, readonly string[]>>;
  /** A plus sign before one of these is read as 加. */
  readonly plusBefore: string;
  /** A heart right behind one of these is read as 信: 微❤. */
  readonly heartAfter: string;
}

/** One data file; any of its parts may be empty. */
export interface RulePack {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly lists: readonly WordList[];
  readonly categories: readonly GoodsCategory[];
  readonly characters: Characters | null;
}

// What a check finds: the rule that a text breaks, where in the text, under which law, and whether somebody exempted it.

import type { Gift, GiftPart } from '../gift.ts';
import type { CompareBasis } from '../product.ts';
import type { Instant, Money, ProductId } from '../units.ts';
import type { Said, Severity } from './pack.ts';

export interface Exemption {
  readonly ruleId: string;
  /** The words that are exempt, or null for all that the rule finds. */
  readonly words: readonly string[] | null;
  /** Null for every product. */
  readonly productId: ProductId | null;
  readonly reason: string;
  readonly approver: string;
  /** Null where it was granted without an end. */
  readonly expiresAt: Instant | null;
}

export interface Finding {
  readonly ruleId: string;
  /** Null where the rule looks for something other than the words of a list. */
  readonly listId: string | null;
  /** UTF-16 offsets in the text as it was given; both 0 where something is missing from the text. */
  readonly start: number;
  readonly end: number;
  /** The text between them, as it was written. */
  readonly matched: string;
  readonly severity: Severity;
  readonly title: Said;
  readonly law: Said;
  readonly article: string | null;
  readonly fine: Said | null;
  readonly suggestion: Said;
  /** The exemption that covers it, kept with it; such a finding neither warns nor blocks. */
  readonly exempted: Exemption | null;
  /** What has still to be said of the gift that it is about. */
  readonly lacks?: readonly GiftPart[];
}

/** Where a figure or a quotation comes from; it clears the claims that its words hold. */
export interface Evidence {
  readonly claim: string;
  readonly source: string;
}

/** What is known about the goods that a text speaks of; null where it is not. */
export interface TextContext {
  readonly productId: ProductId | null;
  readonly price: Money | null;
  readonly comparePrice: {
    readonly price: Money;
    readonly basis: CompareBasis;
    /** Where it can be looked up; '' where nobody said. */
    readonly proof: string;
  } | null;
  readonly stock: number | null;
  readonly deal: { readonly price: Money; readonly closesAt: Instant | null } | null;
  /** What the law wants said about a gift (广告法 art. 8); '' for what is not known. */
  readonly gift: Gift | null;
  readonly evidence: readonly Evidence[];
}

export const NO_CONTEXT: TextContext = {
  productId: null,
  price: null,
  comparePrice: null,
  stock: null,
  deal: null,
  gift: null,
  evidence: [],
};

// What a comment asks for, as the claim grammar (claim.ts) reads it: nothing of it is granted yet.

import type { ProductId, VariantId } from './units.ts';

export interface ClaimLine {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  /** The product's number on the run sheet. */
  readonly number: number;
  /** 1..99 */
  readonly quantity: number;
}

/**
 * Why a person has to settle a claim. `typo`: a word that is nearly another, but not surely; `not_on_sheet`: a number that the
 * sheet has not, or a word that only products without a number have.
 */
export type ClaimDoubt = 'which_product' | 'which_variant' | 'how_many' | 'not_on_sheet' | 'typo';

export type ClaimReading =
  | { readonly kind: 'none' }
  /** Every variant at most once. `isQuantitySaid`: false where one is meant only because nobody said how many (换成红色). */
  | {
      readonly kind: 'claim';
      readonly lines: readonly ClaimLine[];
      readonly isChange: boolean;
      readonly isQuantitySaid: boolean;
    }
  /** `of`: the number; null: all of it. `variantId`: where only one variant of it is taken back. */
  | { readonly kind: 'take_back'; readonly of: number | null; readonly variantId: VariantId | null }
  /**
   * One of `candidates` is meant, or, where there are none, something that a person must make out.
   * `lines`: what else the comment asks for, beyond doubt.
   */
  | {
      readonly kind: 'unclear';
      readonly why: ClaimDoubt;
      readonly lines: readonly ClaimLine[];
      readonly candidates: readonly ClaimLine[];
      readonly isChange: boolean;
    };

/** What a list of claims shows of a reading: the product's number, how many in all, and the lines beyond doubt. */
export const summariseClaim = (
  reading: Extract<ClaimReading, { kind: 'claim' | 'unclear' }>,
): { readonly number: number | null; readonly quantity: number; readonly lines: readonly ClaimLine[] } => {
  const { lines } = reading;
  const meant = lines.length === 0 && reading.kind === 'unclear' ? reading.candidates : lines;
  const [first] = meant;
  const isOneProduct = lines.length > 0 || new Set(meant.map(({ number }) => number)).size === 1;
  return {
    number: first !== undefined && isOneProduct ? first.number : null,
    quantity: lines.length > 0 ? lines.reduce((sum, { quantity }) => sum + quantity, 0) : (first?.quantity ?? 1),
    lines,
  };
};

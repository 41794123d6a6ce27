// What the engine asks of its store about price truth: prices actually paid, list prices as they went, an owner's word.

import type { PaidPrice } from '../core/price-ledger.ts';
import type { ListPriceStep, PriceFault } from '../core/price-truth.ts';
import type { CompareBasis } from '../core/product.ts';
import type { Instant, Money, ProductId, ShowId, VariantId } from '../core/units.ts';

/** The sales that a compare price is held against. */
export interface PaidGrounds {
  /** The cheapest of the stretch, all at their price up to a limit, and the newest before its end. */
  readonly paid: readonly PaidPrice[];
  /** How many lines were paid in the stretch and stand. */
  readonly counted: number;
}

/** A variant on sale as its price is shown. */
export interface PricedVariant {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly listPrice: Money;
  /** What is asked. */
  readonly price: Money;
  readonly comparePrice: { readonly price: Money; readonly basis: CompareBasis; readonly proof: string } | null;
}

/** What an owner's word is about: these very terms, in one show. */
export interface PriceTerms {
  readonly showId: ShowId;
  readonly variantId: VariantId;
  readonly price: Money;
  readonly compareMinor: number;
  readonly basis: CompareBasis;
}

export interface PriceOverride {
  readonly faults: readonly PriceFault[];
  readonly reason: string;
  readonly approver: string;
  readonly at: Instant;
}

export interface PaidPriceReads {
  /** Sales of a variant from `from` on and before `before`. */
  paidGrounds(variantId: VariantId, currency: string, from: Instant, before: Instant): PaidGrounds;
  /** Newest first, those that did not stand among them. */
  paidLatest(variantId: VariantId, limit: number): readonly PaidPrice[];
  /** Oldest first; the first price that a variant had is no step. */
  listSteps(productId: ProductId, variantId: VariantId, since: Instant): readonly ListPriceStep[];
  pricedVariant(variantId: VariantId): PricedVariant | null;
  /** Those with a compare price, of products that are not archived, in the catalogue's order; all words must be in them. */
  pricedVariants(words: readonly string[]): readonly PricedVariant[];
  priceOverride(terms: PriceTerms): PriceOverride | null;
}

export interface PaidPriceWrites {
  /**
   * Paid lines that a file says, in the transaction of its import. A line that the same import said before is said anew; of
   * several imports that say one line the newest counts.
   */
  notePaid(importId: string, lines: readonly PaidPrice[]): void;
  /** Takes back all that an import said: what an earlier one said of the same lines counts again. */
  forgetPaid(importId: string): void;
  /** A second one for the same terms replaces the first. */
  overridePrice(terms: PriceTerms, override: PriceOverride): void;
  /** False where there is none. */
  withdrawPriceOverride(terms: PriceTerms): boolean;
}

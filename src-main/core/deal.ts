// A deal (闪购): a limited price on one variant for a time and a quantity, armed → countdown → running → ended.

import type { CompareBasis } from './product.ts';
import type { DealId, Duration, Instant, Money, ProductId, VariantId } from './units.ts';

export const DEAL_PHASES = ['armed', 'countdown', 'running', 'ended'] as const;
export type DealPhase = (typeof DEAL_PHASES)[number];

/** As the room protocol's `deal.stop` names them; `disarmed` never reached the room. */
export const DEAL_END_REASONS = ['sold_out', 'time_up', 'stopped', 'emergency'] as const;
export type DealEndReason = (typeof DEAL_END_REASONS)[number];

export interface DealTerms {
  readonly dealId: DealId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly price: Money;
  readonly comparePrice: { readonly price: Money; readonly basis: CompareBasis } | null;
  readonly quantity: number;
  readonly perBuyer: number;
  readonly countdownMs: Duration;
  readonly durationMs: Duration;
}

export interface Deal extends DealTerms {
  readonly phase: DealPhase;
  readonly armedAt: Instant;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endReason: DealEndReason | null;
  readonly sold: number;
}

/** Why a deal may not be armed: the reasons are error codes, so that a screen has a sentence for each. */
export type DealObjection = 'deal_too_dear' | 'deal_limit' | 'stock_short' | 'deal_running';

const isOpen = (deal: Pick<Deal, 'phase'>): boolean => deal.phase !== 'ended';

/**
 * The first rule that the terms break, or null. A deal is cheaper than the list price, sells no more than there is, allows a
 * buyer no more than it holds, and is the only open one of its product (WeChat's rule, taken for all platforms).
 */
export const checkDealTerms = (
  terms: DealTerms,
  shop: { readonly listPrice: Money; readonly stock: number; readonly deals: readonly Deal[] },
): DealObjection | null => {
  if (terms.price.currency !== shop.listPrice.currency || terms.price.minor >= shop.listPrice.minor) {
    return 'deal_too_dear';
  }
  if (terms.perBuyer > terms.quantity) return 'deal_limit';
  if (terms.quantity > shop.stock) return 'stock_short';
  if (shop.deals.some((deal) => deal.productId === terms.productId && isOpen(deal))) return 'deal_running';
  return null;
};

export type DealStep = { readonly step: 'open' } | { readonly step: 'end'; readonly reason: 'sold_out' | 'time_up' };

/** What time or stock makes of a fired deal now, or null. A deal that slept through its whole time ends without opening. */
export const nextDealStep = (deal: Deal, now: Instant): DealStep | null => {
  if (deal.phase !== 'countdown' && deal.phase !== 'running') return null;
  if (deal.sold >= deal.quantity) return { step: 'end', reason: 'sold_out' };
  if (deal.closesAt !== null && now >= deal.closesAt) return { step: 'end', reason: 'time_up' };
  if (deal.phase === 'countdown' && deal.opensAt !== null && now >= deal.opensAt) return { step: 'open' };
  return null;
};

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

// A deal (闪购): a limited price on one variant for a time and a quantity, armed → countdown → running → ended → settled.

import { type DealKind, type DealOffer, type DealTrigger, FLASH } from './deal-offer.ts';
import type { ComparePrice } from './product.ts';
import {
  type DealId,
  type Duration,
  type Instant,
  instant,
  type Money,
  type ProductId,
  type VariantId,
} from './units.ts';

export type { DealKind, DealOffer, DealTrigger } from './deal-offer.ts';

export const DEAL_PHASES = ['armed', 'countdown', 'running', 'ended'] as const;
export type DealPhase = (typeof DEAL_PHASES)[number];

/** As the room protocol's `deal.stop` names them. */
export const ROOM_END_REASONS = ['sold_out', 'time_up', 'stopped', 'emergency'] as const;
export type RoomEndReason = (typeof ROOM_END_REASONS)[number];

/** `undone`: called back in its countdown. Rooms are told that it was stopped. */
export const DEAL_END_REASONS = [...ROOM_END_REASONS, 'undone'] as const;
export type DealEndReason = (typeof DEAL_END_REASONS)[number];

/** Why an armed deal was put away without being fired. */
export const DISARM_CAUSES = [
  'hand',
  'show_over',
  /** Its trigger fell due: too late (the machine slept), off air, within the cooldown, beside another deal, with nothing left. */
  'late',
  'off_air',
  'cooldown',
  'busy',
  'sold_out',
  /** An emergency card froze it. */
  'emergency',
] as const;
export type DisarmCause = (typeof DISARM_CAUSES)[number];

export interface DealTerms {
  readonly dealId: DealId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly price: Money;
  readonly comparePrice: ComparePrice | null;
  readonly quantity: number;
  readonly perBuyer: number;
  readonly countdownMs: Duration;
  readonly durationMs: Duration;
  /** A flash price where it is left out: deals of earlier versions know no other. Read it with `offerOf`. */
  readonly offer?: DealOffer;
}

export interface Deal extends DealTerms {
  readonly phase: DealPhase;
  /** Fires it without a hand, once a person has armed it so; null: by hand. */
  readonly trigger: DealTrigger | null;
  readonly armedAt: Instant;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endReason: DealEndReason | null;
  readonly settledAt: Instant | null;
  readonly sold: number;
}

export const offerOf = ({ offer }: Pick<DealTerms, 'offer'>): DealOffer => offer ?? FLASH;

export const kindOf = (terms: Pick<DealTerms, 'offer'>): DealKind => offerOf(terms).kind;

/** Every variant that is sold at another price while the deal runs; none for a draw. The deal's own is the first. */
export const variantsOf = (terms: Pick<DealTerms, 'offer' | 'variantId'>): readonly VariantId[] => {
  const offer = offerOf(terms);
  if (offer.kind === 'draw') return [];
  return offer.kind === 'bundle' ? offer.items.map(({ variantId }) => variantId) : [terms.variantId];
};

/** What one unit costs a buyer who takes `quantity` of them; of a bundle, one whole bundle. */
export const unitPriceFor = (terms: Pick<DealTerms, 'offer' | 'price'>, quantity: number): Money => {
  const offer = offerOf(terms);
  if (offer.kind !== 'tiered') return terms.price;
  let price = terms.price;
  let reached = 0;
  for (const tier of offer.tiers) {
    if (tier.from > quantity || tier.from < reached) continue;
    price = tier.price;
    reached = tier.from;
  }
  return price;
};

export const isOpenDeal = (deal: Pick<Deal, 'phase'>): boolean => deal.phase !== 'ended';

export const isFiredDeal = ({ phase }: Pick<Deal, 'phase'>): boolean => phase === 'countdown' || phase === 'running';

const firedAt = ({ opensAt, countdownMs }: Pick<Deal, 'opensAt' | 'countdownMs'>): number | null =>
  opensAt === null ? null : opensAt - countdownMs;

/** When the shot can no longer be called back; null where it cannot be now. */
export const undoUntil = (deal: Deal, undoMs: number): Instant | null => {
  const fired = firedAt(deal);
  if (fired === null || (deal.phase !== 'countdown' && (deal.phase !== 'running' || deal.sold > 0))) return null;
  return instant(deal.phase === 'countdown' ? Math.max(deal.opensAt ?? 0, fired + undoMs) : fired + undoMs);
};

export type DealStep = { readonly step: 'open' } | { readonly step: 'end'; readonly reason: 'sold_out' | 'time_up' };

/** What time or stock makes of a fired deal now, or null. A deal that slept through its whole time ends without opening. */
export const nextDealStep = (deal: Deal, now: Instant): DealStep | null => {
  if (!isFiredDeal(deal)) return null;
  if (deal.sold >= deal.quantity) return { step: 'end', reason: 'sold_out' };
  if (deal.closesAt !== null && now >= deal.closesAt) return { step: 'end', reason: 'time_up' };
  if (deal.phase === 'countdown' && deal.opensAt !== null && now >= deal.opensAt) return { step: 'open' };
  return null;
};

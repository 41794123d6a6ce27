// What a claim buys: its lines at the price that holds now, in the variant's running deal where there is one.

import { type Deal, offerOf, unitPriceFor } from './deal.ts';
import { splitBundle } from './deal-bundle.ts';
import { isSellingOffer } from './deal-offer.ts';
import type { OrderLine } from './live-event.ts';
import type { Room, RoomVariant } from './room.ts';
import { type DealId, money, type VariantId } from './units.ts';

export interface ClaimGoods {
  readonly dealId: DealId | null;
  readonly lines: readonly OrderLine[];
}

const titleOf = (room: Room, variant: RoomVariant): string => {
  const title = room.products.get(variant.productId)?.title ?? '';
  return variant.title === '' ? title : `${title} ${variant.title}`;
};

/** The deal that a claim on the variant buys in now: running, selling, and the variant is the one it is named by. */
const runningDealOf = (room: Room, variantId: VariantId): Deal | null => {
  let running: Deal | null = null;
  for (const deal of room.deals.values()) {
    if (deal.variantId === variantId && deal.phase === 'running' && isSellingOffer(offerOf(deal))) running = deal;
  }
  return running;
};

const linesOf = (room: Room, variant: RoomVariant, quantity: number, deal: Deal | null): readonly OrderLine[] => {
  const { productId, variantId } = variant;
  const line: OrderLine = { productId, variantId, title: titleOf(room, variant), quantity, unitPrice: variant.price };
  if (deal === null) return [line];
  const { dealId } = deal;
  const offer = offerOf(deal);
  const inDeal: OrderLine = { ...line, unitPrice: unitPriceFor(deal, quantity), dealId };
  if (offer.kind === 'bundle') {
    return splitBundle(deal.price, offer.items).map((item) => ({
      productId: item.productId,
      variantId: item.variantId,
      title: item.title,
      quantity: item.quantity * quantity,
      unitPrice: item.unitPrice,
      dealId,
    }));
  }
  if (offer.kind !== 'gift' || offer.gift.variant === null) return [inDeal];
  const { gift } = offer;
  return [
    inDeal,
    {
      ...offer.gift.variant,
      title: gift.spec === '' ? gift.name : `${gift.name} ${gift.spec}`,
      quantity: gift.quantity * quantity,
      unitPrice: money(0, variant.price.currency),
    },
  ];
};

/** The variants whose claims take units of this one: itself, and the leads of bundles and gifts that it is a part of. */
export const claimedWith = (room: Pick<Room, 'deals'>, variantId: VariantId): readonly VariantId[] => {
  const leads = new Set([variantId]);
  for (const deal of room.deals.values()) {
    const offer = offerOf(deal);
    const isPart =
      offer.kind === 'bundle'
        ? offer.items.some((item) => item.variantId === variantId)
        : offer.kind === 'gift' && offer.gift.variant?.variantId === variantId;
    if (isPart) leads.add(deal.variantId);
  }
  return [...leads];
};

/**
 * The lines of a claim on `quantity` of a variant; null where the show does not sell it. `promised`: the deal that an
 * earlier claim was made in, whose price holds however the deal stands now; left out: the deal that runs now.
 */
export const claimGoods = (
  room: Room,
  asked: { readonly variantId: VariantId; readonly quantity: number },
  promised?: DealId | null,
): ClaimGoods | null => {
  const variant = room.variants.get(asked.variantId);
  if (variant === undefined) return null;
  const deal =
    promised === undefined
      ? runningDealOf(room, asked.variantId)
      : promised === null
        ? null
        : (room.deals.get(promised) ?? null);
  return { dealId: deal?.dealId ?? null, lines: linesOf(room, variant, asked.quantity, deal) };
};

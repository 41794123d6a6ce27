// Whether a price that was promised is kept: what a product costs now, and the deals that came after the promise.

import { offerOf } from './deal.ts';
import { lowestPrice } from './deal-check.ts';
import type { RoomPromise } from './promise.ts';
import type { Room } from './room.ts';
import type { DealId, Instant, Money, VariantId } from './units.ts';

/** What breaks a price promise now. */
export type PriceBreach =
  | { readonly by: 'deal'; readonly dealId: DealId; readonly price: Money }
  | { readonly by: 'price'; readonly variantId: VariantId; readonly price: Money };

type Promised = Pick<RoomPromise, 'subject' | 'price' | 'state' | 'madeAt'>;

/** One unit at another price: a bundle's price is of other goods too, and a draw sells nothing. */
const UNIT_KINDS: ReadonlySet<string> = new Set(['flash', 'limited', 'tiered', 'gift', 'coupon']);

/** The first breach that there is, a deal's before a list price's; null where the promise holds, is over, or names no price. */
export const priceBreachOf = (
  promise: Promised,
  { products, deals }: Pick<Room, 'products' | 'deals'>,
  now: Instant,
): PriceBreach | null => {
  const { subject, price: promised, state, madeAt } = promise;
  if (promised === null || state !== 'open') return null;
  if (promised.until !== null && now > promised.until) return null;
  if (subject.on !== 'product' && subject.on !== 'deal') return null;
  const { vow, price: bound } = promised;
  const isBroken = (price: Money): boolean =>
    price.currency === bound.currency && (vow === 'lowest' ? price.minor < bound.minor : price.minor > bound.minor);
  const isMeant = (variantId: VariantId): boolean =>
    subject.on === 'deal' || subject.variantId === null || subject.variantId === variantId;

  if (vow === 'lowest') {
    for (const deal of deals.values()) {
      const isLater = deal.armedAt > madeAt && deal.phase !== 'ended';
      const isOther = subject.on !== 'deal' || subject.dealId !== deal.dealId;
      if (!isLater || !isOther || deal.productId !== subject.productId || !isMeant(deal.variantId)) continue;
      const price: Money = { minor: lowestPrice(deal), currency: deal.price.currency };
      if (UNIT_KINDS.has(offerOf(deal).kind) && isBroken(price)) return { by: 'deal', dealId: deal.dealId, price };
    }
  }
  const variants = products.get(subject.productId)?.variants ?? [];
  const broken = variants.find(({ variantId, price }) => isMeant(variantId) && isBroken(price));
  return broken === undefined ? null : { by: 'price', variantId: broken.variantId, price: broken.price };
};

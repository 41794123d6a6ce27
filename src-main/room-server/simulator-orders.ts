// Orders of the simulated room: who buys what and when, and what becomes of it.

import type { LiveEventBody, OrderLine, RoomOrder, Viewer } from '../core/live-event.ts';
import type { Variant } from '../core/product.ts';
import { type Money, money, type OrderId } from '../core/units.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Crowd } from './simulator-crowd.ts';
import type { TimedBody } from './simulator-gifts.ts';
import type { Listing, Shop, ShopDeal } from './simulator-shop.ts';

export interface OrderStory {
  readonly order: RoomOrder;
  /** Everything the room will say of it, in order. */
  readonly said: readonly TimedBody[];
  /** When the goods go back on the shelf; null where they do not. */
  readonly returnsAfterMs: number | null;
  readonly isPaidAfterMs: number | null;
}

export interface OrderDesk {
  /** Orders that begin in the span up to `nowMs`. `people` is who watches, 1 for 2 600. */
  begin(nowMs: number, spanMs: number, people: number): readonly OrderStory[];
}

/** Orders a minute for something of 65 yuan while 2 600 watch. */
const PINNED_RATE = 19;
const DEAL_RATE = 62;
const SHELF_RATE = 3.6;

/** Cheaper things sell more often, but not so much that they earn more. */
const appeal = (price: Money): number => (6500 / price.minor) ** 0.55;

/** A pitch warms up, has its best minutes, and wears off. */
const freshness = (pitchMs: number): number => {
  const seconds = pitchMs / 1000;
  return seconds < 45 ? 0.4 + seconds / 50 : 1.3 - 0.55 * Math.min(1, (seconds - 45) / 480);
};

const rush = (openMs: number): number => (openMs < 30_000 ? 1.7 : openMs < 90_000 ? 1 : 0.7);

const titleOf = (listing: Listing, variant: Variant): string =>
  variant.title === '' ? listing.product.title : `${listing.product.title} ${variant.title}`;

const NOTES = ['麻烦送个小样', '请发顺丰', '不要打电话', '送人的 包好一点', '和上一单一起发', '放驿站', '周末再送'];

export const createOrderDesk = (options: {
  readonly random: SeededRandom;
  readonly crowd: Crowd;
  readonly shop: Shop;
  /** Ten digits that no other stream has. */
  readonly prefix: string;
}): OrderDesk => {
  const { random, crowd, shop, prefix } = options;
  let count = 0;

  const nextId = (): OrderId => {
    count += 1;
    return `${prefix}${String(count * 37 + random.whole(0, 36)).padStart(9, '0')}` as OrderId;
  };

  const pickQuantity = (): number => {
    const roll = random.next();
    return roll < 0.78 ? 1 : roll < 0.95 ? 2 : roll < 0.99 ? 3 : random.whole(4, 6);
  };

  const pickVariant = (listing: Listing, favourite: Variant | null): Variant =>
    favourite !== null && random.chance(0.55) ? favourite : random.pick(listing.product.variants);

  const lineOf = (listing: Listing, variant: Variant, quantity: number, deal: ShopDeal | null): OrderLine => ({
    productId: listing.product.productId,
    variantId: variant.variantId,
    title: titleOf(listing, variant),
    quantity,
    unitPrice: deal?.terms.price ?? variant.price,
    ...(deal === null ? {} : { dealId: deal.terms.dealId }),
  });

  const tell = (lines: readonly OrderLine[], buyer: Viewer): OrderStory => {
    const currency = lines[0]?.unitPrice.currency ?? 'CNY';
    const minor = lines.reduce((sum, line) => sum + line.unitPrice.minor * line.quantity, 0);
    const note = random.chance(0.06) ? random.pick(NOTES) : null;
    const order: RoomOrder = {
      id: nextId(),
      lines,
      total: money(minor, currency),
      buyer,
      ...(note === null ? {} : { note }),
    };
    const said: { afterMs: number; body: LiveEventBody }[] = [{ afterMs: 0, body: { type: 'order.created', order } }];
    if (!random.chance(0.86)) {
      const cancelledMs = random.chance(0.5) ? random.whole(30_000, 300_000) : 900_000;
      said.push({ afterMs: cancelledMs, body: { type: 'order.cancelled', order } });
      return { order, said, returnsAfterMs: cancelledMs, isPaidAfterMs: null };
    }
    const paidMs = Math.round(5000 + 115_000 * random.next() ** 2.4);
    said.push({ afterMs: paidMs, body: { type: 'order.paid', order } });
    if (random.chance(0.035)) {
      const first = lines[0];
      const isPartial = first !== undefined && minor > first.unitPrice.minor && random.chance(0.4);
      const amount = money(isPartial ? first.unitPrice.minor : minor, currency);
      said.push({
        afterMs: paidMs + random.whole(180_000, 2_400_000),
        body: { type: 'order.refunded', order, amount },
      });
    }
    return { order, said, returnsAfterMs: null, isPaidAfterMs: paidMs };
  };

  const sellDeal = (deal: ShopDeal): OrderStory | null => {
    const { perBuyer, quantity } = deal.terms;
    const buyer = crowd.buyer();
    // Somebody who finds a second way in; the room stops nearly all of them.
    if (deal.served.has(buyer.id) && !random.chance(0.05)) return null;
    const wanted = random.chance(0.004) ? perBuyer + 1 : Math.min(perBuyer, pickQuantity());
    const left = quantity - deal.sold;
    // Two buyers in the same instant: now and then the room sells one piece too many.
    const take = wanted <= left ? wanted : random.chance(0.3) ? left + 1 : left;
    if (!shop.take(deal.variant.variantId, take)) return null;
    deal.sold += take;
    deal.served.add(buyer.id);
    return tell([lineOf(deal.listing, deal.variant, take, deal)], buyer);
  };

  const sellUsual = (listing: Listing, favourite: Variant | null, deal: ShopDeal | null): OrderStory | null => {
    const variant = pickVariant(listing, favourite);
    // Nobody pays the usual price while the deal has any left.
    if (variant.variantId === deal?.variant.variantId) return deal.sold < deal.terms.quantity ? sellDeal(deal) : null;
    const quantity = pickQuantity();
    if (!shop.take(variant.variantId, quantity)) return null;
    const lines = [lineOf(listing, variant, quantity, null)];
    if (random.chance(0.07)) {
      const more = random.pick(shop.listings);
      const extra = random.pick(more.product.variants);
      const isFree = extra.variantId !== variant.variantId && extra.variantId !== deal?.variant.variantId;
      if (isFree && shop.take(extra.variantId, 1)) lines.push(lineOf(more, extra, 1, null));
    }
    return tell(lines, crowd.buyer());
  };

  return {
    begin: (nowMs, spanMs, people) => {
      const minutes = spanMs / 60_000;
      const watching = 0.3 * Math.min(1, people * 3) + 0.7 * people;
      const stories: (OrderStory | null)[] = [];
      const deal = shop.openDeal(nowMs);
      if (deal !== null) {
        const rate = DEAL_RATE * appeal(deal.terms.price) * rush(nowMs - deal.opensMs) * watching;
        for (let left = random.times(rate * minutes); left > 0 && deal.sold < deal.terms.quantity; left -= 1)
          stories.push(sellDeal(deal));
      }
      const pinned = shop.pinned();
      if (pinned !== null) {
        const isInDeal = deal !== null && deal.variant.variantId === pinned.variant.variantId;
        const rate = PINNED_RATE * appeal(pinned.variant.price) * freshness(nowMs - pinned.sinceMs) * watching;
        for (let left = random.times(rate * minutes * (isInDeal ? 0.35 : 1)); left > 0; left -= 1)
          stories.push(sellUsual(pinned.listing, isInDeal ? null : pinned.variant, deal));
      }
      for (let left = random.times(SHELF_RATE * watching * minutes); left > 0; left -= 1)
        stories.push(sellUsual(random.pick(shop.listings), null, deal));
      return stories.filter((story) => story !== null);
    },
  };
};

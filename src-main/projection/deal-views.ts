// The deals that a desk needs to see: open ones, and those that have just ended.

import type { DealView } from '../contract/topics.ts';
import type { Deal } from '../core/deal.ts';
import { numberOf, type Room } from '../core/room.ts';
import { type Instant, money } from '../core/units.ts';
import { titleOf } from './product-title.ts';

const SHOWN_AFTER_END_MS = 180_000;

const toView = (room: Room, deal: Deal): DealView => {
  const sales = room.tally.board.sales.get(deal.dealId);
  return {
    ...deal,
    number: numberOf(room, deal.productId, deal.variantId) ?? 0,
    title: titleOf(room, deal.productId, deal.variantId) ?? '',
    listPrice: room.variants.get(deal.variantId)?.price ?? deal.price,
    left: Math.max(0, deal.quantity - deal.sold),
    buyers: sales?.held.size ?? 0,
    gmv: money(sales?.gmvMinor ?? 0, room.show.currency),
  };
};

/** Newest first. */
export const toDealViews = (room: Room, now: Instant): readonly DealView[] =>
  [...room.deals.values()]
    .filter(({ endedAt }) => endedAt === null || now - endedAt < SHOWN_AFTER_END_MS)
    .sort((a, b) => b.armedAt - a.armedAt)
    .map((deal) => toView(room, deal));

// The deals that a desk needs to see: open ones, and those that have just ended.

import { UNDO_MS } from '../contract/deal-limits.ts';
import type { DealView } from '../contract/topics.ts';
import { type Deal, offerOf, undoUntil } from '../core/deal.ts';
import { isRoomOffer } from '../core/deal-offer.ts';
import { stateOfDeal } from '../core/deal-state.ts';
import { toDisplayText } from '../core/display-text.ts';
import { numberOf, type Room } from '../core/room.ts';
import { type Instant, money } from '../core/units.ts';
import { titleOf } from './product-title.ts';

const SHOWN_AFTER_END_MS = 180_000;
const NAME_LENGTH = 40;

const toDraw = (room: Room, deal: Deal): DealView['draw'] => {
  if (offerOf(deal).kind !== 'draw') return null;
  const { draws, results } = room.tally.board;
  const result = results.get(deal.dealId);
  return {
    entrants: result?.entrants.length ?? draws.get(deal.dealId)?.entrants.size ?? 0,
    seed: result?.seed ?? null,
    winners: (result?.winners ?? []).map(({ entrant, name }) => ({ entrant, name: toDisplayText(name, NAME_LENGTH) })),
  };
};

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
    offer: offerOf(deal),
    state: stateOfDeal(deal),
    reachesRoom: isRoomOffer(offerOf(deal)),
    undoUntil: undoUntil(deal, UNDO_MS),
    draw: toDraw(room, deal),
  };
};

/** Newest first. */
export const toDealViews = (room: Room, now: Instant): readonly DealView[] =>
  [...room.deals.values()]
    .filter(({ endedAt }) => endedAt === null || now - endedAt < SHOWN_AFTER_END_MS)
    .sort((a, b) => b.armedAt - a.armedAt)
    .map((deal) => toView(room, deal));

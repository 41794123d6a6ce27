// What happens in a show, as OBS is to follow it: scenes at deals, chapters at pins and deals.

import type { Fact } from '../core/fact.ts';
import type { Room } from '../core/room.ts';
import type { DealId } from '../core/units.ts';
import { type ObsLanguage, toChapterName } from '../projection/obs-texts.ts';
import type { ObsDesk } from './obs-desk.ts';

/** `facts` are folded into `room` already. */
export const followShow = (obs: ObsDesk, room: Room, facts: readonly Fact[], language: ObsLanguage): void => {
  const markDeal = (dealId: DealId, what: 'deal' | 'deal_end'): void => {
    const deal = room.deals.get(dealId);
    if (deal !== undefined) obs.mark(toChapterName(room, what, deal.productId, deal.variantId, language));
  };
  for (const { body } of facts) {
    if (body.type === 'product.pinned') obs.mark(toChapterName(room, 'pin', body.productId, body.variantId, language));
    if (body.type === 'deal.opened') {
      obs.turnScene('deal');
      markDeal(body.dealId, 'deal');
    }
    if (body.type === 'deal.ended') {
      const isAnotherOn = [...room.deals.values()].some(({ phase }) => phase === 'running');
      if (!isAnotherOn) obs.turnScene('usual');
      markDeal(body.dealId, 'deal_end');
    }
  }
};

// What lies ready beside the open deals: drafts, templates, starts that were missed, the platform and the cooldown.

import type { DealShelfTopic } from '../contract/deal-documents.ts';
import type { Platform } from '../core/deal-limits.ts';
import { numberOf, type Room } from '../core/room.ts';
import type { DealId, Duration, Instant } from '../core/units.ts';
import type { DealDraft, DealTemplate } from '../store/deal-store.ts';
import { titleOf } from './product-title.ts';

export interface DealShelf {
  readonly drafts: readonly DealDraft[];
  readonly templates: readonly DealTemplate[];
  readonly platform: Platform;
  readonly cooldownMs: Duration;
  readonly coolsAt: Instant | null;
}

/** A draft that is armed shows as its deal. */
export const toDealShelfTopic = (room: Room, shelf: DealShelf): DealShelfTopic => {
  const isArmed = (dealId: DealId): boolean => room.deals.has(dealId);
  return {
    drafts: shelf.drafts
      .filter(({ terms }) => !isArmed(terms.dealId))
      .map(({ terms, trigger, isChecked, updatedAt }) => ({
        dealId: terms.dealId,
        number: numberOf(room, terms.productId, terms.variantId),
        title: titleOf(room, terms.productId, terms.variantId) ?? '',
        ...{ terms, trigger, isChecked, updatedAt },
      })),
    templates: shelf.templates.map(({ templateId, name, terms }) => ({ templateId, name, terms })),
    missed: room.tally.board.missed
      .map(({ deal, why, at }) => ({
        dealId: deal.dealId,
        number: numberOf(room, deal.productId, deal.variantId),
        title: titleOf(room, deal.productId, deal.variantId) ?? '',
        trigger: deal.trigger,
        ...{ why, at },
      }))
      .reverse(),
    platformId: shelf.platform.platformId,
    platformTitle: shelf.platform.title,
    cooldownMs: shelf.cooldownMs,
    coolsAt: shelf.coolsAt,
  };
};

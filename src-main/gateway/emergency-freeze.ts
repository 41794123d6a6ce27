// What an emergency card freezes, in one stroke: deals, claims, what is pinned, names on the picture.

import { type Deal, isFiredDeal, variantsOf } from '../core/deal.ts';
import type { EmergencySubject, Freeze, Frozen } from '../core/emergency.ts';
import type { DeskFactBody } from '../core/fact.ts';
import type { DealId, Instant } from '../core/units.ts';
import type { Writes } from '../store/store.ts';
import { endDeal } from './deal-shot.ts';
import type { EngineDesk, RoomOrderOut } from './engine-desk.ts';
import { productUnpin } from './product-handlers.ts';

export interface FreezeOutcome {
  readonly frozen: Frozen;
  readonly facts: readonly DeskFactBody[];
  readonly rooms: readonly RoomOrderOut[];
}

interface FreezeOrder {
  readonly freeze: Freeze;
  readonly subject: EmergencySubject | null;
  readonly now: Instant;
  readonly by: string;
}

/** A deal that sells any of the product's variants, on its own or in a bundle. */
const sells = (desk: EngineDesk, deal: Deal, subject: EmergencySubject): boolean => {
  if (deal.productId === subject.productId) return true;
  const { variants } = desk.room();
  return variantsOf(deal).some((variantId) => variants.get(variantId)?.productId === subject.productId);
};

export const freezeNow = (desk: EngineDesk, writes: Writes, order: FreezeOrder): FreezeOutcome => {
  const { freeze, subject, now, by } = order;
  const room = desk.room();
  const facts: DeskFactBody[] = [];
  const rooms: RoomOrderOut[] = [];
  const stopped: DealId[] = [];
  const disarmed: DealId[] = [];

  for (const deal of freeze.deals === 'none' ? [] : desk.store.dealsOf(room.show.showId)) {
    if (freeze.deals === 'product' && subject !== null && !sells(desk, deal, subject)) continue;
    const { dealId } = deal;
    if (isFiredDeal(deal)) {
      const ended = endDeal(writes, { room, store: desk.store }, deal, { reason: 'emergency', now, by });
      if (ended.facts.length > 0) stopped.push(dealId);
      facts.push(...ended.facts);
      rooms.push(...ended.rooms);
    } else if (deal.phase === 'armed' && writes.disarmDeal(dealId)) {
      disarmed.push(dealId);
      facts.push({ type: 'deal.disarmed', dealId, why: 'emergency', by });
    }
  }

  const open = freeze.claims ? [...room.tally.claimBook.windows].filter(([, { closedAt }]) => closedAt === null) : [];
  for (const [dealId] of open) facts.push({ type: 'claims.closed', dealId });

  const { pin } = room;
  const isMeant = pin !== null && (subject === null || pin.productId === subject.productId);
  if (pin !== null && isMeant && freeze.pin === 'take_off') {
    const { productId, variantId } = pin;
    facts.push({ type: 'product.unpinned', productId });
    rooms.push(productUnpin({ productId, variantId }, now));
  }

  const settings = desk.overlay.settings();
  const names = freeze.names && settings.names !== 'hidden';
  if (names) desk.overlay.write(writes, { ...settings, names: 'hidden' });

  return {
    frozen: {
      stopped,
      disarmed,
      claims: open.length > 0,
      pin: pin === null ? 'none' : isMeant && freeze.pin === 'take_off' ? 'taken_off' : 'kept',
      names,
    },
    facts,
    rooms,
  };
};

// Firing and ending a deal: what becomes true and what rooms are told, whether a hand or the engine does it.

import { Refusal } from '../contract/errors.ts';
import { type Deal, type DealEndReason, type DealTerms, type DealTrigger, offerOf } from '../core/deal.ts';
import { doDealsMeet } from '../core/deal-check.ts';
import { drawWinners } from '../core/deal-draw.ts';
import type { DealFactBody } from '../core/deal-fact.ts';
import type { PlatformLimits } from '../core/deal-limits.ts';
import { isRoomOffer } from '../core/deal-offer.ts';
import type { ComparePrice } from '../core/product.ts';
import type { Room } from '../core/room.ts';
import { after, type Duration, duration, type Instant } from '../core/units.ts';
import type { Store, Writes } from '../store/store.ts';
import type { RoomOrderOut } from './engine-desk.ts';

/** How long after its countdown a start may still reach the room: later, the times on screen would be untrue. */
const START_GRACE = duration(10_000);
/** A stop is worth carrying out late. */
const STOP_GOOD_FOR = duration(15 * 60_000);

interface Outcome {
  readonly facts: readonly DealFactBody[];
  readonly rooms: readonly RoomOrderOut[];
}

const NOTHING: Outcome = { facts: [], rooms: [] };

/** The protocol has no place for its proof. */
const roomCompare = ({ price, basis }: ComparePrice) => ({ price, basis });

const dealStart = (terms: DealTerms, now: Instant): readonly RoomOrderOut[] =>
  isRoomOffer(offerOf(terms))
    ? [
        {
          kind: 'deal.start',
          expiresAt: after(after(now, terms.countdownMs), START_GRACE),
          body: {
            dealId: terms.dealId,
            productId: terms.productId,
            variantId: terms.variantId,
            price: terms.price,
            ...(terms.comparePrice === null ? {} : { comparePrice: roomCompare(terms.comparePrice) }),
            quantity: terms.quantity,
            perBuyer: terms.perBuyer,
            countdownMs: terms.countdownMs,
            durationMs: terms.durationMs,
          },
        },
      ]
    : [];

/** Rooms know of no undoing: to them it was stopped. Those that never heard of a deal are not told of its end. */
export const dealStop = (terms: DealTerms, reason: DealEndReason, now: Instant): readonly RoomOrderOut[] =>
  isRoomOffer(offerOf(terms))
    ? [
        {
          kind: 'deal.stop',
          expiresAt: after(now, STOP_GOOD_FOR),
          body: { dealId: terms.dealId, reason: reason === 'undone' ? 'stopped' : reason },
        },
      ]
    : [];

/** Until when nothing may be fired; null where it may. */
export const coolingUntil = ({ tally }: Room, cooldownMs: Duration, now: Instant): Instant | null => {
  const last = tally.board.lastFiredAt;
  if (last === null || now >= after(last, cooldownMs) || now < last) return null;
  return after(last, cooldownMs);
};

/** Whether no other deal that is fired sells one of its variants. */
export const isFreeToFire = (room: Room, deal: Deal, onePer: PlatformLimits['onePer']): boolean =>
  [...room.deals.values()].every(
    (other) =>
      other.dealId === deal.dealId ||
      (other.phase !== 'countdown' && other.phase !== 'running') ||
      !doDealsMeet(deal, other, onePer),
  );

/** Null where another was first. */
export const fireDeal = (
  writes: Writes,
  deal: Deal,
  now: Instant,
  told: { readonly cause: 'hand' | DealTrigger['kind']; readonly by?: string },
): Outcome | null => {
  const { dealId } = deal;
  const opensAt = after(now, deal.countdownMs);
  const closesAt = after(opensAt, deal.durationMs);
  if (!writes.fireDeal(dealId, opensAt, closesAt)) return null;
  writes.deleteDealDraft(dealId);
  return {
    facts: [{ type: 'deal.fired', dealId, opensAt, closesAt, ...told }],
    rooms: dealStart(deal, now),
  };
};

/** Every entrant once, sorted as the algorithm wants it, and those whom the seed draws. */
const drawnOf = (room: Room, store: Pick<Store, 'drawSeed'>, deal: Deal): readonly DealFactBody[] => {
  const offer = offerOf(deal);
  const entries = room.tally.board.draws.get(deal.dealId);
  if (offer.kind !== 'draw' || entries === undefined) return [];
  const seed = store.drawSeed(deal.dealId);
  if (seed === null) throw new Refusal('internal', 'The seed of a draw is gone.');
  const entrants = [...entries.entrants.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const winners = drawWinners(seed, entrants, offer.draw.winners).map((entrant) => ({
    entrant,
    name: entries.entrants.get(entrant) ?? '',
  }));
  return [{ type: 'deal.drawn', dealId: deal.dealId, seed, entrants, winners }];
};

/** Nothing where it is over already. A draw whose time is up is drawn with it. */
export const endDeal = (
  writes: Writes,
  given: { readonly room: Room; readonly store: Pick<Store, 'drawSeed'> },
  deal: Deal,
  end: { readonly reason: DealEndReason; readonly now: Instant; readonly by?: string },
): Outcome => {
  const { reason, now, by } = end;
  if (!writes.endDeal(deal.dealId, reason, now)) return NOTHING;
  const said = by === undefined ? {} : { by };
  return {
    facts: [
      { type: 'deal.ended', dealId: deal.dealId, reason, ...said },
      ...(reason === 'time_up' ? drawnOf(given.room, given.store, deal) : []),
    ],
    rooms: dealStop(deal, reason, now),
  };
};

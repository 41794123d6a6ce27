// Requests about deals: arm, disarm, fire, stop. The rules are core's; the phase in the store decides who came first.

import { Refusal } from '../contract/errors.ts';
import { checkDealTerms, type Deal, type DealTerms } from '../core/deal.ts';
import { stockLeft } from '../core/product.ts';
import { after, type DealId, duration, type Instant, money } from '../core/units.ts';
import { newId } from '../new-id.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk, RoomOrderOut } from './engine-desk.ts';

type DealHandlers = Pick<Handlers, 'deal.arm' | 'deal.disarm' | 'deal.fire' | 'deal.stop'>;

/** How long after its countdown a start may still reach the room: later, the times on screen would be untrue. */
const START_GRACE = duration(10_000);
/** A stop is worth carrying out late. */
const STOP_GOOD_FOR = duration(15 * 60_000);

const dealById = (desk: EngineDesk, dealId: DealId): Deal => {
  const deal = desk.store.deal(dealId);
  if (deal === null) throw new Refusal('not_found', 'There is no such deal.');
  return deal;
};

const refusePhase = (deal: Deal): never => {
  throw new Refusal(deal.phase === 'ended' ? 'deal_over' : 'deal_running', `The deal is ${deal.phase}.`, {
    phase: deal.phase,
  });
};

export const dealStart = (terms: DealTerms, now: Instant): RoomOrderOut => ({
  kind: 'deal.start',
  expiresAt: after(after(now, terms.countdownMs), START_GRACE),
  body: {
    dealId: terms.dealId,
    productId: terms.productId,
    variantId: terms.variantId,
    price: terms.price,
    ...(terms.comparePrice === null ? {} : { comparePrice: terms.comparePrice }),
    quantity: terms.quantity,
    perBuyer: terms.perBuyer,
    countdownMs: terms.countdownMs,
    durationMs: terms.durationMs,
  },
});

export const dealStop = (
  dealId: DealId,
  reason: 'sold_out' | 'time_up' | 'stopped' | 'emergency',
  now: Instant,
): RoomOrderOut => ({ kind: 'deal.stop', expiresAt: after(now, STOP_GOOD_FOR), body: { dealId, reason } });

export const createDealHandlers = (desk: EngineDesk): DealHandlers => ({
  'deal.arm': (input) =>
    desk.decide(input.commandId, (writes, now) => {
      const { show, products, deals } = desk.room();
      const variant = products.get(input.productId)?.variants.find((each) => each.variantId === input.variantId);
      if (variant === undefined) throw new Refusal('not_found', 'That product is not on the run sheet.');
      const terms: DealTerms = {
        dealId: newId<DealId>(),
        productId: input.productId,
        variantId: input.variantId,
        price: money(input.priceMinor, show.currency),
        comparePrice: variant.comparePrice,
        quantity: input.quantity,
        perBuyer: input.perBuyer,
        countdownMs: duration(input.countdownMs),
        durationMs: duration(input.durationMs),
      };
      const objection = checkDealTerms(terms, {
        listPrice: variant.price,
        stock: stockLeft(variant),
        deals: [...deals.values()],
      });
      if (objection !== null) throw new Refusal(objection, 'The deal breaks a rule.', { stock: variant.stock });
      writes.insertDeal(show.showId, terms, now);
      return { facts: [{ type: 'deal.armed', deal: terms }], value: { dealId: terms.dealId } };
    }),
  'deal.disarm': ({ commandId, dealId }) =>
    desk.decide(commandId, (writes) => {
      const deal = dealById(desk, dealId);
      if (!writes.disarmDeal(dealId)) refusePhase(deal);
      return { facts: [{ type: 'deal.disarmed', dealId }], value: null };
    }),
  'deal.fire': ({ commandId, dealId }) =>
    desk.decide(commandId, (writes, now) => {
      const deal = dealById(desk, dealId);
      const { phase } = desk.room().show;
      if (phase !== 'live' && phase !== 'rehearsing') {
        throw new Refusal('wrong_phase', 'A deal can only be fired on air or in rehearsal.', { phase });
      }
      const opensAt = after(now, deal.countdownMs);
      const closesAt = after(opensAt, deal.durationMs);
      if (!writes.fireDeal(dealId, opensAt, closesAt)) refusePhase(deal);
      return { facts: [{ type: 'deal.fired', dealId, opensAt, closesAt }], rooms: [dealStart(deal, now)], value: null };
    }),
  'deal.stop': ({ commandId, dealId }) =>
    desk.decide(commandId, (writes, now) => {
      const deal = dealById(desk, dealId);
      if (!writes.endDeal(dealId, 'stopped', now)) refusePhase(deal);
      return {
        facts: [{ type: 'deal.ended', dealId, reason: 'stopped' }],
        rooms: [dealStop(dealId, 'stopped', now)],
        value: null,
      };
    }),
});

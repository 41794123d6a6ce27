// Requests about claims: the rules are core's, the stock the counter's; here each becomes one decision.

import { Refusal } from '../contract/errors.ts';
import { type Claimant, type ClaimEntry, type ClaimFate, pendingClaimOf } from '../core/claim-book.ts';
import { DESK_SOURCE } from '../core/fact.ts';
import type { Viewer } from '../core/live-event.ts';
import { after, type ClaimId, duration, type Instant, type ViewerId } from '../core/units.ts';
import { toClaimCarts } from '../projection/claim-row.ts';
import type { Writes } from '../store/store.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type ClaimHandlers = Pick<
  Handlers,
  | 'claims.open'
  | 'claims.close'
  | 'claim.add'
  | 'claim.say'
  | 'claim.settle'
  | 'claim.change'
  | 'claim.serve'
  | 'claim.end'
  | 'claim.pay'
  | 'claim.cancel'
  | 'claim.reply'
  | 'claim.carts'
  | 'viewer.block'
  | 'viewer.unblock'
  | 'viewer.blocked'
>;

/** An answer to a comment is worth nothing later than that. */
const REPLY_GOOD_FOR = duration(60_000);

/** Somebody whom no room knows: the name is all there is. */
const byName = (name: string): Claimant => {
  const viewer: Viewer = { id: `hand:${name}` as ViewerId, name };
  return { source: DESK_SOURCE, viewer };
};

export const createClaimHandlers = (desk: EngineDesk): ClaimHandlers => {
  const refuseOffAir = (): void => {
    const { phase } = desk.room().show;
    if (phase === 'draft') throw new Refusal('wrong_phase', 'Claims are taken on air or in rehearsal.', { phase });
  };

  const claimById = (claimId: ClaimId): ClaimEntry => {
    const entry = desk.room().tally.claimBook.entries.get(claimId);
    if (entry === undefined) throw new Refusal('not_found', 'There is no such claim.');
    return entry;
  };

  const counter = (writes: Writes, now: Instant) => desk.claims.counter(writes, now);

  return {
    'claims.open': ({ commandId, rules }) =>
      desk.decide(commandId, () => ({ facts: [{ type: 'claims.opened', dealId: null, rules }], value: null })),
    'claims.close': ({ commandId }) =>
      desk.decide(commandId, () => ({ facts: [{ type: 'claims.closed', dealId: null }], value: null })),
    'claim.add': ({ commandId, name, variantId, quantity }) =>
      desk.decide(commandId, (writes, now) => {
        refuseOffAir();
        const room = desk.room();
        const variant = room.variants.get(variantId);
        if (variant === undefined) throw new Refusal('not_found', 'The show does not sell that.');
        const number = room.numbers.variants.get(variantId) ?? room.numbers.products.get(variant.productId) ?? null;
        const served = counter(writes, now);
        const line = { productId: variant.productId, variantId, number, quantity };
        const fate = served.serve({ ...byName(name), text: '', eventId: null, line });
        return { facts: served.facts(), value: { fate } };
      }),
    'claim.say': ({ commandId, name, text }) =>
      desk.decide(commandId, () => {
        refuseOffAir();
        const { viewer } = byName(name);
        return { facts: [{ type: 'chat', text, viewer }], value: null };
      }),
    'claim.settle': ({ commandId, claimId, choice }) =>
      desk.decide(commandId, (writes, now) => {
        const room = desk.room();
        const entry = room.tally.claimBook.unclear.get(claimId);
        if (entry === undefined) throw new Refusal('not_found', 'It is settled already.');
        const cleared = { type: 'claim.cleared', claimId } as const;
        if (choice === null) return { facts: [cleared], value: { fate: null as ClaimFate | null } };
        const variant = room.variants.get(choice.variantId);
        if (variant === undefined) throw new Refusal('not_found', 'The show does not sell that.');
        const { source, viewer, text, eventId } = entry;
        const known = entry.candidates.find((each) => each.variantId === choice.variantId);
        const number = known?.number ?? room.numbers.variants.get(choice.variantId) ?? null;
        const served = counter(writes, now);
        const line = { productId: variant.productId, ...choice, number };
        // It was a comment: like any second one on the same variant it replaces the first.
        const before = pendingClaimOf(room.tally.claimBook, { source, viewer }, choice.variantId);
        const fate =
          before === null
            ? served.serve({ source, viewer, text, eventId, line })
            : served.change(before.terms.claimId, choice.quantity, 'desk');
        return { facts: [cleared, ...served.facts()], value: { fate } };
      }),
    'claim.change': ({ commandId, claimId, quantity }) =>
      desk.decide(commandId, (writes, now) => {
        claimById(claimId);
        const served = counter(writes, now);
        const fate = served.change(claimId, quantity, 'desk');
        if (fate === null) throw new Refusal('claim_over', 'The claim is paid or over.');
        return { facts: served.facts(), value: { fate } };
      }),
    'claim.serve': ({ commandId, claimId }) =>
      desk.decide(commandId, (writes, now) => {
        claimById(claimId);
        const served = counter(writes, now);
        const fate = served.retry(claimId, 'desk');
        if (fate === null) throw new Refusal('claim_over', 'It is in a cart already, or the viewer has claimed anew.');
        return { facts: served.facts(), value: { fate } };
      }),
    'claim.end': ({ commandId, claimId }) =>
      desk.decide(commandId, (writes, now) => {
        if (claimById(claimId).state === 'paid')
          throw new Refusal('claim_over', 'The claim is paid: refund its order.');
        const served = counter(writes, now);
        served.end(claimId, 'cancelled', 'desk');
        return { facts: served.facts(), value: null };
      }),
    'claim.pay': ({ commandId, orderId, claimIds }) =>
      desk.decide(commandId, (writes, now) => {
        const served = counter(writes, now);
        const payment = served.pay(orderId, claimIds);
        if (!payment.isPaid) {
          throw new Refusal('stock_short', 'One of its claims cannot be had.', { title: payment.title });
        }
        if (served.facts().length === 0) throw new Refusal('claim_over', 'Nothing of the cart is left to pay.');
        return { facts: served.facts(), value: { left: payment.left } };
      }),
    'claim.cancel': ({ commandId, orderId }) =>
      desk.decide(commandId, (writes, now) => {
        const served = counter(writes, now);
        served.empty(orderId);
        if (served.facts().length === 0) throw new Refusal('claim_over', 'Nothing of the cart is left to take back.');
        return { facts: served.facts(), value: null };
      }),
    'claim.reply': ({ commandId, claimId, text }) =>
      desk.decide(commandId, (_writes, now) => {
        const { source, eventId } = claimById(claimId).terms;
        if (eventId === null || !desk.carries(source, 'chat.reply')) {
          throw new Refusal('no_room', 'The room takes no answers: copy the text.');
        }
        return {
          facts: [],
          rooms: [
            {
              kind: 'chat.reply',
              to: source,
              expiresAt: after(now, REPLY_GOOD_FOR),
              body: { toEvent: eventId, text },
            },
          ],
          value: null,
        };
      }),
    'claim.carts': ({ search }) => toClaimCarts(desk.room(), search),

    'viewer.block': ({ commandId, ...viewer }) =>
      desk.decide(commandId, (writes, now) => {
        desk.blocklist.add(writes, { ...viewer, at: now });
        return { facts: [], value: null };
      }),
    'viewer.unblock': ({ commandId, ...viewer }) =>
      desk.decide(commandId, (writes) => {
        desk.blocklist.remove(writes, viewer);
        return { facts: [], value: null };
      }),
    'viewer.blocked': () => desk.blocklist.all(),
  };
};

// The counter where claims are served: each is decided and its stock taken in one transaction, fact by fact.

import {
  type Claimant,
  type ClaimBook,
  type ClaimDraft,
  type ClaimEntry,
  type ClaimFate,
  type ClaimShort,
  type ClaimTerms,
  type ClaimWindow,
  claimObjection,
  claimsBy,
  claimsIn,
  draftOf,
  isInCart,
  isPending,
  openCartOf,
  pendingClaimOf,
  type UnclearClaim,
  windowFor,
} from './core/claim-book.ts';
import { type ClaimCause, type ClaimFactBody, foldClaim } from './core/claim-fact.ts';
import type { ClaimLine } from './core/claim-reading.ts';
import { type ClaimRules, type ClaimWait, DEFAULT_CLAIM_RULES } from './core/claim-rules.ts';
import { claimedWith, claimGoods } from './core/claim-terms.ts';
import type { FactBody } from './core/fact.ts';
import type { RoomOrder } from './core/live-event.ts';
import { totalOfLines } from './core/order-book.ts';
import { bufferOf } from './core/product.ts';
import type { Room } from './core/room.ts';
import {
  after,
  type ClaimId,
  type DealId,
  type Duration,
  type Instant,
  money,
  type OrderId,
  type VariantId,
} from './core/units.ts';
import { newId } from './new-id.ts';
import type { ClaimWrites } from './store/claim-store.ts';

/** What is said in a comment, or taken down at the desk. */
export interface Ask extends Claimant {
  readonly text: string;
  readonly eventId: string | null;
  readonly line: Pick<ClaimLine, 'productId' | 'variantId' | 'quantity'> & { readonly number: number | null };
}

export interface ClaimCounter {
  /** What has become true so far, in order. */
  facts(): readonly FactBody[];
  /** Takes a claim by the rules; a second one on the same variant replaces the first. */
  take(ask: Ask): void;
  /** The desk says so: no rule but the stock stands against it. Returns what became of it. */
  serve(ask: Ask): ClaimFate;
  /** A claim that waits, was refused or has ended, once more: by the desk, or because stock came back. */
  retry(claimId: ClaimId, cause: ClaimCause): ClaimFate | null;
  change(claimId: ClaimId, quantity: number, cause: ClaimCause): ClaimFate | null;
  /** Offers what is there of the variant to those who wait for it, in the order of their claims; one who wants more keeps the place. */
  serveWaiting(variantId: VariantId): void;
  end(claimId: ClaimId, as: 'taken_back' | 'expired' | 'cancelled', cause: ClaimCause): void;
  /** Ends what is pending of a claimant, of one product number or variant where given. */
  takeBack(claimant: Claimant, of: { readonly number: number | null; readonly variantId: VariantId | null }): void;
  /** Ends what of a cart is not paid. */
  empty(orderId: OrderId): void;
  unclear(ask: Omit<Ask, 'line'>, why: UnclearClaim, candidates: readonly Ask['line'][]): void;
  /** Pays a cart, or those of its claims that are named: the rest goes on as another cart. */
  pay(orderId: OrderId, claimIds: readonly ClaimId[] | null): Payment;
}

export type Payment =
  | { readonly isPaid: true; readonly left: OrderId | null }
  /** Nothing of it was paid: this line cannot be had. */
  | { readonly isPaid: false; readonly title: string };

export interface CounterOptions {
  readonly room: Room;
  readonly writes: ClaimWrites;
  readonly now: Instant;
  readonly isBlocked: (claimant: Claimant) => boolean;
  /** Variants of which something may have come back: offered to those who wait before anybody who comes later. Kept up to date. */
  readonly restocked: Set<VariantId>;
}

type Held = { readonly fate: ClaimFate } | { readonly fate: null; readonly why: ClaimWait | 'per_buyer' };

/** One buyer's claims as one order. */
const orderOf = (orderId: OrderId, claims: readonly ClaimTerms[], currency: string): RoomOrder | null => {
  const [first] = claims;
  if (first === undefined) return null;
  const lines = claims.flatMap((claim) => claim.lines);
  return { id: orderId, buyer: first.viewer, lines, total: money(totalOfLines(lines), currency) };
};

export const openCounter = ({ room, writes, now, isBlocked, restocked }: CounterOptions): ClaimCounter => {
  const real: ClaimBook = room.tally.claimBook;
  const draft: ClaimDraft = draftOf(real);
  const { book } = draft;
  const { showId, currency } = room.show;
  const facts: FactBody[] = [];

  const say = (body: ClaimFactBody): void => {
    facts.push(body);
    foldClaim(book, body, now);
  };

  const entryOf = (claimId: ClaimId): ClaimEntry | null => {
    const entry = real.entries.get(claimId);
    if (entry !== undefined) draft.bring(entry.terms);
    return book.entries.get(claimId) ?? null;
  };

  /** Units that are kept back from sale: the variant's buffer. */
  const floorOf = (variantId: VariantId): number => {
    const variant = room.variants.get(variantId);
    return variant === undefined ? 0 : bufferOf(variant);
  };

  const windowOf = (terms: ClaimTerms): ClaimWindow | null => windowFor(book, terms.dealId);
  const rulesOf = (terms: ClaimTerms): ClaimRules => windowOf(terms)?.rules ?? DEFAULT_CLAIM_RULES;

  const cartFor = (terms: ClaimTerms, state: 'reserved' | 'claimed'): { orderId: OrderId; isNew: boolean } => {
    const open = openCartOf(book, terms, state);
    return open === null ? { orderId: newId<OrderId>(), isNew: true } : { orderId: open, isNew: false };
  };

  /** A cart's first claim makes it an order; its stock is the claims' to take. */
  const openCart = (orderId: OrderId, terms: ClaimTerms): void => {
    writes.noteCart(showId, orderId);
    const order = orderOf(orderId, [terms], currency);
    if (order !== null) facts.push({ type: 'order.created', order });
  };

  /** Takes all of a claim's stock into an order, or nothing; null: for good. */
  const keep = ({ claimId, source, viewer, lines }: ClaimTerms, orderId: OrderId, expiresAt: Instant | null) => {
    const claim = { claimId, source, expiresAt };
    const held = writes.keepForClaim({ showId, orderId, buyerId: viewer.id, claim, lines, floorOf });
    if (held.isHeld) facts.push(...held.facts);
    return held;
  };

  /** Stock for the claim, or none of it. */
  const hold = (terms: ClaimTerms, holdMs: Duration, cart: OrderId | null): Held => {
    const { orderId, isNew } = cart === null ? cartFor(terms, 'reserved') : { orderId: cart, isNew: false };
    const expiresAt = after(now, holdMs);
    const held = keep(terms, orderId, expiresAt);
    if (!held.isHeld) return { fate: null, why: held.why };
    if (isNew) openCart(orderId, terms);
    return { fate: { state: 'reserved', orderId, expiresAt } };
  };

  const giveBack = (claimId: ClaimId): void => {
    for (const body of writes.letGoOfClaim(claimId)) {
      facts.push(body);
      if (body.type !== 'stock.released') continue;
      for (const variantId of claimedWith(room, body.variantId)) restocked.add(variantId);
    }
  };

  /** What the shelf makes of a claim that no rule forbids. */
  const fateOnShelf = (terms: ClaimTerms, rules: ClaimRules): ClaimFate => {
    if (rules.allocation === 'first_paid') {
      const { orderId, isNew } = cartFor(terms, 'claimed');
      if (isNew) openCart(orderId, terms);
      return { state: 'claimed', orderId };
    }
    const held = hold(terms, rules.holdMs, null);
    if (held.fate !== null) return held.fate;
    return held.why === 'per_buyer' ? { state: 'refused', why: 'per_buyer' } : { state: 'waiting', why: held.why };
  };

  const fateByRules = (
    terms: ClaimTerms,
    window: ClaimWindow,
    except: ClaimId | null,
  ): ClaimFate | 'audience_unknown' => {
    if (isBlocked(terms)) return { state: 'refused', why: 'blocked' };
    const objection = claimObjection(book, window, terms, except);
    if (objection === 'audience_unknown') return objection;
    if (objection !== null) return { state: 'refused', why: objection };
    return window.closedAt === null ? fateOnShelf(terms, window.rules) : { state: 'waiting', why: 'closed' };
  };

  const termsOf = (ask: Ask, claimId: ClaimId): ClaimTerms | null => {
    const goods = claimGoods(room, ask.line);
    if (goods === null) return null;
    const { source, viewer, text, eventId, line } = ask;
    return { claimId, source, viewer, text, eventId, ...line, ...goods };
  };

  /** The same claim for another number of units, at the price that it was promised. */
  const resized = (terms: ClaimTerms, quantity: number): ClaimTerms => {
    const goods = claimGoods(room, { variantId: terms.variantId, quantity }, terms.dealId);
    return goods === null ? terms : { ...terms, quantity, lines: goods.lines };
  };

  const retry: ClaimCounter['retry'] = (claimId, cause) => {
    const entry = entryOf(claimId);
    if (entry === null || isInCart(entry) || entry.state === 'paid') return null;
    // What its viewer has claimed instead stands: one claim on a variant is what the next comment changes.
    const other = pendingClaimOf(book, entry.terms, entry.terms.variantId);
    if (other !== null && other !== entry) return null;
    const fate = fateOnShelf(entry.terms, rulesOf(entry.terms));
    // Told only where it is news: a list that is tried again and again says nothing new.
    if (cause === 'desk' || fate.state === 'reserved' || fate.state === 'claimed') {
      say({ type: 'claim.changed', claim: entry.terms, fate, cause });
    }
    return fate;
  };

  // ---- those who wait ----

  const queueOf = (variantId: VariantId): readonly ClaimEntry[] => {
    const known = real.waiting.get(variantId) ?? [];
    const fresh = (book.waiting.get(variantId) ?? []).filter(
      ({ terms }) => real.entries.get(terms.claimId)?.state !== 'waiting',
    );
    return fresh.length === 0 ? known : [...known, ...fresh].sort((a, b) => a.place - b.place);
  };

  const isServed = ({ state, why, terms }: ClaimEntry): boolean => {
    if (state !== 'waiting' || isBlocked(terms)) return false;
    const isOpen = (dealId: DealId | null): boolean => book.windows.get(dealId)?.closedAt === null;
    return why !== 'closed' || isOpen(terms.dealId) || isOpen(null);
  };

  const serveWaiting = (variantId: VariantId): void => {
    restocked.delete(variantId);
    /** By deal, the fewest units that were not to be had: more of the same need not be tried. */
    const tooMany = new Map<DealId | null, number>();
    for (const { terms: known } of queueOf(variantId)) {
      const entry = book.entries.get(known.claimId) ?? real.entries.get(known.claimId);
      if (entry === undefined || !isServed(entry)) continue;
      const { claimId, dealId, quantity, lines } = entry.terms;
      if (quantity >= (tooMany.get(dealId) ?? Number.POSITIVE_INFINITY)) continue;
      const fate = retry(claimId, 'engine');
      if (fate?.state !== 'waiting') continue;
      tooMany.set(dealId, quantity);
      if (quantity === 1 && lines.length === 1 && fate.why === 'sold_out') return;
    }
  };

  /** Whoever asks now comes behind those who waited. */
  const letOthersFirst = (variantId: VariantId): void => {
    if (restocked.has(variantId)) serveWaiting(variantId);
  };

  const change = (entry: ClaimEntry, quantity: number, cause: ClaimCause): ClaimFate | null => {
    const { terms } = entry;
    if (!isPending(entry)) return null;
    const rules = rulesOf(terms);
    const wanted = resized(terms, quantity);
    const settle = (claim: ClaimTerms, fate: ClaimFate): ClaimFate => {
      say({ type: 'claim.changed', claim, fate, cause });
      return fate;
    };
    const objection =
      cause === 'comment' ? claimObjection(book, { rules, closedAt: null }, wanted, terms.claimId) : null;
    if (entry.state === 'waiting') {
      if (objection !== null) return null;
      // Fewer may be there.
      if (quantity < terms.quantity) restocked.add(terms.variantId);
      return settle(wanted, { state: 'waiting', why: entry.why === 'closed' ? 'closed' : 'sold_out' });
    }
    const { orderId, expiresAt } = entry;
    if (orderId === null) return null;
    if (entry.state === 'claimed') {
      if (objection !== null) return null;
      return settle(wanted, { state: 'claimed', orderId });
    }
    // It wants no more than it has, after all.
    if (quantity === terms.quantity && expiresAt !== null)
      return settle(terms, { state: 'reserved', orderId, expiresAt });
    /** It stays as it was: what is kept for a viewer is not lost by asking for more. */
    const stay = (why: ClaimShort['why']): ClaimFate =>
      settle(terms, { state: 'reserved', orderId, expiresAt: expiresAt ?? now, short: { asked: quantity, why } });
    if (objection !== null) return stay(objection === 'audience_unknown' ? 'closed' : objection);
    giveBack(terms.claimId);
    const held = hold(wanted, rules.holdMs, orderId);
    if (held.fate !== null) return settle(wanted, held.fate);
    const again = hold(terms, rules.holdMs, orderId);
    // Nobody can have taken it in between: it is one transaction.
    return again.fate === null ? settle(terms, { state: 'waiting', why: 'sold_out' }) : stay(held.why);
  };

  const end: ClaimCounter['end'] = (claimId, as, cause) => {
    giveBack(claimId);
    say({ type: 'claim.ended', claimId, as, cause });
  };

  const unclear: ClaimCounter['unclear'] = ({ source, viewer, text, eventId }, why, candidates) => {
    say({
      type: 'claim.unclear',
      claimId: newId<ClaimId>(),
      claimant: { source, viewer },
      text,
      eventId,
      why,
      candidates,
    });
  };

  const payHeld = (entries: readonly ClaimEntry[], orderId: OrderId): Payment | null => {
    for (const { terms, state } of entries) {
      if (state !== 'claimed') continue;
      if (!keep(terms, orderId, null).isHeld) return { isPaid: false, title: terms.lines[0]?.title ?? '' };
    }
    return null;
  };

  return {
    facts: () => facts,
    take: (ask) => {
      draft.bring(ask);
      letOthersFirst(ask.line.variantId);
      const known = pendingClaimOf(book, ask, ask.line.variantId);
      if (known !== null) {
        if (known.terms.quantity !== ask.line.quantity || known.short !== null)
          change(known, ask.line.quantity, 'comment');
        return;
      }
      const terms = termsOf(ask, newId<ClaimId>());
      const window = terms === null ? null : windowOf(terms);
      if (terms === null || window === null) return;
      const fate = fateByRules(terms, window, null);
      if (fate === 'audience_unknown') unclear(ask, fate, [ask.line]);
      else say({ type: 'claim.made', claim: terms, fate });
    },
    serve: (ask) => {
      draft.bring(ask);
      letOthersFirst(ask.line.variantId);
      const terms = termsOf(ask, newId<ClaimId>());
      if (terms === null) return { state: 'refused', why: 'not_on_sale' };
      const fate = fateOnShelf(terms, rulesOf(terms));
      say({ type: 'claim.made', claim: terms, fate });
      return fate;
    },
    retry,
    serveWaiting,
    change: (claimId, quantity, cause) => {
      const asked = entryOf(claimId);
      if (asked !== null) letOthersFirst(asked.terms.variantId);
      const entry = entryOf(claimId);
      return entry === null ? null : change(entry, quantity, cause);
    },
    end: (claimId, as, cause) => {
      entryOf(claimId);
      end(claimId, as, cause);
    },
    takeBack: (claimant, { number, variantId }) => {
      draft.bring(claimant);
      const meant = claimsBy(book, claimant).filter(
        (entry) =>
          isPending(entry) &&
          (number === null || entry.terms.number === number) &&
          (variantId === null || entry.terms.variantId === variantId),
      );
      for (const { terms } of meant) end(terms.claimId, 'taken_back', 'comment');
    },
    empty: (orderId) => {
      for (const entry of claimsIn(real, orderId).filter(isInCart)) {
        draft.bring(entry.terms);
        end(entry.terms.claimId, 'cancelled', 'desk');
      }
    },
    unclear,
    pay: (orderId, claimIds) => {
      const [any] = claimsIn(real, orderId);
      if (any !== undefined) draft.bring(any.terms);
      const unpaid = claimsIn(book, orderId).filter(isInCart);
      const isPaying = ({ terms }: ClaimEntry): boolean => claimIds === null || claimIds.includes(terms.claimId);
      const paying = unpaid.filter(isPaying);
      const rest = unpaid.filter((entry) => !isPaying(entry));
      const order = orderOf(
        orderId,
        paying.map(({ terms }) => terms),
        currency,
      );
      if (order === null) return { isPaid: true, left: null };
      const short = payHeld(paying, orderId);
      if (short !== null) return short;
      let left: OrderId | null = null;
      const [first, ...others] = rest;
      if (first !== undefined) {
        left = newId<OrderId>();
        openCart(left, first.terms);
        for (const { terms } of [first, ...others]) {
          writes.moveClaimHold(terms.claimId, left);
          say({ type: 'claim.moved', claimId: terms.claimId, orderId: left });
        }
      }
      writes.settleCart(orderId);
      facts.push({ type: 'order.paid', order });
      return { isPaid: true, left };
    },
  };
};

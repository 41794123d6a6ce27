// The claims of a show: each with what became of it and why, each viewer's running cart, the waitlist of each variant.

import type { ClaimRefusal, ClaimRules, ClaimWait } from './claim-rules.ts';
import type { OrderLine, Viewer } from './live-event.ts';
import { keepNewest } from './newest.ts';
import { totalOfLines } from './order-book.ts';
import type { ClaimId, DealId, Instant, OrderId, ProductId, SourceId, VariantId } from './units.ts';

/** Who claims: a viewer is known by the source that knows them and their id there. */
export interface Claimant {
  readonly source: SourceId;
  readonly viewer: Viewer;
}

/** What was asked for. */
export interface ClaimTerms extends Claimant {
  readonly claimId: ClaimId;
  /** The comment as it came; '' where a person at the desk took it down. */
  readonly text: string;
  /** The room's id of the comment, for a reply; null where there is none. */
  readonly eventId: string | null;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  /** The product's number on the run sheet; null where it has none. */
  readonly number: number | null;
  readonly quantity: number;
  readonly dealId: DealId | null;
  /** What it is made of: one line, or the items of a bundle and the gift; priced as promised when it was claimed. */
  readonly lines: readonly OrderLine[];
}

/** Stock that is kept for a claim. `source`: whose viewer the buyer is. `expiresAt`: null once it is paid. */
export interface ClaimHold {
  readonly claimId: ClaimId;
  readonly source: SourceId;
  readonly expiresAt: Instant | null;
}

/** A change to `asked` units that could not be. */
export interface ClaimShort {
  readonly asked: number;
  readonly why: ClaimWait | ClaimRefusal;
}

/** What became of a claim. */
export type ClaimFate =
  /** Stock is kept for it until `expiresAt`. `short`: more was asked for than could be had, the claim stays as it was. */
  | {
      readonly state: 'reserved';
      readonly orderId: OrderId;
      readonly expiresAt: Instant;
      readonly short?: ClaimShort;
    }
  /** It is in the cart; whoever pays first gets the stock. */
  | { readonly state: 'claimed'; readonly orderId: OrderId }
  | { readonly state: 'waiting'; readonly why: ClaimWait }
  | { readonly state: 'refused'; readonly why: ClaimRefusal };

export const CLAIM_ENDS = ['taken_back', 'expired', 'cancelled'] as const;
export type ClaimEnd = (typeof CLAIM_ENDS)[number];

export type ClaimState = ClaimFate['state'] | 'paid' | ClaimEnd;

export interface ClaimEntry {
  terms: ClaimTerms;
  /** When it was made (our clock), and its place among all claims: waitlists go by it. */
  readonly at: Instant;
  readonly place: number;
  state: ClaimState;
  why: ClaimWait | ClaimRefusal | null;
  orderId: OrderId | null;
  expiresAt: Instant | null;
  short: ClaimShort | null;
}

/** What the grammar could not settle: one key of a person does. */
export const UNCLEAR_CLAIMS = [
  'which_product',
  'which_variant',
  'how_many',
  'not_on_sheet',
  'typo',
  'audience_unknown',
] as const;
export type UnclearClaim = (typeof UNCLEAR_CLAIMS)[number];

export interface ClaimChoice {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly number: number | null;
  readonly quantity: number;
}

export interface UnclearEntry extends Claimant {
  readonly claimId: ClaimId;
  readonly text: string;
  readonly eventId: string | null;
  readonly at: Instant;
  readonly why: UnclearClaim;
  readonly candidates: readonly ClaimChoice[];
}

export interface ClaimWindow {
  readonly rules: ClaimRules;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

export interface ClaimSums {
  readonly states: Record<ClaimState, number>;
  unpaidUnits: number;
  unpaidMinor: number;
}

export interface ClaimBook {
  /** Of the whole show (null) and of deals that have their own rules. */
  readonly windows: Map<DealId | null, ClaimWindow>;
  readonly entries: Map<ClaimId, ClaimEntry>;
  /** The newest of them, oldest first. */
  readonly newest: ClaimEntry[];
  /** How many are in each state, and the units and Σ price of those in carts that are not paid. */
  readonly sums: ClaimSums;
  /** By claimant, in the order of their claims. */
  readonly byClaimant: Map<string, ClaimEntry[]>;
  /** Whose each cart is. */
  readonly carts: Map<OrderId, string>;
  /** By lead variant, in the order in which they were made. */
  readonly waiting: Map<VariantId, ClaimEntry[]>;
  readonly unclear: Map<ClaimId, UnclearEntry>;
  /** How many there were; the place of the next. */
  count: number;
}

const NEWEST_KEPT = 100;

const createSums = (): ClaimSums => ({
  states: { reserved: 0, claimed: 0, waiting: 0, refused: 0, paid: 0, taken_back: 0, expired: 0, cancelled: 0 },
  unpaidUnits: 0,
  unpaidMinor: 0,
});

/** `before`: a show that begins takes over the window that is open. */
export const createClaimBook = (before?: ClaimBook): ClaimBook => ({
  windows: new Map(
    [...(before?.windows ?? [])].filter(([dealId, { closedAt }]) => dealId === null && closedAt === null),
  ),
  entries: new Map(),
  newest: [],
  sums: createSums(),
  byClaimant: new Map(),
  carts: new Map(),
  waiting: new Map(),
  unclear: new Map(),
  count: 0,
});

export const claimantKey = ({ source, viewer }: Claimant): string => JSON.stringify([source, viewer.id]);

export const claimsBy = (book: ClaimBook, claimant: Claimant): readonly ClaimEntry[] =>
  book.byClaimant.get(claimantKey(claimant)) ?? [];

/** It is in the claimant's cart and not paid. */
export const isInCart = ({ state }: ClaimEntry): boolean => state === 'reserved' || state === 'claimed';

export const isPending = (entry: ClaimEntry): boolean => isInCart(entry) || entry.state === 'waiting';

const isHeld = (entry: ClaimEntry): boolean => isInCart(entry) || entry.state === 'paid';

/** The cart that the claimant's next claim of this kind goes into, or null: stock that is kept and stock that is not never share one. */
export const openCartOf = (book: ClaimBook, claimant: Claimant, state: 'reserved' | 'claimed'): OrderId | null =>
  claimsBy(book, claimant).findLast((entry) => entry.state === state)?.orderId ?? null;

/** The claims of an order that are in it now, in the order of their making. */
export const claimsIn = (book: ClaimBook, orderId: OrderId): readonly ClaimEntry[] =>
  (book.byClaimant.get(book.carts.get(orderId) ?? '') ?? []).filter(
    (entry) => entry.orderId === orderId && isHeld(entry),
  );

/** Units of the variant that the claimant holds or has paid, other than by `except`. */
export const unitsHeldBy = (
  book: ClaimBook,
  claimant: Claimant,
  variantId: VariantId,
  except: ClaimId | null = null,
): number =>
  claimsBy(book, claimant)
    .filter((entry) => isHeld(entry) && entry.terms.variantId === variantId && entry.terms.claimId !== except)
    .reduce((sum, { terms }) => sum + terms.quantity, 0);

/** The claim that a second comment about the same variant replaces. */
export const pendingClaimOf = (book: ClaimBook, claimant: Claimant, variantId: VariantId): ClaimEntry | null =>
  claimsBy(book, claimant).findLast((entry) => isPending(entry) && entry.terms.variantId === variantId) ?? null;

/** The rules that a claim in this deal (or in none) is taken by, with whether its window is open; null where none ever was. */
export const windowFor = (book: ClaimBook, dealId: DealId | null): ClaimWindow | null =>
  (dealId === null ? undefined : book.windows.get(dealId)) ?? book.windows.get(null) ?? null;

/** Why these rules keep the claimant out; null where they do not, `audience_unknown` where the room does not say. */
export const claimObjection = (
  book: ClaimBook,
  { rules, closedAt }: Pick<ClaimWindow, 'rules' | 'closedAt'>,
  asked: Claimant & { readonly variantId: VariantId; readonly quantity: number },
  except: ClaimId | null,
): ClaimRefusal | 'audience_unknown' | null => {
  const { viewer } = asked;
  if (closedAt !== null && rules.afterClose === 'refuse') return 'closed';
  if (rules.audience === 'followers') {
    if (viewer.isFollower === undefined) return 'audience_unknown';
    if (!viewer.isFollower) return 'not_follower';
  }
  if (rules.audience === 'members') {
    if (viewer.isMember === undefined) return 'audience_unknown';
    if (!viewer.isMember) return 'not_member';
  }
  const others = claimsBy(book, asked).filter((entry) => entry.terms.claimId !== except);
  if (rules.isOnePerPerson && (asked.quantity > 1 || others.some((entry) => isHeld(entry) || isPending(entry)))) {
    return 'one_per_person';
  }
  const held = unitsHeldBy(book, asked, asked.variantId, except);
  return rules.perBuyer !== null && held + asked.quantity > rules.perBuyer ? 'per_buyer' : null;
};

// ---- changes, as facts make them ----

const unwait = (book: ClaimBook, entry: ClaimEntry): void => {
  if (entry.state !== 'waiting') return;
  const queue = book.waiting.get(entry.terms.variantId);
  const at = queue?.indexOf(entry) ?? -1;
  if (queue !== undefined && at >= 0) queue.splice(at, 1);
};

/** By place, so that one who comes back to the list after a promotion that fell through stands where they stood. */
const wait = (book: ClaimBook, entry: ClaimEntry): void => {
  const { variantId } = entry.terms;
  let queue = book.waiting.get(variantId);
  if (queue === undefined) {
    queue = [];
    book.waiting.set(variantId, queue);
  }
  const last = queue.at(-1);
  if (last === undefined || last.place < entry.place) queue.push(entry);
  else
    queue.splice(
      queue.findIndex(({ place }) => place > entry.place),
      0,
      entry,
    );
};

/** Before an entry changes (−1) and after it (+1). */
const sum = ({ sums }: ClaimBook, entry: ClaimEntry, sign: 1 | -1): void => {
  sums.states[entry.state] += sign;
  if (!isInCart(entry)) return;
  sums.unpaidUnits += sign * entry.terms.quantity;
  sums.unpaidMinor += sign * totalOfLines(entry.terms.lines);
};

const meet = (book: ClaimBook, entry: ClaimEntry, fate: ClaimFate): void => {
  entry.state = fate.state;
  entry.why = 'why' in fate ? fate.why : null;
  entry.orderId = 'orderId' in fate ? fate.orderId : null;
  if (entry.orderId !== null) book.carts.set(entry.orderId, claimantKey(entry.terms));
  entry.expiresAt = fate.state === 'reserved' ? fate.expiresAt : null;
  entry.short = fate.state === 'reserved' ? (fate.short ?? null) : null;
  if (fate.state === 'waiting') wait(book, entry);
};

export const makeClaim = (book: ClaimBook, terms: ClaimTerms, fate: ClaimFate, at: Instant): void => {
  const entry: ClaimEntry = {
    terms,
    at,
    place: book.count,
    state: fate.state,
    why: null,
    orderId: null,
    expiresAt: null,
    short: null,
  };
  book.count += 1;
  book.entries.set(terms.claimId, entry);
  const key = claimantKey(terms);
  const own = book.byClaimant.get(key);
  if (own === undefined) book.byClaimant.set(key, [entry]);
  else own.push(entry);
  keepNewest(book.newest, entry, NEWEST_KEPT);
  meet(book, entry, fate);
  sum(book, entry, 1);
};

export const changeClaim = (book: ClaimBook, terms: ClaimTerms, fate: ClaimFate): void => {
  const entry = book.entries.get(terms.claimId);
  if (entry === undefined) return;
  sum(book, entry, -1);
  unwait(book, entry);
  entry.terms = terms;
  meet(book, entry, fate);
  sum(book, entry, 1);
};

export const endClaim = (book: ClaimBook, claimId: ClaimId, as: ClaimEnd): void => {
  const entry = book.entries.get(claimId);
  if (entry === undefined) return;
  sum(book, entry, -1);
  unwait(book, entry);
  entry.state = as;
  entry.why = null;
  entry.expiresAt = null;
  entry.short = null;
  sum(book, entry, 1);
};

/** Puts what is in a cart into another one. */
export const moveClaim = (book: ClaimBook, claimId: ClaimId, orderId: OrderId): void => {
  const entry = book.entries.get(claimId);
  if (entry === undefined) return;
  entry.orderId = orderId;
  book.carts.set(orderId, claimantKey(entry.terms));
};

export const payClaims = (book: ClaimBook, orderId: OrderId): void => {
  for (const entry of claimsIn(book, orderId)) {
    sum(book, entry, -1);
    entry.state = 'paid';
    entry.expiresAt = null;
    sum(book, entry, 1);
  }
};

/** The order of a cart was called off: what is in it goes with it. */
export const endCart = (book: ClaimBook, orderId: OrderId): void => {
  for (const { terms } of claimsIn(book, orderId)) endClaim(book, terms.claimId, 'cancelled');
};

export const openClaims = (book: ClaimBook, dealId: DealId | null, rules: ClaimRules, at: Instant): void => {
  book.windows.set(dealId, { rules, openedAt: at, closedAt: null });
};

export const closeClaims = (book: ClaimBook, dealId: DealId | null, at: Instant): void => {
  const window = book.windows.get(dealId);
  if (window !== undefined) book.windows.set(dealId, { ...window, closedAt: window.closedAt ?? at });
};

/** A copy to decide on before anything is true: it knows the claimants that were brought into it, and no others. */
export interface ClaimDraft {
  readonly book: ClaimBook;
  bring(claimant: Claimant): void;
}

export const draftOf = (book: ClaimBook): ClaimDraft => {
  const draft: ClaimBook = { ...createClaimBook(), windows: new Map(book.windows), count: book.count };
  const bring = (claimant: Claimant): void => {
    const key = claimantKey(claimant);
    if (draft.byClaimant.has(key)) return;
    const own = (book.byClaimant.get(key) ?? []).map((entry) => ({ ...entry }));
    draft.byClaimant.set(key, own);
    for (const entry of own) {
      draft.entries.set(entry.terms.claimId, entry);
      sum(draft, entry, 1);
      if (entry.orderId !== null) draft.carts.set(entry.orderId, key);
      if (entry.state === 'waiting') wait(draft, entry);
    }
  };
  return { book: draft, bring };
};

// What becomes true of claims, and how each fact of it changes the book and the orders that grow out of it.

import {
  type Claimant,
  type ClaimBook,
  type ClaimChoice,
  type ClaimEnd,
  type ClaimFate,
  type ClaimTerms,
  changeClaim,
  claimsIn,
  closeClaims,
  endClaim,
  makeClaim,
  moveClaim,
  openClaims,
  type UnclearClaim,
} from './claim-book.ts';
import type { ClaimRules } from './claim-rules.ts';
import type { ClaimId, DealId, Instant, OrderId } from './units.ts';

/** Who changed a claim: its viewer by another comment, a person at the desk, or the engine (time, stock that came back). */
export type ClaimCause = 'comment' | 'desk' | 'engine';

export type ClaimFactBody =
  | { readonly type: 'claims.opened'; readonly dealId: DealId | null; readonly rules: ClaimRules }
  | { readonly type: 'claims.closed'; readonly dealId: DealId | null }
  | { readonly type: 'claim.made'; readonly claim: ClaimTerms; readonly fate: ClaimFate }
  | {
      readonly type: 'claim.changed';
      readonly claim: ClaimTerms;
      readonly fate: ClaimFate;
      readonly cause: ClaimCause;
    }
  | {
      readonly type: 'claim.ended';
      readonly claimId: ClaimId;
      readonly as: ClaimEnd;
      readonly cause: ClaimCause;
    }
  /** What was left unpaid of a cart goes on as another. */
  | { readonly type: 'claim.moved'; readonly claimId: ClaimId; readonly orderId: OrderId }
  | {
      readonly type: 'claim.unclear';
      readonly claimId: ClaimId;
      readonly claimant: Claimant;
      readonly text: string;
      readonly eventId: string | null;
      readonly why: UnclearClaim;
      readonly candidates: readonly ClaimChoice[];
    }
  /** A person has settled what was unclear: a claim (`claim.made` follows), or none. */
  | { readonly type: 'claim.cleared'; readonly claimId: ClaimId };

const CLAIM_FACTS: ReadonlySet<string> = new Set([
  'claims.opened',
  'claims.closed',
  'claim.made',
  'claim.changed',
  'claim.ended',
  'claim.moved',
  'claim.unclear',
  'claim.cleared',
] satisfies ClaimFactBody['type'][]);

export const isClaimFact = (body: { readonly type: string }): body is ClaimFactBody => CLAIM_FACTS.has(body.type);

/** The carts that a fact has changed. */
const cartsOf = (book: ClaimBook, body: ClaimFactBody): readonly OrderId[] => {
  const claimId = 'claim' in body ? body.claim.claimId : 'claimId' in body ? body.claimId : null;
  const before = claimId === null ? null : (book.entries.get(claimId)?.orderId ?? null);
  const after = 'fate' in body && 'orderId' in body.fate ? body.fate.orderId : 'orderId' in body ? body.orderId : null;
  return [before, after].filter((orderId) => orderId !== null);
};

const changeBook = (book: ClaimBook, body: ClaimFactBody, at: Instant): void => {
  switch (body.type) {
    case 'claims.opened':
      openClaims(book, body.dealId, body.rules, at);
      break;
    case 'claims.closed':
      closeClaims(book, body.dealId, at);
      break;
    case 'claim.made':
      makeClaim(book, body.claim, body.fate, at);
      break;
    case 'claim.changed':
      changeClaim(book, body.claim, body.fate);
      break;
    case 'claim.ended':
      endClaim(book, body.claimId, body.as);
      break;
    case 'claim.moved':
      moveClaim(book, body.claimId, body.orderId);
      break;
    case 'claim.unclear': {
      const { claimId, claimant, text, eventId, why, candidates } = body;
      book.unclear.set(claimId, { claimId, ...claimant, text, eventId, at, why, candidates });
      break;
    }
    case 'claim.cleared':
      book.unclear.delete(body.claimId);
  }
};

/** Changes the book; returns the unpaid carts whose lines are others now. */
export const foldClaim = (book: ClaimBook, body: ClaimFactBody, at: Instant): readonly OrderId[] => {
  const carts = cartsOf(book, body);
  changeBook(book, body, at);
  return carts;
};

/** The lines of a cart as its claims make them. */
export const cartLines = (book: ClaimBook, orderId: OrderId): ClaimTerms['lines'] =>
  claimsIn(book, orderId).flatMap(({ terms }) => terms.lines);

// What the store keeps for claims: stock on the shelf for each, and up to where comments have been read for them.

import type { DeskFactBody, Fact } from '../core/fact.ts';
import type { ClaimId, Instant, OrderId, ShowId } from '../core/units.ts';
import type { ClaimAsk, ClaimHeld, DueClaim } from './stock-table.ts';

export interface ClaimReads {
  /** Claims whose stock is kept no longer, of whatever show, the longest overdue first. */
  claimsDue(now: Instant, limit: number): readonly DueClaim[];
  /** The last fact of the show that was read for claims; 0 for none. */
  claimCursor(showId: ShowId): number;
  /** As `factsOf`, from behind a fact on. */
  factsAfter(showId: ShowId, seq: number): Iterable<Fact>;
}

/** The facts that each returns are for the caller to append. */
export interface ClaimWrites {
  /** Keeps all lines of a claim, or none of them. */
  keepForClaim(ask: ClaimAsk): ClaimHeld;
  /** Gives back what is kept for a claim. */
  letGoOfClaim(claimId: ClaimId): readonly DeskFactBody[];
  /** Puts what is kept for a claim under another cart. */
  moveClaimHold(claimId: ClaimId, orderId: OrderId): void;
  /** A new cart: its own order facts take no stock, its claims do. */
  noteCart(showId: ShowId, orderId: OrderId): void;
  /** A cart is paid: its stock is kept for good. */
  settleCart(orderId: OrderId): void;
  moveClaimCursor(showId: ShowId, seq: number): void;
}

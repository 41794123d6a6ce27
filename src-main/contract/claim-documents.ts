// Claims as screens see them: each with what became of it, carts, waitlists, what a person must settle.

import type { ClaimShort, ClaimState, ClaimWindow, UnclearClaim } from '../core/claim-book.ts';
import type { ClaimRefusal, ClaimWait } from '../core/claim-rules.ts';
import type { ClaimId, Instant, Money, OrderId, ProductId, SourceId, VariantId, ViewerId } from '../core/units.ts';
import type { ViewerView } from './topics.ts';

/** Upserted by key: what becomes of a claim later replaces its row. */
export interface ClaimRow {
  /** The claim's id. */
  readonly key: ClaimId;
  readonly at: Instant;
  readonly viewer: ViewerView;
  readonly source: SourceId;
  /** The comment; '' where a person took it down. */
  readonly text: string;
  /** False where there is no comment to answer. */
  readonly isComment: boolean;
  readonly number: number | null;
  readonly variantId: VariantId;
  readonly title: string;
  readonly quantity: number;
  /** Of all its lines. */
  readonly total: Money;
  readonly isDeal: boolean;
  readonly state: ClaimState;
  readonly why: ClaimWait | ClaimRefusal | null;
  readonly short: ClaimShort | null;
  /** The cart that it is in; null where in none. */
  readonly orderId: OrderId | null;
  /** Until when its stock is kept. */
  readonly expiresAt: Instant | null;
  /** Its place among all claims: waitlists go by it. */
  readonly place: number;
}

export interface ClaimCandidate {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly number: number | null;
  readonly title: string;
  readonly quantity: number;
}

export interface UnclearRow {
  readonly claimId: ClaimId;
  readonly at: Instant;
  readonly viewer: ViewerView;
  readonly text: string;
  readonly why: UnclearClaim;
  readonly candidates: readonly ClaimCandidate[];
}

export interface Waitlist {
  readonly variantId: VariantId;
  readonly number: number | null;
  readonly title: string;
  readonly people: number;
  readonly units: number;
}

export interface ClaimTopic {
  /** Of the show; null until claims were opened. */
  readonly window: ClaimWindow | null;
  readonly counts: Readonly<Record<ClaimState, number>>;
  /** What is in carts and not paid yet. */
  readonly unpaid: { readonly units: number; readonly total: Money };
  /** The longest waiting first, at most 50 of them. */
  readonly unclear: readonly UnclearRow[];
  readonly unclearCount: number;
  readonly waitlists: readonly Waitlist[];
}

/** A viewer's running cart: one order. */
export interface ClaimCart {
  readonly orderId: OrderId;
  readonly viewer: ViewerView;
  readonly claims: readonly ClaimRow[];
  readonly total: Money;
  readonly isPaid: boolean;
  /** When the first of it goes back on the shelf; null where nothing will. */
  readonly expiresAt: Instant | null;
}

export interface BlockedViewer {
  readonly source: SourceId;
  readonly viewerId: ViewerId;
  readonly name: string;
  readonly reason: string;
  readonly at: Instant;
}

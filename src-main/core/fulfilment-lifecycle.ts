// The one word for where an order stands: claimed → reserved → paid → packed → shipped, or expired, cancelled, refunded.

import type { ClaimBook, ClaimEntry } from './claim-book.ts';
import { isPacked } from './fulfilment.ts';
import type { OrderEntry } from './order-book.ts';
import type { OrderId } from './units.ts';

export const LIFECYCLE = [
  'claimed',
  'reserved',
  'paid',
  'packed',
  'shipped',
  'expired',
  'cancelled',
  'refunded',
] as const;
export type Lifecycle = (typeof LIFECYCLE)[number];

type Claims = Pick<ClaimBook, 'carts' | 'byClaimant'>;

/** All claims that were ever in the cart, those that have ended too. */
const claimsOf = (claims: Claims, orderId: OrderId): readonly ClaimEntry[] =>
  (claims.byClaimant.get(claims.carts.get(orderId) ?? '') ?? []).filter((claim) => claim.orderId === orderId);

const cartWord = (own: readonly ClaimEntry[]): Lifecycle => {
  const has = (state: ClaimEntry['state']): boolean => own.some((claim) => claim.state === state);
  if (has('reserved')) return 'reserved';
  if (has('claimed')) return 'claimed';
  return has('expired') ? 'expired' : 'cancelled';
};

/** All that was paid has come back. A part that came back changes nothing: the goods still go out. */
export const isRefundedWhole = ({ refundedMinor, totalMinor }: Pick<OrderEntry, 'refundedMinor' | 'totalMinor'>) =>
  refundedMinor > 0 && refundedMinor >= totalMinor;

/** Unpaid orders of a room hold stock, unless the shop had none for them. */
export const lifecycleOf = (entry: OrderEntry, claims: Claims): Lifecycle => {
  if (isRefundedWhole(entry)) return 'refunded';
  if (entry.paidAt !== null && !entry.isCancelled) {
    if (entry.fulfilment.shipments.length > 0) return 'shipped';
    return isPacked(entry.fulfilment) ? 'packed' : 'paid';
  }
  if (entry.paidAt === null && claims.carts.has(entry.orderId)) return cartWord(claimsOf(claims, entry.orderId));
  if (entry.isCancelled) return 'cancelled';
  return entry.short === null ? 'reserved' : 'claimed';
};

// When an order was paid, from what a shop tells of it and what it told before.

import { forgetOldest } from '../../core/bounded-memory.ts';
import type { SourceId } from '../../core/units.ts';
import type { SourceCatalogue } from '../source-kind.ts';

export interface ShopContext {
  /** Which shop it is, once that is proven. */
  shop?: SourceId | undefined;
  readonly catalogue?: SourceCatalogue | undefined;
  /** Orders that were unpaid when last told of: one of them that is paid now was paid when it was last changed. */
  readonly unpaid: Set<string>;
}

const UNPAID_KEPT = 10_000;

/** Whose ids an unpaid order is remembered by. Bounded: an order that stays unpaid for ever is forgotten first. */
const remember = (unpaid: Set<string>, orderId: string): void => {
  unpaid.add(orderId);
  forgetOldest(unpaid, UNPAID_KEPT);
};

/** When it was paid, as well as a shop that does not say can be understood; null where it is not. */
export const paidMoment = (
  context: ShopContext,
  orderId: string | null,
  isPaid: boolean,
  told: number | null,
  changedAt: () => number | null,
): number | null => {
  if (orderId === null) return null;
  if (!isPaid) {
    remember(context.unpaid, orderId);
    return null;
  }
  return context.unpaid.has(orderId) ? (changedAt() ?? told) : (told ?? changedAt());
};

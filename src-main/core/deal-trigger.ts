// Deals that fire by themselves: at their instant, or when a figure reaches its mark; never late, never off air, never doubled.

import type { Deal } from './deal.ts';
import type { DealTrigger, TriggerFigure } from './deal-offer.ts';
import type { Instant } from './units.ts';

/** How long after its instant, or after a mark was passed unseen, a start is still the one that was meant. */
export const LATE_MS = 5000;

export interface TriggerMoment {
  readonly now: Instant;
  /** On air or in rehearsal, and not paused. */
  readonly isOnAir: boolean;
  /** Null where it is not known now: nothing was heard, or the room has fallen silent. */
  figure(name: TriggerFigure): number | null;
  /** Whether another deal was fired so recently that this one must wait. */
  readonly isCooling: boolean;
  /** Whether its variants are free of other fired deals. */
  readonly isFree: boolean;
  /** Whether the shop has at least one of it left. */
  readonly isInStock: boolean;
  /** Marks seen below their height since the engine has watched without a break: only these can be passed in sight. */
  readonly wasBelow: boolean;
}

export type TriggerStep =
  | { readonly step: 'fire' }
  | { readonly step: 'cancel'; readonly why: 'late' | 'off_air' | 'cooldown' | 'busy' | 'sold_out' };

const atInstant = (at: Instant, moment: TriggerMoment): TriggerStep | null => {
  const late = moment.now - at;
  if (late < 0) return null;
  if (late > LATE_MS) return { step: 'cancel', why: moment.isCooling ? 'cooldown' : 'late' };
  if (!moment.isOnAir) return { step: 'cancel', why: 'off_air' };
  if (!moment.isFree) return { step: 'cancel', why: 'busy' };
  if (!moment.isInStock) return { step: 'cancel', why: 'sold_out' };
  return moment.isCooling ? null : { step: 'fire' };
};

const atMark = (trigger: Extract<DealTrigger, { kind: 'mark' }>, moment: TriggerMoment): TriggerStep | null => {
  if (!moment.isOnAir) return null;
  const value = moment.figure(trigger.figure);
  if (value === null || value < trigger.reaches) return null;
  if (!moment.wasBelow) return { step: 'cancel', why: 'late' };
  if (!moment.isFree) return { step: 'cancel', why: 'busy' };
  if (!moment.isInStock) return { step: 'cancel', why: 'sold_out' };
  return moment.isCooling ? null : { step: 'fire' };
};

/** What becomes of an armed deal with a trigger now, or null where it waits on. */
export const nextTriggerStep = (deal: Pick<Deal, 'phase' | 'trigger'>, moment: TriggerMoment): TriggerStep | null => {
  if (deal.phase !== 'armed' || deal.trigger === null) return null;
  return deal.trigger.kind === 'at' ? atInstant(deal.trigger.at, moment) : atMark(deal.trigger, moment);
};

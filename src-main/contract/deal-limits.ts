// The bounds of what a deal's form takes, without zod, for the page to share.

import type { DealKind } from '../core/deal.ts';

export const MOST_COUNTDOWN_MS = 300_000;
export const LEAST_DURATION_MS = 10_000;
export const MOST_DURATION_MS = 24 * 3_600_000;
export const MOST_QUANTITY = 1_000_000;
export const MOST_PER_BUYER = 1000;
export const MOST_WINNERS = 1000;
export const MOST_COOLDOWN_MS = 60_000;
/** How long after the shot one may call it back. */
export const UNDO_MS = 5000;

/** In the order of the form. */
export const KINDS_IN_FORM = [
  'flash',
  'limited',
  'bundle',
  'tiered',
  'gift',
  'coupon',
  'draw',
] as const satisfies readonly DealKind[];

// Promises as screens see them: those of the show, those still owed from earlier ones, what is due, what a script offers.

import type { PriceBreach } from '../core/price-promise.ts';
import type { PromiseKind, PromiseOrigin, RoomPromise } from '../core/promise.ts';
import type { Instant, PromiseId, ShowId } from '../core/units.ts';

export type { PriceBreach } from '../core/price-promise.ts';
export {
  PRICE_VOWS,
  PROMISE_KINDS,
  PROMISE_STATES,
  type PriceVow,
  type PromiseKind,
  type PromiseOrigin,
  type PromiseState,
} from '../core/promise.ts';

export interface PromiseRow extends Readonly<RoomPromise> {
  readonly showId: ShowId;
  readonly showTitle: string;
  /** It must be honoured now. */
  readonly isDue: boolean;
  /** What breaks it now, where it is of a price. */
  readonly breach: PriceBreach | null;
}

/** Marked in what is being read or planned, and not written down yet. */
export interface PromiseOffer {
  readonly key: string;
  readonly origin: PromiseOrigin;
  readonly kind: PromiseKind;
  readonly text: string;
}

export interface PromiseTopic {
  /** Of the current show, oldest first, whatever became of them. */
  readonly promises: readonly PromiseRow[];
  /** Still owed from earlier shows, oldest first. */
  readonly owed: readonly PromiseRow[];
  /** Of both, those that are due now; a breach first. */
  readonly due: readonly PromiseId[];
  readonly offers: readonly PromiseOffer[];
  /** Whether one may be made: on air, in rehearsal, and after the show. */
  readonly canMake: boolean;
}

export interface PromiseListDocument {
  /** Newest first; the newest where there are more than can be shown. */
  readonly rows: readonly PromiseRow[];
  /** Shows that promises were made in, newest first. */
  readonly shows: readonly { readonly showId: ShowId; readonly title: string; readonly startedAt: Instant | null }[];
  readonly isCut: boolean;
}

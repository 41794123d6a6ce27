// The limits of a deal: the platform's, which nobody passes, and the owner's, which others may only tighten.

import type { Duration } from './units.ts';

/** Prices are in minor units of `currency` and bind only deals in it; shares are permille of the list price (8.5 折 is 850). */
export interface PlatformLimits {
  readonly countdownMs: { readonly least: Duration; readonly most: Duration };
  readonly durationMs: { readonly least: Duration; readonly most: Duration };
  readonly currency: string;
  /** The price must be above it; null: any. */
  readonly priceAboveMinor: number | null;
  readonly sharePermille: { readonly least: number; readonly most: number };
  /** Least amount off the list price. */
  readonly leastOffMinor: number;
  readonly mostQuantity: number | null;
  readonly mostPerBuyer: number | null;
  /** Whether a second open deal is refused for the same variant only, or for any variant of the product. */
  readonly onePer: 'variant' | 'product';
}

export interface Platform {
  readonly platformId: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Where the limits are from, in words. */
  readonly source: string;
  readonly limits: PlatformLimits;
}

/** Null: no limit. */
export interface OwnerLimits {
  /** No unit is sold for less than this share of its list price. */
  readonly leastPermille: number | null;
  /** In minor units of the show's currency. */
  readonly leastPriceMinor: number | null;
  readonly mostQuantity: number | null;
  readonly mostDurationMs: Duration | null;
}

export const NO_OWNER_LIMITS: OwnerLimits = {
  leastPermille: null,
  leastPriceMinor: null,
  mostQuantity: null,
  mostDurationMs: null,
};

const isAtLeast = (value: number | null, least: number | null): boolean =>
  least === null || (value !== null && value >= least);
const isAtMost = (value: number | null, most: number | null): boolean =>
  most === null || (value !== null && value <= most);

/** Whether nothing that the second forbids is allowed by the first. */
export const isAsTight = (limits: OwnerLimits, as: OwnerLimits): boolean =>
  isAtLeast(limits.leastPermille, as.leastPermille) &&
  isAtLeast(limits.leastPriceMinor, as.leastPriceMinor) &&
  isAtMost(limits.mostQuantity, as.mostQuantity) &&
  isAtMost(limits.mostDurationMs, as.mostDurationMs);

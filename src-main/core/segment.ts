// Explain segments: from a pin to the next pin or unpin, and what was paid because of them.

import { type Duration, duration, type Instant, type ProductId, type VariantId } from './units.ts';

export interface Segment {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly startedAt: Instant;
  endedAt: Instant | null;
  gmvMinor: number;
  units: number;
}

/** Payments come after the words: a segment is credited with them for this long after its end (product.md). */
export const CREDIT_MS = 120_000;

/**
 * Credits a payment to the latest-started segment of the product with start ≤ paid ≤ end + 120 s. True where there was one.
 * `segments` are in the order of their starts.
 */
export const creditSegment = (
  segments: readonly Segment[],
  paid: { readonly productId: ProductId; readonly at: Instant; readonly gmvMinor: number; readonly units: number },
): boolean => {
  for (let i = segments.length - 1; i >= 0; i -= 1) {
    const segment = segments[i];
    if (segment === undefined || segment.productId !== paid.productId || segment.startedAt > paid.at) continue;
    if (segment.endedAt !== null && paid.at > segment.endedAt + CREDIT_MS) continue;
    segment.gmvMinor += paid.gmvMinor;
    segment.units += paid.units;
    return true;
  }
  return false;
};

export const segmentMs = ({ startedAt, endedAt }: Segment, now: Instant): Duration =>
  duration(Math.max(0, (endedAt ?? now) - startedAt));

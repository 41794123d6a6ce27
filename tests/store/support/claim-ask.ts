// What a claim asks the shelf to keep.

import { type ClaimId, instant, type OrderId, type ViewerId } from '../../../src-main/core/units.ts';
import type { ClaimAsk } from '../../../src-main/store/stock-table.ts';
import { type LineDraft, orderOf, ROOM, SHOW, T0 } from './sample-facts.ts';

export const claimAsk = (claim: string, lines: readonly LineDraft[], rest: Partial<ClaimAsk> = {}): ClaimAsk => ({
  showId: SHOW,
  orderId: `cart-${claim}` as OrderId,
  buyerId: `viewer-${claim}` as ViewerId,
  claim: { claimId: claim as ClaimId, source: ROOM, expiresAt: instant(T0 + 600_000) },
  lines: orderOf(claim, lines).lines,
  floorOf: () => 0,
  ...rest,
});

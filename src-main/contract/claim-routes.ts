// What may be asked about claims: open and close the window, settle, correct, pay, answer, keep somebody out.

import { z } from 'zod';
import type { ClaimFate } from '../core/claim-book.ts';
import { CLAIM_ALLOCATIONS, CLAIM_AUDIENCES, LATE_CLAIMS } from '../core/claim-rules.ts';
import type { ClaimId, Duration, OrderId, SourceId, VariantId, ViewerId } from '../core/units.ts';
import type { BlockedViewer, ClaimCart } from './claim-documents.ts';
import { ANYBODY, command, OWNER, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, nothing } from './route-input.ts';

const MOST_UNITS = 999;
const quantity = z.int().min(1).max(MOST_UNITS);
const name = z.string().trim().min(1).max(60);

const rules = z.strictObject({
  audience: z.enum(CLAIM_AUDIENCES),
  perBuyer: quantity.nullable(),
  isOnePerPerson: z.boolean(),
  allocation: z.enum(CLAIM_ALLOCATIONS),
  holdMs: z
    .int()
    .min(30_000)
    .max(7 * 24 * 3_600_000) as unknown as z.ZodType<Duration, Duration>,
  afterClose: z.enum(LATE_CLAIMS),
});

const oneClaim = z.strictObject({ ...intent, claimId: id<ClaimId>() });
/** What became of it; null where nothing was to be done. */
type Outcome = { readonly fate: ClaimFate | null };

export const claimRoutes = {
  /** Begins to take comments as claims, or goes on by other rules. */
  'claims.open': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, rules })),
  'claims.close': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  /** A buyer on the phone or in the shop. */
  'claim.add': command<Outcome>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, name, variantId: id<VariantId>(), quantity }),
  ),
  /** A comment typed at the desk for a viewer: it is read like any other. */
  'claim.say': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, name, text: z.string().trim().min(1).max(300) })),
  /** Settles what was unclear: as this claim, or as none. */
  'claim.settle': command<Outcome>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      claimId: id<ClaimId>(),
      choice: z.strictObject({ variantId: id<VariantId>(), quantity }).nullable(),
    }),
  ),
  'claim.change': command<Outcome>()(RUNS_THE_SHOW, oneClaim.extend({ quantity })),
  /** Tries one that waits, was refused or has ended once more, whatever the rules say. */
  'claim.serve': command<Outcome>()(RUNS_THE_SHOW, oneClaim),
  'claim.end': command()(RUNS_THE_SHOW, oneClaim),
  /** Marks a cart, or some of its claims, as paid: refused with `stock_short` where one of them cannot be had. */
  'claim.pay': command<{ readonly left: OrderId | null }>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, orderId: id<OrderId>(), claimIds: z.array(id<ClaimId>()).min(1).max(500).nullable() }),
  ),
  /** Empties a cart that is not paid. */
  'claim.cancel': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, orderId: id<OrderId>() })),
  /** Answers the comment in its room; refused where the room carries no answers. */
  'claim.reply': command()(RUNS_THE_SHOW, oneClaim.extend({ text: z.string().trim().min(1).max(300) })),
  /** Unpaid ones first, the newest of them first; at most 500. `search`: part of a name. */
  'claim.carts': query<readonly ClaimCart[]>()(ANYBODY, z.strictObject({ search: z.string().max(100) })),

  'viewer.block': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      source: id<SourceId>(),
      viewerId: id<ViewerId>(),
      name,
      reason: z.string().trim().max(200),
    }),
  ),
  'viewer.unblock': command()(OWNER, z.strictObject({ ...intent, source: id<SourceId>(), viewerId: id<ViewerId>() })),
  'viewer.blocked': query<readonly BlockedViewer[]>()(RUNS_THE_SHOW, nothing),
} as const;

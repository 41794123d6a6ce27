// What may be asked about price truth: a verdict, the ledger, to mend a compare price, and an owner's word against a verdict.

import { z } from 'zod';
import { COMPARE_BASES } from '../core/product.ts';
import type { VariantId } from '../core/units.ts';
import type { PriceCheck, PriceLedger, PriceList } from './price-documents.ts';
import { command, OWNER, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, minor } from './route-input.ts';

/** The very terms that an owner's word is about, in the current show. */
const terms = {
  variantId: id<VariantId>(),
  priceMinor: minor,
  compareMinor: minor,
  basis: z.enum(COMPARE_BASES),
};

export const priceRoutes = {
  /** The variant's compare price beside `priceMinor`, or beside what is asked for it where that is null. */
  'price.check': query<PriceCheck>()(
    RUNS_THE_SHOW,
    z.strictObject({ variantId: id<VariantId>(), priceMinor: minor.nullable() }),
  ),
  /** As `price.check`, with the sales and the list prices that it was read off. */
  'price.ledger': query<PriceLedger>()(RUNS_THE_SHOW, z.strictObject({ variantId: id<VariantId>() })),
  /** Variants on sale with a compare price. */
  'price.list': query<PriceList>()(
    RUNS_THE_SHOW,
    z.strictObject({ search: z.string().max(200), isUntrueOnly: z.boolean() }),
  ),
  /**
   * An edit of the catalogue, undone like any other: the permitted compare price, which must be the one that the person saw
   * (else refused as `changed_meanwhile`), or none.
   */
  'price.mend': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      variantId: id<VariantId>(),
      to: z.union([
        z.strictObject({ kind: z.literal('none') }),
        z.strictObject({ kind: z.literal('permitted'), compareMinor: minor }),
      ]),
    }),
  ),
  /** Refused as `not_found` where there is nothing to let stand any more. */
  'price.override': command()(
    OWNER,
    z.strictObject({ ...intent, ...terms, reason: z.string().trim().min(1).max(500) }),
  ),
  'price.withdraw': command()(OWNER, z.strictObject({ ...intent, ...terms })),
} as const;

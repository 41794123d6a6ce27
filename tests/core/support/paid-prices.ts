// Sales as the ledger has them, for tests of what they permit.

import type { PaidPrice } from '../../../src-main/core/price-ledger.ts';
import type { ComparePriceGiven } from '../../../src-main/core/price-truth.ts';
import type { CompareBasis } from '../../../src-main/core/product.ts';
import {
  type Instant,
  instant,
  type Money,
  money,
  type OrderId,
  type SourceId,
  type VariantId,
} from '../../../src-main/core/units.ts';

export const DAY = 86_400_000;
/** 20:00 in Shanghai. */
export const EVENING: Instant = instant(Date.UTC(2026, 10, 24, 12));
export const cny = (minor: number): Money => money(minor, 'CNY');

export const soldAt = (minor: number, paidAt: number, more: Partial<PaidPrice> = {}): PaidPrice => ({
  variantId: 'v1' as VariantId,
  source: 'room:r1' as SourceId,
  orderId: `o-${minor}-${paidAt}` as OrderId,
  line: 0,
  showId: null,
  quantity: 1,
  unitPrice: cny(minor),
  paidAt: instant(paidAt),
  isUndone: false,
  ...more,
});

export const givenOf = (
  compareMinor: number,
  paid: readonly PaidPrice[],
  more: Partial<ComparePriceGiven> & { readonly basis?: CompareBasis | null; readonly proof?: string } = {},
): ComparePriceGiven => {
  const { basis = 'lowest_7_days', proof = '', ...rest } = more;
  return {
    price: cny(100),
    comparePrice: { price: cny(compareMinor), basis, proof },
    promotionStart: EVENING,
    checkedAt: EVENING,
    paid,
    listSteps: [],
    zone: 'Asia/Shanghai',
    ...rest,
  };
};

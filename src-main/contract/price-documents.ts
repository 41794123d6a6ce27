// What queries about price truth answer with: a verdict on a compare price, the sales that it rests on, and all of them at once.

import type { PaidPrice } from '../core/price-ledger.ts';
import type { GateFinding, GateReport, ListPriceStep, PermittedPrice, PriceFault } from '../core/price-truth.ts';
import type { ComparePrice } from '../core/product.ts';
import type { Instant, Money, ProductId, VariantId } from '../core/units.ts';

export type { GateFinding, GateReport, ListPriceStep, PaidPrice, PermittedPrice, PriceFault };

/** `none`: there is no compare price. `overridden`: untrue, and an owner lets it stand in this show at this price. */
export type PriceVerdict = 'true' | 'untrue' | 'overridden' | 'none';

interface PricedGoods {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  /** '' where the product has but one. */
  readonly variantTitle: string;
  readonly listPrice: Money;
  /** What is asked. */
  readonly price: Money;
  readonly comparePrice: ComparePrice | null;
  readonly verdict: PriceVerdict;
}

export interface PriceCheck extends PricedGoods {
  readonly report: GateReport;
  /** Lines that were paid in the seven days and stand. */
  readonly counted: number;
  readonly override: { readonly reason: string; readonly approver: string; readonly at: Instant } | null;
  /** IANA name of the zone that days are of. */
  readonly zone: string;
}

export interface PriceLedger {
  readonly check: PriceCheck;
  /** Newest first, those that did not stand among them. */
  readonly paid: readonly PaidPrice[];
  /** Newest first. */
  readonly listSteps: readonly ListPriceStep[];
}

export interface PriceRow extends PricedGoods {
  readonly sku: string;
  readonly lowest: Money | null;
  readonly counted: number;
  readonly last: { readonly price: Money; readonly at: Instant } | null;
  readonly permitted: PermittedPrice | null;
  readonly faults: readonly PriceFault[];
}

export interface PriceList {
  /** In the catalogue's order; the first where there are more than can be shown. */
  readonly rows: readonly PriceRow[];
  /** Of all that were asked for. */
  readonly count: number;
  readonly untrue: number;
}

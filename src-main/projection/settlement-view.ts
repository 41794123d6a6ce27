// A show's settled figures beside the provisional ones, with what they rest on and when they last changed.

import type { LedgerView, SettlementView } from '../contract/order-documents.ts';
import type { Reconciliation } from '../core/reconcile.ts';
import { type Ledger, type ProductLedger, settle } from '../core/settlement.ts';
import type { ShowOrders } from '../core/show-orders.ts';
import { type Instant, instant, money, type VariantId } from '../core/units.ts';
import type { PlatformShelf } from './show-reconciliation.ts';

const toLedgerView = (ledger: Ledger, currency: string): LedgerView => ({
  gmv: money(ledger.gmvMinor, currency),
  refunds: money(ledger.refundsMinor, currency),
  net: money(ledger.netMinor, currency),
  orders: ledger.orders,
  units: ledger.units,
  refundedOrders: ledger.refundedOrders,
});

const NOTHING: ProductLedger = { gmvMinor: 0, refundsMinor: 0, units: 0 };

/** When a file, a person, or a word of the room after the end last changed the figures; null where nothing has. */
const restatedAt = (store: PlatformShelf, show: ShowOrders, { matches, ofShow }: Reconciliation): Instant | null => {
  const { endedAt } = show;
  const late = endedAt === null ? [] : show.orders.map(({ changedAt }) => changedAt).filter((at) => at > endedAt);
  const files = [...matches.map(({ order }) => order), ...ofShow].flatMap(
    (order) => store.platformOrderChangedAt(order) ?? [],
  );
  const decisions = store.decisionsOfShow(show.showId).map(({ at }) => at);
  const last = [...late, ...files, ...decisions].reduce((latest, at) => Math.max(latest, at), 0);
  return last === 0 ? null : instant(last);
};

const productsOf = (show: ShowOrders, provisional: Ledger, settled: Ledger): SettlementView['products'] => {
  const variants = new Map(show.variants.map((variant) => [variant.variantId, variant]));
  const sold = new Map<VariantId | '', string>();
  for (const { lines } of show.orders) for (const { variantId, title } of lines) sold.set(variantId, title);
  const ids = new Set([...provisional.products.keys(), ...settled.products.keys()]);
  const rows = [...ids].map((variantId) => {
    const variant = variantId === '' ? undefined : variants.get(variantId);
    const [before, now] = [provisional.products.get(variantId) ?? NOTHING, settled.products.get(variantId) ?? NOTHING];
    const title =
      variant === undefined ? (sold.get(variantId) ?? '') : `${variant.title} ${variant.variantTitle}`.trim();
    return {
      variantId: variantId === '' ? null : variantId,
      number: variant?.number ?? null,
      title,
      provisionalGmv: money(before.gmvMinor, show.currency),
      provisionalRefunds: money(before.refundsMinor, show.currency),
      gmv: money(now.gmvMinor, show.currency),
      refunds: money(now.refundsMinor, show.currency),
      units: now.units,
      netDifferenceMinor: now.gmvMinor - now.refundsMinor - (before.gmvMinor - before.refundsMinor),
    };
  });
  return rows.sort((a, b) => b.gmv.minor - a.gmv.minor);
};

export const toSettlementView = (
  store: PlatformShelf,
  show: ShowOrders,
  reconciliation: Reconciliation,
): SettlementView => {
  const { provisional, settled, confirmed, unconfirmed, foreign } = settle(show, reconciliation);
  const { currency } = show;
  return {
    currency,
    provisional: toLedgerView(provisional, currency),
    settled: toLedgerView(settled, currency),
    difference: {
      gmvMinor: settled.gmvMinor - provisional.gmvMinor,
      refundsMinor: settled.refundsMinor - provisional.refundsMinor,
      netMinor: settled.netMinor - provisional.netMinor,
      orders: settled.orders - provisional.orders,
      units: settled.units - provisional.units,
    },
    confirmed,
    unconfirmed,
    foreign,
    proposed: reconciliation.proposals.length,
    platformOnly: reconciliation.platformOnly.length,
    restatedAt: restatedAt(store, show, reconciliation),
    products: productsOf(show, provisional, settled),
  };
};

// Which deal the panel shows, and which product it would arm one for.

import type { DealView, ProductRow } from '../../../src-main/contract/topics.ts';

export interface DealChoice {
  /** Open deals, the shown one among them. */
  readonly open: readonly DealView[];
  /** An open deal, or one that has just ended: the asked one, or the pinned product's. */
  readonly shown: DealView | null;
  /** What F would arm. */
  readonly product: ProductRow | null;
}

const isOpen = (deal: DealView): boolean => deal.phase !== 'ended';

/** A person's own choice first, then the pinned product's deal, then whatever is open, then what has just ended. */
export const chooseDeal = (
  deals: readonly DealView[],
  products: readonly ProductRow[],
  focus: { readonly pinned: string | null; readonly selected: string | null; readonly asked: string | null },
): DealChoice => {
  const open = deals.filter(isOpen);
  const target = focus.pinned ?? focus.selected;
  const product = products.find((row) => row.variantId === target) ?? null;
  const ofTarget = (deal: DealView): boolean => deal.productId === product?.productId;
  // A disarmed deal has no reason to have ended: it never began.
  const told = deals.filter((deal) => isOpen(deal) || deal.endReason !== null);
  const shown =
    told.find((deal) => deal.dealId === focus.asked) ??
    open.find(ofTarget) ??
    open[0] ??
    (product === null ? told[0] : told.find(ofTarget)) ??
    null;
  return { open, shown, product };
};

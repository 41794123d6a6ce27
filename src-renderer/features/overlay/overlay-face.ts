// What may stand on the picture at this instant: a deal that is over by the clock, or figures grown old, are not shown.

import type { OverlayDeal, OverlayView } from '../../../src-main/contract/overlay-documents.ts';
import type { ComparePriceView } from '../../../src-main/contract/topics.ts';
import type { Money } from '../../../src-main/core/units.ts';

export interface OverlayPrice {
  readonly now: Money;
  readonly isDeal: boolean;
  /** Never without its basis. */
  readonly compare: ComparePriceView | null;
}

export interface OverlayFace {
  readonly product: OverlayView['product'];
  readonly price: OverlayPrice | null;
  readonly deal: OverlayDeal | null;
  /** When the deal opens, or ends; null where no deal is on. */
  readonly deadline: number | null;
  readonly stock: OverlayView['stock'];
  readonly claims: OverlayView['claims'];
  readonly goal: OverlayView['goal'];
  readonly correction: OverlayView['correction'];
  readonly draw: OverlayView['draw'];
}

/** The deal's price is what one of the product costs, not a whole bundle. */
const isOfOne = ({ offer }: OverlayDeal): boolean => offer.kind !== 'bundle' && offer.kind !== 'draw';

const priceOf = ({ product, deal }: OverlayView, now: number, isStale: boolean): OverlayPrice | null => {
  if (product === null || product.price === null) return null;
  const own = deal?.isOfProduct === true ? deal : null;
  // Stopped or sold out meanwhile? Nobody can tell, so no price is said.
  if (own !== null && isStale) return null;
  if (own !== null && own.phase === 'running' && own.price !== null && isOfOne(own) && now < own.closesAt) {
    return { now: own.price, isDeal: true, compare: own.comparePrice };
  }
  return { now: product.price, isDeal: false, compare: product.comparePrice };
};

/** `isStale`: the link has been down too long for stock and time to be believed. */
export const toFace = (view: OverlayView, now: number, isStale: boolean): OverlayFace => {
  const { product, claims, goal, correction, draw } = view;
  const deal = isStale || view.deal === null || now >= view.deal.closesAt ? null : view.deal;
  // Of a deal that has just ended the count was the deal's, not the shop's.
  const isDealsOwn = deal === null && view.deal?.isOfProduct === true && isOfOne(view.deal);
  return {
    product,
    price: priceOf(view, now, isStale),
    deal,
    deadline: deal === null ? null : deal.phase === 'countdown' ? deal.opensAt : deal.closesAt,
    stock: isStale || isDealsOwn ? null : view.stock,
    claims,
    goal,
    correction,
    draw,
  };
};

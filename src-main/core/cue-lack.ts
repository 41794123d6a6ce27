// What a cue still lacks before it can go on air: shown as a list of things to mend, never a reason to stop.

import type { CuePlan } from './run-sheet.ts';
import type { Money } from './units.ts';

/** In the order of their weight. */
export const CUE_LACKS = [
  'no_stock',
  'deal_too_dear',
  'deal_over_stock',
  'deal_limit',
  'no_deal',
  'no_script',
] as const;
export type CueLack = (typeof CUE_LACKS)[number];

/** `price` is what the variant costs outside a deal, `stock` what may be sold of it; `scripts` how many blocks are read in the cue, named or not. */
export const lacksOf = (
  { deal }: Pick<CuePlan, 'deal'>,
  shop: { readonly price: Money; readonly stock: number },
  scripts: number,
): readonly CueLack[] => {
  const lacks = new Set<CueLack>();
  if (shop.stock <= 0) lacks.add('no_stock');
  if (deal === null) lacks.add('no_deal');
  else {
    if (deal.price.currency !== shop.price.currency || deal.price.minor >= shop.price.minor) lacks.add('deal_too_dear');
    if (deal.quantity > shop.stock) lacks.add('deal_over_stock');
    if (deal.perBuyer > deal.quantity) lacks.add('deal_limit');
  }
  if (scripts === 0) lacks.add('no_script');
  return CUE_LACKS.filter((lack) => lacks.has(lack));
};

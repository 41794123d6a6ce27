// Which products were written lately, so that a list of them in memory can follow without reading the file again.

import type { ProductId, VariantId } from '../core/units.ts';

export interface TouchedLog {
  product(productId: ProductId): void;
  variant(variantId: VariantId): void;
  /** How many have been touched since the store was opened. */
  revision(): number;
  /** Those since that revision, each once; null where that is too long ago to tell. */
  since(revision: number): readonly ProductId[] | null;
}

const KEPT = 20_000;

type Touched = { readonly productId: ProductId } | { readonly variantId: VariantId };

export const createTouchedLog = (productOf: (variantId: VariantId) => ProductId | null): TouchedLog => {
  let log: Touched[] = [];
  let forgotten = 0;
  const keep = (touched: Touched): void => {
    log.push(touched);
    if (log.length < 2 * KEPT) return;
    forgotten += log.length - KEPT;
    log = log.slice(-KEPT);
  };
  return {
    product: (productId) => keep({ productId }),
    variant: (variantId) => keep({ variantId }),
    revision: () => forgotten + log.length,
    since: (revision) => {
      if (revision < forgotten) return null;
      const products = log
        .slice(revision - forgotten)
        .flatMap((touched) => ('productId' in touched ? touched.productId : (productOf(touched.variantId) ?? [])));
      return [...new Set(products)];
    },
  };
};

// Which variants are on sale.

import type { ProductId, VariantId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';

export interface SaleTable {
  /** Null where it is not on sale. */
  productOf(variantId: VariantId): ProductId | null;
}

export const createSaleTable = (db: SqliteFile): SaleTable => {
  const productOf = db
    .prepare<[VariantId], ProductId>('SELECT product_id FROM variant WHERE variant_id = ? AND position IS NOT NULL')
    .pluck();
  return { productOf: (variantId) => productOf.get(variantId) ?? null };
};

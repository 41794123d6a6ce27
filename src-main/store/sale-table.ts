// What may be put on a run sheet: variants that are on sale, found by what people type.

import { money, type ProductId, type VariantId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { VariantOnSale } from './run-sheet-store.ts';

export interface SaleTable {
  find(search: string, limit: number): readonly VariantOnSale[];
  /** Null where it is not on sale. */
  productOf(variantId: VariantId): ProductId | null;
}

interface SaleRow {
  readonly product_id: ProductId;
  readonly variant_id: VariantId;
  readonly title: string;
  readonly variant_title: string;
  readonly sku: string;
  readonly image: string | null;
  readonly price_minor: number;
  readonly price_currency: string;
  readonly stock: number;
}

const rowToVariant = (row: SaleRow): VariantOnSale => ({
  productId: row.product_id,
  variantId: row.variant_id,
  title: row.title,
  variantTitle: row.variant_title,
  sku: row.sku,
  image: row.image,
  price: money(row.price_minor, row.price_currency),
  stock: row.stock,
});

/** More words than that nobody searches by; each is one pass over what the ones before it have left. */
const MOST_WORDS = 5;

const toPattern = (word: string): string => `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

export const createSaleTable = (db: SqliteFile): SaleTable => {
  const word = `(product.title || char(10) || variant.title || char(10) || sku || char(10) || barcode) LIKE ? ESCAPE '\\'`;
  const find = db.prepare<[...string[], number], SaleRow>(
    `SELECT product.product_id, variant_id, product.title, variant.title AS variant_title, sku, image, price_minor,
       price_currency, stock
     FROM product JOIN variant ON variant.product_id = product.product_id
     WHERE position IS NOT NULL AND ${Array.from({ length: MOST_WORDS }, () => word).join(' AND ')}
     ORDER BY product.rowid, position LIMIT ?`,
  );
  const productOf = db
    .prepare<[VariantId], ProductId>('SELECT product_id FROM variant WHERE variant_id = ? AND position IS NOT NULL')
    .pluck();
  return {
    find: (search, limit) => {
      const words = search
        .normalize('NFKC')
        .split(/\s+/u)
        .filter((part) => part !== '')
        .slice(0, MOST_WORDS);
      const patterns = Array.from({ length: MOST_WORDS }, (_, index) => toPattern(words[index] ?? ''));
      return find.all(...patterns, limit).map(rowToVariant);
    },
    productOf: (variantId) => productOf.get(variantId) ?? null,
  };
};

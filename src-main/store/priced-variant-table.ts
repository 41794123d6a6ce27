// Variants as their price is shown: list, asked and compare price of what is on sale.

import type { CompareBasis } from '../core/product.ts';
import { toSearchText } from '../core/search-text.ts';
import { money, type ProductId, type VariantId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { PaidPriceReads, PricedVariant } from './paid-price-store.ts';
import { fromStored } from './stored-text.ts';
import { soundOf } from './title-sound.ts';

export interface PricedVariantTable {
  one: PaidPriceReads['pricedVariant'];
  all: PaidPriceReads['pricedVariants'];
}

interface Row {
  readonly product_id: ProductId;
  readonly variant_id: VariantId;
  readonly product_title: string;
  readonly title: string;
  readonly sku: string;
  readonly sound: string | null;
  readonly price_minor: number;
  readonly price_currency: string;
  readonly list_minor: number | null;
  readonly compare_minor: number | null;
  readonly compare_currency: string | null;
  readonly compare_basis: CompareBasis | null;
  readonly compare_proof: string;
}

const rowToPricedVariant = (row: Row): PricedVariant => {
  const { compare_minor: minor, compare_currency: currency, compare_basis: basis } = row;
  return {
    productId: row.product_id,
    variantId: row.variant_id,
    title: fromStored(row.product_title),
    variantTitle: fromStored(row.title),
    sku: fromStored(row.sku),
    listPrice: money(row.list_minor ?? row.price_minor, row.price_currency),
    price: money(row.price_minor, row.price_currency),
    comparePrice:
      minor === null || currency === null || basis === null
        ? null
        : { price: money(minor, currency), basis, proof: fromStored(row.compare_proof) },
  };
};

const COLUMNS = `product.product_id, variant_id, product.title AS product_title, variant.title, sku, sound, price_minor,
  price_currency, list_minor, compare_minor, compare_currency, compare_basis, compare_proof`;

export const createPricedVariantTable = (db: SqliteFile): PricedVariantTable => {
  const one = db.prepare<[VariantId], Row>(
    `SELECT ${COLUMNS} FROM variant JOIN product USING (product_id) WHERE variant_id = ?`,
  );
  const all = db.prepare<[], Row>(
    `SELECT ${COLUMNS} FROM variant JOIN product USING (product_id)
     WHERE position IS NOT NULL AND compare_minor IS NOT NULL AND is_archived = 0 ORDER BY product.rowid, position`,
  );

  const isSought = (row: Row, words: readonly string[]): boolean => {
    if (words.length === 0) return true;
    const title = fromStored(row.product_title);
    const text = toSearchText([title, fromStored(row.title), fromStored(row.sku), row.sound ?? soundOf(title)]);
    return words.every((word) => text.includes(word));
  };

  return {
    one: (variantId) => {
      const row = one.get(variantId);
      return row === undefined ? null : rowToPricedVariant(row);
    },
    all: (words) =>
      all
        .all()
        .filter((row) => isSought(row, words))
        .map(rowToPricedVariant),
  };
};

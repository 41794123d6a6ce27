// The catalogue: products and their variants as the shop keeps them.

import type { CompareBasis, Product, Variant } from '../core/product.ts';
import { type Instant, money, type ProductId, type ShowId, type VariantId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';

export interface ProductTable {
  upsert(products: readonly Product[], at: Instant): void;
  all(): readonly Product[];
  /** The products of a show's cues in cue order, with the stock that each variant had when the show left draft. */
  ofShow(showId: ShowId): readonly Product[];
}

interface ProductRow {
  readonly product_id: ProductId;
  readonly title: string;
  readonly category: string;
  readonly image: string | null;
  readonly selling_points: string;
}

interface VariantRow {
  readonly variant_id: VariantId;
  readonly product_id: ProductId;
  readonly title: string;
  readonly sku: string;
  readonly barcode: string;
  readonly price_minor: number;
  readonly price_currency: string;
  readonly compare_minor: number | null;
  readonly compare_currency: string | null;
  readonly compare_basis: CompareBasis | null;
  readonly stock: number;
}

interface CompareRow {
  readonly compare_minor: number | null;
  readonly compare_currency: string | null;
  readonly compare_basis: CompareBasis | null;
}

/** The three columns are NULL together. */
export const rowToComparePrice = (row: CompareRow): Variant['comparePrice'] => {
  const { compare_minor: minor, compare_currency: currency, compare_basis: basis } = row;
  if (minor === null || currency === null || basis === null) return null;
  return { price: money(minor, currency), basis };
};

const rowToVariant = (row: VariantRow): Variant => ({
  variantId: row.variant_id,
  productId: row.product_id,
  title: row.title,
  sku: row.sku,
  barcode: row.barcode,
  price: money(row.price_minor, row.price_currency),
  comparePrice: rowToComparePrice(row),
  stock: row.stock,
});

const rowToProduct = (row: ProductRow, variants: readonly Variant[]): Product => ({
  productId: row.product_id,
  title: row.title,
  category: row.category,
  image: row.image,
  sellingPoints: JSON.parse(row.selling_points),
  variants,
});

const join = (products: readonly ProductRow[], variants: readonly VariantRow[]): readonly Product[] => {
  const byProduct = new Map<ProductId, Variant[]>();
  for (const row of variants) {
    const group = byProduct.get(row.product_id);
    if (group === undefined) byProduct.set(row.product_id, [rowToVariant(row)]);
    else group.push(rowToVariant(row));
  }
  return products.map((row) => rowToProduct(row, byProduct.get(row.product_id) ?? []));
};

export const createProductTable = (db: SqliteFile): ProductTable => {
  const upsertProduct = db.prepare<[ProductId, string, string, string | null, string, number]>(
    `INSERT INTO product (product_id, title, category, image, selling_points, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       title = excluded.title, category = excluded.category, image = excluded.image,
       selling_points = excluded.selling_points, updated_at_ms = excluded.updated_at_ms`,
  );
  const takeOffVariants = db.prepare<[ProductId]>('UPDATE variant SET position = NULL WHERE product_id = ?');
  const upsertVariant = db.prepare<
    [
      ...[VariantId, ProductId, number, string, string, string, number, string],
      ...[number | null, string | null, CompareBasis | null, number],
    ]
  >(
    `INSERT INTO variant (variant_id, product_id, position, title, sku, barcode, price_minor, price_currency,
       compare_minor, compare_currency, compare_basis, stock)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       product_id = excluded.product_id, position = excluded.position, title = excluded.title, sku = excluded.sku,
       barcode = excluded.barcode, price_minor = excluded.price_minor, price_currency = excluded.price_currency,
       compare_minor = excluded.compare_minor, compare_currency = excluded.compare_currency,
       compare_basis = excluded.compare_basis, stock = excluded.stock`,
  );
  const allProducts = db.prepare<[], ProductRow>(
    'SELECT product_id, title, category, image, selling_points FROM product ORDER BY rowid',
  );
  const allVariants = db.prepare<[], VariantRow>(
    `SELECT variant_id, product_id, title, sku, barcode, price_minor, price_currency,
       compare_minor, compare_currency, compare_basis, stock
     FROM variant WHERE position IS NOT NULL ORDER BY product_id, position`,
  );
  const showProducts = db.prepare<[ShowId], ProductRow>(
    `SELECT product.product_id, title, category, image, selling_points
     FROM product JOIN cue ON cue.product_id = product.product_id
     WHERE cue.show_id = ? GROUP BY product.product_id ORDER BY min(cue.position)`,
  );
  const showVariants = db.prepare<[ShowId, ShowId], VariantRow>(
    `SELECT variant.variant_id, product_id, title, sku, barcode, price_minor, price_currency,
       compare_minor, compare_currency, compare_basis, coalesce(show_stock.stock, variant.stock) AS stock
     FROM variant LEFT JOIN show_stock ON show_stock.show_id = ? AND show_stock.variant_id = variant.variant_id
     WHERE position IS NOT NULL AND product_id IN (SELECT product_id FROM cue WHERE show_id = ?)
     ORDER BY product_id, position`,
  );

  const writeVariant = (variant: Variant, position: number): void => {
    const { variantId, productId, title, sku, barcode, price, comparePrice, stock } = variant;
    upsertVariant.run(
      variantId,
      productId,
      position,
      title,
      sku,
      barcode,
      price.minor,
      price.currency,
      comparePrice?.price.minor ?? null,
      comparePrice?.price.currency ?? null,
      comparePrice?.basis ?? null,
      stock,
    );
  };

  return {
    upsert: (products, at) => {
      for (const { productId, title, category, image, sellingPoints, variants } of products) {
        upsertProduct.run(productId, title, category, image, JSON.stringify(sellingPoints), at);
        // Those that are gone stay in the table: orders and earlier shows know them.
        takeOffVariants.run(productId);
        variants.forEach(writeVariant);
      }
    },
    all: () => join(allProducts.all(), allVariants.all()),
    ofShow: (showId) => join(showProducts.all(showId), showVariants.all(showId, showId)),
  };
};

// The catalogue: products and their variants as the shop keeps them.

import type { CompareBasis, Product, Variant } from '../core/product.ts';
import { type Instant, money, type ProductId, type ShowId, type VariantId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface ProductTable {
  /** As a show sees them; one that a person has edited in the catalogue is left as it is. */
  upsert(products: readonly Product[], at: Instant): void;
  all(): readonly Product[];
  product(productId: ProductId): Product | null;
  /** The products of a show's cues in cue order, with the stock that each variant had when the show left draft. */
  ofShow(showId: ShowId): readonly Product[];
}

/** What a product's only option is called where nobody has named it. */
const ONE_OPTION = '规格';

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
  readonly compare_proof: string;
  readonly stock: number;
  readonly buffer_percent: number;
  readonly is_tracked: number;
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

const rowToProvenPrice = (row: VariantRow): Variant['comparePrice'] => {
  const compare = rowToComparePrice(row);
  if (compare === null || row.compare_proof === '') return compare;
  return { ...compare, proof: fromStored(row.compare_proof) };
};

const rowToVariant = (row: VariantRow): Variant => ({
  variantId: row.variant_id,
  productId: row.product_id,
  title: fromStored(row.title),
  sku: fromStored(row.sku),
  barcode: fromStored(row.barcode),
  price: money(row.price_minor, row.price_currency),
  comparePrice: rowToProvenPrice(row),
  stock: row.stock,
  ...(row.is_tracked === 1 ? {} : { isTracked: false as const }),
  ...(row.buffer_percent === 0 ? {} : { buffer: row.buffer_percent }),
});

const rowToProduct = (row: ProductRow, variants: readonly Variant[]): Product => ({
  productId: row.product_id,
  title: fromStored(row.title),
  category: fromStored(row.category),
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
  const upsertProduct = db.prepare<[ProductId, string, string, string | null, string, string, string, number]>(
    `INSERT INTO product (product_id, title, category, image, images, selling_points, option_names, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       title = excluded.title, category = excluded.category, image = excluded.image, images = excluded.images,
       selling_points = excluded.selling_points, option_names = excluded.option_names, sound = NULL,
       updated_at_ms = excluded.updated_at_ms
     WHERE version = 1`,
  );
  const takeOffVariants = db.prepare<[ProductId]>('UPDATE variant SET position = NULL WHERE product_id = ?');
  const upsertVariant = db.prepare<
    [
      ...[VariantId, ProductId, number, string, string, string, string, number, string],
      ...[number | null, string | null, CompareBasis | null, string, number, number],
    ]
  >(
    `INSERT INTO variant (variant_id, product_id, position, title, options, sku, barcode, price_minor, price_currency,
       compare_minor, compare_currency, compare_basis, compare_proof, stock, buffer_percent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       product_id = excluded.product_id, position = excluded.position, title = excluded.title,
       options = excluded.options, list_minor = NULL, sku = excluded.sku,
       barcode = excluded.barcode, price_minor = excluded.price_minor, price_currency = excluded.price_currency,
       compare_minor = excluded.compare_minor, compare_currency = excluded.compare_currency,
       compare_basis = excluded.compare_basis, compare_proof = excluded.compare_proof, stock = excluded.stock,
       buffer_percent = excluded.buffer_percent`,
  );
  const allProducts = db.prepare<[], ProductRow>(
    'SELECT product_id, title, category, image, selling_points FROM product ORDER BY rowid',
  );
  const allVariants = db.prepare<[], VariantRow>(
    `SELECT variant_id, product_id, title, sku, barcode, price_minor, price_currency,
       compare_minor, compare_currency, compare_basis, compare_proof, stock, buffer_percent, is_tracked
     FROM variant WHERE position IS NOT NULL ORDER BY product_id, position`,
  );
  const oneProduct = db.prepare<[ProductId], ProductRow>(
    'SELECT product_id, title, category, image, selling_points FROM product WHERE product_id = ?',
  );
  const itsVariants = db.prepare<[ProductId], VariantRow>(
    `SELECT variant_id, product_id, title, sku, barcode, price_minor, price_currency,
       compare_minor, compare_currency, compare_basis, compare_proof, stock, buffer_percent, is_tracked
     FROM variant WHERE product_id = ? AND position IS NOT NULL ORDER BY position`,
  );
  const showProducts = db.prepare<[ShowId], ProductRow>(
    `SELECT product.product_id, title, category, image, selling_points
     FROM product JOIN cue ON cue.product_id = product.product_id
     WHERE cue.show_id = ? GROUP BY product.product_id ORDER BY min(cue.position)`,
  );
  const showVariants = db.prepare<[ShowId, ShowId], VariantRow>(
    `SELECT variant.variant_id, product_id, title, sku, barcode, price_minor, price_currency,
       compare_minor, compare_currency, compare_basis, compare_proof, coalesce(show_stock.stock, variant.stock) AS stock,
       buffer_percent, is_tracked
     FROM variant LEFT JOIN show_stock ON show_stock.show_id = ? AND show_stock.variant_id = variant.variant_id
     WHERE position IS NOT NULL AND product_id IN (SELECT product_id FROM cue WHERE show_id = ?)
     ORDER BY product_id, position`,
  );

  const writeVariant = (variant: Variant, position: number, hasOptions: boolean): void => {
    const { variantId, productId, title, sku, barcode, price, comparePrice, stock, buffer = 0 } = variant;
    upsertVariant.run(
      variantId,
      productId,
      position,
      toStored(title),
      JSON.stringify(hasOptions ? [title] : []),
      toStored(sku),
      toStored(barcode),
      price.minor,
      price.currency,
      comparePrice?.price.minor ?? null,
      comparePrice?.price.currency ?? null,
      comparePrice?.basis ?? null,
      toStored(comparePrice?.proof ?? ''),
      stock,
      buffer,
    );
  };

  return {
    upsert: (products, at) => {
      for (const { productId, title, category, image, sellingPoints, variants } of products) {
        const hasOptions = variants.some((variant) => variant.title !== '');
        const { changes } = upsertProduct.run(
          productId,
          toStored(title),
          toStored(category),
          image,
          JSON.stringify(image === null ? [] : [image]),
          JSON.stringify(sellingPoints),
          JSON.stringify(hasOptions ? [ONE_OPTION] : []),
          at,
        );
        if (changes === 0) continue;
        // Those that are gone stay in the table: orders and earlier shows know them.
        takeOffVariants.run(productId);
        variants.forEach((variant, position) => {
          writeVariant(variant, position, hasOptions);
        });
      }
    },
    product: (productId) => {
      const row = oneProduct.get(productId);
      return row === undefined ? null : rowToProduct(row, itsVariants.all(productId).map(rowToVariant));
    },
    all: () => join(allProducts.all(), allVariants.all()),
    ofShow: (showId) => join(showProducts.all(showId), showVariants.all(showId, showId)),
  };
};

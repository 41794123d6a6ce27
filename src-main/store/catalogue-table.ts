// The catalogue's products whole: everything that is prepared of them, read and written by product.

import { isSameVariants } from '../core/catalogue-edit.ts';
import type { CatalogueProduct, CatalogueVariant } from '../core/catalogue-product.ts';
import { priceOf, variantTitle } from '../core/catalogue-product.ts';
import type { Gift } from '../core/gift.ts';
import type { CompareBasis } from '../core/product.ts';
import { type Instant, money, type ProductId, type ShowId, type VariantId } from '../core/units.ts';
import type { CatalogueReads, KeptProduct } from './catalogue-store.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';
import { soundOf } from './title-sound.ts';

export interface CatalogueTable {
  product: CatalogueReads['catalogueProduct'];
  page: CatalogueReads['cataloguePage'];
  ofVariant: CatalogueReads['productOfVariant'];
  ofSku: CatalogueReads['productOfSku'];
  openShowsWith: CatalogueReads['openShowsWith'];
  /** Variants that are gone stay in the table: orders and earlier shows know them. */
  write(before: CatalogueProduct | null, product: CatalogueProduct, at: Instant): void;
}

interface ProductRow {
  readonly position: number;
  readonly product_id: ProductId;
  readonly title: string;
  readonly category: string;
  readonly brand: string;
  readonly partner: string;
  readonly description: string;
  readonly tags: string;
  readonly selling_points: string;
  readonly specification: string;
  readonly shipping: string;
  readonly after_sale: string;
  readonly gift_name: string;
  readonly gift_spec: string;
  readonly gift_quantity: string;
  readonly gift_period: string;
  readonly gift_way: string;
  readonly images: string;
  readonly image: string | null;
  readonly option_names: string;
  readonly is_archived: number;
  readonly version: number;
  readonly sound: string | null;
  readonly updated_at_ms: Instant;
}

interface VariantRow {
  readonly variant_id: VariantId;
  readonly product_id: ProductId;
  readonly options: string;
  readonly sku: string;
  readonly barcode: string;
  readonly price_minor: number;
  readonly price_currency: string;
  readonly list_minor: number | null;
  readonly compare_minor: number | null;
  readonly compare_currency: string | null;
  readonly compare_basis: CompareBasis | null;
  readonly compare_proof: string;
  readonly cost_minor: number | null;
  readonly stock: number;
  readonly buffer_percent: number;
  readonly is_tracked: number;
}

const PRODUCT_COLUMNS = `product_id, title, category, brand, partner, description, tags, selling_points, specification,
  shipping, after_sale, gift_name, gift_spec, gift_quantity, gift_period, gift_way, images, image, option_names, is_archived, version, sound, updated_at_ms`;
const VARIANT_COLUMNS = `variant_id, product_id, options, sku, barcode, price_minor, price_currency, list_minor,
  compare_minor, compare_currency, compare_basis, compare_proof, cost_minor, stock, buffer_percent, is_tracked`;

const EMPTY: readonly never[] = [];
/** Most lists are empty: they are not parsed. */
const readList = <T>(json: string): readonly T[] => (json === '[]' ? EMPTY : JSON.parse(json));

/** The three columns are NULL together. */
const rowToCompare = (row: VariantRow): CatalogueVariant['comparePrice'] => {
  const { compare_minor: minor, compare_currency: currency, compare_basis: basis } = row;
  if (minor === null || currency === null || basis === null) return null;
  return { price: money(minor, currency), basis, proof: fromStored(row.compare_proof) };
};

const rowToVariant = (row: VariantRow): CatalogueVariant => {
  const sold = money(row.price_minor, row.price_currency);
  return {
    variantId: row.variant_id,
    options: readList(row.options),
    sku: fromStored(row.sku),
    barcode: fromStored(row.barcode),
    listPrice: row.list_minor === null ? sold : money(row.list_minor, row.price_currency),
    livePrice: row.list_minor === null ? null : sold,
    comparePrice: rowToCompare(row),
    cost: row.cost_minor === null ? null : money(row.cost_minor, row.price_currency),
    stock: row.stock,
    bufferPercent: row.buffer_percent,
    isTracked: row.is_tracked === 1,
  };
};

const rowToGift = (row: ProductRow): Gift => ({
  name: fromStored(row.gift_name),
  spec: fromStored(row.gift_spec),
  quantity: fromStored(row.gift_quantity),
  period: fromStored(row.gift_period),
  way: fromStored(row.gift_way),
});

const rowToProduct = (row: ProductRow, variants: readonly CatalogueVariant[]): KeptProduct => {
  const title = fromStored(row.title);
  const images: readonly string[] = readList(row.images);
  return {
    product: {
      productId: row.product_id,
      title,
      category: fromStored(row.category),
      brand: fromStored(row.brand),
      partner: fromStored(row.partner),
      description: fromStored(row.description),
      tags: readList(row.tags),
      sellingPoints: readList(row.selling_points),
      specification: readList(row.specification),
      shipping: fromStored(row.shipping),
      afterSale: fromStored(row.after_sale),
      gift: rowToGift(row),
      images: images.length === 0 && row.image !== null ? [row.image] : images,
      optionNames: readList(row.option_names),
      variants,
      isArchived: row.is_archived === 1,
      version: row.version,
    },
    sound: row.sound ?? soundOf(title),
    updatedAt: row.updated_at_ms,
  };
};

export const createCatalogueTable = (db: SqliteFile): CatalogueTable => {
  const oneProduct = db.prepare<[ProductId], ProductRow>(
    `SELECT rowid AS position, ${PRODUCT_COLUMNS} FROM product WHERE product_id = ?`,
  );
  const pageOfProducts = db.prepare<[number, number], ProductRow>(
    `SELECT rowid AS position, ${PRODUCT_COLUMNS} FROM product WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  );
  const variantsOf = db.prepare<[ProductId], VariantRow>(
    `SELECT ${VARIANT_COLUMNS} FROM variant WHERE product_id = ? AND position IS NOT NULL ORDER BY position`,
  );
  const variantsOfPage = db.prepare<[number, number], VariantRow>(
    `SELECT ${VARIANT_COLUMNS} FROM variant WHERE position IS NOT NULL
     AND product_id IN (SELECT product_id FROM product WHERE rowid BETWEEN ? AND ?) ORDER BY product_id, position`,
  );
  const ofVariant = db.prepare<[VariantId], ProductId>('SELECT product_id FROM variant WHERE variant_id = ?').pluck();
  const ofSku = db
    .prepare<[string, ProductId], ProductId>(
      `SELECT product.product_id FROM variant JOIN product USING (product_id)
       WHERE sku = ? AND sku <> '' AND position IS NOT NULL AND is_archived = 0 AND product.product_id <> ? LIMIT 1`,
    )
    .pluck();
  const openShowsWith = db
    .prepare<[ProductId], ShowId>(
      `SELECT show_id FROM show WHERE phase <> 'ended'
       AND show_id IN (SELECT show_id FROM cue WHERE product_id = ?) ORDER BY rowid`,
    )
    .pluck();

  const upsertProduct = db.prepare<
    [
      ...[ProductId, string, string, string, string, string, string, string, string],
      ...[string, string, string, string],
      ...[string, string, string, string, string | null, string, number, number, string | null, number],
    ]
  >(
    `INSERT INTO product (${PRODUCT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       title = excluded.title, category = excluded.category, brand = excluded.brand, partner = excluded.partner,
       description = excluded.description, tags = excluded.tags, selling_points = excluded.selling_points,
       specification = excluded.specification, shipping = excluded.shipping, after_sale = excluded.after_sale,
       gift_name = excluded.gift_name, gift_spec = excluded.gift_spec, gift_quantity = excluded.gift_quantity,
       gift_period = excluded.gift_period, gift_way = excluded.gift_way, images = excluded.images, image = excluded.image, option_names = excluded.option_names,
       is_archived = excluded.is_archived, version = excluded.version, sound = coalesce(excluded.sound, sound),
       updated_at_ms = excluded.updated_at_ms`,
  );
  const takeOffVariants = db.prepare<[ProductId]>('UPDATE variant SET position = NULL WHERE product_id = ?');
  const upsertVariant = db.prepare<
    [
      ...[VariantId, ProductId, string, string, string, number, string, number | null],
      ...[number | null, string | null, CompareBasis | null, string, number | null, number, number, number],
      ...[number, string],
    ]
  >(
    `INSERT INTO variant (${VARIANT_COLUMNS}, position, title)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       position = excluded.position, title = excluded.title, options = excluded.options, sku = excluded.sku,
       barcode = excluded.barcode, price_minor = excluded.price_minor, price_currency = excluded.price_currency,
       list_minor = excluded.list_minor, compare_minor = excluded.compare_minor,
       compare_currency = excluded.compare_currency, compare_basis = excluded.compare_basis,
       compare_proof = excluded.compare_proof, cost_minor = excluded.cost_minor, stock = excluded.stock,
       buffer_percent = excluded.buffer_percent, is_tracked = excluded.is_tracked`,
  );
  /** A variant that joins a show on air began in it with what it has now. */
  const joinShows = db.prepare<[ProductId, ProductId]>(
    `INSERT OR IGNORE INTO show_stock (show_id, variant_id, stock)
     SELECT show_id, variant_id, stock FROM show JOIN variant
     WHERE phase IN ('rehearsing', 'live') AND show_id IN (SELECT show_id FROM cue WHERE product_id = ?)
     AND product_id = ? AND position IS NOT NULL`,
  );

  const writeVariant = (productId: ProductId, variant: CatalogueVariant, position: number): void => {
    const { variantId, listPrice, livePrice, comparePrice, cost, stock } = variant;
    const sold = priceOf(variant);
    upsertVariant.run(
      variantId,
      productId,
      JSON.stringify(variant.options),
      toStored(variant.sku),
      toStored(variant.barcode),
      sold.minor,
      sold.currency,
      livePrice === null ? null : listPrice.minor,
      comparePrice?.price.minor ?? null,
      comparePrice?.price.currency ?? null,
      comparePrice?.basis ?? null,
      toStored(comparePrice?.proof ?? ''),
      cost?.minor ?? null,
      stock,
      variant.bufferPercent,
      Number(variant.isTracked),
      position,
      toStored(variantTitle(variant)),
    );
  };

  const withVariants = (row: ProductRow): KeptProduct =>
    rowToProduct(row, variantsOf.all(row.product_id).map(rowToVariant));

  return {
    product: (productId) => {
      const row = oneProduct.get(productId);
      return row === undefined ? null : withVariants(row);
    },
    page: (after, limit) => {
      const rows = pageOfProducts.all(after, limit);
      const end = rows.at(-1)?.position ?? after;
      const variants = new Map<ProductId, CatalogueVariant[]>(rows.map((row) => [row.product_id, []]));
      for (const row of variantsOfPage.all(after + 1, end)) variants.get(row.product_id)?.push(rowToVariant(row));
      return { products: rows.map((row) => rowToProduct(row, variants.get(row.product_id) ?? [])), end };
    },
    ofVariant: (variantId) => ofVariant.get(variantId) ?? null,
    ofSku: (sku, not) => ofSku.get(toStored(sku), not) ?? null,
    openShowsWith: (productId) => openShowsWith.all(productId),
    write: (before, product, at) => {
      const { productId, title, gift } = product;
      upsertProduct.run(
        productId,
        toStored(title),
        toStored(product.category),
        toStored(product.brand),
        toStored(product.partner),
        toStored(product.description),
        JSON.stringify(product.tags),
        JSON.stringify(product.sellingPoints),
        JSON.stringify(product.specification),
        toStored(product.shipping),
        toStored(product.afterSale),
        toStored(gift.name),
        toStored(gift.spec),
        toStored(gift.quantity),
        toStored(gift.period),
        toStored(gift.way),
        JSON.stringify(product.images),
        product.images[0] ?? null,
        JSON.stringify(product.optionNames),
        Number(product.isArchived),
        product.version,
        // What is called as before sounds as before.
        before?.title === title ? null : soundOf(title),
        at,
      );
      if (before === null || !isSameVariants(before.variants, product.variants)) {
        if (before !== null) takeOffVariants.run(productId);
        product.variants.forEach((variant, position) => {
          writeVariant(productId, variant, position);
        });
      }
      // No run sheet knows a product that is new.
      if (before !== null) joinShows.run(productId, productId);
    },
  };
};

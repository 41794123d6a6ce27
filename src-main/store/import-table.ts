// The tables of imports: external ids and picture addresses by product, what imports made, and mappings by hand.

import { NO_LINK } from '../core/catalogue-draft.ts';
import type { ProductId } from '../core/units.ts';
import { MADE } from './catalogue-journal-table.ts';
import type { SqliteFile } from './database.ts';
import type { ImportReads, ImportWrites } from './import-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface ImportTable extends ImportReads, ImportWrites {}

interface LinkRow {
  readonly external_id: string;
  readonly variants: string;
}

interface PictureRow {
  readonly urls: string;
  readonly variant_urls: string;
}

export const createImportTable = (db: SqliteFile): ImportTable => {
  const link = db.prepare<[string, ProductId], LinkRow>(
    'SELECT external_id, variants FROM product_link WHERE origin = ? AND product_id = ?',
  );
  const pictures = db.prepare<[ProductId], PictureRow>(
    'SELECT urls, variant_urls FROM product_picture WHERE product_id = ?',
  );
  const unmade = db.prepare<[ProductId]>(
    `SELECT 1 FROM import_product JOIN catalogue_edit USING (edit_id)
     WHERE product_id = ? AND undone_at_ms IS NOT NULL`,
  );
  const mapping = db.prepare<[string], string>('SELECT mapping FROM import_mapping WHERE signature = ?').pluck();
  const upsertLink = db.prepare<[string, ProductId, string, string]>(
    `INSERT INTO product_link (origin, product_id, external_id, variants) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET external_id = excluded.external_id, variants = excluded.variants`,
  );
  const upsertPictures = db.prepare<[ProductId, string, string]>(
    `INSERT INTO product_picture (product_id, urls, variant_urls) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET urls = excluded.urls, variant_urls = excluded.variant_urls`,
  );
  const upsertMade = db.prepare<[ProductId, string]>(
    `INSERT INTO import_product (product_id, edit_id) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET edit_id = excluded.edit_id`,
  );
  const insertAllMade = db.prepare<[string, string]>(
    `INSERT INTO import_product (product_id, edit_id)
     SELECT trace.product_id, edit_id FROM catalogue_edit JOIN catalogue_trace AS trace ON trace.edit = position
     WHERE edit_id = ? AND trace.trace = ?
     ON CONFLICT DO UPDATE SET edit_id = excluded.edit_id`,
  );
  const upsertMapping = db.prepare<[string, string, number]>(
    `INSERT INTO import_mapping (signature, mapping, at_ms) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET mapping = excluded.mapping, at_ms = excluded.at_ms`,
  );

  return {
    productLink: (origin, productId) => {
      const known = link.get(origin, productId);
      const seen = pictures.get(productId);
      return {
        externalId: known === undefined ? NO_LINK.externalId : fromStored(known.external_id),
        variantIds: known === undefined ? NO_LINK.variantIds : new Map(JSON.parse(known.variants)),
        images: seen === undefined ? NO_LINK.images : JSON.parse(seen.urls),
        variantImages: seen === undefined ? NO_LINK.variantImages : new Map(JSON.parse(seen.variant_urls)),
      };
    },
    isUnmade: (productId) => unmade.get(productId) !== undefined,
    importMapping: (signature) => {
      const known = mapping.get(signature);
      return known === undefined ? null : JSON.parse(known);
    },
    linkProduct: (origin, productId, { externalId, variantIds, images, variantImages }) => {
      upsertLink.run(origin, productId, toStored(externalId), JSON.stringify([...variantIds]));
      upsertPictures.run(productId, JSON.stringify(images), JSON.stringify([...variantImages]));
    },
    noteAllMade: (editId) => {
      insertAllMade.run(editId, MADE);
    },
    noteMade: (productId, editId) => {
      upsertMade.run(productId, editId);
    },
    keepImportMapping: (signature, columns, at) => {
      upsertMapping.run(signature, JSON.stringify(columns), at);
    },
  };
};

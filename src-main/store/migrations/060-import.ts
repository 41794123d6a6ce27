// Version 60: by which ids files know products, the addresses of their pictures, what imports made, and mappings by hand.

import type { Migration } from './migration.ts';

export const catalogueImport: Migration = {
  version: 60,
  sql: `
    -- origin: the world that a file came from. variants: a JSON array of [variant_id, external id].
    CREATE TABLE product_link (
      origin TEXT NOT NULL,
      product_id TEXT NOT NULL REFERENCES product,
      external_id TEXT NOT NULL,
      variants TEXT NOT NULL,
      PRIMARY KEY (origin, product_id)
    ) STRICT;

    -- urls: a JSON array. variant_urls: a JSON array of [variant_id, url].
    CREATE TABLE product_picture (
      product_id TEXT NOT NULL PRIMARY KEY REFERENCES product,
      urls TEXT NOT NULL,
      variant_urls TEXT NOT NULL
    ) STRICT;

    -- The import that a product stands in the catalogue by: undone, a later one may bring it back.
    CREATE TABLE import_product (
      product_id TEXT NOT NULL PRIMARY KEY REFERENCES product,
      edit_id TEXT NOT NULL
    ) STRICT;

    -- signature: of a table's headers. mapping: JSON, field to column.
    CREATE TABLE import_mapping (
      signature TEXT NOT NULL PRIMARY KEY,
      mapping TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};

// Version 20: the catalogue proper: option values, live prices, costs, notes and images, a journal of edits and their history.

import type { Migration } from './migration.ts';

export const catalogue: Migration = {
  version: 20,
  sql: `
    ALTER TABLE product ADD COLUMN brand TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN partner TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN description TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE product ADD COLUMN specification TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE product ADD COLUMN shipping TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN after_sale TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN gift TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN images TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE product ADD COLUMN option_names TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE product ADD COLUMN is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1));
    ALTER TABLE product ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
    -- How its title sounds, for search and order; NULL where nobody has spelled it yet.
    ALTER TABLE product ADD COLUMN sound TEXT;

    ALTER TABLE variant ADD COLUMN options TEXT NOT NULL DEFAULT '[]';
    -- What it costs outside a show; NULL where that is price_minor.
    ALTER TABLE variant ADD COLUMN list_minor INTEGER CHECK (list_minor >= 0);
    ALTER TABLE variant ADD COLUMN compare_proof TEXT NOT NULL DEFAULT '';
    ALTER TABLE variant ADD COLUMN cost_minor INTEGER CHECK (cost_minor >= 0);
    ALTER TABLE variant ADD COLUMN buffer_percent INTEGER NOT NULL DEFAULT 0 CHECK (buffer_percent BETWEEN 0 AND 100);
    ALTER TABLE variant ADD COLUMN is_tracked INTEGER NOT NULL DEFAULT 1 CHECK (is_tracked IN (0, 1));
    CREATE INDEX variant_by_sku ON variant (sku) WHERE sku <> '' AND position IS NOT NULL;

    UPDATE product SET images = json_array(image) WHERE image IS NOT NULL;
    UPDATE product SET option_names = '["规格"]'
      WHERE product_id IN (SELECT product_id FROM variant WHERE title <> '');
    UPDATE variant SET options = json_array(title)
      WHERE product_id IN (SELECT product_id FROM variant WHERE title <> '');

    CREATE TABLE catalogue_edit (
      position INTEGER PRIMARY KEY,
      edit_id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      by TEXT NOT NULL,
      why TEXT NOT NULL,
      product_count INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      undone_at_ms INTEGER
    ) STRICT;

    -- What an edit did to each product; trimmed with the oldest edits.
    CREATE TABLE catalogue_trace (
      edit INTEGER NOT NULL REFERENCES catalogue_edit,
      product_id TEXT NOT NULL REFERENCES product,
      trace TEXT NOT NULL,
      PRIMARY KEY (edit, product_id)
    ) STRICT;
    CREATE INDEX catalogue_trace_of_product ON catalogue_trace (product_id, edit);

    -- Prices in minor units, stock in pieces; NULL: there was none. Never trimmed.
    CREATE TABLE variant_history (
      position INTEGER PRIMARY KEY,
      product_id TEXT NOT NULL REFERENCES product,
      variant_id TEXT NOT NULL REFERENCES variant,
      field TEXT NOT NULL CHECK (field IN ('list', 'live', 'compare', 'cost', 'stock')),
      from_value INTEGER,
      to_value INTEGER,
      kind TEXT NOT NULL,
      by TEXT NOT NULL,
      why TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX variant_history_of_product ON variant_history (product_id, position);
  `,
};

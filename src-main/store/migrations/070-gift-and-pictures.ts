// Version 70: a gift by all that the law wants said of it, and the pictures of imports that are still to be fetched.

import type { Migration } from './migration.ts';

export const giftAndPictures: Migration = {
  version: 70,
  sql: `
    ALTER TABLE product RENAME COLUMN gift TO gift_name;
    ALTER TABLE product ADD COLUMN gift_spec TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN gift_quantity TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN gift_period TEXT NOT NULL DEFAULT '';
    ALTER TABLE product ADD COLUMN gift_way TEXT NOT NULL DEFAULT '';

    -- What an edit can be undone to says the gift in the same way.
    UPDATE catalogue_trace SET trace = json_set(trace, '$.before.gift', json_object(
        'name', json(trace -> '$.before.gift'), 'spec', '', 'quantity', '', 'period', '', 'way', ''))
      WHERE json_type(trace, '$.before.gift') = 'text';

    -- One row a picture that a file has named, by the place that it has among its product's.
    CREATE TABLE picture_job (
      position INTEGER PRIMARY KEY,
      product_id TEXT NOT NULL REFERENCES product,
      url TEXT NOT NULL,
      place INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed', 'cancelled')),
      -- Of a failed one.
      reason TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at_ms INTEGER NOT NULL,
      queued_at_ms INTEGER NOT NULL,
      -- Of one that is done: what it is called under media.
      name TEXT,
      UNIQUE (product_id, url)
    ) STRICT;
    CREATE INDEX picture_job_by_state ON picture_job (state, due_at_ms);
  `,
};

// Version 10: the first schema. Ids are TEXT, money is INTEGER minor units, instants are UTC milliseconds.

import type { Migration } from './migration.ts';

export const firstSchema: Migration = {
  version: 10,
  sql: `
    CREATE TABLE setting (
      key TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    CREATE TABLE product (
      product_id TEXT NOT NULL PRIMARY KEY,
      title TEXT NOT NULL,
      category TEXT NOT NULL,
      image TEXT,
      selling_points TEXT NOT NULL,
      updated_at_ms INTEGER NOT NULL
    ) STRICT;

    -- position: its place among the product's variants; NULL once the product is no longer sold in it.
    CREATE TABLE variant (
      variant_id TEXT NOT NULL PRIMARY KEY,
      product_id TEXT NOT NULL REFERENCES product,
      position INTEGER,
      title TEXT NOT NULL,
      sku TEXT NOT NULL,
      barcode TEXT NOT NULL,
      price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
      price_currency TEXT NOT NULL,
      compare_minor INTEGER CHECK (compare_minor >= 0),
      compare_currency TEXT,
      compare_basis TEXT,
      stock INTEGER NOT NULL CHECK (stock >= 0),
      CHECK ((compare_minor IS NULL) = (compare_currency IS NULL)),
      CHECK ((compare_minor IS NULL) = (compare_basis IS NULL))
    ) STRICT;
    CREATE INDEX variant_of_product ON variant (product_id);

    -- first_seq, last_seq: where its facts lie, so that they are found without an index that every fact would pay for.
    CREATE TABLE show (
      show_id TEXT NOT NULL PRIMARY KEY,
      title TEXT NOT NULL,
      host TEXT NOT NULL,
      currency TEXT NOT NULL,
      phase TEXT NOT NULL CHECK (phase IN ('draft', 'rehearsing', 'live', 'ended')),
      is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
      created_at_ms INTEGER NOT NULL,
      started_at_ms INTEGER,
      ended_at_ms INTEGER,
      planned_ms INTEGER NOT NULL,
      first_seq INTEGER,
      last_seq INTEGER,
      reject_count INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE cue (
      show_id TEXT NOT NULL REFERENCES show,
      position INTEGER NOT NULL,
      number INTEGER NOT NULL,
      product_id TEXT NOT NULL REFERENCES product,
      variant_id TEXT NOT NULL REFERENCES variant,
      planned_ms INTEGER NOT NULL,
      deal_price_minor INTEGER,
      deal_price_currency TEXT,
      deal_quantity INTEGER,
      deal_per_buyer INTEGER,
      deal_countdown_ms INTEGER,
      deal_duration_ms INTEGER,
      note TEXT NOT NULL,
      PRIMARY KEY (show_id, position)
    ) STRICT;

    -- What each variant had when the show left draft.
    CREATE TABLE show_stock (
      show_id TEXT NOT NULL REFERENCES show,
      variant_id TEXT NOT NULL REFERENCES variant,
      stock INTEGER NOT NULL CHECK (stock >= 0),
      PRIMARY KEY (show_id, variant_id)
    ) STRICT;

    CREATE TABLE fact (
      seq INTEGER PRIMARY KEY,
      show_id TEXT NOT NULL REFERENCES show,
      source TEXT NOT NULL,
      event_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      received_at_ms INTEGER NOT NULL,
      type TEXT NOT NULL,
      viewer_id TEXT,
      body TEXT NOT NULL,
      UNIQUE (source, event_id)
    ) STRICT;

    CREATE TABLE source (
      source TEXT NOT NULL PRIMARY KEY,
      cursor INTEGER NOT NULL
    ) STRICT;

    -- The newest is never deleted: its seq is how many there have been.
    CREATE TABLE reject (
      seq INTEGER PRIMARY KEY,
      show_id TEXT NOT NULL,
      source TEXT NOT NULL,
      event_id TEXT,
      at_ms INTEGER NOT NULL,
      reason TEXT NOT NULL,
      raw TEXT NOT NULL,
      raw_bytes INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX reject_of_event ON reject (source, event_id) WHERE event_id IS NOT NULL;

    CREATE TABLE deal (
      deal_id TEXT NOT NULL PRIMARY KEY,
      show_id TEXT NOT NULL REFERENCES show,
      product_id TEXT NOT NULL REFERENCES product,
      variant_id TEXT NOT NULL REFERENCES variant,
      price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
      price_currency TEXT NOT NULL,
      compare_minor INTEGER CHECK (compare_minor >= 0),
      compare_currency TEXT,
      compare_basis TEXT,
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      per_buyer INTEGER NOT NULL CHECK (per_buyer > 0),
      countdown_ms INTEGER NOT NULL,
      duration_ms INTEGER NOT NULL,
      phase TEXT NOT NULL CHECK (phase IN ('armed', 'countdown', 'running', 'ended')),
      armed_at_ms INTEGER NOT NULL,
      opens_at_ms INTEGER,
      closes_at_ms INTEGER,
      ended_at_ms INTEGER,
      end_reason TEXT,
      sold INTEGER NOT NULL CHECK (sold >= 0 AND sold <= quantity)
    ) STRICT;
    CREATE INDEX deal_of_show ON deal (show_id);

    -- What is known of an order before or after its lines were tried, so that nothing is taken twice or after a cancellation.
    CREATE TABLE room_order (
      source TEXT NOT NULL,
      order_id TEXT NOT NULL,
      show_id TEXT NOT NULL REFERENCES show,
      is_tried INTEGER NOT NULL CHECK (is_tried IN (0, 1)),
      is_closed INTEGER NOT NULL CHECK (is_closed IN (0, 1)),
      refunded_minor INTEGER NOT NULL CHECK (refunded_minor >= 0),
      PRIMARY KEY (source, order_id)
    ) STRICT;

    -- Stock that an order holds; the row goes when it is given back.
    CREATE TABLE hold (
      source TEXT NOT NULL,
      order_id TEXT NOT NULL,
      line INTEGER NOT NULL,
      show_id TEXT NOT NULL REFERENCES show,
      variant_id TEXT NOT NULL REFERENCES variant,
      deal_id TEXT REFERENCES deal,
      buyer_id TEXT NOT NULL,
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      PRIMARY KEY (source, order_id, line)
    ) STRICT;
    CREATE INDEX hold_in_deal ON hold (deal_id, source, buyer_id) WHERE deal_id IS NOT NULL;

    CREATE TABLE outbox (
      position INTEGER PRIMARY KEY,
      command_id TEXT NOT NULL UNIQUE,
      source TEXT NOT NULL,
      command TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'acked', 'refused', 'expired', 'unknown')),
      attempts INTEGER NOT NULL,
      code TEXT,
      message TEXT,
      updated_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX outbox_open ON outbox (position) WHERE state IN ('pending', 'sent', 'unknown');

    CREATE TABLE reply (
      command_id TEXT NOT NULL PRIMARY KEY,
      reply TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE viewer (
      viewer_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      level INTEGER,
      is_follower INTEGER CHECK (is_follower IN (0, 1)),
      is_member INTEGER CHECK (is_member IN (0, 1)),
      first_seen_at_ms INTEGER NOT NULL,
      last_seen_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- first_seq: no fact of the viewer in this show lies before it.
    CREATE TABLE viewer_show (
      viewer_id TEXT NOT NULL,
      show_id TEXT NOT NULL,
      first_seq INTEGER NOT NULL,
      PRIMARY KEY (viewer_id, show_id)
    ) STRICT, WITHOUT ROWID;
  `,
};

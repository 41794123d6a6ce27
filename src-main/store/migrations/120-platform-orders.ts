// Version 120: orders from platforms' files, the imports that brought them, and which orders of a show a person says they are.

import type { Migration } from './migration.ts';

export const platformOrders: Migration = {
  version: 120,
  sql: `
    -- body: JSON, the whole order. import_id: the import that it stands as it is by.
    CREATE TABLE platform_order (
      platform TEXT NOT NULL,
      order_id TEXT NOT NULL,
      created_at_ms INTEGER,
      paid_at_ms INTEGER,
      import_id TEXT NOT NULL,
      changed_at_ms INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (platform, order_id)
    ) STRICT;
    CREATE INDEX platform_order_created ON platform_order (created_at_ms) WHERE created_at_ms IS NOT NULL;
    CREATE INDEX platform_order_paid ON platform_order (paid_at_ms) WHERE paid_at_ms IS NOT NULL;

    -- All the numbers that an order is known by, without the mark before them.
    CREATE TABLE platform_order_name (
      name TEXT NOT NULL,
      platform TEXT NOT NULL,
      order_id TEXT NOT NULL,
      PRIMARY KEY (name, platform, order_id)
    ) STRICT;

    CREATE TABLE platform_order_import (
      import_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      platform TEXT NOT NULL,
      by_role TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      created INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      undone_at_ms INTEGER
    ) STRICT;

    -- What an import found there: JSON, an order before it with the import it stood by; null where it brought the order.
    CREATE TABLE platform_order_step (
      import_id TEXT NOT NULL REFERENCES platform_order_import,
      platform TEXT NOT NULL,
      order_id TEXT NOT NULL,
      before_import_id TEXT,
      before_at_ms INTEGER,
      before_body TEXT,
      PRIMARY KEY (import_id, platform, order_id)
    ) STRICT;

    -- Later rows count before earlier ones. room_order_id: '' where no order of a room is meant.
    CREATE TABLE platform_order_decision (
      decision_id TEXT NOT NULL,
      show_id TEXT NOT NULL REFERENCES show,
      platform TEXT NOT NULL,
      order_id TEXT NOT NULL,
      room_order_id TEXT NOT NULL,
      verdict TEXT NOT NULL,
      by_role TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      undone_at_ms INTEGER,
      PRIMARY KEY (decision_id, platform, order_id, room_order_id)
    ) STRICT;
    CREATE INDEX platform_order_decision_show ON platform_order_decision (show_id);
    CREATE INDEX platform_order_decision_order ON platform_order_decision (platform, order_id);
  `,
};

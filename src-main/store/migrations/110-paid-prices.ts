// Version 110: the ledger of prices actually paid, filled from the orders that are there, and an owner's word on prices.

import type { Migration } from './migration.ts';

export const paidPrices: Migration = {
  version: 110,
  sql: `
    -- One row a line of a paid order. import_id: '' where facts said it. is_undone: what its file says; of facts room_order knows.
    -- Where several imports say the same line the newest counts. Nothing but the undoing of an import deletes here.
    CREATE TABLE paid_price (
      position INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      order_id TEXT NOT NULL,
      line INTEGER NOT NULL,
      import_id TEXT NOT NULL,
      variant_id TEXT NOT NULL,
      show_id TEXT,
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      unit_minor INTEGER NOT NULL CHECK (unit_minor > 0),
      currency TEXT NOT NULL,
      paid_at_ms INTEGER NOT NULL,
      is_undone INTEGER NOT NULL CHECK (is_undone IN (0, 1)),
      UNIQUE (source, order_id, line, import_id)
    ) STRICT;
    CREATE INDEX paid_price_of_variant ON paid_price (variant_id, currency, paid_at_ms);
    CREATE INDEX paid_price_of_import ON paid_price (import_id) WHERE import_id <> '';

    -- faults: a JSON array of what the owner let stand.
    CREATE TABLE price_override (
      show_id TEXT NOT NULL REFERENCES show,
      variant_id TEXT NOT NULL,
      currency TEXT NOT NULL,
      price_minor INTEGER NOT NULL,
      compare_minor INTEGER NOT NULL,
      basis TEXT NOT NULL,
      faults TEXT NOT NULL,
      reason TEXT NOT NULL,
      approver TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      PRIMARY KEY (show_id, variant_id, currency, price_minor, compare_minor, basis)
    ) STRICT;

    -- As paidUnitsOf reads an order; a rehearsal sells nothing.
    WITH
      move AS MATERIALIZED (
        SELECT seq, show_id, type FROM fact
        WHERE type IN ('show.rehearsed', 'show.started', 'show.reset', 'show.ended')
      ),
      paid AS MATERIALIZED (
        SELECT seq, show_id, source, body, min(at_ms, received_at_ms) AS paid_at_ms,
          json_extract(body, '$.order.total.minor') AS total_minor,
          json_extract(body, '$.order.total.currency') AS currency
        FROM fact
        WHERE type = 'order.paid' AND source <> 'replay' AND 'show.rehearsed' <> coalesce(
          (SELECT type FROM move WHERE move.show_id = fact.show_id AND move.seq < fact.seq ORDER BY move.seq DESC LIMIT 1), '')
      ),
      goods AS MATERIALIZED (
        SELECT seq, sum(json_extract(value, '$.quantity') * json_extract(value, '$.unitPrice.minor')) AS goods_minor
        FROM paid, json_each(paid.body, '$.order.lines')
        WHERE json_extract(value, '$.unitPrice.currency') = currency GROUP BY seq
      ),
      unit AS (
        SELECT paid.seq, source, json_extract(body, '$.order.id') AS order_id, line.key AS line, show_id,
          json_extract(line.value, '$.variantId') AS variant_id, json_extract(line.value, '$.quantity') AS quantity,
          CASE WHEN total_minor >= goods_minor THEN json_extract(line.value, '$.unitPrice.minor')
            ELSE CAST(total_minor * json_extract(line.value, '$.unitPrice.minor') / goods_minor AS INTEGER) END AS unit_minor,
          currency, paid_at_ms
        FROM paid JOIN goods ON goods.seq = paid.seq, json_each(paid.body, '$.order.lines') AS line
        WHERE json_extract(line.value, '$.unitPrice.currency') = currency
      )
    INSERT OR IGNORE INTO paid_price (source, order_id, line, import_id, variant_id, show_id, quantity, unit_minor, currency,
      paid_at_ms, is_undone)
    SELECT source, order_id, line, '', variant_id, show_id, quantity, unit_minor, currency, paid_at_ms, 0
    FROM unit WHERE quantity > 0 AND unit_minor > 0 ORDER BY seq, line;
  `,
};

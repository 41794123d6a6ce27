// Version 170: orders are found by their id alone, and what sources of one shop say of them by the event's.

import type { Migration } from './migration.ts';

export const orderIdentity: Migration = {
  version: 170,
  sql: `
    -- source (here and in hold, paid_price): who numbers the order; where its source proves no shop, the source itself.
    CREATE INDEX room_order_by_id ON room_order (order_id);
    CREATE INDEX fact_of_order ON fact (event_id)
      WHERE type IN ('order.created', 'order.paid', 'order.cancelled', 'order.refunded');
  `,
};

// Version 90: stock that is kept for claims, with whose it is and until when.

import type { Migration } from './migration.ts';

export const claims: Migration = {
  version: 90,
  sql: `
    -- buyer_source: the source that knows the buyer; the order's own where the room made it.
    -- claim_id, expires_at_ms: set where a claim keeps the stock; the second goes when it is paid.
    ALTER TABLE hold ADD COLUMN buyer_source TEXT NOT NULL DEFAULT '';
    ALTER TABLE hold ADD COLUMN claim_id TEXT;
    ALTER TABLE hold ADD COLUMN expires_at_ms INTEGER;
    UPDATE hold SET buyer_source = source;
    DROP INDEX hold_in_deal;
    CREATE INDEX hold_in_deal ON hold (deal_id, buyer_source, buyer_id) WHERE deal_id IS NOT NULL;
    CREATE INDEX hold_due ON hold (expires_at_ms) WHERE expires_at_ms IS NOT NULL;
    CREATE INDEX hold_of_claim ON hold (claim_id) WHERE claim_id IS NOT NULL;

    -- Comments of a show up to this fact have been read for claims.
    CREATE TABLE claim_cursor (
      show_id TEXT NOT NULL PRIMARY KEY REFERENCES show,
      seq INTEGER NOT NULL
    ) STRICT;
  `,
};

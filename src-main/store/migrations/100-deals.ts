// Version 100: what deals offer beyond a price, how they begin by themselves, when they were settled; drafts and templates.

import type { Migration } from './migration.ts';

export const deals: Migration = {
  version: 100,
  sql: `
    -- deal_offer, deal_trigger: JSON; NULL for a flash price, and for one that is fired by hand.
    ALTER TABLE deal ADD COLUMN deal_offer TEXT;
    ALTER TABLE deal ADD COLUMN deal_trigger TEXT;
    ALTER TABLE deal ADD COLUMN settled_at_ms INTEGER;

    -- The secret of a draw from its arming on; its hash is in the deal's offer, it is told with the result.
    CREATE TABLE deal_seed (
      deal_id TEXT NOT NULL PRIMARY KEY,
      seed TEXT NOT NULL
    ) STRICT;

    -- A deal that is being prepared: the id is the deal's own. terms, deal_trigger: JSON.
    CREATE TABLE deal_draft (
      deal_id TEXT NOT NULL PRIMARY KEY,
      show_id TEXT NOT NULL REFERENCES show,
      terms TEXT NOT NULL,
      deal_trigger TEXT,
      is_checked INTEGER NOT NULL CHECK (is_checked IN (0, 1)),
      updated_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX deal_draft_of_show ON deal_draft (show_id);

    -- terms: JSON, as a form takes them, without ids of a show.
    CREATE TABLE deal_template (
      template_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      terms TEXT NOT NULL,
      updated_at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};

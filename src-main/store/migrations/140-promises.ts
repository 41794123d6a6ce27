// Version 140: promises made on air, across shows, until they are honoured or dropped; filled from the facts by each later append.

import type { Migration } from './migration.ts';

export const promises: Migration = {
  version: 140,
  sql: `
    -- What the promise facts of all shows come to. terms: what was promised, as JSON. settled_*: null while it is open.
    CREATE TABLE promise (
      position INTEGER PRIMARY KEY,
      promise_id TEXT NOT NULL UNIQUE,
      show_id TEXT NOT NULL REFERENCES show,
      terms TEXT NOT NULL,
      made_at_ms INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'dropped')),
      settled_at_ms INTEGER,
      settled_by TEXT,
      reason TEXT,
      CHECK ((state = 'open') = (settled_at_ms IS NULL))
    ) STRICT;
    CREATE INDEX promise_open ON promise (show_id) WHERE state = 'open';
    CREATE INDEX promise_of_show ON promise (show_id, position);
  `,
};

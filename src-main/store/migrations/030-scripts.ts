// Version 30: script blocks in their order, and what each said from one edit to the next.

import type { Migration } from './migration.ts';

export const scripts: Migration = {
  version: 30,
  sql: `
    -- product_id: NULL for any product; words outlive their product, so that it is no reference.
    -- tags: a JSON array. position: among the blocks of one script that are not archived.
    CREATE TABLE script_block (
      block_id TEXT NOT NULL PRIMARY KEY,
      product_id TEXT,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      text TEXT NOT NULL,
      tags TEXT NOT NULL,
      is_drafted_by_ai INTEGER NOT NULL,
      approved_by TEXT,
      position INTEGER NOT NULL,
      version INTEGER NOT NULL,
      archived_at_ms INTEGER
    ) STRICT;
    CREATE INDEX script_block_by_product ON script_block (product_id, position);

    CREATE TABLE script_version (
      block_id TEXT NOT NULL REFERENCES script_block,
      version INTEGER NOT NULL,
      product_id TEXT,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      text TEXT NOT NULL,
      tags TEXT NOT NULL,
      is_drafted_by_ai INTEGER NOT NULL,
      approved_by TEXT,
      written_by TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      PRIMARY KEY (block_id, version)
    ) STRICT;
  `,
};

// Version 160: the sources that a person has added, and which viewers of several sources a person says are one.

import type { Migration } from './migration.ts';

export const sources: Migration = {
  version: 160,
  sql: `
    -- settings: JSON without secrets. sealed: the secrets, encrypted by the system's keyring; '' for none, '-' for some that could not be kept.
    CREATE TABLE source_config (
      source TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      settings TEXT NOT NULL,
      sealed TEXT NOT NULL,
      is_paused INTEGER NOT NULL,
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE viewer_link (
      viewer_id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      linked_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX viewer_link_person ON viewer_link (person_id);
  `,
};

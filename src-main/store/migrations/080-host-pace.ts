// Version 80: how fast each host speaks.

import type { Migration } from './migration.ts';

export const hostPace: Migration = {
  version: 80,
  sql: `
    -- name: '' for a show without a host's name. A host without a row speaks at the default pace.
    CREATE TABLE host_pace (
      name TEXT NOT NULL PRIMARY KEY,
      characters_per_minute INTEGER NOT NULL,
      updated_at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};

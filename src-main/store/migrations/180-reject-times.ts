// Version 180: one kept sample of what could not be read may stand for many.

import type { Migration } from './migration.ts';

export const rejectTimes: Migration = {
  version: 180,
  sql: `
    ALTER TABLE reject ADD COLUMN times INTEGER NOT NULL DEFAULT 1 CHECK (times > 0);
  `,
};

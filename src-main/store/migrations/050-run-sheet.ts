// Version 50: who speaks and what is read in a cue, the steps of a draft for undo, and named run sheets.

import type { Migration } from './migration.ts';

export const runSheet: Migration = {
  version: 50,
  sql: `
    -- script_blocks: a JSON array of ids.
    ALTER TABLE cue ADD COLUMN speaker TEXT NOT NULL DEFAULT '';
    ALTER TABLE cue ADD COLUMN script_blocks TEXT NOT NULL DEFAULT '[]';

    -- A show without a row has a sheet that nobody has edited. step: which of its steps the cues are now.
    CREATE TABLE run_sheet (
      show_id TEXT NOT NULL PRIMARY KEY REFERENCES show,
      version INTEGER NOT NULL,
      starts_at_ms INTEGER,
      step INTEGER NOT NULL
    ) STRICT;

    -- sheet: JSON, the whole sheet after that step; gone once the show is on air.
    CREATE TABLE run_sheet_step (
      show_id TEXT NOT NULL REFERENCES show,
      step INTEGER NOT NULL,
      sheet TEXT NOT NULL,
      PRIMARY KEY (show_id, step)
    ) STRICT;

    -- cues: JSON, without numbers.
    CREATE TABLE run_sheet_template (
      template_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      cues TEXT NOT NULL,
      updated_at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};

// Version 40: exemptions, overrides, and the evidence of what was decided, which is only ever appended.

import type { Migration } from './migration.ts';

export const compliance: Migration = {
  version: 40,
  sql: `
    -- words: a JSON array, or NULL for all that the rule finds.
    CREATE TABLE compliance_exemption (
      exemption_id TEXT NOT NULL PRIMARY KEY,
      rule_id TEXT NOT NULL,
      words TEXT,
      product_id TEXT,
      reason TEXT NOT NULL,
      approver TEXT NOT NULL,
      granted_at_ms INTEGER NOT NULL,
      expires_at_ms INTEGER
    ) STRICT;

    CREATE TABLE compliance_override (
      show_id TEXT NOT NULL REFERENCES show,
      item_id TEXT NOT NULL,
      rule_id TEXT NOT NULL,
      matched TEXT NOT NULL,
      reason TEXT NOT NULL,
      approver TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      PRIMARY KEY (show_id, item_id, rule_id, matched)
    ) STRICT;

    -- No reference to shows or products: evidence outlives them.
    CREATE TABLE compliance_evidence (
      seq INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      decision TEXT NOT NULL,
      operator TEXT NOT NULL,
      show_id TEXT,
      product_id TEXT,
      subject TEXT NOT NULL,
      rule_id TEXT,
      matched TEXT NOT NULL,
      text TEXT NOT NULL,
      reason TEXT NOT NULL,
      content_hash TEXT,
      book_version TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX compliance_evidence_at ON compliance_evidence (at_ms);
    CREATE INDEX compliance_signature ON compliance_evidence (show_id, seq) WHERE decision = 'signed';

    CREATE TRIGGER compliance_evidence_stays BEFORE UPDATE ON compliance_evidence
    BEGIN
      SELECT raise(ABORT, 'evidence is never changed');
    END;
    -- 1096 days: three years, one of them a leap year.
    CREATE TRIGGER compliance_evidence_is_kept BEFORE DELETE ON compliance_evidence
    WHEN OLD.at_ms >= (SELECT max(at_ms) FROM compliance_evidence) - 94694400000
    BEGIN
      SELECT raise(ABORT, 'evidence is kept for three years');
    END;
  `,
};

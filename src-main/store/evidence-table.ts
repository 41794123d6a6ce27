// The evidence of what was decided about texts: rows are appended to a chain, never changed, and kept for three years.

import { createHash } from 'node:crypto';
import {
  type Decision,
  type EvidenceEnd,
  type EvidenceEntry,
  type EvidenceRow,
  findBreak,
  keptSince,
  linkEvidence,
} from '../core/compliance/evidence.ts';
import type { Instant, ProductId, ShowId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface EvidenceTable {
  /** Appends, and forgets what was decided more than three years before the newest of `entries`. */
  append(entries: readonly EvidenceEntry[]): void;
  /** From `from` on and before `to`, newest first. */
  latest(from: Instant, to: Instant, limit: number): readonly EvidenceRow[];
  count(from: Instant, to: Instant): number;
  /** The seq of the first row where the chain is broken, or null. Reads all of it once, then what has come since. */
  brokenAt(): number | null;
  lastSignature(showId: ShowId): EvidenceRow | null;
}

interface Row {
  readonly seq: number;
  readonly at_ms: Instant;
  readonly decision: Decision;
  readonly operator: string;
  readonly show_id: ShowId | null;
  readonly product_id: ProductId | null;
  readonly subject: string;
  readonly rule_id: string | null;
  readonly matched: string;
  readonly text: string;
  readonly reason: string;
  readonly content_hash: string | null;
  readonly book_version: string;
  readonly previous_hash: string;
  readonly hash: string;
}

const COLUMNS = `seq, at_ms, decision, operator, show_id, product_id, subject, rule_id, matched, text, reason, content_hash,
  book_version, previous_hash, hash`;

const storedOrNull = (text: string | null): string | null => (text === null ? null : toStored(text));

const rowToEvidence = (row: Row): EvidenceRow => ({
  seq: row.seq,
  at: row.at_ms,
  decision: row.decision,
  operator: row.operator,
  showId: row.show_id === null ? null : fromStored(row.show_id),
  productId: row.product_id === null ? null : fromStored(row.product_id),
  subject: fromStored(row.subject),
  ruleId: row.rule_id === null ? null : fromStored(row.rule_id),
  matched: fromStored(row.matched),
  text: fromStored(row.text),
  reason: fromStored(row.reason),
  contentHash: row.content_hash,
  bookVersion: fromStored(row.book_version),
  previousHash: row.previous_hash,
  hash: row.hash,
});

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

const PAGE = 1000;

export const createEvidenceTable = (db: SqliteFile): EvidenceTable => {
  const insert = db.prepare<
    [
      ...[number, number, Decision, string, string | null, string | null, string, string | null],
      ...[string, string, string, string | null, string, string, string],
    ]
  >(`INSERT INTO compliance_evidence (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const forget = db.prepare<[number]>('DELETE FROM compliance_evidence WHERE at_ms < ?');
  const end = db.prepare<[], EvidenceEnd>('SELECT seq, hash FROM compliance_evidence ORDER BY seq DESC LIMIT 1');
  const latest = db.prepare<[number, number, number], Row>(
    `SELECT ${COLUMNS} FROM compliance_evidence WHERE at_ms >= ? AND at_ms < ? ORDER BY seq DESC LIMIT ?`,
  );
  const count = db
    .prepare<[number, number], number>('SELECT count(*) FROM compliance_evidence WHERE at_ms >= ? AND at_ms < ?')
    .pluck();
  const page = db.prepare<[number, number], Row>(
    `SELECT ${COLUMNS} FROM compliance_evidence WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const signature = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM compliance_evidence WHERE show_id = ? AND decision = 'signed' ORDER BY seq DESC LIMIT 1`,
  );

  /** As far as the chain was found whole. */
  let verified: EvidenceEnd | null = null;

  const brokenAt = (): number | null => {
    for (;;) {
      const rows: readonly EvidenceRow[] = page.all(verified?.seq ?? 0, PAGE).map(rowToEvidence);
      const broken = findBreak(rows, verified, sha256);
      if (broken !== null) return broken;
      verified = rows.at(-1) ?? verified;
      if (rows.length < PAGE) return null;
    }
  };

  return {
    append: (entries) => {
      for (const row of linkEvidence(entries, end.get() ?? null, sha256)) {
        insert.run(
          row.seq,
          row.at,
          row.decision,
          row.operator,
          storedOrNull(row.showId),
          storedOrNull(row.productId),
          toStored(row.subject),
          storedOrNull(row.ruleId),
          toStored(row.matched),
          toStored(row.text),
          toStored(row.reason),
          row.contentHash,
          toStored(row.bookVersion),
          row.previousHash,
          row.hash,
        );
        forget.run(keptSince(row.at));
      }
    },
    latest: (from, to, limit) => latest.all(from, to, limit).map(rowToEvidence),
    count: (from, to) => count.get(from, to) ?? 0,
    brokenAt,
    lastSignature: (showId) => {
      const row = signature.get(toStored(showId));
      return row === undefined ? null : rowToEvidence(row);
    },
  };
};

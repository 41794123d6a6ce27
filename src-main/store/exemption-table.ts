// What somebody let stand: exemptions, which hold for all shows, and an owner's overrides, which hold for one.

import type { KeptExemption } from '../core/compliance/exemption.ts';
import type { Override } from '../core/compliance/sheet-report.ts';
import type { ExemptionId, Instant, ProductId, ShowId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface KeptOverride extends Override {
  readonly at: Instant;
}

export type OverrideKey = Pick<Override, 'itemId' | 'ruleId' | 'matched'>;

export interface ExemptionTable {
  /** Newest first. */
  all(): readonly KeptExemption[];
  add(exemption: KeptExemption): void;
  /** False where there is none. */
  remove(exemptionId: ExemptionId): boolean;
  overridesOf(showId: ShowId): readonly KeptOverride[];
  /** A second one for the same replaces the first. */
  override(showId: ShowId, override: KeptOverride): void;
  /** False where there is none. */
  withdraw(showId: ShowId, key: OverrideKey): boolean;
}

interface ExemptionRow {
  readonly exemption_id: ExemptionId;
  readonly rule_id: string;
  readonly words: string | null;
  readonly product_id: ProductId | null;
  readonly reason: string;
  readonly approver: string;
  readonly granted_at_ms: Instant;
  readonly expires_at_ms: Instant | null;
}

interface OverrideRow {
  readonly item_id: string;
  readonly rule_id: string;
  readonly matched: string;
  readonly reason: string;
  readonly approver: string;
  readonly at_ms: Instant;
}

const rowToExemption = (row: ExemptionRow): KeptExemption => ({
  exemptionId: row.exemption_id,
  ruleId: fromStored(row.rule_id),
  words: row.words === null ? null : JSON.parse(row.words),
  productId: row.product_id === null ? null : fromStored(row.product_id),
  reason: fromStored(row.reason),
  approver: row.approver,
  grantedAt: row.granted_at_ms,
  expiresAt: row.expires_at_ms,
});

const rowToOverride = (row: OverrideRow): KeptOverride => ({
  itemId: fromStored(row.item_id),
  ruleId: fromStored(row.rule_id),
  matched: fromStored(row.matched),
  reason: fromStored(row.reason),
  approver: row.approver,
  at: row.at_ms,
});

export const createExemptionTable = (db: SqliteFile): ExemptionTable => {
  const all = db.prepare<[], ExemptionRow>(
    `SELECT exemption_id, rule_id, words, product_id, reason, approver, granted_at_ms, expires_at_ms
     FROM compliance_exemption ORDER BY granted_at_ms DESC, rowid DESC`,
  );
  const add = db.prepare<[ExemptionId, string, string | null, string | null, string, string, number, number | null]>(
    `INSERT INTO compliance_exemption (exemption_id, rule_id, words, product_id, reason, approver, granted_at_ms,
       expires_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[ExemptionId]>('DELETE FROM compliance_exemption WHERE exemption_id = ?');
  const overrides = db.prepare<[ShowId], OverrideRow>(
    `SELECT item_id, rule_id, matched, reason, approver, at_ms
     FROM compliance_override WHERE show_id = ? ORDER BY rowid`,
  );
  const override = db.prepare<[ShowId, string, string, string, string, string, number]>(
    `INSERT OR REPLACE INTO compliance_override (show_id, item_id, rule_id, matched, reason, approver, at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const withdraw = db.prepare<[ShowId, string, string, string]>(
    'DELETE FROM compliance_override WHERE show_id = ? AND item_id = ? AND rule_id = ? AND matched = ?',
  );
  return {
    all: () => all.all().map(rowToExemption),
    add: ({ exemptionId, ruleId, words, productId, reason, approver, grantedAt, expiresAt }) => {
      add.run(
        exemptionId,
        toStored(ruleId),
        words === null ? null : JSON.stringify(words),
        productId === null ? null : toStored(productId),
        toStored(reason),
        approver,
        grantedAt,
        expiresAt,
      );
    },
    remove: (exemptionId) => remove.run(exemptionId).changes > 0,
    overridesOf: (showId) => overrides.all(showId).map(rowToOverride),
    override: (showId, { itemId, ruleId, matched, reason, approver, at }) => {
      override.run(showId, toStored(itemId), toStored(ruleId), toStored(matched), toStored(reason), approver, at);
    },
    withdraw: (showId, { itemId, ruleId, matched }) =>
      withdraw.run(showId, toStored(itemId), toStored(ruleId), toStored(matched)).changes > 0,
  };
};

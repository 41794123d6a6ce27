// What the engine asks of its store about compliance: exemptions, overrides, and the evidence of both.

import type { EvidenceEntry, EvidenceRow } from '../core/compliance/evidence.ts';
import type { KeptExemption } from '../core/compliance/exemption.ts';
import type { ExemptionId, Instant, ShowId } from '../core/units.ts';
import type { KeptOverride, OverrideKey } from './exemption-table.ts';

export interface ComplianceReads {
  /** Newest first, those that have run out among them. */
  exemptions(): readonly KeptExemption[];
  overridesOf(showId: ShowId): readonly KeptOverride[];
  /** Decided from `from` on and before `to`, newest first. */
  evidenceLatest(from: Instant, to: Instant, limit: number): readonly EvidenceRow[];
  evidenceCount(from: Instant, to: Instant): number;
  /** The seq of the first row where the chain of evidence is broken, or null. */
  evidenceBrokenAt(): number | null;
  lastSignature(showId: ShowId): EvidenceRow | null;
}

export interface ComplianceWrites {
  addExemption(exemption: KeptExemption): void;
  /** False where there is none. */
  removeExemption(exemptionId: ExemptionId): boolean;
  /** A second one for the same finding replaces the first. */
  overrideFinding(showId: ShowId, override: KeptOverride): void;
  /** False where there is none. */
  withdrawOverride(showId: ShowId, key: OverrideKey): boolean;
  /** Also forgets what was decided more than three years before. */
  appendEvidence(entries: readonly EvidenceEntry[]): void;
}

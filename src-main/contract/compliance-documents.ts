// What queries about compliance answer with: the report of a run sheet, the rules in force, the evidence of decisions.

import type { EvidenceRow } from '../core/compliance/evidence.ts';
import type { KeptExemption } from '../core/compliance/exemption.ts';
import type { Finding, TextContext } from '../core/compliance/finding.ts';
import type { Said, Severity } from '../core/compliance/pack.ts';
import type { SheetField } from '../core/compliance/sheet-report.ts';
import type { ShowPhase } from '../core/show.ts';
import type { ExemptionId, Instant, ProductId, ShowId } from '../core/units.ts';

export type { EvidenceRow, Finding, KeptExemption, Said, Severity, SheetField, TextContext };

/** An owner's word that a blocking finding may stand in this show. */
export interface OverrideView {
  readonly reason: string;
  readonly approver: string;
  readonly at: Instant;
}

export interface ReportFinding extends Finding {
  /** Its own in the report. */
  readonly key: string;
  /** Null where something is missing from all texts of the item together. */
  readonly field: SheetField | null;
  readonly ref: string;
  /** The whole text that `start` and `end` lie in; '' where something is missing. */
  readonly text: string;
  readonly exemptionId: ExemptionId | null;
  readonly override: OverrideView | null;
}

export interface ReportItem {
  readonly itemId: string;
  /** What viewers see as "3号链接"; null for the show's own texts. */
  readonly number: number | null;
  readonly productId: ProductId | null;
  readonly title: string;
  /** '' where the product has but one. */
  readonly variantTitle: string;
  readonly category: string;
  /** Of what still counts: neither exempted nor overridden. */
  readonly worst: Severity | null;
  readonly findings: readonly ReportFinding[];
}

export interface SignatureView {
  readonly at: Instant;
  readonly operator: string;
  /** SHA-256 of what was signed, in hex. */
  readonly contentHash: string;
  /** Whether a text, a price, an exemption or a rule has changed since. */
  readonly isOutdated: boolean;
}

export interface ComplianceReport {
  readonly showId: ShowId;
  readonly showTitle: string;
  readonly phase: ShowPhase;
  /** All that were checked, in the order of the run sheet; most have no findings. */
  readonly items: readonly ReportItem[];
  /** Findings that keep the show from starting: neither exempted nor overridden. */
  readonly blocking: number;
  readonly warnings: number;
  readonly exempted: number;
  readonly overridden: number;
  /** SHA-256 of the content as it stands now, in hex: what a signature signs. */
  readonly contentHash: string;
  readonly signature: SignatureView | null;
  readonly bookVersion: string;
}

/** Why a user's rule file is not in force; the shipped one is instead. */
export interface PackProblem {
  readonly file: string;
  /** '' where the whole file is meant. */
  readonly place: string;
  readonly message: string;
}

export interface RuleView {
  readonly ruleId: string;
  readonly title: Said;
  readonly law: Said;
  readonly article: string | null;
  readonly fine: Said | null;
  readonly severity: Severity;
  /** Some words of it weigh otherwise. */
  readonly mayBlock: boolean;
  readonly suggestion: Said;
  readonly words: number;
}

export interface ExemptionView extends KeptExemption {
  /** The product's present title; '' for every product. */
  readonly productTitle: string;
  /** False once it has run out, or its approver's word is not enough for what the rule has become. */
  readonly isInForce: boolean;
}

export interface ComplianceRules {
  readonly version: string;
  /** Where a user's own packs lie. */
  readonly userDir: string;
  readonly problems: readonly PackProblem[];
  readonly rules: readonly RuleView[];
  /** Newest first. */
  readonly exemptions: readonly ExemptionView[];
}

export interface EvidenceDocument {
  /** Newest first; the newest where there are more than can be shown. */
  readonly rows: readonly EvidenceRow[];
  /** How many there are in the time asked for. */
  readonly count: number;
  /** The row at which the chain is broken: it was changed, or one before it is gone; null where all of it is whole. */
  readonly brokenAt: number | null;
}

/** A file as text, for the screen to save. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

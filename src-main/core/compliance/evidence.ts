// Evidence: what was decided about a finding, by whom and when, in a chain where each row holds the mark of the one before.

import type { Instant, ProductId, ShowId } from '../units.ts';

/** `accepted`: a warning that stood in a report when it was signed. `signed`: the report as a whole. `price_checked`: a compare price, when a deal was armed. */
export const DECISIONS = [
  'exempted',
  'exemption_removed',
  'overridden',
  'override_withdrawn',
  'accepted',
  'signed',
  'price_checked',
  'price_overridden',
  'price_withdrawn',
  /** A card on air, its end, and one of a rehearsal. */
  'emergency_raised',
  'emergency_closed',
  'emergency_drill',
] as const;
export type Decision = (typeof DECISIONS)[number];

export interface EvidenceEntry {
  readonly at: Instant;
  readonly decision: Decision;
  /** The role of who decided. */
  readonly operator: string;
  /** Null where it was decided for all shows. */
  readonly showId: ShowId | null;
  /** Null for every product, and for texts of the show itself. */
  readonly productId: ProductId | null;
  /** What the product or the show was called then. */
  readonly subject: string;
  /** Null for a report as a whole. */
  readonly ruleId: string | null;
  readonly matched: string;
  /** The text around what was found, as it stood. */
  readonly text: string;
  readonly reason: string;
  /** SHA-256 of the report's content, in hex, for `signed` and `accepted`. */
  readonly contentHash: string | null;
  /** The rules that it was decided under. */
  readonly bookVersion: string;
}

export interface EvidenceRow extends EvidenceEntry {
  /** From 1, without a hole. */
  readonly seq: number;
  /** '' for the first row that ever was. */
  readonly previousHash: string;
  readonly hash: string;
}

const DAY_MS = 86_400_000;
/** Three years of the calendar have at most one leap day. */
const KEPT_DAYS = 3 * 365 + 1;

/** What was decided before this may be forgotten. */
export const keptSince = (now: Instant): number => now - KEPT_DAYS * DAY_MS;

/** What a row's hash is taken of: everything it says, its place, and the hash before it; two rows never read alike. */
export const linkContent = (entry: EvidenceEntry, seq: number, previousHash: string): string =>
  JSON.stringify([
    'kongtai.evidence.1',
    previousHash,
    seq,
    entry.at,
    entry.decision,
    entry.operator,
    entry.showId,
    entry.productId,
    entry.subject,
    entry.ruleId,
    entry.matched,
    entry.text,
    entry.reason,
    entry.contentHash,
    entry.bookVersion,
  ]);

export interface EvidenceEnd {
  readonly seq: number;
  readonly hash: string;
}

/** Entries made rows behind the row `end`; null where there is none yet. */
export const linkEvidence = (
  entries: readonly EvidenceEntry[],
  end: EvidenceEnd | null,
  sha256: (content: string) => string,
): readonly EvidenceRow[] => {
  let { seq, hash: previousHash } = end ?? { seq: 0, hash: '' };
  return entries.map((entry) => {
    seq += 1;
    const row = { ...entry, seq, previousHash, hash: sha256(linkContent(entry, seq, previousHash)) };
    previousHash = row.hash;
    return row;
  });
};

/**
 * The seq of the first row that was changed, or stands behind one that is missing; null where the chain is whole. Rows oldest
 * first, behind the row `start`, or from the oldest that is kept where it is null.
 */
export const findBreak = (
  rows: Iterable<EvidenceRow>,
  start: EvidenceEnd | null,
  sha256: (content: string) => string,
): number | null => {
  let before = start;
  for (const row of rows) {
    // The first that is kept follows on one that was forgotten.
    const isNext = before === null || (row.seq === before.seq + 1 && row.previousHash === before.hash);
    if (!isNext || row.hash !== sha256(linkContent(row, row.seq, row.previousHash))) return row.seq;
    before = row;
  }
  return null;
};

const AROUND = 60;

/** The place, or one further where it would part the two halves of a character. */
const wholeAt = (text: string, at: number): number => (/^[\uDC00-\uDFFF]$/.test(text.charAt(at)) ? at + 1 : at);

/** What stands around a finding, with … where it was cut. */
export const excerptAround = (text: string, start: number, end: number): string => {
  const from = wholeAt(text, Math.max(0, start - AROUND));
  const to = wholeAt(text, Math.min(text.length, end + AROUND));
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
};

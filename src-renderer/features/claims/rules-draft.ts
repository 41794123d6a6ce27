// The rules of claims as one types them: read from rules, and read back once every field is good.

import type { ClaimRules } from '../../../src-main/core/claim-rules.ts';
import { duration } from '../../../src-main/core/units.ts';

export type RulesDraft = Omit<ClaimRules, 'perBuyer' | 'holdMs'> & {
  readonly perBuyer: string;
  readonly holdMinutes: string;
};

const MINUTE_MS = 60_000;
const MOST_MINUTES = 7 * 24 * 60;
const MOST_UNITS = 999;

export const draftOfRules = ({ perBuyer, holdMs, ...rest }: ClaimRules): RulesDraft => ({
  ...rest,
  perBuyer: perBuyer === null ? '' : String(perBuyer),
  holdMinutes: String(Math.max(1, Math.round(holdMs / MINUTE_MS))),
});

/** A whole number from 1 to `most`, full-width figures understood; null where it is none. */
export const readCount = (text: string, most: number): number | null => {
  const plain = text.normalize('NFKC').trim();
  const count = /^\d{1,6}$/.test(plain) ? Number(plain) : 0;
  return count >= 1 && count <= most ? count : null;
};

export const readUnits = (text: string): number | null => readCount(text, MOST_UNITS);

export const readMinutes = (text: string): number | null => readCount(text, MOST_MINUTES);

/** Empty: no limit. */
export const isLimit = (text: string): boolean => text.trim() === '' || readUnits(text) !== null;

/** Null while a field is not good. */
export const rulesOfDraft = ({ perBuyer, holdMinutes, ...rest }: RulesDraft): ClaimRules | null => {
  const minutes = readMinutes(holdMinutes);
  if (minutes === null || !isLimit(perBuyer)) return null;
  return { ...rest, perBuyer: readUnits(perBuyer), holdMs: duration(minutes * MINUTE_MS) };
};

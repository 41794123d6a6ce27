// How a platform's word and a count of ours are written: each by its own name, at least so many where rounded, a dash where nothing is known.

import type { TFunction } from 'i18next';
import type { PlatformTotal, SourceTotals } from '../../../src-main/contract/topics.ts';
import { formatSpan } from '../../ui/time.ts';

export const TOLD_NAMES = ['online', 'popularity', 'views', 'unique', 'likes', 'followers'] as const;
export type ToldName = (typeof TOLD_NAMES)[number];
export type CountedName = 'enters' | 'likes' | 'follows';

/** What is counted here of the same thing. */
export const COUNTED: Readonly<Record<ToldName, CountedName | null>> = {
  online: null,
  popularity: null,
  views: 'enters',
  unique: null,
  likes: 'likes',
  followers: 'follows',
};

/** Older than this, a word is grey: it says what was. */
export const FRESH_MS = 60_000;

/** A difference of fewer, or of a smaller share of what was counted, is only the time between two words. */
const FEW = 10;
const SMALL_SHARE = 0.05;

export interface Told {
  readonly value: number;
  readonly at: number;
  readonly isRounded: boolean;
  readonly difference: number | null;
  readonly since: number | null;
}

export const toldOf = (row: SourceTotals, name: ToldName): Told | null => {
  if (name === 'online' || name === 'popularity') {
    const reading = row[name];
    return reading === null ? null : { ...reading, isRounded: false, difference: null, since: null };
  }
  const total: PlatformTotal | null = row.totals[name];
  return total;
};

export const countedOf = (row: SourceTotals, name: ToldName): number | null => {
  const counted = COUNTED[name];
  return counted === null ? null : row.counted[counted];
};

export const hasWord = (row: SourceTotals, name: ToldName): boolean =>
  toldOf(row, name) !== null || countedOf(row, name) !== null;

/** Whether the two are so far apart that somebody should look. */
export const isFarApart = (difference: number, counted: number | null): boolean =>
  Math.abs(difference) >= FEW && Math.abs(difference) > SMALL_SHARE * (counted ?? 0);

export const writeCount = (value: number | null, language: string): string =>
  value === null ? '—' : new Intl.NumberFormat(language).format(value);

export const writeTold = (t: TFunction, told: Told | null, language: string): string => {
  const value = writeCount(told?.value ?? null, language);
  return told?.isRounded === true ? t('totals:atLeast', { value }) : value;
};

export const writeDifference = (difference: number, language: string): string =>
  new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(difference);

export const writeTime = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }).format(at);

/** Behind the time since when it was counted; '' where nothing was missed. */
export const writeGaps = (t: TFunction, { gaps, missingMs }: SourceTotals['counted']): string =>
  gaps === 0 ? '' : ` · ${t('totals:gaps', { count: gaps, span: formatSpan(missingMs) })}`;

// One cell's text as a number of pieces or as an id, with what a spreadsheet may have done to it on the way.

import type { ProblemCode } from './product-draft.ts';

/** 1.23E+18: what a spreadsheet leaves of a long number; its last digits are gone for good. */
const SCIENTIFIC_ID = /^\d(?:\.\d+)?E\+\d{2,}$/i;
/** A spreadsheet keeps 15 digits of a number and writes zeros for the rest. */
const KEPT_DIGITS = 15;
const ROUNDED_FROM = 17;
const MOST_PIECES = 1_000_000_000;

/** What is wrong with an id, or null. `id_scientific` is an error, `id_rounded` a suspicion. */
export const faultOfId = (text: string): 'id_scientific' | 'id_rounded' | null => {
  if (SCIENTIFIC_ID.test(text)) return 'id_scientific';
  const isRounded =
    text.length >= ROUNDED_FROM && /^\d+$/.test(text) && /^0+$/.test(text.slice(KEPT_DIGITS)) && !/^0/.test(text);
  return isRounded ? 'id_rounded' : null;
};

export type CountReading =
  | { readonly kind: 'absent' }
  /** `isOversold`: the file says less than nothing, which is nothing to sell. */
  | { readonly kind: 'count'; readonly count: number; readonly isOversold: boolean }
  | { readonly kind: 'refused'; readonly code: ProblemCode };

/** Pieces in stock: `1,200`, `12.0`, `１２` are whole; `1.5` and `1e3` are refused. */
export const readCount = (text: string): CountReading => {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return { kind: 'absent' };
  if (/^[\d.]+e[+-]?\d+$/i.test(plain)) return { kind: 'refused', code: 'count_scientific' };
  const groups = /^(?<sign>[+\-−]?)(?<whole>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?<part>\d*))?$/u.exec(plain)?.groups;
  if (groups === undefined) return { kind: 'refused', code: 'count_not_number' };
  const { sign = '', whole = '', part = '' } = groups;
  if (/[1-9]/.test(part)) return { kind: 'refused', code: 'count_not_whole' };
  const count = Number(whole.replaceAll(',', ''));
  if (count > MOST_PIECES) return { kind: 'refused', code: 'count_too_large' };
  const isOversold = sign !== '' && sign !== '+' && count > 0;
  return { kind: 'count', count: isOversold ? 0 : count, isOversold };
};

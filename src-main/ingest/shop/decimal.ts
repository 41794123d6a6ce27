// A decimal amount as programs write it, `59.99`, turned into minor units by its digits and never through a float.

import { isCurrency, minorDigits } from '../../core/money-text.ts';

const SHAPE = /^(?<sign>-?)(?<whole>\d{1,15})(?:\.(?<part>\d{1,20}))?$/;

const figuresOf = (value: unknown): string | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' ? value.trim() : null;
};

const read = (value: unknown, currency: unknown, mayRound: boolean): number | null => {
  if (typeof currency !== 'string' || !isCurrency(currency)) return null;
  const groups = SHAPE.exec(figuresOf(value) ?? '')?.groups;
  if (groups === undefined) return null;
  const { sign = '', whole = '', part = '' } = groups;
  const digits = minorDigits(currency);
  const rest = part.slice(digits);
  if (!mayRound && /[1-9]/.test(rest)) return null;
  const cut = Number(`${whole}${part.slice(0, digits).padEnd(digits, '0')}`);
  const minor = mayRound && /^[5-9]/.test(rest) ? cut + 1 : cut;
  if (!Number.isSafeInteger(minor)) return null;
  return sign === '' || minor === 0 ? minor : -minor;
};

/** Exact or null: a fraction of a minor unit is no amount that anybody paid. */
export const minorOf = (value: unknown, currency: unknown): number | null => read(value, currency, false);

/** To the nearest minor unit: for prices of one piece, which shops divide out and write with any number of digits. */
export const nearestMinorOf = (value: unknown, currency: unknown): number | null => read(value, currency, true);

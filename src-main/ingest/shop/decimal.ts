// A decimal amount as programs write it, `59.99`, turned into minor units by its digits and never through a float.

import { isCurrency, minorDigits } from '../../core/money-text.ts';

const SHAPE = /^-?\d{1,15}(?:\.\d{1,20})?$/;

const figuresOf = (value: unknown): string => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
};

const read = (value: unknown, currency: unknown, mayRound: boolean): number | null => {
  if (typeof currency !== 'string' || !isCurrency(currency)) return null;
  const figures = figuresOf(value);
  if (!SHAPE.test(figures)) return null;
  const isNegative = figures.startsWith('-');
  const point = figures.indexOf('.');
  const whole = figures.slice(isNegative ? 1 : 0, point < 0 ? figures.length : point);
  const part = point < 0 ? '' : figures.slice(point + 1);
  const digits = minorDigits(currency);
  const rest = part.slice(digits);
  if (!mayRound && rest !== '' && /[1-9]/.test(rest)) return null;
  const cut = Number(whole + part.slice(0, digits).padEnd(digits, '0'));
  const minor = mayRound && rest !== '' && rest >= '5' ? cut + 1 : cut;
  if (!Number.isSafeInteger(minor)) return null;
  return isNegative && minor !== 0 ? -minor : minor;
};

/** Exact or null: a fraction of a minor unit is no amount that anybody paid. */
export const minorOf = (value: unknown, currency: unknown): number | null => read(value, currency, false);

/** To the nearest minor unit: for prices of one piece, which shops divide out and write with any number of digits. */
export const nearestMinorOf = (value: unknown, currency: unknown): number | null => read(value, currency, true);

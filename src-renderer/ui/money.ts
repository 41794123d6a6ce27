// Money on screen: exact, by its currency, never through a float.

import type { Money } from '../../src-main/core/units.ts';

/** From here on a big figure is shortened: ¥1,234万, ¥12.3M. */
const SHORT_FROM_MAJOR = 10_000_000;

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (language: string, currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${language}|${currency}|${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...options,
  });
  formats.set(key, made);
  return made;
};

/** Digits behind the point: 2 for CNY, 0 for JPY. */
export const minorDigits = (currency: string): number =>
  formatOf('en', currency, {}).resolvedOptions().maximumFractionDigits ?? 2;

const toDecimal = (minor: number, digits: number): `${number}` => {
  const sign = minor < 0 ? '-' : '';
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const point = figures.length - digits;
  const text = digits === 0 ? figures : `${figures.slice(0, point)}.${figures.slice(point)}`;
  return `${sign}${text}` as `${number}`;
};

/** `exact`: ¥59.00. `whole`: ¥86,412, for figures where the minor unit would be noise; under 100 it stays. */
export const formatMoney = (
  { minor, currency }: Money,
  language = 'zh-CN',
  style: 'exact' | 'whole' = 'exact',
): string => {
  const decimal = toDecimal(minor, minorDigits(currency));
  const major = Math.abs(Number(decimal));
  if (style === 'exact' || (major > 0 && major < 100)) return formatOf(language, currency, {}).format(decimal);
  if (major < SHORT_FROM_MAJOR) return formatOf(language, currency, { maximumFractionDigits: 0 }).format(decimal);
  return formatOf(language, currency, { notation: 'compact', maximumFractionDigits: 1 }).format(decimal);
};

/** 59.00, for a field that one types into. */
export const toAmountText = ({ minor, currency }: Money): string => toDecimal(minor, minorDigits(currency));

/** Minor units of a typed amount, or null where it is none; full-width figures and a comma as point are understood. */
export const parseAmount = (text: string, currency: string): number | null => {
  const digits = minorDigits(currency);
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥$€£]/u, '')
    .replace(',', '.')
    .replace('。', '.');
  const match = /^(\d{1,13})(?:\.(\d*))?$/.exec(plain);
  if (match === null) return null;
  const [, whole = '0', rest = ''] = match;
  if (rest.length > digits) return null;
  return Number(`${whole}${rest.padEnd(digits, '0')}`);
};

// Money as people and programs write it in a cell, read by its characters and never through a float.

import type { ProblemCode } from './product-draft.ts';
import { type Money, money } from './units.ts';

export type MoneyReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'refused'; readonly code: ProblemCode };

export interface MoneyStyle {
  /** ISO 4217. */
  readonly currency: string;
  /** True where the file writes 12,50 for twelve and a half. */
  readonly hasDecimalComma?: boolean;
}

/** The currencies that a sign may stand for. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['¥', ['CNY', 'JPY']],
  ['元', ['CNY', 'HKD', 'TWD', 'MOP']],
  ['rmb', ['CNY']],
  ['人民币', ['CNY']],
  ['cn¥', ['CNY']],
  ['円', ['JPY']],
  ['jp¥', ['JPY']],
  ['$', ['USD', 'AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD', 'BRL', 'CLP', 'COP']],
  ['us$', ['USD']],
  ['hk$', ['HKD']],
  ['nt$', ['TWD']],
  ['s$', ['SGD']],
  ['a$', ['AUD']],
  ['c$', ['CAD']],
  ['r$', ['BRL']],
  ['mx$', ['MXN']],
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['฿', ['THB']],
  ['₫', ['VND']],
  ['đ', ['VND']],
  ['₩', ['KRW']],
  ['rp', ['IDR']],
  ['rm', ['MYR']],
  ['₱', ['PHP']],
  ['₹', ['INR']],
  ['zł', ['PLN']],
]);

const SHAPE =
  /^(?<before>[^\d.,+\-−()\s]*)\s*(?<sign>[+\-−]?)\s*(?<inner>[^\d.,+\-−()\s]*)\s*(?<figures>\d[\d.,\s']*|\.\d+)\s*(?<after>[^\d.,+\-−()\s]*)$/u;
const SCIENTIFIC = /^[^\d]*[\d.,]+e[+-]?\d+$/iu;
const NEGATIVE = /^[^\d]*[-−(]/u;
const POINTED = /^(?<whole>\d*|\d{1,3}(?:[,'\s]\d{3})+)(?:\.(?<part>\d*))?$/u;
const COMMA_PART = /^(?:\d+|\d{1,3}(?:[.\s']\d{3})+),\d+$/u;
const COMMAED = /^(?<whole>\d+|\d{1,3}(?:[.\s']\d{3})+)(?:,(?<part>\d*))?$/u;

const digitsByCurrency = new Map<string, number>();

/** Digits behind the point: 2 for CNY, 0 for JPY. `currency` is three capital letters. */
export const minorDigits = (currency: string): number => {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
};

export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

const mayMean = (sign: string, currency: string): boolean | null => {
  if (sign === '') return true;
  const meant = SIGNS.get(sign.toLowerCase());
  if (meant !== undefined) return meant.includes(currency);
  return /^[a-z]{3}$/i.test(sign) ? sign.toUpperCase() === currency : null;
};

const refused = (code: ProblemCode): MoneyReading => ({ kind: 'refused', code });

const readFigures = (figures: string, hasDecimalComma: boolean): { whole: string; part: string } | ProblemCode => {
  const dotted = POINTED.exec(figures);
  const isPlainPoint = /^\d*\.\d{1,2}$/.test(figures);
  const found = hasDecimalComma && !isPlainPoint ? COMMAED.exec(figures) : dotted;
  if (found?.groups === undefined) return COMMA_PART.test(figures) ? 'price_comma' : 'price_not_number';
  const { whole = '', part = '' } = found.groups;
  return whole === '' && part === '' ? 'price_not_number' : { whole: whole.replace(/\D/g, ''), part };
};

/** `1,299.00`, `¥12.5`, `１２．５`: minor units of `currency`. Never rounds: a decimal too many is refused. */
export const readMoney = (text: string, style: MoneyStyle): MoneyReading => {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return { kind: 'absent' };
  if (SCIENTIFIC.test(plain)) return refused('price_scientific');
  const groups = SHAPE.exec(plain)?.groups;
  if (groups === undefined)
    return refused(/\d/.test(plain) && NEGATIVE.test(plain) ? 'price_negative' : 'price_not_number');
  const { before = '', sign = '', inner = '', figures = '', after = '' } = groups;
  for (const mark of [before, inner, after]) {
    const fits = mayMean(mark, style.currency);
    if (fits !== true) return refused(fits === null ? 'price_not_number' : 'price_currency');
  }
  const read = readFigures(figures.trim(), style.hasDecimalComma ?? false);
  if (typeof read === 'string') return refused(read);
  const digits = minorDigits(style.currency);
  // 12.5000 is exact; 12.000 may mean twelve thousand somewhere, so three digits are never waved through.
  const isExact = /^0*$/.test(read.part.slice(digits)) && read.part.length !== 3;
  if (read.part.length > digits && !isExact) return refused('price_decimals');
  const minor = Number(`${read.whole}${read.part.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) return refused('price_too_large');
  if (sign !== '' && sign !== '+' && minor !== 0) return refused('price_negative');
  return { kind: 'money', money: money(minor, style.currency) };
};

/** 1299.00: a point, no grouping, no sign; what every program reads back. */
export const toMoneyText = ({ minor, currency }: Money): string => {
  const digits = minorDigits(currency);
  const figures = String(minor).padStart(digits + 1, '0');
  const point = figures.length - digits;
  return digits === 0 ? figures : `${figures.slice(0, point)}.${figures.slice(point)}`;
};

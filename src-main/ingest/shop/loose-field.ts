// Reads single fields out of data that nobody vouches for: own properties only, null for whatever is not there or not of its kind.

type Fields = Readonly<Record<string, unknown>>;

const LONGEST_NAME = 500;

export const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as Fields)[key]
    : undefined;

/** As `own`, along several keys. */
export const dig = (value: unknown, ...keys: readonly string[]): unknown => {
  let found = value;
  for (const key of keys) found = own(found, key);
  return found;
};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** An id as text. A number that a float cannot hold has lost digits already: it is no id. */
export const idOf = (value: unknown): string | null => {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  return textOf(value);
};

/** A name is there to be shown: an order is not lost because one is too long. */
export const nameOf = (...parts: readonly unknown[]): string => {
  let name = '';
  for (const part of parts) {
    const text = typeof part === 'string' ? part.trim() : '';
    if (text !== '') name = name === '' ? text : `${name} ${text}`;
  }
  return name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME) : name;
};

const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?([zZ]|[+-]\d\d:?\d\d)?$/;

const PLAIN_LENGTH = '2026-11-20T14:00:00'.length;

/** Of two digits. */
const pairAt = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/** Whole seconds in UTC, which is how WooCommerce writes a moment, in a third of the time of `Date.parse`. Null: ask that. */
const plainMoment = (text: string): number | null => {
  if (text.length !== PLAIN_LENGTH) return null;
  const year = pairAt(text, 0) * 100 + pairAt(text, 2);
  const month = pairAt(text, 5);
  const day = pairAt(text, 8);
  const hour = pairAt(text, 11);
  const minute = pairAt(text, 14);
  const second = pairAt(text, 17);
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
    return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** ISO 8601 to UTC ms, taken for UTC where the text names no zone; null where there is no such moment. */
export const momentOf = (value: unknown): number | null => {
  if (typeof value !== 'string') return null;
  const found = ISO.exec(value);
  if (found === null) return null;
  const at = plainMoment(value) ?? Date.parse(found[1] === undefined ? `${value}Z` : value);
  return Number.isSafeInteger(at) ? at : null;
};

/** Seconds since 1970 to UTC ms. */
export const secondsOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value * 1000 : null;

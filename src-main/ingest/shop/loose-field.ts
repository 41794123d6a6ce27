// Reads single fields out of data that nobody vouches for: own properties only, null for whatever is not there or not of its kind.

export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = {};
const LONGEST_NAME = 500;

export const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

export const own = (value: unknown, key: string): unknown => {
  const fields = fieldsOf(value) ?? NOTHING;
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
};

/** As `own`, along several keys. */
export const dig = (value: unknown, ...keys: readonly string[]): unknown => keys.reduce(own, value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? Array.from(value) : []);

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** An id as text. A number that a float cannot hold has lost digits already: it is no id. */
export const idOf = (value: unknown): string | null => {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  return textOf(value);
};

/** A name is there to be shown: an order is not lost because one is too long. */
export const nameOf = (...parts: readonly unknown[]): string =>
  parts
    .map((part) => textOf(part)?.trim() ?? '')
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, LONGEST_NAME);

/** ISO 8601 to UTC ms. `zone` is added where the text names none; null where there is no such moment. */
export const momentOf = (value: unknown, zone = 'Z'): number | null => {
  const text = textOf(value);
  if (text === null || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return null;
  const at = Date.parse(/(?:[zZ]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}${zone}`);
  return Number.isSafeInteger(at) ? at : null;
};

/** Seconds since 1970 to UTC ms. */
export const secondsOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value * 1000 : null;

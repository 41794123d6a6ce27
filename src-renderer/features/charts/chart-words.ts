// How charts write times, people and money in the reader's language; formatters are dear, so they are kept.

export interface ChartFormats {
  readonly time: (at: number) => string;
  readonly timeWithSeconds: (at: number) => string;
  /** Short, for axes: 1.2万, 4K. */
  readonly short: (value: number) => string;
  readonly count: (value: number) => string;
  /** Whole units of the currency, from minor units. */
  readonly money: (minor: number) => string;
  /** ¥, $, … */
  readonly symbol: string;
  /** 0.01 for yuan and fen, 1 for yen. */
  readonly majorPerMinor: number;
}

const kept = new Map<string, ChartFormats>();

const makeFormats = (language: string, currency: string): ChartFormats => {
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const seconds = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
  const plain = new Intl.NumberFormat(language);
  const priced = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  });
  const digits =
    new Intl.NumberFormat(language, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const majorPerMinor = 10 ** -digits;
  return {
    time: (at) => time.format(at),
    timeWithSeconds: (at) => seconds.format(at),
    short: (value) => short.format(value),
    count: (value) => plain.format(value),
    money: (minor) => priced.format(minor * majorPerMinor),
    symbol: priced.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency,
    majorPerMinor,
  };
};

export const chartFormats = (language: string, currency: string): ChartFormats => {
  const key = `${language} ${currency}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = makeFormats(language, currency);
  kept.set(key, made);
  return made;
};

/** Width of a label at 11 px, near enough to keep words apart: Chinese is square, the rest about half. */
export const labelWidth = (label: string): number => {
  let width = 0;
  for (const letter of label) width += letter.charCodeAt(0) > 0x2e7f ? 11 : 6.6;
  return width;
};

// Times as order files write them, with a zone or in the wall clock of one, read into instants.

import { type Instant, instant } from './units.ts';

/** Which comes first in 03/04/2026: the day or the month. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

export interface TimeStyle {
  /** IANA name, of times that name no other. */
  readonly zone: string;
  readonly dateOrder: DateOrder;
}

export type TimeReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'time'; readonly at: Instant }
  | { readonly kind: 'refused' };

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly milli: number;
}

const CLOCK =
  '(?:[t,\\s]+(?<hour>\\d{1,2})[:时](?<minute>\\d{1,2})(?:[:分](?<second>\\d{1,2})(?:[.,](?<part>\\d{1,9}))?秒?)?)?';
const END = '\\s*(?<half>am|pm|上午|下午)?\\s*(?<zone>z|utc|gmt|(?:utc|gmt)?[+-]\\d{2}:?\\d{2})?$';
const YEAR_FIRST = new RegExp(
  `^(?<year>\\d{4})[-/.年](?<month>\\d{1,2})[-/.月](?<day>\\d{1,2})日?${CLOCK}${END}`,
  'iu',
);
const YEAR_LAST = new RegExp(`^(?<one>\\d{1,2})[-/.](?<two>\\d{1,2})[-/.](?<year>\\d{4})${CLOCK}${END}`, 'iu');
const SLASHED = /^(?<one>\d{1,2})[-/.](?<two>\d{1,2})[-/.]\d{4}/u;
/** What a spreadsheet keeps of a date: days since the last of 1899, from 1982 to 2064. */
const SERIAL = /^(?:[3-5]\d{4})(?:\.\d+)?$/;
const EPOCH = /^(?:\d{10}|\d{13})$/;
const DAY_MS = 86_400_000;
const SERIAL_START = Date.UTC(1899, 11, 30);

const formats = new Map<string, Intl.DateTimeFormat | null>();

const formatOf = (zone: string): Intl.DateTimeFormat | null => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const options: Intl.DateTimeFormatOptions = {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  };
  let made: Intl.DateTimeFormat | null = null;
  try {
    made = new Intl.DateTimeFormat('en-US', options);
  } catch (fault) {
    // An unknown zone is an answer, anything else is a fault.
    if (!(fault instanceof RangeError)) throw fault;
  }
  formats.set(zone, made);
  return made;
};

export const isZone = (zone: string): boolean => zone !== '' && formatOf(zone) !== null;

/** How far the zone's wall clock is ahead of UTC at `utcMs`, in ms. */
const offsetAt = (zone: string, utcMs: number): number => {
  const format = formatOf(zone);
  if (format === null) throw new RangeError(`no time zone: ${zone}`);
  const parts = new Map(format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(utcMs / 1000) * 1000;
};

/** A wall time that a change of clocks skips is taken an hour later, one that it repeats is the first of the two. */
export const wallToInstant = (wallMs: number, zone: string): Instant => {
  const early = wallMs - offsetAt(zone, wallMs - DAY_MS);
  const late = wallMs - offsetAt(zone, wallMs + DAY_MS);
  const fits = [early, late].filter((utc) => utc + offsetAt(zone, utc) === wallMs);
  return instant(fits.length > 0 ? Math.min(...fits) : early);
};

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const wallMs = (wall: Wall): number | null => {
  const { year, month, day, hour, minute, second, milli } = wall;
  const isReal =
    year >= 1970 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  return isReal ? Date.UTC(year, month - 1, day, hour, minute, second, milli) : null;
};

const hourOf = (hour: number, half: string): number => {
  if (half === '') return hour;
  // 24 is no hour: it is refused where the wall is put together.
  if (hour < 1 || hour > 12) return 24;
  const isLate = /^(?:pm|下午)$/iu.test(half);
  return (hour % 12) + (isLate ? 12 : 0);
};

const zoneOffset = (zone: string): number | null => {
  const found = /(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})$/.exec(zone)?.groups;
  if (found === undefined) return zone === '' ? null : 0;
  const { sign = '+', hours = '0', minutes = '0' } = found;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

const toReading = (wall: Wall, zone: string, style: TimeStyle): TimeReading => {
  const ms = wallMs(wall);
  if (ms === null) return { kind: 'refused' };
  const offset = zoneOffset(zone);
  return { kind: 'time', at: offset === null ? wallToInstant(ms, style.zone) : instant(ms - offset) };
};

/** `2026-09-22 00:54:10`, `03/01/2026 10:00:00 AM`, `2025-05-11T09:55:16-04:00`, an epoch, a spreadsheet's day. */
export const readTime = (text: string, style: TimeStyle): TimeReading => {
  const plain = text.normalize('NFKC').trim();
  if (plain === '' || /^0{4}-00-00/.test(plain)) return { kind: 'absent' };
  if (EPOCH.test(plain)) return { kind: 'time', at: instant(Number(plain) * (plain.length === 10 ? 1000 : 1)) };
  if (SERIAL.test(plain)) {
    // A spreadsheet's fraction of a day is exact to the second at best.
    const wall = SERIAL_START + Math.round((Number(plain) * DAY_MS) / 1000) * 1000;
    return { kind: 'time', at: wallToInstant(wall, style.zone) };
  }
  const groups = (YEAR_FIRST.exec(plain) ?? YEAR_LAST.exec(plain))?.groups;
  if (groups === undefined) return { kind: 'refused' };
  const { one, two, year, hour = '0', minute = '0', second = '0', part = '', half = '', zone = '' } = groups;
  const [month, day] =
    one === undefined || two === undefined
      ? [groups.month, groups.day]
      : style.dateOrder === 'mdy'
        ? [one, two]
        : [two, one];
  const wall: Wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: hourOf(Number(hour), half),
    minute: Number(minute),
    second: Number(second),
    milli: Number(part.slice(0, 3).padEnd(3, '0')),
  };
  return toReading(wall, zone, style);
};

/**
 * Day or month first, by all the times of a file: a number above 12 is proof, a clock with halves is likely American.
 * Null where nothing tells, or where the file contradicts itself.
 */
export const guessDateOrder = (texts: Iterable<string>): DateOrder | null => {
  let [isDayFirst, isMonthFirst, hasHalves] = [false, false, false];
  for (const text of texts) {
    const found = SLASHED.exec(text.trim())?.groups;
    if (found === undefined) continue;
    if (Number(found.one) > 12) isDayFirst = true;
    if (Number(found.two) > 12) isMonthFirst = true;
    if (/\d\s*(?:am|pm)\b/iu.test(text)) hasHalves = true;
  }
  if (isDayFirst !== isMonthFirst) return isDayFirst ? 'dmy' : 'mdy';
  return isDayFirst ? null : hasHalves ? 'mdy' : null;
};

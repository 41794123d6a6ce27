// What an adapter makes of one frame, and the readers it makes it with: total, field by field, nothing believed.

import type { LiveEvent, LiveEventBody, Viewer } from '../core/live-event.ts';
import { type Instant, instant, type Money, money, type ViewerId } from '../core/units.ts';
import type { Reject } from './event-source.ts';
import { keepReject } from './reject.ts';

export interface FeedReading {
  readonly events: readonly LiveEvent[];
  readonly rejects: readonly Reject[];
  /** Messages that were understood and tell a show nothing. */
  readonly skipped: number;
  /** The live session that it speaks of, where it names one. */
  readonly room: string | null;
  /** What the room or its host is called, where it says so. */
  readonly title: string | null;
  /** The platform's own time, in ms, where it gives one. */
  readonly platformAt: number | null;
}

export type Fields = Readonly<Record<string, unknown>>;

/** What is wrong and where: thrown by the readers below, caught by `readOne`. */
export class Unreadable {
  readonly reason: string;
  constructor(path: string, expected: string, got: unknown) {
    this.reason = `${path}: expected ${expected}, got ${excerpt(got)}`;
  }
}

const MAX_ID = 200;
const MAX_NAME = 500;
const MAX_TEXT = 10_000;
const MAX_COUNT = 1_000_000_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

const excerpt = (value: unknown): string => {
  if (typeof value === 'string')
    return value.length > 40 ? `a text of ${value.length} characters` : JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : value === undefined ? 'nothing' : `a ${typeof value}`;
};

const NOTHING: FeedReading = { events: [], rejects: [], skipped: 0, room: null, title: null, platformAt: null };
/** Some of a reading, the rest of it nothing. */
export const readingOf = (some: Partial<FeedReading>): FeedReading => ({ ...NOTHING, ...some });
export const SKIPPED: FeedReading = { ...NOTHING, skipped: 1 };

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object's own property: a key such as `constructor` must not find what the language put there. */
export const own = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);

/** An object inside; an empty one where there is none, so that its fields are missing rather than it. */
export const inside = (fields: Fields, key: string): Fields => {
  const value = own(fields, key);
  if (value === undefined || value === null) return {};
  if (isFields(value)) return value;
  throw new Unreadable(key, 'an object', value);
};

/** The first of these that is there. */
export const first = (...values: readonly unknown[]): unknown => {
  for (const value of values) if (value !== undefined && value !== null && value !== '') return value;
  return undefined;
};

/** An id as a string, or null where there is none: producers write 0 and '' for that. A number past 2^53 is no id any more. */
export const idOrNull = (value: unknown, path: string): string | null => {
  if (value === undefined || value === null || value === '' || value === '0' || value === 0) return null;
  if (typeof value === 'string' && value.length <= MAX_ID) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new Unreadable(path, 'an id', value);
};

export const idOf = (value: unknown, path: string): string => {
  const id = idOrNull(value, path);
  if (id === null) throw new Unreadable(path, 'an id', value);
  return id;
};

/** A streak's own id, out of what it hangs on. */
export const streakIdOf = (...parts: readonly string[]): string => {
  const id = parts.join('|');
  if (id.length > MAX_ID) throw new Unreadable('streak', 'ids of a common length', id);
  return id;
};

export const textOf = (value: unknown, path: string): string => {
  if (typeof value === 'string' && value.length <= MAX_TEXT) return value;
  throw new Unreadable(path, `a text of at most ${MAX_TEXT} characters`, value);
};

/** A name, cut where it is too long; '' where there is none. */
export const nameOf = (value: unknown, path: string): string => {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.slice(0, MAX_NAME);
  throw new Unreadable(path, 'a name', value);
};

/** A whole number, or one written as digits. */
export const countOf = (value: unknown, path: string): number => {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 && number <= MAX_COUNT)
    return number === 0 ? 0 : number;
  throw new Unreadable(path, 'a whole number of 0 or more', value);
};

/** How many of a gift. */
export const piecesOf = (value: unknown, path: string): number => {
  const count = countOf(value, path);
  if (count === 0) throw new Unreadable(path, 'a whole number of 1 or more', value);
  return count;
};

/** UTC ms out of ms, or out of seconds; null for what is no time ('0', a text, a far century). */
export const timeOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && /^\d{9,14}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  const ms = Math.round(number < 100_000_000_000 ? number * 1000 : number);
  return ms >= EARLIEST && ms < LATEST ? ms : null;
};

interface ViewerParts {
  readonly id: string | null;
  readonly name: string;
  readonly avatar?: unknown;
  readonly level?: unknown;
  readonly isMember?: unknown;
}

/** Nobody where there is no id. What only adorns is left out where it cannot be read. */
export const viewerOf = ({ id, name, avatar, level, isMember }: ViewerParts): { readonly viewer?: Viewer } => {
  if (id === null) return {};
  const isLevel = typeof level === 'number' && Number.isSafeInteger(level) && level >= 0 && level <= MAX_COUNT;
  return {
    viewer: {
      id: id as ViewerId,
      name: name === '' ? id : name,
      ...(typeof avatar === 'string' && /^https?:/.test(avatar) && avatar.length <= 2000 ? { avatar } : null),
      ...(isLevel ? { level: level === 0 ? 0 : level } : null),
      ...(typeof isMember === 'boolean' ? { isMember } : null),
    },
  };
};

/** What one piece is worth; what does not come out even in minor units, or is nothing, is not said. */
export const wholeMoney = (minor: number, currency: string): { readonly unitValue?: Money } =>
  Number.isSafeInteger(minor) && minor > 0 ? { unitValue: money(minor, currency) } : {};

/** An amount in a currency of two decimals, as a number or digits, in minor units; throws where it has a finer part. */
export const minorOf = (value: unknown, path: string): number => {
  const number = typeof value === 'string' && /^\d{1,9}(\.\d{1,2})?$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && number >= 0 && number <= MAX_COUNT) {
    const minor = Math.round(number * 100);
    // Within the noise of a double, as 0.1 + 0.2 is; a tenth of a fen is no noise.
    if (Math.abs(minor - number * 100) < 1e-4) return minor;
  }
  throw new Unreadable(path, 'an amount of two decimals', value);
};

export const eventOf = (id: string, at: Instant | number, body: LiveEventBody): LiveEvent => ({
  id,
  seq: 0,
  at: instant(at),
  body,
});

export const reject = (raw: unknown, eventId: string | null, reason: string): FeedReading => ({
  ...NOTHING,
  rejects: [keepReject(raw, eventId, reason)],
});

/** Reads one message; what it throws of Unreadable becomes a reject that keeps the raw one. */
export const readOne = (raw: unknown, read: () => Partial<FeedReading>, idFrom?: () => string | null): FeedReading => {
  try {
    return readingOf(read());
  } catch (fault) {
    if (fault instanceof Unreadable) return reject(raw, quietId(idFrom), fault.reason);
    throw fault;
  }
};

const quietId = (idFrom: (() => string | null) | undefined): string | null => {
  try {
    return idFrom?.() ?? null;
  } catch {
    // The id itself is what cannot be read.
    return null;
  }
};

export const joinReadings = (readings: readonly FeedReading[]): FeedReading => ({
  events: readings.flatMap(({ events }) => events),
  rejects: readings.flatMap(({ rejects }) => rejects),
  skipped: readings.reduce((sum, { skipped }) => sum + skipped, 0),
  room: readings.find(({ room }) => room !== null)?.room ?? null,
  title: readings.find(({ title }) => title !== null)?.title ?? null,
  platformAt: readings.findLast(({ platformAt }) => platformAt !== null)?.platformAt ?? null,
});

/** A title worth showing, or null. */
export const titleOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;

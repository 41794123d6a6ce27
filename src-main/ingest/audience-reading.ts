// What adapters make of a platform's totals: spelled in several ways, and often named in messages of another kind.

import type { LiveEvent, LiveEventBody } from '../core/live-event.ts';
import type { Instant } from '../core/units.ts';
import { countOf, eventOf, first, Unreadable } from './feed-reading.ts';

export interface Spelled {
  readonly count: number;
  readonly isExact: boolean;
}

/** A count as a platform spells it: `1500+` and `4.4万` are at least that many. */
export const spelledCount = (value: unknown, path: string): Spelled => {
  const rounded = typeof value === 'string' ? /^(\d{1,9}(?:\.\d{1,4})?)(万|w|亿)?(\+?)$/i.exec(value.trim()) : null;
  if (rounded === null || (rounded[2] === undefined && rounded[3] === ''))
    return { count: countOf(value, path), isExact: true };
  const unit = rounded[2] === undefined ? 1 : rounded[2] === '亿' ? 100_000_000 : 10_000;
  const count = Math.round(Number(rounded[1]) * unit);
  if (rounded[2] === undefined && !Number.isInteger(Number(rounded[1])))
    throw new Unreadable(path, 'a whole number', value);
  return { count: countOf(count, path), isExact: false };
};

/** A total that is not what its message is about: null where it is not told, or cannot be read. A like comes with one at least, so 0 is none. */
const besideOf = (value: unknown): Spelled | null => {
  if (first(value) === undefined) return null;
  try {
    const spelled = spelledCount(value, '');
    return spelled.count === 0 ? null : spelled;
  } catch (fault) {
    if (fault instanceof Unreadable) return null;
    throw fault;
  }
};

type Totals = { [Name in 'views' | 'unique' | 'likes' | 'followers' | 'popularity']?: number };

export interface AudienceTold extends Totals {
  readonly online?: number;
}

/** Totals that wait for the next message about the audience: it carries each newest one, once. */
export interface AudienceBook {
  /** One that stands beside something else: with a like, a follow, an entry. */
  note(name: keyof Totals, value: unknown): void;
  /** One that the message is about; throws where it cannot be read. */
  put(name: keyof Totals, value: unknown, path: string): void;
  /** `session`: the live session that they are of, where it is named. What is rounded is told apart, as such. */
  tell(id: string, at: Instant | number, told: AudienceTold, session: string | null): readonly LiveEvent[];
}

const hasAny = (told: object): boolean => Object.keys(told).length > 0;

export const createAudienceBook = (): AudienceBook => {
  let exact: Totals = {};
  let rounded: Totals = {};

  const keep = (name: keyof Totals, { count, isExact }: Spelled): void => {
    if (isExact) {
      exact[name] = count;
      delete rounded[name];
    } else rounded[name] = count;
  };

  return {
    note: (name, value) => {
      const spelled = besideOf(value);
      if (spelled !== null) keep(name, spelled);
    },
    put: (name, value, path) => {
      if (first(value) !== undefined) keep(name, spelledCount(value, path));
    },
    tell: (id, at, told, session) => {
      const of = session === null ? {} : { session };
      const events: LiveEvent[] = [];
      const body: LiveEventBody = { type: 'audience', ...exact, ...told, ...of };
      if (hasAny(exact) || hasAny(told)) events.push(eventOf(id, at, body));
      if (hasAny(rounded))
        events.push(
          eventOf(`${id.slice(0, 190)}:rounded`, at, { type: 'audience', ...rounded, isRounded: true, ...of }),
        );
      exact = {};
      rounded = {};
      return events;
    },
  };
};

/** The platform's index of how busy a room is; 0 and what cannot be read is none. */
export const popularityIn = (value: unknown): { readonly popularity?: number } => {
  const spelled = besideOf(value);
  return spelled?.isExact === true ? { popularity: spelled.count } : {};
};

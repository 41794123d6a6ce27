// What each source of a show totals, and beside it what was counted of it here: kept apart, with the difference.

import {
  type CountName,
  countedOf,
  LED_NAMES,
  type LedName,
  type Teller,
  type Told,
  type TotalName,
} from './audience.ts';
import { type Coverage, holesOf } from './coverage.ts';
import type { LiveEventType } from './live-event.ts';
import type { Room } from './room.ts';
import { type Duration, duration, type Instant, type SourceId } from './units.ts';

export interface PlatformReading {
  readonly value: number;
  /** When it was told, by our clock. */
  readonly at: Instant;
}

export interface PlatformTotal extends PlatformReading {
  /** At least so many. */
  readonly isRounded: boolean;
  /** What it grew by since `since` minus what was counted of the same here in that time; null where neither can be said. */
  readonly difference: number | null;
  readonly since: Instant;
}

export interface SourceTotals {
  readonly sourceId: SourceId;
  /** As it called itself when it last connected. */
  readonly name: string;
  /** The show's figures that follow this source; all others leave it out. */
  readonly leads: readonly LedName[];
  readonly online: PlatformReading | null;
  /** 人气: no head count. */
  readonly popularity: PlatformReading | null;
  readonly totals: Readonly<Record<TotalName, PlatformTotal | null>>;
  /** What was counted here since `since`; null where none was heard and the source does not say that it reads it. */
  readonly counted: Readonly<Record<CountName, number | null>> & {
    readonly since: Instant;
    /** Gaps in that time, and how long they are together: what fell into them was not counted. */
    readonly gaps: number;
    readonly missingMs: Duration;
  };
}

const HAS_COUNTERPART: Readonly<Record<TotalName, boolean>> = {
  views: true,
  unique: false,
  likes: true,
  followers: true,
};

const toTotal = (teller: Teller, name: TotalName, told: Told | null): PlatformTotal | null => {
  if (told === null) return null;
  const { value, at, isRounded, grown, since, isAgain, countedBy } = told;
  const counted = (countedOf(teller, name) ?? 0) - countedBy;
  const isComparable = HAS_COUNTERPART[name] && !isRounded && isAgain;
  return { value, at, isRounded, difference: isComparable ? grown - counted : null, since };
};

/** The times in which this source was not heard, each once. */
const missedOf = (coverage: Coverage, source: SourceId, from: Instant, asOf: Instant) => {
  let [gaps, missing, end]: [number, number, number] = [0, 0, from];
  for (const hole of holesOf(coverage, from, asOf, source)) {
    const to = hole.to ?? asOf;
    if (to <= end) continue;
    gaps += 1;
    missing += to - Math.max(end, hole.from);
    end = to;
  }
  return { gaps, missingMs: duration(missing) };
};

/** By the order in which they were met; none that has not spoken of people in this show or the one before. */
export const readTotals = ({ tally, coverage }: Room, asOf: Instant): readonly SourceTotals[] =>
  [...tally.audience.tellers].flatMap(([sourceId, teller]) => {
    if (!teller.hasSpoken) return [];
    const { name, since, online, popularity, totals, counted } = teller;
    const reads = coverage.feeds.get(sourceId)?.self.reads ?? [];
    const heard = (count: number | null, type: LiveEventType) => count ?? (reads.includes(type) ? 0 : null);
    return {
      sourceId,
      name,
      leads: LED_NAMES.filter((led) => tally.audience.leads[led].includes(sourceId)),
      online,
      popularity,
      totals: {
        views: toTotal(teller, 'views', totals.views),
        unique: toTotal(teller, 'unique', totals.unique),
        likes: toTotal(teller, 'likes', totals.likes),
        followers: toTotal(teller, 'followers', totals.followers),
      },
      counted: {
        likes: heard(counted.likes, 'like'),
        enters: heard(counted.enters, 'enter'),
        follows: heard(counted.follows, 'follow'),
        since,
        ...missedOf(coverage, sourceId, since, asOf),
      },
    };
  });

// Coverage: when a show's rooms were heard, and the gaps where they were not. What was not heard is never zero.

import type { LiveEventType } from './live-event.ts';
import type { Instant, SourceId } from './units.ts';

/**
 * What a source can still tell of a time in which it was not heard: nothing; all of it, because it is asked; or what it
 * says again, which its numbers prove.
 */
export type FeedMemory = 'none' | 'whole' | 'numbered';

/** What a source said of itself when it came. */
export interface FeedSelf {
  /** What it reads; null where nobody said so. */
  readonly reads: readonly LiveEventType[] | null;
  readonly memory: FeedMemory;
}

/** A time in which nothing was known of a room. */
interface Outage {
  /** Null where no room had ever been attached. */
  source: SourceId | null;
  readonly from: Instant;
  /** Null while it lasts. */
  to: Instant | null;
  /** The room itself says that events are gone: nothing can fill it. */
  readonly isLost: boolean;
  /** What may be missing; null: anything. */
  readonly misses: readonly LiveEventType[] | null;
  /** Something that happened within it has been told since. */
  isFilled: boolean;
  isSettled: boolean;
}

interface Feed {
  self: FeedSelf;
  isUp: boolean;
  /** A person has put the room aside. */
  isAside: boolean;
  heardAt: Instant | null;
  /** Outages that may yet be filled by what the room says again. */
  pending: Outage[];
}

export interface Coverage {
  readonly feeds: Map<SourceId, Feed>;
  outages: Outage[];
  /** Whether any room has ever been attached. */
  hasBeenHeard: boolean;
}

/** A restart without a last word: shorter silences than this are the room's own. */
const SILENCE_MS = 10_000;
const UNTOLD: FeedSelf = { reads: null, memory: 'numbered' };

export const createCoverage = (): Coverage => ({ feeds: new Map(), outages: [], hasBeenHeard: false });

const feedOf = (coverage: Coverage, source: SourceId): Feed => {
  let feed = coverage.feeds.get(source);
  if (feed === undefined) {
    feed = { self: UNTOLD, isUp: false, isAside: false, heardAt: null, pending: [] };
    coverage.feeds.set(source, feed);
  }
  return feed;
};

const isAnyUp = (coverage: Coverage): boolean => [...coverage.feeds.values()].some(({ isUp }) => isUp);

/** It goes on, and somebody may yet end it. */
const isOpen = ({ to, isLost }: Outage): boolean => to === null && !isLost;

/** What figures and curves are made of. */
const MEASURED: readonly LiveEventType[] = [
  'audience',
  'enter',
  'chat',
  'like',
  'follow',
  'share',
  'gift',
  'order.created',
  'order.paid',
  'order.cancelled',
  'order.refunded',
];

const measuredOf = (types: readonly LiveEventType[] | null): readonly LiveEventType[] =>
  MEASURED.filter((type) => types === null || types.includes(type));

const tells = ({ reads }: FeedSelf, type: LiveEventType): boolean => reads === null || reads.includes(type);

/** `types`: null for anything. */
const tellsAnyOf = (self: FeedSelf, types: readonly LiveEventType[] | null): boolean => {
  const measured = measuredOf(types);
  return measured.length === 0 || measured.some((type) => tells(self, type));
};

/** Of `types`, null for anything, what nobody tells who is up. */
const untoldOf = ({ feeds }: Coverage, types: readonly LiveEventType[] | null): readonly LiveEventType[] => {
  const up = [...feeds.values()].filter(({ isUp }) => isUp);
  return measuredOf(types).filter((type) => !up.some(({ self }) => tells(self, type)));
};

const readsOf = (coverage: Coverage, source: SourceId | null): readonly LiveEventType[] | null =>
  source === null ? null : (coverage.feeds.get(source)?.self.reads ?? null);

const openOutage = (
  coverage: Coverage,
  source: SourceId | null,
  from: Instant,
  { isLost = false, misses = readsOf(coverage, source) }: Partial<Pick<Outage, 'isLost' | 'misses'>> = {},
): Outage => {
  const outage: Outage = { source, from, to: null, isLost, misses, isFilled: false, isSettled: false };
  coverage.outages.push(outage);
  return outage;
};

/** A new show begins at `from`: earlier gaps are not its own, and with no room up it begins with one. */
export const restartCoverage = (coverage: Coverage, from: Instant): void => {
  coverage.outages = [];
  for (const feed of coverage.feeds.values()) feed.pending = [];
  if (!isAnyUp(coverage)) openOutage(coverage, null, from);
};

/** How a source stands as far as is known; null where it was never heard. */
export type FeedStand = 'up' | 'aside' | 'lost' | null;

export const standOf = ({ feeds }: Coverage, source: SourceId): FeedStand => {
  const feed = feeds.get(source);
  if (feed === undefined) return null;
  if (feed.isUp) return 'up';
  return feed.isAside ? 'aside' : 'lost';
};

/** `self` is left out where it only speaks again. */
export const connectFeed = (coverage: Coverage, source: SourceId, at: Instant, self?: FeedSelf): void => {
  const feed = feedOf(coverage, source);
  feed.self = self ?? feed.self;
  if (feed.isUp && feed.heardAt !== null && at - feed.heardAt > SILENCE_MS) {
    feed.pending.push(openOutage(coverage, source, feed.heardAt));
  }
  feed.isUp = true;
  feed.isAside = false;
  coverage.hasBeenHeard = true;
  const others = new Set<Outage>();
  for (const outage of coverage.outages) {
    if (!isOpen(outage)) continue;
    // A shop is no chat: it takes the place of none that told nothing of what it tells.
    const isReplaced = (of: SourceId): boolean =>
      coverage.feeds.get(of)?.isAside === true && tellsAnyOf(feed.self, outage.misses);
    const isOurs = outage.source === source || outage.source === null || isReplaced(outage.source);
    if (!isOurs) continue;
    if (outage.source !== source) {
      feed.pending.push(outage);
      others.add(outage);
    }
    outage.source = source;
    outage.to = at;
  }
  if (feed.self.memory === 'numbered') return;
  // What it can be asked for is no gap; of what it cannot, old words that it says again are no proof.
  const isTold = feed.self.memory === 'whole';
  const told = new Set(feed.pending.filter((outage) => isTold && !outage.isLost && !others.has(outage)));
  if (told.size > 0) coverage.outages = coverage.outages.filter((outage) => !told.has(outage));
  feed.pending = feed.pending.filter(({ isLost }) => isLost);
};

export interface Loss {
  /** Put aside by a person, which is no gap in what others tell. */
  readonly isOnPurpose: boolean;
  /** Until when it had told all, where it knows. */
  readonly knownAt?: Instant | undefined;
}

/** One that is lost is not wanted any more: where others tell the same, its gap ends here. */
const letGo = (coverage: Coverage, source: SourceId, at: Instant): void => {
  for (const outage of coverage.outages) {
    const isTold = isOpen(outage) && untoldOf(coverage, outage.misses).length === 0;
    if (outage.source === source && isTold) outage.to = at;
  }
};

export const loseFeed = (coverage: Coverage, source: SourceId, at: Instant, { isOnPurpose, knownAt }: Loss): void => {
  const feed = feedOf(coverage, source);
  if (!feed.isUp) {
    if (isOnPurpose) letGo(coverage, source, at);
    // Put aside, wanted again and not to be had: from now on it is missed.
    else if (feed.isAside) feed.pending.push(openOutage(coverage, source, at));
    feed.isAside = isOnPurpose;
    return;
  }
  feed.isUp = false;
  feed.isAside = isOnPurpose;
  const misses = isOnPurpose && isAnyUp(coverage) ? untoldOf(coverage, feed.self.reads) : feed.self.reads;
  if (misses?.length === 0 && isOnPurpose) return;
  // One that was put aside while it stood was there until then, however little it had to say.
  const isKnown = isOnPurpose && feed.self.memory !== 'numbered';
  feed.pending.push(openOutage(coverage, source, isKnown ? at : (knownAt ?? feed.heardAt ?? at), { misses }));
};

/** Events are gone for good, from `lastAt` until the next that the room tells. */
export const loseEvents = (coverage: Coverage, source: SourceId, from: Instant): void => {
  feedOf(coverage, source).pending.push(openOutage(coverage, source, from, { isLost: true }));
};

/** The room has told of something that happened at `at` (our clock). */
export const hearFeed = (coverage: Coverage, source: SourceId, at: Instant): void => {
  const feed = feedOf(coverage, source);
  if (feed.heardAt === null || at > feed.heardAt) feed.heardAt = at;
  if (feed.pending.length === 0) return;
  let isAnyOver = false;
  for (const outage of feed.pending) {
    if (outage.isLost) {
      outage.to = at > outage.from ? at : outage.from;
      outage.isSettled = true;
    } else if (outage.to === null || at < outage.to) {
      if (at > outage.from) outage.isFilled = true;
    } else outage.isSettled = true;
    isAnyOver ||= outage.isSettled;
  }
  if (!isAnyOver) return;
  feed.pending = feed.pending.filter(({ isSettled }) => !isSettled);
  // What the room has told after all is no gap.
  coverage.outages = coverage.outages.filter(({ isSettled, isFilled }) => !(isSettled && isFilled));
};

/** Whether a source that reads any of `types` has ever been attached: what nobody reads is not known, and never 0. */
export const wasHeard = ({ feeds, hasBeenHeard }: Coverage, types: readonly LiveEventType[]): boolean =>
  hasBeenHeard &&
  [...feeds.values()].some(({ self: { reads } }) => reads === null || types.some((type) => reads.includes(type)));

/**
 * Since when a room is not heard, of those that tell any of `types` (left out: of all); null while all are, or where none
 * has ever been attached.
 */
export const staleSince = (coverage: Coverage, types?: readonly LiveEventType[]): Instant | null => {
  if (!coverage.hasBeenHeard) return null;
  let since: Instant | null = null;
  for (const outage of coverage.outages) {
    // A bad evening has thousands, and hardly one that goes on.
    if (!isOpen(outage)) continue;
    const { from, misses } = outage;
    const isMissed = types === undefined || misses === null || types.some((type) => misses.includes(type));
    if (isMissed && (since === null || from < since)) since = from;
  }
  return since;
};

export interface Span {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** A gap and what may be missing in it. */
export interface GapSpan extends Span {
  /** Null where no room had ever been attached. */
  readonly source: SourceId | null;
  /** Null: anything. */
  readonly misses: readonly LiveEventType[] | null;
}

/** The spans within [from, until], joined where they touch, in order; one that lasts has no end. */
const join = <Each extends Span>(spans: readonly Each[], from: Instant, until: Instant): readonly Each[] => {
  const within = spans
    .map((span) => ({ ...span, from: span.from < from ? from : span.from }))
    .filter((span) => span.from < until && (span.to === null || span.to > span.from))
    .sort((a, b) => a.from - b.from);
  const joined: Each[] = [];
  for (const span of within) {
    const last = joined.at(-1);
    if (last === undefined || (last.to !== null && span.from > last.to)) joined.push(span);
    else if (last.to !== null && (span.to === null || span.to > last.to)) {
      joined[joined.length - 1] = { ...last, to: span.to };
    }
  }
  return joined.map((span) => (span.to !== null && span.to > until ? { ...span, to: until } : span));
};

/** When any of `types`, or anything where they are left out, may be missing. None where no room was ever attached. */
export const gapsOf = (
  coverage: Coverage,
  from: Instant,
  until: Instant,
  types?: readonly LiveEventType[],
): readonly Span[] => {
  if (!coverage.hasBeenHeard) return [];
  const spans: Span[] = [];
  for (const { from: start, to, misses } of coverage.outages) {
    const isMissed = types === undefined || misses === null || types.some((type) => misses.includes(type));
    if (isMissed) spans.push({ from: start, to });
  }
  return join(spans, from, until);
};

/** The gaps of each source by itself, in order; of one alone where it is given. */
export const holesOf = (coverage: Coverage, from: Instant, until: Instant, of?: SourceId): readonly GapSpan[] => {
  if (!coverage.hasBeenHeard) return [];
  const groups = new Map<string, GapSpan[]>();
  for (const { source, misses, from: start, to } of coverage.outages) {
    if (of !== undefined && source !== of) continue;
    const key = `${misses?.join() ?? '-'} ${source ?? ''}`;
    const group = groups.get(key) ?? [];
    group.push({ source, misses, from: start, to });
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => join(group, from, until)).sort((a, b) => a.from - b.from);
};

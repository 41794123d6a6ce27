// Coverage: when a show's rooms were heard, and the gaps where they were not. What was not heard is never zero.

import type { Instant, SourceId } from './units.ts';

/** A time in which nothing was known of a room. */
interface Outage {
  /** Null where no room had ever been attached. */
  source: SourceId | null;
  readonly from: Instant;
  /** Null while it lasts. */
  to: Instant | null;
  /** The room itself says that events are gone: nothing can fill it. */
  readonly isLost: boolean;
  /** Something that happened within it has been told since. */
  isFilled: boolean;
  isSettled: boolean;
}

interface Feed {
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

export const createCoverage = (): Coverage => ({ feeds: new Map(), outages: [], hasBeenHeard: false });

const feedOf = (coverage: Coverage, source: SourceId): Feed => {
  let feed = coverage.feeds.get(source);
  if (feed === undefined) {
    feed = { isUp: false, isAside: false, heardAt: null, pending: [] };
    coverage.feeds.set(source, feed);
  }
  return feed;
};

const isAnyUp = (coverage: Coverage): boolean => [...coverage.feeds.values()].some(({ isUp }) => isUp);

const openOutage = (coverage: Coverage, source: SourceId | null, from: Instant, isLost = false): Outage => {
  const outage: Outage = { source, from, to: null, isLost, isFilled: false, isSettled: false };
  coverage.outages.push(outage);
  return outage;
};

/** A new show begins at `from`: earlier gaps are not its own, and with no room up it begins with one. */
export const restartCoverage = (coverage: Coverage, from: Instant): void => {
  coverage.outages = [];
  for (const feed of coverage.feeds.values()) feed.pending = [];
  if (!isAnyUp(coverage)) openOutage(coverage, null, from);
};

export const connectFeed = (coverage: Coverage, source: SourceId, at: Instant): void => {
  const feed = feedOf(coverage, source);
  if (feed.isUp && feed.heardAt !== null && at - feed.heardAt > SILENCE_MS) {
    feed.pending.push(openOutage(coverage, source, feed.heardAt));
  }
  feed.isUp = true;
  feed.isAside = false;
  coverage.hasBeenHeard = true;
  for (const outage of coverage.outages) {
    const isOurs =
      outage.source === source || outage.source === null || coverage.feeds.get(outage.source)?.isAside === true;
    if (outage.to !== null || outage.isLost || !isOurs) continue;
    if (outage.source !== source) feed.pending.push(outage);
    outage.source = source;
    outage.to = at;
  }
};

/** `isOnPurpose`: put aside by a person, which is no gap while another room is heard. */
export const loseFeed = (coverage: Coverage, source: SourceId, at: Instant, isOnPurpose: boolean): void => {
  const feed = feedOf(coverage, source);
  if (!feed.isUp) return;
  feed.isUp = false;
  feed.isAside = isOnPurpose;
  if (isOnPurpose && isAnyUp(coverage)) return;
  feed.pending.push(openOutage(coverage, source, feed.heardAt ?? at));
};

/** Events are gone for good, from `lastAt` until the next that the room tells. */
export const loseEvents = (coverage: Coverage, source: SourceId, from: Instant): void => {
  feedOf(coverage, source).pending.push(openOutage(coverage, source, from, true));
};

/** The room has told of something that happened at `at` (our clock). */
export const hearFeed = (coverage: Coverage, source: SourceId, at: Instant): void => {
  const feed = feedOf(coverage, source);
  if (feed.heardAt === null || at > feed.heardAt) feed.heardAt = at;
  if (feed.pending.length === 0) return;
  for (const outage of feed.pending) {
    if (outage.isLost) {
      outage.to = at > outage.from ? at : outage.from;
      outage.isSettled = true;
    } else if (outage.to === null || at < outage.to) {
      if (at > outage.from) outage.isFilled = true;
    } else outage.isSettled = true;
  }
  feed.pending = feed.pending.filter(({ isSettled }) => !isSettled);
  // What the room has told after all is no gap.
  coverage.outages = coverage.outages.filter(({ isSettled, isFilled }) => !(isSettled && isFilled));
};

/** Since when a room is not heard; null while all are, or where none has ever been attached. */
export const staleSince = (coverage: Coverage): Instant | null => {
  if (!coverage.hasBeenHeard) return null;
  let since: Instant | null = null;
  for (const { to, from, isLost } of coverage.outages) {
    if (to === null && !isLost && (since === null || from < since)) since = from;
  }
  return since;
};

export interface GapSpan {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** The gaps within [from, until], joined where they touch, in order; one that lasts has no end. */
export const gapsOf = (coverage: Coverage, from: Instant, until: Instant): readonly GapSpan[] => {
  const spans = coverage.outages
    .map((outage) => ({ from: outage.from < from ? from : outage.from, to: outage.to }))
    .filter((span) => span.from < until && (span.to === null || span.to > span.from))
    .sort((a, b) => a.from - b.from);
  const joined: GapSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last === undefined || (last.to !== null && span.from > last.to)) joined.push(span);
    else if (last.to !== null && (span.to === null || span.to > last.to)) {
      joined[joined.length - 1] = { from: last.from, to: span.to };
    }
  }
  return joined.map((span) => (span.to !== null && span.to > until ? { ...span, to: until } : span));
};

// Which rows of the feed are on screen: the last that match while following, a still picture while frozen.

import type { FeedKind, FeedRow } from '../../../src-main/contract/topics.ts';

export const FEED_FILTERS = ['all', 'chat', 'ask', 'gift', 'people', 'order'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

const KINDS: Record<Exclude<FeedFilter, 'all' | 'ask'>, readonly FeedKind[]> = {
  chat: ['chat'],
  gift: ['gift', 'like'],
  people: ['enter', 'follow', 'share'],
  order: ['order'],
};

export const matchesFilter = (row: FeedRow, filter: FeedFilter): boolean => {
  if (filter === 'all') return true;
  // What the platform and the stream say concerns everybody, whatever they are looking at.
  if (row.kind === 'notice' || row.kind === 'stream') return true;
  if (filter === 'ask') return row.kind === 'chat' && (row.isQuestion || row.isClaim);
  return KINDS[filter].includes(row.kind);
};

/** The last `most` rows that match, oldest first; looks no further back than it must. */
export const tailOf = (rows: readonly FeedRow[], filter: FeedFilter, most: number): readonly FeedRow[] => {
  if (most <= 0) return [];
  if (filter === 'all') return rows.slice(-most);
  const tail: FeedRow[] = [];
  for (let i = rows.length - 1; i >= 0 && tail.length < most; i--) {
    const row = rows[i];
    if (row !== undefined && matchesFilter(row, filter)) tail.push(row);
  }
  return tail.reverse();
};

export interface Newer {
  readonly count: number;
  /** The frozen row has left the ring: there are at least so many. */
  readonly isAtLeast: boolean;
}

/** How many matching rows came after the row that was last when the feed froze. */
export const countNewer = (rows: readonly FeedRow[], filter: FeedFilter, lastKey: string | null): Newer => {
  let count = 0;
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    if (row === undefined) continue;
    if (row.key === lastKey) return { count, isAtLeast: false };
    if (matchesFilter(row, filter)) count += 1;
  }
  return { count, isAtLeast: lastKey !== null };
};

/** Whole rows that fit; a row cut in half is no row. */
export const rowsThatFit = (heightPx: number, rowPx: number): number => Math.max(0, Math.floor(heightPx / rowPx));

// The shape of the mirror and how pushes change it: pure, so that batching can be tested without a page.

import {
  FEED_TOPICS,
  type FeedTopicName,
  type FeedTopics,
  STATE_TOPICS,
  type StateTopicName,
  type StateTopics,
} from '../../src-main/contract/topics.ts';
import type { FeedMessage, StateMessage } from '../../src-main/contract/wire.ts';
import { keepSame } from './keep-same.ts';

interface FeedHold<Row> {
  /** feed.rows: oldest first, a ring; the others: newest first, one row a key. */
  readonly rows: readonly Row[];
  /** Rows that the engine left out for the screen's sake since the snapshot. */
  readonly skipped: number;
}

export type Topics = { readonly [Name in StateTopicName]: StateTopics[Name] | null };
export type Feeds = { readonly [Name in FeedTopicName]: FeedHold<FeedTopics[Name]> };

export interface LiveState {
  readonly link: 'connecting' | 'open' | 'closed';
  /** The engine's clock minus this page's; see page-clock.ts. */
  readonly clockOffsetMs: number;
  /** As whom the engine admitted this page; null until it said so. */
  readonly role: string | null;
  readonly topics: Topics;
  readonly feeds: Feeds;
}

export const stateTopicNames = Object.keys(STATE_TOPICS) as readonly StateTopicName[];
export const feedTopicNames = Object.keys(FEED_TOPICS) as readonly FeedTopicName[];

export const emptyLiveState = (): LiveState => ({
  link: 'connecting',
  clockOffsetMs: 0,
  role: null,
  topics: Object.fromEntries(stateTopicNames.map((name) => [name, null])) as unknown as Topics,
  feeds: {
    'feed.rows': { rows: [], skipped: 0 },
    'lane.rows': { rows: [], skipped: 0 },
    'claim.rows': { rows: [], skipped: 0 },
  },
});

/** The newest value of each topic, unchanged parts kept. */
export const applyStates = (topics: Topics, messages: ReadonlyMap<StateTopicName, StateMessage>): Topics => {
  const next: Record<string, unknown> = { ...topics };
  for (const [name, message] of messages) next[name] = keepSame<unknown>(topics[name], message.value);
  return next as Topics;
};

const appendRows = <Row>(rows: readonly Row[], fresh: readonly Row[], keep: number): readonly Row[] =>
  [...rows, ...fresh].slice(-keep);

const upsertRows = <Row extends { readonly key: string }>(
  rows: readonly Row[],
  fresh: readonly Row[],
  keep: number,
): readonly Row[] => {
  const newest = new Map(fresh.map((row) => [row.key, row]));
  return [...[...newest.values()].reverse(), ...rows.filter((row) => !newest.has(row.key))].slice(0, keep);
};

const join = <Name extends FeedTopicName>(
  name: Name,
  held: FeedHold<FeedTopics[Name]>,
  message: { readonly isSnapshot: boolean; readonly rows: readonly FeedTopics[Name][]; readonly skipped: number },
): FeedHold<FeedTopics[Name]> => {
  const { keep } = FEED_TOPICS[name];
  const base = message.isSnapshot ? { rows: [], skipped: 0 } : held;
  const rows =
    name === 'feed.rows' ? appendRows(base.rows, message.rows, keep) : upsertRows(base.rows, message.rows, keep);
  return { rows, skipped: base.skipped + message.skipped };
};

export const applyFeeds = (feeds: Feeds, messages: readonly FeedMessage[]): Feeds => {
  let rows = feeds['feed.rows'];
  let lane = feeds['lane.rows'];
  let claims = feeds['claim.rows'];
  for (const message of messages) {
    if (message.topic === 'feed.rows') rows = join('feed.rows', rows, message);
    else if (message.topic === 'lane.rows') lane = join('lane.rows', lane, message);
    else claims = join('claim.rows', claims, message);
  }
  return { 'feed.rows': rows, 'lane.rows': lane, 'claim.rows': claims };
};

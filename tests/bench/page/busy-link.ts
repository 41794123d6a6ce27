// A link whose engine publishes all topics as often as it may, in a room of 1 000 messages a second, two hours in.

import {
  FEED_TOPICS,
  type FeedTopicName,
  STATE_TOPICS,
  type StateTopicName,
  type StateTopics,
} from '../../../src-main/contract/topics.ts';
import type { FeedMessage, FromEngine, StateMessage } from '../../../src-main/contract/wire.ts';
import { duration, type Instant, instant } from '../../../src-main/core/units.ts';
import { createListeners, type Link, type LinkStatus } from '../../../src-renderer/client/link.ts';
import {
  chartTopic,
  feedRow,
  firstTopics,
  kpiTopic,
  laneRow,
  questionRows,
} from '../../support/preview/preview-show.ts';

export const MESSAGES_A_SECOND = 1000;

const PUSHES_A_SECOND = 1000 / FEED_TOPICS['feed.rows'].everyMs;
const ROWS_A_PUSH = FEED_TOPICS['feed.rows'].perPush;
const SKIPPED_A_PUSH = MESSAGES_A_SECOND / PUSHES_A_SECOND - ROWS_A_PUSH;
/** How often the engine looks what is due. */
const TICK_MS = 50;
const STATE_NAMES = Object.keys(STATE_TOPICS) as readonly StateTopicName[];
const CHART_POINTS = 1200;
const PRODUCTS = 60;
const SHOW_MS = 2 * 3600_000;

const now = (): Instant => instant(Date.now());

type Makers = { readonly [Name in StateTopicName]?: (at: Instant, round: number) => StateTopics[Name] };

/** What moves in a busy minute; the other topics stand as they are. */
const makersOf = (first: StateTopics, startedAt: Instant): Makers => ({
  'kpi.live': (at) => kpiTopic(at),
  'chart.live': (at) => ({
    ...chartTopic(startedAt, at),
    onlineBucketMs: duration(Math.ceil((at - startedAt) / CHART_POINTS)),
    online: Array.from(
      { length: CHART_POINTS },
      (_, index) => 2600 + Math.round(400 * Math.sin((index + at / 1000) / 40)),
    ),
  }),
  'source.list': (at) => first['source.list'].map((row) => ({ ...row, lastEventAt: at })),
  'product.list': (_, round) =>
    first['product.list'].map((row, index) =>
      index % 20 === round % 20 ? { ...row, stock: Math.max(0, row.stock - 1), sold: row.sold + 1 } : row,
    ),
  'pin.current': (_, round) => {
    const { pinned } = first['pin.current'];
    return { ...first['pin.current'], pinned: pinned === null ? null : { ...pinned, units: pinned.units + round } };
  },
  'deal.list': (_, round) =>
    first['deal.list'].map((deal) => (deal.phase === 'running' ? { ...deal, sold: round % deal.quantity } : deal)),
  'question.list': (at, round) => questionRows(at).map((row) => ({ ...row, count: row.count + round })),
});

export const openBusyLink = (only?: readonly FeedTopicName[]): Link => {
  const messages = createListeners<FromEngine>();
  const statuses = createListeners<LinkStatus>();
  const startedAt = instant(Date.now() - SHOW_MS);
  const first = firstTopics(now(), PRODUCTS);
  const topics: StateTopics = {
    ...first,
    'show.current': { ...first['show.current'], startedAt },
  };
  const makers = makersOf(topics, startedAt);
  const seqs = new Map<string, number>();
  let made = 0;

  const nextSeq = (topic: string): number => {
    const seq = (seqs.get(topic) ?? 0) + 1;
    seqs.set(topic, seq);
    return seq;
  };
  // Topic and value belong together by the makers' own types; the union cannot be rebuilt from a generic name.
  const sayState = <Name extends StateTopicName>(topic: Name, value: StateTopics[Name]): void =>
    messages.tell({ t: 'state', topic, seq: nextSeq(topic), value } as StateMessage);
  const sayFeed = (topic: FeedTopicName, isSnapshot: boolean, rows: readonly unknown[], skipped = 0): void =>
    messages.tell({ t: 'feed', topic, seq: nextSeq(topic), isSnapshot, rows, skipped } as FeedMessage);

  /** A round for each topic whose time has come, all in one tick, as the engine publishes them. */
  const rounds = new Map<StateTopicName, { at: number; round: number }>();
  const pushState = <Name extends StateTopicName>(name: Name, at: Instant): void => {
    const make = makers[name];
    const before = rounds.get(name) ?? { at: 0, round: 0 };
    if (make === undefined || at - before.at < STATE_TOPICS[name].everyMs) return;
    rounds.set(name, { at, round: before.round + 1 });
    sayState(name, make(at, before.round + 1));
  };

  let fedAt = 0;
  const pushFeeds = (at: Instant): void => {
    if (at - fedAt < FEED_TOPICS['feed.rows'].everyMs) return;
    fedAt = at;
    const rows = Array.from({ length: ROWS_A_PUSH }, () => feedRow(made++, at));
    sayFeed('feed.rows', false, rows, SKIPPED_A_PUSH);
    if (only === undefined) sayFeed('lane.rows', false, [laneRow(made, at), laneRow(made + 1, at)]);
  };

  const start = (): void => {
    statuses.tell('open');
    messages.tell({ t: 'hello', now: now(), role: 'owner' });
    window.setInterval(() => {
      const at = now();
      if (only === undefined) for (const name of STATE_NAMES) pushState(name, at);
      pushFeeds(at);
    }, TICK_MS);
  };
  window.setTimeout(start);

  const answer = (topic: string): void => {
    if (topic === 'feed.rows')
      sayFeed(
        topic,
        true,
        Array.from({ length: 2000 }, () => feedRow(made++, now())),
      );
    else if (topic === 'lane.rows')
      sayFeed(
        topic,
        true,
        Array.from({ length: 500 }, (_, n) => laneRow(n, now())),
      );
    else if (only === undefined) sayState(topic as StateTopicName, topics[topic as StateTopicName]);
  };

  return {
    send: (message) => {
      if (message.t === 'subscribe') window.setTimeout(() => answer(message.topic));
      if (message.t === 'request')
        window.setTimeout(() =>
          messages.tell({
            t: 'reply',
            id: message.id,
            reply: { ok: false, code: 'internal', message: 'not scripted' },
          }),
        );
    },
    onMessage: messages.add,
    onStatus: statuses.add,
  };
};

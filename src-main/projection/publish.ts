// From room to topics: each is made anew at most as often as it may be sent, and sent only where it is another.

import type { ImportTopic } from '../contract/import-documents.ts';
import {
  type EngineTopic,
  FEED_TOPICS,
  type RejectTopic,
  type ShowTopic,
  type SourceTopicRow,
  STATE_TOPICS,
  type StateTopicName,
  type StateTopics,
} from '../contract/topics.ts';
import type { Fact } from '../core/fact.ts';
import { readKpi } from '../core/kpi.ts';
import { isLiveBody, type Room } from '../core/room.ts';
import type { ScriptBlock } from '../core/script.ts';
import type { Instant, OrderId } from '../core/units.ts';
import type { TopicSink } from '../gateway/hub.ts';
import type { OutboxRow } from '../store/store.ts';
import { createAnswerBook } from './answer-book.ts';
import { toChartTopic } from './chart-topic.ts';
import { toCommandTopic } from './command-topic.ts';
import { toDealViews } from './deal-views.ts';
import { createFeedFilter, sampleFacts, toFeedRow } from './feed-row.ts';
import { laneOf, toClaimRow, toOrderRow } from './lane-row.ts';
import { toMessageTopic } from './message-topic.ts';
import { toPinTopic } from './pin-topic.ts';
import { toProductRows } from './product-rows.ts';
import { toQuestionRows } from './question-rows.ts';
import { toRunSheetTopic } from './run-sheet-topic.ts';
import { toScriptTopic } from './script-topic.ts';

export interface Publisher {
  /** Facts of the current show that the room has just folded. */
  see(facts: readonly Fact[]): void;
  /** Sends what is due and different. */
  publish(now: Instant): void;
  /** The room is another one: everything is sent again, the feed from its newest facts. */
  turn(): void;
  setSources(rows: readonly SourceTopicRow[]): void;
  setRecording(name: string | null): void;
  setEngine(engine: EngineTopic): void;
  setRejects(rejects: RejectTopic): void;
  setOutbox(rows: readonly OutboxRow[]): void;
}

export interface PublisherOptions {
  readonly sink: TopicSink;
  readonly room: () => Room;
  readonly catalogueRevision: () => number;
  readonly importState: () => ImportTopic | null;
  readonly scripts: {
    /** The same array until a block is written. */
    readonly blocks: () => readonly ScriptBlock[];
    readonly revision: () => number;
  };
}

/** Facts that wait for the next push; beyond it the oldest small talk has long been unreadable. */
const MOST_WAITING = 3000;

const beginsAnew = (type: string): boolean =>
  type === 'show.started' || type === 'show.rehearsed' || type === 'show.reset';

const orderIdOf = ({ body }: Fact): OrderId | null => {
  if ('order' in body) return body.order.id;
  return body.type === 'stock.short' ? body.orderId : null;
};

export const createPublisher = ({
  sink,
  room,
  catalogueRevision,
  importState,
  scripts,
}: PublisherOptions): Publisher => {
  const answers = createAnswerBook(scripts.blocks);
  let sources: readonly SourceTopicRow[] = [];
  let recording: string | null = null;
  let engine: EngineTopic | null = null;
  let rejects: RejectTopic = { count: 0, latest: [] };
  let outbox: readonly OutboxRow[] = [];

  /** What was sent last, as text, and when it was last looked at. */
  const sent = new Map<StateTopicName, { text: string; at: number }>();
  let isForFeed = createFeedFilter();
  let waiting: Fact[] = [];
  let skipped = 0;
  let fedAt = Number.NEGATIVE_INFINITY;
  const changedOrders = new Set<OrderId>();
  let claimsSeen = 0;
  let newClaims = 0;

  const toShowTopic = ({ show }: Room): ShowTopic => ({
    showId: show.showId,
    title: show.title,
    host: show.host,
    currency: show.currency,
    phase: show.phase,
    isPaused: show.isPaused,
    startedAt: show.startedAt,
    endedAt: show.endedAt,
    plannedMs: show.plannedMs,
    recording,
  });

  const makers: { readonly [Name in StateTopicName]: (room: Room, now: Instant) => StateTopics[Name] | null } = {
    'engine.state': () => engine,
    'show.current': toShowTopic,
    'source.list': () => sources,
    'product.list': toProductRows,
    'pin.current': toPinTopic,
    'run-sheet.current': toRunSheetTopic,
    'script.current': (current) => toScriptTopic(current, scripts.blocks(), scripts.revision()),
    'deal.list': toDealViews,
    'kpi.live': readKpi,
    'chart.live': toChartTopic,
    'question.list': (current, now) => toQuestionRows(current, answers, now),
    'command.state': (current, now) => toCommandTopic(current, outbox, now),
    'reject.list': () => rejects,
    'catalogue.state': () => ({ revision: catalogueRevision() }),
    'import.state': importState,
    'message.list': toMessageTopic,
  };
  const names = Object.keys(makers) as StateTopicName[];

  const publishState = <Name extends StateTopicName>(name: Name, now: Instant): void => {
    const before = sent.get(name);
    if (before !== undefined && now - before.at < STATE_TOPICS[name].everyMs) return;
    const value = makers[name](room(), now);
    if (value === null) return;
    const text = JSON.stringify(value);
    sent.set(name, { text, at: now });
    if (text !== before?.text) sink.state(name, value);
  };

  const publishFeed = (): void => {
    const chosen = sampleFacts(waiting, FEED_TOPICS['feed.rows'].perPush);
    const left = skipped + waiting.length - chosen.length;
    waiting = [];
    skipped = 0;
    const rows = chosen.flatMap((fact) => toFeedRow(room(), fact) ?? []);
    if (rows.length > 0 || left > 0) sink.feed('feed.rows', rows, left);
  };

  const publishLane = (): void => {
    const current = room();
    const { orders, claims } = current.tally;
    const rows = [
      ...claims.slice(claims.length - Math.min(newClaims, claims.length)).map((claim) => toClaimRow(current, claim)),
      ...[...changedOrders].flatMap((orderId) => {
        const entry = orders.orders.get(orderId);
        return entry === undefined ? [] : [toOrderRow(current, entry)];
      }),
    ];
    changedOrders.clear();
    newClaims = 0;
    if (rows.length > 0) sink.feed('lane.rows', rows, 0);
  };

  const replaceFeeds = (): void => {
    isForFeed = createFeedFilter();
    waiting = [];
    skipped = 0;
    changedOrders.clear();
    newClaims = 0;
    const current = room();
    claimsSeen = current.tally.claimCount;
    const rows = current.recent.filter(isForFeed).slice(-FEED_TOPICS['feed.rows'].keep);
    sink.replaceFeed(
      'feed.rows',
      rows.flatMap((fact) => toFeedRow(current, fact) ?? []),
    );
    sink.replaceFeed('lane.rows', laneOf(current, FEED_TOPICS['lane.rows'].keep));
  };

  return {
    see: (facts) => {
      const { tally } = room();
      // A show that begins counts anew: what the lane held was not its own.
      if (facts.some(({ body }) => beginsAnew(body.type))) {
        replaceFeeds();
        return;
      }
      for (const fact of facts) {
        const orderId = orderIdOf(fact);
        if (orderId !== null) changedOrders.add(orderId);
        if (isLiveBody(fact.body) && isForFeed(fact)) waiting.push(fact);
      }
      newClaims += tally.claimCount - claimsSeen;
      claimsSeen = tally.claimCount;
      if (waiting.length > MOST_WAITING) {
        const kept = sampleFacts(waiting, FEED_TOPICS['feed.rows'].perPush);
        skipped += waiting.length - kept.length;
        waiting = [...kept];
      }
    },
    publish: (now) => {
      for (const name of names) publishState(name, now);
      // The fastest that a hand can use; the clock may have been set back by a sleep.
      if (now - fedAt < FEED_TOPICS['feed.rows'].everyMs && now >= fedAt) return;
      fedAt = now;
      publishFeed();
      publishLane();
    },
    turn: () => {
      sent.clear();
      replaceFeeds();
    },
    setSources: (rows) => {
      sources = rows;
    },
    setRecording: (name) => {
      recording = name;
    },
    setEngine: (state) => {
      engine = state;
    },
    setRejects: (topic) => {
      rejects = topic;
    },
    setOutbox: (rows) => {
      outbox = rows;
    },
  };
};

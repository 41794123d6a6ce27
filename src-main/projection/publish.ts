// From room to topics: each is made anew at most as often as it may be sent, and sent only where it is another.

import type { CardRow } from '../contract/emergency-documents.ts';
import type { ImportTopic } from '../contract/import-documents.ts';
import type { ObsTopic } from '../contract/obs-documents.ts';
import type { OverlaySettings, OverlayTopic } from '../contract/overlay-documents.ts';
import type { HostPace } from '../contract/pace-documents.ts';
import type { PictureTopic } from '../contract/picture-documents.ts';
import type { RecordingTopic } from '../contract/recording-documents.ts';
import type { SourceShelfTopic } from '../contract/source-documents.ts';
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
import { type ClaimBook, claimsIn } from '../core/claim-book.ts';
import type { Fact } from '../core/fact.ts';
import { isFulfilmentFact } from '../core/fulfilment-fact.ts';
import { readKpi } from '../core/kpi.ts';
import { isLiveBody, type Room } from '../core/room.ts';
import type { ScriptBlock } from '../core/script.ts';
import type { ClaimId, Instant, OrderId } from '../core/units.ts';
import type { TopicSink } from '../gateway/hub.ts';
import type { KeptPromise } from '../store/promise-store.ts';
import type { OutboxRow } from '../store/store.ts';
import { createAnswerBook } from './answer-book.ts';
import { toChartTopic } from './chart-topic.ts';
import { toClaimRow, toClaimTopic } from './claim-row.ts';
import { toCommandTopic } from './command-topic.ts';
import { type DealShelf, toDealShelfTopic } from './deal-shelf.ts';
import { toDealViews } from './deal-views.ts';
import { toEmergencyTopic } from './emergency-topic.ts';
import { createFeedFilter, sampleFacts, toFeedRow } from './feed-row.ts';
import { laneOf, toLaneClaim, toOrderRow } from './lane-row.ts';
import { toMessageTopic } from './message-topic.ts';
import { toOverlayView } from './overlay-view.ts';
import { toPinTopic } from './pin-topic.ts';
import { toProductRows } from './product-rows.ts';
import { toPromiseTopic } from './promise-topic.ts';
import { toQuestionRows } from './question-rows.ts';
import { toRunSheetTopic } from './run-sheet-topic.ts';
import { toScriptTopic } from './script-topic.ts';

export interface Publisher {
  /** Facts of the current show that the room has just folded. */
  see(facts: readonly Fact[]): void;
  /** Sends what is due and different. */
  /** `isAnswer`: somebody has just decided something and waits to see it: what was looked at a moment ago in vain is looked at again. */
  publish(now: Instant, isAnswer?: boolean): void;
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
  readonly pictureState: () => PictureTopic;
  readonly dealShelf: () => DealShelf;
  readonly orders: { readonly importState: () => ImportTopic; readonly revision: () => number };
  readonly overlay: {
    readonly settings: () => OverlaySettings;
    readonly state: (correction: string | null) => OverlayTopic;
  };
  readonly obsState: () => ObsTopic;
  readonly sourceShelf: () => SourceShelfTopic;
  readonly recordingState: () => RecordingTopic;
  readonly emergencyCards: () => readonly CardRow[];
  /** Of every show. */
  readonly openPromises: () => readonly KeptPromise[];
  readonly scripts: {
    /** The same array until a block is written. */
    readonly blocks: () => readonly ScriptBlock[];
    readonly revision: () => number;
    readonly paces: () => readonly HostPace[];
  };
}

/** Facts that wait for the next push; beyond it the oldest small talk has long been unreadable. */
const MOST_WAITING = 3000;

const beginsAnew = (type: string): boolean =>
  type === 'show.started' || type === 'show.rehearsed' || type === 'show.reset';

const orderIdOf = ({ body }: Fact): OrderId | null => {
  if ('order' in body) return body.order.id;
  if (isFulfilmentFact(body)) return 'orderId' in body ? body.orderId : null;
  return body.type === 'stock.short' ? body.orderId : null;
};

/** The claims that a fact has changed; of a cart that was paid, all that are in it. */
const claimIdsOf = (book: ClaimBook, body: Fact['body']): readonly ClaimId[] => {
  if (body.type === 'claim.made' || body.type === 'claim.changed') return [body.claim.claimId];
  if (body.type === 'claim.ended' || body.type === 'claim.moved') return [body.claimId];
  return 'order' in body ? claimsIn(book, body.order.id).map(({ terms }) => terms.claimId) : [];
};

export const createPublisher = ({
  sink,
  room,
  catalogueRevision,
  importState,
  pictureState,
  dealShelf,
  orders: orderNews,
  overlay,
  obsState,
  sourceShelf,
  recordingState,
  emergencyCards,
  openPromises,
  scripts,
}: PublisherOptions): Publisher => {
  const answers = createAnswerBook(scripts.blocks);
  let sources: readonly SourceTopicRow[] = [];
  let recording: string | null = null;
  let engine: EngineTopic | null = null;
  let rejects: RejectTopic = { count: 0, latest: [] };
  let outbox: readonly OutboxRow[] = [];

  /** What was sent last, as text, when it was sent, and when it was last looked at. */
  const sent = new Map<StateTopicName, { text: string; sentAt: number; at: number }>();
  let isForFeed = createFeedFilter();
  let waiting: Fact[] = [];
  let skipped = 0;
  let fedAt = Number.NEGATIVE_INFINITY;
  const changedOrders = new Set<OrderId>();
  const changedClaims = new Set<ClaimId>();
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
    'source.shelf': sourceShelf,
    'recording.state': recordingState,
    'product.list': toProductRows,
    'pin.current': toPinTopic,
    'run-sheet.current': (current) => toRunSheetTopic(current, scripts.blocks()),
    'script.current': (current) => toScriptTopic(current, scripts.blocks(), scripts.revision(), scripts.paces()),
    'deal.list': toDealViews,
    'deal.shelf': (current) => toDealShelfTopic(current, dealShelf()),
    'claim.state': toClaimTopic,
    'kpi.live': readKpi,
    'chart.live': toChartTopic,
    'question.list': (current, now) => toQuestionRows(current, answers, now),
    'command.state': (current, now) => toCommandTopic(current, outbox, now),
    'reject.list': () => rejects,
    'catalogue.state': () => ({ revision: catalogueRevision() }),
    'import.state': importState,
    'picture.state': pictureState,
    'order-import.state': orderNews.importState,
    'order.state': () => ({ revision: orderNews.revision() }),
    'message.list': toMessageTopic,
    'overlay.view': (current, now) => toOverlayView(current, overlay.settings(), now),
    'overlay.state': (current) => overlay.state(current.correction?.text ?? null),
    'obs.state': obsState,
    'promise.state': (current, now) => toPromiseTopic(current, { open: openPromises(), blocks: scripts.blocks() }, now),
    'emergency.state': (current) =>
      toEmergencyTopic(current, {
        cards: emergencyCards(),
        noticeRooms: sources.filter(({ capabilities }) => capabilities.includes('notice.post')).length,
        isOverlayOn: overlay.settings().isOn,
      }),
  };
  const names = Object.keys(makers) as StateTopicName[];

  const publishState = <Name extends StateTopicName>(name: Name, now: Instant, isAnswer: boolean): void => {
    const before = sent.get(name);
    const from = isAnswer ? before?.sentAt : before?.at;
    // The clock may have been set back by a sleep.
    if (from !== undefined && now - from < STATE_TOPICS[name].everyMs && now >= from) return;
    const value = makers[name](room(), now);
    if (value === null) return;
    const text = JSON.stringify(value);
    const isNew = text !== before?.text;
    sent.set(name, { text, sentAt: isNew ? now : before.sentAt, at: now });
    if (isNew) sink.state(name, value);
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
      ...claims.slice(claims.length - Math.min(newClaims, claims.length)).map((claim) => toLaneClaim(current, claim)),
      ...[...changedOrders].flatMap((orderId) => {
        const entry = orders.orders.get(orderId);
        return entry === undefined ? [] : [toOrderRow(current, entry)];
      }),
    ];
    changedOrders.clear();
    newClaims = 0;
    if (rows.length > 0) sink.feed('lane.rows', rows, 0);
  };

  const publishClaims = (): void => {
    const current = room();
    const rows = [...changedClaims].flatMap((claimId) => {
      const entry = current.tally.claimBook.entries.get(claimId);
      return entry === undefined ? [] : [toClaimRow(current, entry)];
    });
    changedClaims.clear();
    if (rows.length > 0) sink.feed('claim.rows', rows, 0);
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
    changedClaims.clear();
    sink.replaceFeed(
      'claim.rows',
      [...current.tally.claimBook.entries.values()]
        .slice(-FEED_TOPICS['claim.rows'].keep)
        .map((entry) => toClaimRow(current, entry)),
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
        for (const claimId of claimIdsOf(tally.claimBook, fact.body)) {
          changedClaims.add(claimId);
          // Its cart is another order now.
          const cart = tally.claimBook.entries.get(claimId)?.orderId ?? null;
          if (cart !== null) changedOrders.add(cart);
        }
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
    publish: (now, isAnswer = false) => {
      for (const name of names) publishState(name, now, isAnswer);
      // The fastest that a hand can use; the clock may have been set back by a sleep.
      if (now - fedAt < FEED_TOPICS['feed.rows'].everyMs && now >= fedAt) return;
      fedAt = now;
      publishFeed();
      publishLane();
      publishClaims();
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

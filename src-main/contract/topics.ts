// What screens see: every topic that the engine publishes. State topics are replaced whole, feed topics append and are capped.

import type { Overrun } from '../core/cue-pace.ts';
import type { Curves } from '../core/curve.ts';
import type { DealEndReason, DealPhase } from '../core/deal.ts';
import type { Kpi } from '../core/kpi.ts';
import type { NoticeLevel } from '../core/live-event.ts';
import type { CompareBasis } from '../core/product.ts';
import type { QuestionSubject } from '../core/question.ts';
import type { RoomMark } from '../core/room.ts';
import type { ShowPhase } from '../core/show.ts';
import type {
  CommandId,
  DealId,
  Duration,
  Instant,
  MessageId,
  Money,
  OrderId,
  ProductId,
  ShowId,
  SourceId,
  VariantId,
  ViewerId,
} from '../core/units.ts';
import type { ImportTopic } from './import-documents.ts';
import type { RunSheetTopic } from './run-sheet-documents.ts';
import type { ScriptAnswer, ScriptTopic } from './script-documents.ts';

/** A failure said to a person: the screen finds its sentence by code and fills it from `details`. */
export interface Problem {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface ShowTopic {
  readonly showId: ShowId;
  readonly title: string;
  readonly host: string;
  readonly currency: string;
  readonly phase: ShowPhase;
  readonly isPaused: boolean;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly plannedMs: Duration;
  /** A recording is being written to this file name. */
  readonly recording: string | null;
}

/** `stale`: the link stands but nothing has come for a while. `off`: no room is attached, on purpose. */
export type SourceStatus = 'connecting' | 'live' | 'stale' | 'reconnecting' | 'down' | 'off';

export interface SourceTopicRow {
  readonly sourceId: SourceId;
  readonly name: string;
  readonly kind: 'room' | 'demo' | 'replay';
  readonly status: SourceStatus;
  /** When this status began. */
  readonly since: Instant;
  /** Our clock, at the last event. */
  readonly lastEventAt: Instant | null;
  readonly retryAt: Instant | null;
  readonly problem: Problem | null;
  /** The source's clock minus ours. */
  readonly clockOffsetMs: number;
  /** Command kinds that the room carries out. */
  readonly capabilities: readonly string[];
}

export interface ComparePriceView {
  readonly price: Money;
  readonly basis: CompareBasis;
}

export interface ProductRow {
  readonly number: number;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string;
  /** `media/<name>`, relative to the page. */
  readonly image: string | null;
  readonly price: Money;
  readonly comparePrice: ComparePriceView | null;
  readonly stock: number;
  /** False: the shop does not count it, it never runs out. */
  readonly isTracked: boolean;
  /** Stock when the show began, for the bar. */
  readonly stockAtStart: number;
  readonly sold: number;
  readonly explain: 'none' | 'explaining' | 'explained';
  /** All ended segments together. */
  readonly explainedMs: Duration;
  /** Left out on air; what comes next goes past it. */
  readonly isSkipped: boolean;
  readonly dealPhase: DealPhase | null;
  readonly plannedMs: Duration;
  /** What F arms; null where the cue has no deal. */
  readonly dealPlan: {
    readonly price: Money;
    readonly quantity: number;
    readonly perBuyer: number;
    readonly countdownMs: Duration;
    readonly durationMs: Duration;
  } | null;
  /** SKU and barcode, for search. */
  readonly codes: string;
}

export interface PinTopic {
  /** Null while nothing is being explained. */
  readonly pinned: {
    readonly number: number;
    readonly productId: ProductId;
    readonly variantId: VariantId;
    readonly startedAt: Instant;
    readonly plannedMs: Duration;
    /** Whether this segment has used up its planned minutes. */
    readonly overrun: Overrun;
    /** GMV and units of the segment so far. */
    readonly gmv: Money;
    readonly units: number;
    /** Minutes to go at the present rate (EWMA, half-life 3 min); null where nothing sells. */
    readonly sellOutEtaMs: Duration | null;
    readonly sellingPoints: readonly string[];
  } | null;
  /** The next cue after the pinned one (or the first) that is not skipped. */
  readonly next: { readonly number: number; readonly title: string; readonly price: Money } | null;
  /** Actual minus planned time of the cues explained so far: + is late. */
  readonly behindMs: Duration;
}

export interface DealView {
  readonly dealId: DealId;
  readonly number: number;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly price: Money;
  readonly listPrice: Money;
  readonly comparePrice: ComparePriceView | null;
  readonly quantity: number;
  readonly perBuyer: number;
  readonly countdownMs: Duration;
  readonly durationMs: Duration;
  readonly phase: DealPhase;
  readonly armedAt: Instant;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endReason: DealEndReason | null;
  readonly sold: number;
  readonly left: number;
  readonly buyers: number;
  readonly gmv: Money;
}

export type { GapSpan as Gap } from '../core/coverage.ts';
/** The figures as core computes them; see there for formulas. */
export { FIGURE_NAMES, type Figure, type FigureName, type FunnelStep, type Kpi as KpiTopic } from '../core/kpi.ts';
export type { RoomMark as Mark } from '../core/room.ts';

/** One time axis for all charts: value i is of [from + i × bucketMs, + bucketMs). Null is «no data», drawn as a break. At most 1 200 points. */
export interface ChartTopic extends Curves {
  readonly marks: readonly RoomMark[];
}

export interface ViewerView {
  readonly viewerId: ViewerId;
  /** Made safe to show: no bidi controls, no stacks of combining marks, at most 40 graphemes. */
  readonly name: string;
  readonly level: number | null;
  readonly isFollower: boolean;
  readonly isMember: boolean;
}

interface FeedRowBase {
  readonly key: string;
  readonly at: Instant;
  readonly viewer: ViewerView | null;
}

export type FeedRow = FeedRowBase &
  (
    | { readonly kind: 'chat'; readonly text: string; readonly isQuestion: boolean; readonly isClaim: boolean }
    | { readonly kind: 'gift'; readonly giftName: string; readonly count: number }
    | { readonly kind: 'like'; readonly count: number }
    | { readonly kind: 'enter' | 'follow' | 'share' }
    | {
        readonly kind: 'order';
        readonly step: 'created' | 'paid' | 'cancelled' | 'refunded';
        readonly title: string;
        readonly quantity: number;
        readonly total: Money;
      }
    | { readonly kind: 'notice'; readonly level: NoticeLevel; readonly text: string }
    | {
        readonly kind: 'stream';
        readonly step: 'started' | 'ended' | 'paused' | 'resumed';
        readonly reason: string;
      }
  );

export type FeedKind = FeedRow['kind'];

export interface QuestionRow {
  /** Names a group of like questions. */
  readonly questionKey: string;
  readonly subject: QuestionSubject;
  /** The newest wording. */
  readonly text: string;
  readonly viewer: ViewerView | null;
  readonly count: number;
  readonly waitingSince: Instant;
  /** The approved answer of the scripts that fits; null where none does. */
  readonly answer: ScriptAnswer | null;
}

/** Rows of the lane are upserted by key: an order's later state replaces its row. */
export interface LaneRow {
  readonly key: string;
  readonly kind: 'claim' | 'order';
  readonly state: 'claimed' | 'created' | 'paid' | 'cancelled' | 'refunded';
  readonly at: Instant;
  readonly viewer: ViewerView | null;
  readonly orderId: OrderId | null;
  /** The product's number in the run sheet; null where it is not on it. */
  readonly number: number | null;
  readonly title: string;
  readonly quantity: number;
  readonly total: Money | null;
  readonly isDeal: boolean;
  /** The room sold what the shop could not give: a person must settle it. */
  readonly short: 'sold_out' | 'deal_sold_out' | 'per_buyer' | null;
}

export const COMMAND_STATES = ['pending', 'sent', 'acked', 'refused', 'expired', 'unknown'] as const;
export type CommandState = (typeof COMMAND_STATES)[number];

export interface CommandRow {
  readonly commandId: CommandId;
  readonly kind: string;
  /** The product's number that it is about; null where none. */
  readonly number: number | null;
  readonly state: CommandState;
  readonly at: Instant;
  readonly expiresAt: Instant;
  /** The room's own words where it refused. */
  readonly code: string | null;
  readonly message: string | null;
}

export interface CommandTopic {
  /** pending, sent and unknown together. */
  readonly waiting: number;
  /** Newest first, at most 20; acked ones leave after a few seconds. */
  readonly rows: readonly CommandRow[];
}

export interface RejectRow {
  readonly key: string;
  readonly at: Instant;
  readonly sourceId: SourceId;
  /** Where and why, e.g. `order.total.minor: expected a whole number`. */
  readonly reason: string;
  /** The first 500 characters of what came. */
  readonly excerpt: string;
  readonly bytes: number;
}

export interface RejectTopic {
  readonly count: number;
  readonly latest: readonly RejectRow[];
}

export interface HostMessage {
  readonly messageId: MessageId;
  readonly text: string;
  readonly by: string;
  readonly sentAt: Instant;
  readonly seenAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
}

export interface MessageTopic {
  /** The oldest not acknowledged, which the host sees; null where all are. */
  readonly current: HostMessage | null;
  /** Newest first, at most 10. */
  readonly latest: readonly HostMessage[];
}

/** Goes up with everything that was written to the catalogue, by edits and by sales: a list on screen is read again. */
export interface CatalogueTopic {
  readonly revision: number;
}

export interface EngineTopic {
  readonly version: string;
  readonly dataDir: string;
  /** What is wrong with the store, or null. `store_recovered` tells what a repair could not bring back. */
  readonly problem: Problem | null;
}

export interface StateTopics {
  'engine.state': EngineTopic;
  'show.current': ShowTopic;
  'source.list': readonly SourceTopicRow[];
  'product.list': readonly ProductRow[];
  'pin.current': PinTopic;
  'run-sheet.current': RunSheetTopic;
  'script.current': ScriptTopic;
  /** Armed, counting down and running deals, and those ended in the last minutes; newest first. */
  'deal.list': readonly DealView[];
  'kpi.live': Kpi;
  'chart.live': ChartTopic;
  'question.list': readonly QuestionRow[];
  'command.state': CommandTopic;
  'reject.list': RejectTopic;
  'catalogue.state': CatalogueTopic;
  'import.state': ImportTopic;
  'message.list': MessageTopic;
}

export interface FeedTopics {
  'feed.rows': FeedRow;
  'lane.rows': LaneRow;
}

export type StateTopicName = keyof StateTopics;
export type FeedTopicName = keyof FeedTopics;
export type TopicName = StateTopicName | FeedTopicName;

/** Least time between two pushes, in ms, and the rows that a feed topic keeps. */
export const STATE_TOPICS = {
  'engine.state': { everyMs: 500 },
  'show.current': { everyMs: 100 },
  'source.list': { everyMs: 250 },
  'product.list': { everyMs: 250 },
  'pin.current': { everyMs: 250 },
  'run-sheet.current': { everyMs: 250 },
  'script.current': { everyMs: 250 },
  'deal.list': { everyMs: 100 },
  'kpi.live': { everyMs: 500 },
  'chart.live': { everyMs: 1000 },
  'question.list': { everyMs: 250 },
  'command.state': { everyMs: 100 },
  'reject.list': { everyMs: 500 },
  'catalogue.state': { everyMs: 500 },
  'import.state': { everyMs: 100 },
  'message.list': { everyMs: 100 },
} as const satisfies Record<StateTopicName, { everyMs: number }>;

export const FEED_TOPICS = {
  /** At most 30 rows a push; the rest of a burst is sampled away from the screen, never from the store. */
  'feed.rows': { everyMs: 100, keep: 2000, perPush: 30 },
  /** Never sampled. */
  'lane.rows': { everyMs: 100, keep: 500, perPush: Number.POSITIVE_INFINITY },
} as const satisfies Record<FeedTopicName, { everyMs: number; keep: number; perPush: number }>;

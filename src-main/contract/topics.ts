// What screens see: every topic that the engine publishes. State topics are replaced whole, feed topics append and are capped.

import type { Overrun } from '../core/cue-pace.ts';
import type { Curves } from '../core/curve.ts';
import type { DealEndReason, DealOffer, DealPhase, DealTrigger } from '../core/deal.ts';
import type { DealState } from '../core/deal-state.ts';
import type { Lifecycle } from '../core/fulfilment-lifecycle.ts';
import type { RoomMessage } from '../core/host-message.ts';
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
  Money,
  OrderId,
  ProductId,
  ShowId,
  SourceId,
  VariantId,
  ViewerId,
} from '../core/units.ts';
/** A failure said to a person: the screen finds its sentence by code and fills it from `details`. */
import type { ClaimRow, ClaimTopic } from './claim-documents.ts';
import type { DealShelfTopic } from './deal-documents.ts';
import type { EmergencyTopic } from './emergency-documents.ts';
import type { ImportTopic } from './import-documents.ts';
import type { ObsTopic } from './obs-documents.ts';
import type { OrderTopic } from './order-documents.ts';
import type { OverlayTopic, OverlayView } from './overlay-documents.ts';
import type { PictureTopic } from './picture-documents.ts';
import type { PromiseTopic } from './promise-documents.ts';
import type { RecordingTopic } from './recording-documents.ts';
import type { RunSheetTopic } from './run-sheet-documents.ts';
import type { ScriptAnswer, ScriptTopic } from './script-documents.ts';
import type { SourceShelfTopic } from './source-documents.ts';

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
  /** `room`, `demo`, `replay`, or another kind of `source.kinds`. */
  readonly kind: string;
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
  /** Failed connections in a row; 0 while it is up. */
  readonly attempt: number;
  /** What came since it was attached, repeats included. */
  readonly events: number;
  readonly rejects: number;
  /** The share that lately could not be read, where it is so large that the format may have changed; else null. */
  readonly doubt: number | null;
}

export interface ComparePriceView {
  readonly price: Money;
  readonly basis: CompareBasis;
  /** The detail of a stated one: it stands beside the price wherever that does. */
  readonly proof?: string;
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
  /** Of the stock, what may be sold: its buffer is left out. */
  readonly sellable: number;
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
  readonly offer: DealOffer;
  readonly state: DealState;
  /** Set where it fires by itself. */
  readonly trigger: DealTrigger | null;
  /** False: rooms cannot carry such a deal, viewers learn of it from the host and the overlay. */
  readonly reachesRoom: boolean;
  /** Until when the shot can be called back; null where it cannot be. */
  readonly undoUntil: Instant | null;
  readonly settledAt: Instant | null;
  /** Of a lucky draw: who takes part so far, and in the end who has won. */
  readonly draw: {
    readonly entrants: number;
    readonly seed: string | null;
    readonly winners: readonly { readonly entrant: string; readonly name: string }[];
  } | null;
}

export type { GapSpan as Gap } from '../core/coverage.ts';
/** The figures as core computes them; see there for formulas. */
export { FIGURE_NAMES, type Figure, type FigureName, type FunnelStep, type Kpi as KpiTopic } from '../core/kpi.ts';
export type { RoomMark as Mark } from '../core/room.ts';
export type { PlatformTotal, SourceTotals } from '../core/source-totals.ts';

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
  /** Of the newest comment. */
  readonly source: SourceId;
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
  /** Of an order: the word for where it stands. Null for a comment. */
  readonly lifecycle: Lifecycle | null;
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

export type HostMessage = Readonly<RoomMessage>;

export interface MessageTopic {
  /** What the host sees: a flash or a correction first, then the oldest not acknowledged; null where all are. */
  readonly current: HostMessage | null;
  /** How many wait behind it. */
  readonly behind: number;
  /** Newest first, at most 20. */
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
  'source.shelf': SourceShelfTopic;
  'recording.state': RecordingTopic;
  'product.list': readonly ProductRow[];
  'pin.current': PinTopic;
  'run-sheet.current': RunSheetTopic;
  'script.current': ScriptTopic;
  /** Armed, counting down and running deals, and those ended in the last minutes; newest first. */
  'deal.list': readonly DealView[];
  'deal.shelf': DealShelfTopic;
  'claim.state': ClaimTopic;
  'kpi.live': Kpi;
  'chart.live': ChartTopic;
  'question.list': readonly QuestionRow[];
  'command.state': CommandTopic;
  'reject.list': RejectTopic;
  'catalogue.state': CatalogueTopic;
  'import.state': ImportTopic;
  'picture.state': PictureTopic;
  'order-import.state': ImportTopic;
  'order.state': OrderTopic;
  'message.list': MessageTopic;
  /** The one topic that the overlay's own link may hear. */
  'overlay.view': OverlayView;
  'overlay.state': OverlayTopic;
  'obs.state': ObsTopic;
  'promise.state': PromiseTopic;
  'emergency.state': EmergencyTopic;
}

export interface FeedTopics {
  'feed.rows': FeedRow;
  'lane.rows': LaneRow;
  'claim.rows': ClaimRow;
}

export type StateTopicName = keyof StateTopics;
export type FeedTopicName = keyof FeedTopics;
export type TopicName = StateTopicName | FeedTopicName;

/** Least time between two pushes, in ms, and the rows that a feed topic keeps. */
export const STATE_TOPICS = {
  'engine.state': { everyMs: 500 },
  'show.current': { everyMs: 100 },
  'source.list': { everyMs: 250 },
  'source.shelf': { everyMs: 250 },
  'recording.state': { everyMs: 500 },
  'product.list': { everyMs: 250 },
  'pin.current': { everyMs: 250 },
  'run-sheet.current': { everyMs: 250 },
  'script.current': { everyMs: 250 },
  'deal.list': { everyMs: 100 },
  'deal.shelf': { everyMs: 250 },
  'claim.state': { everyMs: 250 },
  'kpi.live': { everyMs: 500 },
  'chart.live': { everyMs: 1000 },
  'question.list': { everyMs: 250 },
  'command.state': { everyMs: 100 },
  'reject.list': { everyMs: 500 },
  'catalogue.state': { everyMs: 500 },
  'import.state': { everyMs: 100 },
  'picture.state': { everyMs: 500 },
  'order-import.state': { everyMs: 100 },
  'order.state': { everyMs: 500 },
  'message.list': { everyMs: 100 },
  'overlay.view': { everyMs: 100 },
  'overlay.state': { everyMs: 250 },
  'obs.state': { everyMs: 250 },
  'promise.state': { everyMs: 250 },
  'emergency.state': { everyMs: 250 },
} as const satisfies Record<StateTopicName, { everyMs: number }>;

export const FEED_TOPICS = {
  /** At most 30 rows a push; the rest of a burst is sampled away from the screen, never from the store. */
  'feed.rows': { everyMs: 100, keep: 2000, perPush: 30 },
  /** Never sampled. */
  'lane.rows': { everyMs: 100, keep: 500, perPush: Number.POSITIVE_INFINITY },
  /** Never sampled. */
  'claim.rows': { everyMs: 100, keep: 2000, perPush: Number.POSITIVE_INFINITY },
} as const satisfies Record<FeedTopicName, { everyMs: number; keep: number; perPush: number }>;

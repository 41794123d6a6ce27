// What a room can say: the events of Kongtai Room Protocol 1, the shape every source is brought into.

import type { DealId, Instant, Money, OrderId, ProductId, SourceId, VariantId, ViewerId } from './units.ts';

export interface Viewer {
  readonly id: ViewerId;
  readonly name: string;
  readonly avatar?: string;
  readonly level?: number;
  readonly isFollower?: boolean;
  readonly isMember?: boolean;
}

export interface OrderLine {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly dealId?: DealId;
}

export interface RoomOrder {
  /** One order to the console, whichever sources tell of it. */
  readonly id: OrderId;
  /** Its number where it was made; left out where that is the id. Two shops may have one number, never one id. */
  readonly number?: string;
  /** Who numbers it, where its source proves which shop that is: sources of one shop tell of the same orders. */
  readonly shop?: SourceId;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  readonly buyer: Viewer;
  readonly note?: string;
}

export const NOTICE_LEVELS = ['info', 'warning', 'violation'] as const;
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

interface By {
  readonly viewer?: Viewer;
}

/** What happened, without its envelope. `type` names are the protocol's own. */
export type LiveEventBody =
  | ({ readonly type: 'chat'; readonly text: string; readonly replyTo?: string } & By)
  | ({
      readonly type: 'gift';
      readonly gift: { readonly id: string; readonly name: string; readonly unitValue?: Money };
      /** Within a streak the count grows; its last value counts. */
      readonly count: number;
      readonly streakId?: string;
      readonly streakEnd?: boolean;
    } & By)
  | ({ readonly type: 'like'; readonly count: number } & By)
  | ({ readonly type: 'enter' | 'follow' | 'share' } & By)
  | ({
      readonly type: 'audience';
      /** In the room now. At least one of these is there. */
      readonly online?: number;
      /** Entries so far (人次). */
      readonly views?: number;
      /** People so far (人数). */
      readonly unique?: number;
      /** Likes so far, by the platform's own count: never added to `like` events. */
      readonly likes?: number;
      /** Of the host, in all. */
      readonly followers?: number;
      /** The platform's index of how busy a room is (人气): no head count, never `online`. */
      readonly popularity?: number;
      /** The totals are at least so many: the platform wrote «1.2万» or «1500+». */
      readonly isRounded?: boolean;
      /** The live session that the totals are of, where it is named: those of another one do not go on from them. */
      readonly session?: string;
    } & By)
  | ({
      readonly type: 'product.shown' | 'product.clicked';
      readonly productId: ProductId;
      readonly variantId?: VariantId;
      readonly people: number;
    } & By)
  | ({ readonly type: 'order.created' | 'order.paid' | 'order.cancelled'; readonly order: RoomOrder } & By)
  | ({ readonly type: 'order.refunded'; readonly order: RoomOrder; readonly amount: Money } & By)
  | ({
      readonly type: 'stream.started' | 'stream.ended' | 'stream.paused' | 'stream.resumed';
      readonly reason?: string;
    } & By)
  | ({ readonly type: 'notice'; readonly level: NoticeLevel; readonly text: string } & By);

export type LiveEventType = LiveEventBody['type'];

export const LIVE_EVENT_TYPES = [
  'chat',
  'gift',
  'like',
  'enter',
  'follow',
  'share',
  'audience',
  'product.shown',
  'product.clicked',
  'order.created',
  'order.paid',
  'order.cancelled',
  'order.refunded',
  'stream.started',
  'stream.ended',
  'stream.paused',
  'stream.resumed',
  'notice',
] as const satisfies readonly LiveEventType[];

/** An event as a source hands it over; `(source, id)` decides whether it is new. */
export interface LiveEvent {
  readonly id: string;
  /** The source's own order; 0 where a source has none. */
  readonly seq: number;
  /** The source's clock. */
  readonly at: Instant;
  readonly body: LiveEventBody;
}

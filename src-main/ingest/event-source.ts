// The port by which anything that speaks for a room is attached: one adapter a technology, this shape for all.

import type { RoomAnswer, RoomCommand, RoomCommandBodies } from '../contract/room-protocol.ts';
import type { Problem, SourceStatus } from '../contract/topics.ts';
import type { LiveEvent } from '../core/live-event.ts';
import type { Instant, SourceId } from '../core/units.ts';
import type { FrameReading, RawFrame } from './raw-frame.ts';

/** Something that came and could not be read: kept raw, counted, shown, never fatal. */
export interface Reject {
  readonly eventId: string | null;
  /** Where and why, e.g. `order.total.minor: expected a whole number`. */
  readonly reason: string;
  /** JSON, cut to 64 KiB. */
  readonly raw: string;
  readonly bytes: number;
  /** How many it stands for: of a flood, samples are kept. */
  readonly times: number;
}

export interface SourceBatch {
  readonly events: readonly LiveEvent[];
  readonly rejects: readonly Reject[];
  /** The source's own position after this batch; null where a source has none. */
  readonly cursor: number | null;
}

export interface SourceHello {
  readonly name: string;
  readonly clockOffsetMs: number;
  readonly capabilities: readonly string[];
  readonly startedAt: Instant | null;
}

/** What the engine gives a source to speak into. Its words are facts: where the store cannot keep one, the call throws. */
export interface SourceSink {
  /** The cursor that is durable in the store, 0 for none: read anew at every connection attempt. */
  cursor(): number;
  /** Resolves once the batch is committed; rejects where it could not be (disk full), and then nothing of it was kept. */
  take(batch: SourceBatch): Promise<void>;
  connected(hello: SourceHello): void;
  /** A frame that came or left, for whoever records; it need not be listened to. */
  frame?(frame: RawFrame): void;
  /** What was made of the frame that was told last. */
  read?(reading: FrameReading): void;
  /** Events `from`..`to` are gone for good. */
  gap(gap: { readonly from: number; readonly to: number }): void;
  status(change: {
    readonly status: SourceStatus;
    readonly retryAt: Instant | null;
    readonly problem: Problem | null;
    /** Of one that is asked: until when it has told all, by our clock. */
    readonly knownAt?: Instant;
  }): void;
}

/**
 * What became of a command that a source carried. `lost`: it may have been carried out, ask again with the same id.
 * `not_sent`: the link is down and nothing has left; it waits.
 */
export type Carried = RoomAnswer | { readonly ok: 'lost' } | { readonly ok: 'not_sent' };

/** What a deal would make a piece cost. */
export type DealPrice = Pick<RoomCommandBodies['deal.start'], 'productId' | 'variantId' | 'price'>;

/** Whether a shop can take just that price. `nearestMinor`: prices next to it that it can take, the lower first. */
export type ShopOutlook =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'not_found' | 'currency' | 'price_not_lower' | 'price_not_exact';
      readonly nearestMinor: readonly number[];
    };

/** Who looks on while sources speak; the show goes on whatever it does. */
export interface SourceWitness {
  frame(source: SourceId, frame: RawFrame): void;
  read(source: SourceId, reading: FrameReading): void;
  rejects(source: SourceId, rejects: readonly Reject[]): void;
}

export interface EventSource {
  readonly sourceId: SourceId;
  readonly name: string;
  /** What a person reads it as: `room`, `demo`, `replay`, or the kind of a source that was added. */
  readonly kind: string;
  /** What it must never be recorded to have said: tokens, keys. */
  readonly secrets?: readonly string[];
  start(sink: SourceSink): void;
  /** After this settles nothing more is said into the sink. */
  stop(): Promise<void>;
  /** Absent where the source cannot carry commands out. Never rejects; a kind that the room does not carry is refused as `not_carried`. */
  carry?(command: RoomCommand): Promise<Carried>;
  /** Before a deal is fired: what the shop would make of it; null where it gives no answer now. Never rejects. */
  foresee?(deal: DealPrice): Promise<ShopOutlook | null>;
  /** Whether a command handed over now would leave at once; absent where it always would. */
  canCarry?(): boolean;
}

// A fact: one thing that became true in a show. Appended once, never changed; every figure is a fold over facts.

import type { ClaimHold } from './claim-book.ts';
import type { ClaimFactBody } from './claim-fact.ts';
import type { FeedMemory } from './coverage.ts';
import type { DealFactBody } from './deal-fact.ts';
import type { EmergencyFactBody } from './emergency.ts';
import type { FulfilmentFactBody } from './fulfilment-fact.ts';
import type { MessageFactBody } from './host-message.ts';
import type { LiveEventBody, LiveEventType } from './live-event.ts';
import type { CueFactBody } from './live-sheet.ts';
import type { Product } from './product.ts';
import type { PromiseFactBody } from './promise.ts';
import type { DealId, Instant, OrderId, ProductId, ShowId, SourceId, VariantId, ViewerId } from './units.ts';

/** Facts that a person at a desk, or the engine's own timers, made true. */
export type DeskFactBody =
  | { readonly type: 'show.rehearsed' | 'show.started' | 'show.paused' | 'show.resumed' | 'show.ended' }
  /** A rehearsal was left without going live: back to draft. */
  | { readonly type: 'show.reset' }
  | {
      readonly type: 'source.connected';
      readonly name: string;
      /** One of `source.kinds`, `room`, `demo` or `replay`; facts of earlier versions do not say. */
      readonly kind?: string;
      /** The source's clock minus ours, in ms. */
      readonly clockOffsetMs: number;
      readonly capabilities: readonly string[];
      /** What it reads, and what it can still tell of a time in which it was not heard; left out where nobody knows. */
      readonly reads?: readonly LiveEventType[];
      readonly memory?: FeedMemory;
      /** It stood already, and is only called otherwise now. */
      readonly isSameLink?: true;
    }
  /** `knownAt`: of a source that is asked, until when it had told all; left out, until it was last heard. */
  | { readonly type: 'source.lost'; readonly reason: string; readonly knownAt?: Instant }
  | { readonly type: 'source.stalled'; readonly knownAt?: Instant }
  | { readonly type: 'source.resumed' }
  /** Events `from`..`to` (the source's seq) are gone for good; `lastAt` is the last instant known before them. */
  | { readonly type: 'source.gap'; readonly from: number; readonly to: number; readonly lastAt: Instant | null }
  | { readonly type: 'product.pinned'; readonly productId: ProductId; readonly variantId: VariantId }
  | { readonly type: 'product.unpinned'; readonly productId: ProductId }
  /** The catalogue says it otherwise now. What is left of it is told by `stock.set`, never by this. */
  | { readonly type: 'product.changed'; readonly product: Product }
  | CueFactBody
  | ClaimFactBody
  | DealFactBody
  | FulfilmentFactBody
  | {
      readonly type: 'stock.taken' | 'stock.released';
      readonly variantId: VariantId;
      readonly orderId: OrderId;
      readonly buyerId: ViewerId;
      readonly dealId: DealId | null;
      readonly quantity: number;
      /** What the variant has left after this. */
      readonly left: number;
      /** What the deal has sold after this; null outside a deal. */
      readonly dealSold: number | null;
      /** Where it is kept for a claim: whose, and until when. */
      readonly claim?: ClaimHold;
    }
  /** The room sold what the shop does not have, or more than a buyer may take: a person must settle it. */
  | {
      readonly type: 'stock.short';
      readonly variantId: VariantId;
      readonly orderId: OrderId;
      readonly buyerId: ViewerId;
      readonly dealId: DealId | null;
      readonly quantity: number;
      readonly left: number;
      readonly why: 'sold_out' | 'deal_sold_out' | 'per_buyer';
    }
  | { readonly type: 'stock.set'; readonly variantId: VariantId; readonly available: number }
  | MessageFactBody
  | PromiseFactBody
  | EmergencyFactBody
  /** A correction on the picture: what was said wrong is put right before everybody who watches. */
  | { readonly type: 'correction.posted'; readonly text: string }
  | { readonly type: 'correction.withdrawn' }
  /** OBS records, and this is where it stood (hh:mm:ss.mmm): a chapter of the file, or the only word of it. */
  | { readonly type: 'recording.marked'; readonly text: string; readonly timecode: string; readonly isChapter: boolean }
  /** `questionKey` names a group of like questions. */
  | { readonly type: 'question.settled'; readonly questionKey: string };

export type FactBody = LiveEventBody | DeskFactBody;

/** A fact before the store has given it its place. */
export interface NewFact {
  readonly source: SourceId;
  readonly eventId: string;
  /** The source's clock. */
  readonly at: Instant;
  readonly body: FactBody;
}

export interface Fact extends NewFact {
  /** The store's own order. */
  readonly seq: number;
  readonly showId: ShowId;
  /** Our clock at the door. */
  readonly receivedAt: Instant;
}

/** Who says facts that no room said: a person at a desk, or the engine. */
export const DESK_SOURCE = 'desk' as SourceId;
/** Who says again what a recording holds, and who numbers all orders in it. */
export const REPLAY_SOURCE = 'replay' as SourceId;

export const ENGINE_SOURCE = 'engine' as SourceId;

// Kongtai Room Protocol 1 on the wire: names, limits and shapes that the room server and the Socket.IO source share.

import type { RoomEndReason } from '../core/deal.ts';
import type { CompareBasis } from '../core/product.ts';
import type { CommandId, DealId, Instant, Money, ProductId, VariantId } from '../core/units.ts';

export const ROOM_PROTOCOL = 1;
export const ROOM_NAMESPACE = '/room';
export const MAX_BATCH_EVENTS = 500;
export const MAX_BATCH_BYTES = 256 * 1024;
export const KEEP_MS = 15 * 60_000;
export const KEEP_EVENTS = 100_000;

export const ROOM_REFUSALS = ['bad_token', 'unknown_room', 'protocol_too_old', 'protocol_too_new', 'busy'] as const;
export type RoomRefusal = (typeof ROOM_REFUSALS)[number];

export interface RoomAuth {
  readonly protocol: number;
  readonly token: string;
  readonly room: string;
  /** A UUID that stays the same for one installation. */
  readonly client: string;
  /** The last seq that is durable in Kongtai's store; 0 for none. Never named `offset`: Socket.IO's own recovery uses that. */
  readonly since: number;
}

export interface RoomHello {
  readonly protocol: number;
  readonly room: {
    readonly id: string;
    readonly title: string;
    readonly host: string;
    readonly currency: string;
    readonly startedAt: number | null;
  };
  readonly oldest: number;
  readonly newest: number;
  readonly now: number;
  readonly capabilities: readonly string[];
}

/** `events` are not believed: each is parsed on its own. */
export interface RoomBatch {
  readonly from: number;
  readonly to: number;
  readonly events: readonly unknown[];
}

export interface RoomCommandBodies {
  'product.pin': { readonly productId: ProductId; readonly variantId?: VariantId };
  'product.unpin': { readonly productId: ProductId; readonly variantId?: VariantId };
  'deal.start': {
    readonly dealId: DealId;
    readonly productId: ProductId;
    readonly variantId: VariantId;
    readonly price: Money;
    readonly comparePrice?: { readonly price: Money; readonly basis: CompareBasis };
    readonly quantity: number;
    readonly perBuyer: number;
    readonly countdownMs: number;
    readonly durationMs: number;
  };
  'deal.stop': { readonly dealId: DealId; readonly reason: RoomEndReason };
  'stock.set': { readonly productId: ProductId; readonly variantId: VariantId; readonly available: number };
  'notice.post': { readonly text: string };
  'chat.reply': { readonly toEvent: string; readonly text: string };
}

export type RoomCommandKind = keyof RoomCommandBodies;

/** Every kind of command that the protocol knows. */
export const ROOM_COMMAND_KINDS = [
  'product.pin',
  'product.unpin',
  'deal.start',
  'deal.stop',
  'stock.set',
  'notice.post',
  'chat.reply',
] as const satisfies readonly RoomCommandKind[];

export type RoomCommand = {
  [Kind in RoomCommandKind]: {
    /** UUIDv7, made once at the click. */
    readonly id: CommandId;
    readonly kind: Kind;
    readonly at: Instant;
    readonly expiresAt: Instant;
    readonly body: RoomCommandBodies[Kind];
  };
}[RoomCommandKind];

export type RoomAnswer =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly retryable: boolean };

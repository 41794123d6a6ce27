// What is packed and shipped of a show, as screens and paper see it: the pick list, the slips, the tables of tracking numbers.

import type { TrackingFault, TrackingField } from '../core/fulfilment-tracking.ts';
import type { CommandId, Instant, OrderId, VariantId } from '../core/units.ts';

export const SLIP_FILTERS = ['open', 'packed', 'shipped', 'all'] as const;
export type SlipFilter = (typeof SLIP_FILTERS)[number];

/** In slips; `packed`: those that are packed and not yet shipped. */
export interface FulfilmentProgress {
  readonly all: number;
  readonly open: number;
  readonly packed: number;
  readonly shipped: number;
  readonly orders: number;
  readonly units: number;
}

export interface GiftView {
  readonly name: string;
  readonly spec: string;
  readonly each: string;
  readonly count: number;
}

export interface PickRowView {
  readonly key: string;
  readonly sku: string;
  readonly number: number | null;
  readonly title: string;
  readonly variantTitle: string;
  readonly units: number;
  readonly openUnits: number;
  readonly giftUnits: number;
  readonly bundleUnits: number;
  readonly orders: number;
  readonly shortUnits: number;
}

export interface PickListDocument {
  readonly rows: readonly PickRowView[];
  readonly gifts: readonly GiftView[];
  readonly progress: FulfilmentProgress;
}

export interface SlipOrderView {
  readonly key: OrderId;
  readonly orderId: string;
  /** What a scanner reads off its bars; null where its number is none that bars can hold. */
  readonly code: string | null;
  readonly platform: string | null;
  readonly note: string;
  readonly at: Instant;
  readonly word: 'paid' | 'packed' | 'shipped';
  readonly isPartRefunded: boolean;
  readonly carrier: string;
  readonly trackingNumber: string;
}

export interface SlipLineView {
  readonly key: string;
  readonly variantId: VariantId | null;
  readonly number: number | null;
  readonly sku: string;
  readonly barcode: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly quantity: number;
  readonly isGift: boolean;
  readonly isOfBundle: boolean;
  readonly short: number;
}

export interface SlipView {
  readonly key: string;
  readonly number: number;
  readonly buyer: string;
  readonly state: 'open' | 'packed' | 'shipped';
  readonly orders: readonly SlipOrderView[];
  readonly lines: readonly SlipLineView[];
  readonly gifts: readonly GiftView[];
  /** What was promised to the buyer or with the goods, in the words of the ledger. */
  readonly promises: readonly { readonly text: string; readonly isKept: boolean }[];
}

/** Packed, and its money went back before it left. */
export interface RecallView {
  readonly key: OrderId;
  readonly orderId: string;
  readonly buyer: string;
}

export interface TrackingImportView {
  readonly importId: CommandId;
  readonly name: string;
  readonly at: Instant;
  readonly orders: number;
  readonly undoneAt: Instant | null;
}

export interface SlipPage {
  readonly total: number;
  readonly offset: number;
  readonly slips: readonly SlipView[];
  readonly progress: FulfilmentProgress;
  readonly recalls: readonly RecallView[];
  /** Newest first. */
  readonly imports: readonly TrackingImportView[];
}

/** What a scanned code means: the slip of an order, or the goods of a slip that is still open. `many`: orders of several buyers. */
export type ScanAnswer =
  | { readonly kind: 'order'; readonly slip: SlipView }
  | { readonly kind: 'item'; readonly variantId: VariantId; readonly slip: SlipView | null }
  | { readonly kind: 'off' }
  | { readonly kind: 'many' }
  | { readonly kind: 'unknown' };

export const TRACKING_KINDS = ['ship', 'change', 'same', 'refused'] as const;
export type TrackingKind = (typeof TRACKING_KINDS)[number];

export interface TrackingRowView {
  readonly row: number;
  readonly orderId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly kind: TrackingKind;
  readonly why: TrackingFault | null;
  readonly before: { readonly carrier: string; readonly trackingNumber: string } | null;
}

export interface TrackingPreview {
  readonly headers: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly mapping: Readonly<Partial<Record<TrackingField, number>>>;
  /** Orders that would be marked. */
  readonly orders: number;
  readonly counts: Readonly<Record<TrackingKind, number>>;
  /** Refused ones first; at most `MOST_TRACKING_SHOWN`. */
  readonly rows: readonly TrackingRowView[];
}

// A show's orders as screens see them: every order with its match, the proposals, and the settled figures beside the provisional.

import type { Lifecycle } from '../core/fulfilment-lifecycle.ts';
import type { PlatformOrderState } from '../core/platform-order.ts';
import type { Ground } from '../core/reconcile-grounds.ts';
import type { CommandId, Instant, Money, OrderId, SourceId, VariantId } from '../core/units.ts';

export { ORDER_FIELDS } from '../core/platform-order-draft.ts';

export const ORDER_IMPORT_FORMATS = [
  'kongtai',
  'shopify',
  'woocommerce',
  'tiktok_shop',
  'doudian',
  'taobao',
  'taobao_lines',
] as const;
export type OrderImportFormat = (typeof ORDER_IMPORT_FORMATS)[number];

export interface OrderItemView {
  readonly number: number | null;
  readonly title: string;
  readonly quantity: number;
}

/** One side of a match as it stands there. */
export interface OrderSide {
  readonly orderId: string;
  /** Of a platform's order; null for a room's or the desk's. */
  readonly platform: string | null;
  readonly buyer: string;
  readonly at: Instant | null;
  readonly total: Money;
  readonly refunded: Money;
  readonly state: PlatformOrderState;
  readonly items: readonly OrderItemView[];
}

/**
 * id: both sides have the number · person: somebody said so · of_show: somebody took it for the show's, no room told of it ·
 * proposed: a guess that waits · none.
 */
export const ORDER_MATCHES = ['id', 'person', 'of_show', 'proposed', 'none'] as const;
export type OrderMatchKind = (typeof ORDER_MATCHES)[number];

export interface OrderRow {
  readonly key: string;
  /** Who tells of it: a room, the desk (claims and orders by hand), or a platform's file alone. */
  readonly from: 'room' | 'desk' | 'platform';
  /** Of a room's order or the desk's own; null where only a platform tells of it. */
  readonly roomOrderId: OrderId | null;
  /** Who numbers it: a source, or the shop that sources of it prove, as `shopify:lo.myshopify.com`; null with `platform`. */
  readonly origin: SourceId | null;
  readonly own: OrderSide;
  /** Of a room's order or the desk's own: the word for where it stands. */
  readonly lifecycle: Lifecycle | null;
  /** The platform's side of a match or a proposal; null where there is none. */
  readonly other: OrderSide | null;
  readonly match: OrderMatchKind;
  /** Of a proposal. */
  readonly confidence: number | null;
  readonly grounds: readonly Ground[];
  readonly rivals: number;
  /** Platform less room, where two sides of one currency are matched. */
  readonly totalDifferenceMinor: number | null;
  readonly refundDifferenceMinor: number | null;
  /** It grew out of claims: the claims say what becomes of it. */
  readonly isCart: boolean;
}

export const ORDER_FILTERS = ['all', 'proposed', 'unmatched', 'difference', 'refunded', 'platform'] as const;
export type OrderFilter = (typeof ORDER_FILTERS)[number];

export interface OrderPage {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly OrderRow[];
  readonly counts: Readonly<Record<OrderFilter, number>>;
  /** Proposals that are sure enough to be accepted in one stroke. */
  readonly sure: number;
  readonly settlement: SettlementView;
}

export interface LedgerView {
  readonly gmv: Money;
  readonly refunds: Money;
  readonly net: Money;
  readonly orders: number;
  readonly units: number;
  readonly refundedOrders: number;
}

export interface SettlementProduct {
  /** Null: goods that are not the shop's, all together. */
  readonly variantId: VariantId | null;
  readonly number: number | null;
  readonly title: string;
  readonly provisionalGmv: Money;
  readonly provisionalRefunds: Money;
  readonly gmv: Money;
  readonly refunds: Money;
  readonly units: number;
  readonly netDifferenceMinor: number;
}

export interface SettlementView {
  readonly currency: string;
  readonly provisional: LedgerView;
  readonly settled: LedgerView;
  /** Settled less provisional. */
  readonly difference: {
    readonly gmvMinor: number;
    readonly refundsMinor: number;
    readonly netMinor: number;
    readonly orders: number;
    readonly units: number;
  };
  /** Settled orders that rest on a platform's word, and those that stand as the room told them. */
  readonly confirmed: number;
  readonly unconfirmed: number;
  /** Paid in another currency: in no amount. */
  readonly foreign: number;
  readonly proposed: number;
  readonly platformOnly: number;
  readonly restatedAt: Instant | null;
  readonly products: readonly SettlementProduct[];
}

export interface OrderImportRow {
  readonly importId: CommandId;
  readonly name: string;
  readonly platform: string;
  readonly by: string;
  readonly at: Instant;
  readonly created: number;
  readonly changed: number;
  readonly undoneAt: Instant | null;
}

/** Goes up with everything that changes what an order screen shows: read it again. */
export interface OrderTopic {
  readonly revision: number;
}

/** What a person may decide against what was found in an order file. */
export interface OrderImportTable {
  readonly kind: 'text' | 'xlsx';
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | null;
  readonly encodingWhy: 'bom' | 'valid' | 'pattern' | 'damaged' | 'chosen' | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly format: OrderImportFormat | 'mapped';
  readonly guess: OrderImportFormat | null;
  readonly mapping: Readonly<Record<string, number>>;
  readonly isMappingRemembered: boolean;
  readonly sample: readonly (readonly string[])[];
  readonly notices: readonly string[];
  readonly currency: string;
  /** IANA, of times that name no zone. */
  readonly zone: string;
}

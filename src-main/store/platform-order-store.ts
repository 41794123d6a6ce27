// What the engine asks of its store about platforms' orders: what imports brought, and what a person has decided of them.

import type { PlatformOrder } from '../core/platform-order.ts';
import type { OrderMapping } from '../core/platform-order-draft.ts';
import type { OrderDecision } from '../core/reconcile.ts';
import type { CommandId, Instant, OrderId, ShowId, SourceId } from '../core/units.ts';

export interface OrderImport {
  readonly importId: CommandId;
  /** The file's. */
  readonly name: string;
  readonly platform: string;
  readonly by: string;
  readonly at: Instant;
  readonly created: number;
  readonly changed: number;
  readonly undoneAt: Instant | null;
}

export interface PlatformOrderChange {
  readonly before: PlatformOrder | null;
  readonly after: PlatformOrder;
}

export interface PlatformOrderReads {
  platformOrder(platform: string, orderId: string): PlatformOrder | null;
  /** Made or paid from `from` to `to`, in the order of their making. */
  platformOrdersBetween(from: Instant, to: Instant): readonly PlatformOrder[];
  /** Known by one of these numbers. */
  platformOrdersNamed(names: Iterable<string>): readonly PlatformOrder[];
  /** When the newest import wrote one of them, or null. */
  platformOrderChangedAt(order: Pick<PlatformOrder, 'platform' | 'orderId'>): Instant | null;
  /** Newest first. */
  orderImports(limit: number): readonly OrderImport[];
  /** Those that stand, of all shows in which the order was spoken of, in the order in which they were made. */
  decisionsOfOrder(platform: string, orderId: string): readonly OrderDecision[];
  /** Those that stand in a show, in the order in which they were made. */
  decisionsOfShow(showId: ShowId): readonly OrderDecision[];
  /** Those whose source is the desk: by hand, and carts of claims. */
  deskOrdersOf(showId: ShowId): readonly OrderId[];
  /** Which source told of each order of the show. */
  orderSourcesOf(showId: ShowId): ReadonlyMap<OrderId, SourceId>;
  /** Goes up with every import, undo and decision. */
  platformOrderRevision(): number;
  /** How the columns of an order table with these headers were named last. */
  orderMapping(signature: string): OrderMapping | null;
}

export interface PlatformOrderWrites {
  /** False where an order is not as `before` says any more; then nothing may be kept. */
  importOrders(about: Omit<OrderImport, 'undoneAt'>, changes: readonly PlatformOrderChange[]): boolean;
  /** Puts every order back; `later`: so many stand by a later import and nothing was done. Null where there is none to undo. */
  undoOrderImport(importId: CommandId, at: Instant): { readonly later: number } | null;
  decideOrders(
    about: { readonly decisionId: CommandId; readonly showId: ShowId; readonly by: string; readonly at: Instant },
    decisions: readonly {
      readonly platform: string;
      readonly orderId: string;
      readonly verdict: OrderDecision['verdict'];
      readonly roomOrderId: OrderId | null;
    }[],
  ): void;
  /** False where there is none that stands. */
  undoDecision(decisionId: CommandId, at: Instant): boolean;
  keepOrderMapping(signature: string, mapping: OrderMapping, at: Instant): void;
}

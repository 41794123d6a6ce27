// A show's orders against what the store has of platforms': which of them may be the show's, and what was decided.

import { keyOfOrder, type PlatformOrder } from '../core/platform-order.ts';
import { type Reconciliation, reconcile, WINDOW_AFTER_MS } from '../core/reconcile.ts';
import type { ShowOrders } from '../core/show-orders.ts';
import { after, duration, type Instant } from '../core/units.ts';
import type { PlatformOrderReads } from '../store/platform-order-store.ts';

export type PlatformShelf = Pick<
  PlatformOrderReads,
  | 'platformOrder'
  | 'platformOrdersBetween'
  | 'platformOrdersNamed'
  | 'platformOrderChangedAt'
  | 'decisionsOfOrder'
  | 'decisionsOfShow'
>;

/** In the show's window, known by the number of one of its orders, or spoken of in it. */
const candidatesOf = (store: PlatformShelf, show: ShowOrders, now: Instant): readonly PlatformOrder[] => {
  const { startedAt, endedAt } = show;
  const until = after(endedAt ?? now, duration(WINDOW_AFTER_MS));
  const inWindow = startedAt === null ? [] : store.platformOrdersBetween(startedAt, until);
  const named = store.platformOrdersNamed(show.orders.map(({ number }) => number));
  const decided = store
    .decisionsOfShow(show.showId)
    .flatMap(({ platform, orderId }) => store.platformOrder(platform, orderId) ?? []);
  return [...new Map([...inWindow, ...named, ...decided].map((order) => [keyOfOrder(order), order])).values()];
};

export const reconcileShow = (store: PlatformShelf, show: ShowOrders, now: Instant): Reconciliation => {
  const orders = candidatesOf(store, show, now);
  const decisions = orders.flatMap(({ platform, orderId }) => store.decisionsOfOrder(platform, orderId));
  return reconcile(show, orders, decisions, now);
};

// The orders of any show against the platforms': worked out when they are asked for, and kept until something changes.

import type { OrderPage, OrderRow } from '../contract/order-documents.ts';
import type { RouteParsed } from '../contract/routes.ts';
import type { Fact } from '../core/fact.ts';
import { FULFILMENT_FACTS } from '../core/fulfilment-fact.ts';
import type { Reconciliation } from '../core/reconcile.ts';
import type { Room } from '../core/room.ts';
import { type ShowOrders, toShowOrders } from '../core/show-orders.ts';
import type { Instant, ShowId } from '../core/units.ts';
import { pageOfOrders, toOrderRows } from '../projection/order-list.ts';
import { toSettlementView } from '../projection/settlement-view.ts';
import { reconcileShow } from '../projection/show-reconciliation.ts';
import type { Store } from '../store/store.ts';

export interface StandingOrders {
  readonly show: ShowOrders;
  readonly reconciliation: Reconciliation;
  readonly rows: readonly OrderRow[];
}

export interface OrderDesk {
  /** Goes up with everything that changes an order of any show. */
  revision(): number;
  /** Hears of facts that were appended, of whatever show. */
  see(facts: readonly Fact[]): void;
  /** The orders as they are now, without a look at the platforms'. Rejects with Refusal `no_show`. */
  show(showId: ShowId): Promise<ShowOrders>;
  /** During a show a large comparison may be a little behind it. Rejects with Refusal `no_show`. */
  of(showId: ShowId): Promise<StandingOrders>;
  list(ask: RouteParsed<'order.list'>): Promise<OrderPage>;
}

export interface OrderDeskOptions {
  readonly store: Store;
  readonly clock: () => Instant;
  readonly room: () => Room;
  /** Of a show that is not the current one, read by a thread of its own. */
  earlierOrders(showId: ShowId, now: Instant): Promise<ShowOrders>;
}

/** What an unfinished show's window and its claims are looked at again after, without any order changing. */
const FRESH_MS = 5_000;
/** A comparison that takes longer than this rests for so many times what it took: the show comes first. */
const QUICK_MS = 50;
const REST = 20;

const TELLING: ReadonlySet<string> = new Set([
  ...FULFILMENT_FACTS,
  'deal.fired',
  'deal.ended',
  'product.pinned',
  'product.unpinned',
  'show.ended',
  'show.started',
]);

export const createOrderDesk = ({ store, clock, room, earlierOrders }: OrderDeskOptions): OrderDesk => {
  let seen = 0;
  /** What of it the newest comparison is told of. */
  let told = 0;
  let cost = 0;
  let kept: { readonly key: string; readonly at: Instant; readonly standing: StandingOrders } | null = null;
  const earlier = new Map<ShowId, ShowOrders>();

  const revision = (): number => {
    const isResting = cost > QUICK_MS && kept !== null && Math.abs(clock() - kept.at) < cost * REST;
    if (!isResting) told = seen;
    return told + store.platformOrderRevision();
  };

  const ordersOf = async (showId: ShowId): Promise<ShowOrders> => {
    if (showId === room().show.showId) return toShowOrders(room());
    const known = earlier.get(showId);
    if (known !== undefined) return known;
    const round = seen;
    const read = await earlierOrders(showId, clock());
    earlier.clear();
    // What was appended while it was read may not be in it.
    if (round === seen) earlier.set(showId, read);
    return read;
  };

  const of = async (showId: ShowId): Promise<StandingOrders> => {
    const key = JSON.stringify([showId, revision()]);
    const now = clock();
    if (kept?.key === key && Math.abs(now - kept.at) < FRESH_MS) return kept.standing;
    const show = await ordersOf(showId);
    const began = performance.now();
    const reconciliation = reconcileShow(store, show, now);
    const rows = toOrderRows({
      show,
      reconciliation,
      deskOrders: new Set(store.deskOrdersOf(showId)),
      carts: new Set(show.carts),
      origins: store.orderSourcesOf(showId),
    });
    cost = performance.now() - began;
    const standing = { show, reconciliation, rows };
    kept = { key, at: now, standing };
    return standing;
  };

  return {
    revision,
    see: (facts) => {
      for (const { body, showId } of facts) {
        if (!('order' in body) && !TELLING.has(body.type) && !body.type.startsWith('claim')) continue;
        seen += 1;
        earlier.delete(showId);
      }
    },
    show: ordersOf,
    of,
    list: async (ask) => {
      const { show, reconciliation, rows } = await of(ask.showId);
      return { ...pageOfOrders(rows, ask), settlement: toSettlementView(store, show, reconciliation) };
    },
  };
};

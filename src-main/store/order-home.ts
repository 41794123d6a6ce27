// Which order a source speaks of, which show it is of, and which orders the desk itself has made.

import { DESK_SOURCE, type NewFact } from '../core/fact.ts';
import { numberOfOrder, orderIdFor, originOf } from '../core/order-origin.ts';
import type { OrderId, ShowId, SourceId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface OrderHome {
  /** The fact with the one id that its order has; null where another source of the same shop has said it before. */
  known(fact: NewFact): NewFact | null;
  /** The ended show that the order was made in: what becomes of it belongs there, whichever show is on now. Else null. */
  endedShowOf(fact: NewFact): ShowId | null;
  deskOrdersOf(showId: ShowId): readonly OrderId[];
  /** Who numbers each order of the show. */
  orderSourcesOf(showId: ShowId): ReadonlyMap<OrderId, SourceId>;
}

export const createOrderHome = (db: SqliteFile): OrderHome => {
  const ended = db
    .prepare<[SourceId, string], ShowId>(
      `SELECT show_id FROM room_order JOIN show USING (show_id)
       WHERE source = ? AND order_id = ? AND show.phase = 'ended'`,
    )
    .pluck();
  const ofDesk = db
    .prepare<[ShowId, SourceId], OrderId>('SELECT order_id FROM room_order WHERE show_id = ? AND source = ?')
    .pluck();
  const sources = db.prepare<[ShowId], { readonly order_id: OrderId; readonly source: SourceId }>(
    'SELECT order_id, source FROM room_order WHERE show_id = ?',
  );
  const own = db.prepare<[SourceId, string], 1>('SELECT 1 FROM room_order WHERE source = ? AND order_id = ?').pluck();
  const anyOf = db.prepare<[string], 1>('SELECT 1 FROM room_order WHERE order_id = ? LIMIT 1').pluck();
  const said = db
    .prepare<[string, string], 1>(
      `SELECT 1 FROM fact WHERE event_id = ?
         AND type IN ('order.created', 'order.paid', 'order.cancelled', 'order.refunded')
         AND json_extract(body, '$.order.shop') = ?`,
    )
    .pluck();
  return {
    known: (fact) => {
      const { eventId, body } = fact;
      if (!('order' in body)) return fact;
      const { order } = body;
      if (order.shop !== undefined && said.get(toStored(eventId), order.shop) === 1) return null;
      const origin = originOf(fact);
      const id = orderIdFor(origin, order.id, {
        isOwn: (orderId) => own.get(origin, toStored(orderId)) === 1,
        isTaken: (orderId) => anyOf.get(toStored(orderId)) === 1,
      });
      return id === order.id
        ? fact
        : { ...fact, body: { ...body, order: { ...order, id, number: numberOfOrder(order) } } };
    },
    endedShowOf: (fact) =>
      'order' in fact.body ? (ended.get(originOf(fact), toStored(fact.body.order.id)) ?? null) : null,
    deskOrdersOf: (showId) => ofDesk.all(showId, DESK_SOURCE).map((orderId) => fromStored(orderId)),
    orderSourcesOf: (showId) =>
      new Map(sources.all(showId).map(({ order_id, source }) => [fromStored(order_id), source])),
  };
};

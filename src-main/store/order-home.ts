// Which show an order is of, and which orders the desk itself has made.

import { DESK_SOURCE } from '../core/fact.ts';
import type { OrderId, ShowId, SourceId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface OrderHome {
  /** The ended show that the order was made in: what becomes of it belongs there, whichever show is on now. Else null. */
  endedShowOf(source: SourceId, orderId: OrderId): ShowId | null;
  deskOrdersOf(showId: ShowId): readonly OrderId[];
  /** Which source told of each order of the show. */
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
  return {
    endedShowOf: (source, orderId) => ended.get(source, toStored(orderId)) ?? null,
    deskOrdersOf: (showId) => ofDesk.all(showId, DESK_SOURCE).map((orderId) => fromStored(orderId)),
    orderSourcesOf: (showId) =>
      new Map(sources.all(showId).map(({ order_id, source }) => [fromStored(order_id), source])),
  };
};

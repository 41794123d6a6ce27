// Where an order comes from, and the one id that it has whoever tells of it.

import type { NewFact } from './fact.ts';
import type { RoomOrder } from './live-event.ts';
import type { OrderId, SourceId } from './units.ts';

/** Who numbers the order of a fact: the shop that its source proves, else the source. One number of one origin is one order. */
export const originOf = ({ source, body }: Pick<NewFact, 'source' | 'body'>): SourceId =>
  ('order' in body ? body.order.shop : undefined) ?? source;

/** What its origin calls it. */
export const numberOfOrder = ({ id, number }: Pick<RoomOrder, 'id' | 'number'>): string => number ?? id;

export interface OrderRegister {
  /** Whether an order of this id came from the origin in question. */
  readonly isOwn: (orderId: OrderId) => boolean;
  readonly isTaken: (orderId: OrderId) => boolean;
}

/**
 * The id of the order that `origin` calls `number`: the number itself, or the number with the origin where another origin's
 * order has that (or it could be taken for such a one). It stays once the order is in the register.
 */
export const orderIdFor = (origin: SourceId, number: string, { isOwn, isTaken }: OrderRegister): OrderId => {
  const plain = number as OrderId;
  const marked = `${number}@${origin}` as OrderId;
  if (isOwn(marked)) return marked;
  if (isOwn(plain)) return plain;
  return number.includes('@') || isTaken(plain) ? marked : plain;
};

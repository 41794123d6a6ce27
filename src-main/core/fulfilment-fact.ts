// What becomes true of orders while they are packed and shipped, and how each fact of it changes the order book.

import { type Fulfilment, NOT_PACKED, pack, ship, unpack, unship, withoutImport } from './fulfilment.ts';
import type { OrderBook } from './order-book.ts';
import type { CommandId, Instant, OrderId } from './units.ts';

/** `orderId`: of the book, or of a platform's order that no room has told of (`keyOfOrder`). */
export type FulfilmentFactBody =
  | { readonly type: 'order.packed' | 'order.unpacked' | 'order.unshipped'; readonly orderId: OrderId }
  | {
      readonly type: 'order.shipped';
      readonly orderId: OrderId;
      readonly carrier: string;
      readonly trackingNumber: string;
      readonly importId: CommandId | null;
    }
  /** A file of tracking numbers was taken over; its `order.shipped` go with it. */
  | { readonly type: 'tracking.imported'; readonly importId: CommandId; readonly name: string; readonly orders: number }
  | { readonly type: 'tracking.undone'; readonly importId: CommandId };

export const FULFILMENT_FACTS = [
  'order.packed',
  'order.unpacked',
  'order.shipped',
  'order.unshipped',
  'tracking.imported',
  'tracking.undone',
] as const satisfies readonly FulfilmentFactBody['type'][];

const KNOWN: ReadonlySet<string> = new Set(FULFILMENT_FACTS);

export const isFulfilmentFact = (body: { readonly type: string }): body is FulfilmentFactBody => KNOWN.has(body.type);

const change = (book: OrderBook, orderId: OrderId, by: (before: Fulfilment) => Fulfilment): void => {
  const entry = book.orders.get(orderId);
  if (entry === undefined) book.abroad.set(orderId, by(book.abroad.get(orderId) ?? NOT_PACKED));
  else entry.fulfilment = by(entry.fulfilment);
};

const undoImport = (book: OrderBook, importId: CommandId, at: Instant): void => {
  const known = book.trackingImports.get(importId);
  if (known !== undefined) book.trackingImports.set(importId, { ...known, undoneAt: known.undoneAt ?? at });
  for (const entry of book.orders.values()) entry.fulfilment = withoutImport(entry.fulfilment, importId);
  for (const [orderId, before] of book.abroad) book.abroad.set(orderId, withoutImport(before, importId));
};

export const foldFulfilment = (book: OrderBook, body: FulfilmentFactBody, at: Instant): void => {
  switch (body.type) {
    case 'order.packed':
      change(book, body.orderId, (before) => pack(before, at));
      break;
    case 'order.unpacked':
      change(book, body.orderId, unpack);
      break;
    case 'order.shipped': {
      const { carrier, trackingNumber, importId } = body;
      change(book, body.orderId, (before) => ship(before, { at, carrier, trackingNumber, importId }));
      break;
    }
    case 'order.unshipped':
      change(book, body.orderId, unship);
      break;
    case 'tracking.imported': {
      const { importId, name, orders } = body;
      book.trackingImports.set(importId, { importId, name, orders, at, undoneAt: null });
      break;
    }
    case 'tracking.undone':
      undoImport(book, body.importId, at);
  }
};

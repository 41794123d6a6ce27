// Webhooks by the Standard Webhooks specification, with the orders and shows that Whatnot sends by it.

import { parseLiveEvent } from '../../core/parse-event.ts';
import { keepReject } from '../reject.ts';
import { minorOf } from '../shop/decimal.ts';
import { dig, idOf, momentOf, nameOf, own, textOf } from '../shop/loose-field.ts';
import type { ShopContext } from '../shop/paid-moment.ts';
import { readShopOrder, type ShopReading } from '../shop/shop-order.ts';
import { NOTHING_SAID, type WebhookKeys, type WebhookPlatform } from './platform.ts';
import { isStandardSignature } from './signature.ts';

/** How far a delivery's time may lie from ours, in ms; the specification's own figure. */
export const REPLAY_WINDOW = 5 * 60_000;

const PAID: ReadonlySet<unknown> = new Set(['pending_fulfillment', 'completed']);
const OVER: ReadonlySet<unknown> = new Set(['cancelled', 'failed']);

/** It tells no lines: one stands for the whole, named by how it was sold. */
const readOrder = (json: unknown, context: ShopContext): ShopReading => {
  const data = own(json, 'data');
  const told = dig(data, 'amounts', 'total');
  const currency = own(told, 'currency');
  const total = { minor: minorOf(own(told, 'amount'), currency), currency };
  const status = own(data, 'status');
  const at = momentOf(own(json, 'timestamp'));
  const kind = textOf(own(data, 'transaction_type')) ?? 'other';
  // Nobody pays for what is given away: it must not count as a sale of nothing.
  const isPaid = PAID.has(status) && kind !== 'giveaway';
  return readShopOrder(
    {
      orderId: idOf(own(data, 'id')),
      buyer: { id: idOf(dig(data, 'buyer', 'id')), name: nameOf(dig(data, 'buyer', 'username')) },
      lines: [
        { lineId: null, productId: 'whatnot', variantId: null, sku: null, title: kind, quantity: 1, unitPrice: total },
      ],
      total,
      note: null,
      createdAt: momentOf(own(data, 'created_at')) ?? at,
      paidAt: isPaid ? at : null,
      cancelledAt: OVER.has(status) ? (momentOf(own(data, 'cancelled_at')) ?? at) : null,
      refunds: [],
    },
    json,
    context,
  );
};

const readShow = (json: unknown, id: string | undefined, type: string): ShopReading => {
  const parsed = parseLiveEvent({ id: `show-${id}`, seq: 0, at: momentOf(own(json, 'timestamp')), type });
  return parsed.ok
    ? { events: [parsed.event], rejects: [] }
    : { events: [], rejects: [keepReject(json, parsed.eventId, parsed.reason)] };
};

const isOurs = (showId: unknown, { showId: ours }: WebhookKeys): boolean => ours === '' || showId === ours;

export const standardWebhook: WebhookPlatform = {
  doubt: ({ headers, body }, { secret }, now) => {
    const id = headers['webhook-id'];
    const timestamp = headers['webhook-timestamp'];
    const given = headers['webhook-signature'];
    if (id === undefined || timestamp === undefined || given === undefined) return 'unsigned';
    if (!isStandardSignature(body, secret, id, timestamp, given)) return 'signature';
    if (!/^\d{1,12}$/.test(timestamp)) return 'too_old';
    return Math.abs(Number(timestamp) * 1000 - now) > REPLAY_WINDOW ? 'too_old' : null;
  },
  deliveryId: ({ headers }) => headers['webhook-id'] ?? null,
  read: (json, { headers }, keys, context) => {
    const type = own(json, 'type');
    const data = own(json, 'data');
    if (type === 'orders.created' || type === 'orders.updated') {
      return isOurs(own(data, 'show_id'), keys) ? readOrder(json, context) : NOTHING_SAID;
    }
    if (type === 'shows.started' || type === 'shows.ended') {
      if (!isOurs(own(data, 'id'), keys)) return NOTHING_SAID;
      return readShow(json, headers['webhook-id'], type === 'shows.started' ? 'stream.started' : 'stream.ended');
    }
    if (typeof type === 'string') return NOTHING_SAID;
    return { events: [], rejects: [keepReject(json, null, 'type: expected a topic')] };
  },
};

// Webhooks of Douyin: orders that were paid, their content a text of JSON inside the JSON.

import { keepReject } from '../reject.ts';
import { dig, idOf, own, secondsOf } from '../shop/loose-field.ts';
import { readShopOrder } from '../shop/shop-order.ts';
import { NOTHING_SAID, type WebhookPlatform } from './platform.ts';
import { isDouyinHash } from './signature.ts';

const contentOf = (json: unknown): unknown => {
  const content = own(json, 'content');
  if (typeof content !== 'string') return content;
  try {
    return JSON.parse(content);
  } catch {
    // Said as a reject by whoever finds no order in it.
    return null;
  }
};

export const douyinWebhook: WebhookPlatform = {
  doubt: ({ headers, body }, { secret }) => {
    const given = headers['x-douyin-signature'];
    if (given === undefined) return 'unsigned';
    return isDouyinHash(body, secret, given) ? null : 'signature';
  },
  deliveryId: ({ headers }) => headers['msg-id'] ?? null,
  // When the address is entered it is asked to say a number back; nothing else of such a request is used.
  trial: ({ body }) => {
    if (body.length > 1024) return null;
    const json = contentOf({ content: body.toString('utf8') });
    const challenge = own(own(json, 'content'), 'challenge');
    return own(json, 'event') === 'verify_webhook' && typeof challenge === 'number' ? { challenge } : null;
  },
  read: (json, _delivery, _keys, context) => {
    const event = own(json, 'event');
    const content = contentOf(json);
    if (event !== 'life_trade_order_notify') {
      return event === undefined
        ? { events: [], rejects: [keepReject(json, null, 'event: expected one')] }
        : NOTHING_SAID;
    }
    if (own(content, 'action') !== 'pay_success') return NOTHING_SAID;
    const order = own(content, 'order');
    const pay = own(order, 'pay_amount');
    const total = { minor: typeof pay === 'number' ? pay : null, currency: 'CNY' };
    const productId = idOf(own(order, 'sku_id')) ?? idOf(own(order, 'product_id')) ?? 'douyin';
    const paidAt = secondsOf(own(order, 'pay_time')) ?? secondsOf(own(content, 'msg_time'));
    return readShopOrder(
      {
        orderId: idOf(own(order, 'order_id')),
        buyer: { id: idOf(dig(order, 'open_id')), name: '' },
        // It tells no lines: one stands for the whole.
        lines: [{ lineId: null, productId, variantId: null, sku: null, title: '', quantity: 1, unitPrice: total }],
        total,
        note: null,
        createdAt: secondsOf(own(order, 'create_time')) ?? paidAt,
        paidAt,
        cancelledAt: null,
        refunds: [],
      },
      json,
      context,
    );
  },
};

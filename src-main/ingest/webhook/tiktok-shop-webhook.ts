// Webhooks of TikTok Shop: that an order's status has changed. They tell no amounts, so they become notices and never figures.

import { parseLiveEvent } from '../../core/parse-event.ts';
import { keepReject } from '../reject.ts';
import { idOf, own, secondsOf, textOf } from '../shop/loose-field.ts';
import { NOTHING_SAID, type WebhookPlatform } from './platform.ts';
import { isTikTokShopHmac } from './signature.ts';

const ORDER_STATUS_CHANGE = 1;

export const tikTokShopWebhook: WebhookPlatform = {
  doubt: ({ headers, body }, { appKey, secret }) => {
    const given = headers.authorization;
    if (given === undefined) return 'unsigned';
    return isTikTokShopHmac(body, appKey, secret, given) ? null : 'signature';
  },
  // It stands in the body, which is read later.
  deliveryId: () => null,
  read: (json) => {
    const type = own(json, 'type');
    if (type !== ORDER_STATUS_CHANGE && type !== 'ORDER_STATUS_CHANGE') {
      return type === undefined
        ? { events: [], rejects: [keepReject(json, null, 'type: expected one')] }
        : NOTHING_SAID;
    }
    const data = own(json, 'data');
    const orderId = idOf(own(data, 'order_id'));
    const status = textOf(own(data, 'order_status'));
    const at = secondsOf(own(data, 'update_time')) ?? secondsOf(own(json, 'timestamp'));
    if (orderId === null || status === null) {
      return { events: [], rejects: [keepReject(json, orderId, 'data: expected order_id and order_status')] };
    }
    const id = `${orderId}#${status}`;
    const parsed = parseLiveEvent({ id, seq: 0, at, type: 'notice', level: 'info', text: `${orderId} ${status}` });
    return parsed.ok
      ? { events: [parsed.event], rejects: [] }
      : { events: [], rejects: [keepReject(json, parsed.eventId, parsed.reason)] };
  },
};

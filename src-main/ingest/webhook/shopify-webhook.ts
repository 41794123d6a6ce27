// Webhooks of Shopify: orders, signed with the app's secret.

import { shopAt } from '../shop/shop-identity.ts';
import { parseShopifyOrder } from '../shopify/parse-shopify.ts';
import { NOTHING_SAID, type WebhookPlatform } from './platform.ts';
import { isBodyHmac } from './signature.ts';

export const shopifyWebhook: WebhookPlatform = {
  doubt: ({ headers, body }, { secret }) => {
    const given = headers['x-shopify-hmac-sha256'];
    if (given === undefined) return 'unsigned';
    return isBodyHmac(body, secret, given) ? null : 'signature';
  },
  // The event's id is the same over several subscriptions, the webhook's only over repetitions of one.
  deliveryId: ({ headers }) => headers['x-shopify-event-id'] ?? headers['x-shopify-webhook-id'] ?? null,
  // Its topic is not signed: the body must read as an order by itself.
  read: (json, { headers }, _keys, context) => {
    const topic = headers['x-shopify-topic'];
    if (topic !== undefined && !topic.startsWith('orders/')) return NOTHING_SAID;
    if (topic === 'orders/delete') return NOTHING_SAID;
    return parseShopifyOrder(json, { ...context, shop: shopAt('shopify', headers['x-shopify-shop-domain']) });
  },
};

// Webhooks of WooCommerce: orders, signed with the secret of the webhook.

import { shopAt } from '../shop/shop-identity.ts';
import { parseWooCommerceOrder } from '../woocommerce/parse-woocommerce.ts';
import { NOTHING_SAID, type WebhookPlatform } from './platform.ts';
import { isBodyHmac } from './signature.ts';

export const wooCommerceWebhook: WebhookPlatform = {
  doubt: ({ headers, body }, { secret }) => {
    const given = headers['x-wc-webhook-signature'];
    if (given === undefined) return 'unsigned';
    return isBodyHmac(body, secret, given) ? null : 'signature';
  },
  deliveryId: ({ headers }) => headers['x-wc-webhook-delivery-id'] ?? null,
  // When it is saved the shop sends this form, unsigned, and wants 200.
  trial: ({ body }) => (body.length < 64 && /^webhook_id=\d+$/.test(body.toString('latin1')) ? {} : null),
  read: (json, { headers }, _keys, context) => {
    const topic = headers['x-wc-webhook-topic'];
    if (topic !== undefined && topic !== 'order.created' && topic !== 'order.updated') return NOTHING_SAID;
    const shop = shopAt('woocommerce', headers['x-wc-webhook-source']);
    return parseWooCommerceOrder(json, { ...context, shop }) ?? NOTHING_SAID;
  },
};

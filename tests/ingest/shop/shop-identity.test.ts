// A shop is the same by whichever way it is heard, and no two are one.

import { describe, expect, it } from 'vitest';
import { shopAt } from '../../../src-main/ingest/shop/shop-identity.ts';
import { parseShopifyOrder } from '../../../src-main/ingest/shopify/parse-shopify.ts';
import type { WebhookKeys } from '../../../src-main/ingest/webhook/platform.ts';
import { shopifyWebhook } from '../../../src-main/ingest/webhook/shopify-webhook.ts';
import { wooCommerceWebhook } from '../../../src-main/ingest/webhook/woocommerce-webhook.ts';
import { parseWooCommerceOrder } from '../../../src-main/ingest/woocommerce/parse-woocommerce.ts';
import { shopifyOrder, wooOrder } from '../support/shop-orders.ts';

const KEYS: WebhookKeys = { secret: 's', appKey: '', showId: '' };
const BODY = Buffer.alloc(0);

it.each([
  ['https://Shop.Example/', 'shop.example'],
  ['http://shop.example', 'https://shop.example/'],
  ['https://shop.example/de/', 'shop.example/de'],
  ['https://shop.example:443', 'shop.example'],
])('%s and %s are two shops', (one, other) => {
  expect(shopAt('woocommerce', one)).toBe(shopAt('woocommerce', other));
});

it.each([
  ['https://shop.example/de', 'https://shop.example/fr'],
  ['https://shop.example', 'https://shop.example:8080'],
])('%s and %s are one', (one, other) => {
  expect(shopAt('woocommerce', one)).not.toBe(shopAt('woocommerce', other));
});

it.each([[undefined], [''], [5], ['not a name'], ['https://'], [`${'a.'.repeat(60)}example`]])(
  'takes %s for a shop',
  (address) => {
    expect(shopAt('shopify', address)).toBeUndefined();
  },
);

describe('the same order, polled and by webhook', () => {
  const idsOf = (reading: { readonly events: readonly { readonly id: string }[] } | null) =>
    reading?.events.map(({ id }) => id);

  it('has other words for it at Shopify', () => {
    const raw = shopifyOrder();
    const headers = { 'x-shopify-topic': 'orders/paid', 'x-shopify-shop-domain': 'lo.myshopify.com' };
    const polled = parseShopifyOrder(raw, { shop: shopAt('shopify', 'lo.myshopify.com'), unpaid: new Set() });
    const hooked = shopifyWebhook.read(raw, { headers, body: BODY }, KEYS, { unpaid: new Set() });
    expect(idsOf(hooked)).toEqual(idsOf(polled));
    expect(hooked.events[0]?.id).toMatch(/^shopify:lo\.myshopify\.com\//);
  });

  it('has other words for it at WooCommerce, where the shop is asked by another name than its own', () => {
    const raw = { ...wooOrder(), _links: { self: [{ href: 'https://up.example/de/wp-json/wc/v3/orders/727' }] } };
    const headers = { 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-source': 'https://cdn.example/' };
    const polled = parseWooCommerceOrder(raw, {
      shop: shopAt('woocommerce', 'http://127.0.0.1:81'),
      unpaid: new Set(),
    });
    const hooked = wooCommerceWebhook.read(raw, { headers, body: BODY }, KEYS, { unpaid: new Set() });
    expect(idsOf(hooked)).toEqual(idsOf(polled));
    expect(hooked.events[0]?.id).toMatch(/^woocommerce:up\.example\/de\/727#/);
  });
});

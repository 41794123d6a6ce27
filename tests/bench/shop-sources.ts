// sources.<name> of shops and tip services, as tests/bench/sources.ts has it for the feeds.

import { type Instant, instant } from '../../src-main/core/units.ts';
import type { ShopContext } from '../../src-main/ingest/shop/paid-moment.ts';
import type { ShopReading } from '../../src-main/ingest/shop/shop-order.ts';
import { parseShopifyOrder } from '../../src-main/ingest/shopify/parse-shopify.ts';
import { parseActivity } from '../../src-main/ingest/tips/parse-activity.ts';
import { parseStreamlabs } from '../../src-main/ingest/tips/parse-streamlabs.ts';
import { parseVendureOrder } from '../../src-main/ingest/vendure/parse-vendure.ts';
import { parseWooCommerceOrder } from '../../src-main/ingest/woocommerce/parse-woocommerce.ts';
import { sourceBench } from './sources.ts';
import {
  shopifyFrames,
  streamElementsFrames,
  streamlabsFrames,
  vendureFrames,
  wooFrames,
} from './support/shop-frames.ts';

const NOW: Instant = instant(1_800_000_000_000);

const shopReader = (parse: (raw: unknown, context: ShopContext) => ShopReading | null) => () => {
  const context: ShopContext = { unpaid: new Set() };
  return (frame: string): number => {
    const reading = parse(JSON.parse(frame), context);
    return reading === null ? 0 : reading.events.length + reading.rejects.length;
  };
};

const tipReader = (parse: (raw: unknown, now: Instant) => ShopReading) => () => (frame: string) => {
  const { events, rejects } = parse(JSON.parse(frame), NOW);
  return events.length + rejects.length;
};

export const shopify = sourceBench({ name: 'shopify', frames: shopifyFrames, reader: shopReader(parseShopifyOrder) });

export const wooCommerce = sourceBench({
  name: 'woocommerce',
  frames: wooFrames,
  reader: shopReader(parseWooCommerceOrder),
});

export const vendure = sourceBench({ name: 'vendure', frames: vendureFrames, reader: shopReader(parseVendureOrder) });

export const streamlabs = sourceBench({
  name: 'streamlabs',
  frames: streamlabsFrames,
  reader: tipReader(parseStreamlabs),
});

export const streamElements = sourceBench({
  name: 'streamelements',
  frames: streamElementsFrames,
  reader: tipReader(parseActivity),
});

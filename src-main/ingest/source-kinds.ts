// All kinds of source that a person may attach, in the order in which they are offered.

import { barrageGrabKind } from './barrage-grab/barrage-grab-source.ts';
import { blivechatKind } from './blivechat/blivechat-source.ts';
import { douyinLiveKind } from './douyin-live/douyin-live-source.ts';
import { dycastKind } from './dycast/dycast-source.ts';
import { laplaceKind } from './laplace/laplace-source.ts';
import { createRoomKind } from './room-kind.ts';
import { shopifyKind } from './shopify/shopify-source.ts';
import type { SourceKind } from './source-kind.ts';
import { tiktokKind } from './tiktok/tiktok-source.ts';
import { astroKind } from './tips/astro-source.ts';
import { streamElementsKind } from './tips/streamelements-source.ts';
import { streamlabsKind } from './tips/streamlabs-source.ts';
import { vendureKind } from './vendure/vendure-source.ts';
import { webhookKind } from './webhook/webhook-source.ts';
import { wooCommerceKind } from './woocommerce/woocommerce-source.ts';

/** `client`: a UUID that stays the same for one installation. */
export const createSourceKinds = (client: string): readonly SourceKind[] => [
  createRoomKind(client),
  tiktokKind,
  barrageGrabKind,
  douyinLiveKind,
  dycastKind,
  laplaceKind,
  blivechatKind,
  streamlabsKind,
  streamElementsKind,
  astroKind,
  shopifyKind,
  wooCommerceKind,
  vendureKind,
  webhookKind,
];

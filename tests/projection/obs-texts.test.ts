// What is written into OBS's text sources: whole sentences of the moment, never a price without the ground of its compare price.

import { expect, it } from 'vitest';
import { type DealId, duration, money, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { toChapterName, toObsTexts } from '../../src-main/projection/obs-texts.ts';
import { at, desk, liveRoom } from '../core/support/show-facts.ts';

const P1 = 'p1' as ProductId;
const V1 = 'v1' as VariantId;
const D1 = 'd1' as DealId;
const BEIJING = duration(8 * 3_600_000);
/** 1 700 000 000 s after 1970 is 06:13:20 in Beijing. */
const room = liveRoom();

it('texts of the product before stay when nothing is being explained', () => {
  expect(toObsTexts(room, 'zh-CN', BEIJING)).toEqual({ title: '', price: '', compare: '', ends: '', stock: '' });
});

it('a deal’s price, end or count is written before it opens, or is missing while it runs', () => {
  desk(room, 1, { type: 'product.pinned', productId: P1, variantId: V1 });
  expect(toObsTexts(room, 'zh-CN', BEIJING)).toEqual({
    title: '1 号 商品1',
    price: '¥100',
    compare: '',
    ends: '',
    stock: '仅剩 100 件',
  });
  const deal = {
    dealId: D1,
    productId: P1,
    variantId: V1,
    price: money(5990, 'CNY'),
    comparePrice: { price: money(12_900, 'CNY'), basis: 'lowest_7_days' },
    quantity: 30,
    perBuyer: 2,
    countdownMs: duration(10_000),
    durationMs: duration(60_000),
  } as const;
  desk(room, 2, { type: 'deal.armed', deal });
  expect(toObsTexts(room, 'zh-CN', BEIJING)).toMatchObject({ price: '¥100', ends: '' });
  desk(room, 2, { type: 'deal.fired', dealId: D1, opensAt: at(12), closesAt: at(72) });
  expect(toObsTexts(room, 'zh-CN', BEIJING)).toMatchObject({ price: '¥100', ends: '06:13:32 开抢' });
  desk(room, 12, { type: 'deal.opened', dealId: D1 });
  expect(toObsTexts(room, 'zh-CN', BEIJING)).toMatchObject({
    price: '¥59.90',
    compare: '划线价 ¥129（近 7 日最低成交价）',
    ends: '闪购到 06:14:32',
    stock: '仅剩 30 件 · 每人限 2 件',
  });
  expect(toObsTexts(room, 'en', duration(0))).toMatchObject({
    title: 'No. 1 商品1',
    compare: 'Compared with ¥129 (lowest price paid in 7 days)',
    ends: 'Deal until 22:14:32',
  });
  expect(toChapterName(room, 'deal', P1, V1, 'zh-CN')).toBe('闪购开始 1 号 商品1');
  desk(room, 80, { type: 'deal.ended', dealId: D1, reason: 'time_up' });
  expect(toObsTexts(room, 'zh-CN', BEIJING)).toMatchObject({ price: '¥100', compare: '', ends: '' });
});

// A show whose orders come from a Vendure shop: they take the console's stock and make its figures, and a deal changes the shop's price and gives it back.

import { afterEach, expect, it } from 'vitest';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import type { SourceKind } from '../../src-main/ingest/source-kind.ts';
import { createVendureSource, vendureKind } from '../../src-main/ingest/vendure/vendure-source.ts';
import {
  type StandInVendure,
  startStandInVendure,
  type VendureOrder,
  vendureOrder,
} from '../ingest/support/stand-in-vendure.ts';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';

const servers: StandInVendure[] = [];

afterEach(async () => {
  await closeRigs();
  for (const { server } of servers.splice(0)) await server.stop();
});

const QUICK_KIND: SourceKind = {
  ...vendureKind,
  make: (making) => createVendureSource(making, { pollMs: 15, sweepMs: 50, retryMinMs: 20, retryMaxMs: 60 }),
};

interface Shop {
  readonly rig: Rig;
  readonly vendure: StandInVendure;
  readonly product: ProductRow;
  readonly sku: string;
}

const openShop = async (): Promise<Shop> => {
  const vendure = await startStandInVendure();
  servers.push(vendure);
  const rig = await openRig({ sources: [], sourceKinds: [QUICK_KIND] });
  const [product] = rig.screen.topic('product.list');
  if (product === undefined) throw new Error('the demo show has products');
  const sku = rig.store
    .catalogueProduct(product.productId)
    ?.product.variants.find(({ variantId }) => variantId === product.variantId)?.sku;
  if (sku === undefined || sku === '') throw new Error('the demo products have numbers');
  vendure.variants.splice(0, 1, { id: '11', sku, priceWithTax: product.price.minor, currencyCode: 'CNY' });
  await rig.screen.must('show.start', intent());
  await rig.screen.must('source.add', {
    ...intent(),
    kind: 'vendure',
    name: '小店',
    settings: { url: `${vendure.server.url}/admin-api`, username: 'admin' },
    secrets: { password: 'right' },
  });
  await until(rig, () => expect(rig.screen.topic('source.list')[0]?.status).toBe('live'));
  return { rig, vendure, product, sku };
};

const orderOf = ({ sku }: Shop, id: string, minor: number, discounts: readonly object[] = []): VendureOrder => {
  const order = vendureOrder(id, Date.now() + 1000, { currencyCode: 'CNY', totalWithTax: minor });
  const [line] = order.lines as readonly { readonly productVariant: object }[];
  const [payment] = order.payments as readonly object[];
  const productVariant = { ...line?.productVariant, sku };
  return {
    ...order,
    lines: [{ ...line, unitPriceWithTax: minor, proratedUnitPriceWithTax: minor, discounts, productVariant }],
    payments: [{ ...payment, amount: minor }],
  };
};

const stockOf = ({ rig, product }: Shop): number | undefined =>
  rig.screen.topic('product.list').find(({ variantId }) => variantId === product.variantId)?.stock;

it('an order in the shop takes our stock by its number and counts once, though it is told again at every question', async () => {
  const shop = await openShop();
  const before = stockOf(shop) ?? 0;
  shop.vendure.orders.push(orderOf(shop, '1', 5900));
  await until(shop.rig, () => expect(shop.rig.screen.topic('kpi.live').figures.gmv.value).toBe(5900));
  await until(shop.rig, () => expect(stockOf(shop)).toBe(before - 1));
  const asked = shop.vendure.server.asked.length;
  await until(shop.rig, () => expect(shop.vendure.server.asked.length).toBeGreaterThan(asked + 10));
  expect([shop.rig.screen.topic('kpi.live').figures.gmv.value, stockOf(shop)]).toEqual([5900, before - 1]);
  expect(shop.rig.faults).toEqual([]);
});

it('a deal is a promotion in the shop for its time, its orders are the deal’s, and calling it off gives the price back', async () => {
  const shop = await openShop();
  const { rig, vendure, product } = shop;
  const { dealId } = await rig.screen.must('deal.arm', {
    ...intent(),
    productId: product.productId,
    variantId: product.variantId,
    priceMinor: product.price.minor - 1000,
    quantity: 10,
    perBuyer: 2,
    countdownMs: 3000,
    durationMs: 600_000,
  });
  await rig.screen.must('deal.fire', { ...intent(), dealId });
  await until(rig, () => expect(vendure.promotions).toMatchObject([{ name: `Kongtai ${dealId}`, enabled: true }]));
  const dealNow = () => rig.screen.topic('deal.list').find((deal) => deal.dealId === dealId);
  await until(rig, () => expect(dealNow()?.phase).toBe('running'));
  vendure.orders.push(orderOf(shop, '1', product.price.minor - 1000, [{ description: `Kongtai ${dealId}` }]));
  await until(rig, () => expect(dealNow()?.sold).toBe(1));
  await rig.screen.must('deal.stop', { ...intent(), dealId });
  await until(rig, () => expect(vendure.promotions).toMatchObject([{ enabled: false }]));
  expect(rig.faults).toEqual([]);
});

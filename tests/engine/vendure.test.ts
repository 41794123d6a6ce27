// A show whose orders come from a Vendure shop: they take the console's stock and make its figures, and a deal changes the shop's price and gives it back.

import { afterEach, expect, it } from 'vitest';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import type { DealId } from '../../src-main/core/units.ts';
import type { SourceKind } from '../../src-main/ingest/source-kind.ts';
import { dealNames } from '../../src-main/ingest/vendure/deal-promotion.ts';
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
  await until(rig, () =>
    expect(vendure.promotions).toMatchObject([{ name: dealNames(dealId)[0]?.name, enabled: true }]),
  );
  const dealNow = () => rig.screen.topic('deal.list').find((deal) => deal.dealId === dealId);
  await until(rig, () => expect(dealNow()?.phase).toBe('running'));
  vendure.orders.push(orderOf(shop, '1', product.price.minor - 1000, [{ description: dealNames(dealId)[0]?.name }]));
  await until(rig, () => expect(dealNow()?.sold).toBe(1));
  await rig.screen.must('deal.stop', { ...intent(), dealId });
  await until(rig, () => expect(vendure.promotions).toMatchObject([{ enabled: false }]));
  expect(rig.faults).toEqual([]);
});

const QUICK_DEAL = { quantity: 10, perBuyer: 2, countdownMs: 3000, durationMs: 60_000 };

/** At ten yuan off. */
const armDeal = async ({ rig, product }: Shop): Promise<DealId> => {
  const { productId, variantId, price } = product;
  const terms = { ...QUICK_DEAL, productId, variantId, priceMinor: price.minor - 1000 };
  return (await rig.screen.must('deal.arm', { ...intent(), ...terms })).dealId;
};

/** Fires a deal, and waits until the shop sells at its price. */
const fireDeal = async (shop: Shop): Promise<DealId> => {
  const { rig, vendure, product, sku } = shop;
  const dealId = await armDeal(shop);
  await rig.screen.must('deal.fire', { ...intent(), dealId });
  await until(rig, () => expect(vendure.promotions.length).toBe(1));
  const startsAt = Date.parse(vendure.promotions[0]?.startsAt ?? '');
  expect(vendure.priceOf(sku, startsAt)).toBe(product.price.minor - 1000);
  return dealId;
};

const dealOf = (rig: Rig, dealId: DealId) => rig.screen.topic('deal.list').find((deal) => deal.dealId === dealId);
const isUp = (rig: Rig): boolean => rig.screen.topic('source.list')[0]?.status === 'live';

/** When the promotion runs, by the shop's clock. */
const middleOf = ({ vendure }: Shop): number => Date.parse(vendure.promotions[0]?.startsAt ?? '') + 1000;

it('a shop that is cut in the middle of a deal is told of its end once it is back, and its orders meanwhile are the deal’s, each once', async () => {
  const shop = await openShop();
  const { rig, vendure, product, sku } = shop;
  const dealId = await fireDeal(shop);
  await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
  await vendure.server.stop();
  await until(rig, () => expect(isUp(rig)).toBe(false));
  const paid = Number(vendure.buy(sku, 2, '阿梅', middleOf(shop)).totalWithTax);
  await rig.screen.must('deal.stop', { ...intent(), dealId });
  await until(rig, () => expect(rig.screen.topic('command.state').waiting).toBe(1));
  expect(vendure.priceOf(sku, middleOf(shop))).toBe(product.price.minor - 1000);
  await vendure.server.reopen();
  await until(rig, () => expect(vendure.priceOf(sku, middleOf(shop))).toBe(product.price.minor));
  await until(rig, () => expect(rig.screen.topic('command.state').waiting).toBe(0));
  await until(rig, () => expect(dealOf(rig, dealId)?.sold).toBe(2));
  const asked = vendure.server.asked.length;
  await until(rig, () => expect(vendure.server.asked.length).toBeGreaterThan(asked + 10));
  expect([dealOf(rig, dealId)?.sold, rig.screen.topic('kpi.live').figures.gmv.value]).toEqual([2, paid]);
  expect(rig.faults).toEqual([]);
});

it('a shop that stays away past the end of a deal gives the price back by itself', async () => {
  const shop = await openShop();
  const { rig, vendure, product, sku } = shop;
  const dealId = await fireDeal(shop);
  await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
  await vendure.server.stop();
  await until(rig, () => expect(dealOf(rig, dealId)).toMatchObject({ phase: 'ended', endReason: 'time_up' }), 1000);
  const endsAt = Date.parse(vendure.promotions[0]?.endsAt ?? '');
  expect(vendure.promotions).toMatchObject([{ enabled: true }]);
  expect([vendure.priceOf(sku, endsAt - 1), vendure.priceOf(sku, endsAt)]).toEqual([
    product.price.minor - 1000,
    product.price.minor,
  ]);
  await vendure.server.reopen();
  await until(rig, () => expect(vendure.promotions).toMatchObject([{ enabled: false }]));
  expect(rig.faults).toEqual([]);
});

it('a start that does not know the shop’s password says so, and calls its orders unheard, not none', async () => {
  const shop = await openShop();
  const first = shop.vendure.buy(shop.sku, 1, '阿梅', Date.now() + 1000);
  const value = (rig: Rig) => rig.screen.topic('kpi.live').figures.gmv.value;
  await until(shop.rig, () => expect(value(shop.rig)).toBe(first.totalWithTax));
  const rig = await shop.rig.reopen();
  await until(rig, () => expect(rig.screen.topic('source.shelf').rows[0]?.problem?.code).toBe('source_locked'));
  await until(rig, () => expect(rig.screen.topic('kpi.live').staleSince).not.toBeNull());
  expect([rig.screen.topic('source.list'), value(rig)]).toEqual([[], first.totalWithTax]);
});

it('a shop that is away is not sent what no shop carries out, to be refused it once it is back', async () => {
  const shop = await openShop();
  const { rig, vendure, product } = shop;
  await vendure.server.stop();
  await until(rig, () => expect(isUp(rig)).toBe(false));
  await rig.screen.must('product.pin', {
    ...intent(),
    productId: product.productId,
    variantId: product.variantId,
  });
  const dealId = await armDeal(shop);
  await rig.screen.must('deal.fire', { ...intent(), dealId });
  await until(rig, () =>
    expect(rig.screen.topic('command.state').rows.map(({ kind }) => kind)).toEqual(['deal.start']),
  );
});

it('a deal is fired at a price that the shop cannot take, and nobody could know before', async () => {
  const shop = await openShop();
  const { rig, vendure, sku, product } = shop;
  vendure.pricesIncludeTax = false;
  const net = { price: 8900, taxPercent: 20 };
  vendure.variants.splice(0, 1, { id: '11', sku, priceWithTax: 10_680, currencyCode: 'CNY', net });
  const { productId, variantId } = product;
  const armAt = async (priceMinor: number): Promise<DealId> =>
    (await rig.screen.must('deal.arm', { ...intent(), ...QUICK_DEAL, productId, variantId, priceMinor })).dealId;
  const outlookAt = async (priceMinor: number) => {
    const dealId = await armAt(priceMinor);
    const outlook = await rig.screen.must('deal.outlook', { dealId });
    await rig.screen.must('deal.disarm', { ...intent(), dealId });
    return outlook;
  };
  const cny = (minor: number) => ({ minor, currency: 'CNY' });
  expect(await outlookAt(3003)).toEqual([{ shop: '小店', why: 'price_not_exact', nearest: [cny(3002), cny(3004)] }]);
  expect(await outlookAt(3002)).toEqual([{ shop: '小店', why: null, nearest: [] }]);
  await vendure.server.stop();
  await until(rig, () => expect(isUp(rig)).toBe(false));
  expect(await outlookAt(3002)).toEqual([{ shop: '小店', why: 'no_answer', nearest: [] }]);
  expect(rig.faults).toEqual([]);
});

// What keeps a deal from being armed: its kind, the shelf, other deals, the platform, the owner, the law on prizes.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deal, DealOffer, DealTerms } from '../../src-main/core/deal.ts';
import { checkDeal, type DealShop } from '../../src-main/core/deal-check.ts';
import { isAsTight, NO_OWNER_LIMITS, type OwnerLimits } from '../../src-main/core/deal-limits.ts';
import { type DealId, duration, instant, money, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { openPlatformShelf } from '../../src-main/deal-platforms.ts';

const SHIPPED = join(import.meta.dirname, '../../resources/platforms');
const shelf = openPlatformShelf({ shippedDir: SHIPPED, userDir: join(SHIPPED, 'nobody') });
const limitsOf = (platformId: string) => shelf.platform(platformId).limits;

const terms = (change: Partial<DealTerms> = {}): DealTerms => ({
  dealId: 'd1' as DealId,
  productId: 'p1' as ProductId,
  variantId: 'v1' as VariantId,
  price: money(3900, 'CNY'),
  comparePrice: null,
  quantity: 100,
  perBuyer: 2,
  countdownMs: duration(10_000),
  durationMs: duration(300_000),
  ...change,
});

const SHELF: ReadonlyMap<string, { price: number; stock: number }> = new Map([
  ['v1', { price: 5900, stock: 100 }],
  ['v2', { price: 3000, stock: 50 }],
  ['v3', { price: 1000, stock: 1000 }],
]);

const shop = (change: Partial<DealShop> = {}): DealShop => ({
  offered: (variantId) => {
    const found = SHELF.get(variantId);
    return found === undefined ? null : { listPrice: money(found.price, 'CNY'), stock: found.stock };
  },
  deals: [],
  limits: null,
  ownerLimits: null,
  trigger: null,
  ...change,
});

const deal = (change: Partial<Deal> = {}): Deal => ({
  ...terms({ dealId: 'd0' as DealId }),
  phase: 'running',
  trigger: null,
  armedAt: instant(0),
  opensAt: instant(0),
  closesAt: instant(1),
  endedAt: null,
  endReason: null,
  settledAt: null,
  sold: 0,
  ...change,
});

const codes = (given: DealTerms, at: DealShop = shop()): readonly string[] =>
  checkDeal(given, at).map(({ code }) => code);

const item = (variantId: string, quantity = 1) => ({
  productId: `p${variantId.slice(1)}` as ProductId,
  variantId: variantId as VariantId,
  title: variantId,
  brand: variantId === 'v3' ? '乙' : '甲',
  quantity,
  listPrice: money(SHELF.get(variantId)?.price ?? 0, 'CNY'),
});
const bundle = (...items: ReturnType<typeof item>[]): DealOffer => ({ kind: 'bundle', items });
const tiered = (...steps: [number, number][]): DealOffer => ({
  kind: 'tiered',
  tiers: steps.map(([from, minor]) => ({ from, price: money(minor, 'CNY') })),
});
const gift = (change: object = {}): DealOffer => ({
  kind: 'gift',
  gift: { name: '化妆棉', spec: '50 片', quantity: 1, period: '本场', way: '随单发出', variant: null, ...change },
});
const draw = (change: object = {}): DealOffer => ({
  kind: 'draw',
  draw: {
    rules: '每人一次',
    keyword: '中',
    prize: '口红',
    prizeValue: money(29_900, 'CNY'),
    winners: 3,
    seedHash: '',
    ...change,
  },
});

describe('terms', () => {
  it.each([
    ['within all rules', {}, []],
    ['at one fen below the list price', { price: money(5899, 'CNY') }, []],
    ['at the list price', { price: money(5900, 'CNY') }, ['deal_too_dear']],
    ['cheaper only in another currency', { price: money(900, 'USD') }, ['deal_too_dear']],
    ['that let one buyer take more than there is', { perBuyer: 101 }, ['deal_limit']],
    ['for exactly the stock', { quantity: 100 }, []],
    ['for more than the stock', { quantity: 101 }, ['stock_short']],
    ['of something that is not on sale', { variantId: 'v9' as VariantId }, ['stock_short']],
    [
      'of a bundle below its sum',
      { price: money(8000, 'CNY'), quantity: 50, offer: bundle(item('v1'), item('v2')) },
      [],
    ],
    [
      'of a bundle at its sum',
      { price: money(8900, 'CNY'), quantity: 50, offer: bundle(item('v1'), item('v2')) },
      ['deal_too_dear'],
    ],
    [
      'of a bundle that its scarcest item cannot fill',
      { price: money(8000, 'CNY'), quantity: 26, offer: bundle(item('v1'), item('v2', 2)) },
      ['stock_short'],
    ],
    ['of a bundle of one', { price: money(3900, 'CNY'), offer: bundle(item('v1')) }, ['deal_bundle']],
    [
      'of a bundle with one item twice',
      { offer: bundle(item('v1'), item('v2'), item('v2')), quantity: 9 },
      ['deal_bundle'],
    ],
    ['of a bundle led by another item', { offer: bundle(item('v2'), item('v1')), quantity: 9 }, ['deal_bundle']],
    ['of a bundle with two of its lead', { offer: bundle(item('v1', 2), item('v2')), quantity: 9 }, ['deal_bundle']],
    ['of a ladder that goes down', { perBuyer: 5, offer: tiered([2, 3500], [5, 3000]) }, []],
    ['of a ladder that begins at the list price', { price: money(5900, 'CNY'), offer: tiered([2, 5000]) }, []],
    ['of a ladder that goes up', { perBuyer: 5, offer: tiered([2, 3500], [5, 3600]) }, ['deal_tiers']],
    ['of a ladder whose steps are crossed', { perBuyer: 5, offer: tiered([5, 3500], [2, 3000]) }, ['deal_tiers']],
    ['of a ladder without a step', { offer: tiered() }, ['deal_tiers']],
    ['of a ladder that nobody may climb', { perBuyer: 2, offer: tiered([3, 3000]) }, ['deal_tiers']],
    ['with a gift that is wholly told, at the list price', { price: money(5900, 'CNY'), offer: gift() }, []],
    ['with a gift of no period', { offer: gift({ period: ' ' }) }, ['deal_gift']],
    ['with a gift of no way', { offer: gift({ way: '' }) }, ['deal_gift']],
    [
      'with a gift that there is too little of',
      { offer: gift({ variant: { productId: 'p2' as ProductId, variantId: 'v2' as VariantId } }) },
      ['stock_short'],
    ],
    ['with a coupon', { offer: { kind: 'coupon', text: '满 59 减 20' } }, []],
    ['with a coupon that says nothing', { offer: { kind: 'coupon', text: ' ' } }, ['deal_coupon']],
    ['of a draw, which sells nothing', { price: money(5900, 'CNY'), quantity: 9999, perBuyer: 1, offer: draw() }, []],
    ['of a draw without rules', { offer: draw({ rules: '' }) }, ['deal_draw']],
    ['of a draw at 50 000 yuan', { offer: draw({ prizeValue: money(5_000_000, 'CNY') }) }, []],
    ['of a draw beyond 50 000 yuan', { offer: draw({ prizeValue: money(5_000_001, 'CNY') }) }, ['draw_prize']],
  ] as const)('%s', (_, change, expected) => {
    expect(codes(terms(change))).toEqual(expected);
  });
});

describe('beside other deals', () => {
  const mark = { kind: 'mark', figure: 'online', reaches: 100 } as const;
  it.each([
    ['running on the same variant', deal(), {}, true],
    ['armed for the hand on the same variant', deal({ phase: 'armed' }), {}, true],
    ['over', deal({ phase: 'ended' }), {}, false],
    ['on another variant of the product', deal({ variantId: 'v2' as VariantId }), {}, false],
    [
      'of a bundle that holds the variant',
      deal({ variantId: 'v2' as VariantId, offer: bundle(item('v2'), item('v1')) }),
      {},
      true,
    ],
    ['of a draw shown with the variant', deal({ offer: draw() }), {}, false],
    ['armed for its own hour', deal({ phase: 'armed', trigger: mark }), {}, false],
    ['running, where this one waits for a mark', deal(), { trigger: mark }, false],
    ['itself, armed anew from its draft', deal({ dealId: 'd1' as DealId }), {}, false],
  ] as const)('%s', (_, other, change, isRefused) => {
    expect(codes(terms(), shop({ deals: [other], ...change }))).toEqual(isRefused ? ['deal_running'] : []);
  });

  it('one a product where the platform wants it so', () => {
    const other = deal({ variantId: 'v2' as VariantId });
    expect(codes(terms({ price: money(3000, 'CNY') }), shop({ deals: [other], limits: limitsOf('wechat') }))).toEqual([
      'deal_running',
    ]);
  });
});

describe('platforms', () => {
  it('that are shipped can all be read', () => {
    const files = readdirSync(SHIPPED).filter((name) => name.endsWith('.json'));
    expect(
      shelf
        .platforms()
        .map(({ platformId }) => `${platformId}.json`)
        .sort(),
    ).toEqual(files.sort());
  });

  it.each([
    ['tiktok', 'a countdown too short', { countdownMs: duration(9999) }, ['platform_countdown']],
    ['tiktok', 'the shortest countdown and time', { countdownMs: duration(10_000), durationMs: duration(60_000) }, []],
    ['tiktok', 'a time too short', { durationMs: duration(59_999) }, ['platform_duration']],
    ['tiktok', 'a time too long', { durationMs: duration(1_200_001) }, ['platform_duration']],
    ['wechat', '8.5 折 to the fen', { price: money(4900, 'CNY') }, []],
    ['wechat', 'more than 8.5 折', { price: money(5016, 'CNY') }, ['platform_share', 'platform_off']],
    ['wechat', 'ten yuan', { price: money(1000, 'CNY') }, ['platform_price']],
    ['wechat', 'a fen above ten yuan', { price: money(1001, 'CNY') }, []],
    ['wechat', 'less than 1 折', { price: money(589, 'CNY') }, ['platform_price', 'platform_share']],
    ['wechat', 'a day and a second', { durationMs: duration(86_401_000) }, ['platform_duration']],
    ['own-shop', 'what only a platform forbids', { price: money(5899, 'CNY'), durationMs: duration(10_000) }, []],
  ] as const)('%s: %s', (platformId, _, change, expected) => {
    expect(codes(terms(change), shop({ limits: limitsOf(platformId) }))).toEqual(expected);
  });

  it('count a ladder by its lowest step', () => {
    const ladder = terms({ perBuyer: 5, offer: tiered([2, 900]) });
    expect(codes(ladder, shop({ limits: limitsOf('wechat') }))).toEqual(['platform_price']);
  });
});

const maybe = (most: number) => fc.option(fc.integer({ min: 0, max: most }));
const ownerLimits: fc.Arbitrary<OwnerLimits> = fc.record({
  leastPermille: maybe(1000),
  leastPriceMinor: maybe(10_000),
  mostQuantity: maybe(200),
  mostDurationMs: maybe(600_000).map((ms) => (ms === null ? null : duration(ms))),
});

describe("the owner's limits", () => {
  it.each([
    ['share', { leastPermille: 662 }, ['owner_share']],
    ['share to the fen', { leastPermille: 661 }, []],
    ['price', { leastPriceMinor: 3901 }, ['owner_price']],
    ['quantity', { mostQuantity: 99 }, ['owner_quantity']],
    ['time', { mostDurationMs: duration(299_999) }, ['owner_duration']],
  ] as const)('hold: %s', (_, limits, expected) => {
    expect(codes(terms(), shop({ ownerLimits: { ...NO_OWNER_LIMITS, ...limits } }))).toEqual(expected);
  });

  it('made tighter never let through what they refused', () => {
    fc.assert(
      fc.property(
        ownerLimits,
        ownerLimits,
        fc.integer({ min: 1, max: 5899 }),
        fc.integer({ min: 2, max: 100 }),
        fc.integer({ min: 10_000, max: 700_000 }),
        (a, b, minor, quantity, ms) => {
          fc.pre(isAsTight(a, b));
          const given = terms({ price: money(minor, 'CNY'), quantity, durationMs: duration(ms) });
          const [tight, loose] = [codes(given, shop({ ownerLimits: a })), codes(given, shop({ ownerLimits: b }))];
          for (const code of loose) expect(tight).toContain(code);
        },
      ),
    );
  });

  it('are as tight as themselves, and none is the loosest', () => {
    fc.assert(
      fc.property(ownerLimits, (limits) => {
        expect(isAsTight(limits, limits)).toBe(true);
        expect(isAsTight(limits, NO_OWNER_LIMITS)).toBe(true);
      }),
    );
  });
});

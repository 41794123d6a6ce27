// Matching: sure by number alone, proposed on grounds that are told, and never what a person has said is not so.

import { describe, expect, it } from 'vitest';
import { NOT_PACKED } from '../../src-main/core/fulfilment.ts';
import { NO_FULFILMENT } from '../../src-main/core/fulfilment-order.ts';
import type { OrderEntry } from '../../src-main/core/order-book.ts';
import type { PlatformOrder } from '../../src-main/core/platform-order.ts';
import { type OrderDecision, reconcile } from '../../src-main/core/reconcile.ts';
import type { ShowOrders } from '../../src-main/core/show-orders.ts';
import {
  type Instant,
  instant,
  money,
  type OrderId,
  type ProductId,
  type ShowId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';

const START = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;
const at = (minutes: number): Instant => instant(START + minutes * MINUTE);
const SHOW = 'show-1' as ShowId;
const OTHER = 'show-2' as ShowId;
const RED = 'v-red' as VariantId;
const NOW = at(200);

const entry = (id: string, said: Partial<OrderEntry> & { name?: string } = {}): OrderEntry => {
  const { name = '王小姐', ...rest } = said;
  return {
    orderId: id as OrderId,
    number: id,
    buyer: { id: `viewer-${name}` as ViewerId, name },
    lines: [
      { productId: 'p1' as ProductId, variantId: RED, title: '口红', quantity: 1, unitPrice: money(5900, 'CNY') },
    ],
    totalMinor: 5900,
    currency: 'CNY',
    at: at(10),
    paidAt: at(10),
    isCancelled: false,
    changedAt: at(10),
    refundedMinor: 0,
    short: null,
    note: '',
    fulfilment: NOT_PACKED,
    ...rest,
  };
};

const order = (orderId: string, said: Partial<PlatformOrder> = {}): PlatformOrder => ({
  platform: 'doudian',
  orderId,
  otherIds: [],
  buyerName: '王小姐',
  buyerId: '',
  currency: 'CNY',
  createdAt: at(10),
  paidAt: at(10),
  isPaid: true,
  isCancelled: false,
  totalMinor: 5900,
  shippingMinor: 0,
  refundedMinor: 0,
  lines: [
    {
      lineId: '',
      title: '口红',
      variantTitle: '颜色分类:枫叶红',
      sku: '',
      itemId: '',
      quantity: 1,
      paidMinor: 5900,
      platformDiscountMinor: 0,
      shopDiscountMinor: 0,
      refundedMinor: null,
    },
  ],
  hasOwnLines: true,
  ...said,
});

const show = (orders: readonly OrderEntry[], said: Partial<ShowOrders> = {}): ShowOrders => ({
  showId: SHOW,
  currency: 'CNY',
  startedAt: at(0),
  endedAt: at(120),
  orders,
  segments: [],
  offers: [],
  claims: [],
  carts: [],
  variants: [
    { variantId: RED, productId: 'p1' as ProductId, sku: '0300', title: '口红', variantTitle: '枫叶红', number: 1 },
  ],
  fulfilment: NO_FULFILMENT,
  ...said,
});

const said = (
  orderId: string,
  verdict: OrderDecision['verdict'],
  roomOrderId: string | null,
  showId = SHOW,
): OrderDecision => ({
  platform: 'doudian',
  orderId,
  showId,
  verdict,
  roomOrderId: roomOrderId as OrderId | null,
  at: NOW,
});

const LONG = '6917926768823643751';

describe('by numbers', () => {
  it.each([
    ['the same long number is only proposed', LONG, order(LONG), 1],
    ['another name of the order is overlooked', LONG, order('#1001', { otherIds: [LONG] }), 1],
    ['the mark before a number hides it', '1001', order('#1001'), 1],
    [
      'a short number of another day is the order',
      '1001',
      order('1001', { createdAt: at(90), paidAt: at(90), totalMinor: 1 }),
      0,
    ],
  ])('%s', (_, id, platform, sure) => {
    expect(reconcile(show([entry(id)]), [platform], [], NOW).matches).toHaveLength(sure);
  });

  it('one number of two platforms is given to either', () => {
    const both = [order(LONG), order(LONG, { platform: 'taobao' })];
    const { matches, proposals } = reconcile(show([entry(LONG)]), both, [], NOW);
    expect(matches).toEqual([]);
    expect(proposals).toHaveLength(1);
    expect(proposals[0]?.rivals).toBe(1);
  });

  it('an order of another day with the same number is left out', () => {
    const late = order(LONG, { createdAt: at(9_000), paidAt: at(9_000), refundedMinor: 5900 });
    expect(reconcile(show([entry(LONG)]), [late], [], NOW).matches).toHaveLength(1);
  });
});

describe('by likeness', () => {
  it.each<[string, Partial<PlatformOrder>, readonly string[]]>([
    ['buyer, items, amount and time', {}, ['buyer', 'items', 'amount', 'minute']],
    ['a masked name', { buyerName: '王**' }, ['buyer_masked', 'items', 'amount', 'minute']],
    ['another amount', { totalMinor: 5895 }, ['buyer', 'items', 'minute']],
    ['later', { createdAt: at(15), paidAt: at(15) }, ['buyer', 'items', 'amount', 'ten_minutes']],
    ['nobody’s name', { buyerName: '' }, ['items', 'amount', 'minute']],
  ])('%s: other grounds are told', (_, platform, grounds) => {
    const { matches, proposals } = reconcile(show([entry('room-1')]), [order('X-1', platform)], [], NOW);
    expect(matches).toEqual([]);
    expect(proposals[0]?.grounds).toEqual(grounds);
    expect(proposals[0]?.confidence).toBeLessThan(1);
  });

  it('hours apart, or of another buyer and other goods, is proposed all the same', () => {
    const far = order('X-1', { createdAt: at(140), paidAt: at(140) });
    const [line] = order('X').lines;
    if (line === undefined) throw new Error('no line');
    const foreign = order('X-2', { buyerName: '别人', lines: [{ ...line, title: '杯子', variantTitle: '' }] });
    const { proposals } = reconcile(show([entry('room-1')]), [far, foreign], [], NOW);
    expect(proposals.filter((proposal) => proposal.entry !== null)).toEqual([]);
  });

  it('two that are as likely are as sure as one', () => {
    const alone = reconcile(show([entry('room-1')]), [order('X-1')], [], NOW).proposals[0];
    const two = reconcile(show([entry('room-1'), entry('room-2')]), [order('X-1')], [], NOW).proposals[0];
    expect([alone?.rivals, two?.rivals]).toEqual([0, 1]);
    expect(two?.confidence).toBeLessThan(alone?.confidence ?? 0);
  });

  it('what was explained, offered or claimed is no ground', () => {
    const segments = [
      { productId: 'p1' as ProductId, variantId: RED, startedAt: at(8), endedAt: at(12), gmvMinor: 0, units: 0 },
    ];
    const offers = [{ variantId: RED, priceMinor: 5900, from: at(9), to: at(11) }];
    const claims = [{ viewerId: 'v' as ViewerId, viewerName: '王小姐', variantId: RED, at: at(9) }];
    const { proposals } = reconcile(show([], { segments, offers, claims }), [order('X-1')], [], NOW);
    expect(proposals[0]).toMatchObject({ entry: null, grounds: ['window', 'segment', 'deal', 'claim'] });
  });

  it('an order from before the show or long after it is asked about', () => {
    const early = order('X-1', { createdAt: at(-1), paidAt: at(-1) });
    const late = order('X-2', { createdAt: at(151), paidAt: at(151) });
    const { proposals, platformOnly } = reconcile(show([entry('room-1')]), [early, late], [], NOW);
    expect([proposals, platformOnly]).toEqual([[], []]);
  });
});

describe('decisions', () => {
  const scene = show([entry('room-1'), entry(LONG)]);

  it.each<[string, readonly OrderDecision[], readonly string[]]>([
    ['a person’s word is not taken', [said('X-1', 'matched', 'room-1')], ['room-1']],
    ['the older word counts', [said('X-1', 'matched', 'room-1'), said('X-1', 'rejected', 'room-1')], []],
    [
      'a match taken apart cannot be made again',
      [said('X-1', 'rejected', 'room-1'), said('X-1', 'matched', 'room-1')],
      ['room-1'],
    ],
    ['another show takes nothing away', [said('X-1', 'matched', 'room-1'), said('X-1', 'of_show', null, OTHER)], []],
  ])('%s', (_, decisions, matched) => {
    const { matches } = reconcile(scene, [order('X-1')], decisions, NOW);
    expect(matches.map((match) => match.entry.orderId)).toEqual(matched);
  });

  it('a rejected pair is proposed again', () => {
    const { proposals } = reconcile(show([entry('room-1')]), [order('X-1')], [said('X-1', 'rejected', 'room-1')], NOW);
    expect(proposals.filter((proposal) => proposal.entry !== null)).toEqual([]);
  });

  it('a number’s match that a person took apart comes back', () => {
    const { matches, proposals } = reconcile(show([entry(LONG)]), [order(LONG)], [said(LONG, 'rejected', LONG)], NOW);
    expect([matches, proposals.filter((proposal) => proposal.entry !== null)]).toEqual([[], []]);
  });

  it('an order that is not of the show is listed there', () => {
    const { proposals, platformOnly } = reconcile(
      show([entry('room-1')]),
      [order('X-1')],
      [said('X-1', 'rejected', null)],
      NOW,
    );
    expect([proposals, platformOnly]).toEqual([[], []]);
  });
});

it('five thousand orders on each side are compared each with each: that takes minutes', () => {
  const entries = Array.from({ length: 5_000 }, (_, index) =>
    entry(`room-${index}`, { name: `买家${index}`, at: at(index / 50), paidAt: at(index / 50) }),
  );
  const orders = Array.from({ length: 5_000 }, (_, index) =>
    order(`X-${index}`, { buyerName: `买家${index}`, createdAt: at(index / 50), paidAt: at(index / 50) }),
  );
  const { proposals } = reconcile(show(entries), orders, [], NOW);
  expect(proposals).toHaveLength(5_000);
}, 30_000);

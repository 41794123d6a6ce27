// Packing and shipping: nothing is packed twice, forgotten, or sent though its money went back; every mark has its way back.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimEntry } from '../../src-main/core/claim-book.ts';
import { type FulfilmentFactBody, foldFulfilment } from '../../src-main/core/fulfilment-fact.ts';
import { lifecycleOf } from '../../src-main/core/fulfilment-lifecycle.ts';
import { type ShipOrder, toShipOrders } from '../../src-main/core/fulfilment-order.ts';
import { toPackingSlips, toRecalls } from '../../src-main/core/fulfilment-slip.ts';
import { planTracking, type TrackingRow } from '../../src-main/core/fulfilment-tracking.ts';
import {
  cancelOrder,
  createOrderBook,
  noteOrder,
  type OrderBook,
  type OrderEntry,
  payOrder,
  refundOrder,
} from '../../src-main/core/order-book.ts';
import { toPickList } from '../../src-main/core/pick-list.ts';
import { keyOfOrder, type PlatformOrder } from '../../src-main/core/platform-order.ts';
import type { OrderMatch } from '../../src-main/core/reconcile.ts';
import { type ShowOrders, toShowOrders } from '../../src-main/core/show-orders.ts';
import {
  type ClaimId,
  type CommandId,
  type DealId,
  money,
  type OrderId,
  type ProductId,
  type SourceId,
  type VariantId,
} from '../../src-main/core/units.ts';
import { at, liveRoom, orderOf, ROOM } from './support/show-facts.ts';

const NO_CLAIMS = { carts: new Map(), byClaimant: new Map() };
const NO_MATCHES = { matches: [], ofShow: [] };

const showOf = (book: OrderBook, said: Partial<ShowOrders['fulfilment']> = {}): ShowOrders => {
  const show = toShowOrders(liveRoom());
  return {
    ...show,
    orders: [...book.orders.values()],
    fulfilment: {
      ...show.fulfilment,
      abroad: book.abroad,
      trackingImports: [...book.trackingImports.values()],
      ...said,
    },
  };
};

type Matches = { readonly matches: readonly OrderMatch[]; readonly ofShow: readonly PlatformOrder[] };

const shipOrders = (
  show: ShowOrders,
  reconciliation: Matches = NO_MATCHES,
  sources: ReadonlyMap<OrderId, SourceId> = new Map(),
): readonly ShipOrder[] => toShipOrders({ show, reconciliation, sources, giftOf: () => null });

const platformOrder = (orderId: string, quantity: number, said: Partial<PlatformOrder> = {}): PlatformOrder => ({
  platform: 'doudian',
  orderId,
  otherIds: [],
  buyerName: '',
  buyerId: '',
  currency: 'CNY',
  createdAt: at(1),
  paidAt: at(1),
  isPaid: true,
  isCancelled: false,
  totalMinor: 10_000 * quantity,
  shippingMinor: 0,
  refundedMinor: 0,
  lines: [
    {
      lineId: '',
      title: '商品1',
      variantTitle: '',
      sku: 'sku-1',
      itemId: '',
      quantity,
      paidMinor: 10_000 * quantity,
      platformDiscountMinor: 0,
      shopDiscountMinor: 0,
      refundedMinor: null,
    },
  ],
  hasOwnLines: true,
  ...said,
});

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);

interface Made {
  readonly buyer: number;
  readonly lines: readonly { readonly n: number; readonly quantity: number; readonly minor: number }[];
  readonly isPaid: boolean;
  readonly fate: 'stays' | 'cancelled' | 'refunded' | 'part_refunded';
  readonly platform: 'none' | 'paid' | 'unpaid' | 'cancelled' | 'refunded';
  readonly isPacked: boolean;
}

const made: fc.Arbitrary<Made> = fc.record({
  buyer: fc.integer({ min: 1, max: 4 }),
  lines: fc.array(
    fc.record({
      n: fc.integer({ min: 1, max: 3 }),
      quantity: fc.integer({ min: 1, max: 9 }),
      minor: fc.constantFrom(0, 999),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  isPaid: fc.boolean(),
  fate: fc.constantFrom('stays', 'stays', 'cancelled', 'refunded', 'part_refunded'),
  platform: fc.constantFrom('none', 'none', 'paid', 'unpaid', 'cancelled', 'refunded'),
  isPacked: fc.boolean(),
});

const matchOf = (entry: OrderEntry, { platform }: Made): readonly OrderMatch[] => {
  if (platform === 'none') return [];
  const order = platformOrder(`p-${entry.orderId}`, 1, {
    isPaid: platform !== 'unpaid',
    isCancelled: platform === 'cancelled',
    refundedMinor: platform === 'refunded' ? 10_000 : 0,
    hasOwnLines: false,
  });
  return [{ order, entry, by: 'id' }];
};

const isGoing = ({ isPaid, fate, platform }: Made): boolean =>
  (isPaid || platform === 'paid') &&
  (fate === 'stays' || fate === 'part_refunded') &&
  platform !== 'cancelled' &&
  platform !== 'refunded';

const bookOf = (orders: readonly Made[]): { readonly book: OrderBook; readonly matches: readonly OrderMatch[] } => {
  const book = createOrderBook('CNY');
  const matches = orders.flatMap((each, index) => {
    const order = orderOf(`o${index}`, each.lines, { buyer: each.buyer, total: 7_000 });
    const entry = noteOrder(book, order, at(index));
    if (each.isPaid) payOrder(book, order, at(index + 1));
    if (each.fate === 'cancelled') cancelOrder(book, order, at(index + 2));
    if (each.fate === 'refunded') refundOrder(book, order, 7_000, at(index + 2));
    if (each.fate === 'part_refunded') refundOrder(book, order, 100, at(index + 2));
    if (each.isPacked) foldFulfilment(book, { type: 'order.packed', orderId: order.id }, at(index + 3));
    return matchOf(entry, each);
  });
  return { book, matches };
};

describe('pick list and slips', () => {
  it('a unit is picked that is on no slip, packed that nobody bought, or sent though it was refunded or cancelled', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 12 }), (orders) => {
        const { book, matches } = bookOf(orders);
        const all = shipOrders(showOf(book), { matches, ofShow: [] });
        const going = new Set(orders.flatMap((each, index) => (isGoing(each) ? [`o${index}`] : [])));
        const units = sum(orders.map((each) => (isGoing(each) ? sum(each.lines.map(({ quantity }) => quantity)) : 0)));
        const { rows } = toPickList(all, () => null);
        const slips = toPackingSlips(all);
        expect(sum(rows.map((row) => row.units))).toBe(units);
        expect(sum(slips.flatMap(({ lines }) => lines.map(({ quantity }) => quantity)))).toBe(units);
        expect(new Set(slips.flatMap((slip) => slip.orders.map(({ key }) => key)))).toEqual(going);
        expect(slips.flatMap((slip) => slip.orders)).toHaveLength(going.size);
        for (const row of rows) expect(row.openUnits).toBeLessThanOrEqual(row.units);
        const open = sum(
          orders.map((each) => (isGoing(each) && !each.isPacked ? sum(each.lines.map(({ quantity }) => quantity)) : 0)),
        );
        expect(sum(rows.map(({ openUnits }) => openUnits))).toBe(open);
      }),
    );
  });

  it('a slip changes its number when another buyer is refunded', () => {
    const book = createOrderBook('CNY');
    const orders = [1, 2, 3].map((n) => orderOf(`o${n}`, [{ n: 1 }], { buyer: n }));
    orders.forEach((order, index) => void payOrder(book, order, at(index)));
    const numbers = () => toPackingSlips(shipOrders(showOf(book))).map((slip) => [slip.buyer, slip.number]);
    expect(numbers()).toEqual([
      ['观众1', 1],
      ['观众2', 2],
      ['观众3', 3],
    ]);
    const [first] = orders;
    if (first === undefined) throw new Error('no order');
    refundOrder(book, first, first.total.minor, at(9));
    expect(numbers()).toEqual([
      ['观众2', 2],
      ['观众3', 3],
    ]);
  });

  it('two viewers of two rooms who have one id get one parcel', () => {
    const book = createOrderBook('CNY');
    for (const id of ['a', 'b', 'c']) payOrder(book, orderOf(id, [{ n: 1 }], { buyer: 1 }), at(1));
    const sources = new Map([
      ['a' as OrderId, ROOM],
      ['b' as OrderId, 'other' as SourceId],
      ['c' as OrderId, ROOM],
    ]);
    const slips = toPackingSlips(shipOrders(showOf(book), NO_MATCHES, sources));
    expect(slips.map((slip) => slip.orders.map(({ key }) => key))).toEqual([['a', 'c'], ['b']]);
  });

  it.each([
    ['masked names are one buyer', { platform: 'taobao', buyerName: '王**' }, 2],
    ['names that many people have are one buyer', { platform: 'shopify', buyerName: '王芳' }, 2],
    ['an account gets two parcels', { platform: 'taobao', buyerName: 'wangfang88' }, 1],
    ['one buyer id gets two parcels', { platform: 'shopify', buyerName: '王芳', buyerId: '7' }, 1],
  ])('%s', (_, said, parcels) => {
    const ofShow = [platformOrder('p1', 1, said), platformOrder('p2', 2, said)];
    expect(toPackingSlips(shipOrders(showOf(createOrderBook('CNY')), { matches: [], ofShow }))).toHaveLength(parcels);
  });

  it('an order that a room and a platform tell of is packed twice', () => {
    const book = createOrderBook('CNY');
    const order = orderOf('o1', [{ n: 1, quantity: 2 }]);
    payOrder(book, order, at(1));
    const [entry] = book.orders.values();
    if (entry === undefined) throw new Error('no order');
    const matches: readonly OrderMatch[] = [{ order: platformOrder('p1', 3), entry, by: 'person' }];
    const all = shipOrders(showOf(book), { matches, ofShow: [] });
    expect(toPickList(all, () => null).rows.map(({ variantId, units }) => [variantId, units])).toEqual([['v1', 3]]);
    expect(all.map(({ names }) => names)).toEqual([['o1', 'p1']]);
  });

  it('a mark made before a platform’s order was matched is lost with the match', () => {
    const book = createOrderBook('CNY');
    const platform = platformOrder('p1', 1);
    const key = keyOfOrder(platform) as OrderId;
    foldFulfilment(book, { type: 'order.packed', orderId: key }, at(5));
    expect(toPackingSlips(shipOrders(showOf(book), { matches: [], ofShow: [platform] }))[0]?.state).toBe('packed');
    payOrder(book, orderOf('o1', [{ n: 1 }]), at(6));
    const [entry] = book.orders.values();
    if (entry === undefined) throw new Error('no order');
    const matched: Matches = { matches: [{ order: platform, entry, by: 'person' }], ofShow: [] };
    const [order] = shipOrders(showOf(book), matched);
    expect(toPackingSlips(shipOrders(showOf(book), matched))[0]?.state).toBe('packed');
    for (const orderId of order?.marks.packed ?? []) foldFulfilment(book, { type: 'order.unpacked', orderId }, at(7));
    expect(toPackingSlips(shipOrders(showOf(book), matched))[0]?.state).toBe('open');
  });

  it('goods whose money went back after packing are not called back', () => {
    const book = createOrderBook('CNY');
    const order = orderOf('o1', [{ n: 1 }]);
    payOrder(book, order, at(1));
    foldFulfilment(book, { type: 'order.packed', orderId: order.id }, at(2));
    expect(toRecalls(shipOrders(showOf(book)))).toEqual([]);
    refundOrder(book, order, order.total.minor, at(3));
    expect(toRecalls(shipOrders(showOf(book))).map(({ key }) => key)).toEqual(['o1']);
    expect(toPackingSlips(shipOrders(showOf(book)))).toEqual([]);
  });

  it('a line that a platform says was refunded is packed with the rest', () => {
    const [line] = platformOrder('p1', 2).lines;
    if (line === undefined) throw new Error('no line');
    const order = platformOrder('p1', 2, {
      totalMinor: 40_000,
      refundedMinor: 20_000,
      lines: [
        { ...line, refundedMinor: 20_000 },
        { ...line, sku: 'sku-2', refundedMinor: 0 },
      ],
    });
    const [slip] = toPackingSlips(shipOrders(showOf(createOrderBook('CNY')), { matches: [], ofShow: [order] }));
    expect(slip?.lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([['v2', 2]]);
    expect(slip?.orders[0]?.isPartRefunded).toBe(true);
  });

  it('what the shop lacks is not marked, or still is after it was restocked', () => {
    const book = createOrderBook('CNY');
    payOrder(book, orderOf('o1', [{ n: 1, quantity: 3 }]), at(1));
    const shorts = [{ orderId: 'o1' as OrderId, variantId: 'v1' as VariantId, quantity: 3 }];
    const all = shipOrders(showOf(book, { shorts }));
    const shelf = { sku: 'a', title: '', variantTitle: '', number: 1, barcode: '' };
    const shortAt = (left: number | null) => toPickList(all, () => ({ ...shelf, left })).rows[0]?.shortUnits;
    expect([shortAt(0), shortAt(2), shortAt(3), shortAt(null)]).toEqual([3, 1, 0, 0]);
    expect(toPackingSlips(all)[0]?.lines[0]?.short).toBe(3);
  });

  it('a deal’s gift is forgotten, or packed twice where a line has it already', () => {
    const dealId = 'd1' as DealId;
    const gift = { name: '小样', spec: '5 ml', quantity: 2, period: '', way: '', variant: null };
    const stocked = { productId: 'p2' as ProductId, variantId: 'v2' as VariantId };
    const book = createOrderBook('CNY');
    payOrder(book, orderOf('o1', [{ n: 1, quantity: 3, dealId }]), at(1));
    payOrder(
      book,
      orderOf('o2', [
        { n: 1, quantity: 1, dealId },
        { n: 2, quantity: 2, minor: 0 },
      ]),
      at(2),
    );
    const giftsWith = (variant: typeof stocked | null) =>
      shipOrders(showOf(book, { gifts: new Map([[dealId, { ...gift, variant }]]) })).map(({ gifts }) =>
        gifts.map(({ name, count }) => [name, count]),
      );
    expect(giftsWith(stocked)).toEqual([[['小样', 6]], []]);
    expect(giftsWith(null)).toEqual([[['小样', 6]], [['小样', 2]]]);
  });
});

describe('tracking numbers', () => {
  const paidBook = (): OrderBook => {
    const book = createOrderBook('CNY');
    for (const n of [1, 2, 3]) payOrder(book, orderOf(`o${n}`, [{ n: 1 }], { buyer: n }), at(n));
    const back = orderOf('back', [{ n: 1 }], { buyer: 9 });
    payOrder(book, back, at(4));
    refundOrder(book, back, back.total.minor, at(5));
    return book;
  };
  const row = (orderId: string, trackingNumber: string, carrier = '顺丰'): TrackingRow => ({
    row: 2,
    orderId,
    trackingNumber,
    carrier,
  });
  const takeOver = (book: OrderBook, rows: readonly TrackingRow[], importId: string): number => {
    const plan = planTracking(rows, shipOrders(showOf(book)));
    const facts = plan.flatMap(({ orders, carrier, trackingNumber }) =>
      orders.map(
        (orderId): FulfilmentFactBody => ({
          type: 'order.shipped',
          orderId,
          carrier,
          trackingNumber,
          importId: importId as CommandId,
        }),
      ),
    );
    for (const fact of facts) foldFulfilment(book, fact, at(20));
    return facts.length;
  };

  it.each([
    ['an order of another show is marked', row('o9', 'SF12345678'), 'unknown_order'],
    ['a refunded order is marked shipped', row('back', 'SF12345678'), 'off_order'],
    ['an empty number is taken', row('o1', ' '), 'no_number'],
    ['a number that a spreadsheet destroyed is taken', row('o1', '7.35E+13'), 'lost_digits'],
    ['a formula is taken for a number', row('o1', '=1+1'), 'bad_number'],
    ['a row without an order is taken', row('', 'SF12345678'), 'no_order_id'],
    ['a parcel of which one order is unknown is marked', row('o1、o9', 'SF12345678'), 'unknown_order'],
  ])('%s', (_, given, why) => {
    expect(planTracking([given], shipOrders(showOf(paidBook())))).toMatchObject([{ kind: 'refused', why, orders: [] }]);
  });

  it('a second number for one order is taken on a guess', () => {
    const plan = planTracking([row('o1', 'SF12345678'), row('o1', 'SF99999999')], shipOrders(showOf(paidBook())));
    expect(plan.map(({ kind, why }) => [kind, why])).toEqual([
      ['ship', null],
      ['refused', 'twice'],
    ]);
  });

  it('one cell with all the orders of a parcel marks only one of them', () => {
    const [plan] = planTracking([row('o1、o2', 'sf 1234 5678')], shipOrders(showOf(paidBook())));
    expect(plan).toMatchObject({ kind: 'ship', orders: ['o1', 'o2'], trackingNumber: 'SF12345678' });
  });

  it('the same table twice ships twice, or its undo takes back what others said', () => {
    const number = fc.integer({ min: 10_000_000, max: 10_000_020 }).map((n) => `SF${n}`);
    const table = fc.array(fc.record({ orderId: fc.constantFrom('o1', 'o2', 'o3', 'back', '?'), number }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 4 }), fc.nat(), (tables, pick) => {
        const book = paidBook();
        tables.forEach((rows, index) => {
          const said = rows.map((each) => row(each.orderId, each.number));
          takeOver(book, said, `i${index}`);
          expect(takeOver(book, said, `again${index}`)).toBe(0);
        });
        const undone = `i${pick % tables.length}`;
        const left = [...book.orders.values()].map(({ fulfilment }) =>
          fulfilment.shipments.filter(({ importId }) => importId !== undone),
        );
        foldFulfilment(book, { type: 'tracking.undone', importId: undone as CommandId }, at(30));
        foldFulfilment(book, { type: 'tracking.undone', importId: undone as CommandId }, at(31));
        expect([...book.orders.values()].map(({ fulfilment }) => fulfilment.shipments)).toEqual(left);
        expect(book.orders.get('back' as OrderId)?.fulfilment.shipments).toEqual([]);
      }),
    );
  });
});

describe('lifecycle', () => {
  const entryOf = (): { readonly book: OrderBook; readonly entry: OrderEntry } => {
    const book = createOrderBook('CNY');
    return { book, entry: noteOrder(book, orderOf('o1', [{ n: 1 }]), at(1)) };
  };
  const cartOf = (state: ClaimEntry['state']) => {
    const claim: ClaimEntry = {
      terms: {
        claimId: 'c1' as ClaimId,
        source: ROOM,
        viewer: orderOf('o1', [{ n: 1 }]).buyer,
        text: '',
        eventId: null,
        productId: 'p1' as ProductId,
        variantId: 'v1' as VariantId,
        number: 1,
        quantity: 1,
        dealId: null,
        lines: [],
      },
      at: at(1),
      place: 0,
      state,
      why: null,
      orderId: 'o1' as OrderId,
      expiresAt: null,
      short: null,
    };
    return { carts: new Map([['o1' as OrderId, 'k']]), byClaimant: new Map([['k', [claim]]]) };
  };

  it.each([
    ['reserved', 'reserved'],
    ['claimed', 'claimed'],
    ['expired', 'expired'],
    ['taken_back', 'cancelled'],
    ['cancelled', 'cancelled'],
  ] as const)('a cart whose claim is %s is called anything but %s', (state, word) => {
    expect(lifecycleOf(entryOf().entry, cartOf(state))).toBe(word);
  });

  it('the word runs back or past a step, or a mark outlives its undo', () => {
    const { book, entry } = entryOf();
    const order = orderOf('o1', [{ n: 1 }]);
    const words: string[] = [];
    const note = (): void => void words.push(lifecycleOf(entry, NO_CLAIMS));
    const say = (body: FulfilmentFactBody): void => {
      foldFulfilment(book, body, at(10));
      note();
    };
    note();
    payOrder(book, order, at(2));
    note();
    say({ type: 'order.packed', orderId: order.id });
    say({ type: 'order.shipped', orderId: order.id, carrier: '', trackingNumber: 'SF1', importId: null });
    say({ type: 'order.unshipped', orderId: order.id });
    say({ type: 'order.unpacked', orderId: order.id });
    refundOrder(book, order, 1, at(11));
    note();
    refundOrder(book, order, order.total.minor, at(12));
    note();
    expect(words).toEqual(['reserved', 'paid', 'packed', 'shipped', 'packed', 'paid', 'paid', 'refunded']);
    expect(money(entry.totalMinor, 'CNY')).toEqual(order.total);
  });

  it('an order that the shop could not serve is called reserved', () => {
    const { entry } = entryOf();
    entry.short = 'sold_out';
    expect(lifecycleOf(entry, NO_CLAIMS)).toBe('claimed');
  });
});

// The price-truth gate: what may be struck through, held against the prices that were actually paid.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaidPrice, paidUnitsOf } from '../../src-main/core/price-ledger.ts';
import {
  type ComparePriceGiven,
  checkComparePrice,
  type ListPriceStep,
  type PriceFault,
  windowStart,
} from '../../src-main/core/price-truth.ts';
import { COMPARE_BASES } from '../../src-main/core/product.ts';
import { instant, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { cny, DAY, EVENING, givenOf, soldAt } from './support/paid-prices.ts';

const faults = (given: ComparePriceGiven): readonly PriceFault[] =>
  checkComparePrice(given).findings.map(({ fault }) => fault);

/** 00:00 in Shanghai on the seventh day before the evening's. */
const FIRST_MOMENT = Date.UTC(2026, 10, 16, 16);

describe('the seven days before a promotion', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-24T12:00:00Z', '2026-11-16T16:00:00Z'],
    // Late in UTC it is the next day in Shanghai.
    ['Asia/Shanghai', '2026-11-24T16:00:00Z', '2026-11-17T16:00:00Z'],
    ['Asia/Shanghai', '2026-11-24T15:59:59.999Z', '2026-11-16T16:00:00Z'],
    ['UTC', '2026-03-03T00:00:00Z', '2026-02-24T00:00:00Z'],
    // The clocks went back on 1 November, and forward on 8 March.
    ['America/New_York', '2026-11-03T12:00:00Z', '2026-10-27T04:00:00Z'],
    ['America/New_York', '2026-03-10T12:00:00Z', '2026-03-03T05:00:00Z'],
  ])('begin at another midnight than that of the shop: %s %s', (zone, start, from) => {
    expect(new Date(windowStart(instant(Date.parse(start)), zone)).toISOString()).toBe(new Date(from).toISOString());
  });

  it.each<[string, readonly PaidPrice[], number, readonly PriceFault[]]>([
    ['a price paid in them', [soldAt(500, EVENING - DAY)], 500, []],
    ['a fen more', [soldAt(500, EVENING - DAY)], 501, ['above_lowest']],
    ['the lowest of them', [soldAt(500, EVENING - DAY), soldAt(300, EVENING - 2 * DAY)], 301, ['above_lowest']],
    ['their first moment', [soldAt(300, FIRST_MOMENT), soldAt(500, EVENING - 1)], 500, ['above_lowest']],
    ['the moment before them', [soldAt(300, FIRST_MOMENT - 1), soldAt(500, EVENING - 1)], 500, []],
    ['the promotion’s own sales', [soldAt(500, EVENING - DAY), soldAt(120, EVENING)], 500, []],
    [
      'a sale that was refunded in full',
      [soldAt(500, EVENING - DAY), soldAt(120, EVENING - 1, { isUndone: true })],
      500,
      [],
    ],
    [
      'a sale in another currency',
      [soldAt(500, EVENING - DAY), { ...soldAt(1, EVENING - 1), unitPrice: { minor: 1, currency: 'USD' } }],
      500,
      [],
    ],
  ])('are read wrongly: %s', (_what, paid, compare, expected) => {
    expect(faults(givenOf(compare, paid))).toEqual(expected);
  });

  it.each<[string, ComparePriceGiven, readonly PriceFault[]]>([
    ['the last price before them counts', givenOf(400, [soldAt(400, EVENING - 30 * DAY)], { basis: 'last_paid' }), []],
    ['and no more than it', givenOf(401, [soldAt(400, EVENING - 30 * DAY)], { basis: 'last_paid' }), ['above_last']],
    [
      'the last one, not the highest',
      givenOf(500, [soldAt(400, EVENING - 30 * DAY), soldAt(500, EVENING - 31 * DAY)], { basis: 'last_paid' }),
      ['above_last'],
    ],
    ['it is not the lowest of seven days', givenOf(400, [soldAt(400, EVENING - 30 * DAY)]), ['lowest_unfounded']],
    ['nothing was ever paid', givenOf(400, []), ['never_paid']],
    ['nor last', givenOf(400, [], { basis: 'last_paid' }), ['never_paid']],
    ['only in the promotion itself', givenOf(400, [soldAt(400, EVENING + 1)]), ['never_paid']],
  ])('without a sale are read wrongly: %s', (_what, given, expected) => {
    expect(faults(given)).toEqual(expected);
  });
});

describe('the ground of a compare price', () => {
  const paid = [soldAt(200, EVENING - DAY)];
  it.each<[string, ComparePriceGiven, readonly PriceFault[]]>([
    ['a manufacturer’s price with proof', givenOf(900, paid, { basis: 'msrp', proof: '吊牌' }), []],
    ['one without', givenOf(900, paid, { basis: 'msrp' }), ['proof_missing']],
    ['blanks as proof', givenOf(900, paid, { basis: 'msrp', proof: '  ' }), ['proof_missing']],
    ['a stated price with its detail', givenOf(900, paid, { basis: 'stated', proof: '11 月 1 日门店价' }), []],
    ['one that states nothing', givenOf(900, paid, { basis: 'stated' }), ['detail_missing', 'above_lowest']],
    ['no ground at all', givenOf(200, paid, { basis: null }), ['basis_missing']],
    ['no more than is asked', givenOf(100, paid), ['no_cut']],
    ['another currency', { ...givenOf(900, paid), price: { minor: 100, currency: 'USD' } }, ['other_currency']],
    ['no compare price', { ...givenOf(900, paid), comparePrice: null }, []],
  ])('is waved through, or refused: %s', (_what, given, expected) => {
    expect(faults(given)).toEqual(expected);
  });
});

describe('a list price that went up before the cut', () => {
  const step = (fromMinor: number, toMinor: number, at: number): ListPriceStep => ({
    at: instant(at),
    fromMinor,
    toMinor,
  });
  const paid = [soldAt(300, EVENING - 3 * DAY)];
  it.each<[string, ComparePriceGiven, readonly PriceFault[]]>([
    ['leaned on', givenOf(300, paid, { listSteps: [step(200, 300, EVENING - 4 * DAY)] }), ['raised_before']],
    ['not leaned on', givenOf(200, paid, { listSteps: [step(200, 300, EVENING - 4 * DAY)] }), []],
    ['long before', givenOf(300, paid, { listSteps: [step(200, 300, FIRST_MOMENT - 1)] }), []],
    ['down, not up', givenOf(300, paid, { listSteps: [step(400, 200, EVENING - 4 * DAY)] }), []],
    [
      'in the promotion',
      givenOf(300, paid, { listSteps: [step(200, 300, EVENING + 5)], checkedAt: instant(EVENING + 9) }),
      ['raised_before'],
    ],
    [
      'under a stated price too',
      givenOf(300, [], { basis: 'stated', proof: '门店价', listSteps: [step(200, 300, EVENING - DAY)] }),
      ['raised_before'],
    ],
    [
      'beside a manufacturer’s price',
      givenOf(300, [], { basis: 'msrp', proof: '吊牌', listSteps: [step(200, 300, EVENING - DAY)] }),
      [],
    ],
  ])('is missed, or seen where none is: %s', (_what, given, expected) => {
    expect(faults(given)).toEqual(expected);
  });
});

it('a finding does not say which rule, what is allowed, or which sales it rests on', () => {
  const [cheap, same, dear] = [soldAt(300, EVENING - 2 * DAY), soldAt(300, EVENING - DAY), soldAt(500, EVENING - DAY)];
  const report = checkComparePrice(givenOf(500, [dear, same, cheap]));
  expect(report.permitted).toEqual({ price: cny(300), basis: 'lowest_7_days' });
  expect(report.findings).toEqual([
    {
      rule: 'P1',
      fault: 'above_lowest',
      found: cny(500),
      allowed: report.permitted,
      orders: [cheap, same],
      raise: null,
    },
  ]);
});

const sale = fc
  .record({ minor: fc.integer({ min: 1, max: 60 }), daysAgo: fc.integer({ min: -2, max: 20 }), isUndone: fc.boolean() })
  .map(({ minor, daysAgo, isUndone }) => soldAt(minor, EVENING - daysAgo * DAY, { isUndone }));
const sales = fc.array(sale, { maxLength: 8 });
const steps = fc.array(
  fc
    .record({
      from: fc.integer({ min: 1, max: 60 }),
      to: fc.integer({ min: 1, max: 60 }),
      daysAgo: fc.integer({ min: 0, max: 12 }),
    })
    .map(
      ({ from, to, daysAgo }): ListPriceStep => ({
        at: instant(EVENING - daysAgo * DAY),
        fromMinor: from,
        toMinor: to,
      }),
    ),
  { maxLength: 3 },
);
const compare = fc.integer({ min: 1, max: 80 });
const basis = fc.constantFrom(...COMPARE_BASES);
const cheap = { price: cny(1) };

describe('over all ledgers', () => {
  it('a price that was paid lower lets more pass', () => {
    fc.assert(
      fc.property(sales, compare, fc.nat(), (paid, at, index) => {
        fc.pre(paid.length > 0);
        const which = index % paid.length;
        const lower = paid.map((each, place) =>
          place === which ? { ...each, unitPrice: cny(Math.max(1, each.unitPrice.minor - 7)) } : each,
        );
        if (faults(givenOf(at, paid, cheap)).length > 0) expect(faults(givenOf(at, lower, cheap))).not.toEqual([]);
      }),
    );
  });

  it('one more sale in the seven days lets more pass where there was one', () => {
    fc.assert(
      fc.property(sales, sale, compare, (paid, more, at) => {
        fc.pre(checkComparePrice(givenOf(at, paid, cheap)).lowest.length > 0);
        fc.pre(faults(givenOf(at, paid, cheap)).length > 0);
        expect(faults(givenOf(at, [...paid, more], cheap))).not.toEqual([]);
      }),
    );
  });

  it('a higher compare price passes where a lower one did not', () => {
    fc.assert(
      fc.property(sales, steps, compare, basis, (paid, listSteps, at, ground) => {
        fc.pre(faults(givenOf(at, paid, { ...cheap, basis: ground, listSteps })).some((fault) => fault !== 'no_cut'));
        expect(faults(givenOf(at + 5, paid, { ...cheap, basis: ground, listSteps }))).not.toEqual([]);
      }),
    );
  });

  it('what is said to be permitted is refused, or a fen more is not', () => {
    fc.assert(
      fc.property(sales, steps, (paid, listSteps) => {
        const { permitted } = checkComparePrice(givenOf(80, paid, { ...cheap, listSteps }));
        fc.pre(permitted !== null && permitted.price.minor > 1);
        if (permitted === null) return;
        const said = { ...cheap, listSteps, basis: permitted.basis };
        expect(faults(givenOf(permitted.price.minor, paid, said))).toEqual([]);
        expect(faults(givenOf(permitted.price.minor + 1, paid, said))).not.toEqual([]);
      }),
    );
  });

  it('the order in which sales are told changes the verdict', () => {
    fc.assert(
      fc.property(sales, compare, basis, (paid, at, ground) => {
        const [one, other] = [paid, paid.toReversed()].map((told) =>
          checkComparePrice(givenOf(at, told, { basis: ground })),
        );
        expect([one?.findings.map(({ fault }) => fault), one?.permitted]).toEqual([
          other?.findings.map(({ fault }) => fault),
          other?.permitted,
        ]);
      }),
    );
  });
});

describe('what a unit was really paid', () => {
  const line = (variantId: string, quantity: number, minor: number) => ({
    productId: 'p' as ProductId,
    variantId: variantId as VariantId,
    title: '',
    quantity,
    unitPrice: cny(minor),
  });
  const paid = (total: number, ...lines: readonly ReturnType<typeof line>[]) =>
    paidUnitsOf({ lines, total: cny(total) }).map(({ variantId, unitPrice }) => [variantId, unitPrice.minor]);

  it.each([
    ['no discount', paid(300, line('a', 3, 100)), [['a', 100]]],
    [
      'a coupon over two lines',
      paid(150, line('a', 1, 100), line('b', 2, 50)),
      [
        ['a', 75],
        ['b', 37],
      ],
    ],
    ['shipping on top', paid(310, line('a', 3, 100)), [['a', 100]]],
    ['a gift beside it', paid(100, line('a', 1, 100), line('gift', 1, 0)), [['a', 100]]],
    ['all of it free', paid(0, line('a', 1, 100)), []],
    ['no lines', paid(10), []],
  ])('is read off the label, or a gift has a price: %s', (_what, units, expected) => {
    expect(units).toEqual(expected);
  });

  it('comes to more than the order, or to more than the label', () => {
    const lines = fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 9 }), minor: fc.integer({ min: 0, max: 1e12 }) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 1e13 }), (drafts, total) => {
        const made = drafts.map(({ quantity, minor }, at) => line(String(at), quantity, minor));
        const units = paidUnitsOf({ lines: made, total: cny(total) });
        expect(units.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.minor, 0)).toBeLessThanOrEqual(
          total,
        );
        for (const unit of units)
          expect(unit.unitPrice.minor).toBeLessThanOrEqual(made[unit.line]?.unitPrice.minor ?? 0);
      }),
    );
  });
});

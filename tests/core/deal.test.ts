// Deals: what may be armed, and what time and stock make of one that was fired.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDealTerms, DEAL_PHASES, type Deal, type DealTerms, nextDealStep } from '../../src-main/core/deal.ts';
import { type DealId, duration, instant, money, type ProductId, type VariantId } from '../../src-main/core/units.ts';

const T0 = 1_800_000_000_000;

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

const fired = (change: Partial<Deal> = {}): Deal => ({
  ...terms(),
  phase: 'countdown',
  armedAt: instant(T0 - 60_000),
  opensAt: instant(T0),
  closesAt: instant(T0 + 300_000),
  endedAt: null,
  endReason: null,
  sold: 0,
  ...change,
});

const shop = { listPrice: money(5900, 'CNY'), stock: 100, deals: [] as readonly Deal[] };

describe('deal terms', () => {
  it.each([
    ['within all rules', {}, {}, null],
    ['at one fen below the list price', { price: money(5899, 'CNY') }, {}, null],
    ['at the list price', { price: money(5900, 'CNY') }, {}, 'deal_too_dear'],
    ['above the list price', { price: money(9900, 'CNY') }, {}, 'deal_too_dear'],
    ['cheaper only in another currency', { price: money(900, 'USD') }, {}, 'deal_too_dear'],
    ['of a free gift', { price: money(0, 'CNY') }, {}, null],
    ['that let one buyer take all', { perBuyer: 100 }, {}, null],
    ['that let one buyer take more than there is', { perBuyer: 101 }, {}, 'deal_limit'],
    ['for exactly the stock', { quantity: 100 }, {}, null],
    ['for more than the stock', { quantity: 101 }, {}, 'stock_short'],
    ['with nothing in stock', { quantity: 1, perBuyer: 1 }, { stock: 0 }, 'stock_short'],
  ] as const)('%s', (_, change, shopChange, objection) => {
    expect(checkDealTerms(terms(change), { ...shop, ...shopChange })).toBe(objection);
  });

  it.each(DEAL_PHASES)('are refused beside a deal of the same product that is %s, unless that one is over', (phase) => {
    const other = fired({ dealId: 'd0' as DealId, variantId: 'v9' as VariantId, phase });
    expect(checkDealTerms(terms(), { ...shop, deals: [other] })).toBe(phase === 'ended' ? null : 'deal_running');
    const elsewhere = { ...other, productId: 'p9' as ProductId };
    expect(checkDealTerms(terms(), { ...shop, deals: [elsewhere] })).toBeNull();
  });
});

describe('the next step of a deal', () => {
  it.each([
    ['counts down', {}, -1, null],
    ['opens on the millisecond', {}, 0, { step: 'open' }],
    ['opens late after a stall', {}, 299_999, { step: 'open' }],
    ['that slept through its time ends without opening', {}, 300_000, { step: 'end', reason: 'time_up' }],
    [
      'ends though the clock is an hour past its end',
      { phase: 'running' },
      3_900_000,
      { step: 'end', reason: 'time_up' },
    ],
    ['runs', { phase: 'running' }, 1, null],
    ['runs till its last millisecond', { phase: 'running' }, 299_999, null],
    ['is over on time', { phase: 'running' }, 300_000, { step: 'end', reason: 'time_up' }],
    ['with one left runs on', { phase: 'running', sold: 99 }, 1, null],
    ['sold out ends', { phase: 'running', sold: 100 }, 1, { step: 'end', reason: 'sold_out' }],
    ['oversold by the room ends too', { phase: 'running', sold: 101 }, 1, { step: 'end', reason: 'sold_out' }],
    [
      'sold out at its very end is sold out',
      { phase: 'running', sold: 100 },
      300_000,
      { step: 'end', reason: 'sold_out' },
    ],
    ['armed does nothing by itself', { phase: 'armed', opensAt: null, closesAt: null }, 9_000_000, null],
    ['ended stays ended', { phase: 'ended', sold: 100 }, 9_000_000, null],
    ['counting down before a clock that was set back', {}, -3_600_000, null],
  ] as const)('%s', (_, change, afterOpening, step) => {
    expect(nextDealStep(fired(change), instant(T0 + afterOpening))).toEqual(step);
  });

  it('leads every fired deal to its end, by open then end, however the clock is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 30 }), (looks) => {
        let deal = fired();
        const steps: string[] = [];
        for (const at of [...looks.sort((a, b) => a - b), 400_000]) {
          for (
            let step = nextDealStep(deal, instant(T0 + at));
            step !== null;
            step = nextDealStep(deal, instant(T0 + at))
          ) {
            steps.push(step.step);
            deal = { ...deal, phase: step.step === 'open' ? 'running' : 'ended' };
          }
        }
        expect(deal.phase).toBe('ended');
        expect(['open,end', 'end']).toContain(steps.join());
      }),
    );
  });
});

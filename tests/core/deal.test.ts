// Deals: what time and stock make of one that was fired, until when it can be called back, what a unit costs.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Deal, type DealTerms, nextDealStep, undoUntil, unitPriceFor } from '../../src-main/core/deal.ts';
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
  trigger: null,
  armedAt: instant(T0 - 60_000),
  opensAt: instant(T0),
  closesAt: instant(T0 + 300_000),
  endedAt: null,
  endReason: null,
  settledAt: null,
  sold: 0,
  ...change,
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

describe('calling a shot back', () => {
  it.each([
    ['while it counts down', {}, T0],
    ['five seconds where the countdown is shorter', { countdownMs: duration(1000) }, T0 + 4000],
    ['no more once it runs and the five seconds are over', { phase: 'running' }, T0 - 5000],
    ['for five seconds where it ran at once', { phase: 'running', countdownMs: duration(0) }, T0 + 5000],
    ['never once somebody has bought', { phase: 'running', countdownMs: duration(0), sold: 1 }, null],
    ['never before it was fired', { phase: 'armed', opensAt: null, closesAt: null }, null],
    ['never once it is over', { phase: 'ended' }, null],
  ] as const)('is open %s', (_, change, until) => {
    expect(undoUntil(fired(change), 5000)).toBe(until);
  });
});

describe('the price of a unit', () => {
  const tiers = [
    { from: 2, price: money(3500, 'CNY') },
    { from: 5, price: money(3000, 'CNY') },
  ];

  it.each([
    [1, 3900],
    [2, 3500],
    [4, 3500],
    [5, 3000],
    [99, 3000],
  ])('of a ladder goes down at its steps, not before: %i', (quantity, minor) => {
    expect(unitPriceFor(terms({ offer: { kind: 'tiered', tiers } }), quantity).minor).toBe(minor);
  });

  it('does not hang on the order in which the steps are written', () => {
    const turned = terms({ offer: { kind: 'tiered', tiers: [...tiers].reverse() } });
    expect(unitPriceFor(turned, 4).minor).toBe(3500);
    expect(unitPriceFor(turned, 5).minor).toBe(3000);
  });

  it('of all other deals does not hang on how many one takes', () => {
    expect(unitPriceFor(terms(), 50)).toEqual(money(3900, 'CNY'));
  });
});

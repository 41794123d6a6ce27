// What may stand on the picture: nothing that is over, and nothing that nobody can know any more.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OverlayDeal, OverlayView } from '../../src-main/contract/overlay-documents.ts';
import { type DealId, instant, money } from '../../src-main/core/units.ts';
import { countdownHolds, countdownText } from '../../src-renderer/features/overlay/countdown.ts';
import { toFace } from '../../src-renderer/features/overlay/overlay-face.ts';

const OPENS = 1_000_000;
const CLOSES = 1_060_000;

const deal = (part: Partial<OverlayDeal> = {}): OverlayDeal => ({
  dealId: 'd1' as DealId,
  number: 3,
  isOfProduct: true,
  title: '口红',
  phase: 'running',
  offer: { kind: 'flash' },
  price: money(5900, 'CNY'),
  comparePrice: { price: money(12_900, 'CNY'), basis: 'lowest_7_days' },
  opensAt: instant(OPENS),
  closesAt: instant(CLOSES),
  left: 12,
  perBuyer: 2,
  ...part,
});

const view = (part: Partial<OverlayView> = {}): OverlayView => ({
  look: { theme: 'night', orientation: 'portrait', corner: 'bottom-left', language: 'zh-CN' },
  product: { number: 3, title: '口红', variantTitle: '', image: null, price: money(7900, 'CNY'), comparePrice: null },
  deal: null,
  stock: { left: 40, of: 100 },
  claims: [],
  goal: null,
  correction: null,
  draw: null,
  ...part,
});

describe('the price', () => {
  it('of a deal is asked for before it opens or after it is over', () => {
    const running = view({ deal: deal() });
    expect(toFace(running, CLOSES - 1, false).price).toMatchObject({ now: { minor: 5900 }, isDeal: true });
    expect(toFace(running, CLOSES, false).price).toMatchObject({ now: { minor: 7900 }, isDeal: false });
    const waiting = view({ deal: deal({ phase: 'countdown' }) });
    expect(toFace(waiting, OPENS - 1, false).price).toMatchObject({ now: { minor: 7900 } });
    // The engine opens it; a page that has not heard so promises nothing.
    expect(toFace(waiting, OPENS + 500, false).price).toMatchObject({ now: { minor: 7900 } });
  });

  it('stands there while nobody knows whether the deal still runs', () => {
    expect(toFace(view({ deal: deal() }), CLOSES - 1, true).price).toBeNull();
    expect(toFace(view(), CLOSES - 1, true).price).toMatchObject({ now: { minor: 7900 } });
  });

  it('is struck through without a basis', () => {
    const compare = toFace(view({ deal: deal() }), OPENS + 1, false).price?.compare;
    expect(compare).toEqual({ price: money(12_900, 'CNY'), basis: 'lowest_7_days' });
  });
});

it('a countdown or a count that is grown old is shown as if it were now', () => {
  const stale = toFace(view({ deal: deal() }), OPENS + 1, true);
  expect(stale).toMatchObject({ deal: null, deadline: null, stock: null });
  expect(stale.product?.title).toBe('口红');
});

it('what a deal had left is shown as what the shop has, once it is over', () => {
  expect(toFace(view({ deal: deal() }), CLOSES, false).stock).toBeNull();
  expect(toFace(view({ deal: deal({ isOfProduct: false }) }), CLOSES, false).stock).toEqual({ left: 40, of: 100 });
});

it.each([
  [163_000, '02:43'],
  [162_001, '02:43'],
  [10_001, '00:11'],
  [10_000, '00:10.0'],
  [9_400, '00:09.4'],
  [9_301, '00:09.4'],
  [1, '00:00.1'],
  [0, '00:00.0'],
  [-5, '00:00.0'],
])('%i ms left reads wrong', (left, text) => {
  expect(countdownText(left)).toBe(text);
});

it('a countdown stands still past its words, or is painted more often than they change', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300_000 }), (left) => {
      const holds = countdownHolds(left) ?? 0;
      expect(holds).toBeGreaterThan(0);
      expect(holds).toBeLessThanOrEqual(left > 10_000 ? 1000 : 100);
      expect(countdownText(left - holds + 1)).toBe(countdownText(left));
      expect(countdownText(left - holds)).not.toBe(countdownText(left));
    }),
  );
  expect(countdownHolds(0)).toBeNull();
});

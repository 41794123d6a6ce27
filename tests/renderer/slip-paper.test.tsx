// The bars on a packing slip, read back from what is drawn: a scan finds the order whose number stands beneath, and no other.

import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SlipView } from '../../src-main/contract/fulfilment-documents.ts';
import { mayBeSlip, scanCodeOf } from '../../src-main/core/fulfilment-slip.ts';
import { instant, type OrderId } from '../../src-main/core/units.ts';
import { barsOf } from '../../src-renderer/features/fulfilment/order-bars.ts';
import { SlipOfPaper } from '../../src-renderer/features/fulfilment/slip-paper.tsx';
import type { PaperSize } from '../../src-renderer/features/fulfilment/slip-print.ts';
import { i18n } from '../../src-renderer/i18n/i18n.ts';
import fulfilment from '../../src-renderer/i18n/zh-CN/fulfilment.json' with { type: 'json' };
import { readCode128 } from '../support/code128.ts';

beforeAll(async () => {
  const instance = i18n.use(initReactI18next);
  await instance.init({ lng: 'zh-CN', resources: { 'zh-CN': { fulfilment } }, interpolation: { escapeValue: false } });
});

const CART = '019aab12-7c3e-7d41-9f00-5b1e88a0c2d7';

const slipOf = (...numbers: readonly string[]): SlipView => ({
  key: 'b1',
  number: 3,
  buyer: '小雨',
  state: 'open',
  orders: numbers.map((orderId) => ({
    key: orderId as OrderId,
    orderId,
    code: scanCodeOf(orderId),
    platform: null,
    note: '',
    at: instant(0),
    word: 'paid',
    isPartRefunded: false,
    carrier: '',
    trackingNumber: '',
  })),
  lines: [],
  gifts: [],
  promises: [],
});

const markupOf = (slip: SlipView, size: PaperSize): string =>
  renderToStaticMarkup(<SlipOfPaper slip={slip} head="" size={size} draw={barsOf} />);

interface Drawn {
  readonly text: string | null;
  readonly moduleMm: number;
  readonly widthMm: number;
}

/** As a scanner sees it: where the bars of the path stand, and how wide they come out on paper. */
const scanned = (markup: string): Drawn | null => {
  const path = /<path d="([^"]*)"/.exec(markup)?.[1];
  if (path === undefined) return null;
  const bars = [...path.matchAll(/M(\d+) 0h(\d+)v1h-(\d+)z/g)].map(([, at, wide, back]) => {
    expect(wide).toBe(back);
    return { at: Number(at), wide: Number(wide) };
  });
  expect(bars.map(({ at, wide }) => `M${at} 0h${wide}v1h-${wide}z`).join('')).toBe(path);
  const widths = bars.flatMap(({ at, wide }, index) => {
    const next = bars[index + 1];
    return next === undefined ? [wide] : [wide, next.at - at - wide];
  });
  const modules = Number(/viewBox="0 0 (\d+) 1"/.exec(markup)?.[1]);
  const widthMm = Number(/width="([\d.]+)mm"/.exec(markup)?.[1]);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBe(modules);
  return { text: readCode128(widths), moduleMm: widthMm / modules, widthMm };
};

describe('the bars on a slip', () => {
  it.each(['K-1023', '#1001', '6920034712345678901', 'GB-2026-11-0007', 'a1b22c333d4444e55555', CART])(
    'of %s are read as another order',
    (number) => {
      for (const size of ['a6', 'a4'] as const) expect(scanned(markupOf(slipOf(number), size))?.text).toBe(number);
    },
  );

  it('of any number that bars hold are read as another order, or are wider than the paper or too fine to be read', () => {
    const letters = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789a-') });
    fc.assert(
      fc.property(fc.oneof(letters, digits), fc.constantFrom<PaperSize>('a6', 'a4'), (number, size) => {
        const code = scanCodeOf(number);
        const drawn = scanned(markupOf(slipOf(number), size));
        if (drawn === null) {
          expect(code === null || code.length > 15).toBe(true);
          return;
        }
        expect(drawn.text).toBe(code);
        expect(drawn.text?.replace(/^#/, '')).toBe(number.trim().replace(/^#/, ''));
        expect(drawn.moduleMm).toBeGreaterThanOrEqual(0.19);
        expect(drawn.widthMm).toBeLessThanOrEqual(size === 'a6' ? 93 : 186);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['订单一', 'AB\u200bC', 'é1', '', 'x'.repeat(60)])('of %j say something that no scan finds', (number) => {
    const markup = markupOf(slipOf(number), 'a6');
    expect(scanned(markup)).toBeNull();
    expect(markup).toContain(number);
  });

  it('are of none of a parcel’s orders because the first has no number that bars hold, or leave out a number', () => {
    const markup = markupOf(slipOf('订单一', 'K-2', 'K-3'), 'a6');
    expect(scanned(markup)?.text).toBe('K-2');
    for (const number of ['订单一', 'K-2', 'K-3']) expect(markup.split(`<bdi>${number}</bdi>`)).toHaveLength(2);
  });

  it('of a short number are taken for the number of a slip of another show', () => {
    expect([mayBeSlip('12'), mayBeSlip(scanned(markupOf(slipOf('12'), 'a6'))?.text ?? '12')]).toEqual([true, false]);
  });
});

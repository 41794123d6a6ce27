// What a tried connection shows of strangers: that it works, not who they are.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveEventBody, Viewer } from '../../src-main/core/live-event.ts';
import { maskExample } from '../../src-main/core/masked-example.ts';
import { money, type OrderId, type ProductId, type VariantId, type ViewerId } from '../../src-main/core/units.ts';

const viewer: Viewer = { id: 'u1' as ViewerId, name: '张小鹿' };
const order = {
  id: 'o1' as OrderId,
  lines: [
    {
      productId: 'p' as ProductId,
      variantId: 'v' as VariantId,
      title: '口红',
      quantity: 2,
      unitPrice: money(7900, 'CNY'),
    },
  ],
  total: money(15_800, 'CNY'),
  buyer: viewer,
  note: '电话 13800138000',
};

describe('an example', () => {
  it.each<[string, LiveEventBody, unknown]>([
    ['a name in full', { type: 'chat', viewer, text: '好看' }, { viewer: '张**', text: '好看' }],
    ['a phone number', { type: 'chat', text: '加我 138 0013-8000 呀' }, { viewer: null, text: '加我 **** 呀' }],
    ['an address', { type: 'chat', text: '写信 me.you@mail.example 谢谢' }, { text: '写信 **** 谢谢' }],
    ['a full-width phone number', { type: 'chat', text: '１３８００１３８０００' }, { text: '****' }],
    ['a buyer', { type: 'order.paid', order }, { viewer: '张**', text: null, amount: money(15_800, 'CNY'), count: 1 }],
  ])('shows %s', (_bug, body, shown) => {
    expect(maskExample(body)).toMatchObject(shown as object);
  });

  it('shows a word of claims that people need to recognise their room by', () => {
    expect(maskExample({ type: 'chat', text: '扣 3 号 2 件' }).text).toBe('扣 3 号 2 件');
  });

  it('lets four digits in a row through, whatever surrounds them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1000, max: 99_999_999 }), (around, figure) => {
        const { text } = maskExample({ type: 'chat', text: `${around}${figure}${around}` });
        expect(text ?? '').not.toMatch(/\p{Nd}{4,}/u);
      }),
    );
  });
});

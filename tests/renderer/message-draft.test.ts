// A message to the host as it is typed: what can be sent is sent as it was meant, the rest is not sent at all.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  EMPTY_DRAFT,
  type MessageDraft,
  readMessage,
  readTimer,
} from '../../src-renderer/features/messages/message-draft.ts';
import { productRows } from '../support/preview/preview-show.ts';

const products = productRows(3);
const draft = (change: Partial<MessageDraft>): MessageDraft => ({ ...EMPTY_DRAFT, ...change });

test.each([
  ['3', 180_000],
  ['1.5', 90_000],
  ['1:30', 90_000],
  ['０:45', 45_000],
  ['0,5', 30_000],
  ['240', 14_400_000],
  ['', null],
  ['0', null],
  ['0:04', null],
  ['1:60', null],
  ['241', null],
  ['-3', null],
  ['1e3', null],
  ['三', null],
])('a timer of «%s» is read as another span', (text, expected) => {
  expect(readTimer(text)).toBe(expected);
});

test('some text makes a timer that the engine would refuse', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), (text) => {
      const ms = readTimer(text);
      expect(ms === null || (Number.isInteger(ms) && ms >= 5_000 && ms <= 14_400_000)).toBe(true);
    }),
  );
});

test('a message is sent before it is whole, or with what belongs to another kind', () => {
  const [product] = products;
  if (product === undefined) throw new Error('no product');
  expect(readMessage(draft({ text: '  ' }), products)).toBeNull();
  expect(readMessage(draft({ text: ' 催一下 ', wrong: 'x' }), products)).toEqual({ kind: 'text', text: '催一下' });
  expect(readMessage(draft({ kind: 'flash' }), products)).toEqual({ kind: 'flash', text: '' });
  expect(readMessage(draft({ kind: 'product', number: ` ${product.number} ` }), products)).toEqual({
    kind: 'product',
    text: '',
    variantId: product.variantId,
  });
  expect(readMessage(draft({ kind: 'product', number: '999' }), products)).toBeNull();
  expect(readMessage(draft({ kind: 'correction', wrong: '最低', right: ' ' }), products)).toBeNull();
  expect(readMessage(draft({ kind: 'timer', timer: '1:00', text: '收尾' }), products)).toEqual({
    kind: 'timer',
    text: '收尾',
    durationMs: 60_000,
  });
});

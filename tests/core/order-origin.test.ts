// One number of one origin is one order: never two, and never one with another origin's.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderIdFor } from '../../src-main/core/order-origin.ts';
import type { OrderId, SourceId } from '../../src-main/core/units.ts';

const origin = fc.constantFrom('room:a', 'shopify:b.example', 'woocommerce:c.example/de', 'replay');
const number = fc.constantFrom('1', '2', '1001', '1@room:a', '1@woocommerce:c.example/de', '@', 'o-1');

it('gives two orders of two origins one id, or one order two', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(origin, number), { maxLength: 40 }), (told) => {
      const register = new Map<OrderId, string>();
      const ids = new Map<string, OrderId>();
      for (const [from, name] of told) {
        const id = orderIdFor(from as SourceId, name, {
          isOwn: (orderId) => register.get(orderId) === from,
          isTaken: (orderId) => register.has(orderId),
        });
        const pair = JSON.stringify([from, name]);
        expect([ids.get(pair) ?? id, register.get(id) ?? from]).toEqual([id, from]);
        ids.set(pair, id);
        register.set(id, from);
      }
    }),
  );
});

it('shows a number with an addition where nobody else has it', () => {
  expect(orderIdFor('room:a' as SourceId, '1001', { isOwn: () => false, isTaken: () => false })).toBe('1001');
});

// The order lane: what needs a person stands on top, and nothing under the hand moves or vanishes.

import { expect, test } from 'vitest';
import type { LaneRow } from '../../src-main/contract/topics.ts';
import { instant } from '../../src-main/core/units.ts';
import { holdLane, needsPerson, orderLane } from '../../src-renderer/features/lane/lane-order.ts';

const row = (key: string, at: number, more: Partial<LaneRow> = {}): LaneRow => ({
  key,
  kind: 'order',
  state: 'created',
  at: instant(at),
  viewer: null,
  orderId: null,
  number: 1,
  title: '',
  quantity: 1,
  total: null,
  isDeal: false,
  short: null,
  ...more,
});
const keys = (rows: readonly LaneRow[]): string => rows.map((one) => one.key).join('');

test('an oversold order stays on top however old it is', () => {
  expect(keys(orderLane([row('a', 1, { short: 'sold_out' }), row('b', 2), row('c', 3)]))).toBe('acb');
});

test('an oversold order that was refunded or cancelled needs nobody any more', () => {
  expect(needsPerson(row('a', 1, { short: 'sold_out', state: 'refunded' }))).toBe(false);
  expect(needsPerson(row('a', 1, { short: 'sold_out', state: 'cancelled' }))).toBe(false);
  expect(needsPerson(row('a', 1, { short: 'per_buyer', state: 'paid' }))).toBe(true);
});

test('under the hand rows keep their places while their states move on, and new rows are counted', () => {
  const before = orderLane([row('a', 1), row('b', 2)]);
  const after = orderLane([row('a', 9, { state: 'paid' }), row('b', 2), row('c', 10)]);
  const held = holdLane(
    after,
    before.map((one) => one.key),
  );
  expect(keys(held.rows)).toBe('ba');
  expect(held.rows[1]?.state).toBe('paid');
  expect(held.held).toBe(1);
});

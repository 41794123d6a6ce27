// The order lane: what needs a person stands on top, and nothing under the hand moves or vanishes.

import { expect, test } from 'vitest';
import type { ClaimRow } from '../../src-main/contract/claim-documents.ts';
import type { LaneRow } from '../../src-main/contract/topics.ts';
import {
  type ClaimId,
  instant,
  money,
  type OrderId,
  type SourceId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import {
  holdLane,
  joinLane,
  type LaneItem,
  needsPerson,
  orderLane,
} from '../../src-renderer/features/lane/lane-order.ts';

const row = (key: string, at: number, more: Partial<LaneRow> = {}): LaneRow => ({
  key,
  kind: 'order',
  lifecycle: 'paid',
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
const claim = (key: string, at: number, orderId: string | null = null): ClaimRow => ({
  key: key as ClaimId,
  at: instant(at),
  viewer: { viewerId: 'v' as ViewerId, name: '', level: null, isFollower: false, isMember: false },
  source: 'room' as SourceId,
  text: '',
  isComment: true,
  number: 1,
  variantId: 'v1' as VariantId,
  title: '',
  quantity: 1,
  total: money(0, 'CNY'),
  isDeal: false,
  state: 'reserved',
  why: null,
  short: null,
  orderId: orderId as OrderId | null,
  expiresAt: null,
  place: at,
});
const lane = (rows: readonly LaneRow[]): readonly LaneItem[] => orderLane(joinLane(rows, [], false));
const keys = (items: readonly LaneItem[]): string => items.map((one) => one.key).join('');

test('an oversold order stays on top however old it is', () => {
  expect(keys(lane([row('a', 1, { short: 'sold_out' }), row('b', 2), row('c', 3)]))).toBe('acb');
});

test('an oversold order that was refunded or cancelled needs nobody any more', () => {
  expect(needsPerson(row('a', 1, { short: 'sold_out', state: 'refunded' }))).toBe(false);
  expect(needsPerson(row('a', 1, { short: 'sold_out', state: 'cancelled' }))).toBe(false);
  expect(needsPerson(row('a', 1, { short: 'per_buyer', state: 'paid' }))).toBe(true);
});

test('under the hand rows keep their places while their states move on, and new rows are counted', () => {
  const before = lane([row('a', 1), row('b', 2)]);
  const after = lane([row('a', 9, { state: 'paid' }), row('b', 2), row('c', 10)]);
  const held = holdLane(
    after,
    before.map((one) => one.key),
  );
  expect(keys(held.rows)).toBe('ba');
  expect(held.rows[1]?.row.state).toBe('paid');
  expect(held.held).toBe(1);
});

test('a claim’s cart is not told twice, but its refund or its shortness is', () => {
  const cart = { orderId: 'o1' as OrderId };
  const told = (rows: readonly LaneRow[]): string => keys(orderLane(joinLane(rows, [claim('x', 5, 'o1')], true)));
  expect(told([row('a', 1, cart), row('b', 9, { orderId: 'o2' as OrderId })])).toBe('bx');
  expect(told([row('a', 6, { ...cart, state: 'refunded' })])).toBe('ax');
  expect(told([row('a', 1, { ...cart, short: 'sold_out' })])).toBe('ax');
});

test('a comment that asked for something is not lost to sight where no claims are taken', () => {
  const said = row('a', 1, { kind: 'claim', state: 'claimed' });
  expect(keys(joinLane([said], [], false))).toBe('a');
  expect(keys(joinLane([said], [claim('x', 1)], true))).toBe('x');
});

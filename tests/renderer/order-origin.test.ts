// Where an order comes from, told by name: with several shops «the room» would say nothing.

import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import type { SourceTopicRow } from '../../src-main/contract/topics.ts';
import { instant, type SourceId } from '../../src-main/core/units.ts';
import { originText } from '../../src-renderer/features/orders/order-origin.ts';

const t = ((key: string | readonly string[]) => `<${[key].flat()[0]}>`) as unknown as TFunction;
const row = (sourceId: string, kind: string, name: string): SourceTopicRow => ({
  sourceId: sourceId as SourceId,
  name,
  kind,
  status: 'live',
  since: instant(0),
  retryAt: null,
  lastEventAt: null,
  clockOffsetMs: 0,
  problem: null,
  capabilities: [],
  attempt: 0,
  events: 0,
  rejects: 0,
  doubt: null,
});
const SOURCES = [row('room:a', 'room', '三号店'), row('demo', 'demo', 'Demo')];

it.each([
  ['shopify:lo.myshopify.com', 'room', '<sources:kind.shopify> lo.myshopify.com'],
  ['room:a', 'room', '三号店'],
  ['demo', 'room', '<orders:from.room>'],
  ['room:gone', 'room', '<orders:from.room>'],
  ['desk', 'desk', '<orders:from.desk>'],
  [null, 'platform', '<orders:from.platform>'],
] as const)('of %s (%s) is not told as %s', (origin, from, text) => {
  expect(originText(t, { origin: origin as SourceId | null, from }, SOURCES)).toBe(text);
});

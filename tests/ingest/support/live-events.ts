// Events as a source hands them over, made up by their numbers.

import type { LiveEvent, LiveEventBody } from '../../../src-main/core/live-event.ts';
import {
  instant,
  money,
  type OrderId,
  type ProductId,
  type VariantId,
  type ViewerId,
} from '../../../src-main/core/units.ts';
import type { SourceBatch } from '../../../src-main/ingest/event-source.ts';

const viewerAt = (seq: number) => ({ id: `v${seq % 7}` as ViewerId, name: `观众${seq % 7}` });

export const chatAt = (seq: number): LiveEvent => ({
  id: `e${seq}`,
  seq,
  at: instant(1_700_000_000_000 + seq),
  body: { type: 'chat', text: `第${seq}句`, viewer: viewerAt(seq) },
});

export const orderBody = (id: string): LiveEventBody => ({
  type: 'order.created',
  order: {
    id: id as OrderId,
    lines: [
      {
        productId: 'p1' as ProductId,
        variantId: 'v1' as VariantId,
        title: '口红',
        quantity: 1,
        unitPrice: money(5900, 'CNY'),
      },
    ],
    total: money(5900, 'CNY'),
    buyer: viewerAt(1),
  },
});

export const orderAt = (seq: number): LiveEvent => ({ ...chatAt(seq), body: orderBody(`o${seq}`) });

/** The events `from`..`to` of one source, with the cursor behind them. */
export const batchAt = (from: number, to: number): SourceBatch => ({
  events: Array.from({ length: to - from + 1 }, (_, index) => chatAt(from + index)),
  rejects: [],
  cursor: to,
});

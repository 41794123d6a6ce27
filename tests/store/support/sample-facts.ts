// A small shop, a show of it, and facts as a room says them.

import type { DealTerms } from '../../../src-main/core/deal.ts';
import type { Fact, FactBody, NewFact } from '../../../src-main/core/fact.ts';
import type { LiveEventBody, RoomOrder, Viewer } from '../../../src-main/core/live-event.ts';
import type { Product, Variant } from '../../../src-main/core/product.ts';
import type { Cue } from '../../../src-main/core/run-sheet.ts';
import type { Show } from '../../../src-main/core/show.ts';
import {
  type DealId,
  duration,
  instant,
  type Money,
  money,
  type OrderId,
  type ProductId,
  type ShowId,
  type SourceId,
  type VariantId,
  type ViewerId,
} from '../../../src-main/core/units.ts';
import type { SourceAppend, Store } from '../../../src-main/store/store.ts';

export const T0 = Date.UTC(2026, 10, 24, 12);
export const SHOW = '0190a000-0000-7000-8000-000000000001' as ShowId;
export const ROOM = 'room:r1@localhost:9000' as SourceId;
export const cny = (minor: number): Money => money(minor, 'CNY');

export const variantOf = (id: string, stock: number, productId = `p-${id}`): Variant => ({
  variantId: id as VariantId,
  productId: productId as ProductId,
  title: '',
  sku: `SKU-${id}`,
  barcode: '0690000000001',
  price: cny(9900),
  comparePrice: { price: cny(12_900), basis: 'last_paid' },
  stock,
});

export const productOf = (variant: Variant): Product => ({
  productId: variant.productId,
  title: `口红 ${variant.variantId}`,
  category: '彩妆',
  image: null,
  sellingPoints: ['显白', '不沾杯'],
  variants: [variant],
});

export const cueOf = (variant: Variant, number: number): Cue => ({
  number,
  productId: variant.productId,
  variantId: variant.variantId,
  plannedMs: duration(300_000),
  deal: { price: cny(5900), quantity: 10, perBuyer: 2, countdownMs: duration(5000), durationMs: duration(60_000) },
  note: '先讲成分',
  speaker: '',
  scriptBlocks: [],
});

export const showOf = (showId: ShowId = SHOW): Show => ({
  showId,
  title: '双十一返场',
  host: '小雅',
  currency: 'CNY',
  phase: 'draft',
  isPaused: false,
  createdAt: instant(T0),
  startedAt: null,
  endedAt: null,
  plannedMs: duration(7_200_000),
});

/** Puts the shop and a live show of it in. */
export const seed = (store: Store, variants: readonly Variant[] = [variantOf('v1', 100)], showId = SHOW): void => {
  const products = variants.map(productOf);
  const cues = variants.map((variant, index) => cueOf(variant, index + 1));
  store.transact((writes) => {
    writes.upsertProducts(products, instant(T0));
    writes.insertShow(showOf(showId), { cues, products });
    writes.setCurrentShow(showId);
    writes.moveShow(showId, 'show.started', instant(T0));
  });
};

export const termsOf = (dealId: string, variant: Variant, quantity: number, perBuyer: number): DealTerms => ({
  dealId: dealId as DealId,
  productId: variant.productId,
  variantId: variant.variantId,
  price: cny(5900),
  comparePrice: null,
  quantity,
  perBuyer,
  countdownMs: duration(5000),
  durationMs: duration(60_000),
});

export const viewerOf = (id: string): Viewer => ({ id: id as ViewerId, name: `观众${id}` });

export const factOf = (eventId: string, body: FactBody, source = ROOM): NewFact => ({
  source,
  eventId,
  at: instant(T0 + 1),
  body,
});

export const chatOf = (eventId: string, text = '多少钱', viewer = viewerOf('u1')): NewFact =>
  factOf(eventId, { type: 'chat', text, viewer });

export interface LineDraft {
  readonly variant: string;
  readonly quantity: number;
  readonly deal?: string;
}

export const orderOf = (id: string, lines: readonly LineDraft[], buyer = 'u1'): RoomOrder => ({
  id: id as OrderId,
  lines: lines.map(({ variant, quantity, deal }) => ({
    productId: `p-${variant}` as ProductId,
    variantId: variant as VariantId,
    title: '口红',
    quantity,
    unitPrice: cny(100),
    ...(deal === undefined ? {} : { dealId: deal as DealId }),
  })),
  total: cny(lines.reduce((sum, { quantity }) => sum + quantity * 100, 0)),
  buyer: viewerOf(buyer),
});

export const bodyOf = (type: 'order.created' | 'order.paid' | 'order.cancelled', order: RoomOrder): LiveEventBody => ({
  type,
  order,
});

export const batchOf = (
  facts: readonly NewFact[],
  cursor: number | null = null,
  rest?: Partial<SourceAppend>,
): SourceAppend => ({
  showId: SHOW,
  source: ROOM,
  facts,
  rejects: [],
  cursor,
  receivedAt: instant(T0 + 10),
  ...rest,
});

export const stockOf = (store: Store, variantId: string): number | undefined =>
  store
    .products()
    .flatMap(({ variants }) => variants)
    .find((variant) => variant.variantId === variantId)?.stock;

export const allFacts = (store: Store, showId = SHOW): readonly Fact[] => [...store.factsOf(showId)];

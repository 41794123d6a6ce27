// A small show for tests of the fold: two products, and facts made with as few words as may be.

import type { DeskFactBody, Fact, FactBody } from '../../../src-main/core/fact.ts';
import type { LiveEventBody, RoomOrder, Viewer } from '../../../src-main/core/live-event.ts';
import type { Product } from '../../../src-main/core/product.ts';
import { createRoom, type Room } from '../../../src-main/core/room.ts';
import { foldRoom } from '../../../src-main/core/room-fold.ts';
import type { Cue } from '../../../src-main/core/run-sheet.ts';
import type { Show } from '../../../src-main/core/show.ts';
import {
  duration,
  type Instant,
  instant,
  money,
  type OrderId,
  type ProductId,
  type ShowId,
  type SourceId,
  type VariantId,
  type ViewerId,
} from '../../../src-main/core/units.ts';

export const START = instant(1_700_000_000_000);
export const at = (seconds: number): Instant => instant(START + Math.round(seconds * 1000));
export const SHOW_ID = 'show-1' as ShowId;
export const ROOM = 'room' as SourceId;
const ENGINE = 'engine' as SourceId;

const product = (n: number, stock: number): Product => ({
  productId: `p${n}` as ProductId,
  title: `商品${n}`,
  category: '美妆',
  image: null,
  sellingPoints: [],
  variants: [
    {
      variantId: `v${n}` as VariantId,
      productId: `p${n}` as ProductId,
      title: '',
      sku: `sku-${n}`,
      barcode: '',
      price: money(10_000 * n, 'CNY'),
      comparePrice: null,
      stock,
    },
  ],
});

const cue = (n: number): Cue => ({
  number: n,
  productId: `p${n}` as ProductId,
  variantId: `v${n}` as VariantId,
  plannedMs: duration(300_000),
  deal: null,
  note: '',
  speaker: '',
  scriptBlocks: [],
});

export const products: readonly Product[] = [product(1, 100), product(2, 50)];

const show: Show = {
  showId: SHOW_ID,
  title: '测试场',
  host: '知夏',
  currency: 'CNY',
  phase: 'draft',
  isPaused: false,
  createdAt: START,
  startedAt: null,
  endedAt: null,
  plannedMs: duration(7_200_000),
};

export const emptyRoom = (): Room => createRoom({ show, cues: [cue(1), cue(2)], products });

let seq = 0;

export const fact = (source: SourceId, when: Instant, body: FactBody, receivedAt: Instant = when): Fact => {
  seq += 1;
  return { seq, showId: SHOW_ID, source, eventId: `e${seq}`, at: when, receivedAt, body };
};

export const desk = (room: Room, seconds: number, body: DeskFactBody, source: SourceId = ENGINE): void =>
  foldRoom(room, fact(source, at(seconds), body));

export const say = (room: Room, seconds: number, body: LiveEventBody, receivedSeconds = seconds): void =>
  foldRoom(room, fact(ROOM, at(seconds), body, at(receivedSeconds)));

export const connect = (room: Room, seconds: number, clockOffsetMs = 0): void =>
  desk(room, seconds, { type: 'source.connected', name: '房间', clockOffsetMs, capabilities: [] }, ROOM);

/** On air since second 0, with its room heard. */
export const liveRoom = (): Room => {
  const room = emptyRoom();
  connect(room, -1);
  desk(room, 0, { type: 'show.started' });
  return room;
};

export const viewer = (n: number | string): Viewer => ({ id: `u${n}` as ViewerId, name: `观众${n}` });

export const orderOf = (
  id: string,
  lines: readonly {
    readonly n: number;
    readonly quantity?: number;
    readonly minor?: number;
    readonly dealId?: string;
  }[],
  rest: { readonly total?: number; readonly buyer?: number | string; readonly currency?: string } = {},
): RoomOrder => {
  const currency = rest.currency ?? 'CNY';
  const made = lines.map(({ n, quantity = 1, minor = 10_000 * n, dealId }) => ({
    productId: `p${n}` as ProductId,
    variantId: `v${n}` as VariantId,
    title: `商品${n}`,
    quantity,
    unitPrice: money(minor, currency),
    ...(dealId === undefined ? {} : { dealId: dealId as never }),
  }));
  const sum = made.reduce((total, line) => total + line.unitPrice.minor * line.quantity, 0);
  return {
    id: id as OrderId,
    lines: made,
    total: money(rest.total ?? sum, currency),
    buyer: viewer(rest.buyer ?? id),
  };
};

// The product list: the run sheet's cues with what each has become.

import type { ProductRow } from '../contract/topics.ts';
import { openDealOf } from '../core/deal-board.ts';
import { stockLeft } from '../core/product.ts';
import { numberOf, type Room } from '../core/room.ts';
import type { Cue } from '../core/run-sheet.ts';
import { segmentMs } from '../core/segment.ts';
import { duration } from '../core/units.ts';

/** Ended segments by number, in ms. */
export const explainedByNumber = (room: Room): ReadonlyMap<number, number> => {
  const explained = new Map<number, number>();
  for (const segment of room.tally.segments) {
    const number = numberOf(room, segment.productId, segment.variantId);
    if (number === null || segment.endedAt === null) continue;
    explained.set(number, (explained.get(number) ?? 0) + segmentMs(segment, segment.endedAt));
  }
  return explained;
};

export const toProductRows = (room: Room): readonly ProductRow[] => {
  const explained = explainedByNumber(room);
  const pinned = room.pin === null ? null : numberOf(room, room.pin.productId, room.pin.variantId);
  const toRow = (cue: Cue): ProductRow | [] => {
    const product = room.products.get(cue.productId);
    const variant = room.variants.get(cue.variantId);
    if (product === undefined || variant === undefined) return [];
    const explainedMs = explained.get(cue.number);
    return {
      number: cue.number,
      productId: cue.productId,
      variantId: cue.variantId,
      title: product.title,
      variantTitle: variant.title,
      image: product.image === null ? null : `media/${product.image}`,
      price: variant.price,
      comparePrice: variant.comparePrice,
      stock: variant.stock,
      sellable: variant.isTracked === false ? variant.stock : stockLeft(variant),
      isTracked: variant.isTracked !== false,
      stockAtStart: variant.stockAtStart,
      sold: room.tally.orders.variants.get(cue.variantId)?.units ?? 0,
      explain: pinned === cue.number ? 'explaining' : explainedMs === undefined ? 'none' : 'explained',
      explainedMs: duration(explainedMs ?? 0),
      isSkipped: room.sheet.skipped.has(cue.variantId),
      dealPhase: openDealOf(room.tally.board, cue.variantId)?.phase ?? null,
      plannedMs: cue.plannedMs,
      dealPlan: cue.deal,
      codes: `${variant.sku} ${variant.barcode}`,
    };
  };
  return room.cues.flatMap(toRow);
};

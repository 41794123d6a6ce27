// The run sheet of the current show: its plan, what each cue lacks, and what has become of it on air.

import type { CueRow, RunSheetTopic } from '../contract/run-sheet-documents.ts';
import { lacksOf } from '../core/cue-lack.ts';
import { stockLeft } from '../core/product.ts';
import { pinnedNumber, type Room, sheetVersion } from '../core/room.ts';
import type { Cue } from '../core/run-sheet.ts';
import type { ScriptBlock } from '../core/script.ts';
import { offsetsOf, plannedTotal } from '../core/sheet-clock.ts';
import { duration } from '../core/units.ts';
import { toCueScript } from './cue-script.ts';
import { explainedByNumber } from './product-rows.ts';

export const toRunSheetTopic = (room: Room, blocks: readonly ScriptBlock[]): RunSheetTopic => {
  const { show, plan, sheet } = room;
  const explained = explainedByNumber(room);
  const pinned = pinnedNumber(room);
  const isDraft = show.phase === 'draft';
  const offsets = offsetsOf(sheet.cues, sheet.skipped);
  const toRow = (cue: Cue, place: number): CueRow | [] => {
    const product = room.products.get(cue.productId);
    const variant = room.variants.get(cue.variantId);
    if (product === undefined || variant === undefined) return [];
    const explainedMs = explained.get(cue.number);
    const script = toCueScript(blocks, cue);
    return {
      ...cue,
      title: product.title,
      variantTitle: variant.title,
      image: product.image === null ? null : `media/${product.image}`,
      price: variant.price,
      stock: variant.stock,
      offsetMs: offsets[place] ?? duration(0),
      lacks: lacksOf(cue, { price: variant.price, stock: stockLeft(variant) }, script.blocks),
      script,
      isSkipped: sheet.skipped.has(cue.variantId),
      explain: pinned === cue.number ? 'explaining' : explainedMs === undefined ? 'none' : 'explained',
      explainedMs: duration(explainedMs ?? 0),
    };
  };
  return {
    showId: show.showId,
    title: show.title,
    phase: show.phase,
    currency: show.currency,
    version: sheetVersion(room),
    canUndo: isDraft && plan.stand.canUndo,
    canRedo: isDraft && plan.stand.canRedo,
    startsAt: plan.stand.startsAt,
    startedAt: show.startedAt,
    slotMs: show.plannedMs,
    plannedMs: plannedTotal(sheet.cues, sheet.skipped),
    cues: sheet.cues.flatMap(toRow),
  };
};

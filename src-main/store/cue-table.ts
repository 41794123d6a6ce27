// The cues of each show's plan, in order.

import type { Cue } from '../core/run-sheet.ts';
import {
  type Duration,
  money,
  type ProductId,
  type ScriptBlockId,
  type ShowId,
  type VariantId,
} from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface CueTable {
  /** Puts these in the place of what the show had. */
  replace(showId: ShowId, cues: readonly Cue[]): void;
  ofShow(showId: ShowId): readonly Cue[];
}

interface CueRow {
  readonly number: number;
  readonly product_id: ProductId;
  readonly variant_id: VariantId;
  readonly planned_ms: Duration;
  readonly deal_price_minor: number | null;
  readonly deal_price_currency: string | null;
  readonly deal_quantity: number | null;
  readonly deal_per_buyer: number | null;
  readonly deal_countdown_ms: Duration | null;
  readonly deal_duration_ms: Duration | null;
  readonly note: string;
  readonly speaker: string;
  readonly script_blocks: string;
}

/** The columns of a planned deal are NULL together. */
const rowToCueDeal = (row: CueRow): Cue['deal'] => {
  const { deal_price_minor: minor, deal_price_currency: currency, deal_quantity: quantity } = row;
  const { deal_per_buyer: perBuyer, deal_countdown_ms: countdownMs, deal_duration_ms: durationMs } = row;
  if (minor === null || currency === null || quantity === null) return null;
  if (perBuyer === null || countdownMs === null || durationMs === null) return null;
  return { price: money(minor, currency), quantity, perBuyer, countdownMs, durationMs };
};

const rowToCue = (row: CueRow): Cue => ({
  number: row.number,
  productId: row.product_id,
  variantId: row.variant_id,
  plannedMs: row.planned_ms,
  deal: rowToCueDeal(row),
  note: fromStored(row.note),
  speaker: fromStored(row.speaker),
  scriptBlocks: JSON.parse(row.script_blocks) satisfies readonly ScriptBlockId[],
});

export const createCueTable = (db: SqliteFile): CueTable => {
  const insert = db.prepare<
    [
      ...[ShowId, number, number, ProductId, VariantId, number],
      ...[number | null, string | null, number | null, number | null, number | null, number | null],
      ...[string, string, string],
    ]
  >(
    `INSERT INTO cue (show_id, position, number, product_id, variant_id, planned_ms, deal_price_minor,
       deal_price_currency, deal_quantity, deal_per_buyer, deal_countdown_ms, deal_duration_ms, note, speaker,
       script_blocks)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const clear = db.prepare<[ShowId]>('DELETE FROM cue WHERE show_id = ?');
  const ofShow = db.prepare<[ShowId], CueRow>(
    `SELECT number, product_id, variant_id, planned_ms, deal_price_minor, deal_price_currency, deal_quantity,
       deal_per_buyer, deal_countdown_ms, deal_duration_ms, note, speaker, script_blocks
     FROM cue WHERE show_id = ? ORDER BY position`,
  );

  const write = (showId: ShowId, cue: Cue, position: number): void => {
    const { number, productId, variantId, plannedMs, deal, note, speaker, scriptBlocks } = cue;
    insert.run(
      showId,
      position,
      number,
      productId,
      variantId,
      plannedMs,
      deal?.price.minor ?? null,
      deal?.price.currency ?? null,
      deal?.quantity ?? null,
      deal?.perBuyer ?? null,
      deal?.countdownMs ?? null,
      deal?.durationMs ?? null,
      toStored(note),
      toStored(speaker),
      JSON.stringify(scriptBlocks),
    );
  };

  return {
    replace: (showId, cues) => {
      clear.run(showId);
      cues.forEach((cue, position) => {
        write(showId, cue, position);
      });
    },
    ofShow: (showId) => ofShow.all(showId).map(rowToCue),
  };
};

// From a table to tracking numbers: a file of a carrier or a platform, Kongtai's own shipping file, or what was pasted.

import type { TableRow } from '../catalogue-files/csv-reader.ts';
import { FileRefusal } from '../catalogue-files/file-refusal.ts';
import type { FileSource } from '../catalogue-files/file-source.ts';
import { choosePlace, headerTexts } from '../catalogue-files/header-row.ts';
import { unwrapId } from '../catalogue-files/row-cells.ts';
import { openTables, type RowPortion } from '../catalogue-files/table.ts';
import { MOST_TRACKING_ROWS } from '../contract/fulfilment-limits.ts';
import { unguardFormula } from '../core/formula-guard.ts';
import type { TrackingMapping, TrackingRow } from '../core/fulfilment-tracking.ts';
import { guessTrackingColumns, suggestTrackingMapping } from './tracking-mapping.ts';

export interface TrackingTable {
  readonly headers: readonly string[];
  /** The first rows below the headers. */
  readonly sample: readonly (readonly string[])[];
  /** As given, else as headers or cells suggest; a field that nothing stands for is absent. */
  readonly mapping: TrackingMapping;
  readonly rows: readonly TrackingRow[];
  readRows(signal?: AbortSignal): AsyncGenerator<RowPortion>;
}

const SAMPLE_ROWS = 5;
const SAMPLE_LETTERS = 60;

const cellText = (text: string | undefined): string => {
  const trimmed = (text ?? '').replaceAll('\0', '').trim();
  return trimmed.startsWith('=') ? (unwrapId(trimmed) ?? trimmed) : unguardFormula(trimmed);
};

const hasBoth = ({ orderId, trackingNumber }: TrackingMapping): boolean =>
  orderId !== undefined && trackingNumber !== undefined;

const fitMapping = (mapping: TrackingMapping, width: number): TrackingMapping =>
  Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== undefined && column < width));

/** `isOrder` says whether a cell names an order: by that a table without headers is understood. Throws FileRefusal. */
export const readTracking = async (
  source: FileSource,
  mapping: TrackingMapping | null,
  isOrder: (text: string) => boolean,
): Promise<TrackingTable> => {
  const tables = await openTables(source);
  const sense = {
    guess: () => ({ format: null, confidence: 0, found: [], foreign: [] }),
    meaning: (texts: readonly string[]) => Object.keys(suggestTrackingMapping(texts)).length,
  };
  const named = tables.some(({ head }) => head.some((row) => sense.meaning(headerTexts(row)) > 0));
  const { table, header } = choosePlace(tables, named ? undefined : 0, sense);
  const headers = headerTexts(header);
  const all: TableRow[] = [];
  for await (const { rows } of table.readRows()) {
    for (const row of rows) if (row.row > header.row) all.push(row);
    if (all.length > MOST_TRACKING_ROWS) {
      throw new FileRefusal('too_many_rows', `more than ${MOST_TRACKING_ROWS} rows`, { limit: MOST_TRACKING_ROWS });
    }
  }
  const cells = all.map((row) => ({ row: row.row, texts: row.cells.map(cellText) }));
  const suggested = suggestTrackingMapping(headers);
  const found = hasBoth(suggested)
    ? suggested
    : guessTrackingColumns(
        cells.map(({ texts }) => texts),
        suggested,
        isOrder,
      );
  const chosen = fitMapping(mapping ?? found, headers.length);
  const at = (texts: readonly string[], column: number | undefined): string =>
    column === undefined ? '' : (texts[column] ?? '');
  return {
    headers,
    sample: cells.slice(0, SAMPLE_ROWS).map(({ texts }) => texts.map((text) => text.slice(0, SAMPLE_LETTERS))),
    mapping: chosen,
    rows: hasBoth(chosen)
      ? cells.map(({ row, texts }) => ({
          row,
          orderId: at(texts, chosen.orderId),
          carrier: at(texts, chosen.carrier),
          trackingNumber: at(texts, chosen.trackingNumber),
        }))
      : [],
    readRows: async function* (signal) {
      for await (const portion of table.readRows(signal)) {
        yield { ...portion, rows: portion.rows.filter(({ row }) => row > header.row) };
      }
    },
  };
};

// From a file to orders: finds the table and its headers, tells whose export it is, and gathers the rows of each order.

import { setImmediate } from 'node:timers/promises';
import type { TableRow } from '../catalogue-files/csv-reader.ts';
import { FileRefusal, stopIfCancelled } from '../catalogue-files/file-refusal.ts';
import { type FileSource, stoppableSource } from '../catalogue-files/file-source.ts';
import { choosePlace, headerTexts } from '../catalogue-files/header-row.ts';
import { openTables, type RowPortion, type Table, type TableChoices } from '../catalogue-files/table.ts';
import { foldHeader } from '../core/draft-field.ts';
import { isCurrency } from '../core/money-text.ts';
import { guessDateOrder } from '../core/order-time.ts';
import { ORDER_FIELDS, type OrderField, type OrderMapping } from '../core/platform-order-draft.ts';
import { buildOrder, type ReadOrder } from './order-builder.ts';
import type { OrderFormat, OrderLayout, ReadOrderFormat } from './order-layout.ts';
import { guessOrderFormat, mappedOrderLayout, ORDER_LAYOUTS } from './order-layouts.ts';
import { fitOrderMapping, suggestOrderMapping } from './order-mapping.ts';
import { type OrderRowSays, readOrderRow } from './order-row.ts';

/** What a person may decide against what was found. */
export interface OrderChoices extends TableChoices {
  readonly format?: ReadOrderFormat;
  /** The row of the headers as a spreadsheet numbers it; 0 where there are none. */
  readonly headerRow?: number;
  /** Needed where `format` is `mapped`; else a guess is made. */
  readonly mapping?: OrderMapping;
}

export interface OrderStyle {
  /** ISO 4217, of amounts without a currency of their own. */
  readonly currency: string;
  /** IANA, of times that name no zone; null takes the format's own, else the shop's. */
  readonly zone: string | null;
}

export interface OrderTable {
  readonly table: Table;
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly guess: OrderFormat | null;
  readonly format: ReadOrderFormat;
  readonly platform: string;
  readonly zone: string | null;
  readonly mapping: OrderMapping;
  /** The first rows below the headers, at most 20. */
  readonly sample: readonly TableRow[];
  readRows(signal?: AbortSignal): AsyncGenerator<RowPortion>;
  /** All of them: a row of an order may stand anywhere in the file. `onProgress` hears from 0 to 1. */
  readOrders(
    style: OrderStyle,
    signal?: AbortSignal,
    onProgress?: (progress: number, rows: number) => void,
  ): Promise<ReadOrders>;
}

export interface ReadOrders {
  readonly orders: readonly ReadOrder[];
  /** Rows of explanation below the headers, which are no orders. */
  readonly skippedRows: number;
}

const SHOP_ZONE = 'Asia/Shanghai';
const EXPLAINED_ROWS = 4;
const STEP = 500;

const layoutOf = (format: ReadOrderFormat, mapping: OrderMapping): OrderLayout => {
  if (format === 'mapped') return mappedOrderLayout(mapping);
  const layout = ORDER_LAYOUTS.find((known) => known.format === format);
  if (layout === undefined) throw new FileRefusal('format_unknown', `no format ${format}`, { format });
  return layout;
};

const columnsOf = (
  layout: OrderLayout,
  headers: readonly string[],
  mapping: OrderMapping,
): ReadonlyMap<OrderField, number> => {
  const folded = headers.map(foldHeader);
  const entries = ORDER_FIELDS.flatMap((field) => {
    const known = layout.headers[field]?.map((header) => folded.indexOf(header)).find((at) => at !== -1);
    const column = layout.format === 'mapped' ? mapping[field] : known;
    return column === undefined ? [] : [[field, column] as const];
  });
  return new Map(entries);
};

/** "Platform unique order ID.": a number that has no digit, above amounts that have none. */
const isExplanation = (
  { row, cells }: TableRow,
  headerRow: number,
  columns: ReadonlyMap<OrderField, number>,
): boolean => {
  if (row > headerRow + EXPLAINED_ROWS) return false;
  const has = (field: OrderField): boolean => /\d/.test(cells[columns.get(field) ?? -1] ?? '');
  const isSaid = (cells[columns.get('orderId') ?? -1] ?? '').trim() !== '';
  return isSaid && !has('orderId') && !has('quantity') && !has('total') && !has('lineTotal') && !has('createdAt');
};

const TIMES = ['createdAt', 'paidAt', 'cancelledAt'] as const;

/** `signal` also ends every later reading of this table. */
export const openOrders = async (
  source: FileSource,
  choices: OrderChoices = {},
  signal?: AbortSignal,
): Promise<OrderTable> => {
  const tables = await openTables(stoppableSource(source, signal), choices);
  const { table, header, guess } = choosePlace(tables, choices.headerRow, {
    guess: guessOrderFormat,
    meaning: (texts) => Object.keys(suggestOrderMapping(texts)).length,
  });
  const headers = headerTexts(header);
  const format = choices.format ?? guess.format ?? 'mapped';
  const mapping = fitOrderMapping(choices.mapping ?? suggestOrderMapping(headers), headers);
  const layout = layoutOf(format, mapping);
  const columns = columnsOf(layout, headers, mapping);

  const readRows = async function* (stop?: AbortSignal): AsyncGenerator<RowPortion> {
    for await (const portion of table.readRows(stop)) {
      yield { ...portion, rows: portion.rows.filter(({ row }) => row > header.row) };
    }
  };

  /** The file's times are all in one order of day and month: one that tells decides for all. */
  const dateOrderOf = async (stop?: AbortSignal) => {
    const texts: string[] = [];
    for await (const { rows } of readRows(stop)) {
      for (const { cells } of rows) for (const field of TIMES) texts.push(cells[columns.get(field) ?? -1] ?? '');
    }
    return guessDateOrder(texts) ?? 'dmy';
  };

  const readOrders: OrderTable['readOrders'] = async (given, stop, onProgress = () => undefined) => {
    if (!isCurrency(given.currency)) throw new RangeError(`no currency: ${given.currency}`);
    const style = {
      currency: given.currency,
      hasDecimalComma: table.delimiter === ';',
      hasDashForNothing: layout.hasDashForNothing,
      zone: given.zone ?? layout.zone ?? SHOP_ZONE,
      dateOrder: await dateOrderOf(stop),
    };
    const groups = new Map<string, [OrderRowSays, ...OrderRowSays[]]>();
    let [skippedRows, rowsRead] = [0, 0];
    for await (const { rows, progress } of readRows(stop)) {
      for (const row of rows) {
        rowsRead += 1;
        if (isExplanation(row, header.row, columns)) {
          skippedRows += 1;
          continue;
        }
        const says = readOrderRow(row, headers, columns, style);
        const key = says.orderId === '' ? `row:${row.row}` : JSON.stringify([says.platform, says.orderId]);
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [says]);
        else group.push(says);
      }
      onProgress(progress, rowsRead);
      await setImmediate();
      stopIfCancelled(stop);
    }
    const orders: ReadOrder[] = [];
    for (const group of groups.values()) {
      orders.push(buildOrder(group, layout));
      if (orders.length % STEP === 0) await setImmediate();
    }
    stopIfCancelled(stop);
    return { orders, skippedRows };
  };

  return {
    table,
    headerRow: header.row,
    headers,
    guess: guess.format,
    format,
    platform: layout.platform,
    zone: layout.zone,
    mapping,
    sample: table.head.filter(({ row }) => row > header.row),
    readRows,
    readOrders,
  };
};

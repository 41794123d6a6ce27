// From a file to drafts: finds the table and its headers, tells whose format it is, and reads product by product.

import { setImmediate } from 'node:timers/promises';
import { type ColumnMapping, fitMapping, suggestMapping } from '../core/draft-field.ts';
import { isCurrency, readMoney } from '../core/money-text.ts';
import type { TableRow } from './csv-reader.ts';
import type { ReadProduct } from './draft-builder.ts';
import { FileRefusal, stopIfCancelled } from './file-refusal.ts';
import { type FileSource, stoppableSource } from './file-source.ts';
import {
  type FormatGuess,
  guessFormat,
  isOrderFile,
  LAYOUTS,
  mappedLayout,
  type OpenLayout,
  type OpenReader,
} from './format-guess.ts';
import { choosePlace, headerTexts } from './header-row.ts';
import type { ReadFormat } from './layout.ts';
import { createGroupPlanner, createNeighbourGroups, createPlannedGroups, type RowGroups } from './row-groups.ts';
import { openTables, type RowPortion, type Table, type TableChoices } from './table.ts';

/** What a person may decide against what was found. */
export interface CatalogueChoices extends TableChoices {
  readonly format?: ReadFormat;
  /** The row of the headers as a spreadsheet numbers it; 0 where there are none. */
  readonly headerRow?: number;
  /** Needed where `format` is `mapped`; else a guess is made. */
  readonly mapping?: ColumnMapping;
}

export interface ProductPortion {
  readonly products: readonly ReadProduct[];
  /** Rows of explanation below the headers, which are no products. */
  readonly skippedRows: readonly number[];
  readonly progress: number;
  readonly hasFormulas: boolean;
}

export interface Catalogue {
  readonly table: Table;
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly guess: FormatGuess;
  readonly format: ReadFormat;
  /** What the columns mean where the format is `mapped`, and the guess of it elsewhere. */
  readonly mapping: ColumnMapping;
  /** The first rows below the headers, at most 20. */
  readonly sample: readonly TableRow[];
  /** Product by product, in portions; `signal` ends it with the refusal `cancelled`. `currency` is ISO 4217. */
  readProducts(currency: string, signal?: AbortSignal): AsyncGenerator<ProductPortion>;
  /** The rows as they stand in the file, below the headers. */
  readRows(signal?: AbortSignal): AsyncGenerator<RowPortion>;
}

const EXPLAINED_ROWS = 4;

const chooseLayout = (format: ReadFormat, mapping: ColumnMapping): OpenLayout => {
  if (format === 'mapped') return mappedLayout(mapping);
  const layout = LAYOUTS.find((known) => known.format === format);
  if (layout === undefined) throw new FileRefusal('format_unknown', `no format ${format}`, { format });
  return layout;
};

/** 「必填」, "Platform unique product ID.": an id that is none and a price that is none. */
const createExplanationTest = (reader: OpenReader, headerRow: number): ((row: TableRow) => boolean) => {
  const ids = [reader.columnOf('externalId'), reader.columnOf('variantId')];
  const [price, stock] = [reader.columnOf('price'), reader.columnOf('stock')];
  return ({ row, cells }) => {
    if (row > headerRow + EXPLAINED_ROWS) return false;
    const said = (column: number): string => (cells[column] ?? '').trim();
    const isNoPrice = readMoney(said(price), { currency: 'CNY' }).kind === 'refused';
    const isNoId = ids.some((column) => said(column) !== '' && !/\d{4,}/.test(said(column)));
    const isNoStock = said(stock) !== '' && !/^\d/.test(said(stock));
    return isNoPrice && !/\d/.test(said(price)) && (isNoId || isNoStock);
  };
};

const planGroups = async (rows: AsyncGenerator<RowPortion>, reader: OpenReader): Promise<RowGroups> => {
  const planner = createGroupPlanner();
  for await (const portion of rows) {
    for (const row of portion.rows) planner.note(row.row, reader.readKeys(row));
    await setImmediate();
  }
  return createPlannedGroups(planner.plan());
};

/** `signal` also ends every later reading of this catalogue. */
export const openCatalogue = async (
  source: FileSource,
  choices: CatalogueChoices = {},
  signal?: AbortSignal,
): Promise<Catalogue> => {
  const tables = await openTables(stoppableSource(source, signal), choices);
  const { table, header, guess } = choosePlace(tables, choices.headerRow, {
    guess: guessFormat,
    meaning: (texts) => Object.keys(suggestMapping(texts)).length,
  });
  const headers = headerTexts(header);
  if (guess.format === null && choices.format === undefined && isOrderFile(headers))
    throw new FileRefusal('order_file', `${source.name} is a file of orders`, { name: source.name });
  const format = choices.format ?? guess.format ?? 'mapped';
  const mapping = fitMapping(choices.mapping ?? suggestMapping(headers), headers);
  const layout = chooseLayout(format, mapping);

  const readRows = async function* (stop?: AbortSignal): AsyncGenerator<RowPortion> {
    for await (const portion of table.readRows(stop)) {
      yield { ...portion, rows: portion.rows.filter(({ row }) => row > header.row) };
    }
  };

  const readProducts = async function* (currency: string, stop?: AbortSignal): AsyncGenerator<ProductPortion> {
    if (!isCurrency(currency)) throw new RangeError(`no currency: ${currency}`);
    const style = { currency, hasDecimalComma: table.delimiter === ';' };
    const groups = layout.isScattered
      ? await planGroups(readRows(stop), layout.open(headers, style))
      : createNeighbourGroups();
    const reader = layout.open(headers, style);
    const isExplanation = layout.mayExplain ? createExplanationTest(reader, header.row) : () => false;
    for await (const { rows, progress, hasFormulas } of readRows(stop)) {
      const products: ReadProduct[] = [];
      const skippedRows: number[] = [];
      for (const row of rows) {
        if (isExplanation(row)) skippedRows.push(row.row);
        else products.push(...groups.push(reader.readRow(row)));
      }
      yield { products, skippedRows, progress, hasFormulas };
      await setImmediate();
      stopIfCancelled(stop);
    }
    yield { products: groups.end(), skippedRows: [], progress: 1, hasFormulas: false };
  };

  return {
    table,
    headerRow: header.row,
    headers,
    guess,
    format,
    mapping,
    sample: table.head.filter(({ row }) => row > header.row),
    readProducts,
    readRows,
  };
};

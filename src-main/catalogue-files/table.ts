// A file as a table, whatever it is written in: which kind, which encoding, its first rows, and all of them in a stream.

import { createCsvParser, type Delimiter, detectDelimiter, readSeparatorLine, type TableRow } from './csv-reader.ts';
import { MOST_ROWS } from './file-limits.ts';
import { FileRefusal, stopIfCancelled } from './file-refusal.ts';
import type { FileSource } from './file-source.ts';
import { detectEncoding, type Encoding, type EncodingGuess, readText } from './text-encoding.ts';
import { openWorkbook, type Sheet, type Workbook } from './xlsx-reader.ts';

/** What a person may decide against what was found. */
export interface TableChoices {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** A sheet's name. */
  readonly sheet?: string;
}

/** Told once about the file as a whole; nothing in it hinders the import. */
export const TABLE_NOTICES = ['formulas', 'macros', 'external_links', 'hidden_sheet', 'damaged_characters'] as const;
export type TableNotice = (typeof TABLE_NOTICES)[number];

export interface RowPortion {
  readonly rows: readonly TableRow[];
  /** How much of the file lies behind it, from 0 to 1. */
  readonly progress: number;
  /** True where the value of a cell around here came from a formula. */
  readonly hasFormulas: boolean;
}

export interface Table {
  readonly kind: 'text' | 'xlsx';
  readonly encoding: EncodingGuess | null;
  readonly delimiter: Delimiter | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  /** The first rows that say anything, at most 20. */
  readonly head: readonly TableRow[];
  readonly notices: readonly TableNotice[];
  /** All the rows that say anything, from the start. May be asked for more than once. */
  readRows(signal?: AbortSignal): AsyncGenerator<RowPortion>;
}

const HEAD_ROWS = 20;
const HEAD_BYTES = 64 * 1024;
/** Rows in one portion: what is done with one must not hold up the event loop. */
const PORTION_ROWS = 200;

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

const ZIP_MARKS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];
const OLE_MARK = [0xd0, 0xcf, 0x11, 0xe0] as const;
const BINARY_MARKS: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x25, 0x50, 0x44, 0x46],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
];

const saysAnything = (row: TableRow): boolean => row.cells.some((cell) => cell.trim() !== '');

const inPortions = function* (all: readonly TableRow[], progress: number, hasFormulas = false): Generator<RowPortion> {
  const rows = all.filter(saysAnything);
  const last = rows.at(-1);
  if (last !== undefined && last.row > MOST_ROWS + 1)
    throw new FileRefusal('too_many_rows', `more than ${MOST_ROWS} rows`, { limit: MOST_ROWS });
  for (let at = 0; at < rows.length; at += PORTION_ROWS) {
    yield { rows: rows.slice(at, at + PORTION_ROWS), progress, hasFormulas };
  }
};

const firstRows = async (rows: AsyncGenerator<RowPortion>): Promise<readonly TableRow[]> => {
  const head: TableRow[] = [];
  for await (const portion of rows) {
    head.push(...portion.rows);
    if (head.length >= HEAD_ROWS) break;
  }
  return head.slice(0, HEAD_ROWS);
};

const turnAwayIfNoText = (source: FileSource, head: string): void => {
  const start = head.slice(0, 512).trimStart().toLowerCase();
  if (/^<(?:!doctype html|html|table|meta|head)/.test(start))
    throw new FileRefusal('html_table', `${source.name} is a web page`, { name: source.name });
  if (start.startsWith('<?xml') || (head.match(/\0/g)?.length ?? 0) > head.length / 100)
    throw new FileRefusal('not_a_table', `${source.name} is no table`, { name: source.name });
};

const openText = async (source: FileSource, choices: TableChoices): Promise<Table> => {
  const encoding: EncodingGuess =
    choices.encoding === undefined ? await detectEncoding(source) : { encoding: choices.encoding, why: 'chosen' };
  const headBytes = await source.read(0, HEAD_BYTES);
  const head = new TextDecoder(encoding.encoding).decode(headBytes, { stream: true });
  turnAwayIfNoText(source, head);
  const separator = readSeparatorLine(head);
  const delimiter = choices.delimiter ?? separator?.delimiter ?? detectDelimiter(head);
  const skipped = separator?.length ?? 0;

  const readRows = async function* (signal?: AbortSignal): AsyncGenerator<RowPortion> {
    const parser = createCsvParser(delimiter);
    let toSkip = skipped;
    for await (const { text, bytes } of readText(source, encoding.encoding)) {
      stopIfCancelled(signal);
      const rows = parser.push(toSkip > 0 ? text.slice(toSkip) : text);
      toSkip = Math.max(0, toSkip - text.length);
      yield* inPortions(rows, bytes / source.size);
    }
    yield* inPortions(parser.end(), 1);
  };

  return {
    kind: 'text',
    encoding,
    delimiter,
    sheet: null,
    sheets: [],
    head: await firstRows(readRows()),
    notices: encoding.why === 'damaged' ? ['damaged_characters'] : [],
    readRows,
  };
};

const sheetRows = async function* (workbook: Workbook, sheet: Sheet, signal?: AbortSignal): AsyncGenerator<RowPortion> {
  for await (const { rows, formulas, progress } of workbook.readRows(sheet)) {
    stopIfCancelled(signal);
    yield* inPortions(rows, progress, formulas > 0);
  }
};

const openSheet = async (workbook: Workbook, sheet: Sheet): Promise<Table> => {
  let hasFormulas = false;
  const head: TableRow[] = [];
  for await (const portion of sheetRows(workbook, sheet)) {
    hasFormulas ||= portion.hasFormulas;
    head.push(...portion.rows);
    if (head.length >= HEAD_ROWS) break;
  }
  const notices: readonly (readonly [TableNotice, boolean])[] = [
    ['formulas', hasFormulas],
    ['macros', workbook.hasMacros],
    ['external_links', workbook.hasExternalLinks],
    ['hidden_sheet', sheet.isHidden],
  ];
  return {
    kind: 'xlsx',
    encoding: null,
    delimiter: null,
    sheet: sheet.name,
    sheets: workbook.sheets.map(({ name }) => name),
    head: head.slice(0, HEAD_ROWS),
    notices: notices.flatMap(([notice, holds]) => (holds ? [notice] : [])),
    readRows: (signal) => sheetRows(workbook, sheet, signal),
  };
};

/** The tables of a file: one for text, one for each sheet with rows of a workbook, those in sight first. */
export const openTables = async (source: FileSource, choices: TableChoices = {}): Promise<readonly Table[]> => {
  if (source.size === 0) throw new FileRefusal('file_empty', `${source.name} is empty`, { name: source.name });
  const mark = await source.read(0, 8);
  if (startsWith(mark, OLE_MARK))
    throw new FileRefusal('old_workbook', `${source.name} is an old or locked workbook`, { name: source.name });
  if (BINARY_MARKS.some((known) => startsWith(mark, known)))
    throw new FileRefusal('not_a_table', `${source.name} is no table`, { name: source.name });
  const tables: Table[] = [];
  if (ZIP_MARKS.some((known) => startsWith(mark, known))) {
    const workbook = await openWorkbook(source);
    const wanted = workbook.sheets.filter(({ name }) => choices.sheet === undefined || choices.sheet === name);
    if (wanted.length === 0)
      throw new FileRefusal('xlsx_no_sheet', `no sheet ${choices.sheet ?? ''}`, { sheet: choices.sheet ?? '' });
    for (const isHidden of [false, true])
      for (const sheet of wanted) if (sheet.isHidden === isHidden) tables.push(await openSheet(workbook, sheet));
  } else tables.push(await openText(source, choices));
  const filled = tables.filter(({ head }) => head.length > 0);
  if (filled.length === 0) throw new FileRefusal('file_empty', `${source.name} says nothing`, { name: source.name });
  return filled;
};

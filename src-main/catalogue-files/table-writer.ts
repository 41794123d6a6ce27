// What every table is written from: columns, rows of texts, and how a cell is kept from a spreadsheet's hands.

import { guardFormula } from '../core/formula-guard.ts';
import type { WriteColumn } from './layout.ts';

export type Rows = AsyncIterable<readonly (readonly string[])[]>;

export interface CsvStyle {
  /** True where the program that reads it back takes a tab before an id for nothing. */
  readonly mayGuardIds: boolean;
}

/** What a spreadsheet makes another number, a date or a power of ten of. */
const CHANGED = /^(?:0\d+|\d{12,}|[+-]?\d+(?:\.\d+)?e[+-]?\d+|\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?|\d+\.\d*0)$/i;
/** Beyond 15 digits the number itself is lost, not only its look. */
const DESTROYED = /^\d{16,}$/;

const MARK = '\ufeff';
const LINE_END = '\r\n';

export const csvCell = (text: string, { kind }: WriteColumn, { mayGuardIds }: CsvStyle): string => {
  if (text === '') return '';
  if (kind === 'number') return text;
  const guarded = guardFormula(text);
  const isKept = guarded === text && (mayGuardIds ? CHANGED.test(text) : kind === 'id' && DESTROYED.test(text));
  const cell = isKept ? `\t${text}` : guarded;
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
};

/** UTF-8 with its mark, by which a spreadsheet knows it; commas; every row ended. */
export const csvOf = async function* (
  columns: readonly WriteColumn[],
  rows: Rows,
  style: CsvStyle,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const header = columns.map(({ header }) => csvCell(header, { header, kind: 'text' }, { mayGuardIds: false }));
  yield encoder.encode(MARK + header.join(',') + LINE_END);
  for await (const portion of rows) {
    const lines = portion.map((row) => columns.map((column, at) => csvCell(row[at] ?? '', column, style)).join(','));
    yield encoder.encode(lines.map((line) => line + LINE_END).join(''));
  }
};

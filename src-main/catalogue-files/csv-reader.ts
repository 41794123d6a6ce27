// Reads delimited text into rows: quotes, line breaks inside them, any line ending, and where it went wrong.

import { LONGEST_CELL, MOST_COLUMNS } from './file-limits.ts';
import { FileRefusal } from './file-refusal.ts';

export const DELIMITERS = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface TableRow {
  /** As a spreadsheet numbers it, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** The cells, counted from 0, behind whose closing quote more text stands. */
  readonly brokenQuotes?: readonly number[];
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

const countLines = (text: string): number => {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

export interface CsvParser {
  /** The rows that `text` completes. Refuses a cell without end. */
  push(text: string): readonly TableRow[];
  /** The last row. Refuses with `quote_unclosed`, naming the row and line where the quote opens. */
  end(): readonly TableRow[];
}

export const createCsvParser = (delimiter: Delimiter): CsvParser => {
  const comma = delimiter.charCodeAt(0);
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  let cells: string[] = [];
  let brokenQuotes: number[] = [];
  let field = '';
  let [row, line, quoteLine] = [1, 1, 1];
  let skipsLf = false;

  const grow = (piece: string): void => {
    if (field.length + piece.length > LONGEST_CELL) {
      const code = state === 'quoted' ? 'quote_unclosed' : 'cell_too_large';
      throw new FileRefusal(code, `the cell in row ${row} has no end`, {
        row,
        line: state === 'quoted' ? quoteLine : line,
      });
    }
    field += piece;
  };
  const endCell = (): void => {
    if (cells.length >= MOST_COLUMNS)
      throw new FileRefusal('too_many_columns', `row ${row} has too many cells`, { row, limit: MOST_COLUMNS });
    cells.push(field);
    field = '';
    state = 'start';
  };
  const endRow = (): TableRow => {
    endCell();
    const done: TableRow = { row, cells, ...(brokenQuotes.length > 0 ? { brokenQuotes } : {}) };
    row += 1;
    cells = [];
    brokenQuotes = [];
    return done;
  };

  const push = (text: string): readonly TableRow[] => {
    const rows: TableRow[] = [];
    let at = 0;
    if (skipsLf && text.length > 0) {
      if (text.charCodeAt(0) === LF) at = 1;
      skipsLf = false;
    }
    while (at < text.length) {
      if (state === 'quoted') {
        const quote = text.indexOf('"', at);
        const end = quote === -1 ? text.length : quote;
        const piece = text.slice(at, end);
        line += countLines(piece);
        grow(piece);
        if (quote !== -1) state = 'closed';
        at = end + 1;
        continue;
      }
      const code = text.charCodeAt(at);
      if (code === QUOTE && state === 'closed') {
        // Two quotes inside quotes are one.
        state = 'quoted';
        grow('"');
        at += 1;
      } else if (code === QUOTE && state === 'start') {
        state = 'quoted';
        quoteLine = line;
        at += 1;
      } else if (code === comma) {
        endCell();
        at += 1;
      } else if (code === LF || code === CR) {
        rows.push(endRow());
        line += 1;
        at += 1;
        if (code === CR && at === text.length) skipsLf = true;
        else if (code === CR && text.charCodeAt(at) === LF) at += 1;
      } else {
        let end = at;
        for (let next = code; next !== comma && next !== LF && next !== CR; next = text.charCodeAt(end)) {
          end += 1;
          if (end === text.length) break;
        }
        const piece = text.slice(at, end);
        if (state === 'closed') {
          // Spaces behind a closing quote pad a column; anything else is a quote gone wrong.
          if (piece.trim() !== '') {
            if (brokenQuotes.at(-1) !== cells.length) brokenQuotes.push(cells.length);
            grow(piece);
          }
        } else {
          state = 'plain';
          grow(piece);
        }
        at = end;
      }
    }
    return rows;
  };

  return {
    push,
    end: () => {
      if (state === 'quoted')
        throw new FileRefusal('quote_unclosed', `the quote opened in line ${quoteLine} is never closed`, {
          row,
          line: quoteLine,
        });
      return cells.length === 0 && state === 'start' ? [] : [endRow()];
    },
  };
};

/** By the first line that has any outside quotes: a cell further down that holds a tab must not decide it. */
export const detectDelimiter = (head: string): Delimiter => {
  let best: { readonly delimiter: Delimiter; readonly count: number } = { delimiter: ',', count: 0 };
  const lines = head.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n|\n|\r/, 4);
  for (const text of lines) {
    for (const delimiter of DELIMITERS) {
      const count = text.split(delimiter).length - 1;
      if (count > best.count) best = { delimiter, count };
    }
    if (best.count > 0) break;
  }
  return best.delimiter;
};

/** `sep=;` on the first line, which Excel obeys and does not count as a row. */
export const readSeparatorLine = (head: string): { delimiter: Delimiter; length: number } | null => {
  const found = /^"?sep=(?<mark>[,;\t|])"?(?:\r\n|\n|\r)/i.exec(head);
  const delimiter = DELIMITERS.find((mark) => mark === found?.groups?.mark);
  return found === null || delimiter === undefined ? null : { delimiter, length: found[0].length };
};

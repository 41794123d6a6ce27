// Finds the row of headers among the first rows of a file's tables, and tells what it takes the table for.

import { unguardFormula } from '../core/formula-guard.ts';
import type { TableRow } from './csv-reader.ts';
import { FileRefusal } from './file-refusal.ts';
import type { FormatGuess } from './format-guess.ts';
import type { Table } from './table.ts';

export interface Place<Format extends string> {
  readonly table: Table;
  readonly header: TableRow;
  readonly guess: FormatGuess<Format>;
}

/** What a row of headers is worth to whoever reads the table. */
export interface HeaderSense<Format extends string> {
  guess(headers: readonly string[]): FormatGuess<Format>;
  /** How many of the headers could mean something, where no format is known by them. */
  meaning(headers: readonly string[]): number;
}

const HEADER_WITHIN = 10;

export const headerTexts = (row: TableRow): readonly string[] => {
  const texts = row.cells.map((cell) => unguardFormula(cell.trim()));
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
};

const NO_HEADER_GUESS = { format: null, confidence: 0, found: [], foreign: [] } as const;

/** A, B, … Z, AA, as a spreadsheet heads its columns. */
const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

const surest = <Format extends string>(
  tables: readonly Table[],
  { guess: guessOf }: HeaderSense<Format>,
): Place<Format> | null => {
  let best: Place<Format> | null = null;
  for (const table of tables) {
    for (const header of table.head.slice(0, HEADER_WITHIN)) {
      const guess = guessOf(headerTexts(header));
      if (guess.format !== null && guess.confidence > (best?.guess.confidence ?? 0)) best = { table, header, guess };
    }
  }
  return best;
};

/** Where no format is known: the row whose texts mean the most, or the first that could be a header at all. */
const likeliest = <Format extends string>(
  tables: readonly Table[],
  { meaning }: HeaderSense<Format>,
): Place<Format> | null => {
  let best: Place<Format> | null = null;
  let most = -1;
  for (const table of tables) {
    for (const header of table.head.slice(0, HEADER_WITHIN)) {
      const texts = headerTexts(header);
      const meant = meaning(texts);
      if (meant <= most || (meant === 0 && texts.filter((text) => text !== '').length < 2)) continue;
      best = { table, header, guess: NO_HEADER_GUESS };
      most = meant;
    }
  }
  return best;
};

/** `headerRow` as a spreadsheet numbers it, 0 where there is none; found where it is not given. Refuses with `no_header`. */
export const choosePlace = <Format extends string>(
  tables: readonly Table[],
  headerRow: number | undefined,
  sense: HeaderSense<Format>,
): Place<Format> => {
  const [first] = tables;
  if (headerRow === 0 && first !== undefined) {
    const width = Math.max(0, ...first.head.map(({ cells }) => cells.length));
    const cells = Array.from({ length: width }, (_, column) => letterOf(column));
    return { table: first, header: { row: 0, cells }, guess: NO_HEADER_GUESS };
  }
  if (headerRow !== undefined) {
    const table = tables.find(({ head }) => head.some(({ row }) => row === headerRow));
    const header = table?.head.find(({ row }) => row === headerRow);
    if (table === undefined || header === undefined)
      throw new FileRefusal('no_header', `row ${headerRow} is not among the first rows`, { row: headerRow });
    return { table, header, guess: sense.guess(headerTexts(header)) };
  }
  const place = surest(tables, sense) ?? likeliest(tables, sense);
  if (place === null) throw new FileRefusal('no_header', 'no row looks like headers');
  return place;
};

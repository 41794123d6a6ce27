// The run sheet as text that leaves Kongtai: a table for spreadsheets, with formulas defused, and one to be read.

import { guardFormula } from './formula-guard.ts';
import { toMoneyText } from './money-text.ts';
import type { Cue } from './run-sheet.ts';
import type { Duration, Money } from './units.ts';

export interface SheetTextRow extends Cue {
  readonly title: string;
  readonly variantTitle: string;
  readonly price: Money;
  readonly stock: number;
  readonly isSkipped: boolean;
  /** Null where it was not explained. */
  readonly explainedMs: Duration | null;
  /** When it is due, in words; '' where the start is not planned. */
  readonly due: string;
}

export const SHEET_COLUMNS = [
  'number',
  'due',
  'title',
  'variant',
  'price',
  'stock',
  'dealPrice',
  'dealQuantity',
  'perBuyer',
  'plannedMinutes',
  'actualMinutes',
  'speaker',
  'note',
  'skipped',
] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

export interface SheetWords {
  readonly columns: Readonly<Record<SheetColumn, string>>;
  readonly yes: string;
}

const MINUTE_MS = 60_000;

/** 6, 6.5: as many decimals as it has, at most one. */
const toMinutes = (ms: number): string => String(Math.round((ms / MINUTE_MS) * 10) / 10);

const cellsOf = (row: SheetTextRow, words: SheetWords): Readonly<Record<SheetColumn, string>> => ({
  number: String(row.number),
  due: row.due,
  title: row.title,
  variant: row.variantTitle,
  price: toMoneyText(row.price),
  stock: String(row.stock),
  dealPrice: row.deal === null ? '' : toMoneyText(row.deal.price),
  dealQuantity: row.deal === null ? '' : String(row.deal.quantity),
  perBuyer: row.deal === null ? '' : String(row.deal.perBuyer),
  plannedMinutes: toMinutes(row.plannedMs),
  actualMinutes: row.explainedMs === null ? '' : toMinutes(row.explainedMs),
  speaker: row.speaker,
  note: row.note,
  skipped: row.isSkipped ? words.yes : '',
});

const toCsvCell = (text: string): string => {
  const safe = guardFormula(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const toCsvLine = (cells: readonly string[]): string => `${cells.map(toCsvCell).join(',')}\r\n`;

/** RFC 4180, with a mark of its encoding in front for the spreadsheets that ask for one. */
export const toSheetCsv = (rows: readonly SheetTextRow[], words: SheetWords): string => {
  const head = toCsvLine(SHEET_COLUMNS.map((column) => words.columns[column]));
  const lines = rows.map((row) => {
    const cells = cellsOf(row, words);
    return toCsvLine(SHEET_COLUMNS.map((column) => cells[column]));
  });
  return `\uFEFF${head}${lines.join('')}`;
};

/** Nothing in a cell may end it, begin a tag, or become a link or an emphasis. */
const toMarkdownCell = (text: string): string =>
  text
    .replaceAll(/[\\|`*_[\]<>&#~!]/g, (sign) => `\\${sign}`)
    .replaceAll(/[\r\n]+/g, ' ')
    .trim();

const toMarkdownLine = (cells: readonly string[]): string => `| ${cells.map(toMarkdownCell).join(' | ')} |\n`;

/** Columns in which no row says anything are left out. */
export const toSheetMarkdown = (title: string, rows: readonly SheetTextRow[], words: SheetWords): string => {
  const lines = rows.map((row) => cellsOf(row, words));
  const columns = SHEET_COLUMNS.filter((column) => lines.some((cells) => cells[column] !== ''));
  const head = toMarkdownLine(columns.map((column) => words.columns[column]));
  const rule = `|${columns.map(() => ' --- |').join('')}\n`;
  const body = lines.map((cells) => toMarkdownLine(columns.map((column) => cells[column])));
  return `# ${toMarkdownCell(title)}\n\n${columns.length === 0 ? '' : `${head}${rule}${body.join('')}`}`;
};

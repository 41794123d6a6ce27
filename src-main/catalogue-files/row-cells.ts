// Reads the cells of one row by their field, and notes what is wrong with each where it stands.

import { faultOfId, readCount } from '../core/cell-text.ts';
import type { DraftField } from '../core/draft-field.ts';
import { unguardFormula } from '../core/formula-guard.ts';
import { readMoney } from '../core/money-text.ts';
import {
  type CellProblem,
  excerptOf,
  LONGEST_DESCRIPTION,
  LONGEST_TEXT,
  LONGEST_TITLE,
  type ProblemCode,
  type ProblemSeverity,
} from '../core/product-draft.ts';
import type { Money } from '../core/units.ts';
import type { TableRow } from './csv-reader.ts';

/** A field of a draft, or a column that only one program's files have, by its folded header. */
export type Columns<Extra extends string = never> = ReadonlyMap<DraftField | Extra, number>;

export interface ReadStyle {
  /** ISO 4217, of amounts without a currency of their own. */
  readonly currency: string;
  readonly hasDecimalComma: boolean;
  /** True where the program writes "-" for nothing. */
  readonly hasDashForNothing: boolean;
}

export interface RowCells<Extra extends string = never> {
  readonly row: number;
  readonly problems: readonly CellProblem[];
  has(field: DraftField | Extra): boolean;
  /** The header's text as it stands in the file. */
  header(field: DraftField | Extra): string;
  /** Trimmed, without guards; '' where there is no such column. */
  text(field: DraftField | Extra): string;
  /** Like `text`, for what a spreadsheet may have taken for a number. */
  id(field: DraftField | Extra): string;
  price(field: DraftField | Extra, currency?: string): Money | null;
  count(field: DraftField | Extra): number | undefined;
  /** Whole, 0 to 100, with or without the sign. */
  percent(field: DraftField | Extra): number | undefined;
  images(field: DraftField | Extra, parted: RegExp): readonly string[];
  /** Notes a problem with the cell of `field`, or with the row where `field` is null. */
  note(field: DraftField | Extra | null, code: ProblemCode, severity: ProblemSeverity): void;
}

const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#{3,})$/i;
const IMAGE_URL = /^https?:\/\/[^\s"<>\\^`{}]+$/i;
const LONGEST_URL = 2_048;

/** ="007" is how some programs keep a spreadsheet's hands off an id; null where the text is no such thing. */
export const unwrapId = (text: string): string | null =>
  /^="(?<inner>[\s\S]*)"$/.exec(text)?.groups?.inner?.replaceAll('""', '"').trim() ?? null;

/** A comma or a bar in a URL would part it in two in some file: both are written encoded. */
export const tidyUrl = (url: string): string => url.replaceAll(',', '%2C').replaceAll('|', '%7C');

const longestOf = (field: string): number => {
  if (field === 'title') return LONGEST_TITLE;
  const isLong =
    field === 'specification' ||
    field === 'description' ||
    field === 'sellingPoints' ||
    field === 'images' ||
    field.startsWith('*');
  return isLong ? LONGEST_DESCRIPTION : LONGEST_TEXT;
};

/** NUL is at home in no text. */
const tidyText = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text).trim();

/** `columns` by field; an extra field that may be long begins with a star. */
export const createRowCells = <Extra extends string = never>(
  { row, cells, brokenQuotes = [] }: TableRow,
  headers: readonly string[],
  columns: Columns<Extra>,
  style: ReadStyle,
): RowCells<Extra> => {
  const problems: CellProblem[] = [];
  const add = (column: number, code: ProblemCode, severity: ProblemSeverity): void => {
    const value = excerptOf((cells[column] ?? '').trim());
    const isKnown = problems.some((known) => known.code === code && known.column === (headers[column] ?? ''));
    if (!isKnown) problems.push({ row, column: headers[column] ?? '', value, code, severity });
  };
  const note: RowCells<Extra>['note'] = (field, code, severity) =>
    add(field === null ? -1 : (columns.get(field) ?? -1), code, severity);

  for (const column of brokenQuotes) add(column, 'quote_broken', 'error');
  const beyond = cells.findIndex((cell, at) => at >= headers.length && cell.trim() !== '');
  if (beyond !== -1) add(beyond, 'too_many_cells', 'error');

  const text = (field: DraftField | Extra): string => {
    const raw = tidyText(cells[columns.get(field) ?? -1] ?? '');
    if (raw === '' || (style.hasDashForNothing && /^'?[-—]+$/.test(raw))) return '';
    if (raw.startsWith('#') && ERROR_VALUE.test(raw)) {
      note(field, 'cell_error', 'error');
      return '';
    }
    if (raw.includes('\ufffd')) note(field, 'cell_bad_characters', 'warning');
    if (raw.length > longestOf(field)) {
      note(field, 'cell_too_long', 'error');
      return '';
    }
    return raw.startsWith('=') ? (unwrapId(raw) ?? raw) : unguardFormula(raw);
  };

  return {
    row,
    problems,
    has: (field) => columns.has(field),
    header: (field) => headers[columns.get(field) ?? -1] ?? '',
    text,
    id: (field) => {
      const id = text(field);
      const fault = faultOfId(id);
      if (fault !== null) note(field, fault, fault === 'id_scientific' ? 'error' : 'warning');
      return id;
    },
    price: (field, currency = style.currency) => {
      const reading = readMoney(text(field), { currency, hasDecimalComma: style.hasDecimalComma });
      if (reading.kind === 'refused') note(field, reading.code, 'error');
      return reading.kind === 'money' ? reading.money : null;
    },
    count: (field) => {
      const reading = readCount(text(field));
      if (reading.kind === 'refused') note(field, reading.code, 'error');
      if (reading.kind !== 'count') return undefined;
      if (reading.isOversold) note(field, 'count_negative', 'warning');
      return reading.count;
    },
    percent: (field) => {
      const reading = readCount(text(field).replace(/\s*[%％]$/u, ''));
      if (reading.kind === 'refused') note(field, reading.code, 'error');
      if (reading.kind !== 'count') return undefined;
      if (reading.isOversold) note(field, 'count_negative', 'error');
      if (reading.count > 100) note(field, 'count_too_large', 'error');
      return reading.count;
    },
    images: (field, parted) =>
      text(field)
        .split(parted)
        .map((url) => url.trim())
        .filter((url) => {
          if (url === '') return false;
          const isUrl = url.length <= LONGEST_URL && IMAGE_URL.test(url);
          if (!isUrl) note(field, 'image_not_url', 'warning');
          return isUrl;
        })
        .map(tidyUrl),
    note,
  };
};

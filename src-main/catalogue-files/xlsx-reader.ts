// Reads the sheets of a workbook row by row: values as they were last computed, no formula, macro or link is ever run.

import type { TableRow } from './csv-reader.ts';
import { LONGEST_CELL, MOST_COLUMNS, MOST_SHARED } from './file-limits.ts';
import { FileRefusal } from './file-refusal.ts';
import type { FileSource } from './file-source.ts';
import { attributeOf, createXmlScanner, type XmlListener } from './xml-scanner.ts';
import { openZip, type ZipReader } from './zip-reader.ts';

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

export interface SheetPortion {
  readonly rows: readonly TableRow[];
  /** Cells in these rows whose value a formula gave. */
  readonly formulas: number;
  /** From 0 to 1. */
  readonly progress: number;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly hasMacros: boolean;
  readonly hasExternalLinks: boolean;
  readRows(sheet: Sheet): AsyncGenerator<SheetPortion>;
}

const broken = (why: string, part: string): FileRefusal =>
  new FileRefusal('xlsx_broken', `${part}: ${why}`, { why, part });

/** Parts of a sheet in one row are kept open this far; `XFD` and other nonsense stands beyond. */
const columnOf = (reference: string): number => {
  let column = 0;
  for (const letter of reference.toUpperCase()) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
};

/** `_x000D_` is how a workbook writes what XML cannot hold. */
const decodeCharacters = (text: string): string =>
  text.includes('_x')
    ? text
        .replace(/_x([\da-f]{4})_/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replace(/\p{Cs}/gu, '\ufffd')
    : text;

const SIGNIFICANT_DIGITS = 15;

/** A number as its cell shows it: 19.989999999999998 is 19.99; an id too long for a number is left as it stands. */
const tidyNumber = (raw: string): string => {
  const value = Number(raw);
  if (raw === '' || !Number.isFinite(value) || Math.abs(value) >= 1e15) return raw;
  const tidy = String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
  return tidy.includes('e') ? raw : tidy;
};

const scanPart = async function* (zip: ZipReader, part: string, listener: XmlListener): AsyncGenerator<number> {
  const scanner = createXmlScanner(part, listener);
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const portion of zip.readPart(part)) {
    bytes += portion.length;
    scanner.push(decoder.decode(portion, { stream: true }));
    yield bytes;
  }
  scanner.push(decoder.decode());
  scanner.end();
  yield bytes;
};

const scanWhole = async (zip: ZipReader, part: string, listener: XmlListener): Promise<void> => {
  for await (const _ of scanPart(zip, part, listener));
};

const nothing: XmlListener = { open: () => {}, close: () => {}, text: () => {} };

/** Relation id → part, of the workbook. */
const readRelations = async (zip: ZipReader, part: string, folder: string): Promise<ReadonlyMap<string, string>> => {
  const targets = new Map<string, string>();
  if (!zip.names.includes(part)) return targets;
  await scanWhole(zip, part, {
    ...nothing,
    open: (name, attributes) => {
      const [id, target] = [attributeOf(attributes, 'Id'), attributeOf(attributes, 'Target')];
      if (name !== 'Relationship' || id === null || target === null) return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : `${folder}${target}`);
    },
  });
  return targets;
};

const readSheets = async (zip: ZipReader): Promise<readonly Sheet[]> => {
  const workbook = zip.names.find((name) => /(?:^|\/)workbook\.xml$/i.test(name));
  if (workbook === undefined) throw new FileRefusal('not_a_table', 'the archive is no workbook');
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const targets = await readRelations(zip, `${folder}_rels/workbook.xml.rels`, folder);
  const sheets: Sheet[] = [];
  await scanWhole(zip, workbook, {
    ...nothing,
    open: (name, attributes) => {
      if (name !== 'sheet') return;
      const id = /(?:^|\s)[\w.-]+:id\s*=\s*["']([^"']*)["']/u.exec(attributes)?.[1];
      const part = id === undefined ? undefined : targets.get(id);
      // A chart sheet has no rows.
      if (part === undefined || !/worksheets\//i.test(part)) return;
      const state = attributeOf(attributes, 'state');
      sheets.push({
        name: decodeCharacters(attributeOf(attributes, 'name') ?? ''),
        isHidden: state === 'hidden' || state === 'veryHidden',
        part,
      });
    },
  });
  if (sheets.length === 0) throw new FileRefusal('xlsx_no_sheet', 'the workbook has no sheet');
  return sheets;
};

/** Texts of an `si` or `is`: its `t` elements joined, but for the reading aids in `rPh`. */
const createTextGatherer = () => {
  let [text, isText, phonetic] = ['', false, 0];
  return {
    start: () => {
      text = '';
    },
    open: (name: string) => {
      if (name === 'rPh') phonetic += 1;
      isText = name === 't' && phonetic === 0;
    },
    close: (name: string) => {
      if (name === 'rPh') phonetic -= 1;
      isText = false;
    },
    text: (piece: string) => {
      if (isText && text.length + piece.length <= LONGEST_CELL) text += piece;
    },
    take: () => decodeCharacters(text),
  };
};

const readSharedTexts = async (zip: ZipReader): Promise<readonly string[]> => {
  const part = zip.names.find((name) => /(?:^|\/)sharedStrings\.xml$/i.test(name));
  const texts: string[] = [];
  if (part === undefined) return texts;
  const gatherer = createTextGatherer();
  let characters = 0;
  await scanWhole(zip, part, {
    open: (name) => {
      if (name === 'si') gatherer.start();
      else gatherer.open(name);
    },
    close: (name) => {
      if (name !== 'si') {
        gatherer.close(name);
        return;
      }
      const text = gatherer.take();
      characters += text.length;
      if (characters > MOST_SHARED)
        throw new FileRefusal('xlsx_too_large', 'the shared texts are too long', { limit: MOST_SHARED });
      texts.push(text);
    },
    text: gatherer.text,
  });
  return texts;
};

interface RowGatherer extends XmlListener {
  take(): { readonly rows: readonly TableRow[]; readonly formulas: number };
}

const createRowGatherer = (part: string, shared: readonly string[]): RowGatherer => {
  const inline = createTextGatherer();
  let rows: TableRow[] = [];
  let [row, formulas, column, kind, value] = [0, 0, 0, '', ''];
  let cells: string[] = [];
  let within: 'sheet' | 'row' | 'cell' | 'value' | 'inline' = 'sheet';

  const cellText = (): string => {
    if (kind === 'inlineStr') return inline.take();
    if (kind === 's') {
      const text = shared[Number(value)];
      if (value !== '' && text === undefined) throw broken(`row ${row} names a text that is not there`, part);
      return text ?? '';
    }
    if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return kind === 'str' || kind === 'e' || kind === 'd' ? decodeCharacters(value) : tidyNumber(value.trim());
  };

  const openCell = (attributes: string): void => {
    const reference = attributeOf(attributes, 'r');
    column = reference === null ? column + 1 : columnOf(reference);
    if (column >= MOST_COLUMNS)
      throw new FileRefusal('too_many_columns', `row ${row} has too many cells`, { row, limit: MOST_COLUMNS });
    kind = attributeOf(attributes, 't') ?? 'n';
    value = '';
    inline.start();
    within = 'cell';
  };

  return {
    open: (name, attributes) => {
      if (within === 'inline') inline.open(name);
      else if (name === 'row') {
        const number = Number(attributeOf(attributes, 'r') ?? row + 1);
        // Rows out of order would give two of them one number.
        if (!Number.isSafeInteger(number) || number <= row) throw broken(`row ${row + 1} is out of order`, part);
        row = number;
        cells = [];
        column = -1;
        within = 'row';
      } else if (name === 'c' && within === 'row') openCell(attributes);
      else if (name === 'f' && within === 'cell') formulas += 1;
      else if (name === 'v' && within === 'cell') within = 'value';
      else if (name === 'is' && within === 'cell') within = 'inline';
    },
    close: (name) => {
      if (name === 'is' && within === 'inline') within = 'cell';
      else if (within === 'inline') inline.close(name);
      else if (name === 'v' && within === 'value') within = 'cell';
      else if (name === 'c' && within === 'cell') {
        const text = cellText();
        if (text !== '' && column >= 0) {
          while (cells.length < column) cells.push('');
          cells[column] = text;
        }
        within = 'row';
      } else if (name === 'row') {
        rows.push({ row, cells });
        within = 'sheet';
      }
    },
    text: (text) => {
      if (within === 'inline') inline.text(text);
      else if (within === 'value' && value.length + text.length <= LONGEST_CELL) value += text;
    },
    take: () => {
      const taken = { rows, formulas };
      rows = [];
      formulas = 0;
      return taken;
    },
  };
};

export const openWorkbook = async (source: FileSource): Promise<Workbook> => {
  const zip = await openZip(source);
  const sheets = await readSheets(zip);
  let shared: readonly string[] | null = null;

  return {
    sheets,
    hasMacros: zip.names.some((name) => /vbaProject\.bin$/i.test(name)),
    hasExternalLinks: zip.names.some((name) => /externalLinks\//i.test(name)),
    readRows: async function* (sheet) {
      shared ??= await readSharedTexts(zip);
      const gatherer = createRowGatherer(sheet.part, shared);
      const size = Math.max(1, zip.sizeOf(sheet.part));
      for await (const bytes of scanPart(zip, sheet.part, gatherer)) {
        yield { ...gatherer.take(), progress: Math.min(1, bytes / size) };
      }
    },
  };
};

// Writes one sheet as a workbook: texts stay texts, amounts are numbers, nothing in it can be run.

import { guardFormula } from '../core/formula-guard.ts';
import type { WriteColumn } from './layout.ts';
import type { Rows } from './table-writer.ts';
import { zipOf } from './zip-writer.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const KINDS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What Excel holds in one cell. */
export const LONGEST_SHEET_CELL = 32_767;

const codeOf = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** XML cannot hold control characters: the workbook's own way of writing them, undone by every reader. */
const encodeCharacters = (text: string): string =>
  text.replace(/_(?=x[\da-f]{4}_)/giu, '_x005F_').replace(/(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu, codeOf);

const escapeText = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const PARTS = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KINDS}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KINDS}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${KINDS}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // Style 1 is text (49): a cell that one edits stays text. Style 2 is a bold header.
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
} as const;

const workbookXml = (sheet: string): string =>
  `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeText(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const columnName = (column: number): string =>
  (column >= 26 ? columnName(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

export interface SheetStyle {
  readonly sheet: string;
  /** Called for each text that is longer than a cell may be, and was cut. */
  readonly onCut: () => void;
}

export const xlsxOf = (
  columns: readonly WriteColumn[],
  rows: Rows,
  { sheet, onCut }: SheetStyle,
): AsyncGenerator<Uint8Array> => {
  const names = columns.map((_, at) => columnName(at));

  const cutToCell = (text: string): string => {
    if (text.length <= LONGEST_SHEET_CELL) return text;
    onCut();
    return text.slice(0, LONGEST_SHEET_CELL);
  };
  const textCell = (place: string, text: string, style: 1 | 2): string =>
    `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(encodeCharacters(cutToCell(guardFormula(text))))}</t></is></c>`;
  const cell = (text: string, at: number, row: number): string => {
    if (text === '') return '';
    const place = `${names[at]}${row}`;
    const isNumber = columns[at]?.kind === 'number' && /^\d{1,15}(?:\.\d{1,4})?$/.test(text);
    return isNumber ? `<c r="${place}"><v>${text}</v></c>` : textCell(place, text, 1);
  };

  const sheetXml = async function* (): AsyncGenerator<string> {
    const header = columns.map((column, at) => textCell(`${names[at]}1`, column.header, 2)).join('');
    const widths = `<cols><col min="1" max="${columns.length}" width="16" style="1" customWidth="1"/></cols>`;
    const pane =
      '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
    yield `${XML}<worksheet xmlns="${MAIN}">${pane}${widths}<sheetData><row r="1">${header}</row>`;
    let row = 1;
    for await (const portion of rows) {
      let text = '';
      for (const cells of portion) {
        row += 1;
        text += `<row r="${row}">${cells.map((value, at) => cell(value, at, row)).join('')}</row>`;
      }
      yield text;
    }
    yield '</sheetData></worksheet>';
  };

  return zipOf([
    ...Object.entries(PARTS).map(([name, text]) => ({ name, content: [XML + text] })),
    { name: 'xl/workbook.xml', content: [XML + workbookXml(sheet)] },
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml() },
  ]);
};

// The run sheet as a file: no cell becomes a formula, no text breaks out of its cell.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unguardFormula } from '../../src-main/core/formula-guard.ts';
import { SHEET_COLUMNS, type SheetTextRow, toSheetCsv, toSheetMarkdown } from '../../src-main/core/sheet-text.ts';
import { duration, money, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { SHEET_WORDS } from '../../src-main/gateway/run-sheet-words.ts';

const words = SHEET_WORDS.en;

const rowOf = (more: Partial<SheetTextRow> = {}): SheetTextRow => ({
  number: 3,
  productId: 'p' as ProductId,
  variantId: 'v' as VariantId,
  plannedMs: duration(390_000),
  deal: {
    price: money(5900, 'CNY'),
    quantity: 500,
    perBuyer: 2,
    countdownMs: duration(10_000),
    durationMs: duration(300_000),
  },
  note: '',
  speaker: '',
  scriptBlocks: [],
  title: '丝绒口红',
  variantTitle: '枫叶红',
  price: money(9900, 'CNY'),
  stock: 12,
  isSkipped: false,
  explainedMs: null,
  due: '20:05',
  ...more,
});

/** RFC 4180 as another program would read it. */
const readCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i];
    if (isQuoted) {
      if (sign === '"' && text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"') isQuoted = true;
    else if (sign === ',' || (sign === '\r' && text[i + 1] === '\n')) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\r') {
        rows.push([]);
        i += 1;
      }
    } else cell += sign;
  }
  return rows.slice(0, -1);
};

describe('the table for spreadsheets', () => {
  it('says something else than the sheet does', () => {
    const [head, row] = readCsv(toSheetCsv([rowOf({ explainedMs: duration(420_000), isSkipped: true })], words));
    expect(head?.[0]).toBe('\uFEFFNo.');
    expect(row?.join('|')).toBe('3|20:05|丝绒口红|枫叶红|99.00|12|59.00|500|2|6.5|7|||yes');
  });

  it.each(['=1+1', '+cmd|calc', '@SUM(A1)', '-2', '\t=1', '＝1'])('%j is run by a spreadsheet', (text) => {
    const [, row] = readCsv(toSheetCsv([rowOf({ note: text, title: text, speaker: text })], words));
    for (const column of ['note', 'title', 'speaker'] as const) {
      expect(row?.[SHEET_COLUMNS.indexOf(column)]).toBe(`'${text}`);
    }
  });

  it('a text does not come back, or breaks out of its cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (note, title) => {
        const rows = readCsv(toSheetCsv([rowOf({ note, title }), rowOf()], words));
        expect(rows.map(({ length }) => length)).toEqual([14, 14, 14]);
        expect(unguardFormula(rows[1]?.[SHEET_COLUMNS.indexOf('note')] ?? '')).toBe(note);
        expect(unguardFormula(rows[1]?.[SHEET_COLUMNS.indexOf('title')] ?? '')).toBe(title);
      }),
    );
  });
});

describe('the table to be read', () => {
  it('a text makes more cells, lines or tags than there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'|\\\n\r<>[]`*_ab#~!&') }), (note) => {
        const text = toSheetMarkdown('场', [rowOf({ note }), rowOf({ note: '有' })], words);
        const lines = text.trimEnd().split('\n').slice(2);
        expect(lines).toHaveLength(4);
        const bars = lines.map((line) => line.replaceAll(/\\./g, '').split('|').length);
        expect(new Set(bars).size).toBe(1);
        expect(text.replaceAll(/\\./g, '')).not.toMatch(/[<`[]/);
      }),
    );
  });

  it('shows a column that no row fills', () => {
    expect(toSheetMarkdown('周三场', [rowOf({ due: '' })], words)).toBe(
      '# 周三场\n\n| No. | Product | Variant | Price | Stock | Deal price | Deal quantity | Per buyer | Planned min |\n' +
        '| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n' +
        '| 3 | 丝绒口红 | 枫叶红 | 99.00 | 12 | 59.00 | 500 | 2 | 6.5 |\n',
    );
  });
});

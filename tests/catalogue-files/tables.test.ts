// Files as bytes: encodings, delimiters, quotes, workbooks of other programs, and files that are none of these.

import { describe, expect, it } from 'vitest';
import { createCsvParser, type Delimiter } from '../../src-main/catalogue-files/csv-reader.ts';
import { type FileSource, sourceOfBytes, sourceOfText } from '../../src-main/catalogue-files/file-source.ts';
import { openTables, type TableChoices } from '../../src-main/catalogue-files/table.ts';
import { csv, readAll } from './support/catalogue-rig.ts';
import { archiveOf, rowsXml, workbookOf } from './support/workbook.ts';

const read = async (source: FileSource, choices: TableChoices = {}) => {
  const tables = await openTables(source, choices);
  return Promise.all(
    tables.map(async (table) => {
      const rows: (readonly [number, readonly string[]])[] = [];
      for await (const portion of table.readRows())
        rows.push(...portion.rows.map(({ row, cells }) => [row, cells] as const));
      return { table, rows };
    }),
  );
};

const readOne = async (source: FileSource, choices: TableChoices = {}) => {
  const [first] = await read(source, choices);
  if (first === undefined) throw new Error('no table');
  return first;
};

const TEXT = '商品名称,价格\n枫叶红口红,89.00\n';
const bytesOf = (...bytes: readonly number[]) => Uint8Array.from(bytes);
const utf16 = (text: string, isLittle: boolean, hasMark: boolean): Uint8Array => {
  const bytes = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
};
/** 商品名称,价格 / 枫叶红口红,89.00 */
const GB = bytesOf(
  ...[0xc9, 0xcc, 0xc6, 0xb7, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xbc, 0xdb, 0xb8, 0xf1, 0x0a],
  ...[0xb7, 0xe3, 0xd2, 0xb6, 0xba, 0xec, 0xbf, 0xda, 0xba, 0xec, 0x2c, 0x38, 0x39, 0x2e, 0x30, 0x30, 0x0a],
);
const utf8 = (text: string) => new TextEncoder().encode(text);
const ASCII_TABLE = 'sku,price\nA,1\nB,2\n';

describe('encodings', () => {
  it.each([
    ['utf-8', 'valid', utf8(TEXT)],
    ['utf-8', 'bom', utf8(`\ufeff${TEXT}`)],
    ['utf-16le', 'bom', utf16(TEXT, true, true)],
    ['utf-16be', 'bom', utf16(TEXT, false, true)],
    ['gb18030', 'pattern', GB],
  ] as const)('%s by %s is read as another', async (encoding, why, bytes) => {
    const { table, rows } = await readOne(sourceOfBytes('a.csv', bytes));
    expect(table.encoding).toEqual({ encoding, why });
    expect(rows).toEqual([
      [1, ['商品名称', '价格']],
      [2, ['枫叶红口红', '89.00']],
    ]);
  });

  it.each([true, false])('UTF-16 without a mark is taken for binary (little endian: %s)', async (isLittle) => {
    const { rows } = await readOne(sourceOfBytes('a.csv', utf16(ASCII_TABLE, isLittle, false)));
    expect(rows[1]).toEqual([2, ['A', '1']]);
  });

  it('Chinese that comes after 200 KB of ASCII decides nothing, and is garbled', async () => {
    const head = utf8(`sku,title\n${'A,plain\n'.repeat(25_000)}`);
    const { table } = await readOne(sourceOfBytes('a.csv', Buffer.concat([head, GB])));
    expect(table.encoding?.encoding).toBe('gb18030');
  });

  it('one broken byte makes a UTF-8 file GB18030', async () => {
    const bytes = Buffer.concat([utf8(TEXT.repeat(20)), bytesOf(0xff), utf8(`\n${TEXT}`)]);
    const { table } = await readOne(sourceOfBytes('a.csv', bytes));
    expect(table.encoding).toEqual({ encoding: 'utf-8', why: 'damaged' });
    expect(table.notices).toEqual(['damaged_characters']);
  });

  it('a UTF-8 file cut inside a character is taken for another encoding', async () => {
    const bytes = utf8(`${TEXT.repeat(5)}红`);
    const { table } = await readOne(sourceOfBytes('a.csv', bytes.subarray(0, -1)));
    expect(table.encoding?.encoding).toBe('utf-8');
  });

  it('characters across the border of two portions are broken', async () => {
    const bytes = utf8(`x,${'红'.repeat(50_000)}\n`);
    const { rows } = await readOne(sourceOfBytes('a.csv', bytes));
    expect(rows[0]?.[1][1]).toBe('红'.repeat(50_000));
  });

  it('the encoding that a person chose is not used', async () => {
    const { rows } = await readOne(sourceOfBytes('a.csv', GB), { encoding: 'gb18030' });
    expect(rows[0]).toEqual([1, ['商品名称', '价格']]);
  });

  it('bytes that are no text in any of them are read anyway', async () => {
    const bytes = bytesOf(0x61, 0x2c, 0xe9, 0x3b, 0x62, 0x0a, 0xe8, 0x20, 0xff, 0x0a);
    await expect(openTables(sourceOfBytes('a.csv', bytes))).rejects.toMatchObject({ code: 'encoding_unknown' });
  });
});

const parse = (text: string, delimiter: Delimiter = ',', size = text.length || 1) => {
  const parser = createCsvParser(delimiter);
  const rows = [];
  for (let at = 0; at < text.length; at += size) rows.push(...parser.push(text.slice(at, at + size)));
  return [...rows, ...parser.end()].map(({ row, cells }) => [row, ...cells]);
};

const CSV_TABLE: readonly (readonly [name: string, text: string, rows: readonly (readonly (string | number)[])[]])[] = [
  [
    'plain',
    'a,b\nc,d\n',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'no line end at the end',
    'a,b\nc,d',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'CRLF',
    'a,b\r\nc,d\r\n',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'CR alone',
    'a\rb\r',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ['quotes', '"a ""x""","b,c"\n', [[1, 'a "x"', 'b,c']]],
  ['line breaks inside quotes', '"a\r\nb\nc",d\n', [[1, 'a\r\nb\nc', 'd']]],
  ['empty cells', ',,\n', [[1, '', '', '']]],
  [
    'an empty line is a row of a spreadsheet',
    'a\n\nb\n',
    [
      [1, 'a'],
      [2, ''],
      [3, 'b'],
    ],
  ],
  ['a tab inside quotes', '"\t691",x\n', [[1, '\t691', 'x']]],
  ['a quote inside an unquoted cell', '5" nail,x\n', [[1, '5" nail', 'x']]],
  ['spaces behind a closing quote', '"a"   ,b\n', [[1, 'a', 'b']]],
  [
    'ragged',
    'a,b,c\nd\n',
    [
      [1, 'a', 'b', 'c'],
      [2, 'd'],
    ],
  ],
];

describe('delimited text', () => {
  it.each(CSV_TABLE)('%s: parted wrongly', (_, text, rows) => {
    expect(parse(text)).toEqual(rows);
  });

  it.each(CSV_TABLE)('%s: another result where it comes in pieces', (_, text, rows) => {
    for (const size of [1, 2, 3, 5]) expect(parse(text, ',', size)).toEqual(rows);
  });

  it.each([
    [',', 'a,b;c,d\n1,2;3,4\n', ['a', 'b;c', 'd']],
    [';', 'a;b\n1,5;2,5\n', ['a', 'b']],
    ['\t', 'a\tb\n1,5\t2\n', ['a', 'b']],
    ['|', 'a|b\n1|2\n', ['a', 'b']],
    [',', '"x\ty\tz\tw",b\n1,2\n', ['x\ty\tz\tw', 'b']],
    [';', 'sep=;\na;b\n', ['a', 'b']],
  ])('delimiter %j is not found', async (delimiter, text, header) => {
    const { table, rows } = await readOne(csv(text));
    expect(table.delimiter).toBe(delimiter);
    expect(rows[0]).toEqual([1, header]);
  });

  it('pasted cells from a spreadsheet lose a line break', async () => {
    const { rows } = await readOne(sourceOfText('粘贴', '名称\t价格\n"一\n二"\t3\n'));
    expect(rows[1]).toEqual([2, ['一\n二', '3']]);
  });

  it('a quote that is never closed swallows the file, and nobody is told where it opens', async () => {
    const text = `a,b\n1,2\n"x\ny,3\n${'z,4\n'.repeat(100)}`;
    await expect(readOne(csv(text))).rejects.toMatchObject({ code: 'quote_unclosed', details: { row: 3, line: 3 } });
  });

  it('text behind a closing quote shifts the cells and is taken', async () => {
    const { products } = await readAll(csv('商品名称,价格,库存\n"口红"x,1,2\n帽子,3,4\n'));
    expect(
      products.map(({ isRefused, problems }) => [isRefused, problems.map(({ code, row }) => [code, row])]),
    ).toEqual([
      [true, [['quote_broken', 2]]],
      [false, []],
    ]);
  });

  it('a comma too many shifts the cells and is taken', async () => {
    const { products } = await readAll(csv('商品名称,价格,库存\n口红,1,2,3\n帽子,3\n'));
    expect(products.map(({ problems }) => problems.map(({ code, row }) => [code, row]))).toEqual([
      [['too_many_cells', 2]],
      [],
    ]);
  });
});

const bookOf = async (sheet: string, more: object = {}) =>
  sourceOfBytes('a.xlsx', await workbookOf({ sheet: rowsXml(sheet), ...more }));

describe('workbooks', () => {
  it('shared texts, prefixes, rich text, reading aids, gaps and numbers are read wrongly', async () => {
    const shared =
      '<x:sst xmlns:x="m"><x:si><x:t>名称</x:t></x:si><x:si><x:r><x:t>枫叶</x:t></x:r><x:r><x:t xml:space="preserve"> 红</x:t></x:r><x:rPh><x:t>feng</x:t></x:rPh></x:si><x:si><x:t>a_x000D_b &amp;lt; &#x4e2d;</x:t></x:si></x:sst>';
    const rows =
      '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="C1" t="inlineStr"><x:is><x:t>价格</x:t></x:is></x:c></x:row>' +
      '<x:row r="3"><x:c r="A3" t="s"><x:v>1</x:v></x:c><x:c r="B3" t="s"><x:v>2</x:v></x:c><x:c r="C3"><x:v>19.989999999999998</x:v></x:c><x:c r="D3" t="b"><x:v>1</x:v></x:c><x:c r="E3"><x:v>6.9179267688236401E+18</x:v></x:c><x:c r="F3"><x:v>6917926768823643751</x:v></x:c></x:row>';
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>${rows}</x:sheetData></x:worksheet>`;
    const { rows: read } = await readOne(sourceOfBytes('a.xlsx', await workbookOf({ sheet, shared })));
    expect(read).toEqual([
      [1, ['名称', '', '价格']],
      [3, ['枫叶 红', 'a\rb &lt; 中', '19.99', 'TRUE', '6.9179267688236401E+18', '6917926768823643751']],
    ]);
  });

  it('a formula is run, or its last value lost, or nobody is told', async () => {
    const source = await bookOf(
      '<row r="1"><c r="A1" t="str"><f>"x"&amp;WEBSERVICE("http://x")</f><v>商品名称</v></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>',
      { extra: { 'xl/vbaProject.bin': 'x', 'xl/externalLinks/externalLink1.xml': '<x/>' } },
    );
    const { table, rows } = await readOne(source);
    expect(rows).toEqual([
      [1, ['商品名称']],
      [2, ['2']],
    ]);
    expect(table.notices).toEqual(['formulas', 'macros', 'external_links']);
  });

  it('a hidden sheet comes before the one in sight', async () => {
    const workbook =
      '<workbook xmlns:r="x"><sheets><sheet name="旧" state="hidden" r:id="rId1"/><sheet name="新" r:id="rId2"/></sheets></workbook>';
    const sheet = (text: string) => rowsXml(`<row r="1"><c r="A1" t="str"><v>${text}</v></c></row>`);
    const bytes = await workbookOf({ sheet: sheet('a'), workbook, extra: { 'xl/worksheets/sheet2.xml': sheet('b') } });
    const tables = await read(sourceOfBytes('a.xlsx', bytes));
    expect(tables.map(({ table, rows }) => [table.sheet, rows[0]?.[1][0], table.notices])).toEqual([
      ['新', 'b', []],
      ['旧', 'a', ['hidden_sheet']],
    ]);
    const chosen = await read(sourceOfBytes('a.xlsx', bytes), { sheet: '旧' });
    expect(chosen.map(({ table }) => table.sheet)).toEqual(['旧']);
  });

  it('an id that a spreadsheet made a number of is imported short of its digits', async () => {
    const cell = (place: string, text: string) => `<c r="${place}" t="str"><v>${text}</v></c>`;
    const source = await bookOf(
      `<row r="1">${cell('A1', '商品ID')}${cell('B1', '商品名称')}${cell('C1', '商家编码')}${cell('D1', '售价')}</row>` +
        `<row r="2"><c r="A2"><v>3.57123456789012E+18</v></c>${cell('B2', '口红')}${cell('C2', '#REF!')}<c r="D2"><v>9.9</v></c></row>`,
    );
    const { catalogue, products } = await readAll(source);
    expect(catalogue.format).toBe('doudian');
    expect(products[0]?.problems).toEqual([
      { row: 2, column: '商品ID', value: '3.57123456789012E+18', code: 'id_scientific', severity: 'error' },
      { row: 2, column: '商家编码', value: '#REF!', code: 'cell_error', severity: 'error' },
    ]);
  });

  it.each([
    ['rows out of order', '<row r="5"/><row r="2"/>'],
    ['a text that is not there', '<row r="1"><c r="A1" t="s"><v>9</v></c></row>'],
    ['a tag without end', '<row r="1"><c r="A1'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><row r="1"/>'],
  ])('%s is read in silence', async (_, rows) => {
    const source = await bookOf(rows);
    await expect(readOne(source)).rejects.toMatchObject({
      code: 'xlsx_broken',
      details: { part: 'xl/worksheets/sheet1.xml' },
    });
  });

  it('a cell far to the right makes a row of millions', async () => {
    const source = await bookOf('<row r="1"><c r="XFD1"><v>1</v></c></row>');
    await expect(readOne(source)).rejects.toMatchObject({ code: 'too_many_columns' });
  });

  it('a flipped bit goes unseen', async () => {
    const bytes = await workbookOf({
      sheet: rowsXml(`<row r="1"><c r="A1" t="str"><v>${'商品'.repeat(50)}</v></c></row>`),
    });
    const at = Buffer.from(bytes).indexOf('worksheets/sheet1.xml', Buffer.from(bytes).indexOf('xl/worksheets/'));
    const flipped = Uint8Array.from(bytes);
    const place = at + 40;
    flipped[place] = (flipped[place] ?? 0) ^ 0x10;
    await expect(readOne(sourceOfBytes('a.xlsx', flipped))).rejects.toMatchObject({ code: 'xlsx_broken' });
  });
});

/** Comments are skipped as they come, so that nothing but the size can stop it. */
function* comments(megabytes: number): Generator<string> {
  const piece = `<!--${' '.repeat(100_000)}-->`.repeat(10);
  for (let at = 0; at < megabytes; at += 1) yield piece;
}

describe('files that are turned away', () => {
  it('a bomb is unpacked to its end', async () => {
    const bytes = await archiveOf({
      'xl/workbook.xml': '<workbook xmlns:r="x"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': comments(64),
    });
    expect(bytes.length).toBeLessThan(200_000);
    await expect(openTables(sourceOfBytes('bomb.xlsx', bytes))).rejects.toMatchObject({ code: 'xlsx_bomb' });
  });

  it('an archive of thousands of parts is gone through', async () => {
    const parts = Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`p${at}`, '']));
    await expect(openTables(sourceOfBytes('a.xlsx', await archiveOf(parts)))).rejects.toMatchObject({
      code: 'xlsx_too_many_parts',
    });
  });

  it.each([
    ['file_empty', new Uint8Array(0)],
    ['file_empty', utf8('\n\n  \n')],
    ['old_workbook', bytesOf(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
    ['not_a_table', bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)],
    ['not_a_table', utf8('%PDF-1.7\n')],
    ['not_a_table', utf8(`a\0b\0\0\0\0,c`)],
    ['not_a_table', utf8('<?xml version="1.0"?><a/>')],
    ['html_table', utf8('\ufeff <html><table><tr><td>商品</td></tr></table>')],
    ['no_header', utf8('plain words\nmore words\n')],
    ['cell_too_large', utf8(`商品名称,价格\n${'x'.repeat(1_100_000)},1\n`)],
    ['quote_unclosed', utf8(`商品名称,价格\n"${'x'.repeat(1_100_000)}",1\n`)],
    ['too_many_columns', utf8(`${'商品,'.repeat(1_100)}\n`)],
    ['too_many_rows', utf8(`商品名称,价格\n${'a,1\n'.repeat(200_001)}`)],
  ])('%s is not said', async (code, bytes) => {
    await expect(readAll(sourceOfBytes('a.bin', bytes))).rejects.toMatchObject({ name: 'FileRefusal', code });
  });

  it('an archive that is no workbook is taken for one', async () => {
    const bytes = await archiveOf({ 'word/document.xml': '<x/>' });
    await expect(openTables(sourceOfBytes('a.xlsx', bytes))).rejects.toMatchObject({ code: 'not_a_table' });
  });
});

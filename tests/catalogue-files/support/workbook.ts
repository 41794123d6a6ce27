// Workbooks made by hand, part by part, in the ways that different programs write them.

import { zipOf } from '../../../src-main/catalogue-files/zip-writer.ts';

export interface HandMade {
  readonly sheet: string;
  readonly shared?: string;
  readonly workbook?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

export const archiveOf = async (parts: Readonly<Record<string, string | Iterable<string>>>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  const entries = Object.entries(parts).map(([name, content]) => ({
    name,
    content: typeof content === 'string' ? [content] : content,
  }));
  for await (const chunk of zipOf(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

export const workbookOf = ({ sheet, shared, workbook, extra = {} }: HandMade): Promise<Uint8Array> =>
  archiveOf({
    'xl/workbook.xml':
      workbook ?? '<workbook xmlns:r="x"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...(shared === undefined ? {} : { 'xl/sharedStrings.xml': shared }),
    ...extra,
  });

export const rowsXml = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

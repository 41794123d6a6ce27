// Scripts in files: Markdown and text out and in without loss, Word documents in, and a sentence for what cannot be read.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOfBytes } from '../../src-main/catalogue-files/file-source.ts';
import { objectToDraft, SCRIPT_KINDS, type ScriptDraft, tidyDraft } from '../../src-main/core/script.ts';
import type { ProductId } from '../../src-main/core/units.ts';
import { type ReadScript, readScriptFile, writeScript } from '../../src-main/script-files/script-file.ts';
import { ScriptFileRefusal } from '../../src-main/script-files/script-file-refusal.ts';
import { documentOf, listItem, paragraph, wordDocument, zipOf } from './support/word-document.ts';

const LIPSTICK = { productId: '3702681520081362690' as ProductId, number: 3, title: '丝绒哑光口红' };

const readBytes = (name: string, bytes: Uint8Array): Promise<ReadScript> =>
  readScriptFile(sourceOfBytes(name, bytes), [LIPSTICK]);
const readText = (name: string, text: string): Promise<ReadScript> => readBytes(name, new TextEncoder().encode(text));

const told = ({ blocks }: ReadScript): readonly (readonly [string, string | null, string, string])[] =>
  blocks.map(({ draft }) => [draft.kind, draft.productId, draft.title, draft.text] as const);

const codeOf = async (reading: Promise<unknown>): Promise<string> => {
  try {
    await reading;
  } catch (error) {
    if (error instanceof ScriptFileRefusal) return error.code;
    throw error;
  }
  return 'was read';
};

const risky = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '#',
      '##  ',
      '\\',
      '【卖点】',
      '】',
      '<!--',
      '-->',
      '{"ai":true}',
      '（商品：',
      '）',
      '（AI 起草，未批准）',
      '\n',
      ' ',
      '\t',
      '、',
    ),
    fc.constantFrom('{直播价}', '{A|B}', '好', 'a', '👍🏽', '控台话术 1', '---', '\r\n', '\u2028', '问：'),
    fc.string({ unit: 'grapheme', maxLength: 2 }),
  ),
  maxLength: 40,
});

const draftArbitrary: fc.Arbitrary<ScriptDraft> = fc
  .record({
    kind: fc.constantFrom(...SCRIPT_KINDS),
    productId: fc.oneof(
      fc.constant(null),
      fc.constantFrom('3702681520081362690', '007', 'a b）--><!--', '%41', '商品/1').map((id) => id as ProductId),
    ),
    title: risky,
    text: risky,
    tags: fc.array(risky, { maxLength: 4 }),
    isDraftedByAi: fc.boolean(),
  })
  .map(tidyDraft)
  .filter((draft) => objectToDraft(draft) === null);

describe.each([
  ['markdown', '话术.md'],
  ['plain_text', '话术.txt'],
] as const)('a script written as %s', (format, name) => {
  it.each(['zh-CN', 'en'] as const)('in %s and read again has lost nothing and gained nothing', async (language) => {
    await fc.assert(
      fc.asyncProperty(fc.array(draftArbitrary, { maxLength: 6 }), async (drafts) => {
        const read = await readText(name, writeScript(drafts, format, language));
        expect(read.format).toBe(format);
        expect(read.blocks.map(({ draft }) => draft)).toEqual(drafts);
        expect(read.refused).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('survives an editor that ends lines its own way or puts a mark before the first', async () => {
    const draft = tidyDraft({
      kind: 'price',
      productId: LIPSTICK.productId,
      title: '机制',
      text: '今天\n\n# 只要 {直播价}',
      tags: ['预热'],
      isDraftedByAi: true,
    });
    const text = `\ufeff${writeScript([draft], format, 'zh-CN').replaceAll('\n', '\r\n')}`;
    expect((await readText(name, text)).blocks.map((block) => block.draft)).toEqual([draft]);
  });

  it('does not carry an approval: a file can be changed by anybody', () => {
    const draft = {
      ...tidyDraft({ kind: 'faq', productId: null, title: 't', text: 'x', tags: [], isDraftedByAi: false }),
      approvedBy: '知夏',
    };
    expect(writeScript([draft], format, 'zh-CN')).not.toContain('知夏');
  });

  it('with a block of 1 MB written into it by hand names the lines of that block and keeps the others', async () => {
    const draft = tidyDraft({
      kind: 'opening',
      productId: null,
      title: '',
      text: '大家好',
      tags: [],
      isDraftedByAi: false,
    });
    const written = writeScript([draft, draft], format, 'zh-CN');
    const at = written.lastIndexOf('大家好');
    const { blocks, refused } = await readText(
      name,
      `${written.slice(0, at)}${'好'.repeat(1_048_576)}${written.slice(at)}`,
    );
    expect(blocks).toHaveLength(1);
    expect(refused).toMatchObject([{ objection: { reason: 'text_too_long' }, firstLine: 7 }]);
  });

  it('by a newer Kongtai is refused instead of half read', async () => {
    const newer = writeScript([], format, 'zh-CN').replace('1', '2');
    expect(await codeOf(readText(name, newer))).toBe('newer_format');
  });
});

describe('a text that others wrote', () => {
  it('is split by its marks, as one that is pasted', async () => {
    expect(told(await readText('稿.md', '# 开场\n大家好\n# 3号\n## 卖点\n好看'))).toEqual([
      ['opening', null, '', '大家好'],
      ['selling_point', LIPSTICK.productId, '', '好看'],
    ]);
  });

  it('in GB18030 or UTF-16 is read as it was meant', async () => {
    // 【开场】大家好
    const gb = Uint8Array.from([
      0xa1, 0xbe, 0xbf, 0xaa, 0xb3, 0xa1, 0xa1, 0xbf, 0x0a, 0xb4, 0xf3, 0xbc, 0xd2, 0xba, 0xc3,
    ]);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('【开场】\n大家好', 'utf16le')]);
    for (const bytes of [gb, utf16])
      expect(told(await readBytes('稿.txt', bytes))).toEqual([['opening', null, '', '大家好']]);
  });
});

describe('a Word document', () => {
  it('gives its headings, lists, paragraphs and breaks', async () => {
    const body = [
      paragraph('开场', '<w:pStyle w:val="1"/>'),
      paragraph('姐妹们 &amp; 兄弟们，晚上好！'),
      paragraph('3号 卖点', '<w:pStyle w:val="own"/>'),
      listItem('一抹上色', 2),
      listItem('不拔干', 2),
      listItem('显白', 1),
      '<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r><w:r><w:tab/><w:t>末</w:t></w:r></w:p>',
      '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>逼</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>单</w:t></w:r></w:p>',
      paragraph('只剩十支！'),
    ].join('');
    expect(told(await readBytes('稿.docx', wordDocument(body)))).toEqual([
      ['opening', null, '', '姐妹们 & 兄弟们，晚上好！'],
      ['selling_point', LIPSTICK.productId, '', '1. 一抹上色\n2. 不拔干\n- 显白\n第一行\n第二行\t末'],
      ['urgency', LIPSTICK.productId, '', '只剩十支！'],
    ]);
  });

  it('whose numbers Word counts itself is divided by them', async () => {
    const body = [listItem('开场白', 3), paragraph('大家好'), listItem('收尾', 3), paragraph('再见')].join('');
    expect(told(await readBytes('稿.docx', wordDocument(body)))).toEqual([
      ['opening', null, '', '大家好'],
      ['closing', null, '', '再见'],
    ]);
  });

  it('must not read out what was deleted, hidden, a field’s code, or a drawing’s second copy', async () => {
    const body = `${paragraph('开场', '<w:pStyle w:val="1"/>')}<w:p><w:r><w:t>现价</w:t></w:r>
      <w:del><w:r><w:delText>旧价 999</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>
      <w:r><w:rPr><w:vanish/></w:rPr><w:t>内部备注</w:t></w:r><w:r><w:instrText>HYPERLINK "http://x"</w:instrText></w:r>
      <mc:AlternateContent><mc:Choice><w:r><w:t>图</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>图</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>`;
    expect(told(await readBytes('稿.docx', wordDocument(body)))[0]?.[3]).toBe('现价新图');
  });

  it('with a table gives a line a row', async () => {
    const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
    const body = `<w:tbl><w:tr>${cell('尺码')}${cell('体重')}</w:tr><w:tr>${cell('M')}${cell('90-110 斤')}</w:tr></w:tbl>`;
    expect(told(await readBytes('稿.docx', wordDocument(body)))[0]?.[3]).toBe('尺码\t体重\nM\t90-110 斤');
  });

  it('without styles or lists of its own is read all the same', async () => {
    const bare = zipOf({ 'word/document.xml': documentOf(paragraph('大家好')) });
    expect(told(await readBytes('稿.docx', bare))).toEqual([['custom', null, '', '大家好']]);
  });
});

describe('a file that is no script', () => {
  const good = wordDocument(paragraph('大家好'));

  it.each<readonly [string, string, Uint8Array]>([
    ['file_empty', '空.txt', new Uint8Array()],
    ['old_document', '旧.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['not_a_script', '图.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['not_a_script', '稿.pdf', Buffer.from('%PDF-1.7\n')],
    ['not_a_script', '稿.rtf', Buffer.from('{\\rtf1\\ansi 你好}')],
    ['not_a_script', '空字节.txt', Buffer.from('大家好\0再见')],
    ['not_a_script', '表.xlsx', zipOf({ 'xl/workbook.xml': '<workbook/>' })],
    ['file_too_large', '大.txt', Buffer.alloc(9 * 1024 * 1024, 'a')],
    ['docx_broken', '半.docx', good.subarray(0, good.length - 40)],
    ['docx_broken', '半.docx', zipOf({ 'word/document.xml': documentOf(paragraph('好')).slice(0, -30) })],
    [
      'docx_broken',
      '实体.docx',
      zipOf({ 'word/document.xml': `<!DOCTYPE a [<!ENTITY x "好">]>${documentOf(paragraph('&x;'))}` }),
    ],
    ['docx_broken', '深.docx', zipOf({ 'word/document.xml': documentOf('<w:ins>'.repeat(5000)) })],
    ['docx_encrypted', '密.docx', zipOf({ 'word/document.xml': documentOf('') }, { flags: 1 })],
    ['docx_bomb', '弹.docx', zipOf({ 'word/document.xml': documentOf('<w:p></w:p>'.repeat(2_000_000)) })],
    ['docx_too_large', '长.docx', wordDocument(paragraph('好'.repeat(900_000)).repeat(5))],
  ])('is refused as %s: %s', async (code, name, bytes) => {
    expect(await codeOf(readBytes(name, bytes))).toBe(code);
  });

  it('of any bytes is refused or read, and never breaks anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isZip) => {
        const file = isZip ? Buffer.concat([good.subarray(0, 60), bytes, good.subarray(60 + bytes.length)]) : bytes;
        await codeOf(readBytes('任意.docx', file));
      }),
      { numRuns: 300 },
    );
  });
});

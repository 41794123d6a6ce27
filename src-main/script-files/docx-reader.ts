// Reads the text of a Word document: headings, lists, paragraphs. Nothing in it is run, followed or believed.

import type { FileSource } from '../catalogue-files/file-source.ts';
import { attributeOf, createXmlScanner, type XmlListener } from '../catalogue-files/xml-scanner.ts';
import { openZip, type ZipReader } from '../catalogue-files/zip-reader.ts';
import type { SourceLine } from '../core/script-split.ts';
import { ScriptFileRefusal } from './script-file-refusal.ts';

const BODY = 'word/document.xml';
const STYLES = 'word/styles.xml';
const NUMBERING = 'word/numbering.xml';
/** Characters of XML of one part: a script of 500 pages has about ten million. */
const LONGEST_PART = 32 * 1024 * 1024;
/** Characters of text in all. */
const LONGEST_TEXT = 4 * 1024 * 1024;
const DEEPEST = 400;

const scanPart = async (zip: ZipReader, name: string, listener: XmlListener): Promise<void> => {
  let depth = 0;
  const scanner = createXmlScanner(name, {
    open: (tag, attributes) => {
      depth += 1;
      if (depth > DEEPEST) {
        throw new ScriptFileRefusal('docx_broken', `${name}: nested too deep`, { part: name, why: 'nested too deep' });
      }
      listener.open(tag, attributes);
    },
    close: (tag) => {
      depth -= 1;
      listener.close(tag);
    },
    text: listener.text,
  });
  const decoder = new TextDecoder();
  let length = 0;
  for await (const bytes of zip.readPart(name)) {
    length += bytes.length;
    if (length > LONGEST_PART) {
      throw new ScriptFileRefusal('docx_too_large', `${name} is too large`, { part: name, limit: LONGEST_PART });
    }
    scanner.push(decoder.decode(bytes, { stream: true }));
  }
  scanner.push(decoder.decode());
  scanner.end();
  if (depth !== 0) {
    throw new ScriptFileRefusal('docx_broken', `${name} ends in the middle`, { part: name, why: 'ends in the middle' });
  }
};

const has = (zip: ZipReader, name: string): boolean => zip.names.some((each) => each.toLowerCase() === name);

const wordValue = (attributes: string): string => attributeOf(attributes, 'w:val') ?? '';

/** Which style ids are headings, of which level: by name (heading 1, 标题 1) or outline. */
const readHeadingStyles = async (zip: ZipReader): Promise<ReadonlyMap<string, number>> => {
  const levels = new Map<string, number>();
  if (!has(zip, STYLES)) return levels;
  let id = '';
  await scanPart(zip, STYLES, {
    open: (tag, attributes) => {
      if (tag === 'style') id = attributeOf(attributes, 'w:styleId') ?? '';
      if (tag === 'name') {
        const name = wordValue(attributes);
        const level = /^(?:heading|标题)\s*([1-6])$/i.exec(name)?.[1];
        if (level !== undefined) levels.set(id, Number(level));
        else if (/^(?:title|subtitle|标题|副标题)$/i.test(name)) levels.set(id, 1);
      }
      if (tag === 'outlineLvl' && id !== '' && !levels.has(id)) {
        const level = Number(wordValue(attributes));
        if (level >= 0 && level < 6) levels.set(id, level + 1);
      }
    },
    close: (tag) => {
      if (tag === 'style') id = '';
    },
    text: () => {},
  });
  return levels;
};

type NumberFormat = (list: string, level: string) => string;

/** How a list counts: the `numFmt` of its level, `bullet` where nothing is said. */
const readNumbering = async (zip: ZipReader): Promise<NumberFormat> => {
  const formats = new Map<string, string>();
  const abstractOf = new Map<string, string>();
  if (has(zip, NUMBERING)) {
    let abstract = '';
    let list = '';
    let level = '';
    await scanPart(zip, NUMBERING, {
      open: (tag, attributes) => {
        if (tag === 'abstractNum') abstract = attributeOf(attributes, 'w:abstractNumId') ?? '';
        if (tag === 'num') list = attributeOf(attributes, 'w:numId') ?? '';
        if (tag === 'abstractNumId' && list !== '') abstractOf.set(list, wordValue(attributes));
        if (tag === 'lvl') level = attributeOf(attributes, 'w:ilvl') ?? '';
        if (tag === 'numFmt') formats.set(`${abstract}/${level}`, wordValue(attributes));
      },
      close: () => {},
      text: () => {},
    });
  }
  return (list, level) => formats.get(`${abstractOf.get(list) ?? ''}/${level}`) ?? 'bullet';
};

const CHINESE = '〇一二三四五六七八九';
const inChinese = (count: number): string => {
  const tens = Math.floor(count / 10);
  if (tens === 0) return CHINESE.charAt(count);
  return `${tens === 1 ? '' : CHINESE.charAt(tens % 10)}十${count % 10 === 0 ? '' : CHINESE.charAt(count % 10)}`;
};

const markOf = (format: string, count: number): string => {
  if (format === 'none') return '';
  if (format === 'bullet') return '- ';
  return /chinese|ideograph|japanese|taiwanese/i.test(format) && count < 100 ? `${inChinese(count)}、` : `${count}. `;
};

interface Paragraph {
  style: string;
  outline: number | null;
  list: string;
  listLevel: string;
  text: string;
}

const HIDDEN_PARTS = new Set([
  'del',
  'moveFrom',
  'Fallback',
  'instrText',
  'delText',
  'rPrChange',
  'pPrChange',
  'footnote',
]);

/** The document's lines in reading order; a row of a table is one line, its cells apart by a tab. Refuses what is no document. */
export const readDocx = async (source: FileSource): Promise<readonly SourceLine[]> => {
  const zip = await openZip(source);
  if (!has(zip, BODY)) {
    throw new ScriptFileRefusal('not_a_script', `${source.name} is no Word document`, { name: source.name });
  }
  const styles = await readHeadingStyles(zip);
  const formatOf = await readNumbering(zip);
  const counts = new Map<string, number>();
  const lines: SourceLine[] = [];
  const open: Paragraph[] = [];
  let row: string[] | null = null;
  let rows = 0;
  let hidden = 0;
  let isText = false;
  let isVanished = false;
  let inProperties = 0;
  let length = 0;

  const say = (text: string): void => {
    const paragraph = open.at(-1);
    if (paragraph === undefined || hidden > 0 || isVanished) return;
    length += text.length;
    if (length > LONGEST_TEXT) {
      throw new ScriptFileRefusal('docx_too_large', 'too much text', { part: BODY, limit: LONGEST_TEXT });
    }
    paragraph.text += text;
  };
  const listMark = ({ list, listLevel }: Paragraph): string => {
    if (list === '' || list === '0') return '';
    const key = `${list}/${listLevel}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    for (const other of counts.keys()) {
      const [otherList, otherLevel] = other.split('/');
      if (otherList === list && Number(otherLevel) > Number(listLevel)) counts.delete(other);
    }
    return markOf(formatOf(list, listLevel), count);
  };
  const endParagraph = (): void => {
    const paragraph = open.pop();
    if (paragraph === undefined) return;
    const level = styles.get(paragraph.style) ?? paragraph.outline;
    const mark = paragraph.text.trim() === '' ? '' : listMark(paragraph);
    const [first = '', ...rest] = `${mark}${paragraph.text}`.split('\n');
    if (row !== null) {
      row.push([first, ...rest].join(' '));
      return;
    }
    lines.push({ text: first, level: first.trim() === '' ? null : level });
    for (const text of rest) lines.push({ text, level: null });
  };

  await scanPart(zip, BODY, {
    open: (tag, attributes) => {
      if (HIDDEN_PARTS.has(tag)) hidden += 1;
      const paragraph = open.at(-1);
      if (tag === 'p') open.push({ style: '', outline: null, list: '', listLevel: '0', text: '' });
      else if (tag === 'r') isVanished = false;
      else if (tag === 'rPr' || tag === 'pPr') inProperties += 1;
      else if (tag === 't') isText = true;
      else if (inProperties === 0 && tag === 'tab') say('\t');
      else if (tag === 'br' || tag === 'cr') say('\n');
      else if (tag === 'noBreakHyphen') say('-');
      else if (tag === 'vanish') isVanished = !/^(?:0|false|off)$/.test(wordValue(attributes));
      else if (tag === 'tr') {
        rows += 1;
        if (rows === 1) row = [];
      } else if (paragraph !== undefined && hidden === 0) {
        if (tag === 'pStyle') paragraph.style = wordValue(attributes);
        if (tag === 'numId') paragraph.list = wordValue(attributes);
        if (tag === 'ilvl') paragraph.listLevel = wordValue(attributes);
        const outline = tag === 'outlineLvl' ? Number(wordValue(attributes)) : Number.NaN;
        if (outline >= 0 && outline < 6) paragraph.outline = outline + 1;
      }
    },
    close: (tag) => {
      if (HIDDEN_PARTS.has(tag)) hidden -= 1;
      if (tag === 'p') endParagraph();
      else if (tag === 't') isText = false;
      else if (tag === 'r') isVanished = false;
      else if (tag === 'rPr' || tag === 'pPr') inProperties -= 1;
      else if (tag === 'tr') {
        rows -= 1;
        if (rows === 0 && row !== null) {
          const text = row.filter((cell) => cell.trim() !== '').join('\t');
          row = null;
          if (text !== '') lines.push({ text, level: null });
        }
      }
    },
    text: (text) => {
      if (isText) say(text);
    },
  });
  return lines;
};

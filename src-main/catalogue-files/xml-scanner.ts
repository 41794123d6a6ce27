// Walks through the XML of a workbook portion by portion: tags and texts, no entities of its own making, no DTD.

import { LONGEST_CELL, LONGEST_TAG } from './file-limits.ts';
import { FileRefusal } from './file-refusal.ts';

export interface XmlListener {
  /** `name` without its prefix; `attributes` is the raw text, for `attributeOf`. An empty tag is opened and closed. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

export interface XmlScanner {
  push(text: string): void;
  /** Refuses where a tag is left unfinished. */
  end(): void;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

const ofCode = (code: number): string => {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
};

const unescapeText = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x(?<hex>[\da-f]+)|#(?<decimal>\d+)|(?<word>\w+));/giu, (whole, hex, decimal, word) => {
        if (hex !== undefined) return ofCode(Number.parseInt(hex, 16));
        return decimal === undefined ? (ENTITIES.get(word) ?? whole) : ofCode(Number.parseInt(decimal, 10));
      })
    : text;

const shapes = new Map<string, RegExp>();

/** An attribute's value by its name as written, prefix and all; null where it is not there. */
export const attributeOf = (attributes: string, name: string): string | null => {
  const shape = shapes.get(name) ?? new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u');
  shapes.set(name, shape);
  const found = shape.exec(attributes);
  return found === null ? null : unescapeText(found[1] ?? found[2] ?? '');
};

const broken = (why: string, part: string): FileRefusal =>
  new FileRefusal('xlsx_broken', `${part}: ${why}`, { why, part });

const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const COLON = 58;
const END = 62;

/** Where the tag that begins at `from` ends; a '>' inside quotes is part of it. -1 where the text does not reach so far. */
const endOfTag = (text: string, from: number): number => {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === END) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
};

const BLOCKS = [
  { opens: '<!--', closes: '-->', isText: false },
  { opens: '<![CDATA[', closes: ']]>', isText: true },
  { opens: '<?', closes: '?>', isText: false },
] as const;

interface Tag {
  readonly name: string;
  readonly attributes: string;
  readonly closes: boolean;
  readonly isEmpty: boolean;
}

/** By hand, for a long sheet has millions of them. */
const readTag = (text: string, from: number, end: number): Tag => {
  const closes = text.charCodeAt(from + 1) === SLASH;
  const isEmpty = !closes && text.charCodeAt(end - 1) === SLASH;
  const last = isEmpty ? end - 1 : end;
  let start = from + (closes ? 2 : 1);
  let at = start;
  for (; at < last; at += 1) {
    const code = text.charCodeAt(at);
    // Tab, line ends and the space are the white space of XML.
    if (code <= 32) break;
    if (code === COLON) start = at + 1;
  }
  return { name: text.slice(start, at), attributes: text.slice(at, last), closes, isEmpty };
};

export const createXmlScanner = (part: string, listener: XmlListener): XmlScanner => {
  let rest = '';

  const tell = (text: string, from: number, end: number): void => {
    const { name, attributes, closes, isEmpty } = readTag(text, from, end);
    if (name === '') throw broken(`an odd tag: ${text.slice(from, from + 40)}`, part);
    if (!closes) listener.open(name, attributes);
    if (closes || isEmpty) listener.close(name);
  };

  /** The length of the comment, CDATA or instruction at `at`; 0 where there is none, -1 where it goes on. */
  const skipBlock = (text: string, at: number): number => {
    const block = BLOCKS.find(({ opens }) => text.startsWith(opens, at));
    if (block === undefined) return 0;
    const end = text.indexOf(block.closes, at + block.opens.length);
    if (end === -1) return -1;
    if (block.isText) listener.text(text.slice(at + block.opens.length, end));
    return end + block.closes.length - at;
  };

  return {
    push: (added) => {
      const text = rest + added;
      let at = 0;
      while (at < text.length) {
        const open = text.indexOf('<', at);
        if (open !== at) {
          // An entity may be cut in two by the end of the portion: keep the text until its tag comes.
          if (open === -1) break;
          listener.text(unescapeText(text.slice(at, open)));
          at = open;
        }
        if (text.startsWith('<!D', at)) throw broken('it declares a document type', part);
        const skipped = skipBlock(text, at);
        if (skipped === -1) break;
        if (skipped > 0) {
          at += skipped;
          continue;
        }
        const end = endOfTag(text, at);
        // `<!` at the very end may yet become a comment.
        if (end === -1 || (text.startsWith('<!', at) && text.length - at < 9)) {
          if (text.length - at > LONGEST_TAG) throw broken('a tag has no end', part);
          break;
        }
        tell(text, at, end);
        at = end + 1;
      }
      rest = text.slice(at);
      if (rest.length > LONGEST_CELL) throw broken('a text has no end', part);
    },
    end: () => {
      if (rest.trim() !== '') throw broken('it ends in the middle', part);
    },
  };
};

// A script's file in and out: what it is, read into blocks with the lines that they stood on, or written whole.

import type { FileSource } from '../catalogue-files/file-source.ts';
import { detectEncoding, readText } from '../catalogue-files/text-encoding.ts';
import type { ScriptDraft } from '../core/script.ts';
import { type NamedProduct, type SplitScript, splitLines } from '../core/script-split.ts';
import type { ScriptLanguage } from '../core/script-variable.ts';
import { readDocx } from './docx-reader.ts';
import { readMarkdown, writeMarkdown } from './markdown.ts';
import { readPlainText, writePlainText } from './plain-text.ts';
import { refusingAsScript, ScriptFileRefusal } from './script-file-refusal.ts';

export const SCRIPT_FORMATS = ['markdown', 'plain_text', 'docx'] as const;
export type ScriptFormat = (typeof SCRIPT_FORMATS)[number];

/** Bytes; pictures make a document large, nothing makes a text so. */
const MOST_BYTES: Readonly<Record<ScriptFormat, number>> = {
  markdown: 8 * 1024 * 1024,
  plain_text: 8 * 1024 * 1024,
  docx: 50 * 1024 * 1024,
};

export interface ReadScript extends SplitScript {
  readonly format: ScriptFormat;
}

const startsWith = (head: Uint8Array, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => head[at] === byte);

/** By the first bytes, and for text by the name: a name alone proves nothing. */
const formatOf = (head: Uint8Array, name: string): ScriptFormat => {
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new ScriptFileRefusal('old_document', `${name} is an old .doc, or has a password`, { name });
  }
  if (startsWith(head, 0x50, 0x4b)) return 'docx';
  const isBinary =
    startsWith(head, 0x25, 0x50, 0x44, 0x46) || startsWith(head, 0x89, 0x50) || startsWith(head, 0xff, 0xd8, 0xff);
  if (isBinary || startsWith(head, 0x7b, 0x5c, 0x72, 0x74, 0x66)) {
    throw new ScriptFileRefusal('not_a_script', `${name} is neither text nor a Word document`, { name });
  }
  return /\.(?:md|markdown|mkd)$/i.test(name) ? 'markdown' : 'plain_text';
};

const wholeText = async (source: FileSource): Promise<string> => {
  const { encoding } = await detectEncoding(source);
  let text = '';
  for await (const portion of readText(source, encoding)) text += portion.text;
  if (text.includes('\0')) {
    throw new ScriptFileRefusal('not_a_script', `${source.name} holds no text`, { name: source.name });
  }
  return text;
};

/** Throws ScriptFileRefusal for the file as a whole; blocks that cannot be kept are in `refused`, the rest stand. */
export const readScriptFile = (source: FileSource, products: readonly NamedProduct[]): Promise<ReadScript> =>
  refusingAsScript(async () => {
    const { name, size } = source;
    if (size === 0) throw new ScriptFileRefusal('file_empty', `${name} is empty`, { name });
    const format = formatOf(await source.read(0, 8), name);
    const limit = MOST_BYTES[format];
    if (size > limit) {
      throw new ScriptFileRefusal('file_too_large', `${name} has ${size} bytes`, { name, size, limit });
    }
    if (format === 'docx') return { format, ...splitLines(await readDocx(source), products) };
    const text = await wholeText(source);
    return { format, ...(format === 'markdown' ? readMarkdown(text, products) : readPlainText(text, products)) };
  });

/** UTF-8 text, to be written to a file of that format. */
export const writeScript = (
  drafts: readonly ScriptDraft[],
  format: Exclude<ScriptFormat, 'docx'>,
  language: ScriptLanguage,
): string => (format === 'markdown' ? writeMarkdown(drafts, language) : writePlainText(drafts, language));

// What the written forms of a script share: a heading for each block, and blocks gathered with the lines that they stand on.

import { objectToDraft, SCRIPT_KINDS, type ScriptDraft, type ScriptKind, tidyDraft } from '../core/script.ts';
import { KIND_NAMES, kindNamed } from '../core/script-kind.ts';
import {
  type NamedProduct,
  type RefusedBlock,
  type SplitBlock,
  type SplitScript,
  splitScript,
} from '../core/script-split.ts';
import type { ScriptLanguage } from '../core/script-variable.ts';
import { ScriptFileRefusal } from './script-file-refusal.ts';

export const headingOf = ({ kind, title }: ScriptDraft, language: ScriptLanguage): string => {
  const name = KIND_NAMES[kind][language === 'en' ? 'en' : 'zh'];
  return `【${name}】${title}`;
};

const kindOfName = (name: string): ScriptKind | null =>
  SCRIPT_KINDS.find((kind) => KIND_NAMES[kind].zh === name || KIND_NAMES[kind].en === name) ?? kindNamed(name);

/** A heading as `headingOf` writes it, or as a person may have typed it: a kind alone, a title alone. */
export const readHeading = (heading: string): Pick<ScriptDraft, 'kind' | 'title'> => {
  const [, name, rest = ''] = /^【([^】]*)】(.*)$/.exec(heading) ?? [];
  const named = name === undefined ? null : kindOfName(name);
  if (named !== null) return { kind: named, title: rest };
  const alone = kindOfName(heading);
  return alone === null ? { kind: 'custom', title: heading } : { kind: alone, title: '' };
};

/** What is known of a block besides its heading and its text. */
export type AboutBlock = Partial<Pick<ScriptDraft, 'productId' | 'tags' | 'isDraftedByAi'>>;

/** How a written form marks what is not text; a line of text that would look like it stands behind a backslash. */
export interface OutlineForm {
  /** The format's number in the first line; null where the file is not of this form. */
  formatOf(line: string): number | null;
  headingIn(line: string): string | null;
  aboutIn(line: string): AboutBlock | null;
}

interface OutlineBlock {
  readonly heading: Pick<ScriptDraft, 'kind' | 'title'>;
  about: AboutBlock;
  readonly lines: string[];
  readonly firstLine: number;
  lastLine: number;
}

const gatherBlocks = (outline: readonly OutlineBlock[]): SplitScript => {
  const blocks: SplitBlock[] = [];
  const refused: RefusedBlock[] = [];
  for (const { heading, about, lines, firstLine, lastLine } of outline) {
    const draft = tidyDraft({
      productId: null,
      tags: [],
      isDraftedByAi: false,
      ...about,
      ...heading,
      text: lines.join('\n'),
    });
    const objection = objectToDraft(draft);
    if (objection === null) blocks.push({ draft, firstLine, lastLine });
    else refused.push({ objection, title: draft.title, firstLine, lastLine });
  }
  return { blocks, refused, leftOut: [] };
};

/** The number of the only format of ours so far. */
export const OUTLINE_FORMAT = 1;

const readOwn = (lines: readonly string[], form: OutlineForm): SplitScript => {
  const outline: OutlineBlock[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const heading = form.headingIn(line);
    const current = outline.at(-1);
    if (heading !== null) {
      outline.push({
        heading: readHeading(heading.trim()),
        about: {},
        lines: [],
        firstLine: index + 1,
        lastLine: index + 1,
      });
      continue;
    }
    const text = line.startsWith('\\') ? line.slice(1) : line;
    if (current === undefined) {
      if (line.trim() === '') continue;
      const at = index + 1;
      outline.push({ heading: { kind: 'custom', title: '' }, about: {}, lines: [text], firstLine: at, lastLine: at });
      continue;
    }
    current.lastLine = index + 1;
    const about = current.lines.length === 0 ? form.aboutIn(line) : null;
    if (about === null) current.lines.push(text);
    else current.about = { ...current.about, ...about };
  }
  return gatherBlocks(outline);
};

/** A file of ours as it was written, any other text split by its marks. Refuses a format newer than this Kongtai's. */
export const readOutline = (text: string, form: OutlineForm, products: readonly NamedProduct[]): SplitScript => {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const format = form.formatOf(lines[0]?.trim() ?? '');
  if (format === null) return splitScript(text, products);
  if (format > OUTLINE_FORMAT) {
    throw new ScriptFileRefusal('newer_format', `written in format ${format}, this Kongtai reads ${OUTLINE_FORMAT}`, {
      format,
      limit: OUTLINE_FORMAT,
    });
  }
  return readOwn(lines, form);
};

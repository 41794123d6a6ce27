// Scripts as Markdown: a heading a block, what else is known in a comment under it, the text as it is.

import { z } from 'zod';
import type { ScriptDraft } from '../core/script.ts';
import type { NamedProduct, SplitScript } from '../core/script-split.ts';
import type { ScriptLanguage } from '../core/script-variable.ts';
import type { ProductId } from '../core/units.ts';
import { type AboutBlock, headingOf, OUTLINE_FORMAT, type OutlineForm, readOutline } from './script-outline.ts';

const FORMAT_LINE = /^<!-- kongtai script (\d{1,9}) -->$/;
const HEADING = /^#{1,6}[ \t]+(.*)$/;
const ABOUT = /^<!-- (\{.*\}) -->$/;
/** What a line of text may begin with only behind a backslash. */
const SPECIAL = /^(?=[#\\]|<!--)/;

const about = z.object({
  product: z.string().min(1).max(200).optional(),
  tags: z.array(z.string().max(200)).max(100).optional(),
  ai: z.boolean().optional(),
});

/** One line of ASCII-safe JSON that cannot end its comment. */
const writeAbout = ({ productId, tags, isDraftedByAi }: ScriptDraft): string | null => {
  if (productId === null && tags.length === 0 && !isDraftedByAi) return null;
  const known = {
    ...(productId === null ? {} : { product: productId }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(isDraftedByAi ? { ai: true } : {}),
  };
  const json = JSON.stringify(known).replace(/[<>\u0085\u2028\u2029]|--/g, (risky) =>
    [...risky].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );
  return `<!-- ${json} -->`;
};

/** Approvals stay behind: a file can be changed by anybody. */
export const writeMarkdown = (drafts: readonly ScriptDraft[], language: ScriptLanguage): string => {
  const blocks = drafts.map((draft) => {
    const known = writeAbout(draft);
    const text = draft.text.split('\n').map((line) => (SPECIAL.test(line) ? `\\${line}` : line));
    return [`## ${headingOf(draft, language)}`, ...(known === null ? [] : [known]), '', ...text, ''].join('\n');
  });
  return [`<!-- kongtai script ${OUTLINE_FORMAT} -->`, '', ...blocks].join('\n');
};

const readAbout = (line: string): AboutBlock | null => {
  const json = ABOUT.exec(line)?.[1];
  if (json === undefined) return null;
  try {
    const { product, tags, ai } = about.parse(JSON.parse(json));
    return {
      ...(product === undefined ? {} : { productId: product as ProductId }),
      ...(tags === undefined ? {} : { tags }),
      ...(ai === undefined ? {} : { isDraftedByAi: ai }),
    };
  } catch {
    // Somebody's own comment that looks like ours: it is text.
    return null;
  }
};

const form: OutlineForm = {
  formatOf: (line) => {
    const format = FORMAT_LINE.exec(line)?.[1];
    return format === undefined ? null : Number(format);
  },
  headingIn: (line) => HEADING.exec(line)?.[1] ?? null,
  aboutIn: readAbout,
};

/** A file of ours as it was written; any other Markdown by its headings. */
export const readMarkdown = (text: string, products: readonly NamedProduct[]): SplitScript =>
  readOutline(text, form, products);

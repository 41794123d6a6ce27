// Scripts as plain text, for any editor: 【卖点】质地, what else is known in brackets under it, a blank line, the text.

import type { ScriptDraft } from '../core/script.ts';
import type { NamedProduct, SplitScript } from '../core/script-split.ts';
import type { ScriptLanguage } from '../core/script-variable.ts';
import type { ProductId } from '../core/units.ts';
import { type AboutBlock, headingOf, OUTLINE_FORMAT, type OutlineForm, readOutline } from './script-outline.ts';

const FORMAT_LINE = /^控台话术 (\d{1,9})$/;
const PRODUCT = /^（商品：(.+)）$/;
const TAGS = /^（标签：(.+)）$/;
const BY_AI = '（AI 起草，未批准）';
const PLAIN_ID = /^[\p{L}\p{N}._-]+$/u;
const SPECIAL = /^(?=[【\\])/;

const writeId = (productId: ProductId): string =>
  PLAIN_ID.test(productId) ? productId : encodeURIComponent(productId);

const readId = (written: string): ProductId | null => {
  try {
    return decodeURIComponent(written) as ProductId;
  } catch {
    // Not as we write it: the line is text.
    return null;
  }
};

/** Approvals stay behind: a file can be changed by anybody. */
export const writePlainText = (drafts: readonly ScriptDraft[], language: ScriptLanguage): string => {
  const blocks = drafts.map((draft) =>
    [
      headingOf(draft, language),
      ...(draft.productId === null ? [] : [`（商品：${writeId(draft.productId)}）`]),
      ...(draft.tags.length === 0 ? [] : [`（标签：${draft.tags.join('、')}）`]),
      ...(draft.isDraftedByAi ? [BY_AI] : []),
      '',
      ...draft.text.split('\n').map((line) => (SPECIAL.test(line) ? `\\${line}` : line)),
      '',
    ].join('\n'),
  );
  return [`控台话术 ${OUTLINE_FORMAT}`, '', ...blocks].join('\n');
};

const readAbout = (line: string): AboutBlock | null => {
  if (line === BY_AI) return { isDraftedByAi: true };
  const [, tags] = TAGS.exec(line) ?? [];
  if (tags !== undefined) return { tags: tags.split('、') };
  const [, written] = PRODUCT.exec(line) ?? [];
  const productId = written === undefined ? null : readId(written);
  return productId === null ? null : { productId };
};

const form: OutlineForm = {
  formatOf: (line) => {
    const format = FORMAT_LINE.exec(line)?.[1];
    return format === undefined ? null : Number(format);
  },
  headingIn: (line) => (line.startsWith('【') ? line : null),
  aboutIn: readAbout,
};

/** A file of ours as it was written; any other text by its headings, numbers and blank lines. */
export const readPlainText = (text: string, products: readonly NamedProduct[]): SplitScript =>
  readOutline(text, form, products);

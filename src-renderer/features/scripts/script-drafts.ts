// Words that were typed and not saved yet: they outlast a look at another block, another tab, and the desk itself.

import type { ScriptBlock, ScriptDraft } from '../../../src-main/core/script.ts';
import type { ProductId, ScriptBlockId } from '../../../src-main/core/units.ts';

export interface TypedDraft {
  readonly draft: ScriptDraft;
  /** Of the block when the typing began; null for a new one. */
  readonly version: number | null;
}

/** By block; a new block by its script. */
const typed = new Map<string, TypedDraft>();

export const draftKey = (blockId: ScriptBlockId | null, productId: ProductId | null): string =>
  blockId ?? `new:${productId ?? ''}`;

export const typedDraft = (key: string): TypedDraft | null => typed.get(key) ?? null;

export const keepTyped = (key: string, draft: TypedDraft): void => {
  typed.set(key, draft);
};

export const dropTyped = (key: string): void => {
  typed.delete(key);
};

export const draftOf = ({ kind, productId, title, text, tags, isDraftedByAi }: ScriptBlock): ScriptDraft => ({
  kind,
  productId,
  title,
  text,
  tags,
  isDraftedByAi,
});

export const isSameDraft = (a: ScriptDraft, b: ScriptDraft): boolean =>
  a.kind === b.kind &&
  a.productId === b.productId &&
  a.title === b.title &&
  a.text === b.text &&
  a.tags.join(' ') === b.tags.join(' ') &&
  a.isDraftedByAi === b.isDraftedByAi;

// Scripts (话术): blocks of what to say, in order, each with its versions, its AI mark and the person who approved it.

import type { Instant, ProductId, ScriptBlockId } from './units.ts';

export const SCRIPT_KINDS = ['opening', 'selling_point', 'price', 'urgency', 'faq', 'closing', 'custom'] as const;
export type ScriptKind = (typeof SCRIPT_KINDS)[number];

export const LONGEST_TITLE = 100;
export const LONGEST_TAG = 30;
export const MOST_TAGS = 20;
/** UTF-16 units; over an hour of talk, and what one message of any link holds. A whole show is many blocks, never one. */
export const LONGEST_TEXT = 20_000;

/** What a person (or a machine for them) writes; always tidy inside Kongtai, see `tidyDraft`. */
export interface ScriptDraft {
  readonly kind: ScriptKind;
  /** Null for any product. */
  readonly productId: ProductId | null;
  readonly title: string;
  /** May hold variables and alternatives, see `renderScript`. Lines end in \n. */
  readonly text: string;
  readonly tags: readonly string[];
  readonly isDraftedByAi: boolean;
}

export interface ScriptBlock extends ScriptDraft {
  readonly blockId: ScriptBlockId;
  /** Who approved the text as it stands; null while nobody has. */
  readonly approvedBy: string | null;
  /** 0..n-1 among the blocks of one script. */
  readonly order: number;
  /** 1 for the first; grows by one with each edit. */
  readonly version: number;
}

/** A block's words as they stood from one edit to the next. */
export interface ScriptVersion extends ScriptDraft {
  readonly blockId: ScriptBlockId;
  readonly version: number;
  readonly approvedBy: string | null;
  readonly by: string;
  readonly at: Instant;
}

/** What an operation leaves behind: the block as it stands, and the version to keep under its number. */
export interface ScriptStep {
  readonly block: ScriptBlock;
  readonly version: ScriptVersion;
}

export interface Writer {
  readonly by: string;
  readonly at: Instant;
}

const LINE_END = /\r\n?|[\v\f\x85\u2028\u2029]/g;
const UNSEEN =
  /(?![\n\t])\p{Cc}|\p{Cs}|[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** Lines end in \n, without blank lines around them, spaces at their ends, control or direction characters. */
export const tidyText = (text: string): string =>
  text
    .replace(LINE_END, '\n')
    .replace(UNSEEN, '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');

export const tidyLine = (text: string): string => tidyText(text).replace(/\s+/g, ' ').trim();

/** Tags are told apart by these, so that none may hold one. */
const BETWEEN_TAGS = /[,，、;；|#\s]+/;

export const tidyTags = (tags: readonly string[]): readonly string[] => [
  ...new Set(tags.flatMap((tag) => tidyLine(tag).split(BETWEEN_TAGS)).filter((tag) => tag !== '')),
];

export const tidyDraft = (draft: ScriptDraft): ScriptDraft => ({
  kind: draft.kind,
  productId: draft.productId,
  title: tidyLine(draft.title),
  text: tidyText(draft.text),
  tags: tidyTags(draft.tags),
  isDraftedByAi: draft.isDraftedByAi,
});

/** Why a block is refused; the screens hold a sentence for each. */
export type ScriptObjection =
  | { readonly reason: 'text_empty' }
  | {
      readonly reason: 'text_too_long' | 'title_too_long' | 'tag_too_long' | 'too_many_tags';
      readonly length: number;
      readonly most: number;
    };

/** Null where a tidy draft may be kept. */
export const objectToDraft = ({ title, text, tags }: ScriptDraft): ScriptObjection | null => {
  if (text === '') return { reason: 'text_empty' };
  if (text.length > LONGEST_TEXT) return { reason: 'text_too_long', length: text.length, most: LONGEST_TEXT };
  if (title.length > LONGEST_TITLE) return { reason: 'title_too_long', length: title.length, most: LONGEST_TITLE };
  const longest = Math.max(0, ...tags.map((tag) => tag.length));
  if (longest > LONGEST_TAG) return { reason: 'tag_too_long', length: longest, most: LONGEST_TAG };
  if (tags.length > MOST_TAGS) return { reason: 'too_many_tags', length: tags.length, most: MOST_TAGS };
  return null;
};

const versionOf = (block: ScriptBlock, { by, at }: Writer): ScriptVersion => ({
  blockId: block.blockId,
  version: block.version,
  kind: block.kind,
  productId: block.productId,
  title: block.title,
  text: block.text,
  tags: block.tags,
  isDraftedByAi: block.isDraftedByAi,
  approvedBy: block.approvedBy,
  by,
  at,
});

export const writeBlock = (blockId: ScriptBlockId, draft: ScriptDraft, order: number, writer: Writer): ScriptStep => {
  const block: ScriptBlock = { ...tidyDraft(draft), blockId, approvedBy: null, order, version: 1 };
  return { block, version: versionOf(block, writer) };
};

const isSameDraft = (a: ScriptDraft, b: ScriptDraft): boolean =>
  a.kind === b.kind &&
  a.productId === b.productId &&
  a.title === b.title &&
  a.text === b.text &&
  a.tags.length === b.tags.length &&
  a.tags.every((tag, at) => tag === b.tags[at]) &&
  a.isDraftedByAi === b.isDraftedByAi;

/**
 * The next version, or null where nothing changed. An approval held for the words that it was given for, so an edit ends
 * it; an AI mark stays through a person's edits (`isDraftedByAi` can set it, never take it off): only `approveBlock` does.
 */
export const editBlock = (block: ScriptBlock, change: Partial<ScriptDraft>, writer: Writer): ScriptStep | null => {
  const draft = tidyDraft({ ...block, ...change, isDraftedByAi: block.isDraftedByAi || change.isDraftedByAi === true });
  if (isSameDraft(block, draft)) return null;
  const next: ScriptBlock = { ...block, ...draft, approvedBy: null, version: block.version + 1 };
  return { block: next, version: versionOf(next, writer) };
};

/** A person stands for the words as they are: the AI mark goes, the version's number stays. */
export const approveBlock = (block: ScriptBlock, person: Writer): ScriptStep => {
  const next: ScriptBlock = { ...block, isDraftedByAi: false, approvedBy: person.by };
  return { block: next, version: { ...versionOf(next, person), isDraftedByAi: block.isDraftedByAi } };
};

/**
 * The words of an earlier version as a new one, so that nothing in between is lost. An AI draft that nobody had approved
 * comes back with its mark; an approval is not brought back, since what is true of goods and prices may have changed.
 */
export const restoreVersion = (block: ScriptBlock, earlier: ScriptVersion, writer: Writer): ScriptStep | null => {
  if (earlier.blockId !== block.blockId) throw new RangeError('a version belongs to its own block');
  const { kind, productId, title, text, tags } = earlier;
  const isDraftedByAi = earlier.isDraftedByAi && earlier.approvedBy === null;
  const draft: ScriptDraft = { kind, productId, title, text, tags, isDraftedByAi };
  if (isSameDraft(block, draft)) return null;
  const next: ScriptBlock = { ...block, ...draft, approvedBy: null, version: block.version + 1 };
  return { block: next, version: versionOf(next, writer) };
};

export const inOrder = (blocks: readonly ScriptBlock[]): readonly ScriptBlock[] =>
  [...blocks].sort((a, b) => a.order - b.order || (a.blockId < b.blockId ? -1 : 1));

/** Numbers blocks 0..n-1 as they stand; those that keep their number stay the same objects. */
const numbered = (blocks: readonly ScriptBlock[]): readonly ScriptBlock[] =>
  blocks.map((block, order) => (block.order === order ? block : { ...block, order }));

/** All blocks in their new order; `to` is a place among them and is brought into range. Moving makes no version. */
export const moveBlock = (
  blocks: readonly ScriptBlock[],
  blockId: ScriptBlockId,
  to: number,
): readonly ScriptBlock[] => {
  const ordered = inOrder(blocks);
  const moved = ordered.find((block) => block.blockId === blockId);
  if (moved === undefined) return numbered(ordered);
  const rest = ordered.filter((block) => block !== moved);
  const place = Math.min(Math.max(0, Math.trunc(to)), rest.length);
  return numbered([...rest.slice(0, place), moved, ...rest.slice(place)]);
};

export const removeBlock = (blocks: readonly ScriptBlock[], blockId: ScriptBlockId): readonly ScriptBlock[] =>
  numbered(inOrder(blocks).filter((block) => block.blockId !== blockId));

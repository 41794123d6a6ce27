// Scripts as screens see them: what the host reads now, the blocks of a script, and a text before it becomes blocks.

import type { HeldBlock, LiveSection } from '../core/live-script.ts';
import type { ScriptBlock, ScriptKind, ScriptObjection } from '../core/script.ts';
import type { Duration, ProductId, ScriptBlockId, VariantId } from '../core/units.ts';
import type { HostPace } from './pace-documents.ts';

export type { HeldBlock } from '../core/live-script.ts';

/** Bytes of one piece of a file: in base64 it fits one message of the narrowest link. */
export const SCRIPT_CHUNK_BYTES = 36 * 1024;
/** Pictures make a document large; they are not read. */
export const LARGEST_SCRIPT_BYTES = 50 * 1024 * 1024;

export interface ScriptSection extends LiveSection {
  /** The cue whose time it takes; null for an answer, and for what belongs to no cue. */
  readonly cueId: VariantId | null;
}

/** What the host's screen shows of the scripts, rendered with the values of now. */
export interface ScriptTopic {
  /** Goes up with every change of any script. */
  readonly revision: number;
  /** Null while nothing is pinned: then the sections are the show's own words. */
  readonly variantId: VariantId | null;
  readonly sections: readonly ScriptSection[];
  /** Blocks that are kept from the host's screen, and why. */
  readonly held: readonly HeldBlock[];
  /** Who speaks now: the pinned cue's speaker, else the show's host; '' where neither is named. */
  readonly speaker: string;
  /** Of all hosts that have one of their own. */
  readonly paces: readonly HostPace[];
}

/** One script among all: a product's, or the general one. */
export interface ScriptShelfRow {
  /** Null for the general script. */
  readonly productId: ProductId | null;
  /** On the run sheet; null where it is not on it. */
  readonly number: number | null;
  readonly title: string;
  readonly image: string | null;
  readonly blocks: number;
  /** Drafted by AI, approved by nobody yet. */
  readonly drafts: number;
}

export interface ScriptDocument {
  readonly productId: ProductId | null;
  /** '' for the general script. */
  readonly title: string;
  /** As the catalogue has it; '' where it has none. */
  readonly category: string;
  readonly blocks: readonly ScriptBlock[];
  /** Newest first, at most 100. */
  readonly archived: readonly ScriptBlock[];
}

/** A text as it would be split; nothing is written yet. */
export interface ScriptPreview {
  readonly format: 'markdown' | 'plain_text' | 'docx';
  readonly blocks: readonly {
    readonly kind: ScriptKind;
    /** Null: it goes to the script that is chosen for such blocks. */
    readonly productId: ProductId | null;
    readonly productTitle: string;
    readonly title: string;
    /** The first 160 characters. */
    readonly excerpt: string;
    readonly spokenMs: Duration;
    readonly firstLine: number;
    readonly lastLine: number;
  }[];
  readonly refused: readonly {
    readonly objection: ScriptObjection;
    readonly title: string;
    readonly firstLine: number;
    readonly lastLine: number;
  }[];
  readonly leftOut: readonly { readonly line: number; readonly text: string }[];
}

export interface ScriptAnswer {
  readonly blockId: ScriptBlockId;
  readonly title: string;
  /** Rendered with the values of now. */
  readonly text: string;
}

export interface ScriptExport {
  readonly name: string;
  readonly text: string;
}

// What the engine asks of its store about scripts: blocks in their order, what is archived, and every version.

import type { ScriptBlock, ScriptStep, ScriptVersion } from '../core/script.ts';
import type { Instant, ProductId, ScriptBlockId } from '../core/units.ts';

export interface KeptBlock {
  readonly block: ScriptBlock;
  readonly isArchived: boolean;
}

export interface ScriptReads {
  /** All that are not archived, each script in its order; the same array until one is written. */
  scriptBlocks(): readonly ScriptBlock[];
  scriptBlock(blockId: ScriptBlockId): KeptBlock | null;
  /** Newest first; `productId` null for those of any product. */
  archivedScriptBlocks(productId: ProductId | null, limit: number): readonly ScriptBlock[];
  /** Newest first. */
  scriptVersions(blockId: ScriptBlockId, limit: number): readonly ScriptVersion[];
  scriptVersion(blockId: ScriptBlockId, version: number): ScriptVersion | null;
  /** Goes up with each write of a block since the store was opened. */
  scriptRevision(): number;
}

export interface ScriptWrites {
  /** The block as it stands, and its version under its number. */
  saveScript(step: ScriptStep): void;
  /** Takes over each block's place. */
  orderScript(blocks: readonly ScriptBlock[]): void;
  /** `at` null takes it back out, at the place that `block` has. */
  archiveScript(block: ScriptBlock, at: Instant | null): void;
}

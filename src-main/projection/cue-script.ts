// What a cue's script comes to: how many blocks are read, and how long they take; measured once a block.

import type { CueScript } from '../contract/run-sheet-documents.ts';
import { blocksForCue } from '../core/live-script.ts';
import type { Cue } from '../core/run-sheet.ts';
import type { ScriptBlock } from '../core/script.ts';
import { speakingTime } from '../core/speaking-time.ts';
import { duration } from '../core/units.ts';

const spoken = new WeakMap<ScriptBlock, number>();
/** By the blocks that there are, then by what a cue asks of them. */
const kept = new WeakMap<readonly ScriptBlock[], Map<string, CueScript>>();

const spokenMs = (block: ScriptBlock): number => {
  const ms = spoken.get(block) ?? speakingTime(block.text);
  spoken.set(block, ms);
  return ms;
};

export const toCueScript = (
  blocks: readonly ScriptBlock[],
  cue: Pick<Cue, 'productId' | 'scriptBlocks'>,
): CueScript => {
  const scripts = kept.get(blocks) ?? new Map<string, CueScript>();
  kept.set(blocks, scripts);
  const key = JSON.stringify([cue.productId, cue.scriptBlocks]);
  const known = scripts.get(key);
  if (known !== undefined) return known;
  // Answers are read when they are asked for.
  const read = blocksForCue(blocks, cue).filter(({ kind }) => kind !== 'faq');
  const script = { blocks: read.length, spokenMs: duration(read.reduce((sum, block) => sum + spokenMs(block), 0)) };
  scripts.set(key, script);
  return script;
};

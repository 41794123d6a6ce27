// When each cue is due and whether the sheet fits its slot: planned minutes added up from the start.

import type { Cue } from './run-sheet.ts';
import { type Duration, duration, type VariantId } from './units.ts';

export const plannedTotal = (
  cues: readonly Pick<Cue, 'plannedMs' | 'variantId'>[],
  skipped: ReadonlySet<VariantId> = new Set(),
): Duration =>
  duration(cues.reduce((sum, { variantId, plannedMs }) => sum + (skipped.has(variantId) ? 0 : plannedMs), 0));

/** From the start to each cue's begin, by place; a skipped one takes no time. */
export const offsetsOf = (
  cues: readonly Pick<Cue, 'plannedMs' | 'variantId'>[],
  skipped: ReadonlySet<VariantId> = new Set(),
): readonly Duration[] => {
  let sum = 0;
  return cues.map(({ variantId, plannedMs }) => {
    const offset = duration(sum);
    sum += skipped.has(variantId) ? 0 : plannedMs;
    return offset;
  });
};

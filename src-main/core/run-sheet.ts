// The run sheet (流程单): the cues of a show in order, each a product with its planned minutes and its deal terms.

import type { DealTerms } from './deal.ts';
import type { Duration, Instant, ProductId, ScriptBlockId, VariantId } from './units.ts';

export interface Cue {
  /** What viewers see as "3号链接": 1..N in a draft, never another one once the show is on air. */
  readonly number: number;
  readonly productId: ProductId;
  /** A variant stands on a sheet at most once: it names its cue. */
  readonly variantId: VariantId;
  readonly plannedMs: Duration;
  /** What F arms for this cue; null where no deal is planned. */
  readonly deal: Pick<DealTerms, 'price' | 'quantity' | 'perBuyer' | 'countdownMs' | 'durationMs'> | null;
  readonly note: string;
  /** Who speaks; '' for the show's host. */
  readonly speaker: string;
  /** The script blocks to be read, in order. */
  readonly scriptBlocks: readonly ScriptBlockId[];
}

/** A cue that has no number yet: as it is added, copied, or kept in a template. */
export type CuePlan = Omit<Cue, 'number'>;

/** How a draft stands in the store. */
export interface SheetStand {
  /** Grows with every edit, undo and redo. */
  readonly version: number;
  readonly startsAt: Instant | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export const MOST_CUES = 500;

/** A draft's numbers: 1..N in its order. */
export const numberCues = (cues: readonly CuePlan[]): readonly Cue[] =>
  cues.map((cue, index) => ({ ...cue, number: index + 1 }));

/** Above every number that has been given, so that none is given twice. */
export const nextNumber = (cues: readonly Cue[]): number => Math.max(0, ...cues.map(({ number }) => number)) + 1;

const indexOf = (cues: readonly CuePlan[], variantId: VariantId): number =>
  cues.findIndex((cue) => cue.variantId === variantId);

export const cueOf = <C extends CuePlan>(cues: readonly C[], variantId: VariantId): C | null =>
  cues.find((cue) => cue.variantId === variantId) ?? null;

/** Into the place `at`, or the nearest there is. */
export const insertCues = <C extends CuePlan>(cues: readonly C[], fresh: readonly C[], at: number): readonly C[] => {
  const place = Math.min(cues.length, Math.max(0, at));
  return [...cues.slice(0, place), ...fresh, ...cues.slice(place)];
};

/** To the place that it has afterwards; what is not on the sheet stays so. */
export const moveCue = <C extends CuePlan>(cues: readonly C[], variantId: VariantId, to: number): readonly C[] => {
  const cue = cueOf(cues, variantId);
  return cue === null ? cues : insertCues(removeCue(cues, variantId), [cue], to);
};

export const removeCue = <C extends CuePlan>(cues: readonly C[], variantId: VariantId): readonly C[] =>
  cues.filter((cue) => cue.variantId !== variantId);

/** In its place, with the number that it has. */
export const changeCue = (cues: readonly Cue[], change: CuePlan): readonly Cue[] =>
  cues.map((cue) => (cue.variantId === change.variantId ? { ...change, number: cue.number } : cue));

/** The place behind a cue; the end where it is not on the sheet. */
export const placeAfter = (cues: readonly CuePlan[], variantId: VariantId | null): number => {
  const index = variantId === null ? -1 : indexOf(cues, variantId);
  return index === -1 ? cues.length : index + 1;
};

/** Those whose variant is not on the sheet yet, each once. */
export const notOnSheet = <C extends CuePlan>(cues: readonly CuePlan[], more: readonly C[]): readonly C[] => {
  const known = new Set(cues.map(({ variantId }) => variantId));
  return more.filter(({ variantId }) => {
    if (known.has(variantId)) return false;
    known.add(variantId);
    return true;
  });
};

/** What comes after the cue that was explained last: the next in order that is not skipped. */
export const nextCue = (
  cues: readonly Cue[],
  skipped: ReadonlySet<VariantId>,
  lastNumber: number | null,
): Cue | null => {
  const from = lastNumber === null ? 0 : cues.findIndex(({ number }) => number === lastNumber) + 1;
  return cues.slice(from).find(({ variantId }) => !skipped.has(variantId)) ?? null;
};

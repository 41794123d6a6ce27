// The cues in the order that a person has just put them in, until the engine says so too or refuses.

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CueRow, RunSheetTopic } from '../../../src-main/contract/run-sheet-documents.ts';
import type { VariantId } from '../../../src-main/core/units.ts';
import { editSheet } from './sheet-edits.ts';

interface Wish {
  readonly order: readonly VariantId[];
  /** The version that has it; null while the engine has not answered. */
  readonly version: number | null;
}

const inOrder = (cues: readonly CueRow[], order: readonly VariantId[]): readonly CueRow[] => {
  const places = new Map(order.map((variantId, place) => [variantId, place]));
  return [...cues].sort((a, b) => (places.get(a.variantId) ?? 0) - (places.get(b.variantId) ?? 0));
};

/** `move` takes the place that the cue has afterwards. A draft's numbers follow its order at once. */
export const useCueOrder = (
  sheet: RunSheetTopic,
): { readonly cues: readonly CueRow[]; readonly move: (variantId: VariantId, to: number) => void } => {
  const [wish, setWish] = useState<Wish | null>(null);
  const isDone = wish !== null && wish.version !== null && sheet.version >= wish.version;

  useEffect(() => {
    if (isDone) setWish(null);
  }, [isDone]);

  const cues = useMemo(() => {
    if (wish === null || isDone || wish.order.length !== sheet.cues.length) return sheet.cues;
    const ordered = inOrder(sheet.cues, wish.order);
    return sheet.phase === 'draft' ? ordered.map((cue, index) => ({ ...cue, number: index + 1 })) : ordered;
  }, [sheet, wish, isDone]);

  const move = useCallback(
    (variantId: VariantId, to: number) => {
      const before = cues.map((cue) => cue.variantId);
      const place = Math.min(before.length - 1, Math.max(0, to));
      if (before[place] === variantId) return;
      const others = before.filter((each) => each !== variantId);
      const mine: Wish = { order: [...others.slice(0, place), variantId, ...others.slice(place)], version: null };
      setWish(mine);
      void editSheet('run-sheet.move', { variantId, to: place }).then((reply) =>
        setWish((now) => (now !== mine ? now : reply.ok ? { ...mine, version: reply.value.version } : null)),
      );
    },
    [cues],
  );

  return { cues, move };
};

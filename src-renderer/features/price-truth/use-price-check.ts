// The engine's verdict on a compare price as terms are typed: asked shortly after the last key, a late answer is dropped.

import { useCallback, useEffect, useState } from 'react';
import type { PriceCheck } from '../../../src-main/contract/price-documents.ts';
import type { VariantId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';

const ASK_AFTER_MS = 120;

/** Null until it is known. `priceMinor` null: beside what is asked for the variant. */
export const usePriceCheck = (
  variantId: VariantId,
  priceMinor: number | null,
): { readonly check: PriceCheck | null; readonly again: () => void } => {
  const [check, setCheck] = useState<PriceCheck | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);
  // Another compare price or another phase has another verdict.
  const show = useTopicSlice('show.current', (current) => `${current?.showId} ${current?.phase}`);
  const compare = useTopicSlice('product.list', (rows) =>
    JSON.stringify(rows?.find((row) => row.variantId === variantId)?.comparePrice ?? null),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: show, compare and round only say that it is to be asked anew
  useEffect(() => {
    let isWanted = true;
    const timer = window.setTimeout(async () => {
      const reply = await request('price.check', { variantId, priceMinor });
      if (isWanted) setCheck(reply.ok ? reply.value : null);
    }, ASK_AFTER_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [variantId, priceMinor, show, compare, round]);

  return { check: check?.variantId === variantId ? check : null, again };
};

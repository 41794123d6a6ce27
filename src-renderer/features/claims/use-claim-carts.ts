// The carts of the show as the engine holds them: asked for again soon after claims have changed, not after each.

import { useCallback, useEffect, useRef } from 'react';
import type { ClaimCart } from '../../../src-main/contract/claim-documents.ts';
import { request } from '../../client/client.ts';
import { useFeed } from '../../state/live-store.ts';
import { type DocumentState, useDocument } from '../review/use-document.ts';

const ASK_AFTER_MS = 200;

export const useClaimCarts = (search: string): DocumentState<readonly ClaimCart[]> & { readonly again: () => void } => {
  const read = useCallback(() => request('claim.carts', { search }), [search]);
  const carts = useDocument(read);
  const { again } = carts;
  const rows = useFeed('claim.rows');
  const seen = useRef(rows);
  const timer = useRef<number | null>(null);
  // One question is under way at a time, so that a burst of claims cannot put every answer off.
  useEffect(() => {
    if (seen.current === rows || timer.current !== null) return;
    timer.current = window.setTimeout(() => {
      timer.current = null;
      seen.current = rows;
      again();
    }, ASK_AFTER_MS);
  }, [rows, again]);
  useEffect(
    () => () => {
      if (timer.current !== null) window.clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return carts;
};

// Reads a document once from the engine and says where it stands: loading, ready or refused.

import { useCallback, useEffect, useState } from 'react';
import type { Reply } from '../../../src-main/contract/errors.ts';

export type DocumentState<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'refused'; readonly reply: Extract<Reply<T>, { ok: false }> };

/** `read` must be stable; `again` asks anew and keeps what is shown until the answer comes. */
export const useDocument = <T>(read: () => Promise<Reply<T>>): DocumentState<T> & { readonly again: () => void } => {
  const [state, setState] = useState<DocumentState<T>>({ status: 'loading' });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again with the same read
  useEffect(() => {
    let isWanted = true;
    read().then((reply) => {
      if (!isWanted) return;
      setState(reply.ok ? { status: 'ready', value: reply.value } : { status: 'refused', reply });
    });
    return () => {
      isWanted = false;
    };
  }, [read, round]);

  return { ...state, again };
};

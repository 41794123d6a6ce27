// What a comment that was typed at the desk has become: a claim, something unclear, or nothing that asks for a product.

import type { ClaimRow, UnclearRow } from '../../../src-main/contract/claim-documents.ts';
import { liveStore } from '../../state/live-store.ts';

export type SaidOutcome =
  | { readonly kind: 'claims'; readonly rows: readonly ClaimRow[] }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'nothing' };

/** A comment is read at once; what is not seen by then was not read as a claim. */
const WAIT_MS = 1500;

const rowsOf = (name: string): readonly ClaimRow[] =>
  liveStore.getState().feeds['claim.rows'].rows.filter(({ viewer }) => viewer.viewerId === `hand:${name}`);

const unclearOf = (name: string): readonly UnclearRow[] =>
  (liveStore.getState().topics['claim.state']?.unclear ?? []).filter(
    ({ viewer }) => viewer.viewerId === `hand:${name}`,
  );

/** Begins to watch at the call; ask for it before the comment is said. */
export const watchSaid = (name: string): { readonly outcome: () => Promise<SaidOutcome> } => {
  const before = new Set<unknown>(rowsOf(name));
  const doubts = new Set(unclearOf(name).map(({ claimId }) => claimId));
  const look = (): SaidOutcome => {
    const rows = rowsOf(name).filter((row) => !before.has(row));
    if (rows.length > 0) return { kind: 'claims', rows };
    return unclearOf(name).some(({ claimId }) => !doubts.has(claimId)) ? { kind: 'unclear' } : { kind: 'nothing' };
  };
  return {
    outcome: () =>
      new Promise((resolve) => {
        const settle = (): void => {
          unsubscribe();
          window.clearTimeout(timer);
          resolve(look());
        };
        const unsubscribe = liveStore.subscribe(() => {
          if (look().kind !== 'nothing') settle();
        });
        const timer = window.setTimeout(settle, WAIT_MS);
        if (look().kind !== 'nothing') settle();
      }),
  };
};

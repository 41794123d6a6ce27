// What a claim's state asks of a person, for chips, filters and the tools beside it.

import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import type { ClaimState } from '../../../src-main/core/claim-book.ts';

export const CLAIM_FILTERS = ['all', 'unpaid', 'waiting', 'refused', 'paid', 'over'] as const;
export type ClaimFilter = (typeof CLAIM_FILTERS)[number];

const FILTER_OF: Readonly<Record<ClaimState, ClaimFilter>> = {
  reserved: 'unpaid',
  claimed: 'unpaid',
  waiting: 'waiting',
  refused: 'refused',
  paid: 'paid',
  expired: 'over',
  taken_back: 'over',
  cancelled: 'over',
};

export const isIn = (filter: ClaimFilter, state: ClaimState): boolean =>
  filter === 'all' || FILTER_OF[state] === filter;

export const countOf = (counts: Readonly<Record<ClaimState, number>>, filter: ClaimFilter): number =>
  Object.entries(FILTER_OF)
    .filter(([, each]) => filter === 'all' || each === filter)
    .reduce((sum, [state]) => sum + (state in counts ? counts[state as ClaimState] : 0), 0);

/** In a cart and to be paid. */
export const isUnpaid = ({ state }: Pick<ClaimRow, 'state'>): boolean => FILTER_OF[state] === 'unpaid';

/** Its quantity can be corrected, and it can be taken back. */
export const isOpen = (row: Pick<ClaimRow, 'state'>): boolean => isUnpaid(row) || row.state === 'waiting';

/** It can be tried once more. */
export const isServable = ({ state }: Pick<ClaimRow, 'state'>): boolean =>
  !['reserved', 'claimed', 'paid'].includes(state);

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** By name, comment, product title or number. */
export const isFound = (row: ClaimRow, search: string): boolean => {
  const wanted = plain(search).trim();
  if (wanted === '') return true;
  return String(row.number) === wanted || plain(`${row.viewer.name} ${row.text} ${row.title}`).includes(wanted);
};

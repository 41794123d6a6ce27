// The rows that both ways carry, and how many of them.

import type { FeedRow } from '../../../src-main/contract/topics.ts';
import { instant } from '../../../src-main/core/units.ts';
import { feedRow } from '../../support/preview/preview-show.ts';

export type Side = 'product' | 'baseline';

export interface TransportLoad {
  /** Rows in one push, and pushes. */
  readonly batch: number;
  readonly batches: number;
}

/** After so many pushes the sender lets its loop turn, as one that does other work too. */
export const YIELD_EVERY = 20;

export const makeRows = (count: number): readonly FeedRow[] =>
  Array.from({ length: count }, (_, n) => feedRow(n, instant(1_796_000_000_000 + n)));

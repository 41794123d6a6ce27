// The run sheet (流程单): the cues of a show in order, each a product with its planned minutes and its deal terms.

import type { DealTerms } from './deal.ts';
import type { Duration, ProductId, VariantId } from './units.ts';

export interface Cue {
  /** What viewers see as "3号链接": 1..N. */
  readonly number: number;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly plannedMs: Duration;
  /** What F arms for this cue; null where no deal is planned. */
  readonly deal: Pick<DealTerms, 'price' | 'quantity' | 'perBuyer' | 'countdownMs' | 'durationMs'> | null;
  readonly note: string;
}

// What kinds of source there are to attach: what each needs to be told, what it reads and carries out, and how it is made.

import type { SourceKindView, SourceSettings } from '../contract/source-documents.ts';
import type { FeedMemory } from '../core/coverage.ts';
import type { Instant, ProductId, SourceId, VariantId } from '../core/units.ts';
import type { EventSource } from './event-source.ts';

export type { SourceSettings } from '../contract/source-documents.ts';

/** The console's own goods, for shops whose orders name them by SKU. */
export interface SourceCatalogue {
  bySku(sku: string): { readonly productId: ProductId; readonly variantId: VariantId } | null;
  /** Null where the shop could not know it by one. */
  skuOf(productId: ProductId, variantId: VariantId): string | null;
}

export interface SourceMaking {
  readonly sourceId: SourceId;
  readonly name: string;
  /** Secrets are kept apart and come in here only when the source is made. */
  readonly settings: SourceSettings;
  readonly clock: () => Instant;
  readonly catalogue?: SourceCatalogue;
}

/** `kind` is kebab-case and kept in the store: never renamed. */
export interface SourceKind extends SourceKindView {
  /** Left out: what it was not heard saying is gone. */
  readonly memory?: FeedMemory;
  /** What a source of these settings is called in the store; where it is left out, made of the kind and the settings. */
  idOf?(settings: SourceSettings): SourceId;
  /** Throws Refusal `bad_url` or `bad_source` naming the field. */
  make(making: SourceMaking): EventSource;
}

// What queries about the catalogue answer with: a window of its list, one product whole, and what its prices were.

import type { HistoryField } from '../core/catalogue-edit.ts';
import type { CatalogueFacets, CatalogueFilter, CatalogueSort } from '../core/catalogue-listing.ts';
import type { CatalogueProduct, CatalogueVariant } from '../core/catalogue-product.ts';
import type { CatalogueRow } from '../core/catalogue-row.ts';
import type { CommandId, Instant, ProductId, ShowId, VariantId } from '../core/units.ts';

export type {
  CatalogueFacets,
  CatalogueFilter,
  CatalogueProduct,
  CatalogueRow,
  CatalogueSort,
  CatalogueVariant,
  HistoryField,
};

export interface CataloguePage {
  /** Of all that pass the filter. */
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly CatalogueRow[];
}

export interface CatalogueDocument {
  readonly product: CatalogueProduct;
  readonly updatedAt: Instant;
  /** Shows that are not over and have it on their run sheet. */
  readonly shows: readonly { readonly showId: ShowId; readonly title: string }[];
}

/** `import`: from a file. */
export const EDIT_KINDS = ['create', 'save', 'many', 'archive', 'restore', 'import', 'undo'] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

export interface VariantHistoryRow {
  readonly variantId: VariantId;
  /** '' where the product has but one. */
  readonly variantTitle: string;
  readonly field: HistoryField;
  /** Minor units for a price, pieces for stock; null: there was none. */
  readonly from: number | null;
  readonly to: number | null;
  readonly kind: EditKind;
  /** Who: a role. */
  readonly by: string;
  /** In a person's words; '' where nothing was said. */
  readonly why: string;
  readonly at: Instant;
}

/** What an edit came to. `editId` undoes it; null where nothing was changed. */
export interface EditOutcome {
  readonly editId: CommandId | null;
  readonly products: number;
}

export interface SavedProduct extends EditOutcome {
  readonly productId: ProductId;
  readonly version: number;
}

export interface UndoneEdit {
  readonly kind: EditKind;
  readonly products: number;
}

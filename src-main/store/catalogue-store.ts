// What the engine asks of its store about the catalogue: whole products, edits that can be undone, and what prices were.

import type { EditKind, VariantHistoryRow } from '../contract/catalogue-documents.ts';
import type { EditTrace } from '../core/catalogue-edit.ts';
import type { CatalogueProduct } from '../core/catalogue-product.ts';
import type { CommandId, Instant, ProductId, ShowId, VariantId } from '../core/units.ts';

export interface KeptProduct {
  readonly product: CatalogueProduct;
  /** How its title sounds: all syllables, and on a second line all initials. */
  readonly sound: string;
  readonly updatedAt: Instant;
}

export interface CatalogueEdit {
  /** The command that made it. */
  readonly editId: CommandId;
  readonly kind: EditKind;
  /** Who: a role. */
  readonly by: string;
  /** In a person's words; '' where nothing was said. */
  readonly why: string;
  readonly at: Instant;
}

export interface KeptEdit extends CatalogueEdit {
  readonly products: number;
  readonly isUndone: boolean;
}

export interface ProductChange {
  /** Null where the product is new. */
  readonly before: CatalogueProduct | null;
  readonly after: CatalogueProduct;
}

/** What an edit did: the products that it made, or did nothing to but bring them back, and what it changed in others. */
export interface EditTraces {
  readonly made: readonly ProductId[];
  readonly changed: readonly { readonly productId: ProductId; readonly trace: EditTrace }[];
}

export interface CatalogueReads {
  catalogueProduct(productId: ProductId): KeptProduct | null;
  /** In the order in which they were first kept; `after` is the place of the last page's end, 0 before the first. */
  cataloguePage(after: number, limit: number): { readonly products: readonly KeptProduct[]; readonly end: number };
  productOfVariant(variantId: VariantId): ProductId | null;
  /** Another product that is sold under the SKU, archived ones left out. */
  productOfSku(sku: string, not: ProductId): ProductId | null;
  /** Newest first. */
  variantHistory(productId: ProductId, limit: number): readonly VariantHistoryRow[];
  catalogueEdit(editId: CommandId): KeptEdit | null;
  /** The newest edit that is in force and can still be undone. */
  lastCatalogueEdit(): KeptEdit | null;
  /** Null where an edit in force has touched one of its products since, or its traces are gone. */
  editTraces(editId: CommandId): EditTraces | null;
  /** How many products have been written, by edits and by sales, since the store was opened. */
  catalogueRevision(): number;
  /** Those written since that revision; null where that is too long ago to tell. */
  catalogueTouchedSince(revision: number): readonly ProductId[] | null;
  /** Shows that are not over and have the product on their run sheet. */
  openShowsWith(productId: ProductId): readonly ShowId[];
}

export interface CatalogueWrites {
  /**
   * Writes every product as `after` says, its version one higher than `before`'s, with the history of its prices and stock,
   * and keeps what is needed to undo it all. Returns the products as they are now.
   */
  editCatalogue(edit: CatalogueEdit, changes: readonly ProductChange[]): readonly CatalogueProduct[];
  /** As `editCatalogue` of changes that are made while they are written: one is written before the next is asked for. */
  streamCatalogue(edit: CatalogueEdit, changes: Iterable<ProductChange>): void;
  /**
   * As `editCatalogue`, marking `undone` as undone instead of keeping a way back. `made`: as its traces have them, which
   * are archived in one step and are none of `changes`.
   */
  undoCatalogueEdit(
    undone: CommandId,
    edit: CatalogueEdit,
    changes: readonly ProductChange[],
    made: readonly ProductId[],
  ): readonly CatalogueProduct[];
}

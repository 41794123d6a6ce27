// What the engine asks of its store about imports: what files know products by, and how a table's columns were named.

import type { ProductLink } from '../core/catalogue-draft.ts';
import type { ColumnMapping } from '../core/draft-field.ts';
import type { CommandId, Instant, ProductId } from '../core/units.ts';

export interface ImportReads {
  /** As the files of one origin know the product, with the pictures of all origins. */
  productLink(origin: string, productId: ProductId): ProductLink;
  /** An import brought it into the catalogue and was undone. */
  isUnmade(productId: ProductId): boolean;
  /** How the columns of a table with these headers were named last. */
  importMapping(signature: string): ColumnMapping | null;
}

export interface ImportWrites {
  linkProduct(origin: string, productId: ProductId, link: ProductLink): void;
  /** The import that the product now stands in the catalogue by. */
  noteMade(productId: ProductId, editId: CommandId): void;
  /** `noteMade` for every product that the edit, which has been written, has made or only brought back. */
  noteAllMade(editId: CommandId): void;
  keepImportMapping(signature: string, mapping: ColumnMapping, at: Instant): void;
}

// What a product file format is to this program: how it is known, how its rows are read, and how a draft is written in it.

import type { DraftField } from '../core/draft-field.ts';
import type { ProductDraft } from '../core/product-draft.ts';
import type { RowKeys, RowSays } from './draft-builder.ts';
import type { RowCells } from './row-cells.ts';

export const CATALOGUE_FORMATS = [
  'kongtai',
  'shopify',
  'shopify_classic',
  'woocommerce',
  'vendure',
  'doudian',
  'tiktok_shop',
  'taobao',
  'taobao_assistant',
] as const;
export type CatalogueFormat = (typeof CATALOGUE_FORMATS)[number];
/** `mapped`: any other table, its columns named by hand. */
export type ReadFormat = CatalogueFormat | 'mapped';

/** What stands in a cell: `id` may look like a number and is none. */
export type CellKind = 'text' | 'id' | 'number';

export interface WriteColumn {
  readonly header: string;
  readonly kind: CellKind;
}

export interface LayoutWriter {
  readonly columns: readonly WriteColumn[];
  /**
   * What is left of a draft in this format: what is read back is exactly this. `place` is the product's number in the
   * file, from 1; amounts in another currency than `currency` are left out where the format has no column for it.
   */
  carry(draft: ProductDraft, place: number, currency: string): ProductDraft;
  /** The rows of a draft that `carry` gave, a cell for each column. */
  write(draft: ProductDraft): readonly (readonly string[])[];
}

export interface Layout<Extra extends string = never> {
  readonly format: ReadFormat;
  /** Folded headers of each field, most telling first. */
  readonly headers: Readonly<Partial<Record<DraftField | Extra, readonly string[]>>>;
  /** One header of each group must be there for the format to be meant. */
  readonly signature: readonly (readonly string[])[];
  /** More headers that its files have and this program does not need; they only make it surer. */
  readonly others: readonly string[];
  readonly hasDashForNothing: boolean;
  /** What a row is called, where the rows of one product may stand apart and are to be waited for; else null. */
  readonly readKeys: ((cells: RowCells<Extra>) => RowKeys) | null;
  /** A reader for one file; it may remember the rows before. */
  createReader(): (cells: RowCells<Extra>) => RowSays;
  /** Null where only reading is possible. */
  readonly writer: LayoutWriter | null;
}

// Writes drafts in a format's own columns as CSV or XLSX, and counts what the format cannot say.

import { setImmediate } from 'node:timers/promises';
import { PRODUCT_FIELDS, VARIANT_FIELDS } from '../core/draft-diff.ts';
import type { ProductDraft, VariantDraft } from '../core/product-draft.ts';
import { FileRefusal, stopIfCancelled } from './file-refusal.ts';
import { LAYOUTS } from './format-guess.ts';
import type { CatalogueFormat, LayoutWriter } from './layout.ts';
import { csvOf, type Rows } from './table-writer.ts';
import { writeWholeFile } from './whole-file.ts';
import { xlsxOf } from './xlsx-writer.ts';

export const CONTAINERS = ['csv', 'xlsx'] as const;
export type Container = (typeof CONTAINERS)[number];

export interface CatalogueOrder {
  readonly format: CatalogueFormat;
  readonly container: Container;
  /** ISO 4217: of the amounts, where the format has no column for it. */
  readonly currency: string;
  readonly drafts: Iterable<ProductDraft> | AsyncIterable<ProductDraft>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (products: number) => void;
}

export type LossField = Exclude<keyof ProductDraft | keyof VariantDraft, 'row' | 'variants'>;

export interface WriteReport {
  readonly products: number;
  readonly rows: number;
  readonly bytes: number;
  /** How many products or variants could not be said whole, by field. */
  readonly losses: Readonly<Partial<Record<LossField, number>>>;
  /** Texts cut to what a workbook's cell can hold. */
  readonly cutCells: number;
}

/** Formats whose programs take the tab before an id for part of it. */
const STRICT_FORMATS: ReadonlySet<CatalogueFormat> = new Set(['shopify', 'shopify_classic', 'woocommerce', 'vendure']);

const PORTION = 200;
const SHEET_NAME = '商品';

const countLosses = (draft: ProductDraft, carried: ProductDraft, losses: Partial<Record<LossField, number>>): void => {
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  for (const field of PRODUCT_FIELDS) {
    if (differs(draft[field], carried[field])) losses[field] = (losses[field] ?? 0) + 1;
  }
  draft.variants.forEach((variant, at) => {
    const kept = carried.variants[at];
    for (const field of VARIANT_FIELDS) {
      // Nothing kept back is what every format means.
      if (field === 'bufferPercent' && variant.bufferPercent === 0) continue;
      if (differs(variant[field], kept?.[field])) losses[field] = (losses[field] ?? 0) + 1;
    }
  });
};

const writerOf = (format: CatalogueFormat): LayoutWriter => {
  const writer = LAYOUTS.find((layout) => layout.format === format)?.writer ?? null;
  if (writer === null) throw new FileRefusal('format_unknown', `${format} can only be read`, { format });
  return writer;
};

/** The formats that `writeCatalogue` knows; the others can only be read. */
export const WRITABLE_FORMATS: readonly CatalogueFormat[] = LAYOUTS.flatMap(({ format, writer }) =>
  writer === null || format === 'mapped' ? [] : [format],
);

/** What is left of a draft in a format, and is read back: `place` is its number in the file, from 1. */
export const carriedDraft = (
  format: CatalogueFormat,
  draft: ProductDraft,
  place: number,
  currency: string,
): ProductDraft => writerOf(format).carry(draft, place, currency);

/** Writes the file whole or not at all. Refuses with `not_written`, `cancelled` or `format_unknown`. */
export const writeCatalogue = async (path: string, order: CatalogueOrder): Promise<WriteReport> => {
  const { format, container, currency, drafts, signal, onProgress } = order;
  const writer = writerOf(format);
  const losses: Partial<Record<LossField, number>> = {};
  let [products, rows, cutCells] = [0, 0, 0];

  const rowsOf = async function* (): Rows & AsyncGenerator<readonly (readonly string[])[]> {
    let portion: (readonly string[])[] = [];
    for await (const draft of drafts) {
      products += 1;
      const carried = writer.carry(draft, products, currency);
      countLosses(draft, carried, losses);
      portion.push(...writer.write(carried));
      if (portion.length < PORTION) continue;
      rows += portion.length;
      yield portion;
      portion = [];
      onProgress?.(products);
      await setImmediate();
      stopIfCancelled(signal);
    }
    rows += portion.length;
    yield portion;
    onProgress?.(products);
  };

  const chunks =
    container === 'csv'
      ? csvOf(writer.columns, rowsOf(), { mayGuardIds: !STRICT_FORMATS.has(format) })
      : xlsxOf(writer.columns, rowsOf(), {
          sheet: SHEET_NAME,
          onCut: () => {
            cutCells += 1;
          },
        });
  const bytes = await writeWholeFile(path, chunks, signal);
  return { products, rows, bytes, losses, cutCells };
};

// Puts the rows of one product together into a draft, and finds what only shows when they stand side by side.

import {
  type CellProblem,
  type DraftStatus,
  excerptOf,
  MOST_OPTIONS,
  MOST_VARIANTS,
  NO_PRODUCT_EXTRAS,
  PRODUCT_NOTES,
  type ProblemCode,
  type ProductDraft,
  type ProductExtras,
  type ProductNote,
  type VariantDraft,
} from '../core/product-draft.ts';

export interface RowKeys {
  /** Rows of one key are one product; null continues the product of the row before. */
  readonly key: string | null;
  /** More names under which other rows may mean this product. */
  readonly alsoKnownAs?: readonly string[];
}

/** What one row says of its product; silence as in a draft. */
export interface RowSays extends RowKeys {
  readonly row: number;
  readonly externalId: string;
  readonly title: string;
  readonly category: string;
  readonly brand: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly sellingPoints: readonly string[];
  readonly status: DraftStatus | null;
  readonly optionNames: readonly string[];
  /** With the place in the product's gallery that the file gives, if it gives one. */
  readonly images: readonly { readonly url: string; readonly position: number | null }[];
  readonly variants: readonly VariantDraft[];
  /** Absent where the format has no place for them. */
  readonly extras?: ProductExtras;
  readonly problems: readonly CellProblem[];
}

export interface ReadProduct {
  readonly draft: ProductDraft;
  readonly problems: readonly CellProblem[];
  /** The rows of the file that make it up. */
  readonly rows: readonly number[];
  /** True where a problem is an error: nothing of the product is taken. */
  readonly isRefused: boolean;
}

const SINGLE: readonly ('externalId' | 'title' | 'category' | 'brand' | 'description')[] = [
  'externalId',
  'title',
  'category',
  'brand',
  'description',
];

type Single = { -readonly [Field in (typeof SINGLE)[number]]: string };

const firstSaid = <T>(rows: readonly RowSays[], pick: (row: RowSays) => readonly T[]): readonly T[] => {
  for (const row of rows) if (pick(row).length > 0) return pick(row);
  return [];
};

const imagesOf = (rows: readonly RowSays[]): readonly string[] => {
  const images = rows.flatMap((row) => row.images).map((image, order) => ({ ...image, order }));
  images.sort((a, b) => (a.position ?? a.order + 1) - (b.position ?? b.order + 1) || a.order - b.order);
  return [...new Set(images.map(({ url }) => url))];
};

const problem = (row: number, value: string, code: ProblemCode, otherRow?: number): CellProblem => ({
  row,
  column: '',
  value: excerptOf(value),
  code,
  severity: code === 'value_conflict' ? 'warning' : 'error',
  ...(otherRow === undefined ? {} : { otherRow }),
});

const singlesOf = (rows: readonly RowSays[], problems: CellProblem[]): Single => {
  const said: Single = { externalId: '', title: '', category: '', brand: '', description: '' };
  for (const field of SINGLE) {
    for (const row of rows) {
      if (said[field] === '') said[field] = row[field];
      else if (row[field] !== '' && row[field] !== said[field])
        problems.push(problem(row.row, row[field], 'value_conflict', rows[0]?.row));
    }
  }
  return said;
};

const notesOf = (rows: readonly RowSays[], problems: CellProblem[]): ProductExtras => {
  const said: Record<ProductNote, string> = { ...NO_PRODUCT_EXTRAS };
  if (rows.every(({ extras }) => extras === undefined)) return NO_PRODUCT_EXTRAS;
  for (const { row, extras = NO_PRODUCT_EXTRAS } of rows) {
    for (const note of PRODUCT_NOTES) {
      if (said[note] === '') said[note] = extras[note];
      else if (extras[note] !== '' && extras[note] !== said[note])
        problems.push(problem(row, extras[note], 'value_conflict', rows[0]?.row));
    }
  }
  return { ...said, specification: firstSaid(rows, ({ extras }) => extras?.specification ?? []) };
};

const checkVariants = (
  optionNames: readonly string[],
  variants: readonly VariantDraft[],
  problems: CellProblem[],
): void => {
  const seen = new Map<string, number>();
  for (const { options, row } of variants) {
    if (options.length !== optionNames.length || options.some((value) => value === '')) {
      problems.push(problem(row, options.join(' / '), 'variant_without_options', variants[0]?.row));
      continue;
    }
    const key = JSON.stringify(options);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, row);
    else
      problems.push(
        problem(row, options.join(' / '), options.length === 0 ? 'variant_without_options' : 'variant_twice', other),
      );
  }
};

/** `rows` are one product's and not empty. */
export const buildDraft = (rows: readonly [RowSays, ...RowSays[]], extra: readonly CellProblem[] = []): ReadProduct => {
  const [first] = rows;
  const problems = [...extra, ...rows.flatMap((row) => row.problems)];
  const said = singlesOf(rows, problems);
  const optionNames = firstSaid(rows, (row) => row.optionNames);
  const variants = rows.flatMap((row) => row.variants);
  if (optionNames.length > MOST_OPTIONS) problems.push(problem(first.row, optionNames.join(' / '), 'too_many_options'));
  if (variants.length > MOST_VARIANTS) problems.push(problem(first.row, said.title, 'too_many_variants'));
  // Where a variant could not be read at all, its row has said so already.
  if (variants.length === 0 && problems.every(({ severity }) => severity !== 'error'))
    problems.push(problem(first.row, said.title, 'no_variant'));
  checkVariants(optionNames, variants, problems);
  const draft: ProductDraft = {
    row: first.row,
    ...said,
    tags: firstSaid(rows, (row) => row.tags),
    sellingPoints: firstSaid(rows, (row) => row.sellingPoints),
    status: rows.find((row) => row.status !== null)?.status ?? null,
    optionNames,
    images: imagesOf(rows),
    ...notesOf(rows, problems),
    variants,
  };
  return {
    draft,
    problems,
    rows: rows.map((row) => row.row),
    isRefused: problems.some(({ severity }) => severity === 'error'),
  };
};

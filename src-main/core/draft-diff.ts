// What an import would do to the catalogue: create, change, leave or refuse, product by product.

import {
  type CellProblem,
  PRODUCT_NOTES,
  type ProblemCode,
  type ProductDraft,
  type VariantDraft,
} from './product-draft.ts';
import type { ProductId, VariantId } from './units.ts';

export interface ExistingVariant extends Omit<VariantDraft, 'row'> {
  readonly variantId: VariantId;
}

/** `externalId` is the id in the world that the file comes from, '' where the product has none there. */
export interface ExistingProduct extends Omit<ProductDraft, 'row' | 'variants'> {
  readonly productId: ProductId;
  readonly variants: readonly ExistingVariant[];
}

export type ProductField = Exclude<keyof ProductDraft, 'row' | 'variants'>;
export type VariantField = Exclude<keyof VariantDraft, 'row'>;

export interface FieldChange<Field> {
  readonly field: Field;
  readonly from: unknown;
  readonly to: unknown;
}

export interface VariantChange {
  /** Null where the product has no such variant yet: all of it is new. */
  readonly variantId: VariantId | null;
  readonly variant: VariantDraft;
  readonly fields: readonly FieldChange<VariantField>[];
}

export type DraftOutcome =
  | { readonly kind: 'create'; readonly draft: ProductDraft }
  | {
      readonly kind: 'change';
      readonly draft: ProductDraft;
      readonly productId: ProductId;
      readonly fields: readonly FieldChange<ProductField>[];
      readonly variants: readonly VariantChange[];
    }
  | { readonly kind: 'same'; readonly draft: ProductDraft; readonly productId: ProductId }
  | { readonly kind: 'refused'; readonly draft: ProductDraft; readonly problems: readonly CellProblem[] };

type Outcome<Kind extends DraftOutcome['kind']> = Extract<DraftOutcome, { kind: Kind }>;

export interface DraftDiff {
  readonly create: readonly Outcome<'create'>[];
  readonly change: readonly Outcome<'change'>[];
  readonly same: readonly Outcome<'same'>[];
  readonly refused: readonly Outcome<'refused'>[];
}

/** What a file can say of a product, and of each of its variants. */
export const PRODUCT_FIELDS: readonly ProductField[] = [
  'externalId',
  'title',
  'category',
  'brand',
  'tags',
  'description',
  'sellingPoints',
  'status',
  'optionNames',
  'images',
  'specification',
  ...PRODUCT_NOTES,
];
export const VARIANT_FIELDS: readonly VariantField[] = [
  'externalId',
  'options',
  'sku',
  'barcode',
  'price',
  'livePrice',
  'comparePrice',
  'compareBasis',
  'compareProof',
  'cost',
  'stock',
  'bufferPercent',
  'image',
];

/** By all its parts, so that no two lists share a key. */
const keyOf = (parts: readonly string[]): string => JSON.stringify(parts);

const isSilent = (field: ProductField | VariantField, value: unknown): boolean => {
  if (field === 'stock') return value === undefined;
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
};

const isEqual = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isEqual(value, right.get(key)));
};

const changesOf = <Field extends ProductField | VariantField>(
  fields: readonly Field[],
  from: Readonly<Partial<Record<Field, unknown>>>,
  to: Readonly<Partial<Record<Field, unknown>>>,
): readonly FieldChange<Field>[] =>
  fields
    .filter((field) => !isSilent(field, to[field]) && !isEqual(from[field], to[field]))
    .map((field) => ({ field, from: from[field], to: to[field] }));

const titleKey = ({ title, optionNames }: Pick<ProductDraft, 'title' | 'optionNames'>): string =>
  keyOf([title.normalize('NFKC').toLowerCase(), ...optionNames]);

/** Null stands for more than one. */
type Index<T> = ReadonlyMap<string, T | null>;

const indexBy = <T>(items: Iterable<readonly [key: string, item: T]>): Index<T> => {
  const index = new Map<string, T | null>();
  for (const [key, item] of items) {
    const known = index.get(key);
    index.set(key, known === undefined || known === item ? item : null);
  }
  return index;
};

export interface DraftIndex {
  readonly byExternalId: Index<ExistingProduct>;
  readonly bySku: Index<ExistingProduct>;
  readonly byTitle: Index<ExistingProduct>;
  /** The first two rows of the file that say an SKU, or a product known by nothing but its title. */
  readonly skuRows: ReadonlyMap<string, readonly number[]>;
  readonly titleRows: ReadonlyMap<string, readonly number[]>;
}

const isNameless = (draft: ProductDraft): boolean =>
  draft.externalId === '' && draft.title !== '' && draft.variants.every((variant) => variant.sku === '');

/** Which rows of a file say the same thing, kept draft by draft. */
export interface DraftRows extends Pick<DraftIndex, 'skuRows' | 'titleRows'> {
  note(draft: ProductDraft): void;
}

export const createDraftRows = (): DraftRows => {
  const [skuRows, titleRows] = [new Map<string, readonly number[]>(), new Map<string, readonly number[]>()];
  const keep = (rows: Map<string, readonly number[]>, key: string, row: number): void => {
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [row]);
    else if (known.length < 2) rows.set(key, [...known, row]);
  };
  return {
    skuRows,
    titleRows,
    note: (draft) => {
      for (const { sku, row } of draft.variants) if (sku !== '') keep(skuRows, sku, row);
      if (isNameless(draft)) keep(titleRows, titleKey(draft), draft.row);
    },
  };
};

function* skusOf(existing: readonly ExistingProduct[]): Generator<readonly [string, ExistingProduct]> {
  for (const product of existing) for (const { sku } of product.variants) if (sku !== '') yield [sku, product];
}

/** What `diffDraft` looks things up in; O(catalogue), once an import. `rows` are those of the whole file. */
export const indexExisting = (
  existing: readonly ExistingProduct[],
  { skuRows, titleRows }: Pick<DraftIndex, 'skuRows' | 'titleRows'>,
): DraftIndex => ({
  byExternalId: indexBy(
    existing.flatMap((product) => (product.externalId === '' ? [] : [[product.externalId, product] as const])),
  ),
  bySku: indexBy(skusOf(existing)),
  byTitle: indexBy(existing.map((product) => [titleKey(product), product] as const)),
  skuRows,
  titleRows,
});

/** `indexExisting` for a file whose drafts are all at hand. */
export const indexDrafts = (existing: readonly ExistingProduct[], drafts: readonly ProductDraft[]): DraftIndex => {
  const rows = createDraftRows();
  for (const draft of drafts) rows.note(draft);
  return indexExisting(existing, rows);
};

const problemAt = (
  row: number,
  column: string,
  value: string,
  code: ProblemCode,
  otherRow: number | undefined = undefined,
): CellProblem => ({ row, column, value, code, severity: 'error', ...(otherRow === undefined ? {} : { otherRow }) });

/** The other of the two rows that say the same thing. */
const clashOf = (rows: readonly number[] | undefined, row: number): number | undefined =>
  rows === undefined || rows.length < 2 ? undefined : rows.find((other) => other !== row);

const clashesOf = (index: DraftIndex, draft: ProductDraft): readonly CellProblem[] => {
  const problems: CellProblem[] = [];
  const [skus, ids] = [new Map<string, number>(), new Map<string, number>()];
  for (const { sku, externalId, row } of draft.variants) {
    const sameId = externalId === '' ? undefined : ids.get(externalId);
    if (sameId !== undefined) problems.push(problemAt(row, '', externalId, 'variant_twice', sameId));
    ids.set(externalId, row);
    if (sku === '') continue;
    const other = skus.get(sku) ?? clashOf(index.skuRows.get(sku), row);
    if (other !== undefined) problems.push(problemAt(row, 'SKU', sku, 'sku_twice', other));
    skus.set(sku, row);
  }
  if (!isNameless(draft)) return problems;
  const other = clashOf(index.titleRows.get(titleKey(draft)), draft.row);
  if (other !== undefined) problems.push(problemAt(draft.row, '', draft.title, 'product_twice', other));
  return problems;
};

/** The product that a draft speaks of; null where there is none; a problem where it could be more than one. */
const matchOf = (index: DraftIndex, draft: ProductDraft): ExistingProduct | CellProblem | null => {
  const unclear = (value: string): CellProblem => problemAt(draft.row, '', value, 'match_unclear');
  if (draft.externalId !== '') {
    const byId = index.byExternalId.get(draft.externalId);
    if (byId === null) return unclear(draft.externalId);
    if (byId !== undefined) return byId;
  }
  const mayBe = (product: ExistingProduct): boolean => draft.externalId === '' || product.externalId === '';
  const bySku = new Set<ExistingProduct>();
  for (const { sku } of draft.variants) {
    const product = sku === '' ? undefined : index.bySku.get(sku);
    if (product === null) return unclear(sku);
    if (product !== undefined && mayBe(product)) bySku.add(product);
  }
  const [first, second] = bySku;
  if (second !== undefined) return unclear(draft.title);
  if (first !== undefined) return first;
  const byTitle = draft.title === '' || index.byTitle.size === 0 ? undefined : index.byTitle.get(titleKey(draft));
  if (byTitle === null) return unclear(draft.title);
  if (byTitle === undefined || !mayBe(byTitle)) return null;
  // SKUs that are known on both sides and do not meet say: another product of the same name.
  const hasSkus = (variants: readonly { readonly sku: string }[]) => variants.some(({ sku }) => sku !== '');
  return hasSkus(draft.variants) && hasSkus(byTitle.variants) ? null : byTitle;
};

const takenOf = (index: DraftIndex, draft: ProductDraft, own: ExistingProduct | null): readonly CellProblem[] =>
  draft.variants.flatMap(({ sku, row }) => {
    const owner = sku === '' ? undefined : index.bySku.get(sku);
    return owner === undefined || owner === own ? [] : [problemAt(row, 'SKU', sku, 'sku_taken')];
  });

const variantMatcher = (product: ExistingProduct): ((variant: VariantDraft) => ExistingVariant | undefined) => {
  const find = (key: (variant: Omit<VariantDraft, 'row'>) => string) => {
    const byKey = new Map(product.variants.map((variant) => [key(variant), variant] as const));
    return (variant: VariantDraft) => (key(variant) === '' ? undefined : byKey.get(key(variant)));
  };
  const byId = find(({ externalId }) => externalId);
  const bySku = find(({ sku }) => sku);
  const byOptions = find(({ options }) => (options.length === 0 ? '' : keyOf(options)));
  const [only] = product.variants.length === 1 ? product.variants : [];
  return (variant) =>
    byId(variant) ??
    bySku(variant) ??
    byOptions(variant) ??
    (variant.options.length === 0 && only?.options.length === 0 ? only : undefined);
};

const changeOf = (product: ExistingProduct, draft: ProductDraft): DraftOutcome => {
  const problems: CellProblem[] = [];
  const variants: VariantChange[] = [];
  const touched = new Map<VariantId, number>();
  const match = variantMatcher(product);
  for (const variant of draft.variants) {
    const known = match(variant);
    if (known === undefined) {
      if (variant.price === null) problems.push(problemAt(variant.row, '', '', 'price_missing'));
      if (variant.options.length === 0) problems.push(problemAt(variant.row, '', '', 'variant_without_options'));
      variants.push({ variantId: null, variant, fields: changesOf(VARIANT_FIELDS, {}, variant) });
      continue;
    }
    const other = touched.get(known.variantId);
    if (other !== undefined) problems.push(problemAt(variant.row, '', variant.sku, 'variant_twice', other));
    touched.set(known.variantId, variant.row);
    const fields = changesOf(VARIANT_FIELDS, known, variant);
    if (fields.length > 0) variants.push({ variantId: known.variantId, variant, fields });
  }
  if (problems.length > 0) return { kind: 'refused', draft, problems };
  const { productId } = product;
  const fields = changesOf(PRODUCT_FIELDS, product, draft);
  return fields.length + variants.length === 0
    ? { kind: 'same', draft, productId }
    : { kind: 'change', draft, productId, fields, variants };
};

const creationOf = (draft: ProductDraft): DraftOutcome => {
  const problems = draft.variants
    .filter((variant) => variant.price === null)
    .map((variant) => problemAt(variant.row, '', '', 'price_missing'));
  if (draft.title === '') problems.unshift(problemAt(draft.row, '', '', 'title_missing'));
  if (draft.variants.length === 0) problems.push(problemAt(draft.row, '', draft.title, 'no_variant'));
  return problems.length > 0 ? { kind: 'refused', draft, problems } : { kind: 'create', draft };
};

/**
 * What becomes of one draft. Found by external id, else by SKU, else by title and option names; a variant that the file
 * does not name is left as it is, and so is a field on which the file is silent.
 */
export const diffDraft = (index: DraftIndex, draft: ProductDraft): DraftOutcome => {
  const clashes = clashesOf(index, draft);
  if (clashes.length > 0) return { kind: 'refused', draft, problems: clashes };
  const found = matchOf(index, draft);
  if (found !== null && 'code' in found) return { kind: 'refused', draft, problems: [found] };
  const taken = takenOf(index, draft, found);
  if (taken.length > 0) return { kind: 'refused', draft, problems: taken };
  return found === null ? creationOf(draft) : changeOf(found, draft);
};

/** `diffDraft` over a whole file; for a long file, `indexExisting` once and `diffDraft` in portions. */
export const diffDrafts = (existing: readonly ExistingProduct[], drafts: readonly ProductDraft[]): DraftDiff => {
  const index = indexDrafts(existing, drafts);
  const outcomes = drafts.map((draft) => diffDraft(index, draft));
  const only = <Kind extends DraftOutcome['kind']>(kind: Kind) =>
    outcomes.filter((outcome): outcome is Outcome<Kind> => outcome.kind === kind);
  return { create: only('create'), change: only('change'), same: only('same'), refused: only('refused') };
};

// One product of a file against what it may mean: what an import would make of it, and why not.

import type { ReadProduct } from './catalogue-files/draft-builder.ts';
import type { ImportKind } from './contract/import-documents.ts';
import type { CatalogueProduct } from './core/catalogue-product.ts';
import { createDraftRows, type DraftIndex, type DraftOutcome, diffDraft, indexExisting } from './core/draft-diff.ts';
import { fitDraft } from './core/draft-fit.ts';
import { changeByDraft, createFromDraft, type NewIds, objectionTo } from './core/draft-merge.ts';
import type { CellProblem } from './core/product-draft.ts';
import type { ProductId, VariantId } from './core/units.ts';

export interface PlannedProduct {
  readonly outcome: DraftOutcome;
  /** Warnings and errors, of the file and of the comparison. */
  readonly problems: readonly CellProblem[];
  /** The rows of the file that make it up. */
  readonly rows: readonly number[];
  /** What the catalogue calls it; '' where it is not there, or refused. */
  readonly knownTitle: string;
}

/** A product of a file, and what stands against making it if the catalogue knew nothing. */
export interface FittedRead {
  readonly read: ReadProduct;
  readonly objections: readonly CellProblem[];
}

/** What is compared is thrown away: its ids need not be ids. */
const NO_IDS: NewIds = { product: () => '' as ProductId, variant: () => '' as VariantId };
const EMPTY: DraftIndex = indexExisting([], createDraftRows());

const errorsFirst = (problems: readonly CellProblem[]): readonly CellProblem[] =>
  problems.length < 2
    ? problems
    : [
        ...problems.filter(({ severity }) => severity === 'error'),
        ...problems.filter(({ severity }) => severity !== 'error'),
      ];

const planned = (
  { problems, rows }: ReadProduct,
  outcome: DraftOutcome,
  more: readonly CellProblem[] = [],
  knownTitle = '',
): PlannedProduct => ({ outcome, problems: errorsFirst([...problems, ...more]), rows, knownTitle });

const refused = (read: ReadProduct, more: readonly CellProblem[]): PlannedProduct =>
  planned(read, { kind: 'refused', draft: read.draft, problems: [...read.problems, ...more] }, more);

const objectionsToNew = (outcome: DraftOutcome): readonly CellProblem[] => {
  if (outcome.kind === 'refused') return outcome.problems;
  if (outcome.kind !== 'create') return [];
  const objection = objectionTo(createFromDraft(outcome, NO_IDS).product, outcome.draft.row);
  return objection === null ? [] : [objection];
};

export const fitRead = (read: ReadProduct): FittedRead => {
  const { draft, problems } = fitDraft(read.draft);
  const isRefused = read.isRefused || problems.some(({ severity }) => severity === 'error');
  const fitted = { ...read, draft, problems: [...read.problems, ...problems], isRefused };
  return { read: fitted, objections: isRefused ? [] : objectionsToNew(diffDraft(EMPTY, draft)) };
};

const isFine = ({ read, objections }: FittedRead): boolean => !read.isRefused && objections.length === 0;

/** Where nothing in the catalogue or elsewhere in the file may mean it. */
export const planNew = (fitted: FittedRead): PlannedProduct =>
  isFine(fitted)
    ? planned(fitted.read, { kind: 'create', draft: fitted.read.draft })
    : refused(fitted.read, fitted.objections);

export const kindOfNew = (fitted: FittedRead): ImportKind => (isFine(fitted) ? 'create' : 'refused');

export interface KnownProducts {
  readonly index: DraftIndex;
  product(productId: ProductId): CatalogueProduct;
  /** An import brought it and was undone. */
  isUnmade(productId: ProductId): boolean;
}

export const planAgainst = ({ index, product, isUnmade }: KnownProducts, fitted: FittedRead): PlannedProduct => {
  const { read } = fitted;
  const { draft, isRefused } = read;
  if (isRefused) return refused(read, []);
  const first = diffDraft(index, draft);
  if (first.kind === 'refused') return refused(read, first.problems);
  if (first.kind === 'create') return planNew(fitted);
  const known = product(first.productId);
  // An import that was undone archived it: importing it again brings it back.
  const isBack = draft.status === null && known.isArchived && isUnmade(first.productId);
  const outcome = isBack ? diffDraft(index, { ...draft, status: 'active' }) : first;
  if (outcome.kind !== 'change') return planned(read, outcome, [], known.title);
  const objection = objectionTo(changeByDraft(known, outcome, NO_IDS).product, draft.row);
  return objection === null ? planned(read, outcome, [], known.title) : refused(read, [objection]);
};

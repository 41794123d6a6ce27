// What an import would do to the catalogue as it stands now, product by product, in small steps.

import { setImmediate } from 'node:timers/promises';
import type { ReadProduct } from './catalogue-files/draft-builder.ts';
import { stopIfCancelled } from './catalogue-files/file-refusal.ts';
import type { ImportCounts, ImportKind } from './contract/import-documents.ts';
import { type ProductLink, toExisting } from './core/catalogue-draft.ts';
import type { CatalogueProduct } from './core/catalogue-product.ts';
import { type DraftIndex, type DraftOutcome, diffDraft, type ExistingProduct, indexDrafts } from './core/draft-diff.ts';
import { fitDraft } from './core/draft-fit.ts';
import { changeByDraft, createFromDraft, type MergedProduct, type NewIds, objectionTo } from './core/draft-merge.ts';
import type { CellProblem, ProductDraft } from './core/product-draft.ts';
import type { CommandId, ProductId, VariantId } from './core/units.ts';
import { newId } from './new-id.ts';
import type { ProductChange } from './store/catalogue-store.ts';
import type { Store } from './store/store.ts';

export interface PlannedProduct {
  readonly outcome: DraftOutcome;
  /** Warnings and errors, of the file and of the comparison. */
  readonly problems: readonly CellProblem[];
  /** The rows of the file that make it up. */
  readonly rows: readonly number[];
  /** As it is in the catalogue; null where it is not there, or refused. */
  readonly known: KnownProduct | null;
}

interface KnownProduct {
  readonly product: CatalogueProduct;
  /** As it was kept, not as the file's ids were read. */
  readonly link: ProductLink;
}

export interface ImportPlan {
  readonly origin: string;
  readonly products: readonly PlannedProduct[];
  readonly counts: ImportCounts;
  /** Where the catalogue stood when the comparison began. */
  readonly revision: number;
  readonly lastEdit: CommandId | null;
}

/** A change with what the catalogue has no place for. */
export interface PlannedChange extends ProductChange {
  /** Null where it stays as it is. */
  readonly link: ProductLink | null;
  /** It stands in the catalogue by this import from now on. */
  readonly isMade: boolean;
}

type Shelf = Pick<
  Store,
  | 'catalogueProduct'
  | 'cataloguePage'
  | 'catalogueRevision'
  | 'catalogueTouchedSince'
  | 'lastCatalogueEdit'
  | 'productLink'
  | 'isUnmade'
>;

const STEP = 200;
/** Files of our own name products by the catalogue's ids. */
const OWN = 'kongtai';

const IDS: NewIds = { product: () => newId<ProductId>(), variant: () => newId<VariantId>() };

const fold = (title: string): string => title.normalize('NFKC').toLowerCase();

interface Wanted {
  readonly ids: ReadonlySet<string>;
  readonly variantIds: ReadonlySet<string>;
  readonly skus: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
}

const wantedBy = (drafts: readonly ProductDraft[]): Wanted => {
  const [ids, variantIds, skus, titles] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { externalId, title, variants } of drafts) {
    ids.add(externalId);
    titles.add(fold(title));
    for (const variant of variants) {
      variantIds.add(variant.externalId);
      skus.add(variant.sku);
    }
  }
  for (const set of [ids, variantIds, skus, titles]) set.delete('');
  return { ids, variantIds, skus, titles };
};

/** In a file of our own the catalogue's id counts, or the one that another catalogue's file has brought. */
const readLink = (origin: string, { productId, variants }: CatalogueProduct, link: ProductLink, wanted: Wanted) => {
  if (origin !== OWN) return link;
  const named = (known: ReadonlySet<string>, own: string, other: string): string =>
    known.has(own) ? own : known.has(other) ? other : '';
  const variantIds = new Map(
    variants.map(({ variantId }) => {
      const other = link.variantIds.get(variantId) ?? '';
      return [variantId, named(wanted.variantIds, variantId, other)] as const;
    }),
  );
  return { ...link, externalId: named(wanted.ids, productId, link.externalId), variantIds };
};

interface Found extends KnownProduct {
  readonly existing: ExistingProduct;
}

const mayBeMeant = ({ existing: { externalId, title, variants } }: Found, wanted: Wanted): boolean =>
  wanted.ids.has(externalId) || wanted.titles.has(fold(title)) || variants.some(({ sku }) => wanted.skus.has(sku));

/** What is archived gives way to what is sold under the same SKU or title. */
const withoutEclipsed = (found: readonly Found[], wanted: Wanted): readonly Found[] => {
  const active = found.filter(({ product }) => !product.isArchived);
  const skus = new Set(active.flatMap(({ product }) => product.variants.map(({ sku }) => sku)));
  const titles = new Set(active.map(({ product }) => fold(product.title)));
  skus.delete('');
  return found.filter(
    ({ product, existing }) =>
      !product.isArchived ||
      wanted.ids.has(existing.externalId) ||
      !(titles.has(fold(product.title)) || product.variants.some(({ sku }) => skus.has(sku))),
  );
};

const errorsFirst = (problems: readonly CellProblem[]): readonly CellProblem[] => [
  ...problems.filter(({ severity }) => severity === 'error'),
  ...problems.filter(({ severity }) => severity !== 'error'),
];

const compare = (
  index: DraftIndex,
  known: ReadonlyMap<ProductId, Found>,
  isUnmade: (productId: ProductId) => boolean,
  { draft, problems, rows, isRefused }: ReadProduct,
): PlannedProduct => {
  const planned = (outcome: DraftOutcome, found: Found | null, more: readonly CellProblem[] = []): PlannedProduct => ({
    outcome,
    problems: errorsFirst([...problems, ...more]),
    rows,
    known: found === null ? null : { product: found.product, link: found.link },
  });
  const refused = (more: readonly CellProblem[]): PlannedProduct =>
    planned({ kind: 'refused', draft, problems: [...problems, ...more] }, null, more);
  if (isRefused) return refused([]);
  const first = diffDraft(index, draft);
  if (first.kind === 'refused') return refused(first.problems);
  if (first.kind === 'create') {
    const objection = objectionTo(createFromDraft(first, IDS).product, draft.row);
    return objection === null ? planned(first, null) : refused([objection]);
  }
  const found = known.get(first.productId) ?? null;
  if (found === null) throw new Error(`compared with ${first.productId}, which was not looked up`);
  // An import that was undone archived it: importing it again brings it back.
  const isBack = draft.status === null && found.product.isArchived && isUnmade(first.productId);
  const outcome = isBack ? diffDraft(index, { ...draft, status: 'active' }) : first;
  if (outcome.kind !== 'change') return planned(outcome, found);
  const objection = objectionTo(changeByDraft(found.product, outcome, IDS).product, draft.row);
  return objection === null ? planned(outcome, found) : refused([objection]);
};

const toFitted = (read: ReadProduct): ReadProduct => {
  const { draft, problems } = fitDraft(read.draft);
  const isRefused = read.isRefused || problems.some(({ severity }) => severity === 'error');
  return { ...read, draft, problems: [...read.problems, ...problems], isRefused };
};

const countPlanned = (products: readonly PlannedProduct[], skippedRows: number): ImportCounts => {
  const of = (kind: ImportKind): number => products.filter(({ outcome }) => outcome.kind === kind).length;
  const warned = products.filter(({ outcome, problems }) => outcome.kind !== 'refused' && problems.length > 0).length;
  return {
    create: of('create'),
    change: of('change'),
    same: of('same'),
    refused: of('refused'),
    warned,
    skippedRows,
  };
};

export interface PlanOptions {
  readonly store: Shelf;
  readonly origin: string;
  readonly reads: readonly ReadProduct[];
  readonly skippedRows: number;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(progress: number): void;
}

/** Ends with the FileRefusal `cancelled` where the signal says so. */
export const planImport = async (options: PlanOptions): Promise<ImportPlan> => {
  const { store, origin, skippedRows, signal, onProgress } = options;
  const revision = store.catalogueRevision();
  const lastEdit = store.lastCatalogueEdit()?.editId ?? null;
  const rest = async (): Promise<void> => {
    await setImmediate();
    stopIfCancelled(signal);
  };

  const reads: ReadProduct[] = [];
  for (const [at, read] of options.reads.entries()) {
    reads.push(toFitted(read));
    if (at % STEP === STEP - 1) await rest();
  }
  const drafts = reads.map(({ draft }) => draft);
  const wanted = wantedBy(drafts);

  const meant: Found[] = [];
  for (let after = 0; ; ) {
    const { products, end } = store.cataloguePage(after, STEP);
    if (products.length === 0) break;
    for (const { product } of products) {
      const link = store.productLink(origin, product.productId);
      const existing = toExisting(product, readLink(origin, product, link, wanted));
      const found = { product, link, existing };
      if (mayBeMeant(found, wanted)) meant.push(found);
    }
    after = end;
    await rest();
  }
  const found = withoutEclipsed(meant, wanted);
  const known = new Map(found.map((each) => [each.product.productId, each]));
  const index = indexDrafts(
    found.map(({ existing }) => existing),
    drafts,
  );

  const products: PlannedProduct[] = [];
  for (const read of reads) {
    products.push(compare(index, known, store.isUnmade, read));
    if (products.length % STEP !== 0) continue;
    onProgress(products.length / reads.length);
    await rest();
  }
  return { origin, products, counts: countPlanned(products, skippedRows), revision, lastEdit };
};

const isSameLink = (a: ProductLink, b: ProductLink): boolean =>
  JSON.stringify([a.externalId, [...a.variantIds], a.images, [...a.variantImages]]) ===
  JSON.stringify([b.externalId, [...b.variantIds], b.images, [...b.variantImages]]);

/** Ids of our own need no link. */
const linkAfter = (before: ProductLink, draft: ProductDraft, { product, variantIds }: MergedProduct): ProductLink => {
  const ids = new Map(before.variantIds);
  const images = new Map(before.variantImages);
  for (const [{ externalId, image }, variantId] of variantIds) {
    if (externalId !== '' && externalId !== variantId) ids.set(variantId, externalId);
    if (image !== '') images.set(variantId, image);
  }
  const isNamed = draft.externalId !== '' && draft.externalId !== product.productId;
  return {
    externalId: isNamed ? draft.externalId : before.externalId,
    variantIds: ids,
    images: draft.images.length > 0 ? draft.images : before.images,
    variantImages: images,
  };
};

const toChange = (
  { outcome, known }: PlannedProduct,
  now: CatalogueProduct | null,
  noLink: ProductLink,
): PlannedChange | null => {
  if (outcome.kind === 'create') {
    const merged = createFromDraft(outcome, IDS);
    const link = linkAfter(noLink, outcome.draft, merged);
    return { before: null, after: merged.product, link: isSameLink(link, noLink) ? null : link, isMade: true };
  }
  if (outcome.kind !== 'change' || known === null || now === null) return null;
  const merged = changeByDraft(now, outcome, IDS);
  const link = linkAfter(known.link, outcome.draft, merged);
  const isMade = now.isArchived && !merged.product.isArchived;
  return { before: now, after: merged.product, link: isSameLink(link, known.link) ? null : link, isMade };
};

export interface PreparedImport {
  /** To be called in the transaction: the changes, laid over what was sold since. Null: somebody has edited meanwhile. */
  changesNow(): readonly PlannedChange[] | null;
}

/** All that can be done before the transaction, in small steps. */
export const prepareImport = async (plan: ImportPlan, store: Shelf, noLink: ProductLink): Promise<PreparedImport> => {
  const prepared = new Map<PlannedProduct, PlannedChange>();
  let done = 0;
  for (const product of plan.products) {
    const change = toChange(product, product.known?.product ?? null, noLink);
    if (change !== null) prepared.set(product, change);
    done += 1;
    if (done % STEP === 0) await setImmediate();
  }
  const changesNow = (): readonly PlannedChange[] | null => {
    if ((store.lastCatalogueEdit()?.editId ?? null) !== plan.lastEdit) return null;
    const touched = store.catalogueTouchedSince(plan.revision);
    const isTouched = touched === null ? () => true : (id: ProductId) => touchedIds.has(id);
    const touchedIds = new Set(touched);
    const changes: PlannedChange[] = [];
    for (const [product, change] of prepared) {
      if (change.before === null || !isTouched(change.before.productId)) {
        changes.push(change);
        continue;
      }
      const now = store.catalogueProduct(change.before.productId)?.product ?? null;
      const fresh = toChange(product, now, noLink);
      if (fresh === null) return null;
      changes.push(fresh);
    }
    return changes;
  };
  return { changesNow };
};

// What an import would do to the catalogue as it stands now, product by product, in small steps; what is long stays on the disk.

import { setImmediate } from 'node:timers/promises';
import type { ReadProduct } from './catalogue-files/draft-builder.ts';
import { stopIfCancelled } from './catalogue-files/file-refusal.ts';
import type { ImportCounts, ImportKind } from './contract/import-documents.ts';
import { toExisting } from './core/catalogue-draft.ts';
import type { CatalogueProduct } from './core/catalogue-product.ts';
import { type ExistingProduct, indexExisting } from './core/draft-diff.ts';
import type { CommandId, ProductId } from './core/units.ts';
import {
  type FittedRead,
  fitRead,
  type KnownProducts,
  kindOfNew,
  type PlannedProduct,
  planAgainst,
  planNew,
} from './import-draft.ts';
import { createImportKeys, foldTitle, type ImportKeys } from './import-keys.ts';
import { createRecordFile } from './record-file.ts';
import type { Store } from './store/store.ts';

export interface ImportPlan {
  readonly origin: string;
  readonly counts: ImportCounts;
  /** The newest edit in force when the comparison began. */
  readonly lastEdit: CommandId | null;
  /** By the products' places in the file. */
  readonly kinds: readonly ImportKind[];
  isWarned(place: number): boolean;
  product(place: number): PlannedProduct;
}

type Shelf = Pick<Store, 'catalogueProduct' | 'cataloguePage' | 'lastCatalogueEdit' | 'productLink' | 'isUnmade'>;

export interface PlanOptions {
  readonly store: Shelf;
  readonly origin: string;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(progress: number): void;
}

/** The products of one file as they were read, kept beside it. */
export interface ImportDrafts {
  add(read: ReadProduct): void;
  skipRows(count: number): void;
  /** May be asked for again; the plan before is of no use then. Ends with the FileRefusal `cancelled` where the signal says so. */
  plan(options: PlanOptions): Promise<ImportPlan>;
  close(): void;
}

const STEP = 200;

interface Candidate {
  readonly existing: ExistingProduct;
  readonly isArchived: boolean;
}

/** What is archived gives way to what is sold under the same SKU or title. */
const withoutEclipsed = (found: readonly Candidate[], keys: ImportKeys): readonly ExistingProduct[] => {
  const active = found.filter(({ isArchived }) => !isArchived).map(({ existing }) => existing);
  const skus = new Set(active.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
  const titles = new Set(active.map(({ title }) => foldTitle(title)));
  skus.delete('');
  return found
    .filter(
      ({ existing, isArchived }) =>
        !isArchived ||
        keys.saysId(existing.externalId) ||
        !(titles.has(foldTitle(existing.title)) || existing.variants.some(({ sku }) => skus.has(sku))),
    )
    .map(({ existing }) => existing);
};

const mustKnow = (store: Shelf, productId: ProductId): CatalogueProduct => {
  const kept = store.catalogueProduct(productId);
  if (kept === null) throw new Error(`${productId} is not in the catalogue any more`);
  return kept.product;
};

/** `path`: of files that are made here; whoever names their folder removes it. */
export const createImportDrafts = (path: string): ImportDrafts => {
  const keys = createImportKeys();
  const reads = createRecordFile<FittedRead>(`${path}.reads`);
  const compared = createRecordFile<PlannedProduct>(`${path}.compared`);
  const newKinds: ImportKind[] = [];
  const newWarned = new Set<number>();
  let skippedRows = 0;

  const findKnown = async (
    { store, origin }: PlanOptions,
    rest: () => Promise<void>,
  ): Promise<KnownProducts & { readonly existing: readonly ExistingProduct[] }> => {
    const found: Candidate[] = [];
    for (let after = 0; ; ) {
      const { products, end } = store.cataloguePage(after, STEP);
      if (products.length === 0) break;
      for (const { product } of products) {
        const link = keys.readLink(origin, product, store.productLink(origin, product.productId));
        const existing = toExisting(product, link);
        if (keys.mayMean(existing)) found.push({ existing, isArchived: product.isArchived });
      }
      after = end;
      await rest();
    }
    const existing = withoutEclipsed(found, keys);
    return {
      existing,
      index: indexExisting(existing, keys.rows),
      product: (productId) => mustKnow(store, productId),
      isUnmade: store.isUnmade,
    };
  };

  return {
    add: (read) => {
      const fitted = fitRead(read);
      const place = reads.add(fitted);
      keys.note(place, fitted.read.draft);
      const kind = kindOfNew(fitted);
      newKinds.push(kind);
      if (kind === 'create' && fitted.read.problems.length > 0) newWarned.add(place);
    },
    skipRows: (count) => {
      skippedRows += count;
    },
    plan: async (options) => {
      const { store, origin, signal, onProgress } = options;
      const lastEdit = store.lastCatalogueEdit()?.editId ?? null;
      const rest = async (): Promise<void> => {
        await setImmediate();
        stopIfCancelled(signal);
      };
      const known = await findKnown(options, rest);
      const [kinds, warned] = [[...newKinds], new Set(newWarned)];
      const recordOf = new Map<number, number>();
      const meeting = [...keys.meeting(known.existing)].sort((a, b) => a - b);
      for (const [done, place] of meeting.entries()) {
        const product = planAgainst(known, reads.read(place));
        const { outcome, problems } = product;
        recordOf.set(place, compared.add(product));
        kinds[place] = outcome.kind;
        if (outcome.kind !== 'refused' && problems.length > 0) warned.add(place);
        else warned.delete(place);
        if (done % STEP !== STEP - 1) continue;
        onProgress(done / meeting.length);
        await rest();
      }
      const of = (kind: ImportKind): number => kinds.reduce((sum, each) => sum + Number(each === kind), 0);
      return {
        origin,
        counts: {
          create: of('create'),
          change: of('change'),
          same: of('same'),
          refused: of('refused'),
          warned: warned.size,
          skippedRows,
        },
        lastEdit,
        kinds,
        isWarned: (place) => warned.has(place),
        product: (place) => {
          const record = recordOf.get(place);
          return record === undefined ? planNew(reads.read(place)) : compared.read(record);
        },
      };
    },
    close: () => {
      reads.close();
      compared.close();
    },
  };
};

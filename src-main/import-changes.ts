// What an agreed import writes: each product as it will stand, with what files know it by, made as it is asked for.

import { NO_LINK, type ProductLink } from './core/catalogue-draft.ts';
import type { CatalogueProduct } from './core/catalogue-product.ts';
import { changeByDraft, createFromDraft, type MergedProduct, type NewIds } from './core/draft-merge.ts';
import type { ProductDraft } from './core/product-draft.ts';
import type { ProductId, VariantId } from './core/units.ts';
import type { PlannedProduct } from './import-draft.ts';
import type { ImportPlan } from './import-plan.ts';
import { newId } from './new-id.ts';
import type { ProductChange } from './store/catalogue-store.ts';
import type { Store } from './store/store.ts';

/** A change with what the catalogue has no place for. */
export interface PlannedChange extends ProductChange {
  /** Null where it stays as it is. */
  readonly link: ProductLink | null;
  /** It stands in the catalogue by this import from now on. */
  readonly isMade: boolean;
}

const IDS: NewIds = { product: () => newId<ProductId>(), variant: () => newId<VariantId>() };

const isEmpty = ({ externalId, variantIds, images, variantImages }: ProductLink): boolean =>
  externalId === '' && images.length + variantIds.size + variantImages.size === 0;

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

const toCreation = (outcome: Extract<PlannedProduct['outcome'], { kind: 'create' }>): PlannedChange => {
  const merged = createFromDraft(outcome, IDS);
  const link = linkAfter(NO_LINK, outcome.draft, merged);
  return { before: null, after: merged.product, link: isEmpty(link) ? null : link, isMade: true };
};

const toChange = (
  outcome: Extract<PlannedProduct['outcome'], { kind: 'change' }>,
  now: CatalogueProduct,
  link: ProductLink,
): PlannedChange => {
  const merged = changeByDraft(now, outcome, IDS);
  const after = linkAfter(link, outcome.draft, merged);
  const isMade = now.isArchived && !merged.product.isArchived;
  return { before: now, after: merged.product, link: isSameLink(after, link) ? null : after, isMade };
};

export interface PlannedChanges {
  readonly created: number;
  readonly changed: number;
  /** To be taken in the transaction, one after another: laid over what was sold since the comparison. */
  read(): Iterable<PlannedChange>;
}

/** To be called in the transaction. Null: somebody has edited since the comparison. */
export const changesOf = (
  { origin, counts, lastEdit, kinds, product }: ImportPlan,
  store: Pick<Store, 'catalogueProduct' | 'lastCatalogueEdit' | 'productLink'>,
): PlannedChanges | null => {
  if ((store.lastCatalogueEdit()?.editId ?? null) !== lastEdit) return null;
  const read = function* (): Generator<PlannedChange> {
    for (const [place, kind] of kinds.entries()) {
      if (kind !== 'create' && kind !== 'change') continue;
      const { outcome } = product(place);
      if (outcome.kind === 'create') yield toCreation(outcome);
      if (outcome.kind !== 'change') continue;
      const now = store.catalogueProduct(outcome.productId)?.product;
      if (now === undefined) throw new Error(`${outcome.productId} is not in the catalogue any more`);
      yield toChange(outcome, now, store.productLink(origin, outcome.productId));
    }
  };
  return { created: counts.create, changed: counts.change, read };
};

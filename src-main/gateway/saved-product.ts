// The product that a person has asked to be saved: what they changed laid over what is there, or why that cannot be.

import { Refusal } from '../contract/errors.ts';
import type { RouteParsed } from '../contract/routes.ts';
import {
  BLANK_PRODUCT,
  type CatalogueProduct,
  type CatalogueVariant,
  checkProduct,
  MOST_IMAGES,
} from '../core/catalogue-product.ts';
import { money, type ProductId, type VariantId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import type { ProductChange } from '../store/catalogue-store.ts';
import type { EngineDesk } from './engine-desk.ts';

type Saving = RouteParsed<'catalogue.save'>;
type SavingVariant = Saving['variants'][number];

/** What was sold since the person looked stays sold. */
const stockOf = ({ stock, stockSeen }: SavingVariant, now: CatalogueVariant | undefined): number =>
  now === undefined || stockSeen === null ? stock : Math.max(0, now.stock + stock - stockSeen);

/** What has been fetched since the person looked is kept behind what they want. */
const imagesOf = ({ images, imagesSeen }: Saving, now: CatalogueProduct | null): readonly string[] => {
  const known = new Set([...images, ...imagesSeen]);
  const fetched = (now?.images ?? []).filter((name) => !known.has(name));
  return [...images, ...fetched].slice(0, MOST_IMAGES);
};

const toVariant = (said: SavingVariant, now: CatalogueVariant | undefined, currency: string): CatalogueVariant => ({
  variantId: now?.variantId ?? newId<VariantId>(),
  options: said.options,
  sku: said.sku,
  barcode: said.barcode,
  listPrice: money(said.listMinor, currency),
  livePrice: said.liveMinor === null ? null : money(said.liveMinor, currency),
  comparePrice:
    said.compare === null
      ? null
      : { price: money(said.compare.minor, currency), basis: said.compare.basis, proof: said.compare.proof },
  cost: said.costMinor === null ? null : money(said.costMinor, currency),
  stock: stockOf(said, now),
  bufferPercent: said.bufferPercent,
  isTracked: said.isTracked,
});

const mergeVariants = (
  before: readonly CatalogueVariant[],
  { variants, removed }: Saving,
  currency: string,
): readonly CatalogueVariant[] => {
  const said = new Map(variants.flatMap((each) => (each.variantId === null ? [] : [[each.variantId, each] as const])));
  const gone = new Set(removed);
  const known = new Set(before.map(({ variantId }) => variantId));
  if ([...said.keys(), ...gone].some((variantId) => !known.has(variantId))) {
    throw new Refusal('changed_meanwhile', 'A variant that was saved is not there any more.');
  }
  const kept = before.flatMap((variant) => {
    if (gone.has(variant.variantId)) return [];
    const change = said.get(variant.variantId);
    return [change === undefined ? variant : toVariant(change, variant, currency)];
  });
  const fresh = variants.filter(({ variantId }) => variantId === null);
  return [...kept, ...fresh.map((each) => toVariant(each, undefined, currency))];
};

/** A cue that is still to come must find its variant. Throws Refusal `variant_in_use`. */
export const refuseWhereUsed = (desk: EngineDesk, productId: ProductId, removed: readonly VariantId[]): void => {
  if (removed.length === 0) return;
  const used = new Set([
    ...desk.room().cues.map(({ variantId }) => variantId),
    ...desk.store
      .openShowsWith(productId)
      .flatMap((showId) => desk.store.runSheet(showId).cues.map(({ variantId }) => variantId)),
  ]);
  if (removed.some((variantId) => used.has(variantId))) {
    throw new Refusal('variant_in_use', 'A variant is on the run sheet of a show: take it off there first.');
  }
};

const refuseTakenSkus = (desk: EngineDesk, { before, after }: ProductChange): void => {
  const had = new Set(before?.variants.map(({ sku }) => sku));
  for (const { sku } of after.variants) {
    if (sku === '' || had.has(sku)) continue;
    const owner = desk.store.productOfSku(sku, after.productId);
    if (owner === null) continue;
    const title = desk.store.catalogueProduct(owner)?.product.title ?? '';
    throw new Refusal('sku_taken', 'Another product is sold under this SKU.', { sku, title });
  }
};

/** Throws Refusal `not_found`, `changed_meanwhile`, `bad_product`, `sku_taken` or `variant_in_use`. */
export const toSavedProduct = (desk: EngineDesk, said: Saving): ProductChange => {
  const before = said.productId === null ? null : (desk.store.catalogueProduct(said.productId)?.product ?? null);
  if (said.productId !== null && before === null) throw new Refusal('not_found', 'There is no such product.');
  if (said.version !== (before?.version ?? 0)) {
    throw new Refusal('changed_meanwhile', 'Somebody has changed the product since you opened it.');
  }
  const currency = before?.variants[0]?.listPrice.currency ?? desk.room().show.currency;
  const after: CatalogueProduct = {
    ...(before ?? { ...BLANK_PRODUCT, productId: newId<ProductId>() }),
    title: said.title,
    category: said.category,
    brand: said.brand,
    partner: said.partner,
    description: said.description,
    tags: [...new Set(said.tags)],
    sellingPoints: said.sellingPoints,
    specification: said.specification,
    shipping: said.shipping,
    afterSale: said.afterSale,
    gift: said.gift,
    images: imagesOf(said, before),
    optionNames: said.optionNames,
    variants: mergeVariants(before?.variants ?? [], said, currency),
  };
  const objection = checkProduct(after);
  if (objection !== null) throw new Refusal('bad_product', 'The product breaks a rule.', { objection });
  refuseTakenSkus(desk, { before, after });
  refuseWhereUsed(desk, after.productId, said.removed);
  return { before, after };
};

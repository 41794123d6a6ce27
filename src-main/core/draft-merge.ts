// What a file says laid over a product of the catalogue: only what it names changes, all else stays as it is.

import {
  BLANK_PRODUCT,
  type CatalogueProduct,
  type CatalogueVariant,
  checkProduct,
  type ProductObjection,
} from './catalogue-product.ts';
import type { DraftOutcome, ProductField, VariantField } from './draft-diff.ts';
import type { CellProblem, ProblemCode, ProductDraft, VariantDraft } from './product-draft.ts';
import { readSpecification } from './specification.ts';
import { money, type ProductId, type VariantId } from './units.ts';

type Creation = Extract<DraftOutcome, { kind: 'create' }>;
type Change = Extract<DraftOutcome, { kind: 'change' }>;

export interface NewIds {
  product(): ProductId;
  variant(): VariantId;
}

export interface MergedProduct {
  readonly product: CatalogueProduct;
  /** Which variant each variant of the draft has become; those that the file leaves as they are are absent. */
  readonly variantIds: ReadonlyMap<VariantDraft, VariantId>;
}

const comparePriceOf = (
  { comparePrice: now }: CatalogueVariant,
  { comparePrice: price, compareBasis: basis, compareProof: saidProof }: VariantDraft,
  says: (field: VariantField) => boolean,
): CatalogueVariant['comparePrice'] => {
  if (price === null || !(says('comparePrice') || says('compareBasis') || says('compareProof'))) return now;
  // A proof was of the price that it stood beside.
  const proof = says('comparePrice') ? '' : (now?.proof ?? '');
  return { price, basis: basis ?? now?.basis ?? 'stated', proof: saidProof === '' ? proof : saidProof };
};

const mergeVariant = (
  now: CatalogueVariant,
  draft: VariantDraft,
  says: (field: VariantField) => boolean,
): CatalogueVariant => ({
  ...now,
  options: says('options') ? draft.options : now.options,
  sku: says('sku') ? draft.sku : now.sku,
  barcode: says('barcode') ? draft.barcode : now.barcode,
  listPrice: says('price') && draft.price !== null ? draft.price : now.listPrice,
  livePrice: says('livePrice') ? draft.livePrice : now.livePrice,
  comparePrice: comparePriceOf(now, draft, says),
  cost: says('cost') ? draft.cost : now.cost,
  stock: says('stock') && typeof draft.stock === 'number' ? draft.stock : now.stock,
  bufferPercent: says('bufferPercent') ? (draft.bufferPercent ?? 0) : now.bufferPercent,
  isTracked: says('stock') ? draft.stock !== null : now.isTracked,
});

const newVariant = (draft: VariantDraft, variantId: VariantId): CatalogueVariant => {
  const blank: CatalogueVariant = {
    variantId,
    options: draft.options,
    sku: '',
    barcode: '',
    listPrice: draft.price ?? money(0, 'CNY'),
    livePrice: null,
    comparePrice: null,
    cost: null,
    // Where the file does not say, there is none to sell: never more than the shop has.
    stock: 0,
    bufferPercent: 0,
    isTracked: true,
  };
  return mergeVariant(blank, draft, (field) => field !== 'stock' || draft.stock !== undefined);
};

const mergeProduct = (
  now: CatalogueProduct,
  draft: ProductDraft,
  says: (field: ProductField) => boolean,
): CatalogueProduct => ({
  ...now,
  title: says('title') ? draft.title : now.title,
  category: says('category') ? draft.category : now.category,
  brand: says('brand') ? draft.brand : now.brand,
  tags: says('tags') ? draft.tags : now.tags,
  description: says('description') ? draft.description : now.description,
  sellingPoints: says('sellingPoints') ? draft.sellingPoints : now.sellingPoints,
  optionNames: says('optionNames') ? draft.optionNames : now.optionNames,
  partner: says('partner') ? draft.partner : now.partner,
  specification: says('specification')
    ? draft.specification.flatMap((line) => readSpecification(line))
    : now.specification,
  shipping: says('shipping') ? draft.shipping : now.shipping,
  afterSale: says('afterSale') ? draft.afterSale : now.afterSale,
  gift: {
    name: says('giftName') ? draft.giftName : now.gift.name,
    spec: says('giftSpec') ? draft.giftSpec : now.gift.spec,
    quantity: says('giftQuantity') ? draft.giftQuantity : now.gift.quantity,
    period: says('giftPeriod') ? draft.giftPeriod : now.gift.period,
    way: says('giftWay') ? draft.giftWay : now.gift.way,
  },
  isArchived: says('status') ? draft.status === 'archived' : now.isArchived,
});

export const createFromDraft = ({ draft }: Creation, ids: NewIds): MergedProduct => {
  const variantIds = new Map(draft.variants.map((variant) => [variant, ids.variant()] as const));
  const product = mergeProduct({ ...BLANK_PRODUCT, productId: ids.product() }, draft, () => true);
  const variants = [...variantIds].map(([variant, variantId]) => newVariant(variant, variantId));
  return { product: { ...product, variants }, variantIds };
};

/** `now` may have sold since the draft was compared: what the file does not name is taken from it. */
export const changeByDraft = (
  now: CatalogueProduct,
  { draft, fields, variants }: Change,
  ids: NewIds,
): MergedProduct => {
  const said = new Set(fields.map(({ field }) => field));
  const variantIds = new Map(variants.map(({ variant, variantId }) => [variant, variantId ?? ids.variant()] as const));
  const changes = new Map(
    variants.flatMap((each) => (each.variantId === null ? [] : [[each.variantId, each] as const])),
  );
  const kept = now.variants.map((variant) => {
    const change = changes.get(variant.variantId);
    if (change === undefined) return variant;
    const saidOfIt = new Set(change.fields.map(({ field }) => field));
    return mergeVariant(variant, change.variant, (field) => saidOfIt.has(field));
  });
  const fresh = variants.flatMap(({ variantId, variant }) => {
    const id = variantIds.get(variant);
    return variantId !== null || id === undefined ? [] : [newVariant(variant, id)];
  });
  const product = mergeProduct(now, draft, (field) => said.has(field));
  return { product: { ...product, variants: [...kept, ...fresh] }, variantIds };
};

const CODES: Readonly<Record<ProductObjection, ProblemCode>> = {
  variant_missing: 'no_variant',
  option_names: 'option_name_twice',
  option_values: 'variant_without_options',
  option_clash: 'variant_twice',
  sku_twice: 'sku_twice',
  currency_mixed: 'price_currency',
  price_not_whole: 'price_too_large',
};

/** Why what a draft has made cannot be kept, or null. */
export const objectionTo = (product: CatalogueProduct, row: number): CellProblem | null => {
  const objection = checkProduct(product);
  return objection === null ? null : { row, column: '', value: '', code: CODES[objection], severity: 'error' };
};

// Edits of the catalogue as pure steps: many products at once, what became dearer or fewer, and the way back.

import type { CatalogueProduct, CatalogueVariant } from './catalogue-product.ts';
import { MOST_STOCK } from './catalogue-product.ts';
import { type Money, money, type VariantId } from './units.ts';

/** What one gesture does to every product that was chosen. */
export type ManyChange =
  /** A live price that is not there yet starts from the list price. */
  | { readonly kind: 'price'; readonly target: 'list' | 'live'; readonly by: PriceStep }
  | { readonly kind: 'stock'; readonly how: 'set' | 'add'; readonly quantity: number }
  | { readonly kind: 'tags'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'archive'; readonly isArchived: boolean };

export type PriceStep =
  /** 100 basis points are one percent; −1 000 makes ¥100 to ¥90. */
  | { readonly kind: 'basis-points'; readonly basisPoints: number }
  | { readonly kind: 'minor'; readonly minor: number }
  /** A live price is taken away: the list price holds. */
  | { readonly kind: 'none' };

const withinPrice = (minor: number): number => Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, minor));

/** Half a minor unit goes up, exactly, whatever the size of the price. */
const scale = (minor: number, basisPoints: number): number => {
  const wanted = BigInt(minor) * BigInt(10_000 + basisPoints);
  return Number((wanted + 5_000n) / 10_000n);
};

const stepPrice = (from: Money, by: Exclude<PriceStep, { kind: 'none' }>): Money => {
  const minor = by.kind === 'minor' ? from.minor + by.minor : scale(from.minor, Math.max(-10_000, by.basisPoints));
  return money(withinPrice(minor), from.currency);
};

const changePrice = (variant: CatalogueVariant, target: 'list' | 'live', by: PriceStep): CatalogueVariant => {
  if (by.kind === 'none') return target === 'live' ? { ...variant, livePrice: null } : variant;
  if (target === 'list') return { ...variant, listPrice: stepPrice(variant.listPrice, by) };
  return { ...variant, livePrice: stepPrice(variant.livePrice ?? variant.listPrice, by) };
};

const changeStock = (variant: CatalogueVariant, how: 'set' | 'add', quantity: number): CatalogueVariant => {
  const stock = how === 'set' ? quantity : variant.stock + quantity;
  return { ...variant, stock: Math.min(MOST_STOCK, Math.max(0, stock)) };
};

/** The product after the change; its version is the caller's to raise. */
export const changeProduct = (product: CatalogueProduct, change: ManyChange): CatalogueProduct => {
  switch (change.kind) {
    case 'price':
      return { ...product, variants: product.variants.map((each) => changePrice(each, change.target, change.by)) };
    case 'stock':
      return { ...product, variants: product.variants.map((each) => changeStock(each, change.how, change.quantity)) };
    case 'tags': {
      const removed = new Set(change.remove);
      return { ...product, tags: [...new Set([...product.tags, ...change.add])].filter((tag) => !removed.has(tag)) };
    }
    case 'category':
      return { ...product, category: change.category };
    case 'archive':
      return { ...product, isArchived: change.isArchived };
  }
};

/** What of a variant keeps a history. Amounts are minor units, stock is pieces; null: there was none. */
export type HistoryField = 'list' | 'live' | 'compare' | 'cost' | 'stock';

export interface HistoryStep {
  readonly variantId: VariantId;
  readonly field: HistoryField;
  readonly from: number | null;
  readonly to: number | null;
}

const figuresOf = (variant: CatalogueVariant | undefined): Readonly<Record<HistoryField, number | null>> => ({
  list: variant?.listPrice.minor ?? null,
  live: variant?.livePrice?.minor ?? null,
  compare: variant?.comparePrice?.price.minor ?? null,
  cost: variant?.cost?.minor ?? null,
  stock: variant?.stock ?? null,
});

const FIELDS: readonly HistoryField[] = ['list', 'live', 'compare', 'cost', 'stock'];

/** What became of every price and stock between two states of a product; `before` is null for a new one. */
export const historySteps = (before: CatalogueProduct | null, after: CatalogueProduct): readonly HistoryStep[] => {
  const known = new Map(before?.variants.map((variant) => [variant.variantId, variant]));
  return after.variants.flatMap((variant) => {
    const [was, is] = [figuresOf(known.get(variant.variantId)), figuresOf(variant)];
    return FIELDS.flatMap((field): HistoryStep[] =>
      was[field] === is[field] ? [] : [{ variantId: variant.variantId, field, from: was[field], to: is[field] }],
    );
  });
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isSame = (a: unknown, b: unknown): boolean => {
  if (!isRecord(a) || !isRecord(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
};

/** Whether nothing but the version differs. */
export const isSameProduct = (a: CatalogueProduct, b: CatalogueProduct): boolean =>
  isSame({ ...a, version: b.version }, b);

/** Whether they are the same, in the same order. */
export const isSameVariants = (a: readonly CatalogueVariant[], b: readonly CatalogueVariant[]): boolean => isSame(a, b);

/** What an edit did to one product, kept so that it can be undone. */
export interface EditTrace {
  /** The fields that it changed, as they were before. */
  readonly before: Partial<CatalogueProduct>;
  /** What each variant had right after it, where it changed the stock. */
  readonly stockAfter: Readonly<Record<VariantId, number>>;
}

/** A product that an edit made is archived by its undoing: a show may refer to it by then. */
export const TRACE_OF_NEW: EditTrace = { before: { isArchived: true }, stockAfter: {} };

const pick = <Key extends keyof CatalogueProduct>(
  product: CatalogueProduct,
  keys: readonly Key[],
): Partial<CatalogueProduct> => Object.fromEntries(keys.map((key) => [key, product[key]]));

export const traceOf = (before: CatalogueProduct | null, after: CatalogueProduct): EditTrace => {
  if (before === null) return TRACE_OF_NEW;
  const fields = (Object.keys(before) as (keyof CatalogueProduct)[]).filter(
    (key) => key !== 'version' && !isSame(before[key], after[key]),
  );
  const stock = new Map(before.variants.map((variant) => [variant.variantId, variant.stock]));
  return {
    before: pick(before, fields),
    stockAfter: Object.fromEntries(
      after.variants
        .filter((variant) => stock.has(variant.variantId) && stock.get(variant.variantId) !== variant.stock)
        .map((variant) => [variant.variantId, variant.stock]),
    ),
  };
};

/**
 * The product as it was before an edit, `now` being how it stands. Stock goes back by what the edit did to it, so that what
 * was sold since stays sold.
 */
export const undoneProduct = ({ before, stockAfter }: EditTrace, now: CatalogueProduct): CatalogueProduct => {
  const stockNow = new Map(now.variants.map(({ variantId, stock }) => [variantId, stock]));
  const variants = (before.variants ?? now.variants).map((variant) => {
    const left = stockNow.get(variant.variantId);
    if (left === undefined) return variant;
    const then = stockAfter[variant.variantId];
    return changeStock(variant, 'set', then === undefined ? left : left + variant.stock - then);
  });
  return { ...now, ...before, variants };
};

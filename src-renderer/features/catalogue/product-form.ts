// A product as a form and back: texts that one types, and what is sent of them once every field can be read.

import type { CatalogueProduct, CatalogueVariant } from '../../../src-main/contract/catalogue-documents.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import { type Gift, NO_GIFT } from '../../../src-main/core/gift.ts';
import { readSpecification, writeSpecification } from '../../../src-main/core/specification.ts';
import type { CommandId, VariantId } from '../../../src-main/core/units.ts';
import type { ProductForm, VariantForm } from '../../state/catalogue-store.ts';
import { parseAmount, toAmountText } from '../../ui/money.ts';

type Saving = RouteInput<'catalogue.save'>;
type SavingVariant = Saving['variants'][number];

let lastKey = 0;
const newKey = (): string => {
  lastKey += 1;
  return `new-${lastKey}`;
};

export const emptyVariant = (options: readonly string[]): VariantForm => ({
  key: newKey(),
  variantId: null,
  options,
  sku: '',
  barcode: '',
  list: '',
  live: '',
  compare: '',
  basis: 'stated',
  proof: '',
  cost: '',
  stock: '0',
  buffer: '0',
  isTracked: true,
});

export const emptyForm = (currency: string): ProductForm => ({
  opened: null,
  currency,
  title: '',
  category: '',
  brand: '',
  partner: '',
  description: '',
  tags: '',
  sellingPoints: '',
  specification: '',
  shipping: '',
  afterSale: '',
  gift: NO_GIFT,
  images: [],
  optionNames: [],
  variants: [emptyVariant([])],
  why: '',
});

const toVariantForm = (variant: CatalogueVariant): VariantForm => ({
  key: variant.variantId,
  variantId: variant.variantId,
  options: variant.options,
  sku: variant.sku,
  barcode: variant.barcode,
  list: toAmountText(variant.listPrice),
  live: variant.livePrice === null ? '' : toAmountText(variant.livePrice),
  compare: variant.comparePrice === null ? '' : toAmountText(variant.comparePrice.price),
  basis: variant.comparePrice?.basis ?? 'stated',
  proof: variant.comparePrice?.proof ?? '',
  cost: variant.cost === null ? '' : toAmountText(variant.cost),
  stock: String(variant.stock),
  buffer: String(variant.bufferPercent),
  isTracked: variant.isTracked,
});

export const toForm = (product: CatalogueProduct, currency: string): ProductForm => ({
  opened: product,
  currency: product.variants[0]?.listPrice.currency ?? currency,
  title: product.title,
  category: product.category,
  brand: product.brand,
  partner: product.partner,
  description: product.description,
  tags: product.tags.join(', '),
  sellingPoints: product.sellingPoints.join('\n'),
  specification: writeSpecification(product.specification),
  shipping: product.shipping,
  afterSale: product.afterSale,
  gift: product.gift,
  images: product.images,
  optionNames: product.optionNames,
  variants: product.variants.map(toVariantForm),
  why: '',
});

export type VariantField = 'list' | 'live' | 'compare' | 'cost' | 'stock' | 'buffer';

export interface BadField {
  /** The variant's key; null for a field of the product. */
  readonly key: string | null;
  readonly field: VariantField | 'title';
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Commas of either width and ideographic ones part words. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，、;；\n]/u)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

const giftOf = ({ name, spec, quantity, period, way }: Gift): Gift => ({
  name: name.trim(),
  spec: spec.trim(),
  quantity: quantity.trim(),
  period: period.trim(),
  way: way.trim(),
});

const MOST_PIECES = 100_000_000;

const readCount = (text: string, most: number): number | null => {
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,9}$/.test(plain) && Number(plain) <= most ? Number(plain) : null;
};

interface ReadVariant {
  readonly said: SavingVariant;
  readonly bad: readonly BadField[];
}

const readVariant = (form: VariantForm, currency: string, opened: CatalogueVariant | undefined): ReadVariant => {
  const bad: BadField[] = [];
  const must = (field: VariantField, value: number | null): number => {
    if (value === null) bad.push({ key: form.key, field });
    return value ?? 0;
  };
  const may = (field: 'live' | 'compare' | 'cost'): number | null =>
    form[field].trim() === '' ? null : must(field, parseAmount(form[field], currency));
  const compareMinor = may('compare');
  const said: SavingVariant = {
    variantId: form.variantId,
    options: form.options.map((option) => option.trim()),
    sku: form.sku.trim(),
    barcode: form.barcode.trim(),
    listMinor: must('list', parseAmount(form.list, currency)),
    liveMinor: may('live'),
    compare: compareMinor === null ? null : { minor: compareMinor, basis: form.basis, proof: form.proof.trim() },
    costMinor: may('cost'),
    stock: must('stock', readCount(form.stock, MOST_PIECES)),
    stockSeen: opened?.stock ?? null,
    bufferPercent: must('buffer', readCount(form.buffer, 100)),
    isTracked: form.isTracked,
  };
  return { said, bad };
};

const isSameText = (a: VariantForm, b: VariantForm): boolean => JSON.stringify(a) === JSON.stringify(b);

const isChanged = (form: VariantForm, opened: CatalogueVariant | undefined): boolean =>
  opened === undefined || !isSameText(form, toVariantForm(opened));

export type ReadForm =
  | { readonly ok: true; readonly saving: Omit<Saving, 'commandId'>; readonly isChanged: boolean }
  | { readonly ok: false; readonly bad: readonly BadField[] };

/** Only new and changed variants are sent: what was not touched may be sold meanwhile. */
export const readForm = (form: ProductForm): ReadForm => {
  const { opened, currency } = form;
  const known = new Map(opened?.variants.map((variant) => [variant.variantId, variant]));
  const openedOf = ({ variantId }: VariantForm) => (variantId === null ? undefined : known.get(variantId));
  const changed = form.variants.filter((variant) => isChanged(variant, openedOf(variant)));
  const read = changed.map((variant) => readVariant(variant, currency, openedOf(variant)));
  const bad: BadField[] = read.flatMap((each) => each.bad);
  if (form.title.trim() === '') bad.unshift({ key: null, field: 'title' });
  if (bad.length > 0) return { ok: false, bad };
  const kept = new Set(form.variants.map(({ variantId }) => variantId));
  const removed: VariantId[] = [...known.keys()].filter((variantId) => !kept.has(variantId));
  const saving = {
    productId: opened?.productId ?? null,
    version: opened?.version ?? 0,
    why: form.why.trim(),
    title: form.title.trim(),
    category: form.category.trim(),
    brand: form.brand.trim(),
    partner: form.partner.trim(),
    description: form.description.trim(),
    tags: wordsOf(form.tags),
    sellingPoints: linesOf(form.sellingPoints),
    specification: [...readSpecification(form.specification)],
    shipping: form.shipping.trim(),
    afterSale: form.afterSale.trim(),
    gift: giftOf(form.gift),
    images: [...form.images],
    imagesSeen: [...(opened?.images ?? [])],
    optionNames: form.optionNames.map((name) => name.trim()),
    variants: read.map((each) => each.said),
    removed,
  };
  const untouched = opened === null ? emptyForm(currency) : toForm(opened, currency);
  const isSame =
    changed.length === 0 &&
    removed.length === 0 &&
    JSON.stringify({ ...form, variants: [], why: '' }) === JSON.stringify({ ...untouched, variants: [] });
  return { ok: true, saving, isChanged: !isSame };
};

/** Whether throwing it away would lose something. */
export const hasChanges = (form: ProductForm): boolean => {
  if (form.opened === null) {
    const { variants } = form;
    const [variant] = variants;
    const blank = emptyForm(form.currency);
    const isBlank =
      JSON.stringify({ ...form, variants: [] }) === JSON.stringify({ ...blank, variants: [] }) &&
      variants.length === 1 &&
      variant !== undefined &&
      isSameText({ ...variant, key: '' }, { ...emptyVariant([]), key: '' });
    return !isBlank;
  }
  const read = readForm(form);
  return !read.ok || read.isChanged;
};

export const withId = (saving: Omit<Saving, 'commandId'>, commandId: CommandId): Saving => ({ commandId, ...saving });

/** Another option name: each variant gets a place for its value. */
export const withOptionNames = (form: ProductForm, optionNames: readonly string[]): ProductForm => ({
  ...form,
  optionNames,
  variants: form.variants.map((variant) => ({
    ...variant,
    options: optionNames.map((_, index) => variant.options[index] ?? ''),
  })),
});

/** One variant for each combination of values that there is not yet; new ones are priced like the first. */
export const withCombinations = (form: ProductForm, values: readonly (readonly string[])[]): ProductForm => {
  const combinations = values.reduce<readonly (readonly string[])[]>(
    (rows, column) => rows.flatMap((row) => column.map((value) => [...row, value])),
    [[]],
  );
  const there = new Set(form.variants.map(({ options }) => JSON.stringify(options)));
  const [first] = form.variants;
  const fresh = combinations
    .filter((options) => !there.has(JSON.stringify(options)))
    .map((options): VariantForm => {
      const blank = emptyVariant(options);
      if (first === undefined) return blank;
      const { list, live, compare, basis, proof, cost, buffer, isTracked } = first;
      return { ...blank, list, live, compare, basis, proof, cost, buffer, isTracked };
    });
  // A new product's only, still nameless variant is what the others are made of.
  const kept = form.variants.filter(
    ({ variantId, options }) => variantId !== null || options.every((value) => value !== ''),
  );
  return { ...form, variants: [...kept, ...fresh] };
};

// Shopify's product CSV with its classic headers and its current ones: rows grouped by handle, the first row tells the rest.

import type { DraftField } from '../core/draft-field.ts';
import { toMoneyText } from '../core/money-text.ts';
import {
  type DraftStatus,
  NO_PRODUCT_EXTRAS,
  NO_VARIANT_EXTRAS,
  type ProductDraft,
  type VariantDraft,
  withoutExtras,
} from '../core/product-draft.ts';
import type { Money } from '../core/units.ts';
import type { RowSays } from './draft-builder.ts';
import { atMostThree, isPlain, statusOf, wordsOf } from './draft-text.ts';
import { inCurrency } from './flat-layout.ts';
import type { CatalogueFormat, CellKind, Layout, LayoutWriter } from './layout.ts';
import type { RowCells } from './row-cells.ts';

type ShopifyField = 'type' | 'published' | 'imagePosition' | 'tracker';

const HEADERS: Readonly<Partial<Record<DraftField | ShopifyField, readonly string[]>>> = {
  externalId: ['handle', 'url handle'],
  title: ['title'],
  description: ['body (html)', 'description'],
  brand: ['vendor'],
  category: ['product category'],
  type: ['type'],
  tags: ['tags'],
  published: ['published', 'published on online store'],
  status: ['status'],
  option1Name: ['option1 name'],
  option1Value: ['option1 value'],
  option2Name: ['option2 name'],
  option2Value: ['option2 value'],
  option3Name: ['option3 name'],
  option3Value: ['option3 value'],
  sku: ['variant sku', 'sku'],
  barcode: ['variant barcode', 'barcode'],
  price: ['variant price', 'price'],
  comparePrice: ['variant compare at price', 'compare-at price', 'compare at price'],
  cost: ['cost per item'],
  tracker: ['variant inventory tracker', 'inventory tracker'],
  stock: ['variant inventory qty', 'inventory quantity'],
  images: ['image src', 'product image url'],
  imagePosition: ['image position'],
  variantImage: ['variant image', 'variant image url'],
};

const OPTIONS = [
  ['option1Name', 'option1Value'],
  ['option2Name', 'option2Value'],
  ['option3Name', 'option3Value'],
] as const;

/** What stands where a product has but one variant. */
const ONLY_NAME = 'Title';
const ONLY_VALUE = 'Default Title';

const isOnlyName = (names: readonly string[]): boolean =>
  names.length === 1 && names[0]?.toLowerCase() === ONLY_NAME.toLowerCase();

type Cells = RowCells<ShopifyField>;

const readStatus = (cells: Cells): DraftStatus | null => {
  const field = cells.text('status') === '' ? 'published' : 'status';
  const text = cells.text(field);
  const status = text === '' ? null : statusOf(text);
  if (status === undefined) cells.note(field, 'status_unknown', 'warning');
  return status ?? null;
};

/** An empty tracker means that nobody counts, whatever the quantity says. */
const readStock = (cells: Cells): number | null | undefined => {
  if (cells.has('tracker') && cells.text('tracker') === '') return null;
  return cells.count('stock');
};

const readVariant = (cells: Cells, options: readonly string[]): VariantDraft => {
  const stock = readStock(cells);
  return {
    row: cells.row,
    externalId: '',
    options,
    sku: cells.id('sku'),
    barcode: cells.id('barcode'),
    price: cells.price('price'),
    comparePrice: cells.price('comparePrice'),
    compareBasis: null,
    cost: cells.price('cost'),
    ...NO_VARIANT_EXTRAS,
    ...(stock === undefined ? {} : { stock }),
    image: cells.images('variantImage', /\s/)[0] ?? '',
  };
};

const createReader = (): ((cells: Cells) => RowSays) => {
  let [key, names]: [string, readonly string[]] = ['', []];
  return (cells) => {
    const [handle, title] = [cells.id('externalId'), cells.text('title')];
    const own = handle !== '' ? `handle:${handle}` : title !== '' ? `row:${cells.row}` : key;
    const ownNames = OPTIONS.map(([name]) => cells.text(name));
    // Names stand in a product's first row only.
    if (own !== key || ownNames.some((name) => name !== '')) names = ownNames;
    key = own;
    const values = OPTIONS.map(([, value]) => cells.text(value));
    const isOnly = isOnlyName(names.filter((name) => name !== '')) && values[0] === ONLY_VALUE;
    const optionNames = isOnly ? [] : names.filter((name, at) => name !== '' || values[at] !== '');
    const options = isOnly ? [] : values.filter((value, at) => value !== '' || names[at] !== '');
    const isVariant = values.some((value) => value !== '') || cells.text('price') !== '' || cells.text('sku') !== '';
    const position = Number(cells.text('imagePosition'));
    return {
      row: cells.row,
      key: own === '' ? null : own,
      externalId: handle,
      title,
      category: cells.text('category') || cells.text('type'),
      brand: cells.text('brand'),
      tags: wordsOf(cells.text('tags'), /,/),
      description: cells.text('description'),
      sellingPoints: [],
      status: readStatus(cells),
      optionNames: isVariant ? optionNames : [],
      images: cells
        .images('images', /\s/)
        .map((url) => ({ url, position: Number.isSafeInteger(position) && position > 0 ? position : null })),
      variants: isVariant ? [readVariant(cells, options)] : [],
      problems: cells.problems,
    };
  };
};

type Written = DraftField | ShopifyField | 'policy' | 'fulfillment' | 'shipping';
type Column = readonly [field: Written, header: string];

const CLASSIC: readonly Column[] = [
  ['externalId', 'Handle'],
  ['title', 'Title'],
  ['description', 'Body (HTML)'],
  ['brand', 'Vendor'],
  ['type', 'Type'],
  ['tags', 'Tags'],
  ['published', 'Published'],
  ['option1Name', 'Option1 Name'],
  ['option1Value', 'Option1 Value'],
  ['option2Name', 'Option2 Name'],
  ['option2Value', 'Option2 Value'],
  ['option3Name', 'Option3 Name'],
  ['option3Value', 'Option3 Value'],
  ['sku', 'Variant SKU'],
  ['tracker', 'Variant Inventory Tracker'],
  ['stock', 'Variant Inventory Qty'],
  ['policy', 'Variant Inventory Policy'],
  ['fulfillment', 'Variant Fulfillment Service'],
  ['price', 'Variant Price'],
  ['comparePrice', 'Variant Compare At Price'],
  ['shipping', 'Variant Requires Shipping'],
  ['barcode', 'Variant Barcode'],
  ['images', 'Image Src'],
  ['imagePosition', 'Image Position'],
  ['variantImage', 'Variant Image'],
  ['cost', 'Cost per item'],
  ['status', 'Status'],
];

const CURRENT: readonly Column[] = [
  ['title', 'Title'],
  ['externalId', 'URL handle'],
  ['description', 'Description'],
  ['brand', 'Vendor'],
  ['type', 'Type'],
  ['tags', 'Tags'],
  ['published', 'Published on online store'],
  ['status', 'Status'],
  ['sku', 'SKU'],
  ['barcode', 'Barcode'],
  ['option1Name', 'Option1 name'],
  ['option1Value', 'Option1 value'],
  ['option2Name', 'Option2 name'],
  ['option2Value', 'Option2 value'],
  ['option3Name', 'Option3 name'],
  ['option3Value', 'Option3 value'],
  ['price', 'Price'],
  ['comparePrice', 'Compare-at price'],
  ['cost', 'Cost per item'],
  ['tracker', 'Inventory tracker'],
  ['stock', 'Inventory quantity'],
  ['policy', 'Continue selling when out of stock'],
  ['shipping', 'Requires shipping'],
  ['fulfillment', 'Fulfillment service'],
  ['images', 'Product image URL'],
  ['imagePosition', 'Image position'],
  ['variantImage', 'Variant image URL'],
];

const KINDS: Readonly<Partial<Record<Written, CellKind>>> = {
  externalId: 'id',
  sku: 'id',
  barcode: 'id',
  price: 'number',
  comparePrice: 'number',
  cost: 'number',
  stock: 'number',
  imagePosition: 'number',
};

type Cell = Readonly<Partial<Record<Written, string>>>;

const amount = (value: Money | null): string => (value === null ? '' : toMoneyText(value));

const productCells = (draft: ProductDraft): Cell => ({
  title: draft.title,
  description: draft.description,
  brand: draft.brand,
  type: draft.category,
  tags: draft.tags.join(', '),
  published: draft.status === null ? '' : draft.status === 'active' ? 'TRUE' : 'FALSE',
  status: draft.status ?? '',
});

const variantCells = (draft: ProductDraft, variant: VariantDraft, isFirst: boolean, policy: string): Cell => {
  const names = isPlain(draft) ? [ONLY_NAME] : draft.optionNames;
  const values = isPlain(draft) ? [ONLY_VALUE] : variant.options;
  const [name1 = '', value1 = '', name2 = '', value2 = '', name3 = '', value3 = ''] = atMostThree(names, values);
  const { stock } = variant;
  return {
    ...(isFirst ? { option1Name: name1, option2Name: name2, option3Name: name3 } : {}),
    option1Value: value1,
    option2Value: value2,
    option3Value: value3,
    sku: variant.sku,
    tracker: stock === null || stock === undefined ? '' : 'shopify',
    stock: stock === null || stock === undefined ? '' : String(stock),
    policy,
    fulfillment: 'manual',
    shipping: 'TRUE',
    price: amount(variant.price),
    comparePrice: amount(variant.comparePrice),
    barcode: variant.barcode,
    variantImage: variant.image,
    cost: amount(variant.cost),
  };
};

const createWriter = (columns: readonly Column[], policy: string): LayoutWriter => ({
  columns: columns.map(([field, header]) => ({ header, kind: KINDS[field] ?? 'text' })),
  carry: (draft, _place, currency) => {
    const saysOnly =
      isOnlyName(draft.optionNames) && draft.variants.some(({ options: [value] }) => value === ONLY_VALUE);
    const isOnly = saysOnly && draft.variants.length === 1;
    return {
      ...draft,
      ...NO_PRODUCT_EXTRAS,
      sellingPoints: [],
      // One of several must not be read as the only one.
      optionNames: isOnly ? [] : saysOnly ? [`${ONLY_NAME}_`] : draft.optionNames,
      variants: draft.variants.map((variant) => ({
        ...withoutExtras(variant),
        externalId: '',
        options: isOnly ? [] : variant.options,
        price: inCurrency(variant.price, currency),
        comparePrice: inCurrency(variant.comparePrice, currency),
        compareBasis: null,
        cost: inCurrency(variant.cost, currency),
        stock: variant.stock ?? null,
      })),
    };
  },
  write: (draft) => {
    const rows = Math.max(draft.variants.length, draft.images.length);
    return Array.from({ length: rows }, (_, at) => {
      const [variant, image] = [draft.variants[at], draft.images[at]];
      const cells: Cell = {
        externalId: draft.externalId,
        ...(at === 0 ? productCells(draft) : {}),
        ...(variant === undefined ? {} : variantCells(draft, variant, at === 0, policy)),
        ...(image === undefined ? {} : { images: image, imagePosition: String(at + 1) }),
      };
      return columns.map(([field]) => cells[field] ?? '');
    });
  },
});

const createShopifyLayout = (
  format: CatalogueFormat,
  signature: Layout['signature'],
  others: readonly string[],
  writer: LayoutWriter,
): Layout<ShopifyField> => ({
  format,
  headers: HEADERS,
  signature,
  others,
  hasDashForNothing: false,
  readKeys: null,
  createReader,
  writer,
});

const COMMON_OTHERS = ['gift card', 'seo title', 'seo description', 'image alt text', 'included / united states'];

export const shopifyClassicLayout = createShopifyLayout(
  'shopify_classic',
  [['handle'], ['title'], ['variant price', 'variant sku', 'option1 value']],
  [
    ...COMMON_OTHERS,
    'variant grams',
    'variant inventory policy',
    'variant fulfillment service',
    'variant requires shipping',
    'variant taxable',
    'variant weight unit',
    'variant tax code',
  ],
  createWriter(CLASSIC, 'deny'),
);

export const shopifyLayout = createShopifyLayout(
  'shopify',
  [
    ['title'],
    [
      'url handle',
      'published on online store',
      'product image url',
      'continue selling when out of stock',
      'compare-at price',
    ],
    ['price', 'sku', 'option1 value', 'inventory quantity', 'url handle'],
  ],
  [
    ...COMMON_OTHERS,
    'continue selling when out of stock',
    'charge tax',
    'tax code',
    'weight value (grams)',
    'weight unit for display',
    'requires shipping',
    'fulfillment service',
    'unit price total measure',
  ],
  createWriter(CURRENT, 'deny'),
);

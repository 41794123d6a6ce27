// WooCommerce's product CSV: a variable product and its variations are rows of their own, in any order.

import { toMoneyText } from '../core/money-text.ts';
import {
  NO_PRODUCT_EXTRAS,
  NO_VARIANT_EXTRAS,
  type ProductDraft,
  type VariantDraft,
  withoutExtras,
} from '../core/product-draft.ts';
import type { Money } from '../core/units.ts';
import type { RowKeys, RowSays } from './draft-builder.ts';
import { isPlain, linesOf, statusOf } from './draft-text.ts';
import { inCurrency } from './flat-layout.ts';
import type { Layout, LayoutWriter } from './layout.ts';
import type { RowCells } from './row-cells.ts';

/** A shop may have more attributes; only those of variations matter, and they stand first. */
const ATTRIBUTES = [1, 2, 3, 4, 5, 6] as const;
type AttributeNumber = (typeof ATTRIBUTES)[number];
type WooField =
  | 'type'
  | 'parent'
  | 'salePrice'
  | 'saleStarts'
  | 'saleEnds'
  | 'inStock'
  | `attributeName${AttributeNumber}`
  | `*attributeValue${AttributeNumber}`;
type Cells = RowCells<WooField>;

const ANY = '任意';

/** A list parts at commas; one inside an item has a backslash before it. */
const itemsOf = (text: string): readonly string[] =>
  text
    .split(/(?<!\\),/)
    .map((item) => item.replaceAll('\\,', ',').trim())
    .filter((item) => item !== '');

const asItem = (text: string): string => text.replaceAll(',', '\\,');

/** A line break is written as backslash and n, a backslash and n as two backslashes and n. */
const textOf = (text: string): string =>
  text
    .split('\\\\n')
    .map((part) => part.replaceAll('\\n', '\n'))
    .join('\\n')
    .trim();

const asText = (text: string): string => text.replaceAll('\\n', '\\\\n');

const readPrices = (cells: Cells): Pick<VariantDraft, 'price' | 'comparePrice'> => {
  const [regular, sale] = [cells.price('price'), cells.price('salePrice')];
  if (sale === null) return { price: regular, comparePrice: null };
  // Whether a sale with dates holds depends on the day: the regular price is the one that is safe to show.
  if (cells.text('saleStarts') === '' && cells.text('saleEnds') === '') return { price: sale, comparePrice: regular };
  cells.note('salePrice', 'sale_dated', 'warning');
  return { price: regular, comparePrice: null };
};

const readStock = (cells: Cells): number | null | undefined => {
  const [stock, inStock] = [cells.text('stock'), cells.text('inStock')];
  if (stock.toLowerCase() === 'parent') return null;
  if (stock !== '') return cells.count('stock');
  return inStock === '' ? undefined : inStock === '0' ? 0 : null;
};

const readVariant = (cells: Cells, externalId: string, options: readonly string[], image: string): VariantDraft => {
  const stock = readStock(cells);
  return {
    row: cells.row,
    externalId,
    options,
    sku: cells.id('sku'),
    barcode: cells.id('barcode'),
    ...readPrices(cells),
    compareBasis: null,
    cost: null,
    ...NO_VARIANT_EXTRAS,
    ...(stock === undefined ? {} : { stock }),
    image,
  };
};

const readAttributes = (cells: Cells): readonly { readonly name: string; readonly value: string }[] =>
  ATTRIBUTES.map((at) => ({
    name: cells.text(`attributeName${at}`),
    value: cells.text(`*attributeValue${at}`).replaceAll('\\,', ','),
    at,
  }))
    .filter(({ name }) => name !== '')
    .map(({ name, value, at }) => {
      if (value === '') cells.note(`*attributeValue${at}`, 'option_any', 'warning');
      return { name, value: value || ANY };
    });

const parentKey = (parent: string): string => {
  const id = /^id:\s*(?<id>\d+)$/i.exec(parent)?.groups?.id;
  return id === undefined ? `sku:${parent}` : `id:${id}`;
};

const KINDS = new Set(['simple', 'external', 'variable', 'variation', 'subscription', 'variable-subscription']);

const kindOf = (cells: Cells): string => {
  const words = cells
    .text('type')
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());
  const kind = words.find((word) => KINDS.has(word));
  if (kind !== undefined) return kind.replace(/-?subscription$/, '') || 'simple';
  if (words.some((word) => word !== '' && word !== 'downloadable' && word !== 'virtual'))
    cells.note('type', 'type_unknown', 'error');
  return 'simple';
};

const readKeys = (cells: Cells): RowKeys => {
  const [kind, id] = [kindOf(cells), cells.id('externalId')];
  const ofRow = `row:${cells.row}`;
  if (kind === 'variation') {
    const parent = cells.id('parent');
    return { key: parent === '' ? ofRow : parentKey(parent) };
  }
  const sku = kind === 'variable' ? cells.id('sku') : '';
  const names = [...(id === '' ? [] : [`id:${id}`]), ...(sku === '' ? [] : [`sku:${sku}`])];
  return { key: names[0] ?? ofRow, alsoKnownAs: names };
};

const SILENT = {
  externalId: '',
  title: '',
  category: '',
  brand: '',
  tags: [],
  description: '',
  sellingPoints: [],
  status: null,
  optionNames: [],
  images: [],
} as const;

const readVariation = (cells: Cells): RowSays => {
  if (cells.id('parent') === '') cells.note('parent', 'parent_missing', 'error');
  const attributes = readAttributes(cells);
  const image = cells.images('images', /,\s*(?=https?:)/)[0] ?? '';
  const options = attributes.map(({ value }) => value);
  return {
    ...SILENT,
    ...readKeys(cells),
    row: cells.row,
    optionNames: attributes.map(({ name }) => name),
    variants: [readVariant(cells, cells.id('externalId'), options, image)],
    problems: cells.problems,
  };
};

const readProduct = (cells: Cells, isVariable: boolean): RowSays => {
  const id = cells.id('externalId');
  const status = cells.text('status') === '' ? null : statusOf(cells.text('status'));
  if (status === undefined) cells.note('status', 'status_unknown', 'warning');
  return {
    ...readKeys(cells),
    row: cells.row,
    externalId: id === '' && isVariable ? cells.id('sku') : id,
    title: cells.text('title'),
    category: itemsOf(cells.text('category'))[0] ?? '',
    brand: itemsOf(cells.text('brand'))[0] ?? '',
    tags: [...new Set(itemsOf(cells.text('tags')))],
    description: textOf(cells.text('description')),
    sellingPoints: linesOf(textOf(cells.text('sellingPoints'))),
    status: status ?? null,
    optionNames: [],
    images: cells.images('images', /,\s*(?=https?:)/).map((url) => ({ url, position: null })),
    variants: isVariable ? [] : [readVariant(cells, '', [], '')],
    problems: cells.problems,
  };
};

const readRow = (cells: Cells): RowSays => {
  const kind = kindOf(cells);
  return kind === 'variation' ? readVariation(cells) : readProduct(cells, kind === 'variable');
};

const COLUMNS = [
  'ID',
  'Type',
  'SKU',
  'GTIN, UPC, EAN, or ISBN',
  'Name',
  'Published',
  'Short description',
  'Description',
  'In stock?',
  'Stock',
  'Sale price',
  'Regular price',
  'Categories',
  'Tags',
  'Images',
  'Parent',
  'Brands',
  ...[1, 2, 3].flatMap((at) => [
    `Attribute ${at} name`,
    `Attribute ${at} value(s)`,
    `Attribute ${at} visible`,
    `Attribute ${at} global`,
  ]),
] as const;

type Cell = Readonly<Record<string, string>>;

const amount = (value: Money | null): string => (value === null ? '' : toMoneyText(value));
const isNumber = (id: string): boolean => /^\d+$/.test(id);

const offerCells = (variant: VariantDraft): Cell => {
  const { price, comparePrice, stock } = variant;
  return {
    SKU: variant.sku,
    'GTIN, UPC, EAN, or ISBN': variant.barcode,
    'In stock?': stock === undefined ? '' : stock === 0 ? '0' : '1',
    Stock: stock === undefined || stock === null ? '' : String(stock),
    'Sale price': comparePrice === null ? '' : amount(price),
    'Regular price': amount(comparePrice ?? price),
  };
};

const productCells = (draft: ProductDraft): Cell => ({
  ID: isNumber(draft.externalId) ? draft.externalId : '',
  Type: isPlain(draft) ? 'simple' : 'variable',
  Name: draft.title,
  Published: draft.status === null ? '' : draft.status === 'active' ? '1' : '0',
  'Short description': asText(draft.sellingPoints.join('\n')),
  Description: asText(draft.description),
  Categories: asItem(draft.category),
  Tags: draft.tags.map(asItem).join(', '),
  Images: draft.images.join(', '),
  Brands: asItem(draft.brand),
});

const attributeCells = (names: readonly string[], valuesOf: (at: number) => string): Cell =>
  Object.fromEntries(
    names.flatMap((name, at) => [
      [`Attribute ${at + 1} name`, name],
      [`Attribute ${at + 1} value(s)`, valuesOf(at)],
      [`Attribute ${at + 1} visible`, '1'],
      [`Attribute ${at + 1} global`, '1'],
    ]),
  );

const variationCells = (draft: ProductDraft, variant: VariantDraft): Cell => ({
  ID: variant.externalId,
  Type: 'variation',
  Name: `${draft.title} - ${variant.options.join(', ')}`,
  Published: '1',
  ...offerCells(variant),
  Images: variant.image,
  Parent: isNumber(draft.externalId) ? `id:${draft.externalId}` : draft.externalId,
  ...attributeCells(draft.optionNames, (at) => asItem(variant.options[at] ?? '')),
});

const cellRows = (draft: ProductDraft): readonly Cell[] => {
  const [first] = draft.variants;
  if (isPlain(draft)) return [{ ...productCells(draft), ...(first === undefined ? {} : offerCells(first)) }];
  const parent: Cell = {
    ...productCells(draft),
    SKU: isNumber(draft.externalId) ? '' : draft.externalId,
    ...attributeCells(draft.optionNames, (at) =>
      [...new Set(draft.variants.map(({ options }) => asItem(options[at] ?? '')))].join(', '),
    ),
  };
  return [parent, ...draft.variants.map((variant) => variationCells(draft, variant))];
};

/** A variable product needs a name that its variations can point to. */
const carriedId = (draft: ProductDraft, place: number): string => {
  if (isNumber(draft.externalId)) return draft.externalId;
  if (isPlain(draft)) return '';
  return draft.externalId === '' ? `product-${place}` : draft.externalId.replace(/^id:/i, 'id-');
};

const carryVariant = (draft: ProductDraft, variant: VariantDraft, currency: string): VariantDraft => {
  const price = inCurrency(variant.price, currency);
  return {
    ...withoutExtras(variant),
    externalId: !isPlain(draft) && isNumber(variant.externalId) ? variant.externalId : '',
    price,
    comparePrice: price === null ? null : inCurrency(variant.comparePrice, currency),
    compareBasis: null,
    cost: null,
    image: isPlain(draft) ? '' : variant.image,
  };
};

const writer: LayoutWriter = {
  columns: COLUMNS.map((header) => ({
    header,
    kind:
      header === 'ID' || header === 'SKU' || header === 'Parent' || header.startsWith('GTIN')
        ? 'id'
        : header === 'Stock' || header.endsWith('price')
          ? 'number'
          : 'text',
  })),
  carry: (draft, place, currency) => ({
    ...draft,
    ...NO_PRODUCT_EXTRAS,
    externalId: carriedId(draft, place),
    // A backslash at its end would take the comma behind it into the tag.
    tags: [...new Set(draft.tags.map((tag) => tag.replace(/[\\\s]+$/, '') || '_'))],
    status: draft.status === 'archived' ? 'draft' : draft.status,
    variants: draft.variants.map((variant) => carryVariant(draft, variant, currency)),
  }),
  write: (draft) => cellRows(draft).map((cells) => COLUMNS.map((column) => cells[column] ?? '')),
};

export const woocommerceLayout: Layout<WooField> = {
  format: 'woocommerce',
  headers: {
    externalId: ['id'],
    type: ['type'],
    sku: ['sku'],
    barcode: ['gtin, upc, ean, or isbn'],
    title: ['name'],
    status: ['published'],
    sellingPoints: ['short description'],
    description: ['description'],
    saleStarts: ['date sale price starts'],
    saleEnds: ['date sale price ends'],
    inStock: ['in stock?'],
    stock: ['stock'],
    salePrice: ['sale price'],
    price: ['regular price'],
    category: ['categories'],
    tags: ['tags'],
    images: ['images'],
    parent: ['parent'],
    brand: ['brands', 'brand'],
    ...Object.fromEntries(
      ATTRIBUTES.flatMap((at) => [
        [`attributeName${at}`, [`attribute ${at} name`]],
        [`*attributeValue${at}`, [`attribute ${at} value(s)`]],
      ]),
    ),
  },
  signature: [['type'], ['name'], ['regular price'], ['id', 'sku']],
  others: [
    'is featured?',
    'visibility in catalog',
    'tax status',
    'tax class',
    'low stock amount',
    'backorders allowed?',
    'sold individually?',
    'allow customer reviews?',
    'purchase note',
    'shipping class',
    'download limit',
    'download expiry days',
    'grouped products',
    'upsells',
    'cross-sells',
    'external url',
    'button text',
    'position',
  ],
  hasDashForNothing: false,
  readKeys,
  createReader: () => readRow,
  writer,
};

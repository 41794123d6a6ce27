// Formats with one variant a row and a column for each field: what differs between them is the words.

import type { DraftField } from '../core/draft-field.ts';
import { isCurrency, toMoneyText } from '../core/money-text.ts';
import { COMPARE_BASES, type CompareBasis } from '../core/product.ts';
import {
  type DraftStatus,
  PRODUCT_NOTES,
  type ProductDraft,
  type ProductExtras,
  type ProductNote,
  type VariantDraft,
} from '../core/product-draft.ts';
import { readSpecification, specificationLine } from '../core/specification.ts';
import type { Money } from '../core/units.ts';
import type { RowSays } from './draft-builder.ts';
import {
  atMostThree,
  BASIS_WORDS,
  linesOf,
  type OptionsRead,
  optionsOf,
  optionText,
  PLAIN_OPTION,
  plainOption,
  statusOf,
  wordsOf,
} from './draft-text.ts';
import type { CatalogueFormat, CellKind, Layout, LayoutWriter } from './layout.ts';
import type { RowCells } from './row-cells.ts';

/** `columns`: a name and a value each. `text`: 「颜色:红;尺码:L」. `values`: "Red, L". */
export type OptionStyle = 'columns' | 'text' | 'values';

export interface FlatWords {
  readonly optionStyle: OptionStyle;
  /** True where a row with a title and no id begins a product even if the row before has the same title. */
  readonly isTitleNew: boolean;
  /** The word for stock that is not counted; null where there is none. */
  readonly uncounted: string | null;
}

const OPTION_COLUMNS = [
  ['option1Name', 'option1Value'],
  ['option2Name', 'option2Value'],
  ['option3Name', 'option3Value'],
] as const;

const BASES: ReadonlyMap<string, CompareBasis> = new Map(
  COMPARE_BASES.flatMap((basis) => [[basis, basis] as const, [BASIS_WORDS[basis], basis] as const]),
);

/** A tidy URL has no space, comma or bar; it may have a semicolon. */
const PARTED_URLS = /[\s|,，]+(?=https?:)|[;；]\s+(?=https?:)/;

const isDefault = (text: string): boolean => text.toLowerCase() === 'default';

const valuesOf = (text: string): OptionsRead => {
  if (text === '' || isDefault(text)) return { names: [], values: [] };
  const parts = text.split(/[,，]/).map((part) => part.trim());
  if (parts.length > OPTION_COLUMNS.length || parts.includes('')) return { names: [PLAIN_OPTION], values: [text] };
  return { names: parts.map((_, at) => (at === 0 ? PLAIN_OPTION : `${PLAIN_OPTION}${at + 1}`)), values: parts };
};

const readOptions = (cells: RowCells, style: OptionStyle): OptionsRead => {
  const said = OPTION_COLUMNS.map(([name, value]) => ({
    name: cells.text(name) || cells.header(value),
    value: cells.text(value),
  })).filter(({ value }) => value !== '');
  if (said.length > 0) return { names: said.map(({ name }) => name), values: said.map(({ value }) => value) };
  return style === 'values' ? valuesOf(cells.text('optionText')) : optionsOf(cells.text('optionText'));
};

const readCurrency = (cells: RowCells): string | undefined => {
  const currency = cells.text('currency').toUpperCase();
  if (currency === '') return undefined;
  if (isCurrency(currency)) return currency;
  cells.note('currency', 'currency_unknown', 'error');
  return undefined;
};

const readStock = (cells: RowCells, uncounted: string | null): number | null | undefined =>
  uncounted !== null && cells.text('stock') === uncounted ? null : cells.count('stock');

const readStatus = (cells: RowCells): DraftStatus | null => {
  const text = cells.text('status');
  const status = text === '' ? null : statusOf(text);
  if (status === undefined) cells.note('status', 'status_unknown', 'warning');
  return status ?? null;
};

const readBasis = (cells: RowCells): CompareBasis | null => {
  const text = cells.text('compareBasis');
  const basis = text === '' ? null : BASES.get(text);
  if (basis === undefined) cells.note('compareBasis', 'basis_unknown', 'error');
  return basis ?? null;
};

const readVariant = (cells: RowCells, options: readonly string[], words: FlatWords): VariantDraft => {
  const currency = readCurrency(cells);
  const stock = readStock(cells, words.uncounted);
  const bufferPercent = cells.percent('bufferPercent');
  return {
    row: cells.row,
    externalId: cells.id('variantId'),
    options,
    sku: cells.id('sku'),
    barcode: cells.id('barcode'),
    price: cells.price('price', currency),
    livePrice: cells.price('livePrice', currency),
    comparePrice: cells.price('comparePrice', currency),
    compareBasis: readBasis(cells),
    compareProof: cells.text('compareProof'),
    cost: cells.price('cost', currency),
    ...(stock === undefined ? {} : { stock }),
    ...(bufferPercent === undefined ? {} : { bufferPercent }),
    image: cells.images('variantImage', PARTED_URLS)[0] ?? '',
  };
};

const EXTRA_COLUMNS: readonly (ProductNote | 'specification')[] = ['specification', ...PRODUCT_NOTES];

const readExtras = (cells: RowCells): ProductExtras => ({
  partner: cells.text('partner'),
  shipping: cells.text('shipping'),
  afterSale: cells.text('afterSale'),
  giftName: cells.text('giftName'),
  giftSpec: cells.text('giftSpec'),
  giftQuantity: cells.text('giftQuantity'),
  giftPeriod: cells.text('giftPeriod'),
  giftWay: cells.text('giftWay'),
  specification: readSpecification(cells.text('specification')).map(specificationLine),
});

const keyOf = (cells: RowCells, externalId: string, title: string, isTitleNew: boolean): string | null => {
  if (externalId !== '') return `id:${externalId}`;
  if (title !== '') return isTitleNew ? `row:${cells.row}` : `title:${title}`;
  return cells.has('title') ? null : `row:${cells.row}`;
};

export const createFlatReader =
  (words: FlatWords) =>
  (cells: RowCells): RowSays => {
    const [externalId, title] = [cells.id('externalId'), cells.text('title')];
    const { names, values } = readOptions(cells, words.optionStyle);
    return {
      row: cells.row,
      key: keyOf(cells, externalId, title, words.isTitleNew),
      externalId,
      title,
      category: cells.text('category'),
      brand: cells.text('brand'),
      tags: wordsOf(cells.text('tags')),
      description: cells.text('description'),
      sellingPoints: linesOf(cells.text('sellingPoints')),
      status: readStatus(cells),
      optionNames: names,
      images: cells
        .images('images', cells.text('images').includes('\n') ? /\n/ : PARTED_URLS)
        .map((url) => ({ url, position: null })),
      variants: [readVariant(cells, values, words)],
      ...(EXTRA_COLUMNS.some((field) => cells.has(field)) ? { extras: readExtras(cells) } : {}),
      problems: cells.problems,
    };
  };

export interface FlatWriting extends FlatWords {
  readonly columns: readonly (readonly [field: DraftField, header: string])[];
  readonly statusWords: Readonly<Record<DraftStatus, string>>;
}

const KINDS: Readonly<Partial<Record<DraftField, CellKind>>> = {
  externalId: 'id',
  variantId: 'id',
  sku: 'id',
  barcode: 'id',
  price: 'number',
  livePrice: 'number',
  comparePrice: 'number',
  cost: 'number',
  stock: 'number',
  bufferPercent: 'number',
};

const carryOptions = (draft: ProductDraft, style: OptionStyle): Pick<ProductDraft, 'optionNames' | 'variants'> => {
  if (style === 'columns') return draft;
  if (style === 'text')
    return {
      optionNames: draft.optionNames.map((name) => plainOption(name)),
      variants: draft.variants.map((variant) => ({
        ...variant,
        options: variant.options.map((value) => plainOption(value)),
      })),
    };
  const plain = (value: string): string => {
    const text = plainOption(value, /[,，]/g);
    return isDefault(text) ? `${text}_` : text;
  };
  return {
    optionNames: draft.optionNames.map((_, at) => (at === 0 ? PLAIN_OPTION : `${PLAIN_OPTION}${at + 1}`)),
    variants: draft.variants.map((variant) => ({ ...variant, options: variant.options.map(plain) })),
  };
};

/** The amount where the file can say it: in its own currency, or in that of the row. */
export const inCurrency = (amount: Money | null, currency: string): Money | null =>
  amount?.currency === currency ? amount : null;

const createFlatWriter = (writing: FlatWriting): LayoutWriter => {
  const has = new Set(writing.columns.map(([field]) => field));
  const text = (field: DraftField, value: string): string => (has.has(field) ? value : '');
  const list = (field: DraftField, values: readonly string[]): readonly string[] => (has.has(field) ? values : []);

  const carryVariant = (variant: VariantDraft, fileCurrency: string): VariantDraft => {
    const own = variant.price ?? variant.livePrice ?? variant.comparePrice ?? variant.cost;
    const currency = has.has('currency') && own !== null ? own.currency : fileCurrency;
    const amount = (field: DraftField, value: Money | null) => (has.has(field) ? inCurrency(value, currency) : null);
    const { stock, bufferPercent, ...rest } = variant;
    const isSaid = stock !== undefined && (stock !== null || writing.uncounted !== null);
    return {
      ...rest,
      externalId: text('variantId', variant.externalId),
      sku: text('sku', variant.sku),
      barcode: text('barcode', variant.barcode),
      price: amount('price', variant.price),
      livePrice: amount('livePrice', variant.livePrice),
      comparePrice: amount('comparePrice', variant.comparePrice),
      compareBasis: has.has('compareBasis') ? variant.compareBasis : null,
      compareProof: text('compareProof', variant.compareProof),
      cost: amount('cost', variant.cost),
      ...(isSaid ? { stock } : {}),
      ...(bufferPercent !== undefined && has.has('bufferPercent') ? { bufferPercent } : {}),
      image: text('variantImage', variant.image),
    };
  };

  const carryNotes = (draft: ProductDraft): Readonly<Record<ProductNote, string>> => ({
    partner: text('partner', draft.partner),
    shipping: text('shipping', draft.shipping),
    afterSale: text('afterSale', draft.afterSale),
    giftName: text('giftName', draft.giftName),
    giftSpec: text('giftSpec', draft.giftSpec),
    giftQuantity: text('giftQuantity', draft.giftQuantity),
    giftPeriod: text('giftPeriod', draft.giftPeriod),
    giftWay: text('giftWay', draft.giftWay),
  });

  const productCells = (draft: ProductDraft): Readonly<Partial<Record<DraftField, string>>> => ({
    category: draft.category,
    brand: draft.brand,
    tags: draft.tags.join('\n'),
    description: draft.description,
    sellingPoints: draft.sellingPoints.join('\n'),
    status: draft.status === null ? '' : writing.statusWords[draft.status],
    images: draft.images.join('\n'),
    partner: draft.partner,
    specification: draft.specification.join('\n'),
    shipping: draft.shipping,
    afterSale: draft.afterSale,
    giftName: draft.giftName,
    giftSpec: draft.giftSpec,
    giftQuantity: draft.giftQuantity,
    giftPeriod: draft.giftPeriod,
    giftWay: draft.giftWay,
  });

  const variantCells = (draft: ProductDraft, variant: VariantDraft): Readonly<Partial<Record<DraftField, string>>> => {
    const [name1, value1, name2, value2, name3, value3] = atMostThree(draft.optionNames, variant.options);
    const { price, livePrice, comparePrice, cost, stock, bufferPercent } = variant;
    const amount = (value: Money | null): string => (value === null ? '' : toMoneyText(value));
    const values =
      writing.optionStyle === 'values' ? variant.options.join(', ') : optionText(draft.optionNames, variant.options);
    return {
      option1Name: name1 ?? '',
      option1Value: value1 ?? '',
      option2Name: name2 ?? '',
      option2Value: value2 ?? '',
      option3Name: name3 ?? '',
      option3Value: value3 ?? '',
      optionText: values,
      variantId: variant.externalId,
      sku: variant.sku,
      barcode: variant.barcode,
      currency: (price ?? livePrice ?? comparePrice ?? cost)?.currency ?? '',
      price: amount(price),
      livePrice: amount(livePrice),
      comparePrice: amount(comparePrice),
      compareBasis: variant.compareBasis === null ? '' : BASIS_WORDS[variant.compareBasis],
      compareProof: variant.compareProof,
      cost: amount(cost),
      stock: stock === undefined ? '' : stock === null ? (writing.uncounted ?? '') : String(stock),
      bufferPercent: bufferPercent === undefined ? '' : String(bufferPercent),
      variantImage: variant.image,
    };
  };

  return {
    columns: writing.columns.map(([field, header]) => ({ header, kind: KINDS[field] ?? 'text' })),
    carry: (draft, _place, currency) => {
      const { optionNames, variants } = carryOptions(draft, writing.optionStyle);
      return {
        ...draft,
        category: text('category', draft.category),
        brand: text('brand', draft.brand),
        tags: list('tags', draft.tags),
        description: text('description', draft.description),
        sellingPoints: list('sellingPoints', draft.sellingPoints),
        status: has.has('status') ? draft.status : null,
        images: list('images', draft.images),
        ...carryNotes(draft),
        specification: list('specification', draft.specification),
        optionNames,
        variants: variants.map((variant) => carryVariant(variant, currency)),
      };
    },
    write: (draft) =>
      draft.variants.map((variant, at) => {
        // A product without an id of its own is kept together by empty cells below its first row.
        const isNamed = at === 0 || draft.externalId !== '' || !writing.isTitleNew;
        const cells: Readonly<Partial<Record<DraftField, string>>> = {
          ...(at === 0 ? productCells(draft) : {}),
          ...(isNamed ? { externalId: draft.externalId, title: draft.title } : {}),
          ...variantCells(draft, variant),
        };
        return writing.columns.map(([field]) => cells[field] ?? '');
      }),
  };
};

export interface FlatFormat extends FlatWriting {
  readonly format: CatalogueFormat;
  readonly headers: Readonly<Partial<Record<DraftField, readonly string[]>>>;
  readonly signature: readonly (readonly string[])[];
  readonly others: readonly string[];
  readonly hasDashForNothing: boolean;
}

export const createFlatLayout = (flat: FlatFormat): Layout => ({
  format: flat.format,
  headers: flat.headers,
  signature: flat.signature,
  others: flat.others,
  hasDashForNothing: flat.hasDashForNothing,
  readKeys: null,
  createReader: () => createFlatReader(flat),
  writer: createFlatWriter(flat),
});

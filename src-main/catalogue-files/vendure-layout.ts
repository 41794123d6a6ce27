// Vendure's product CSV: bars part lists, a row without a name goes on with the product above.

import { toMoneyText } from '../core/money-text.ts';
import { NO_PRODUCT_EXTRAS, NO_VARIANT_EXTRAS, withoutExtras } from '../core/product-draft.ts';
import type { RowSays } from './draft-builder.ts';
import { inCurrency } from './flat-layout.ts';
import type { Layout, LayoutWriter } from './layout.ts';
import type { RowCells } from './row-cells.ts';

type VendureField = '*facets' | 'optionGroups' | 'optionValues' | 'trackInventory';

const CATEGORY_STEP = ' > ';

const partsOf = (text: string): readonly string[] =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

interface Facets {
  readonly category: string;
  readonly brand: string;
  readonly tags: readonly string[];
}

/** `category` and `brand` have a place of their own; any other facet is a tag, and so is `tag` itself without its name. */
const facetsOf = (text: string): Facets => {
  const facets = partsOf(text).map((facet) => {
    const [name = '', ...value] = facet.split(':');
    return { name: name.trim().toLowerCase(), value: value.join(':').trim(), facet };
  });
  const valued = (wanted: string) => facets.filter(({ name, value }) => name === wanted && value !== '');
  return {
    category: valued('category')
      .map(({ value }) => value)
      .join(CATEGORY_STEP),
    brand: valued('brand')[0]?.value ?? '',
    tags: [
      ...new Set(
        facets
          .filter(({ name }) => name !== 'category' && name !== 'brand')
          .map(({ name, value, facet }) => (name === 'tag' && value !== '' ? value : facet)),
      ),
    ],
  };
};

const readRow = (cells: RowCells<VendureField>): RowSays => {
  const title = cells.text('title');
  const isTracked = cells.text('trackInventory').toLowerCase() !== 'false';
  const stock = isTracked ? cells.count('stock') : null;
  return {
    row: cells.row,
    key: title === '' ? null : `row:${cells.row}`,
    externalId: cells.id('externalId'),
    title,
    description: cells.text('description'),
    sellingPoints: [],
    status: null,
    ...facetsOf(cells.text('*facets')),
    optionNames: partsOf(cells.text('optionGroups')),
    images: cells.images('images', /\|/).map((url) => ({ url, position: null })),
    variants: [
      {
        row: cells.row,
        externalId: '',
        options: partsOf(cells.text('optionValues')),
        sku: cells.id('sku'),
        barcode: '',
        price: cells.price('price'),
        comparePrice: null,
        compareBasis: null,
        cost: null,
        ...NO_VARIANT_EXTRAS,
        ...(stock === undefined ? {} : { stock }),
        image: cells.images('variantImage', /\|/)[0] ?? '',
      },
    ],
    problems: cells.problems,
  };
};

const withoutBars = (text: string): string => text.replaceAll('|', ' ').trim() || '_';

const stepsOf = (category: string): readonly string[] =>
  category
    .replaceAll('|', ' ')
    .split(CATEGORY_STEP)
    .map((step) => step.trim())
    .filter((step) => step !== '');

const writer: LayoutWriter = {
  columns: [
    { header: 'name', kind: 'text' },
    { header: 'slug', kind: 'id' },
    { header: 'description', kind: 'text' },
    { header: 'assets', kind: 'text' },
    { header: 'facets', kind: 'text' },
    { header: 'optionGroups', kind: 'text' },
    { header: 'optionValues', kind: 'text' },
    { header: 'sku', kind: 'id' },
    { header: 'price', kind: 'number' },
    { header: 'taxCategory', kind: 'text' },
    { header: 'stockOnHand', kind: 'number' },
    { header: 'trackInventory', kind: 'text' },
    { header: 'variantAssets', kind: 'text' },
    { header: 'variantFacets', kind: 'text' },
  ],
  carry: (draft, _place, currency) => ({
    ...draft,
    category: stepsOf(draft.category).join(CATEGORY_STEP),
    brand: draft.brand.replaceAll('|', ' ').trim(),
    tags: [...new Set(draft.tags.map(withoutBars))],
    sellingPoints: [],
    status: null,
    ...NO_PRODUCT_EXTRAS,
    optionNames: draft.optionNames.map(withoutBars),
    variants: draft.variants.map((variant) => ({
      ...withoutExtras(variant),
      externalId: '',
      options: variant.options.map(withoutBars),
      barcode: '',
      price: inCurrency(variant.price, currency),
      comparePrice: null,
      compareBasis: null,
      cost: null,
    })),
  }),
  write: (draft) =>
    draft.variants.map((variant, at) => {
      const facets = [
        ...stepsOf(draft.category).map((step) => `category:${step}`),
        ...(draft.brand === '' ? [] : [`brand:${draft.brand}`]),
        ...draft.tags.map((tag) => `tag:${tag}`),
      ];
      const product = [
        draft.title,
        draft.externalId,
        draft.description,
        draft.images.join('|'),
        facets.join('|'),
        draft.optionNames.join('|'),
      ];
      const { stock } = variant;
      return [
        ...(at === 0 ? product : product.map(() => '')),
        variant.options.join('|'),
        variant.sku,
        variant.price === null ? '' : toMoneyText(variant.price),
        'standard',
        stock === undefined || stock === null ? '' : String(stock),
        stock === undefined ? '' : String(stock !== null),
        variant.image,
        '',
      ];
    }),
};

export const vendureLayout: Layout<VendureField> = {
  format: 'vendure',
  headers: {
    title: ['name'],
    externalId: ['slug'],
    description: ['description'],
    images: ['assets'],
    '*facets': ['facets'],
    optionGroups: ['optiongroups'],
    optionValues: ['optionvalues'],
    sku: ['sku'],
    price: ['price'],
    stock: ['stockonhand'],
    trackInventory: ['trackinventory'],
    variantImage: ['variantassets'],
  },
  signature: [['name'], ['slug'], ['optiongroups'], ['optionvalues']],
  others: ['taxcategory', 'variantfacets'],
  hasDashForNothing: false,
  readKeys: null,
  createReader: () => readRow,
  writer,
};

// Products of the catalogue as a property test makes them up: every field filled, every text strange.

import fc from 'fast-check';
import type { CatalogueProduct, CatalogueVariant } from '../../../src-main/core/catalogue-product.ts';
import { NO_GIFT } from '../../../src-main/core/gift.ts';
import { COMPARE_BASES } from '../../../src-main/core/product.ts';
import { money, type ProductId, type VariantId } from '../../../src-main/core/units.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const amount = fc.integer({ min: 0, max: 10_000_000 }).map((minor) => money(minor, 'CNY'));

const variant = fc.record({
  sku: text,
  barcode: text,
  listPrice: amount,
  livePrice: fc.option(amount),
  comparePrice: fc.option(fc.record({ price: amount, basis: fc.constantFrom(...COMPARE_BASES), proof: text })),
  cost: fc.option(amount),
  stock: fc.integer({ min: 0, max: 10_000 }),
  bufferPercent: fc.integer({ min: 0, max: 100 }),
  isTracked: fc.boolean(),
});

/** Its variants are told apart by one option. */
export const catalogueProduct: fc.Arbitrary<CatalogueProduct> = fc
  .record({
    title: text,
    category: text,
    brand: text,
    partner: text,
    description: text,
    tags: fc.uniqueArray(text, { maxLength: 4 }),
    sellingPoints: fc.array(text, { maxLength: 3 }),
    specification: fc.array(fc.record({ name: text, value: text }), { maxLength: 3 }),
    shipping: text,
    afterSale: text,
    gift: fc.record({ name: text, spec: text, quantity: text, period: text, way: text }),
    images: fc.uniqueArray(fc.constantFrom('a.png', 'b.jpg', 'c.webp'), { maxLength: 3 }),
    isArchived: fc.boolean(),
    variants: fc.array(variant, { minLength: 1, maxLength: 4 }),
  })
  .map(({ variants, ...product }) => ({
    ...product,
    productId: 'p' as ProductId,
    optionNames: ['规格'],
    version: 1,
    variants: variants.map((each, index) => ({
      ...each,
      variantId: `v${index}` as VariantId,
      options: [`第 ${index} 款`],
    })),
  }));

/** A product of one plain variant, with what a test says of it. */
export const variantWith = (said: Partial<CatalogueVariant>): CatalogueProduct => ({
  productId: 'p' as ProductId,
  title: '丝绒口红',
  category: '',
  brand: '',
  partner: '',
  description: '',
  tags: [],
  sellingPoints: [],
  specification: [],
  shipping: '',
  afterSale: '',
  gift: NO_GIFT,
  images: [],
  optionNames: [],
  variants: [
    {
      variantId: 'v' as VariantId,
      options: [],
      sku: '',
      barcode: '',
      listPrice: money(1_000, 'CNY'),
      livePrice: null,
      comparePrice: null,
      cost: null,
      stock: 10,
      bufferPercent: 0,
      isTracked: true,
      ...said,
    },
  ],
  isArchived: false,
  version: 1,
});

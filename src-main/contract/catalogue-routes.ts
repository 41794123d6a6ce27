// What may be asked of the catalogue: list and read, save one product, change many, archive, undo, and add a picture.

import { z } from 'zod';
import { CATALOGUE_SORTS } from '../core/catalogue-listing.ts';
import { MOST_IMAGES, MOST_OPTION_NAMES, MOST_STOCK } from '../core/catalogue-product.ts';
import { COMPARE_BASES } from '../core/product.ts';
import type { CommandId, ProductId, VariantId } from '../core/units.ts';
import type {
  CatalogueDocument,
  CatalogueFacets,
  CataloguePage,
  EditOutcome,
  SavedProduct,
  UndoneEdit,
  VariantHistoryRow,
} from './catalogue-documents.ts';
import {
  IMAGE_CHUNK_BYTES,
  LARGEST_IMAGE_BYTES,
  MOST_CHOSEN,
  MOST_ROWS_A_PAGE,
  MOST_VARIANTS_A_SAVE,
} from './catalogue-limits.ts';
import { command, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, minor } from './route-input.ts';

const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'expected one line');
const note = (longest: number) => z.string().trim().max(longest);
const imageName = z.string().regex(/^[\w-]{1,80}\.[a-z0-9]{1,5}$/);
const why = line(200);

export const catalogueFilter = z.strictObject({
  search: z.string().max(200),
  category: line(100).nullable(),
  tag: line(50).nullable(),
  state: z.enum(['active', 'archived']),
  stockAtMost: z.int().min(0).max(MOST_STOCK).nullable(),
});

/** Those that were picked one by one, or all that pass a filter; `count` is how many the person saw. */
const selection = z.union([
  z.strictObject({ kind: z.literal('some'), productIds: z.array(id<ProductId>()).min(1).max(MOST_CHOSEN) }),
  z.strictObject({ kind: z.literal('all'), filter: catalogueFilter, count: z.int().min(1) }),
]);

const variant = z.strictObject({
  /** Null: a new one. */
  variantId: id<VariantId>().nullable(),
  options: z.array(line(100)).max(MOST_OPTION_NAMES),
  sku: line(100),
  barcode: line(100),
  listMinor: minor,
  liveMinor: minor.nullable(),
  compare: z.strictObject({ minor, basis: z.enum(COMPARE_BASES), proof: line(300) }).nullable(),
  costMinor: minor.nullable(),
  stock: z.int().min(0).max(MOST_STOCK),
  /** What the person saw when they began: what was sold since is taken off what they wrote. Null for a new one. */
  stockSeen: z.int().min(0).nullable(),
  bufferPercent: z.int().min(0).max(100),
  isTracked: z.boolean(),
});

const change = z.union([
  z.strictObject({
    kind: z.literal('price'),
    target: z.enum(['list', 'live']),
    by: z.union([
      z.strictObject({ kind: z.literal('basis-points'), basisPoints: z.int().min(-10_000).max(1_000_000) }),
      z.strictObject({ kind: z.literal('minor'), minor: z.int().min(-1_000_000_000).max(1_000_000_000) }),
      z.strictObject({ kind: z.literal('none') }),
    ]),
  }),
  z.strictObject({
    kind: z.literal('stock'),
    how: z.enum(['set', 'add']),
    quantity: z.int().min(-MOST_STOCK).max(MOST_STOCK),
  }),
  z.strictObject({ kind: z.literal('tags'), add: z.array(line(50)).max(20), remove: z.array(line(50)).max(20) }),
  z.strictObject({ kind: z.literal('category'), category: line(100) }),
]);

export const catalogueRoutes = {
  'catalogue.list': query<CataloguePage>()(
    RUNS_THE_SHOW,
    z.strictObject({
      filter: catalogueFilter,
      sort: z.enum(CATALOGUE_SORTS),
      isDescending: z.boolean(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(MOST_ROWS_A_PAGE),
    }),
  ),
  'catalogue.facets': query<CatalogueFacets>()(RUNS_THE_SHOW, z.strictObject({})),
  'catalogue.product': query<CatalogueDocument>()(RUNS_THE_SHOW, z.strictObject({ productId: id<ProductId>() })),
  'catalogue.history': query<readonly VariantHistoryRow[]>()(
    RUNS_THE_SHOW,
    z.strictObject({ productId: id<ProductId>() }),
  ),
  /** Refused as `changed_meanwhile` where `version` is not the product's own any more. */
  'catalogue.save': command<SavedProduct>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      /** Null: a new one, of version 0. */
      productId: id<ProductId>().nullable(),
      version: z.int().min(0),
      why,
      title: line(200).min(1),
      category: line(100),
      brand: line(100),
      partner: line(100),
      description: note(5_000),
      tags: z.array(line(50).min(1)).max(50),
      sellingPoints: z.array(line(200).min(1)).max(30),
      specification: z.array(z.strictObject({ name: line(50).min(1), value: line(300) })).max(60),
      shipping: note(1_000),
      afterSale: note(1_000),
      gift: z.strictObject({
        name: note(500),
        spec: line(200),
        quantity: line(200),
        period: line(200),
        way: line(200),
      }),
      /** As `catalogue.addImage` named them. */
      images: z.array(imageName).max(MOST_IMAGES),
      /** What the person saw when they began: a picture that has been fetched since stays. */
      imagesSeen: z.array(imageName).max(MOST_IMAGES),
      optionNames: z.array(line(30)).max(MOST_OPTION_NAMES),
      /** New and changed ones; the others stay as they are. */
      variants: z.array(variant).max(MOST_VARIANTS_A_SAVE),
      removed: z.array(id<VariantId>()).max(MOST_VARIANTS_A_SAVE),
    }),
  ),
  'catalogue.editMany': command<EditOutcome>()(RUNS_THE_SHOW, z.strictObject({ ...intent, selection, change, why })),
  'catalogue.archive': command<EditOutcome>()(RUNS_THE_SHOW, z.strictObject({ ...intent, selection, why })),
  'catalogue.restore': command<EditOutcome>()(RUNS_THE_SHOW, z.strictObject({ ...intent, selection, why })),
  /** One edit, or the newest; refused as `changed_meanwhile` where a later one touched the same products. */
  'catalogue.undo': command<UndoneEdit>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, editId: id<CommandId>().nullable() }),
  ),
  /** A picture piece by piece, in order; the last piece is answered with the name that it is kept under. */
  'catalogue.addImage': command<{ readonly name: string | null }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      uploadId: id<string>(),
      offset: z.int().min(0).max(LARGEST_IMAGE_BYTES),
      size: z.int().min(1).max(LARGEST_IMAGE_BYTES),
      /** Base64. */
      bytes: z
        .string()
        .min(1)
        .max(Math.ceil(IMAGE_CHUNK_BYTES / 3) * 4),
    }),
  ),
};

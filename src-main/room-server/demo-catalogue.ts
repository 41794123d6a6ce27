// The demo show's catalogue, run sheet and first pins, read from resources/demo and checked before anything uses them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { COMPARE_BASES, type CompareBasis, type Product, type Variant } from '../core/product.ts';
import type { Cue } from '../core/run-sheet.ts';
import type { ScriptDraft } from '../core/script.ts';
import { type Duration, duration, MINUTE, money, type ProductId, SECOND, type VariantId } from '../core/units.ts';
import { readDemoScripts } from './demo-scripts.ts';

export interface DemoCatalogue {
  readonly show: {
    readonly title: string;
    readonly host: string;
    readonly currency: string;
    readonly plannedMs: Duration;
  };
  /** Shows of the same shop that are over: on what day, and which compare prices their sales ground. */
  readonly earlier: readonly { readonly title: string; readonly daysAgo: number; readonly sold: CompareBasis }[];
  readonly products: readonly Product[];
  readonly cues: readonly Cue[];
  /** What the room had pinned before anybody watched: ms after the stream began, and the cue's number. */
  readonly history: readonly { readonly atMs: number; readonly number: number }[];
  readonly scripts: readonly ScriptDraft[];
  readonly mediaDir: string;
}

const text = z.string().trim().min(1);
const id = z.string().regex(/^[0-9]{19}$/, 'expected 19 digits');
const price = z.int().positive();
const count = z.int().positive();

const catalogueFile = z.strictObject({
  show: z.strictObject({ title: text, host: text, currency: z.string().regex(/^[A-Z]{3}$/), plannedMinutes: count }),
  earlier: z.array(z.strictObject({ title: text, daysAgo: count, sold: z.enum(COMPARE_BASES) })),
  products: z
    .array(
      z.strictObject({
        productId: id,
        title: text,
        category: text,
        image: z
          .string()
          .regex(/^[a-z0-9-]+\.svg$/)
          .nullable(),
        sellingPoints: z.array(text).min(1),
        variants: z
          .array(
            z.strictObject({
              variantId: id,
              title: z.string(),
              sku: text,
              barcode: z.string().regex(/^[0-9]{13}$/, 'expected 13 digits'),
              price,
              comparePrice: z
                .strictObject({ price, basis: z.enum(COMPARE_BASES), proof: text.exactOptional() })
                .nullable(),
              stock: z.int().nonnegative(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  cues: z
    .array(
      z.strictObject({
        number: count,
        productId: id,
        variantId: id,
        plannedMinutes: count,
        deal: z
          .strictObject({
            price,
            quantity: count,
            perBuyer: count,
            countdownSeconds: z.int().nonnegative(),
            durationMinutes: count,
          })
          .nullable(),
        note: z.string(),
      }),
    )
    .min(1),
  history: z.array(z.strictObject({ atMs: z.int().nonnegative(), number: count })),
});

type CatalogueFile = z.infer<typeof catalogueFile>;

const toProduct = (row: CatalogueFile['products'][number], currency: string): Product => ({
  productId: row.productId as ProductId,
  title: row.title,
  category: row.category,
  image: row.image,
  sellingPoints: row.sellingPoints,
  variants: row.variants.map(
    (variant): Variant => ({
      variantId: variant.variantId as VariantId,
      productId: row.productId as ProductId,
      title: variant.title,
      sku: variant.sku,
      barcode: variant.barcode,
      price: money(variant.price, currency),
      comparePrice:
        variant.comparePrice === null
          ? null
          : { ...variant.comparePrice, price: money(variant.comparePrice.price, currency) },
      stock: variant.stock,
    }),
  ),
});

const toCue = (row: CatalogueFile['cues'][number], currency: string): Cue => ({
  number: row.number,
  productId: row.productId as ProductId,
  variantId: row.variantId as VariantId,
  plannedMs: duration(row.plannedMinutes * MINUTE),
  deal:
    row.deal === null
      ? null
      : {
          price: money(row.deal.price, currency),
          quantity: row.deal.quantity,
          perBuyer: row.deal.perBuyer,
          countdownMs: duration(row.deal.countdownSeconds * SECOND),
          durationMs: duration(row.deal.durationMinutes * MINUTE),
        },
  note: row.note,
  speaker: '',
  scriptBlocks: [],
});

/** What the shapes alone cannot say: every reference leads somewhere, every id stands once. */
const findBrokenReference = (file: CatalogueFile): string | null => {
  const variantsOf = new Map(
    file.products.map((row) => [row.productId, new Set(row.variants.map((v) => v.variantId))]),
  );
  if (variantsOf.size !== file.products.length) return 'products: a productId stands twice';
  const variantIds = file.products.flatMap((row) => row.variants.map((v) => v.variantId));
  if (new Set(variantIds).size !== variantIds.length) return 'products: a variantId stands twice';
  for (const [index, cue] of file.cues.entries()) {
    if (cue.number !== index + 1) return `cues[${index}].number: expected ${index + 1}, got ${cue.number}`;
    const variants = variantsOf.get(cue.productId);
    if (variants === undefined) return `cues[${index}].productId: no product ${cue.productId}`;
    if (!variants.has(cue.variantId)) return `cues[${index}].variantId: its product has no variant ${cue.variantId}`;
  }
  let before = -1;
  for (const [index, pin] of file.history.entries()) {
    if (pin.number > file.cues.length) return `history[${index}].number: no cue ${pin.number}`;
    if (pin.atMs <= before) return `history[${index}].atMs: must come after the pin before it`;
    before = pin.atMs;
  }
  return null;
};

/** Throws an Error that names the file and the place in it. */
export const readDemoCatalogue = (resourcesDir: string): DemoCatalogue => {
  const path = join(resourcesDir, 'demo', 'catalogue.json');
  const refuse = (what: string): never => {
    throw new Error(`demo catalogue ${path}: ${what}`);
  };
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`demo catalogue ${path}: cannot be read: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
  const parsed = catalogueFile.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a catalogue'}`);
  }
  const file = parsed.data;
  const broken = findBrokenReference(file);
  if (broken !== null) return refuse(broken);
  const { currency } = file.show;
  return {
    show: {
      title: file.show.title,
      host: file.show.host,
      currency,
      plannedMs: duration(file.show.plannedMinutes * MINUTE),
    },
    earlier: file.earlier,
    products: file.products.map((row) => toProduct(row, currency)),
    cues: file.cues.map((row) => toCue(row, currency)),
    history: file.history,
    scripts: readDemoScripts(resourcesDir),
    mediaDir: join(resourcesDir, 'demo', 'media'),
  };
};

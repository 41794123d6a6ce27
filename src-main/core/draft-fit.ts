// Makes a draft fit what the catalogue keeps: long texts are cut and told, what cannot be cut is refused.

import { MOST_OPTION_NAMES, MOST_STOCK } from './catalogue-product.ts';
import {
  type CellProblem,
  excerptOf,
  PRODUCT_NOTES,
  type ProblemCode,
  type ProductDraft,
  type ProductNote,
  type VariantDraft,
} from './product-draft.ts';
import { readSpecification, specificationLine } from './specification.ts';

export interface FittedDraft {
  readonly draft: ProductDraft;
  /** `text_cut` warns; all others are errors. */
  readonly problems: readonly CellProblem[];
}

/** As `catalogue.save` takes them, so that what was imported can be edited. */
const LONGEST = { title: 200, name: 100, code: 100, tag: 50, sellingPoint: 200, description: 5_000, optionName: 30 };
/** A gift was one free text once, which became its name. */
const LONGEST_NOTES: Readonly<Record<ProductNote, number>> = {
  partner: 100,
  shipping: 1_000,
  afterSale: 1_000,
  giftName: 500,
  giftSpec: 200,
  giftQuantity: 200,
  giftPeriod: 200,
  giftWay: 200,
};
const LONGEST_PROOF = 300;
const LONGEST_ROW = { name: 50, value: 300 };
const MOST_ROWS = 60;
const MOST_TAGS = 50;
const MOST_SELLING_POINTS = 30;

const toLine = (text: string): string => (text === '' ? '' : text.replace(/\p{Cc}+/gu, ' ').trim());

/** Never half a character. */
const cutTo = (text: string, longest: number): string =>
  text.length <= longest
    ? text
    : text
        .slice(0, longest)
        .replace(/[\ud800-\udbff]$/u, '')
        .trim();

export const fitDraft = (draft: ProductDraft): FittedDraft => {
  const problems: CellProblem[] = [];
  const note = (row: number, value: string, code: ProblemCode): void => {
    const severity = code === 'text_cut' ? 'warning' : 'error';
    problems.push({ row, column: '', value: excerptOf(value), code, severity });
  };
  const cut = (text: string, longest: number): string => {
    const kept = cutTo(text, longest);
    if (kept !== text) note(draft.row, text, 'text_cut');
    return kept;
  };
  const cutAll = (texts: readonly string[], longest: number, most: number): readonly string[] => {
    const kept = [...new Set(texts.map((text) => cut(toLine(text), longest)).filter((text) => text !== ''))];
    if (kept.length > most) note(draft.row, kept.slice(most).join(' / '), 'text_cut');
    return kept.slice(0, most);
  };
  const whole = (row: number, text: string, longest: number): string => {
    const line = toLine(text);
    if (line.length > longest) note(row, line, 'cell_too_long');
    return line;
  };
  const fitVariant = (variant: VariantDraft): VariantDraft => {
    const { row, stock } = variant;
    if (typeof stock === 'number' && stock > MOST_STOCK) note(row, String(stock), 'count_too_large');
    return {
      ...variant,
      options: variant.options.map((value) => whole(row, value, LONGEST.name)),
      sku: whole(row, variant.sku, LONGEST.code),
      barcode: whole(row, variant.barcode, LONGEST.code),
      // A ground without a price grounds nothing.
      compareBasis: variant.comparePrice === null ? null : variant.compareBasis,
      compareProof: variant.comparePrice === null ? '' : cut(toLine(variant.compareProof), LONGEST_PROOF),
    };
  };
  const optionNames = draft.optionNames.map((name) => whole(draft.row, name, LONGEST.optionName));
  if (optionNames.length > MOST_OPTION_NAMES) note(draft.row, optionNames.join(' / '), 'too_many_options');
  if (new Set(optionNames).size !== optionNames.length || optionNames.includes(''))
    note(draft.row, optionNames.join(' / '), 'option_name_twice');
  const notes = Object.fromEntries(
    PRODUCT_NOTES.map((note) => {
      const isLong = note === 'shipping' || note === 'afterSale';
      return [note, cut(isLong ? draft[note].trim() : toLine(draft[note]), LONGEST_NOTES[note])];
    }),
  );
  const fitRows = (lines: readonly string[]): readonly string[] => {
    const rows = lines
      .flatMap((line) => readSpecification(toLine(line)))
      .map(({ name, value }) => ({ name: cut(name, LONGEST_ROW.name), value: cut(value, LONGEST_ROW.value) }));
    if (rows.length > MOST_ROWS) note(draft.row, rows.slice(MOST_ROWS).map(specificationLine).join(' / '), 'text_cut');
    return rows.slice(0, MOST_ROWS).map(specificationLine);
  };
  const fitted: ProductDraft = {
    ...draft,
    title: cut(toLine(draft.title), LONGEST.title),
    category: cut(toLine(draft.category), LONGEST.name),
    brand: cut(toLine(draft.brand), LONGEST.name),
    description: cut(draft.description.trim(), LONGEST.description),
    tags: cutAll(draft.tags, LONGEST.tag, MOST_TAGS),
    sellingPoints: cutAll(draft.sellingPoints, LONGEST.sellingPoint, MOST_SELLING_POINTS),
    // The catalogue knows no state before being sold: a shop's draft is a product like any other.
    status: draft.status === 'draft' ? null : draft.status,
    optionNames,
    ...notes,
    specification: fitRows(draft.specification),
    variants: draft.variants.map(fitVariant),
  };
  return { draft: fitted, problems };
};

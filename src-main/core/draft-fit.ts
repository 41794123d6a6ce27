// Makes a draft fit what the catalogue keeps: long texts are cut and told, what cannot be cut is refused.

import { MOST_OPTION_NAMES, MOST_STOCK } from './catalogue-product.ts';
import {
  type CellProblem,
  excerptOf,
  type ProblemCode,
  type ProductDraft,
  type VariantDraft,
} from './product-draft.ts';

export interface FittedDraft {
  readonly draft: ProductDraft;
  /** `text_cut` warns; all others are errors. */
  readonly problems: readonly CellProblem[];
}

/** As `catalogue.save` takes them, so that what was imported can be edited. */
const LONGEST = { title: 200, name: 100, code: 100, tag: 50, sellingPoint: 200, description: 5_000, optionName: 30 };
const MOST_TAGS = 50;
const MOST_SELLING_POINTS = 30;

const toLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

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
    };
  };
  const optionNames = draft.optionNames.map((name) => whole(draft.row, name, LONGEST.optionName));
  if (optionNames.length > MOST_OPTION_NAMES) note(draft.row, optionNames.join(' / '), 'too_many_options');
  if (new Set(optionNames).size !== optionNames.length || optionNames.includes(''))
    note(draft.row, optionNames.join(' / '), 'option_name_twice');
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
    variants: draft.variants.map(fitVariant),
  };
  return { draft: fitted, problems };
};

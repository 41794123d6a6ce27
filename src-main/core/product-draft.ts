// What a file says of a product, before anybody has agreed to it: every field may be silent, every value has a row.

import type { CompareBasis } from './product.ts';
import type { Money } from './units.ts';

export const DRAFT_STATUSES = ['active', 'draft', 'archived'] as const;
export type DraftStatus = (typeof DRAFT_STATUSES)[number];

/** What few formats can say of a variant. */
export interface VariantExtras {
  /** What it costs in a show. */
  readonly livePrice: Money | null;
  /** Where the ground of the compare price can be looked up. */
  readonly compareProof: string;
  /** Absent: the file does not say. */
  readonly bufferPercent?: number;
}

/** Silence is '' for a text, [] for a list, null for an amount: nothing is erased by an empty cell. */
export interface VariantDraft extends VariantExtras {
  /** The row of the file as a spreadsheet numbers it, the header being row 1. */
  readonly row: number;
  readonly externalId: string;
  /** One value for each of the product's option names. */
  readonly options: readonly string[];
  readonly sku: string;
  readonly barcode: string;
  readonly price: Money | null;
  readonly comparePrice: Money | null;
  readonly compareBasis: CompareBasis | null;
  readonly cost: Money | null;
  /** null: the shop does not count it. Absent: the file does not say. */
  readonly stock?: number | null;
  /** A URL. */
  readonly image: string;
}

/** Texts that few formats have a place for. */
export const PRODUCT_NOTES = [
  'partner',
  'shipping',
  'afterSale',
  'giftName',
  'giftSpec',
  'giftQuantity',
  'giftPeriod',
  'giftWay',
] as const;
export type ProductNote = (typeof PRODUCT_NOTES)[number];

/** What few formats can say of a product. */
export interface ProductExtras extends Readonly<Record<ProductNote, string>> {
  /** Rows as `specificationLine` writes them. */
  readonly specification: readonly string[];
}

export interface ProductDraft extends ProductExtras {
  readonly row: number;
  /** The handle, slug or number by which the file's own program knows the product. */
  readonly externalId: string;
  readonly title: string;
  readonly category: string;
  readonly brand: string;
  /** Words without a comma or a line break. */
  readonly tags: readonly string[];
  readonly description: string;
  /** One line each. */
  readonly sellingPoints: readonly string[];
  readonly status: DraftStatus | null;
  readonly optionNames: readonly string[];
  /** http and https URLs. */
  readonly images: readonly string[];
  readonly variants: readonly VariantDraft[];
}

export const NO_VARIANT_EXTRAS: VariantExtras = { livePrice: null, compareProof: '' };
export const NO_PRODUCT_EXTRAS: ProductExtras = {
  partner: '',
  shipping: '',
  afterSale: '',
  giftName: '',
  giftSpec: '',
  giftQuantity: '',
  giftPeriod: '',
  giftWay: '',
  specification: [],
};

/** The variant as a format without a place for extras says it. */
export const withoutExtras = ({ bufferPercent: _kept, ...variant }: VariantDraft): VariantDraft => ({
  ...variant,
  ...NO_VARIANT_EXTRAS,
});

export const MOST_OPTIONS = 3;
export const MOST_VARIANTS = 2_048;
export const LONGEST_TITLE = 500;
export const LONGEST_TEXT = 1_000;
export const LONGEST_DESCRIPTION = 100_000;

export const PROBLEM_CODES = [
  'price_not_number',
  'price_negative',
  'price_scientific',
  'price_decimals',
  'price_comma',
  'price_currency',
  'price_too_large',
  'price_missing',
  'id_scientific',
  'id_rounded',
  'count_not_number',
  'count_not_whole',
  'count_scientific',
  'count_negative',
  'count_too_large',
  'status_unknown',
  'basis_unknown',
  'currency_unknown',
  'image_not_url',
  'cell_error',
  'cell_too_long',
  'text_cut',
  'cell_bad_characters',
  'quote_broken',
  'too_many_cells',
  'title_missing',
  'too_many_options',
  'option_name_twice',
  'too_many_variants',
  'variant_without_options',
  'variant_twice',
  'option_any',
  'no_variant',
  'parent_missing',
  'type_unknown',
  'sale_dated',
  'rows_scattered',
  'value_conflict',
  'sku_twice',
  'sku_taken',
  'product_twice',
  'match_unclear',
  'order_id_missing',
  'order_empty',
  'order_state_unknown',
  'order_line_closed',
  'order_goes_back',
  'order_too_long',
  'quantity_missing',
  'amount_missing',
  'time_unreadable',
  'time_missing',
  'refund_too_large',
  'currency_mixed',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** An error refuses the whole product of its row; a warning is told and changes nothing. */
export type ProblemSeverity = 'error' | 'warning';

export interface CellProblem {
  readonly row: number;
  /** The header's text, '' where the row as a whole is meant. */
  readonly column: string;
  /** At most 40 characters of what the cell says. */
  readonly value: string;
  readonly code: ProblemCode;
  readonly severity: ProblemSeverity;
  /** The other row of a clash inside one file. */
  readonly otherRow?: number;
}

const LONGEST_EXCERPT = 40;

export const excerptOf = (text: string): string =>
  (text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT - 1)}…` : text).replace(/\p{Cs}/gu, '\ufffd');

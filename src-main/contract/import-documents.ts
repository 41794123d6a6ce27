// An import as screens follow it: where it stands, what the file is, what it would do, and what it has done.

import type { ColumnMapping } from '../core/draft-field.ts';
import type { CommandId, Money } from '../core/units.ts';

export type { ColumnMapping };

export const IMPORT_FORMATS = [
  'kongtai',
  'shopify',
  'shopify_classic',
  'woocommerce',
  'vendure',
  'doudian',
  'tiktok_shop',
  'taobao',
  'taobao_assistant',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const FILE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type FileEncoding = (typeof FILE_ENCODINGS)[number];

/** The engine's own sentence, in each language that a screen may speak. */
export type Said = Readonly<Record<'zh-CN' | 'en', string>>;

/**
 * receiving: bytes come in · mapping: a person must name the columns · reading, comparing: with progress ·
 * ready: the preview stands · refused: the file as a whole was turned away · applying, applied.
 */
export const IMPORT_PHASES = [
  'none',
  'receiving',
  'reading',
  'mapping',
  'comparing',
  'ready',
  'refused',
  'applying',
  'applied',
] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];

export interface ImportCounts {
  readonly create: number;
  readonly change: number;
  readonly same: number;
  readonly refused: number;
  /** Of those that are not refused, how many carry a warning. */
  readonly warned: number;
  /** Rows of explanation that are no products. */
  readonly skippedRows: number;
}

export interface ImportOutcome {
  /** Undoes it as a whole; null where nothing was changed. */
  readonly editId: CommandId | null;
  readonly created: number;
  readonly changed: number;
}

export type ImportRefusal =
  | { readonly kind: 'file'; readonly said: Said }
  | { readonly kind: 'error'; readonly code: string; readonly details: Readonly<Record<string, string | number>> };

/** One import at a time, the same for every screen. */
export interface ImportTopic {
  readonly phase: ImportPhase;
  readonly uploadId: string | null;
  /** Goes up each time that the file is read or compared anew: what was asked of it before is stale. */
  readonly round: number;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
  /** Of the phase, from 0 to 1. */
  readonly progress: number;
  readonly rows: number;
  readonly refusal: ImportRefusal | null;
  readonly counts: ImportCounts | null;
  readonly outcome: ImportOutcome | null;
}

/** What a person may decide against what was found. */
export interface ImportTable {
  readonly kind: 'text' | 'xlsx';
  readonly encoding: FileEncoding | null;
  /** `bom` and `valid` are proof, `pattern` is likely, `damaged` is UTF-8 with a few bytes broken. */
  readonly encodingWhy: 'bom' | 'valid' | 'pattern' | 'damaged' | 'chosen' | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly format: ImportFormat | 'mapped';
  /** Null where no format was known by its headers. */
  readonly guess: ImportFormat | null;
  readonly mapping: ColumnMapping;
  readonly isMappingRemembered: boolean;
  /** The first rows, a text for each header. */
  readonly sample: readonly (readonly string[])[];
  readonly notices: readonly string[];
  /** ISO 4217: of amounts that name no other. */
  readonly currency: string;
}

export type ImportValue = string | number | Money | readonly string[] | null;

export interface ImportChange {
  /** The variant's option values; null where the product itself is meant, '' for a product's only variant. */
  readonly variant: string | null;
  readonly isNewVariant: boolean;
  readonly field: string;
  readonly from: ImportValue;
  readonly to: ImportValue;
}

export const IMPORT_KINDS = ['create', 'change', 'same', 'refused'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface ImportRow {
  /** Counted from 0 over the whole file. */
  readonly place: number;
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly kind: ImportKind;
  readonly title: string;
  readonly sku: string;
  readonly variantCount: number;
  readonly price: Money | null;
  /** At most 12; `changeCount` has them all. */
  readonly changes: readonly ImportChange[];
  readonly changeCount: number;
  /** At most 6. */
  readonly problems: readonly { readonly severity: 'error' | 'warning'; readonly said: Said }[];
  readonly problemCount: number;
}

export interface ImportPage {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly ImportRow[];
}

/** A file that waits to be fetched piece by piece. */
export interface OutgoingFile {
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
}

export interface ExportReport extends OutgoingFile {
  readonly products: number;
  readonly rows: number;
  /** How many products or variants the file cannot say whole, by field. */
  readonly losses: readonly { readonly field: string; readonly count: number }[];
  /** Texts cut to what a workbook's cell can hold. */
  readonly cutCells: number;
}

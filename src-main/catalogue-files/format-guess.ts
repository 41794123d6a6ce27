// Tells by its headers whose file it is, how sure that is, and why.

import { type ColumnMapping, DRAFT_FIELDS, type DraftField, foldHeader } from '../core/draft-field.ts';
import type { TableRow } from './csv-reader.ts';
import type { RowKeys, RowSays } from './draft-builder.ts';
import { createFlatReader } from './flat-layout.ts';
import { kongtaiLayout } from './kongtai-layout.ts';
import type { CatalogueFormat, Layout, LayoutWriter, ReadFormat } from './layout.ts';
import { doudianLayout, taobaoLayout, tiktokShopLayout } from './marketplace-layouts.ts';
import { createRowCells, type ReadStyle } from './row-cells.ts';
import { shopifyClassicLayout, shopifyLayout } from './shopify-layouts.ts';
import { taobaoAssistantLayout } from './taobao-assistant-layout.ts';
import { vendureLayout } from './vendure-layout.ts';
import { woocommerceLayout } from './woocommerce-layout.ts';

export interface FormatGuess<Format extends string = CatalogueFormat> {
  /** Null where no format's own headers are all there. */
  readonly format: Format | null;
  /** From 0 to 1: half for the headers that make the format, half for how many of the rest it knows. */
  readonly confidence: number;
  /** The headers that decided it. */
  readonly found: readonly string[];
  /** The headers that it does not know. */
  readonly foreign: readonly string[];
}

/** A format as the reader sees it: its fields hidden behind one function, so that layouts of any fields stand in one list. */
export interface OpenLayout {
  readonly format: ReadFormat;
  /** True where the rows of one product may stand apart. */
  readonly isScattered: boolean;
  /** Whether rows of explanation may stand below the headers. */
  readonly mayExplain: boolean;
  readonly writer: LayoutWriter | null;
  guess(headers: readonly string[]): FormatGuess;
  open(headers: readonly string[], style: Omit<ReadStyle, 'hasDashForNothing'>): OpenReader;
}

export interface OpenReader {
  readRow(row: TableRow): RowSays;
  readKeys(row: TableRow): RowKeys;
  /** Where a field stands, counted from 0; -1 where nowhere. */
  columnOf(field: DraftField): number;
}

const NO_GUESS = { format: null, confidence: 0, found: [], foreign: [] } as const;

/** `known` and `signature`: folded headers of the format; one of each group of the signature must be there. */
export const guessBy = <Format extends string>(
  format: Format,
  known: ReadonlySet<string>,
  signature: readonly (readonly string[])[],
  headers: readonly string[],
): FormatGuess<Format> => {
  const folded = headers.map(foldHeader).filter((header) => header !== '');
  const there = new Set(folded);
  const found = signature.map((group) => group.find((header) => there.has(header)));
  if (found.some((header) => header === undefined)) return NO_GUESS;
  const foreign = folded.filter((header) => !known.has(header));
  return {
    format,
    confidence: 0.5 + (0.5 * (folded.length - foreign.length)) / folded.length,
    found: found.flatMap((header) => (header === undefined ? [] : [header])),
    foreign,
  };
};

const openLayout = <Extra extends string>(layout: Layout<Extra>, format: CatalogueFormat): OpenLayout => {
  // Object.entries forgets the keys' type; the layout is where they come from.
  const fields = (Object.keys(layout.headers) as (DraftField | Extra)[]).map(
    (field) => [field, layout.headers[field] ?? []] as const,
  );
  const known = new Set([...fields.flatMap(([, headers]) => headers), ...layout.others]);
  return {
    format,
    isScattered: layout.readKeys !== null,
    mayExplain:
      format === 'doudian' || format === 'tiktok_shop' || format === 'taobao' || format === 'taobao_assistant',
    writer: layout.writer,
    guess: (headers) => guessBy(format, known, layout.signature, headers),
    open: (headers, style) => {
      const folded = headers.map(foldHeader);
      const columns = new Map<DraftField | Extra, number>();
      for (const [field, meanings] of fields) {
        const column = meanings.map((meaning) => folded.indexOf(meaning)).find((at) => at !== -1);
        if (column !== undefined) columns.set(field, column);
      }
      const read = layout.createReader();
      const full: ReadStyle = { ...style, hasDashForNothing: layout.hasDashForNothing };
      return {
        readRow: (row) => read(createRowCells(row, headers, columns, full)),
        readKeys: (row) => layout.readKeys?.(createRowCells(row, headers, columns, full)) ?? { key: null },
        columnOf: (field) => columns.get(field) ?? -1,
      };
    },
  };
};

/** Those of more telling headers first: where two are as sure, the first one is meant. */
export const LAYOUTS: readonly OpenLayout[] = [
  openLayout(kongtaiLayout, 'kongtai'),
  openLayout(woocommerceLayout, 'woocommerce'),
  openLayout(vendureLayout, 'vendure'),
  openLayout(shopifyClassicLayout, 'shopify_classic'),
  openLayout(shopifyLayout, 'shopify'),
  openLayout(tiktokShopLayout, 'tiktok_shop'),
  openLayout(taobaoAssistantLayout, 'taobao_assistant'),
  openLayout(doudianLayout, 'doudian'),
  openLayout(taobaoLayout, 'taobao'),
];

/** A table whose columns were named by hand. */
export const mappedLayout = (mapping: ColumnMapping): OpenLayout => ({
  format: 'mapped',
  isScattered: false,
  mayExplain: true,
  writer: null,
  guess: () => NO_GUESS,
  open: (headers, style) => {
    const columns = new Map(
      DRAFT_FIELDS.flatMap((field) => {
        const column = mapping[field];
        return column === undefined ? [] : [[field, column] as const];
      }),
    );
    const read = createFlatReader({ optionStyle: 'text', isTitleNew: false, uncounted: null });
    return {
      readRow: (row) => read(createRowCells(row, headers, columns, { ...style, hasDashForNothing: true })),
      readKeys: () => ({ key: null }),
      columnOf: (field) => columns.get(field) ?? -1,
    };
  },
});

/** The first of those that are as sure. */
export const surestGuess = <Format extends string>(guesses: readonly FormatGuess<Format>[]): FormatGuess<Format> =>
  guesses.reduce<FormatGuess<Format>>((best, guess) => (guess.confidence > best.confidence ? guess : best), NO_GUESS);

/** The surest format for a row of headers. */
export const guessFormat = (headers: readonly string[]): FormatGuess =>
  surestGuess(LAYOUTS.map((layout) => layout.guess(headers)));

const ORDER_HEADERS = new Set([
  '主订单编号',
  '子订单编号',
  '订单编号',
  '订单号',
  '订单应付金额',
  '订单状态',
  'order id',
  'order status',
  'lineitem name',
  'financial status',
]);

/** A file of orders has products in it too, but is no catalogue. */
export const isOrderFile = (headers: readonly string[]): boolean =>
  headers.filter((header) => ORDER_HEADERS.has(foldHeader(header))).length >= 2;

// An order's number as the bars of Code 128, and how wide they may stand on a paper; loaded only when slips are printed.

import JsBarcode from 'jsbarcode';
import type { PaperSize } from './slip-print.ts';

export interface OrderBars {
  /** SVG path in modules: each bar from 0 to 1 in height. */
  readonly path: string;
  readonly modules: number;
  readonly widthMm: number;
}

/** Between the margins of paper.css, which are quiet enough on either side. */
const ROOM_MM: Readonly<Record<PaperSize, number>> = { a6: 93, a4: 186 };
/** A dot of a label printer with 203 dots an inch: bars of whole dots keep their proportions. */
const DOT_MM = 0.125;
const WIDEST_DOTS = 3;
const LEAST_DOTS = 2;
/** Narrower than this a hand-held scanner reads nothing. */
const LEAST_MM = 0.19;

const moduleOf = (modules: number, size: PaperSize): number | null => {
  const fits = ROOM_MM[size] / modules;
  const dots = Math.min(WIDEST_DOTS, Math.floor(fits / DOT_MM));
  if (dots >= LEAST_DOTS) return dots * DOT_MM;
  return fits >= LEAST_MM ? fits : null;
};

/** '1' for a dark module. */
const darkness = (code: string): string => {
  const drawn: { encodings?: readonly { readonly data: string }[] } = {};
  JsBarcode(drawn, code, { format: 'CODE128' });
  return (drawn.encodings ?? []).map(({ data }) => data).join('');
};

/** Null where the paper is too narrow. `code` is printable ASCII. */
export const barsOf = (code: string, size: PaperSize): OrderBars | null => {
  const modules = darkness(code);
  const moduleMm = moduleOf(modules.length, size);
  if (moduleMm === null) return null;
  const bars = [...modules.matchAll(/1+/g)].map(({ 0: bar, index }) => `M${index} 0h${bar.length}v1h-${bar.length}z`);
  return { path: bars.join(''), modules: modules.length, widthMm: modules.length * moduleMm };
};

// What of a parcel has been checked piece by piece: by scanning goods, or by ticking a line as a whole.

import type { SlipLineView, SlipView } from '../../../src-main/contract/fulfilment-documents.ts';
import type { VariantId } from '../../../src-main/core/units.ts';

/** Line → pieces that were checked. */
export type Ticks = ReadonlyMap<string, number>;

export const NO_TICKS: Ticks = new Map();

export type TickOutcome =
  | { readonly kind: 'ticked'; readonly ticks: Ticks; readonly isDone: boolean }
  | { readonly kind: 'not_here' | 'enough' };

type Lines = Pick<SlipView, 'lines'>;

export const ticked = (ticks: Ticks, { key }: Pick<SlipLineView, 'key'>): number => ticks.get(key) ?? 0;

export const countTicked = ({ lines }: Lines, ticks: Ticks): number =>
  lines.reduce((sum, line) => sum + ticked(ticks, line), 0);

export const isAllTicked = ({ lines }: Lines, ticks: Ticks): boolean =>
  lines.length > 0 && lines.every((line) => ticked(ticks, line) >= line.quantity);

/** One piece of the goods was scanned. What was bought comes before a gift of the same goods. */
export const tickPiece = ({ lines }: Lines, ticks: Ticks, variantId: VariantId): TickOutcome => {
  const own = lines.filter((line) => line.variantId === variantId);
  if (own.length === 0) return { kind: 'not_here' };
  const open = [...own]
    .sort((a, b) => Number(a.isGift) - Number(b.isGift))
    .find((line) => ticked(ticks, line) < line.quantity);
  if (open === undefined) return { kind: 'enough' };
  const after = new Map(ticks).set(open.key, ticked(ticks, open) + 1);
  return { kind: 'ticked', ticks: after, isDone: isAllTicked({ lines }, after) };
};

/** The whole line, or none of it. */
export const tickLine = (ticks: Ticks, line: Pick<SlipLineView, 'key' | 'quantity'>): Ticks => {
  const after = new Map(ticks);
  if (ticked(ticks, line) >= line.quantity) after.delete(line.key);
  else after.set(line.key, line.quantity);
  return after;
};

// Where each waiting claim stands in its product's line: by the place it was given when it was made.

import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import type { ClaimId, VariantId } from '../../../src-main/core/units.ts';

/** Of each variant those that wait for it, the longest waiting first. */
export const linesOf = (rows: readonly ClaimRow[]): ReadonlyMap<VariantId, readonly ClaimRow[]> => {
  const lines = new Map<VariantId, ClaimRow[]>();
  for (const row of rows) {
    if (row.state !== 'waiting') continue;
    const line = lines.get(row.variantId);
    if (line === undefined) lines.set(row.variantId, [row]);
    else line.push(row);
  }
  for (const line of lines.values()) line.sort((a, b) => a.place - b.place);
  return lines;
};

/** From 1 on. */
export const placesOf = (rows: readonly ClaimRow[]): ReadonlyMap<ClaimId, number> =>
  new Map([...linesOf(rows).values()].flatMap((line) => line.map(({ key }, at) => [key, at + 1] as const)));

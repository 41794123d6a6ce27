// Which products are chosen: one, a stretch, or all that pass the filter.

import type { CatalogueFilter } from '../../../src-main/contract/catalogue-documents.ts';
import { MOST_CHOSEN } from '../../../src-main/contract/catalogue-limits.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import type { ProductId } from '../../../src-main/core/units.ts';
import type { Choice } from '../../state/catalogue-store.ts';

export const isChosen = (choice: Choice, productId: ProductId): boolean =>
  choice.kind === 'all' || choice.productIds.has(productId);

export const countChosen = (choice: Choice, total: number): number =>
  choice.kind === 'all' ? total : choice.productIds.size;

/** As many as one message takes; more are chosen by a filter. */
const atMost = (productIds: ReadonlySet<ProductId>): Choice => ({
  kind: 'some',
  productIds: productIds.size > MOST_CHOSEN ? new Set([...productIds].slice(0, MOST_CHOSEN)) : productIds,
});

/** Out of «all», one is chosen alone. */
export const toggled = (choice: Choice, productId: ProductId): Choice => {
  if (choice.kind === 'all') return { kind: 'some', productIds: new Set([productId]) };
  const productIds = new Set(choice.productIds);
  if (!productIds.delete(productId)) productIds.add(productId);
  return atMost(productIds);
};

/** With a stretch of the list beside what is chosen already. */
export const withStretch = (choice: Choice, stretch: readonly ProductId[]): Choice => {
  const before = choice.kind === 'all' ? [] : choice.productIds;
  return atMost(new Set([...before, ...stretch]));
};

/** As it is sent. */
export const toSelection = (
  choice: Choice,
  filter: CatalogueFilter,
  total: number,
): RouteInput<'catalogue.editMany'>['selection'] =>
  choice.kind === 'all'
    ? { kind: 'all', filter, count: Math.max(1, total) }
    : { kind: 'some', productIds: [...choice.productIds] };

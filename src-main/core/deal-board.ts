// The deals of a show as facts have made them: phases, what was sold, to how many buyers, for how much.

import type { Deal, DealEndReason, DealTerms } from './deal.ts';
import type { DealId, Instant, VariantId, ViewerId } from './units.ts';

/** Sales beside the deal: units that each buyer holds, and what was paid. */
export interface DealSales {
  readonly held: Map<ViewerId, number>;
  gmvMinor: number;
}

export interface DealBoard {
  readonly deals: Map<DealId, Deal>;
  readonly sales: Map<DealId, DealSales>;
}

export const createDealBoard = (): DealBoard => ({ deals: new Map(), sales: new Map() });

/** What a show takes over from before it began: deals that are armed and were never fired. */
export const createDealBoardAfter = ({ deals }: DealBoard): DealBoard => {
  const armed = [...deals.values()].filter(({ phase }) => phase === 'armed');
  return {
    deals: new Map(armed.map((deal) => [deal.dealId, deal])),
    sales: new Map(armed.map(({ dealId }) => [dealId, { held: new Map(), gmvMinor: 0 }])),
  };
};

export const armDeal = ({ deals, sales }: DealBoard, terms: DealTerms, at: Instant): void => {
  deals.set(terms.dealId, {
    ...terms,
    phase: 'armed',
    armedAt: at,
    opensAt: null,
    closesAt: null,
    endedAt: null,
    endReason: null,
    sold: 0,
  });
  sales.set(terms.dealId, { held: new Map(), gmvMinor: 0 });
};

const change = ({ deals }: DealBoard, dealId: DealId, next: Partial<Deal>): void => {
  const deal = deals.get(dealId);
  if (deal !== undefined) deals.set(dealId, { ...deal, ...next });
};

/** One that was put away before it was fired has never been. */
export const disarmDeal = ({ deals, sales }: DealBoard, dealId: DealId): void => {
  deals.delete(dealId);
  sales.delete(dealId);
};

export const fireDeal = (board: DealBoard, dealId: DealId, opensAt: Instant, closesAt: Instant): void =>
  change(board, dealId, { phase: 'countdown', opensAt, closesAt });

export const openDeal = (board: DealBoard, dealId: DealId): void => change(board, dealId, { phase: 'running' });

export const endDeal = (board: DealBoard, dealId: DealId, endReason: DealEndReason, endedAt: Instant): void =>
  change(board, dealId, { phase: 'ended', endReason, endedAt });

/** `quantity` is negative where stock came back; `dealSold` is what the store counts after it. */
export const holdOfDeal = (
  board: DealBoard,
  dealId: DealId,
  held: { readonly buyerId: ViewerId; readonly quantity: number; readonly dealSold: number | null },
): void => {
  if (held.dealSold !== null) change(board, dealId, { sold: held.dealSold });
  const sales = board.sales.get(dealId);
  if (sales === undefined) return;
  const quantity = (sales.held.get(held.buyerId) ?? 0) + held.quantity;
  if (quantity > 0) sales.held.set(held.buyerId, quantity);
  else sales.held.delete(held.buyerId);
};

export const payForDeal = ({ sales }: DealBoard, dealId: DealId, gmvMinor: number): void => {
  const found = sales.get(dealId);
  if (found !== undefined) found.gmvMinor += gmvMinor;
};

/** The deal of a variant that is not over: at most one by the rules; the newest where facts say otherwise. */
export const openDealOf = ({ deals }: DealBoard, variantId: VariantId): Deal | null => {
  let open: Deal | null = null;
  for (const deal of deals.values()) if (deal.variantId === variantId && deal.phase !== 'ended') open = deal;
  return open;
};

// The deals of a show as facts have made them: phases, what was sold, to how many buyers, for how much, draws, missed starts.

import {
  type Deal,
  type DealEndReason,
  type DealTerms,
  type DealTrigger,
  type DisarmCause,
  kindOf,
  offerOf,
} from './deal.ts';
import { createDrawEntries, type DrawEntries, type DrawWinner } from './deal-draw.ts';
import { type DealMove, moveDeal, stateOfDeal } from './deal-state.ts';
import type { DealId, Instant, VariantId, ViewerId } from './units.ts';

/** Sales beside the deal: units that each buyer holds, and what was paid. */
export interface DealSales {
  readonly held: Map<ViewerId, number>;
  gmvMinor: number;
}

export interface DrawResult {
  readonly seed: string;
  readonly entrants: readonly string[];
  readonly winners: readonly DrawWinner[];
}

/** A deal that should have fired by itself and did not. */
export interface MissedDeal {
  readonly deal: Deal;
  readonly why: DisarmCause;
  readonly at: Instant;
}

export interface DealBoard {
  readonly deals: Map<DealId, Deal>;
  readonly sales: Map<DealId, DealSales>;
  /** Draws that were fired and are not over: who takes part so far. */
  readonly draws: Map<DealId, DrawEntries>;
  readonly results: Map<DealId, DrawResult>;
  /** Newest last. */
  readonly missed: MissedDeal[];
  /** When a deal was last fired. */
  lastFiredAt: Instant | null;
}

const KEEP_MISSED = 20;

export const createDealBoard = (): DealBoard => ({
  deals: new Map(),
  sales: new Map(),
  draws: new Map(),
  results: new Map(),
  missed: [],
  lastFiredAt: null,
});

/** What a show takes over from before it began: deals that are armed and were never fired. */
export const createDealBoardAfter = ({ deals }: DealBoard): DealBoard => {
  const armed = [...deals.values()].filter(({ phase }) => phase === 'armed');
  return {
    ...createDealBoard(),
    deals: new Map(armed.map((deal) => [deal.dealId, deal])),
    sales: new Map(armed.map(({ dealId }) => [dealId, { held: new Map(), gmvMinor: 0 }])),
  };
};

export const armDeal = (
  { deals, sales }: DealBoard,
  terms: DealTerms,
  trigger: DealTrigger | null,
  at: Instant,
): boolean => {
  if (deals.has(terms.dealId)) return false;
  deals.set(terms.dealId, {
    ...terms,
    phase: 'armed',
    trigger,
    armedAt: at,
    opensAt: null,
    closesAt: null,
    endedAt: null,
    endReason: null,
    settledAt: null,
    sold: 0,
  });
  sales.set(terms.dealId, { held: new Map(), gmvMinor: 0 });
  return true;
};

const change = ({ deals }: DealBoard, deal: Deal, next: Partial<Deal>): true => {
  deals.set(deal.dealId, { ...deal, ...next });
  return true;
};

/** The deal, if it may make this move. */
const movable = ({ deals }: DealBoard, dealId: DealId, move: DealMove): Deal | null => {
  const deal = deals.get(dealId);
  return deal === undefined || moveDeal(stateOfDeal(deal), move) === null ? null : deal;
};

/** One that was put away before it was fired has never been; where it should have fired by itself, that is told. */
export const disarmDeal = (board: DealBoard, dealId: DealId, why: DisarmCause, at: Instant): boolean => {
  const deal = movable(board, dealId, 'disarm');
  if (deal === null) return false;
  board.deals.delete(dealId);
  board.sales.delete(dealId);
  if (deal.trigger !== null && why !== 'hand') board.missed.push({ deal, why, at });
  if (board.missed.length > KEEP_MISSED) board.missed.shift();
  return true;
};

export const fireDeal = (board: DealBoard, dealId: DealId, opensAt: Instant, closesAt: Instant): boolean => {
  const deal = movable(board, dealId, 'fire');
  if (deal === null) return false;
  const offer = offerOf(deal);
  if (offer.kind === 'draw') board.draws.set(dealId, createDrawEntries(offer.draw.keyword, opensAt, closesAt));
  board.lastFiredAt = (opensAt - deal.countdownMs) as Instant;
  return change(board, deal, { phase: 'countdown', opensAt, closesAt });
};

export const openDeal = (board: DealBoard, dealId: DealId): boolean => {
  const deal = movable(board, dealId, 'open');
  return deal !== null && change(board, deal, { phase: 'running' });
};

export const endDeal = (board: DealBoard, dealId: DealId, endReason: DealEndReason, endedAt: Instant): boolean => {
  const deal = movable(board, dealId, 'stop');
  if (deal === null) return false;
  if (endReason !== 'time_up') board.draws.delete(dealId);
  return change(board, deal, { phase: 'ended', endReason, endedAt });
};

export const noteDrawn = (board: DealBoard, dealId: DealId, { seed, entrants, winners }: DrawResult): boolean => {
  board.draws.delete(dealId);
  if (board.results.has(dealId)) return false;
  board.results.set(dealId, { seed, entrants, winners });
  return true;
};

export const settleDeal = (board: DealBoard, dealId: DealId, settledAt: Instant): boolean => {
  const deal = movable(board, dealId, 'settle');
  return deal !== null && change(board, deal, { settledAt });
};

/** `quantity` is negative where stock came back; `dealSold` is what the store counts after it. */
export const holdOfDeal = (
  board: DealBoard,
  dealId: DealId,
  held: { readonly buyerId: ViewerId; readonly quantity: number; readonly dealSold: number | null },
): void => {
  const deal = board.deals.get(dealId);
  if (held.dealSold !== null && deal !== undefined) change(board, deal, { sold: held.dealSold });
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

/**
 * The deal that sells a variant as its own and is not over: one that is fired before one that is armed, one armed for the hand
 * before one that waits for its trigger, the newest of equals. A draw sells nothing.
 */
export const openDealOf = ({ deals }: DealBoard, variantId: VariantId): Deal | null => {
  const weight = (deal: Deal): number => (deal.phase === 'armed' ? (deal.trigger === null ? 1 : 0) : 2);
  let open: Deal | null = null;
  for (const deal of deals.values()) {
    if (deal.variantId !== variantId || deal.phase === 'ended' || kindOf(deal) === 'draw') continue;
    if (open === null || weight(deal) >= weight(open)) open = deal;
  }
  return open;
};

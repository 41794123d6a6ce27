// What becomes true of deals, and how each fact of it changes the board; a move that the states do not allow changes nothing.

import type { DealEndReason, DealTerms, DealTrigger, DisarmCause } from './deal.ts';
import {
  armDeal,
  type DealBoard,
  disarmDeal,
  endDeal,
  fireDeal,
  noteDrawn,
  openDeal,
  settleDeal,
} from './deal-board.ts';
import type { DrawWinner, Entrant } from './deal-draw.ts';
import type { DealId, Instant } from './units.ts';

/** `by`: the role of the person who did it; left out where the engine or an earlier version did. */
export type DealFactBody =
  /** A draft has passed all checks as it stands. */
  | { readonly type: 'deal.checked'; readonly dealId: DealId; readonly by?: string }
  | {
      readonly type: 'deal.armed';
      readonly deal: DealTerms;
      readonly trigger?: DealTrigger;
      readonly by?: string;
    }
  | { readonly type: 'deal.disarmed'; readonly dealId: DealId; readonly why?: DisarmCause; readonly by?: string }
  | {
      readonly type: 'deal.fired';
      readonly dealId: DealId;
      readonly opensAt: Instant;
      readonly closesAt: Instant;
      readonly cause?: 'hand' | DealTrigger['kind'];
      readonly by?: string;
    }
  | { readonly type: 'deal.opened'; readonly dealId: DealId }
  | { readonly type: 'deal.ended'; readonly dealId: DealId; readonly reason: DealEndReason; readonly by?: string }
  /** A draw's seed is told, with all who took part, sorted, and those who won, in the order in which they were drawn. */
  | {
      readonly type: 'deal.drawn';
      readonly dealId: DealId;
      readonly seed: string;
      readonly entrants: readonly Entrant[];
      readonly winners: readonly DrawWinner[];
    }
  | {
      readonly type: 'deal.settled';
      readonly dealId: DealId;
      readonly cause: 'orders_final' | 'hand';
      readonly by?: string;
    };

const DEAL_FACTS: ReadonlySet<string> = new Set([
  'deal.checked',
  'deal.armed',
  'deal.disarmed',
  'deal.fired',
  'deal.opened',
  'deal.ended',
  'deal.drawn',
  'deal.settled',
] satisfies DealFactBody['type'][]);

export const isDealFact = (body: { readonly type: string }): body is DealFactBody => DEAL_FACTS.has(body.type);

/** True where the board is another one now. */
export const foldDeal = (board: DealBoard, body: DealFactBody, at: Instant): boolean => {
  switch (body.type) {
    case 'deal.checked':
      return false;
    case 'deal.armed':
      return armDeal(board, body.deal, body.trigger ?? null, at);
    case 'deal.disarmed':
      return disarmDeal(board, body.dealId, body.why ?? 'hand', at);
    case 'deal.fired':
      return fireDeal(board, body.dealId, body.opensAt, body.closesAt);
    case 'deal.opened':
      return openDeal(board, body.dealId);
    case 'deal.ended':
      return endDeal(board, body.dealId, body.reason, at);
    case 'deal.drawn':
      return noteDrawn(board, body.dealId, body);
    case 'deal.settled':
      return settleDeal(board, body.dealId, at);
  }
};

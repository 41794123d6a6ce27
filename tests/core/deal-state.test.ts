// The states of a deal: which moves there are, that stop is final, that the board follows only moves that may be made.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealTerms } from '../../src-main/core/deal.ts';
import { createDealBoard } from '../../src-main/core/deal-board.ts';
import { type DealFactBody, foldDeal } from '../../src-main/core/deal-fact.ts';
import {
  DEAL_MOVES,
  DEAL_STATES,
  type DealMove,
  type DealState,
  moveDeal,
  stateOfDeal,
} from '../../src-main/core/deal-state.ts';
import { type DealId, duration, instant, money, type ProductId, type VariantId } from '../../src-main/core/units.ts';

const move = fc.constantFrom(...DEAL_MOVES);
const OVER: readonly DealState[] = ['sold_out', 'time_up', 'stopped', 'settled'];

const walk = (moves: readonly DealMove[]): readonly DealState[] => {
  const states: DealState[] = ['draft'];
  for (const each of moves) states.push(moveDeal(states.at(-1) ?? 'draft', each) ?? states.at(-1) ?? 'draft');
  return states;
};

describe('the moves of a deal', () => {
  it('never lead back from its end', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const states = walk(moves);
        const end = states.findIndex((state) => OVER.includes(state));
        if (end === -1) return;
        for (const state of states.slice(end)) expect(OVER).toContain(state);
        expect(new Set(states.slice(end).filter((state) => state !== 'settled')).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  it('never fire what was not checked and armed, and never edit what is armed', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const states = walk(moves);
        const shot = states.indexOf('countdown');
        if (shot === -1) return;
        const before = states.slice(0, shot);
        expect(before).toContain('checked');
        expect(before.at(-1)).toBe('armed');
        for (const state of DEAL_STATES)
          if (state !== 'draft' && state !== 'checked') expect(moveDeal(state, 'edit')).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('reach every state', () => {
    const seen = new Set<DealState>(['draft']);
    for (let size = 0; size !== seen.size; ) {
      size = seen.size;
      for (const state of [...seen])
        for (const each of DEAL_MOVES) {
          const next = moveDeal(state, each);
          if (next !== null) seen.add(next);
        }
    }
    expect([...seen].sort()).toEqual([...DEAL_STATES].sort());
  });
});

const DEAL = 'd1' as DealId;
const terms: DealTerms = {
  dealId: DEAL,
  productId: 'p1' as ProductId,
  variantId: 'v1' as VariantId,
  price: money(3900, 'CNY'),
  comparePrice: null,
  quantity: 100,
  perBuyer: 2,
  countdownMs: duration(10_000),
  durationMs: duration(300_000),
};

/** Each fact with the move that it is. */
const FACTS: readonly (readonly [DealFactBody, DealMove])[] = [
  [{ type: 'deal.armed', deal: terms }, 'arm'],
  [{ type: 'deal.disarmed', dealId: DEAL }, 'disarm'],
  [{ type: 'deal.fired', dealId: DEAL, opensAt: instant(10_000), closesAt: instant(310_000) }, 'fire'],
  [{ type: 'deal.opened', dealId: DEAL }, 'open'],
  [{ type: 'deal.ended', dealId: DEAL, reason: 'sold_out' }, 'sell_out'],
  [{ type: 'deal.ended', dealId: DEAL, reason: 'time_up' }, 'run_out'],
  [{ type: 'deal.ended', dealId: DEAL, reason: 'stopped' }, 'stop'],
  [{ type: 'deal.ended', dealId: DEAL, reason: 'undone' }, 'undo'],
  [{ type: 'deal.settled', dealId: DEAL, cause: 'hand' }, 'settle'],
];

describe('the board', () => {
  it('goes by the table, whatever facts come and however often', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FACTS), { maxLength: 40 }), (facts) => {
        const board = createDealBoard();
        let state: DealState = 'checked';
        for (const [body, made] of facts) {
          const next = moveDeal(state, made);
          const isChanged = foldDeal(board, body, instant(0));
          expect(isChanged).toBe(next !== null);
          // A deal that was put away has never been: its draft is checked again before it is armed again.
          state = next === null ? state : made === 'disarm' ? 'checked' : next;
          const deal = board.deals.get(DEAL);
          expect(deal === undefined ? 'checked' : stateOfDeal(deal)).toBe(state);
        }
      }),
      { numRuns: 500 },
    );
  });
});

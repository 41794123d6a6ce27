// The states of a deal and the moves between them: what is edited, armed, fired, stopped and settled, and in which order only.

import type { Deal } from './deal.ts';

export const DEAL_STATES = [
  'draft',
  'checked',
  'armed',
  'countdown',
  'running',
  'sold_out',
  'time_up',
  'stopped',
  'settled',
] as const;
export type DealState = (typeof DEAL_STATES)[number];

/** `undo` is a stop right after the shot; `disarm` gives a deal back to its draft. */
const MOVES = {
  edit: { from: ['draft', 'checked'], to: 'draft' },
  check: { from: ['draft', 'checked'], to: 'checked' },
  arm: { from: ['checked'], to: 'armed' },
  disarm: { from: ['armed'], to: 'draft' },
  fire: { from: ['armed'], to: 'countdown' },
  open: { from: ['countdown'], to: 'running' },
  sell_out: { from: ['countdown', 'running'], to: 'sold_out' },
  run_out: { from: ['countdown', 'running'], to: 'time_up' },
  stop: { from: ['countdown', 'running'], to: 'stopped' },
  undo: { from: ['countdown', 'running'], to: 'stopped' },
  settle: { from: ['sold_out', 'time_up', 'stopped'], to: 'settled' },
} as const satisfies Record<string, { from: readonly DealState[]; to: DealState }>;

export type DealMove = keyof typeof MOVES;

export const DEAL_MOVES = Object.keys(MOVES) as readonly DealMove[];

/** The state after the move, or null where it may not be made. */
export const moveDeal = (state: DealState, move: DealMove): DealState | null => {
  const rule: { from: readonly DealState[]; to: DealState } = MOVES[move];
  return rule.from.includes(state) ? rule.to : null;
};

/** Drafts are no deals yet: whoever keeps them knows whether they were checked. */
export const stateOfDeal = ({
  phase,
  endReason,
  settledAt,
}: Pick<Deal, 'phase' | 'endReason' | 'settledAt'>): DealState => {
  if (phase !== 'ended') return phase;
  if (settledAt !== null) return 'settled';
  return endReason === 'sold_out' || endReason === 'time_up' ? endReason : 'stopped';
};

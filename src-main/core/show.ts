// A show (场次): one broadcast and the states it may pass through.

import type { Duration, Instant, ShowId } from './units.ts';

export const SHOW_PHASES = ['draft', 'rehearsing', 'live', 'ended'] as const;
export type ShowPhase = (typeof SHOW_PHASES)[number];

export interface Show {
  readonly showId: ShowId;
  readonly title: string;
  readonly host: string;
  readonly currency: string;
  readonly phase: ShowPhase;
  readonly isPaused: boolean;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly plannedMs: Duration;
}

/** The facts that move a show, and the phases that each may leave. */
const MOVES = {
  'show.rehearsed': { from: ['draft'], to: 'rehearsing' },
  'show.reset': { from: ['rehearsing'], to: 'draft' },
  'show.started': { from: ['draft', 'rehearsing'], to: 'live' },
  'show.paused': { from: ['live'], to: 'live' },
  'show.resumed': { from: ['live'], to: 'live' },
  'show.ended': { from: ['live'], to: 'ended' },
} as const satisfies Record<string, { from: readonly ShowPhase[]; to: ShowPhase }>;

export type ShowMove = keyof typeof MOVES;

export const isShowMove = (type: string): type is ShowMove => Object.hasOwn(MOVES, type);

/** Whether the show may make this move now. */
export const canMoveShow = (show: Pick<Show, 'phase' | 'isPaused'>, move: ShowMove): boolean => {
  const rule: { from: readonly ShowPhase[] } = MOVES[move];
  if (!rule.from.includes(show.phase)) return false;
  if (move === 'show.paused') return !show.isPaused;
  if (move === 'show.resumed') return show.isPaused;
  return true;
};

/** The show after the move; the caller has asked `canMoveShow`. A rehearsal's times are not the show's. */
export const moveShow = (show: Show, move: ShowMove, at: Instant): Show => ({
  ...show,
  phase: MOVES[move].to,
  isPaused: move === 'show.paused',
  startedAt: move === 'show.started' || move === 'show.rehearsed' ? at : move === 'show.reset' ? null : show.startedAt,
  endedAt: move === 'show.ended' ? at : show.endedAt,
});

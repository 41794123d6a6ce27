// A show's states: every phase against every move.

import { describe, expect, it } from 'vitest';
import { canMoveShow, isShowMove, moveShow, SHOW_PHASES, type Show, type ShowMove } from '../../src-main/core/show.ts';
import { duration, instant, type ShowId } from '../../src-main/core/units.ts';

const MOVES = ['show.rehearsed', 'show.reset', 'show.started', 'show.paused', 'show.resumed', 'show.ended'] as const;
const AT = instant(1_800_000_000_000);

const show = (change: Partial<Show> = {}): Show => ({
  showId: 's1' as ShowId,
  title: '双十二预热',
  host: '小美',
  currency: 'CNY',
  phase: 'draft',
  isPaused: false,
  createdAt: instant(1),
  startedAt: null,
  endedAt: null,
  plannedMs: duration(7_200_000),
  ...change,
});

/** The phase that each allowed move leads to; what is not here is not allowed. */
const ALLOWED: Readonly<Record<string, Partial<Record<ShowMove, Show['phase']>>>> = {
  draft: { 'show.rehearsed': 'rehearsing', 'show.started': 'live' },
  rehearsing: { 'show.reset': 'draft', 'show.started': 'live' },
  live: { 'show.paused': 'live', 'show.ended': 'ended' },
  'live, paused': { 'show.resumed': 'live', 'show.ended': 'ended' },
  ended: {},
};

const states = SHOW_PHASES.flatMap((phase): readonly (readonly [string, Show])[] =>
  phase === 'live'
    ? [
        ['live', show({ phase, startedAt: instant(5) })],
        ['live, paused', show({ phase, startedAt: instant(5), isPaused: true })],
      ]
    : [[phase, show({ phase, startedAt: phase === 'draft' ? null : instant(5) })]],
);

describe('a show that is', () => {
  it.each(states.flatMap(([name, state]) => MOVES.map((move) => [name, move, state] as const)))(
    '%s: %s',
    (name, move, state) => {
      const to = ALLOWED[name]?.[move];
      expect(canMoveShow(state, move)).toBe(to !== undefined);
      if (to === undefined) return;
      const moved = moveShow(state, move, AT);
      expect(moved.phase).toBe(to);
      expect(moved.isPaused).toBe(move === 'show.paused');
      expect({
        ...moved,
        phase: state.phase,
        isPaused: state.isPaused,
        startedAt: state.startedAt,
        endedAt: state.endedAt,
      }).toEqual(state);
    },
  );
});

describe('the times of a show', () => {
  it('begin with going live, not with the rehearsal before it', () => {
    const rehearsed = moveShow(show(), 'show.rehearsed', instant(100));
    expect(rehearsed.startedAt).toBe(100);
    expect(moveShow(rehearsed, 'show.reset', instant(150)).startedAt).toBeNull();
    expect(moveShow(rehearsed, 'show.started', instant(200)).startedAt).toBe(200);
  });

  it('are not moved by a pause, and end once', () => {
    const live = moveShow(show(), 'show.started', instant(200));
    const resumed = moveShow(moveShow(live, 'show.paused', instant(300)), 'show.resumed', instant(400));
    expect([resumed.startedAt, resumed.endedAt, resumed.isPaused]).toEqual([200, null, false]);
    const ended = moveShow(moveShow(live, 'show.paused', instant(300)), 'show.ended', instant(500));
    expect([ended.startedAt, ended.endedAt, ended.isPaused]).toEqual([200, 500, false]);
  });
});

describe('a fact type', () => {
  it.each([...MOVES, 'chat', 'show.', 'toString', '__proto__', 'constructor', ''])(
    '%s is a move of the show only where it is one',
    (type) => {
      expect(isShowMove(type)).toBe((MOVES as readonly string[]).includes(type));
    },
  );
});

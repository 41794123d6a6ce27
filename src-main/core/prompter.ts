// The prompter (提词器) over time: how fast it runs, where it stands, and what each key does to it. Time is an argument.

import {
  anchorAt,
  carryAnchor,
  clampPosition,
  endsAt,
  lastPosition,
  lineTopAt,
  type PrompterAnchor,
  type PrompterLayout,
  positionAfterSpeaking,
  positionOf,
  sectionAt,
  spokenBetween,
} from './prompter-layout.ts';
import { DEFAULT_PACE, FASTEST_PACE, SLOWEST_PACE } from './speaking-time.ts';
import { type Duration, duration } from './units.ts';

/** `steady`: lines a second; `words`: as fast as it is spoken; `page`: stands still and turns. */
export const PROMPTER_MODES = ['steady', 'words', 'page'] as const;
export type PrompterMode = (typeof PROMPTER_MODES)[number];

export const SPEED_STEP = 0.05;
export const SLOWEST = 0.05;
export const FASTEST = 10;
export const WORDS_STEP = 10;
/** At 1× a line takes four seconds: 20 characters a line at the default pace. */
export const LINES_PER_SECOND = 0.25;
/** A page that slept longer than this (a lid closed, a window hidden) goes on from where it was. */
const LONGEST_FRAME = 250;

export interface PrompterState {
  readonly mode: PrompterMode;
  readonly phase: 'paused' | 'countdown' | 'playing';
  /** The pixel of the text that lies on the reading line, true at `at`. */
  readonly position: number;
  /** Milliseconds on any clock that never goes back. */
  readonly at: Duration;
  /** Multiple of `LINES_PER_SECOND`, in steps of 0.05. */
  readonly speed: number;
  readonly charactersPerMinute: number;
  readonly playsAt: Duration | null;
  /** Where the host was reading before the latest jumps. */
  readonly back: PrompterAnchor | null;
  /** Pixels read since the last jump; a place that was only jumped over is none to go back to. */
  readonly readSince: number;
}

export const createPrompter = (
  start: { readonly mode: PrompterMode; readonly speed: number; readonly charactersPerMinute: number },
  now: Duration,
): PrompterState => ({
  mode: start.mode,
  phase: 'paused',
  position: 0,
  at: now,
  speed: clampSpeed(start.speed),
  charactersPerMinute: clampWords(start.charactersPerMinute),
  playsAt: null,
  back: null,
  readSince: Number.POSITIVE_INFINITY,
});

export type PrompterAction =
  | { readonly do: 'play'; readonly countdownMs: Duration }
  | { readonly do: 'pause' }
  /** Play or pause; turns the page where the mode is `page`. */
  | { readonly do: 'toggle'; readonly countdownMs: Duration }
  | { readonly do: 'faster'; readonly steps: number }
  | { readonly do: 'set_mode'; readonly mode: PrompterMode }
  | { readonly do: 'set_pace'; readonly charactersPerMinute: number }
  | { readonly do: 'turn_page'; readonly pages: number }
  | { readonly do: 'turn_section'; readonly sections: number }
  | { readonly do: 'jump'; readonly sectionId: string }
  | { readonly do: 'home' }
  | { readonly do: 'end' }
  | { readonly do: 'back' }
  /** By hand: a drag or a wheel. */
  | { readonly do: 'scroll'; readonly pixels: number };

const clampSpeed = (speed: number): number => {
  const stepped = Math.round(speed / SPEED_STEP) / Math.round(1 / SPEED_STEP);
  return Math.min(FASTEST, Math.max(SLOWEST, Number.isFinite(stepped) ? stepped : 1));
};

const clampWords = (charactersPerMinute: number): number =>
  Number.isFinite(charactersPerMinute)
    ? Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, Math.round(charactersPerMinute)))
    : DEFAULT_PACE.charactersPerMinute;

const pixelsPerMs = (state: PrompterState, layout: PrompterLayout): number =>
  (state.speed * LINES_PER_SECOND * layout.lineHeight) / 1000;

const movedBy = (state: PrompterState, layout: PrompterLayout, ms: number): number => {
  if (state.mode === 'page' || ms <= 0) return state.position;
  const next =
    state.mode === 'steady'
      ? state.position + pixelsPerMs(state, layout) * ms
      : positionAfterSpeaking(layout, state.position, ms, state.charactersPerMinute);
  // Where the text was made shorter than the place reached, it stands still rather than springs back.
  return Math.min(next, Math.max(state.position, lastPosition(layout)));
};

/** The state at `now`: the countdown over, the text moved on, and paused where it has come to its end. */
export const advance = (state: PrompterState, layout: PrompterLayout, now: Duration): PrompterState => {
  if (now <= state.at) return state;
  if (state.phase === 'paused') return { ...state, at: now };
  if (state.phase === 'countdown' && (state.playsAt ?? now) > now) return { ...state, at: now };
  const from = state.phase === 'countdown' ? (state.playsAt ?? now) : state.at;
  const position = movedBy(state, layout, Math.min(LONGEST_FRAME, now - from));
  const isOver = state.mode !== 'page' && layout.sections.length > 0 && position >= lastPosition(layout);
  return {
    ...state,
    phase: isOver ? 'paused' : 'playing',
    position,
    at: now,
    playsAt: null,
    readSince: state.readSince + position - state.position,
  };
};

const played = (state: PrompterState, layout: PrompterLayout, countdownMs: Duration): PrompterState => {
  if (state.mode === 'page' || state.phase === 'playing') return state;
  if (state.position >= lastPosition(layout)) return state;
  return countdownMs > 0
    ? { ...state, phase: 'countdown', playsAt: duration(state.at + countdownMs) }
    : { ...state, phase: 'playing', playsAt: null };
};

const paused = (state: PrompterState): PrompterState => ({ ...state, phase: 'paused', playsAt: null });

/** Goes elsewhere and keeps where the host was reading; jump after jump keeps the first such place. */
const jumped = (state: PrompterState, layout: PrompterLayout, position: number): PrompterState => {
  const next = clampPosition(layout, position);
  if (next === state.position) return state;
  const wasReading = state.readSince >= layout.lineHeight;
  return {
    ...state,
    position: next,
    back: wasReading ? anchorAt(layout, state.position) : state.back,
    readSince: 0,
  };
};

const turnedPage = (state: PrompterState, layout: PrompterLayout, pages: number): PrompterState => {
  // The last line of a page is the first of the next, so that the eye finds its place.
  const page = Math.max(layout.lineHeight, layout.viewportHeight - layout.lineHeight);
  const position = lineTopAt(layout, clampPosition(layout, state.position + pages * page));
  return { ...state, position, readSince: state.readSince + layout.lineHeight };
};

const turnedSection = (state: PrompterState, layout: PrompterLayout, sections: number): PrompterState => {
  const index = sectionAt(layout, state.position);
  const top = layout.sections[index]?.top ?? 0;
  // Back goes to the beginning of the section first, unless it has hardly begun.
  const isInside = sections < 0 && state.position - top > layout.lineHeight * 1.5;
  const target = Math.min(layout.sections.length - 1, Math.max(0, index + sections + (isInside ? 1 : 0)));
  return jumped(state, layout, layout.sections[target]?.top ?? 0);
};

const wentBack = (state: PrompterState, layout: PrompterLayout): PrompterState => {
  const position = state.back === null ? null : positionOf(layout, state.back);
  if (position === null) return state;
  // Back once more leads here again.
  return { ...state, position, back: anchorAt(layout, state.position), readSince: 0 };
};

const acted = (state: PrompterState, layout: PrompterLayout, action: PrompterAction): PrompterState => {
  switch (action.do) {
    case 'play':
      return played(state, layout, action.countdownMs);
    case 'pause':
      return paused(state);
    case 'toggle':
      if (state.mode === 'page') return turnedPage(state, layout, 1);
      return state.phase === 'paused' ? played(state, layout, action.countdownMs) : paused(state);
    case 'faster':
      return state.mode === 'words'
        ? { ...state, charactersPerMinute: clampWords(state.charactersPerMinute + action.steps * WORDS_STEP) }
        : { ...state, speed: clampSpeed(state.speed + action.steps * SPEED_STEP) };
    case 'set_mode':
      return { ...(action.mode === 'page' ? paused(state) : state), mode: action.mode };
    case 'set_pace':
      return { ...state, charactersPerMinute: clampWords(action.charactersPerMinute) };
    case 'turn_page':
      return turnedPage(state, layout, action.pages);
    case 'turn_section':
      return turnedSection(state, layout, action.sections);
    case 'jump': {
      const section = layout.sections.find(({ sectionId }) => sectionId === action.sectionId);
      return section === undefined ? state : jumped(state, layout, section.top);
    }
    case 'home':
      return jumped(state, layout, 0);
    case 'end':
      return jumped(state, layout, lastPosition(layout));
    case 'back':
      return wentBack(state, layout);
    case 'scroll':
      return { ...state, position: clampPosition(layout, state.position + action.pixels) };
  }
};

/** What an action makes of the prompter at `now`. */
export const steer = (
  state: PrompterState,
  layout: PrompterLayout,
  action: PrompterAction,
  now: Duration,
): PrompterState => acted(advance(state, layout, now), layout, action);

/** The text was edited or laid out anew: the line on the reading line stays on it, and so does the way back. */
export const relayout = (state: PrompterState, before: PrompterLayout, after: PrompterLayout): PrompterState => {
  const here = anchorAt(before, state.position);
  const carried = here === null ? null : carryAnchor(here, before, after);
  const position = carried === null ? null : positionOf(after, carried);
  return {
    ...state,
    position: position ?? clampPosition(after, state.position),
    back: state.back === null ? null : carryAnchor(state.back, before, after),
  };
};

/** What is left at the speed as it is; in page mode, as long as it takes to say. */
export interface PrompterRemaining {
  readonly sectionMs: Duration;
  readonly cueMs: Duration;
}

export const remainingOf = (state: PrompterState, layout: PrompterLayout): PrompterRemaining => {
  const ends = endsAt(layout, state.position);
  const until = (end: number): Duration =>
    state.mode === 'steady'
      ? duration(Math.max(0, end - state.position) / pixelsPerMs(state, layout))
      : spokenBetween(layout, state.position, end, state.charactersPerMinute);
  return { sectionMs: until(ends.section), cueMs: until(ends.cue) };
};

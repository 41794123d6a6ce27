// Runs the prompter on a page: the pure state in a frame loop, the text moved by a transform and by nothing else.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  advance,
  createPrompter,
  type PrompterAction,
  type PrompterMode,
  type PrompterState,
  relayout,
  remainingOf,
  steer,
} from '../../../src-main/core/prompter.ts';
import {
  anchorAt,
  EMPTY_LAYOUT,
  lineTopAt,
  type PrompterLayout,
  sectionAt,
} from '../../../src-main/core/prompter-layout.ts';
import { type Duration, duration } from '../../../src-main/core/units.ts';
import { type LineCache, type MeasuredPage, measureLayout, type NearSections } from './measure-layout.ts';
import type { PrompterLook } from './prompter-look.ts';
import type { PrompterSection } from './prompter-section.ts';

/** What is written around the text; changes at most once a second while it runs. */
export interface PrompterStatus {
  readonly mode: PrompterMode;
  readonly phase: PrompterState['phase'];
  readonly speed: number;
  readonly charactersPerMinute: number;
  /** From 0; meaningless without sections. */
  readonly section: number;
  readonly sectionSeconds: number;
  readonly cueSeconds: number;
  /** 0 unless it counts down. */
  readonly countdownSeconds: number;
  readonly canGoBack: boolean;
}

export interface PrompterStart {
  readonly mode: PrompterMode;
  readonly speed: number;
  readonly charactersPerMinute: number;
}

export interface PrompterRun {
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly text: RefObject<HTMLDivElement | null>;
  readonly status: PrompterStatus;
  steer(action: PrompterAction): void;
  /** The state of this moment, for who must know it between two renders. */
  current(): PrompterState;
}

const now = (): Duration => duration(performance.now());

const EMPTY_PAGE: MeasuredPage = { layout: EMPTY_LAYOUT, origin: 0 };

const statusOf = (state: PrompterState, { layout }: MeasuredPage): PrompterStatus => {
  const { sectionMs, cueMs } = remainingOf(state, layout);
  return {
    mode: state.mode,
    phase: state.phase,
    speed: state.speed,
    charactersPerMinute: state.charactersPerMinute,
    section: sectionAt(layout, state.position),
    sectionSeconds: Math.ceil(sectionMs / 1000),
    cueSeconds: Math.ceil(cueMs / 1000),
    countdownSeconds: state.playsAt === null ? 0 : Math.ceil(Math.max(0, state.playsAt - state.at) / 1000),
    canGoBack: state.back !== null,
  };
};

const isSameStatus = (a: PrompterStatus, b: PrompterStatus): boolean =>
  a.mode === b.mode &&
  a.phase === b.phase &&
  a.speed === b.speed &&
  a.charactersPerMinute === b.charactersPerMinute &&
  a.section === b.section &&
  a.sectionSeconds === b.sectionSeconds &&
  a.cueSeconds === b.cueSeconds &&
  a.countdownSeconds === b.countdownSeconds &&
  a.canGoBack === b.canGoBack;

/** Hears of each step, a frame or a key, while the text is laid out as it is. */
export type OnPrompterStep = (before: PrompterState, after: PrompterState, layout: PrompterLayout) => void;

/** `isStepped`: line by line instead of gliding, for who asked the system for less motion. */
export const usePrompter = (
  sections: readonly PrompterSection[],
  look: PrompterLook,
  start: PrompterStart,
  isStepped: boolean,
  onStep?: OnPrompterStep,
): PrompterRun => {
  const heard = useRef(onStep);
  heard.current = onStep;
  const viewport = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const page = useRef<MeasuredPage>(EMPTY_PAGE);
  const cache = useRef<LineCache>(new WeakMap());
  const frame = useRef(0);
  const measuredFor = useRef(-1);
  const [first] = useState(() => createPrompter(start, now()));
  const state = useRef(first);
  const [status, setStatus] = useState(() => statusOf(first, EMPTY_PAGE));
  const { focusPercent, isFlipped } = look;

  const paint = useCallback(() => {
    const element = text.current;
    if (element === null) return;
    const { layout, origin } = page.current;
    const { position, phase } = state.current;
    const at = isStepped ? lineTopAt(layout, position) : position;
    const top = (layout.viewportHeight * focusPercent) / 100 - origin - at;
    // At rest on a whole pixel, where letters are sharp; between pixels only while they move.
    element.style.transform = `translate3d(0, ${phase === 'playing' ? top : Math.round(top)}px, 0)`;
    const next = statusOf(state.current, page.current);
    setStatus((shown) => (isSameStatus(shown, next) ? shown : next));
  }, [focusPercent, isStepped]);

  const measure = useCallback(() => {
    if (viewport.current === null || text.current === null) return;
    const { layout: before, origin } = page.current;
    const { position, back } = state.current;
    const here = anchorAt(before, position);
    const near: NearSections = {
      from: position + origin - before.viewportHeight * 2,
      to: position + origin + before.viewportHeight * 2,
      sectionIds: new Set([here, back].flatMap((anchor) => anchor?.sectionId ?? [])),
    };
    page.current = measureLayout(
      { viewport: viewport.current, text: text.current, isFlipped },
      sections,
      near,
      cache.current,
    );
    state.current = relayout(state.current, before, page.current.layout);
    measuredFor.current = sectionAt(page.current.layout, state.current.position);
    paint();
  }, [sections, isFlipped, paint]);

  /** Lines are read off near the reading line only, so that another section there is read off first. */
  const show = useCallback(() => {
    if (sectionAt(page.current.layout, state.current.position) === measuredFor.current) paint();
    else measure();
  }, [measure, paint]);

  const run = useCallback(() => {
    cancelAnimationFrame(frame.current);
    const draw = (): void => {
      const before = state.current;
      state.current = advance(before, page.current.layout, now());
      heard.current?.(before, state.current, page.current.layout);
      show();
      if (state.current.phase !== 'paused') frame.current = requestAnimationFrame(draw);
    };
    if (state.current.phase !== 'paused') frame.current = requestAnimationFrame(draw);
  }, [show]);

  const act = useCallback(
    (action: PrompterAction) => {
      const before = state.current;
      state.current = steer(before, page.current.layout, action, now());
      heard.current?.(before, state.current, page.current.layout);
      show();
      run();
    },
    [show, run],
  );

  // Before the edited text is painted, so that the line being read never leaves its place. `look` is why it is laid out anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of look changes the layout that is measured
  useLayoutEffect(measure, [measure, look]);

  useEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const measureAnew = (): void => {
      cache.current = new WeakMap();
      measure();
    };
    document.fonts.addEventListener('loadingdone', measureAnew);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', measureAnew);
    };
  }, [measure]);

  useEffect(() => {
    run();
    return () => cancelAnimationFrame(frame.current);
  }, [run]);

  return { viewport, text, status, steer: act, current: () => state.current };
};

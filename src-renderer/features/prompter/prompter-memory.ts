// How the prompter is set up on this display, kept by the page from one start to the next.

import { PROMPTER_MODES } from '../../../src-main/core/prompter.ts';
import { DEFAULT_PACE } from '../../../src-main/core/speaking-time.ts';
import {
  DEFAULT_LOOK,
  LOOK_LIMITS,
  type LookMeasure,
  PROMPTER_COLOUR_NAMES,
  type PrompterLook,
} from './prompter-look.ts';
import type { PrompterStart } from './use-prompter.ts';

export interface PrompterMemory {
  readonly look: PrompterLook;
  readonly start: PrompterStart;
  /** Before it plays; 0 for none. */
  readonly countdownSeconds: number;
}

export const MOST_COUNTDOWN_SECONDS = 10;

export const DEFAULT_MEMORY: PrompterMemory = {
  look: DEFAULT_LOOK,
  start: { mode: 'steady', speed: 1, charactersPerMinute: DEFAULT_PACE.charactersPerMinute },
  countdownSeconds: 0,
};

/** Two displays of one size and sharpness are one: a page is not told more of where it stands. */
const keyOf = ({ width, height }: Pick<Screen, 'width' | 'height'>): string => `kongtai.prompter.${width}x${height}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const numberOr = (value: unknown, otherwise: number, least: number, most: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;

const chosenOr = <Name extends string>(value: unknown, names: readonly Name[], otherwise: Name): Name =>
  names.find((name) => name === value) ?? otherwise;

/** Whatever stood there before: what cannot be read is as on the first day. */
export const readMemory = (kept: unknown): PrompterMemory => {
  const { look, start, countdownSeconds } = isRecord(kept) ? kept : {};
  const looks = isRecord(look) ? look : {};
  const starts = isRecord(start) ? start : {};
  const measure = (name: LookMeasure): number =>
    numberOr(looks[name], DEFAULT_LOOK[name], LOOK_LIMITS[name].least, LOOK_LIMITS[name].most);
  return {
    look: {
      fontPixels: measure('fontPixels'),
      lineHeight: measure('lineHeight'),
      marginPercent: measure('marginPercent'),
      focusPercent: measure('focusPercent'),
      colour: chosenOr(looks.colour, PROMPTER_COLOUR_NAMES, DEFAULT_LOOK.colour),
      isMirrored: looks.isMirrored === true,
      isFlipped: looks.isFlipped === true,
    },
    start: {
      mode: chosenOr(starts.mode, PROMPTER_MODES, DEFAULT_MEMORY.start.mode),
      speed: numberOr(starts.speed, DEFAULT_MEMORY.start.speed, 0, 100),
      charactersPerMinute: numberOr(starts.charactersPerMinute, DEFAULT_MEMORY.start.charactersPerMinute, 0, 10_000),
    },
    countdownSeconds: Math.round(numberOr(countdownSeconds, 0, 0, MOST_COUNTDOWN_SECONDS)),
  };
};

export const recallMemory = (): PrompterMemory => {
  try {
    return readMemory(JSON.parse(window.localStorage.getItem(keyOf(window.screen)) ?? 'null'));
  } catch {
    // Storage that is closed to the page, or holds what is no JSON, remembers nothing.
    return DEFAULT_MEMORY;
  }
};

export const keepMemory = (memory: PrompterMemory): void => {
  try {
    window.localStorage.setItem(keyOf(window.screen), JSON.stringify(memory));
  } catch {
    // It holds for this sitting; the next begins as on the first day.
  }
};

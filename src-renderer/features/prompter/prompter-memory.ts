// How the prompter is set up on this display, kept by the page from one start to the next.

import { SHORTCUT_MODES, type ShortcutMode } from '../../../src-main/contract/shell-news.ts';
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
  /** Global ones, on the desktop. */
  readonly shortcuts: ShortcutMode;
}

export const MOST_COUNTDOWN_SECONDS = 10;

export const DEFAULT_MEMORY: PrompterMemory = {
  look: DEFAULT_LOOK,
  start: { mode: 'steady', speed: 1, charactersPerMinute: DEFAULT_PACE.charactersPerMinute },
  countdownSeconds: 0,
  shortcuts: 'off',
};

/** A browser does not tell a page more of where it stands than a size: there two displays of one size are one. */
const keyOfSize = ({ width, height }: Pick<Screen, 'width' | 'height'>): string =>
  `kongtai.prompter.${width}x${height}`;

const keyOf = (display: string | null): string =>
  display === null ? keyOfSize(window.screen) : `kongtai.prompter.display-${display}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const numberOr = (value: unknown, otherwise: number, least: number, most: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;

const chosenOr = <Name extends string>(value: unknown, names: readonly Name[], otherwise: Name): Name =>
  names.find((name) => name === value) ?? otherwise;

/** Whatever stood there before: what cannot be read is as on the first day. */
export const readMemory = (kept: unknown): PrompterMemory => {
  const { look, start, countdownSeconds, shortcuts } = isRecord(kept) ? kept : {};
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
    shortcuts: chosenOr(shortcuts, SHORTCUT_MODES, 'off'),
  };
};

/** A display that the prompter never stood on begins as one of its size was set up. */
export const recallMemory = (display: string | null): PrompterMemory => {
  try {
    const { localStorage } = window;
    const kept = localStorage.getItem(keyOf(display)) ?? localStorage.getItem(keyOfSize(window.screen));
    return readMemory(JSON.parse(kept ?? 'null'));
  } catch {
    // Storage that is closed to the page, or holds what is no JSON, remembers nothing.
    return DEFAULT_MEMORY;
  }
};

export const keepMemory = (display: string | null, memory: PrompterMemory): void => {
  try {
    window.localStorage.setItem(keyOf(display), JSON.stringify(memory));
  } catch {
    // It holds for this sitting; the next begins as on the first day.
  }
};

// What a key, a clicker's button or a turn of the wheel means on the prompter: a pure reading, testable without a page.

import type { PrompterAction, PrompterState } from '../../../src-main/core/prompter.ts';
import type { Duration } from '../../../src-main/core/units.ts';

export interface PrompterKey {
  readonly key: string;
  readonly isRepeat: boolean;
  readonly hasShift: boolean;
  /** Ctrl, Alt or the command key: such keys are the system's. */
  readonly hasCommand: boolean;
}

/** With Shift a key goes ten steps: 0.5×, 100 characters a minute. */
const BIG_STEP = 10;

/** Null for a key that means nothing here. A clicker has PageUp, PageDown and B (some send a full stop) to stop and go. */
export const readPrompterKey = (
  { key, isRepeat, hasShift, hasCommand }: PrompterKey,
  { mode }: Pick<PrompterState, 'mode'>,
  countdownMs: Duration,
): PrompterAction | null => {
  if (hasCommand) return null;
  const steps = hasShift ? BIG_STEP : 1;
  const isPage = mode === 'page';
  switch (key) {
    case ' ':
    case 'b':
    case 'B':
    case '.':
      return isRepeat ? null : { do: 'toggle', countdownMs };
    case 'ArrowUp':
      return isPage ? { do: 'turn_page', pages: -1 } : { do: 'faster', steps };
    case 'ArrowDown':
      return isPage ? { do: 'turn_page', pages: 1 } : { do: 'faster', steps: -steps };
    case 'PageUp':
      return isPage ? { do: 'turn_page', pages: -1 } : { do: 'turn_section', sections: -1 };
    case 'PageDown':
      return isPage ? { do: 'turn_page', pages: 1 } : { do: 'turn_section', sections: 1 };
    case 'Home':
      return { do: 'home' };
    case 'End':
      return { do: 'end' };
    case 'Backspace':
      return { do: 'back' };
    default:
      return null;
  }
};

/** One notch of most wheels, in pixels. */
const NOTCH = 100;

/** While it runs the wheel sets the speed, else it moves the text. `rest` is what has not made a whole notch yet. */
export const readWheel = (
  pixels: number,
  rest: number,
  { phase, mode }: Pick<PrompterState, 'phase' | 'mode'>,
): { readonly action: PrompterAction | null; readonly rest: number } => {
  if (phase !== 'playing' || mode === 'page') return { action: { do: 'scroll', pixels }, rest: 0 };
  const notches = Math.trunc((rest + pixels) / NOTCH);
  return {
    action: notches === 0 ? null : { do: 'faster', steps: notches },
    rest: rest + pixels - notches * NOTCH,
  };
};

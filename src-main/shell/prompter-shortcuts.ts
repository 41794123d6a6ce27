// The prompter's keys while another program has the focus: none until the host's screen asks for them.

import type { GlobalShortcut } from 'electron';
import type { ShortcutMode } from '../contract/shell-news.ts';

const HELD = 'CommandOrControl+Alt+';
/** By accelerator, the key that it stands for on the host's screen, as a page names it. */
const KEYS: readonly (readonly [accelerator: string, key: string])[] = [
  [`${HELD}Space`, ' '],
  [`${HELD}Up`, 'ArrowUp'],
  [`${HELD}Down`, 'ArrowDown'],
  [`${HELD}PageUp`, 'PageUp'],
  [`${HELD}PageDown`, 'PageDown'],
  [`${HELD}Home`, 'Home'],
  [`${HELD}Backspace`, 'Backspace'],
  [`${HELD}Enter`, 'Enter'],
];
const CLICKER: typeof KEYS = [
  ['PageUp', 'PageUp'],
  ['PageDown', 'PageDown'],
];

export interface PrompterShortcuts {
  /** The accelerators that other programs hold, and that will not work. */
  set(mode: ShortcutMode): readonly string[];
}

export interface PrompterShortcutsOptions {
  readonly door: Pick<GlobalShortcut, 'register' | 'unregister'>;
  onKey(key: string): void;
}

export const createPrompterShortcuts = ({ door, onKey }: PrompterShortcutsOptions): PrompterShortcuts => {
  let held: readonly string[] = [];
  return {
    set: (mode) => {
      for (const accelerator of held) door.unregister(accelerator);
      const wanted = mode === 'off' ? [] : mode === 'keys' ? KEYS : [...KEYS, ...CLICKER];
      const failed: string[] = [];
      held = wanted.flatMap(([accelerator, key]) => {
        if (door.register(accelerator, () => onKey(key))) return [accelerator];
        failed.push(accelerator);
        return [];
      });
      return failed;
    },
  };
};

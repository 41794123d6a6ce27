// The prompter's global shortcuts: taken when asked, told where they cannot be had, and given back to the system.

import { describe, expect, it } from 'vitest';
import { createPrompterShortcuts } from '../../src-main/shell/prompter-shortcuts.ts';

/** The system's table of shortcuts, some of which another program holds. */
const createSystem = (taken: readonly string[] = []) => {
  const held = new Map<string, () => void>();
  const pressed: string[] = [];
  const shortcuts = createPrompterShortcuts({
    door: {
      register: (accelerator, press) => {
        if (taken.includes(accelerator) || held.has(accelerator)) return false;
        held.set(accelerator, press);
        return true;
      },
      unregister: (accelerator) => {
        held.delete(accelerator);
      },
    },
    onKey: (key) => pressed.push(key),
  });
  return { held, pressed, shortcuts, press: (accelerator: string) => held.get(accelerator)?.() };
};

describe('global shortcuts', () => {
  it('are taken before anybody asked, or kept after they were switched off', () => {
    const { held, shortcuts } = createSystem();
    expect(held.size).toBe(0);
    expect(shortcuts.set('keys')).toEqual([]);
    expect(held.size).toBeGreaterThan(5);
    expect(shortcuts.set('off')).toEqual([]);
    expect(held.size).toBe(0);
  });

  it('take a clicker’s buttons from other programs without having been told to', () => {
    const { held, shortcuts } = createSystem();
    shortcuts.set('keys');
    expect([...held.keys()].filter((accelerator) => !accelerator.startsWith('CommandOrControl+Alt+'))).toEqual([]);
    shortcuts.set('clicker');
    expect(held.has('PageDown') && held.has('PageUp')).toBe(true);
    shortcuts.set('keys');
    expect(held.has('PageDown')).toBe(false);
  });

  it('mean another key than the one they stand for', () => {
    const { press, pressed, shortcuts } = createSystem();
    shortcuts.set('clicker');
    for (const accelerator of ['CommandOrControl+Alt+Space', 'CommandOrControl+Alt+Up', 'PageDown']) press(accelerator);
    expect(pressed).toEqual([' ', 'ArrowUp', 'PageDown']);
  });

  it('hide that another program holds one, or give up those that were free', () => {
    const { held, shortcuts } = createSystem(['CommandOrControl+Alt+Up']);
    expect(shortcuts.set('keys')).toEqual(['CommandOrControl+Alt+Up']);
    expect(held.has('CommandOrControl+Alt+Down')).toBe(true);
    // Asked again it says the same, and does not fail by what it holds itself.
    expect(shortcuts.set('keys')).toEqual(['CommandOrControl+Alt+Up']);
  });
});

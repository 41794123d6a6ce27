// What the desktop's main process tells a page of its own accord, and what a page may ask about its shortcuts.

export type ShellNews =
  /** The display that the window stands on now. */
  | { readonly t: 'display'; readonly id: number }
  /** A global shortcut was pressed: the key that it stands for, as a page names it. */
  | { readonly t: 'key'; readonly key: string };

/** `keys`: with Ctrl and Alt held; `clicker`: also the two buttons of a presenter clicker, bare. */
export const SHORTCUT_MODES = ['off', 'keys', 'clicker'] as const;
export type ShortcutMode = (typeof SHORTCUT_MODES)[number];

/** `failed`: accelerators that other programs hold, and that will not work. */
export interface ShortcutReport {
  readonly failed: readonly string[];
}

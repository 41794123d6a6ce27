// Brings a page back that crashed or hangs: again at once, then with a pause, and at last with a page that says so.

import { performance } from 'node:perf_hooks';
import { type BrowserWindow, dialog } from 'electron';
import { delayBeforeRestart, type RestartLimit } from './restart-limit.ts';
import { both, WORDS } from './shell-words.ts';

const LIMIT: RestartLimit = { delaysMs: [0, 5_000], most: 3, withinMs: 60_000 };
const WAIT = 0;
const RELOAD = 1;

export interface PageRecoveryOptions {
  load(): void;
  /** It crashed too often. */
  onGiveUp(): void;
}

export const watchPage = (window: BrowserWindow, { load, onGiveUp }: PageRecoveryOptions): void => {
  const { webContents } = window;
  let falls: readonly number[] = [];
  let isAsking = false;

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    console.error(`A window's page ended: ${reason} (${exitCode}).`);
    falls = [...falls, performance.now()].slice(-LIMIT.most - 1);
    const delay = delayBeforeRestart(LIMIT, falls);
    // Never at once: navigating inside this event crashes.
    setTimeout(() => {
      if (window.isDestroyed()) return;
      if (delay === null) onGiveUp();
      else load();
    }, delay ?? 0);
  });

  window.on('unresponsive', () => {
    if (isAsking) return;
    isAsking = true;
    void dialog
      .showMessageBox(window, {
        type: 'warning',
        message: both(WORDS.hanging),
        detail: both(WORDS.hangingMore),
        buttons: [both(WORDS.wait), both(WORDS.reload)],
        defaultId: WAIT,
        cancelId: WAIT,
      })
      .then(({ response }) => {
        isAsking = false;
        // A page that hangs does not hear a reload: its process has to go, and comes back as above.
        if (response === RELOAD && !window.isDestroyed()) webContents.forcefullyCrashRenderer();
      });
  });
};

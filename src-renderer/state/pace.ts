// When the mirror is written: once a frame while the page is seen, by a timer while it is hidden.

export interface Pace {
  /** Runs `work` once, soon. */
  readonly soon: (work: () => void) => void;
  readonly later: (work: () => void, ms: number) => void;
  readonly now: () => number;
}

const HIDDEN_EVERY_MS = 250;

export const pagePace: Pace = {
  soon: (work) => {
    if (document.visibilityState !== 'visible') {
      window.setTimeout(work, HIDDEN_EVERY_MS);
      return;
    }
    let isDone = false;
    const once = (): void => {
      if (isDone) return;
      isDone = true;
      window.clearTimeout(rescue);
      work();
    };
    // A page hidden before its frame came would wait for it for ever.
    const rescue = window.setTimeout(once, HIDDEN_EVERY_MS);
    requestAnimationFrame(once);
  },
  later: (work, ms) => window.setTimeout(work, ms),
  now: () => performance.now(),
};

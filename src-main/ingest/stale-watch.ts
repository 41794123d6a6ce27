// Watches a feed that should never be silent for long: says when it has gone stale, and when it speaks again.

import type { Instant } from '../core/units.ts';

export interface StaleWatch {
  start(): void;
  /** Something came. */
  heard(): void;
  stop(): void;
}

export interface StaleWatchOptions {
  readonly clock: () => Instant;
  readonly staleAfterMs: number;
  readonly onStale: () => void;
  readonly onFresh: () => void;
}

export const createStaleWatch = ({ clock, staleAfterMs, onStale, onFresh }: StaleWatchOptions): StaleWatch => {
  let timer: NodeJS.Timeout | null = null;
  let heardAt = clock();
  let isStale = false;

  // One timer that is set anew when it fires, not at each of a thousand events a second.
  const watch = (): void => {
    const left = heardAt + staleAfterMs - clock();
    if (left > 0) {
      timer = setTimeout(watch, Math.min(left, staleAfterMs));
      return;
    }
    timer = null;
    isStale = true;
    onStale();
  };

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    isStale = false;
  };

  return {
    start: () => {
      stop();
      heardAt = clock();
      watch();
    },
    heard: () => {
      heardAt = clock();
      if (!isStale) return;
      isStale = false;
      onFresh();
      watch();
    },
    stop,
  };
};

// One shared timer a period: everything that shows running time moves in the same instant, and nothing ticks unseen.

export interface Beat {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

export const createBeat = (everyMs: number, now: () => number): Beat => {
  const listeners = new Set<() => void>();
  let last: number | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;

  const tick = (): void => {
    last = now();
    for (const listener of [...listeners]) listener();
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === null) {
        timer = setInterval(tick, everyMs);
        last = now();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
        last = null;
      };
    },
    read: () => {
      last ??= now();
      return last;
    },
  };
};

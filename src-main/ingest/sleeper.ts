// A wait that can be cut short.

export interface Sleeper {
  sleep(ms: number): Promise<void>;
  /** Ends the wait that is on, if any, and every later one at once. */
  wake(): void;
}

export const createSleeper = (): Sleeper => {
  const controller = new AbortController();
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        if (controller.signal.aborted) {
          resolve();
          return;
        }
        const done = (): void => {
          clearTimeout(timer);
          controller.signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        controller.signal.addEventListener('abort', done);
      }),
    wake: () => controller.abort(),
  };
};

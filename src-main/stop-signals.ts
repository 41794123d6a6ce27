// Ctrl-C and SIGTERM: the first asks for a clean end, a later one forces it, and so does a clean end that takes too long.

/** A terminal and the programs between may each send the same Ctrl-C. */
const SAME_PRESS_MS = 500;
const LONGEST_END_MS = 2000;
const FORCED = 130;

/** `end` is called once; the process exits with 0 when it is done. */
export const endOnSignals = (end: () => Promise<void>): void => {
  let askedAt: number | null = null;
  const ask = (): void => {
    const now = performance.now();
    if (askedAt !== null) {
      if (now - askedAt >= SAME_PRESS_MS) process.exit(FORCED);
      return;
    }
    askedAt = now;
    setTimeout(() => process.exit(FORCED), LONGEST_END_MS);
    end().then(
      () => process.exit(0),
      (fault: unknown) => {
        console.error(fault instanceof Error ? fault.message : fault);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  process.on('SIGHUP', ask);
};

// Bounds what is remembered in a Map or a Set: the oldest are forgotten, many at a time.

interface Memory<Key> {
  readonly size: number;
  keys(): Iterable<Key>;
  delete(key: Key): boolean;
}

/** How far a memory may grow beyond what it is to keep. */
const SLACK = 1.25;

/**
 * Forgets the oldest once a quarter more than `keep` are there, so that at least `keep` always are. One by one it would cost
 * tens of microseconds each: a walk from the beginning passes by the place of everything that was deleted before.
 */
export const forgetOldest = <Key>(memory: Memory<Key>, keep: number): void => {
  if (memory.size <= keep * SLACK) return;
  let excess = memory.size - keep;
  for (const key of memory.keys()) {
    if (excess <= 0) return;
    memory.delete(key);
    excess -= 1;
  }
};

// New ids: UUIDv7, which sort by the time they were made.

import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES_AN_ID = 16;
/** Randomness is fetched for many at once: an import needs a hundred thousand. */
const pool = new Uint8Array(256 * BYTES_AN_ID);
let used = pool.length;
let [lastMs, seq] = [0, 0];

const nextRandom = (): Uint8Array => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += BYTES_AN_ID;
  return pool.subarray(used - BYTES_AN_ID, used);
};

/** Of two ids of one process the later is the greater, within a millisecond too. */
export const newId = <Id extends string>(): Id => {
  const random = nextRandom();
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    const [a = 0, b = 0, c = 0] = random;
    seq = (a << 16) | (b << 8) | c;
  } else {
    seq += 1;
  }
  return v7({ random, msecs: lastMs, seq }) as Id;
};

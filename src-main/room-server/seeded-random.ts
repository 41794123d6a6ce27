// Randomness that is the same for the same seed, on any machine: sfc32, seeded from a string.

export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [low, high]. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T;
  /** How often something happens in a span in which it happens `mean` times on average. */
  times(mean: number): number;
  /** Around `mean`, spread over about ±2 `spread`. */
  around(mean: number, spread: number): number;
  digits(count: number): string;
}

const hash = (text: string, salt: number): number => {
  let h = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index += 1) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};

export const createSeededRandom = (seed: string): SeededRandom => {
  let a = hash(seed, 1);
  let b = hash(seed, 2);
  let c = hash(seed, 3);
  let counter = 1;

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 15; round += 1) next();

  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));

  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[whole(0, list.length - 1)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    times: (mean) => {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * (next() + next() + next() - 1.5) * 2));
      const limit = Math.exp(-mean);
      let product = next();
      let count = 0;
      while (product > limit) {
        product *= next();
        count += 1;
      }
      return count;
    },
    around: (mean, spread) => mean + spread * (next() + next() + next() - 1.5) * 2,
    digits: (count) => {
      let text = String(whole(1, 9));
      while (text.length < count) text += String(whole(0, 9));
      return text;
    },
  };
};

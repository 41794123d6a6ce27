// How long to wait before trying again: doubling, bounded, and scattered so that many desks do not return at one instant.

export interface BackOff {
  /** The next wait, in ms. */
  next(): number;
  reset(): void;
}

export interface BackOffLimits {
  readonly minMs: number;
  readonly maxMs: number;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
}

export const createBackOff = ({ minMs, maxMs, random = Math.random }: BackOffLimits): BackOff => {
  let tries = 0;
  return {
    next: () => {
      const ceiling = Math.min(maxMs, minMs * 2 ** Math.min(tries, 30));
      tries += 1;
      return Math.round(ceiling * (0.5 + random() / 2));
    },
    reset: () => {
      tries = 0;
    },
  };
};

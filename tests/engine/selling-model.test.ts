// Claims, carts, platform orders, deals, stock, time, repeats and crashes in any order: nothing is lost, doubled or sold beyond what there is.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import type { ClaimRules } from '../../src-main/core/claim-rules.ts';
import { closeRigs } from './support/engine-rig.ts';
import { openEvening, steps } from './support/selling-model.ts';

const RUNS = Number(process.env.KONGTAI_MODEL_RUNS ?? 8);
const STEPS = Number(process.env.KONGTAI_MODEL_STEPS ?? 16);

// The engine's timers come when a step says so: nothing waits for a clock on the wall.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const seed = process.env.KONGTAI_MODEL_SEED;

describe('an evening of selling', () => {
  it.each<[string, Partial<ClaimRules>]>([
    ['stock kept for who claims first', {}],
    ['a limit for each buyer', { perBuyer: 3 }],
    ['stock for who pays first', { allocation: 'first_paid' }],
  ])(
    'loses, doubles or oversells something, or serves somebody out of turn: %s',
    async (_name, rules) => {
      await fc.assert(
        fc
          .asyncProperty(steps(STEPS), async (commands) => {
            await fc.asyncModelRun(() => openEvening(rules), commands);
          })
          .afterEach(closeRigs),
        { numRuns: RUNS, ...(seed === undefined ? {} : { seed: Number(seed) }), interruptAfterTimeLimit: 100_000 },
      );
    },
    180_000,
  );
});

// How late an event loop comes to its timers, in ms, while it is watched.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { z } from 'zod';

/** How often the loop is looked at; what a look comes later than that is its delay. */
const EVERY_MS = 10;

export const lateness = z.object({ p50: z.number(), p99: z.number(), longest: z.number() });
export type Lateness = z.infer<typeof lateness>;

export const watchLoop = (): { read(): Lateness } => {
  const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
  delay.enable();
  const late = (ns: number): number => Math.max(0, ns / 1e6 - EVERY_MS);
  return {
    read: () => ({ p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), longest: late(delay.max) }),
  };
};

export const tellLateness = ({ p50, p99, longest }: Lateness): string =>
  `late by p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${longest.toFixed(0)} ms`;

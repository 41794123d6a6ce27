// What a busy stretch costs the engine's process: how late its loop is beside an idle one, its share of a core, its memory.

import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { percent } from '../figures.ts';
import { startBeside } from './child.ts';
import { lateness, tellLateness, watchLoop } from './loop-watch.ts';

const MOST_DELAY_MS = 25;

export interface Stretch {
  readonly isOnTime: boolean;
  readonly loop: string;
  /** Until now. */
  memory(): string;
}

/** Watches this process until `endsAt`, in ms of the wall clock. */
export const watchStretch = async (endsAt: number): Promise<Stretch> => {
  const idle = await startBeside('idle-process.ts', {}, z.object({}));
  try {
    const loop = watchLoop();
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    const memoryAt = process.memoryUsage().rss;
    await wait(Math.max(0, endsAt - Date.now()));
    const used = process.cpuUsage(cpu);
    const share = (used.user + used.system) / 1000 / (performance.now() - startedAt);
    const late = loop.read();
    const idleLate = await idle.ask(lateness);
    return {
      isOnTime: late.p99 <= MOST_DELAY_MS,
      loop:
        `event loop ${tellLateness(late)} ` +
        `(p99 at most ${MOST_DELAY_MS}; an idle process beside it ${tellLateness(idleLate)}); ${percent(share)} of a core`,
      memory: () => `memory ${(memoryAt / 1e6).toFixed(0)} → ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    };
  } finally {
    await idle.stop();
  }
};

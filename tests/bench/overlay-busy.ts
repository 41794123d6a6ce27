// overlay.busy: how much of a core the overlay's page takes in a deal's last ten seconds, when it is repainted most often.

import type { CDPSession, Page } from '@playwright/test';
import type { Bench } from './bench.ts';
import { percent } from './figures.ts';
import { medianOf } from './rounds.ts';
import { withBenchPages } from './support/bench-pages.ts';

const WARM_UP_MS = 2000;
const LOOK_EVERY_MS = 500;

interface Busy {
  /** CPU seconds of the page's main thread, and of its whole process with rastering in software. */
  readonly thread: number;
  readonly process: number;
}

/** CPU time, not time on the wall: OBS, and this machine, have others to serve. */
const watchCpu = async (page: Page): Promise<() => Promise<Busy>> => {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const read = (wanted: string): number => {
      const found = metrics.find(({ name }) => name === wanted);
      if (found === undefined) throw new Error(`Chromium does not tell ${wanted}`);
      return found.value;
    };
    return { thread: read('TaskDuration'), process: read('ProcessTime') };
  };
};

export const bench: Bench = {
  name: 'overlay.busy',
  bar: 0.05,
  passes: 'at most',
  run: (size) =>
    withBenchPages(['overlay'], async (pages) => {
      const shares: Busy[] = [];
      for (let round = 0; round < (size === 'full' ? 5 : 1); round += 1) {
        const opened = await pages.open('overlay');
        await opened.page.waitForFunction(() => document.getElementById('root')?.dataset.ready === 'true');
        const read = await watchCpu(opened.page);
        await opened.page.waitForTimeout(WARM_UP_MS);
        const before = await read();
        const startedAt = performance.now();
        const words = new Set<string>();
        // That it counts at all is part of what is measured.
        for (let look = 0; look < (size === 'full' ? 12 : 4); look += 1) {
          words.add((await opened.page.getByTestId('overlay-countdown').textContent()) ?? '');
          await opened.page.waitForTimeout(LOOK_EVERY_MS);
        }
        const after = await read();
        const seconds = (performance.now() - startedAt) / 1000;
        shares.push({
          thread: (after.thread - before.thread) / seconds,
          process: (after.process - before.process) / seconds,
        });
        await opened.close();
        if (words.size < 3) throw new Error(`the overlay did not count down: ${[...words].join(' ')}`);
      }
      const share = medianOf(shares.map(({ thread }) => thread));
      const whole = medianOf(shares.map(({ process }) => process));
      return {
        ratio: share,
        alsoHolds: true,
        detail: `main thread ${percent(share)} of a core at ten repaints and ten pushes a second; with software rastering ${percent(whole)}`,
      };
    }),
};

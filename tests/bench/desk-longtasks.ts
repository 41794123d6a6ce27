// desk.longtasks: how often the whole desk keeps its page from answering for more than 50 ms, in a minute of 1 000 messages a second.

import type { Bench } from './bench.ts';
import { percent } from './figures.ts';
import { withBenchPages } from './support/bench-pages.ts';
import { tellLateness, watchLoop } from './support/loop-watch.ts';

/** Opening a page has long tasks of its own; what is asked is how the desk runs. */
const WARM_UP_MS = 5000;

export const bench: Bench = {
  name: 'desk.longtasks',
  bar: 0,
  passes: 'at most',
  run: (size) =>
    withBenchPages(['desk'], async (pages) => {
      const { page, busySeconds, close } = await pages.open('desk');
      await page.locator('#root[data-ready="true"]').waitFor();
      await page.locator('[data-testid="chart-online"] canvas').first().waitFor();
      await page.waitForTimeout(WARM_UP_MS);
      const opening = await page.evaluate(() => window.takeLongTasks());
      const before = await busySeconds();
      const startedAt = performance.now();
      const loop = watchLoop();
      const seconds = size === 'full' ? 60 : 8;
      await page.waitForTimeout(seconds * 1000);
      const share = (((await busySeconds()) - before) * 1000) / (performance.now() - startedAt);
      const late = loop.read();
      const long = await page.evaluate(() => window.takeLongTasks());
      const rows = await page.locator('[data-testid="feed-row"]').count();
      await close();
      if (rows === 0) throw new Error('the desk showed no messages');
      const longest = long.length === 0 ? '' : `, the longest ${Math.max(...long).toFixed(0)} ms`;
      return {
        ratio: long.length,
        alsoHolds: true,
        detail:
          `${long.length} over 50 ms in ${seconds} s${longest}, main thread busy ${percent(share)}, every topic pushed as often as it may be; ` +
          `${opening.length} while opening; an idle process beside it ${tellLateness(late)}`,
      };
    }),
};

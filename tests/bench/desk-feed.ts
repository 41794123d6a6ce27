// desk.feed: how busy the feed keeps a page at 1 000 messages a second, against a plain list that draws them all each frame.

import type { Bench, Size } from './bench.ts';
import { percent, spread } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import { type BenchPageName, type BenchPages, withBenchPages } from './support/bench-pages.ts';

const WARM_UP_MS = 2000;
/** Above the last rows in a list of that height, and below it. */
const LEAST_ROWS = 15;

const busyShare = async (pages: BenchPages, name: BenchPageName, size: Size): Promise<number> => {
  const opened = await pages.open(name);
  await opened.page.waitForFunction(
    (least) => document.querySelectorAll('.feed-row, [data-testid="feed-row"]').length >= least,
    LEAST_ROWS,
  );
  await opened.page.waitForTimeout(WARM_UP_MS);
  const before = await opened.busySeconds();
  const startedAt = performance.now();
  await opened.page.waitForTimeout(size === 'full' ? 8000 : 2000);
  const busy = (await opened.busySeconds()) - before;
  const share = (busy * 1000) / (performance.now() - startedAt);
  await opened.close();
  return share;
};

export const bench: Bench = {
  name: 'desk.feed',
  bar: 0.35,
  passes: 'at most',
  run: (size) =>
    withBenchPages(['feed', 'plain-list'], async (pages) => {
      const rounds = await playRounds(
        {
          product: () => busyShare(pages, 'feed', size),
          baseline: () => busyShare(pages, 'plain-list', size),
        },
        { rounds: size === 'full' ? 5 : 1 },
      );
      const busy = compareBy(rounds, (share) => share);
      return {
        ratio: busy.ratio,
        alsoHolds: true,
        detail: `main thread busy ${percent(busy.product)}, plain list ${percent(busy.baseline)}, ${spread(busy)}`,
      };
    }),
};

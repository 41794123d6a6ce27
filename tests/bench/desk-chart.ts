// desk.chart: main-thread time of one update of a chart that is handed 3 600 points, against ECharts with its default options.

import type { Bench } from './bench.ts';
import { spread } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import { withBenchPages } from './support/bench-pages.ts';

/** As often as the engine sends the charts; ECharts' own animation has ended by then. */
const EVERY_MS = 1000;

export const bench: Bench = {
  name: 'desk.chart',
  bar: 0.2,
  passes: 'at most',
  run: (size) =>
    withBenchPages(['chart'], async (pages) => {
      const opened = await pages.open('chart');
      await opened.page.waitForFunction(() => document.querySelectorAll('canvas').length === 2);
      const updates = size === 'full' ? 8 : 2;
      const msPerUpdate = async (side: 'product' | 'baseline'): Promise<number> => {
        const before = await opened.busySeconds();
        await opened.page.evaluate(([name, count, everyMs]) => window.playUpdates(name, count, everyMs), [
          side,
          updates,
          EVERY_MS,
        ] as const);
        return (((await opened.busySeconds()) - before) * 1000) / updates;
      };
      const rounds = await playRounds(
        { product: () => msPerUpdate('product'), baseline: () => msPerUpdate('baseline') },
        { rounds: size === 'full' ? 5 : 1, warmUps: 1 },
      );
      await opened.close();
      const cost = compareBy(rounds, (ms) => ms);
      return {
        ratio: cost.ratio,
        alsoHolds: true,
        detail: `${cost.product.toFixed(1)} ms an update, default ECharts ${cost.baseline.toFixed(1)} ms, ${spread(cost)}`,
      };
    }),
};

// desk.transport: what a row costs on the product's way to a sandboxed page, against a contextBridge callback with object arrays.

import { z } from 'zod';
import { FEED_TOPICS } from '../../src-main/contract/topics.ts';
import type { Bench } from './bench.ts';
import { spread } from './figures.ts';
import { compareBy } from './rounds.ts';
import { prepareBenchApp } from './support/bench-app.ts';
import { withDisplay } from './support/display.ts';

/** The batch that the bar was measured with; and as large as the feed's pushes are. */
const BATCH = 200;
const PUSH = FEED_TOPICS['feed.rows'].perPush;

const figures = z.object({ micros: z.number(), cpuMicros: z.number() });
const round = z.object({ batch: z.number(), product: figures, baseline: figures });

export const bench: Bench = {
  name: 'desk.transport',
  bar: 0.4,
  passes: 'at most',
  run: (size) =>
    withDisplay(async (display) => {
      const app = await prepareBenchApp('transport');
      const events = size === 'full' ? 60_000 : 12_000;
      const loads = [BATCH, PUSH].map((batch) => ({ batch, batches: events / batch }));
      const played: z.infer<typeof round>[] = [];
      const { ended } = app.start(
        display,
        { KONGTAI_BENCH_LOADS: JSON.stringify(loads), KONGTAI_BENCH_ROUNDS: size === 'full' ? '9' : '2' },
        [],
        (line) => {
          if (line.startsWith('round ')) played.push(round.parse(JSON.parse(line.slice(6))));
        },
      );
      await ended;
      const of = (batch: number) => played.filter((one) => one.batch === batch);
      const batched = compareBy(of(BATCH), ({ micros }) => micros);
      const cpu = compareBy(of(BATCH), ({ cpuMicros }) => cpuMicros);
      const pushed = compareBy(of(PUSH), ({ micros }) => micros);
      return {
        ratio: batched.ratio,
        alsoHolds: true,
        detail:
          `${batched.product.toFixed(2)} µs a row over a MessagePort from a utility process, ${batched.baseline.toFixed(2)} µs over contextBridge, ` +
          `${BATCH} a message, ${spread(batched)}; CPU of all processes ${cpu.product.toFixed(2)} and ${cpu.baseline.toFixed(2)} µs; ` +
          `${PUSH} a message, as in the feed: ${pushed.ratio.toFixed(2)}; ${app.about}`,
      };
    }),
};

// catalogue.import: 100 000 rows of a file read, compared and taken over by an engine, against the same reading and a bare INSERT.

import { join } from 'node:path';
import { z } from 'zod';
import type { Bench } from './bench.ts';
import { spread } from './figures.ts';
import { compareBy, medianOf, playRounds } from './rounds.ts';
import { startBeside } from './support/child.ts';
import { writeShopFile } from './support/shop-file.ts';
import { withTempDir } from './support/temp-dir.ts';

/** What five times the rows may cost in memory, of what a fifth of them costs: V8 gives its young half 50 MB more or not. */
const MOST_GROWTH = 2;

const bare = z.object({ created: z.number(), ms: z.number(), cpuMs: z.number() });
const imported = z.object({
  created: z.number(),
  ms: z.number(),
  cpuMs: z.number(),
  comparedMs: z.number(),
  appliedMs: z.number(),
  undoMs: z.number(),
  grownMb: z.number(),
});

/** In a process of its own, on an empty catalogue: nothing is warm on either side, and its memory is its own. */
const run = <Answer extends { readonly created: number }>(
  child: string,
  shape: z.ZodType<Answer>,
  file: string,
  products: number,
): Promise<Answer> =>
  withTempDir(async (dataDir) => {
    const beside = await startBeside(child, { file, dataDir }, z.object({}));
    const answer = await beside.ask(shape);
    await beside.stop();
    if (answer.created !== products) throw new Error(`${child} made ${answer.created} of ${products} products`);
    return answer;
  });

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const bench: Bench = {
  name: 'catalogue.import',
  bar: 0.5,
  passes: 'at least',
  run: (size) =>
    withTempDir(async (dir) => {
      const rows = size === 'full' ? 100_000 : 20_000;
      const [file, fifth] = [join(dir, 'all.csv'), join(dir, 'fifth.csv')];
      const [products, fewer] = [writeShopFile(file, rows), writeShopFile(fifth, rows / 5)];
      const runs: z.infer<typeof imported>[] = [];
      const rounds = await playRounds<z.infer<typeof bare>>(
        {
          product: async () => {
            const done = await run('import-process.ts', imported, file, products);
            runs.push(done);
            return done;
          },
          baseline: () => run('bare-import-process.ts', bare, file, products),
        },
        { rounds: size === 'full' ? 5 : 1 },
      );
      // Rows a second, so that more is better.
      const speed = compareBy<z.infer<typeof bare>>(rounds, ({ ms }) => rows / ms);
      const cpu = compareBy<z.infer<typeof bare>>(rounds, ({ cpuMs }) => rows / cpuMs);
      const ms = compareBy<z.infer<typeof bare>>(rounds, (one) => one.ms);
      const small: number[] = [];
      for (let turn = 0; turn < rounds.length; turn += 1) {
        small.push((await run('import-process.ts', imported, fifth, fewer)).grownMb);
      }
      const grown = medianOf(runs.map(({ grownMb }) => grownMb));
      const grownByFifth = medianOf(small);
      const growth = grown / grownByFifth;
      const median = (of: (one: z.infer<typeof imported>) => number): number => medianOf(runs.map(of));
      return {
        ratio: speed.ratio,
        alsoHolds: growth <= MOST_GROWTH,
        detail:
          `${rows} rows, ${products} products: ${seconds(ms.product)}, read and inserted barely ${seconds(ms.baseline)}, ${spread(speed)}, by CPU ${cpu.ratio.toFixed(2)}; ` +
          `of it in one transaction ${seconds(median(({ appliedMs }) => appliedMs))}, undone in ${seconds(median(({ undoMs }) => undoMs))}; ` +
          `memory at its highest +${grown.toFixed(0)} MB, for a fifth of the rows +${grownByFifth.toFixed(0)} MB (at most ${MOST_GROWTH} times)`,
      };
    }),
};

// app.ready: from the start of the process until the desk's window may be shown, against a window with nothing in it.

import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildIfNeeded } from '../../src-main/fresh-build.ts';
import type { Bench } from './bench.ts';
import { spread } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import { type BenchApp, prepareBenchApp } from './support/bench-app.ts';
import { withDisplay } from './support/display.ts';
import { withTempDir } from './support/temp-dir.ts';

const projectDir = resolve(import.meta.dirname, '../..');
const READY_LIMIT_MS = 60_000;
/** Between two starts, for what the last one left behind. */
const REST_MS = 500;
const READY = 'ready-to-show ';

/** Milliseconds; the process is ended afterwards. */
const timeReady = async (
  app: BenchApp,
  display: string,
  env: Readonly<Record<string, string>>,
  words: readonly string[],
): Promise<number> => {
  await wait(REST_MS);
  const startedAt = Date.now();
  let tell: (at: number) => void = () => undefined;
  const told = new Promise<number>((resolve) => {
    tell = resolve;
  });
  const { child, ended } = app.start(display, env, words, (line) => {
    if (line.startsWith(READY)) tell(Number(line.slice(READY.length)));
  });
  const overdue = setTimeout(() => child.kill('SIGKILL'), READY_LIMIT_MS);
  try {
    const readyAt = await Promise.race([told, ended.then(() => null)]);
    if (readyAt === null) throw new Error('the app ended before its window could be shown');
    return readyAt - startedAt;
  } finally {
    clearTimeout(overdue);
    child.kill('SIGTERM');
    // Ended by the signal: how is of no interest once the time is known.
    await ended.catch(() => undefined);
  }
};

export const bench: Bench = {
  name: 'app.ready',
  bar: 1.35,
  passes: 'at most',
  run: (size) =>
    withDisplay((display) =>
      withTempDir(async (dataDir) => {
        await buildIfNeeded(projectDir, (line) => console.error(line));
        const app = await prepareBenchApp('ready');
        const entry = join(projectDir, 'out/main/index.js');
        const words = ['--data', dataDir, '--room', 'demo'];
        const rounds = await playRounds(
          {
            product: () => timeReady(app, display, { KONGTAI_BENCH_ENTRY: entry }, words),
            baseline: () => timeReady(app, display, {}, []),
          },
          { rounds: size === 'full' ? 5 : 2, warmUps: 1 },
        );
        const ms = compareBy(rounds, (figure) => figure);
        return {
          ratio: ms.ratio,
          alsoHolds: true,
          detail: `desk ${ms.product.toFixed(0)} ms with the demo room, blank window ${ms.baseline.toFixed(0)} ms, ${spread(ms)}; ${app.about}`,
        };
      }),
    ),
};

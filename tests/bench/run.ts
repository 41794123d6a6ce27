// `npm run bench`: runs the benchmarks by name (all where none is named), one after another, and prints a table or JSON lines.

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchReport, Size } from './bench.ts';
import { BENCHES } from './benches.ts';

const HELP = `npm run bench -- [names] [options]

  names      ${Object.keys(BENCHES).join(', ')}; all if left out
  --json     one JSON object a line: {"name","ratio","bar","pass","detail"}
  --quick    small loads, to see that everything runs: its figures judge nothing
  --strict   exit code 1 where a bar is missed
  --help     this text
`;

/** Longer than any of them takes, so that one that hangs does not hang them all. */
const LIMIT_MS = 15 * 60_000;

const readOptions = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined)
    throw new Error(`no benchmark is called "${unknown}"; there are ${Object.keys(BENCHES).join(', ')}`);
  return { ...values, names: positionals.length === 0 ? Object.keys(BENCHES) : positionals };
};

const isReport = (message: unknown): message is BenchReport =>
  typeof message === 'object' && message !== null && 'passes' in message && 'result' in message;

/** Throws where the benchmark itself broke. */
const runOne = (name: string, size: Size): Promise<BenchReport> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'bench-process.ts'), [name, size], {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      timeout: LIMIT_MS,
    });
    let report: BenchReport | null = null;
    child.on('message', (message) => {
      if (isReport(message)) report = message;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (report !== null) resolve(report);
      else reject(new Error(`${name} ended without a result (${signal ?? `exit code ${code}`})`));
    });
  });

const printRow = ({ passes, result: { name, ratio, bar, pass, detail } }: BenchReport): void => {
  const cells = [
    name.padEnd(15),
    (ratio === null ? '–' : ratio.toFixed(3)).padStart(8),
    `${passes === 'at least' ? '≥' : '≤'} ${bar}`.padStart(7),
    (pass === null ? 'not run' : pass ? 'pass' : 'MISSED').padEnd(7),
    detail,
  ];
  console.log(cells.join('  '));
};

const run = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
    return;
  }
  if (!options.json) console.log(['name'.padEnd(15), '   ratio', '    bar', 'result ', 'detail'].join('  '));
  for (const name of options.names) {
    try {
      const report = await runOne(name, options.quick ? 'quick' : 'full');
      if (options.json) console.log(JSON.stringify(report.result));
      else printRow(report);
      if (options.strict && report.result.pass !== true) process.exitCode = 1;
    } catch (fault) {
      // A benchmark that breaks is a fault, whatever was asked for; the others are still worth their figures.
      console.error(fault instanceof Error ? fault.message : fault);
      process.exitCode = 1;
    }
  }
};

await run().catch((fault: unknown) => {
  console.error(`bench: ${fault instanceof Error ? fault.message : fault}`);
  process.exitCode = 2;
});

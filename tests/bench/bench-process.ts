// One benchmark in a process of its own, so that none measures what another left in the heap; tells its parent the result.

import { type BenchReport, type BenchResult, CannotRun, toResult } from './bench.ts';
import { BENCHES } from './benches.ts';

const [name = '', size = 'full'] = process.argv.slice(2);
const load = BENCHES[name];
if (load === undefined || process.send === undefined) throw new Error(`no benchmark is called "${name}"`);
// Stopped from outside, it ends in the ordinary way: what it has started ends with it.
for (const end of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(end, () => process.exit(1));
const { bench } = await load();

const measure = async (): Promise<BenchResult> => {
  try {
    return toResult(bench, await bench.run(size === 'quick' ? 'quick' : 'full'));
  } catch (fault) {
    if (!(fault instanceof CannotRun)) throw fault;
    return { name: bench.name, ratio: null, bar: bench.bar, pass: null, detail: fault.message };
  }
};

const report: BenchReport = { passes: bench.passes, result: await measure() };
process.send(report, () => process.exit(0));

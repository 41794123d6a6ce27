// `npm run room-server`: the reference room server with its simulator, for trying a console out and for load tests.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readDemoCatalogue } from './demo-catalogue.ts';
import { type DemoRoomOptions, startDemoRoom } from './demo-room.ts';
import { isScenarioName, SCENARIOS, type ScenarioName } from './simulator-scenario.ts';

const HELP = `npm run room-server -- [options]

  --port N         the port on 127.0.0.1; the system chooses one if left out
  --token T        what a console must show, 8 characters or more; made up if left out
  --room ID        the room's id (demo)
  --scenario NAME  ${Object.keys(SCENARIOS).join(', ')} (evening)
  --seed N         another seed, another show (12)
  --speed X        how fast the show goes by (1)
  --rate N         exactly N events a second on average
  --history MIN    how many minutes ago the stream began (0)
  --journal DIR    remember what was said, so that a restart goes on with it
  --help           this text
`;

class BadOption extends Error {}

const readNumber = (name: string, text: string, low: number, high: number, isWhole: boolean): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= low && value <= high) || (isWhole && !Number.isInteger(value)))
    throw new BadOption(`--${name} takes a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}, not "${text}"`);
  return value;
};

const readScenario = (text: string): ScenarioName => {
  if (isScenarioName(text)) return text;
  throw new BadOption(`--scenario takes one of ${Object.keys(SCENARIOS).join(', ')}, not "${text}"`);
};

const NAMES = ['port', 'token', 'room', 'scenario', 'seed', 'speed', 'rate', 'history', 'journal'] as const;

const parseOptions = (args: readonly string[]): Map<string, unknown> => {
  const named = NAMES.map((name) => [name, { type: 'string' }] as const);
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(named), help: { type: 'boolean' } },
    });
    return new Map(Object.entries(values));
  } catch (cause) {
    throw new BadOption(cause instanceof Error ? cause.message : String(cause));
  }
};

/** Null where help was asked for. Throws BadOption. */
const readOptions = (args: readonly string[]): Omit<DemoRoomOptions, 'catalogue' | 'clock' | 'onProblem'> | null => {
  const given = parseOptions(args);
  if (given.get('help') === true) return null;
  const text = (name: (typeof NAMES)[number]): string | null => {
    const value = given.get(name);
    return typeof value === 'string' ? value : null;
  };
  const number = (
    name: 'port' | 'speed' | 'rate' | 'history',
    low: number,
    high: number,
    isWhole: boolean,
  ): number | null => {
    const value = text(name);
    return value === null ? null : readNumber(name, value, low, high, isWhole);
  };
  const token = text('token');
  if (token !== null && token.length < 8) throw new BadOption('--token takes 8 characters or more');
  const rate = number('rate', 1, 200_000, false);
  return {
    journalDir: text('journal'),
    historyMs: (number('history', 0, 120, false) ?? 0) * 60_000,
    port: number('port', 0, 65_535, true) ?? 0,
    speed: number('speed', 0.1, 1000, false) ?? 1,
    scenario: readScenario(text('scenario') ?? 'evening'),
    seed: text('seed') ?? '12',
    room: text('room') ?? 'demo',
    ...(token === null ? {} : { token }),
    ...(rate === null ? {} : { rate }),
  };
};

/** In one line: the argument parser's own sentences come in three. */
const explain = (cause: unknown, port: number): string => sayWhy(cause, port).replace(/\s+/g, ' ').trim();

const sayWhy = (cause: unknown, port: number): string => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'EADDRINUSE') return `port ${port} is in use: choose another with --port`;
  if (code === 'EACCES' && cause instanceof Error && 'syscall' in cause && cause.syscall === 'listen')
    return `port ${port} needs more rights than this user has: choose one above 1023 with --port`;
  if (cause instanceof BadOption) return `${cause.message} (--help shows all options)`;
  return cause instanceof Error ? cause.message : String(cause);
};

const run = async (): Promise<void> => {
  let port = 0;
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === null) {
      process.stdout.write(HELP);
      return;
    }
    port = options.port ?? 0;
    const catalogue = readDemoCatalogue(join(import.meta.dirname, '..', '..', 'resources'));
    const room = await startDemoRoom({
      ...options,
      catalogue,
      clock: Date.now,
      onProblem: (problem) => process.stderr.write(`room-server: ${problem}\n`),
    });
    const madeUp = options.token === undefined ? ` token ${room.token}` : '';
    process.stdout.write(`room ${room.room} at ${room.url}${madeUp}\n`);
    let isStopping = false;
    const stop = () => {
      if (isStopping) return;
      isStopping = true;
      // A delivery that nobody will acknowledge any more would keep the process for ten seconds.
      void room.stop().then(() => process.exit());
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  } catch (cause) {
    process.stderr.write(`room-server: ${explain(cause, port)}\n`);
    process.exitCode = 1;
  }
};

await run();

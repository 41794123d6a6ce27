// `npm start`: builds if needed, then opens the desktop window, or serves the same console to a browser where there can be none.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CliOptions, readCliOptions } from './cli-options.ts';
import { findDesktopBinary } from './desktop-binary.ts';
import { buildIfNeeded } from './fresh-build.ts';
import { nodeApiProblem } from './node-api-guard.ts';
import { startRefusal } from './start-refusal.ts';

const root = resolve(import.meta.dirname, '..');

/** Standard output is kept for the address, or for the one line of JSON. */
const say = (line: string): void => console.error(line);

/** What a loader says where a library is missing, and a shell where a program cannot be run. */
const CANNOT_RUN = [126, 127];

/** How Chromium dies where it finds no usable sandbox or cannot reach the display, and how soon. */
const FATAL_SIGNALS: readonly NodeJS.Signals[] = ['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL'];
const FATAL_WITHIN_MS = 5000;

interface Ending {
  readonly code: number;
  /** Electron never ran. */
  readonly couldNotRun: boolean;
}

const runDesktop = (path: string, { own, forElectron }: CliOptions): Promise<Ending> =>
  new Promise((done) => {
    const startedAt = performance.now();
    const child = spawn(path, [...forElectron, root, '--', ...own], { stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    // A terminal gives Ctrl-C to the child itself.
    const passInterrupt = process.stdin.isTTY ? () => {} : pass;
    process.on('SIGTERM', pass);
    process.on('SIGINT', passInterrupt);
    const settle = (ending: Ending): void => {
      process.off('SIGTERM', pass);
      process.off('SIGINT', passInterrupt);
      done(ending);
    };
    child.once('error', () => settle({ code: 1, couldNotRun: true }));
    child.once('exit', (code, signal) =>
      settle(
        signal === null
          ? { code: code ?? 1, couldNotRun: CANNOT_RUN.includes(code ?? 0) }
          : {
              code: 128 + constants.signals[signal],
              couldNotRun: FATAL_SIGNALS.includes(signal) && performance.now() - startedAt < FATAL_WITHIN_MS,
            },
      ),
    );
  });

/** Null where the desktop ran (its exit code is ours by then); else why it could not. */
const openDesktop = async (options: CliOptions): Promise<string | null> => {
  const { platform, env } = process;
  const userId = process.getuid?.() ?? null;
  const found = await findDesktopBinary({ root, platform, env, userId, forElectron: options.forElectron, say });
  if ('why' in found) return found.why;
  const { code, couldNotRun } = await runDesktop(found.path, options);
  if (couldNotRun) return 'Electron 在这台机器上运行不了，原因见上 / Electron cannot run here, see above';
  process.exitCode = code;
  return null;
};

/** In this very process: fewer to pass a signal on. It reads the same arguments. */
const serveHeadless = async (): Promise<void> => {
  await import(pathToFileURL(join(root, 'out', 'main', 'headless.js')).href);
};

const start = async (options: CliOptions): Promise<void> => {
  await buildIfNeeded(root, say);
  if (options.isHeadless) return serveHeadless();
  const why = await openDesktop(options);
  if (why === null) return;
  say(`不开桌面窗口，改用浏览器 / no desktop window, serving a browser instead: ${why}`);
  await serveHeadless();
};

const options = readCliOptions(process.argv.slice(2));
const guard = nodeApiProblem(process.versions);
if ('text' in options) {
  console.log(options.text);
} else if ('error' in options) {
  say(options.error);
  process.exitCode = 2;
} else if (guard !== null) {
  say(guard);
  process.exitCode = 1;
} else {
  start(options).catch((fault: unknown) => {
    say(startRefusal(fault, options.dataDir));
    process.exitCode = 1;
  });
}

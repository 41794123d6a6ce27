// The built headless engine as a child process: its one line of JSON, its talk, its end.

import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export const HEADLESS = join(root, 'out', 'main', 'headless.js');

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
  stdout(): string;
  stderr(): string;
  /** Resolves with the first whole line of standard output; rejects with what was said instead. */
  firstLine(): Promise<string>;
}

/** Runs a script with the Node that runs the tests. */
export const runProgram = (
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Program => {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: root,
    env: { ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<Ending>((done) => child.once('close', (code, signal) => done({ code, signal })));
  return {
    child,
    ended,
    stdout: () => out,
    stderr: () => err,
    firstLine: () =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (out.includes('\n')) done(out.slice(0, out.indexOf('\n')));
        };
        child.stdout.on('data', look);
        void ended.then(() => (out.includes('\n') ? look() : fail(new Error(`it ended without a line: ${err}`))));
        look();
      }),
  };
};

export interface HeadlessEngine extends Program {
  readonly url: string;
  readonly token: string;
  readonly port: number;
  readonly pid: number;
}

export interface HeadlessOptions {
  readonly dataDir: string;
  readonly port?: number;
  /** More of the command line. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export const startHeadless = async ({
  dataDir,
  port = 0,
  args = [],
  env = process.env,
}: HeadlessOptions): Promise<HeadlessEngine> => {
  const program = runProgram(
    HEADLESS,
    ['--data', dataDir, '--port', String(port), '--json', '--no-open', ...args],
    env,
  );
  const said: { url: string; token: string; pid: number } = JSON.parse(await program.firstLine());
  return { ...program, ...said, port: Number(new URL(said.url).port) };
};

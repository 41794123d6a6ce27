// The benchmarks' Electron apps: built for the Electron that there is, and started on a display.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build, type InlineConfig } from 'vite';
import { findElectron } from '../../support/electron-binary.ts';
import { cacheDir } from '../../support/electron-cache.ts';
import { prepareFallbackElectron } from '../../support/electron-fallback.ts';
import { CannotRun } from '../bench.ts';

/** Longer than any of them takes: one that shows a dialog waits for ever. */
const APP_LIMIT_MS = 5 * 60_000;

const sources = resolve(import.meta.dirname, '../electron');

export type BenchAppName = 'ready' | 'transport';

export interface BenchApp {
  /** One line for whoever reads the figures. */
  readonly about: string;
  /** Calls `onLine` with each line of its standard output; `ended` rejects where it says nothing and fails. */
  start(
    display: string,
    env: Readonly<Record<string, string>>,
    words: readonly string[],
    onLine: (line: string) => void,
  ): { readonly child: ChildProcess; readonly ended: Promise<void> };
}

const ENTRIES: Readonly<
  Record<BenchAppName, readonly { readonly entry: string; readonly kind: 'main' | 'preload' | 'page' }[]>
> = {
  ready: [{ entry: 'ready-main', kind: 'main' }],
  transport: [
    { entry: 'transport-main', kind: 'main' },
    { entry: 'transport-engine', kind: 'main' },
    { entry: 'transport-preload', kind: 'preload' },
    { entry: 'transport-page', kind: 'page' },
  ],
};

const FORMATS = { main: 'es', preload: 'cjs', page: 'iife' } as const;
const ENDINGS = { main: 'js', preload: 'cjs', page: 'js' } as const;

const buildOne = (outDir: string, entry: string, kind: 'main' | 'preload' | 'page'): Promise<unknown> => {
  const config: InlineConfig = {
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      minify: kind === 'page',
      target: kind === 'page' ? 'chrome130' : 'node20.18',
      lib: {
        entry: join(sources, `${entry}.ts`),
        formats: [FORMATS[kind]],
        name: 'bench',
        fileName: () => `${entry.endsWith('-main') ? 'index' : entry}.${ENDINGS[kind]}`,
      },
      rollupOptions: { external: ['electron', /^node:/] },
    },
  };
  return build(config);
};

/** Throws CannotRun where there is no Electron to be had. */
export const prepareBenchApp = async (name: BenchAppName): Promise<BenchApp> => {
  const electron = await findElectron().catch((fault: Error) => {
    throw new CannotRun(fault.message);
  });
  // The fallback's copy knows its app by this path: it has to be the same each time.
  const appDir = join(cacheDir, `bench-${name}`);
  const outDir = join(appDir, 'out', 'main');
  await mkdir(outDir, { recursive: true });
  for (const { entry, kind } of ENTRIES[name]) await buildOne(outDir, entry, kind);
  await writeFile(
    join(appDir, 'package.json'),
    JSON.stringify({ name: `kongtai-bench-${name}`, type: 'module', main: 'out/main/index.js' }),
  );
  await writeFile(
    join(outDir, `${name}.html`),
    `<!doctype html><meta charset="utf-8"><title>Bench</title><script src="${name}-page.js"></script>`,
  );
  const executable = electron.isFallback ? await prepareFallbackElectron(appDir) : electron.executablePath;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const path = electron.isFallback ? [] : [appDir];

  return {
    about: electron.about,
    start: (display, env, words, onLine) => {
      const child = spawn(executable, [...asRoot, ...path, '--', ...words], {
        env: { ...process.env, ...electron.env, ...env, DISPLAY: display },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: APP_LIMIT_MS,
        killSignal: 'SIGKILL',
      });
      const end = (): boolean => child.kill('SIGKILL');
      // However this process ends.
      process.once('exit', end);
      child.once('close', () => process.off('exit', end));
      createInterface({ input: child.stdout }).on('line', onLine);
      let complaints = '';
      child.stderr.on('data', (chunk: Buffer) => {
        complaints = (complaints + chunk.toString()).slice(-2000);
      });
      const ended = new Promise<void>((done, fail) => {
        child.once('error', fail);
        child.once('close', (code) => {
          if (code === 0) done();
          else fail(new Error(`${name} ended with ${code}: ${complaints.trim()}`));
        });
      });
      return { child, ended };
    },
  };
};

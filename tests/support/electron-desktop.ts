// The desktop app as its tests start it: its own data folder, its windows by name, and an end that leaves nothing running.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test';
import type {} from '../../src-renderer/client/ipc-link.ts';
import { findElectron } from './electron-binary.ts';

export interface DesktopOptions {
  readonly dataDir?: string;
  readonly room?: 'demo' | 'none';
  readonly env?: Readonly<Record<string, string>>;
}

export interface Desktop {
  readonly app: ElectronApplication;
  readonly dataDir: string;
  /** All that main and the engine said on standard output and standard error. */
  output(): string;
  /** The window that shows this page, once it is there. */
  window(name: 'desk' | 'host' | 'trouble'): Promise<Page>;
  pid(): number;
  enginePid(): Promise<number>;
  /** Runs an expression in a window's page, even one that has crashed before; null while nobody answers. */
  askPage(name: 'desk' | 'host' | 'trouble', expression: string): Promise<unknown>;
  /** What the next native dialogs are answered with: the index of a button. */
  answerDialogs(button: number): Promise<void>;
  /** How many dialogs have come up since `answerDialogs`. */
  dialogCount(): Promise<number>;
  /** Asks the app to go, without waiting for what becomes of it. */
  askToQuit(): Promise<void>;
  /** Quits, which must not be refused, and gives the exit code. */
  quit(): Promise<number | null>;
  /** The exit code, once the process has ended. */
  exited(): Promise<number | null>;
}

const ENGINE = 'Kongtai engine';

const ownEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // One that nobody has collected yet has ended all the same.
    return !existsSync(`/proc/${pid}`) || existsSync(`/proc/${pid}/exe`);
  } catch {
    return false;
  }
};

const waitFor = async <T>(what: string, find: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  let found: T | undefined;
  const look = async (): Promise<boolean> => {
    found = await find();
    return found !== undefined;
  };
  await expect.poll(look, { message: what }).toBe(true);
  if (found === undefined) throw new Error(`There is no ${what}.`);
  return found;
};

export const launchArgs = async (dataDir: string, room: string): Promise<readonly string[]> => {
  const { args } = await findElectron();
  return [...args, '--', '--data', dataDir, '--room', room, '--json'];
};

export const launchDesktop = async ({ dataDir, room = 'none', env }: DesktopOptions): Promise<Desktop> => {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'kongtai-desktop-')));
  const binary = await findElectron();
  const app = await electron.launch({
    // Left out, Playwright holds the app back until it is attached; the old one does so itself.
    ...(binary.isFallback ? { executablePath: binary.executablePath } : {}),
    args: [...(await launchArgs(folder, room))],
    env: { ...ownEnv(), ...binary.env, ...env },
  });
  const child = app.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const { pid } = child;
  if (pid === undefined) throw new Error('Electron has no process.');

  return {
    app,
    dataDir: folder,
    output: () => output,
    window: (name) => {
      const find = () => app.windows().find((page) => new URL(page.url()).pathname.startsWith(`/${name}`));
      return waitFor(`a window with ${name}`, find);
    },
    pid: () => pid,
    enginePid: () => {
      const find = () =>
        app.evaluate(
          ({ app: main }, name) => main.getAppMetrics().find((process) => process.name === name)?.pid,
          ENGINE,
        );
      return waitFor('an engine process', find);
    },
    askPage: (name, expression) =>
      app.evaluate(
        async ({ webContents }, asked) => {
          const page = webContents
            .getAllWebContents()
            .find((each) => new URL(each.getURL()).pathname.startsWith(asked.path));
          if (page === undefined || page.isCrashed()) return null;
          // A page that crashes while it is asked never answers.
          const nobody = new Promise((resolve) => setTimeout(resolve, 500, null));
          return Promise.race([page.executeJavaScript(asked.expression).catch(() => null), nobody]);
        },
        { path: `/${name}`, expression },
      ),
    answerDialogs: async (button) => {
      await app.evaluate(({ dialog }, response) => {
        let count = 0;
        dialog.showMessageBox = async () => {
          count += 1;
          Object.assign(globalThis, { dialogCount: count });
          return { response, checkboxChecked: false };
        };
      }, button);
    },
    dialogCount: () => app.evaluate(() => Number(Reflect.get(globalThis, 'dialogCount') ?? 0)),
    askToQuit: () => app.evaluate(({ app: main }) => main.quit()),
    quit: async () => {
      await app.close();
      return ended;
    },
    exited: () => ended,
  };
};

/** A live figure as the engine counts it, or null where it has none. */
export const figureOf = async (page: Page, testId: string): Promise<number | null> => {
  const value = await page.getByTestId(testId).first().getAttribute('data-value');
  return value === null || value === 'none' ? null : Number(value);
};

export const waitUntilReady = (page: Page): Promise<void> => page.locator('#root[data-ready="true"]').waitFor();

/** `openDesktop` starts one; all that were started are ended and their folders removed after the test. */
export const test = base.extend<{ openDesktop: (options?: DesktopOptions) => Promise<Desktop> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  openDesktop: async ({}, use) => {
    const opened: Desktop[] = [];
    await use(async (options = {}) => {
      const desktop = await launchDesktop(options);
      opened.push(desktop);
      return desktop;
    });
    for (const desktop of opened) {
      if (isRunning(desktop.pid())) process.kill(desktop.pid(), 'SIGKILL');
      await desktop.exited();
      await rm(desktop.dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});

export { expect };

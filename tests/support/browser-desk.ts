// The console in Chromium as its tests open it: an engine and a data folder of its own, and no page that complains unheard.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type HeadlessEngine, startHeadless } from './headless-engine.ts';

export interface Rig {
  readonly dataDir: string;
  /** The engine of the latest start. */
  engine(): HeadlessEngine;
  /** Kills the engine as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and, unless told otherwise, the same port. */
  restart(): Promise<HeadlessEngine>;
  /** What pages may say on their console in this test; a dropped link is written there by the browser itself. */
  allow(pattern: RegExp): void;
  /** Opens any address, watched as all pages are. */
  openAt(url: string): Promise<Page>;
  /** Opens a page with the engine's token and waits until live data is drawn. */
  open(path?: '' | 'host'): Promise<Page>;
}

const watchPage = async (page: Page, complaints: string[]): Promise<void> => {
  page.on('pageerror', (fault) => complaints.push(`page error: ${fault.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
};

export const waitUntilReady = (page: Page): Promise<void> => page.locator('#root[data-ready="true"]').waitFor();

/** `rig` starts an engine, on the demo room unless `room` says none; a page that complained fails the test at its end. */
export const test = base.extend<{ room: 'demo' | 'none'; rig: Rig }>({
  room: ['demo', { option: true }],
  rig: async ({ context, room }, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kongtai-browser-'));
    const complaints: string[] = [];
    const allowed: RegExp[] = [];
    const watched = new Set<Page>();
    const watch = async (page: Page): Promise<void> => {
      if (watched.has(page)) return;
      watched.add(page);
      await watchPage(page, complaints);
    };
    context.on('page', (page) => void watch(page));
    let engine = await startHeadless({ dataDir, args: ['--room', room] });

    const kill = async (): Promise<void> => {
      engine.child.kill('SIGKILL');
      await engine.ended;
    };
    await use({
      dataDir,
      engine: () => engine,
      kill,
      restart: async () => {
        engine = await startHeadless({ dataDir, port: engine.port, args: ['--room', room] });
        return engine;
      },
      allow: (pattern) => {
        allowed.push(pattern);
      },
      openAt: async (url) => {
        const page = await context.newPage();
        await watch(page);
        await page.goto(url);
        return page;
      },
      open: async (path = '') => {
        const page = await context.newPage();
        await watch(page);
        const { port, token } = engine;
        await page.goto(`http://127.0.0.1:${port}/${path}#token=${token}`);
        if (path === '') await waitUntilReady(page);
        return page;
      },
    });

    await context.close();
    await kill();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    expect(complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
    expect(engine.stderr()).toBe('');
  },
});

/** A live figure as the engine counts it, or null where it has none. */
export const figureOf = async (page: Page, testId: string): Promise<number | null> => {
  const value = await page.getByTestId(testId).first().getAttribute('data-value');
  return value === null || value === 'none' ? null : Number(value);
};

export { expect };

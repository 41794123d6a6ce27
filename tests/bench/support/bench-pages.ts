// The benchmarks' pages, built as the product's pages are, served on loopback and opened in headless Chromium.

import { join, resolve } from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { browserArgs, findBrowser } from '../../support/browser-binary.ts';
import { CannotRun } from '../bench.ts';
import { RESOURCES } from './show-stream.ts';
import { withTempDir } from './temp-dir.ts';

export type BenchPageName = 'feed' | 'plain-list' | 'chart' | 'desk' | 'overlay';

export interface OpenedPage {
  readonly page: Page;
  /** Seconds that the page's main thread has worked since it was opened. */
  busySeconds(): Promise<number>;
  close(): Promise<void>;
}

export interface BenchPages {
  open(name: BenchPageName): Promise<OpenedPage>;
}

const root = resolve(import.meta.dirname, '../page');
const SCREEN = { width: 1440, height: 900 };

const buildPages = (outDir: string, names: readonly BenchPageName[]): Promise<unknown> =>
  build({
    configFile: false,
    root,
    base: './',
    publicDir: join(RESOURCES, 'demo'),
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      chunkSizeWarningLimit: 5000,
      rollupOptions: { input: names.map((name) => join(root, `${name}.html`)) },
    },
  });

const busySecondsOf = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  const busy = metrics.find(({ name }) => name === 'TaskDuration');
  if (busy === undefined) throw new Error('Chromium does not tell TaskDuration');
  return busy.value;
};

/** Throws CannotRun where there is no Chromium. */
export const withBenchPages = <T>(
  names: readonly BenchPageName[],
  work: (pages: BenchPages) => Promise<T>,
): Promise<T> =>
  withTempDir(async (outDir) => {
    const executablePath = findBrowser();
    if (executablePath === null)
      throw new CannotRun('there is no Chromium: install one (apt-get install chromium) or name it in CHROMIUM_PATH');
    await buildPages(outDir, names);
    const server = await preview({
      configFile: false,
      root,
      logLevel: 'error',
      build: { outDir },
      preview: { host: '127.0.0.1', port: 0 },
    });
    const browser = await chromium.launch({ executablePath, args: browserArgs() });
    try {
      const address = server.httpServer.address();
      if (address === null || typeof address === 'string') throw new Error('the page server has no port');
      return await work({
        open: async (name) => {
          const page = await browser.newPage({ viewport: SCREEN });
          const faults: string[] = [];
          page.on('pageerror', (fault) => faults.push(fault.message));
          await page.goto(`http://127.0.0.1:${address.port}/${name}.html`);
          const session = await page.context().newCDPSession(page);
          await session.send('Performance.enable');
          return {
            page,
            busySeconds: () => busySecondsOf(session),
            close: async () => {
              await page.close();
              if (faults.length > 0) throw new Error(`${name}.html: ${faults.join('; ')}`);
            },
          };
        },
      });
    } finally {
      await browser.close();
      await server.close();
    }
  });

// The prompter's page built as the product's pages are, served on loopback under the product's own page policy.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { PAGE_CSP } from '../../src-main/gateway/page-policy.ts';

export interface PrompterPageServer {
  /** `query` as the preview takes it, e.g. `letters=20000&speed=2`. */
  url(query: string): string;
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, 'preview');

export const servePrompterPage = async (): Promise<PrompterPageServer> => {
  const outDir = await mkdtemp(join(tmpdir(), 'kongtai-prompter-'));
  await build({
    configFile: false,
    root,
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 5000,
      rollupOptions: { input: join(root, 'prompter.html') },
    },
  });
  const server = await preview({
    configFile: false,
    root,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': PAGE_CSP } },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the page server has no port');
  return {
    url: (query) => `http://127.0.0.1:${address.port}/prompter.html?${query}`,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
};

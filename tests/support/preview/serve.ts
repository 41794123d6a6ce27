// Serves the preview pages for looking at the screens without an engine: `node tests/support/preview/serve.ts [port]`.

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

const root = resolve(import.meta.dirname, '../../..');
const server = await createServer({
  configFile: false,
  root: import.meta.dirname,
  publicDir: resolve(root, 'resources/demo'),
  plugins: [react()],
  server: { port: Number(process.argv[2] ?? 5199), strictPort: true, fs: { allow: [root] } },
});
await server.listen();
server.printUrls();

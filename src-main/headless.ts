// The engine without Electron: serves the console to a browser on 127.0.0.1.

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { type CliOptions, readCliOptions } from './cli-options.ts';
import { Refusal } from './contract/errors.ts';
import { openLanLink } from './gateway/lan-link.ts';
import { openPageServer } from './gateway/page-server.ts';
import { startEngineHost } from './host-engine.ts';

const TOKEN_BYTES = 32;

/** Where the pages and resources lie, seen from the built file in out/main. */
const root = resolve(import.meta.dirname, '../..');

const serve = async (options: CliOptions): Promise<void> => {
  const { KONGTAI_NATIVE_BINDING: nativeBinding } = process.env;
  const host = await startEngineHost({
    dataDir: options.dataDir,
    room: options.room,
    resourcesDir: resolve(root, 'resources'),
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  });
  const pages = await openPageServer({
    port: options.port,
    pagesDir: resolve(root, 'out/renderer'),
    mediaDir: host.mediaDir,
  }).catch(async (fault: unknown) => {
    await host.stop();
    throw fault;
  });
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const link = openLanLink({
    server: pages.server,
    port: pages.port,
    token,
    onClient: (caller, port) => host.engine.connect(caller.role, port),
  });

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await link.close();
    await pages.close();
    await host.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());

  const url = `http://127.0.0.1:${pages.port}/#token=${token}`;
  if (options.isJson) console.log(JSON.stringify({ url, token, dataDir: options.dataDir, pid: process.pid }));
  else console.log(`控台 Kongtai: ${url}`);
};

const options = readCliOptions(process.argv.slice(2));
if ('error' in options) {
  console.error(options.error);
  process.exitCode = 2;
} else {
  serve(options).catch((fault: unknown) => {
    console.error(fault instanceof Refusal ? fault.message : fault);
    process.exitCode = 1;
  });
}

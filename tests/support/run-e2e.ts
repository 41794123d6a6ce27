// `npm run test:e2e`: builds, sees to a browser and a display, and runs Playwright; arguments go to it (`-- --project=browser`).

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { buildIfNeeded } from '../../src-main/fresh-build.ts';
import { hasDisplay } from '../../src-main/open-browser.ts';
import { findBrowser } from './browser-binary.ts';
import { type DebianPackage, installPackages, missingPackages } from './debian-packages.ts';
import { findElectron } from './electron-binary.ts';

const root = resolve(import.meta.dirname, '../..');

const FONTS: readonly DebianPackage[] = [['fonts-noto-cjk'], ['fonts-noto-color-emoji']];
const DISPLAY: readonly DebianPackage[] = [['xvfb'], ['xauth']];
const ELECTRON: readonly DebianPackage[] = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
];

const asked = process.argv.slice(2);
const onlyBrowser = asked.includes('--project=browser');
const needsDisplay = !onlyBrowser && !hasDisplay(process);

const prepare = async (): Promise<void> => {
  await buildIfNeeded(root, (line) => console.error(line));
  const wanted = [
    ...FONTS,
    ...(findBrowser() === null ? [['chromium'] satisfies DebianPackage] : []),
    ...(onlyBrowser ? [] : ELECTRON),
    ...(needsDisplay ? DISPLAY : []),
  ];
  installPackages(missingPackages(wanted));
  if (findBrowser() === null)
    throw new Error(
      'There is no Chromium: install Chromium or Chrome, or run `npx playwright install chromium`, or name one in CHROMIUM_PATH.',
    );
  // Fetched and compiled here, once, and not within the first test's time.
  if (!onlyBrowser) console.error((await findElectron()).about);
};

/** Resolves with the exit code. */
const runPlaywright = (): Promise<number> =>
  new Promise((done, fail) => {
    const playwright = [
      process.execPath,
      join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
      'test',
      ...asked,
    ];
    const [command = '', ...args] = needsDisplay
      ? ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24', ...playwright]
      : playwright;
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', fail);
    child.once('exit', (code, signal) => done(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
  });

try {
  await prepare();
  process.exitCode = await runPlaywright();
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}

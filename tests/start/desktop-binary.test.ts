// Which Electron a start finds, and the sentence where it finds none.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDesktopBinary } from '../../src-main/desktop-binary.ts';
import { nodeApiProblem } from '../../src-main/node-api-guard.ts';
import { browserCommand, hasDisplay } from '../../src-main/open-browser.ts';

let root = '';
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kongtai-electron-'));
});
afterEach(() => rmSync(root, { recursive: true }));

type Machine = Parameters<typeof findDesktopBinary>[0];

const find = async (machine: Partial<Machine> = {}) => {
  const said: string[] = [];
  const found = await findDesktopBinary({
    root,
    platform: 'linux',
    env: { DISPLAY: ':0' },
    userId: 1000,
    forElectron: [],
    say: (line) => said.push(line),
    ...machine,
  });
  return { found, said };
};

const installElectron = (mark: string): void => {
  put('node_modules/electron/package.json', '{"version":"45.4.1"}');
  put('node_modules/electron/dist/electron', '');
  put('node_modules/electron/dist/version', mark);
};

describe('findDesktopBinary', () => {
  it('opens a window where there is no display', async () => {
    installElectron('45.4.1');
    expect((await find({ env: {} })).found).toEqual({ why: expect.stringContaining('no display') });
  });

  it('runs Electron as root, where it has no sandbox, unless told so', async () => {
    installElectron('45.4.1');
    expect((await find({ userId: 0 })).found).toEqual({ why: expect.stringContaining('root') });
    expect((await find({ userId: 0, forElectron: ['--no-sandbox'] })).found).toHaveProperty('path');
  });

  it('fetches what is there, or does not find it', async () => {
    installElectron('v45.4.1\n');
    const { found, said } = await find();
    expect(found).toEqual({ path: join(root, 'node_modules/electron/dist/electron') });
    expect(said).toEqual([]);
  });

  it('goes past the named folder, or takes one that holds no Electron', async () => {
    installElectron('45.4.1');
    put('mine/electron', '');
    const ELECTRON_OVERRIDE_DIST_PATH = join(root, 'mine');
    expect((await find({ env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH } })).found).toEqual({
      path: join(root, 'mine/electron'),
    });
    const empty = await find({ env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: join(root, 'none') } });
    expect(empty.found).toEqual({ why: expect.stringContaining('ELECTRON_OVERRIDE_DIST_PATH') });
  });

  it('starts an Electron of another version, or keeps quiet about fetching and why that failed', async () => {
    installElectron('44.0.0');
    put('node_modules/electron/install.js', "console.error('getaddrinfo ENOTFOUND\\n  at stack'); process.exit(1);");
    const { found, said } = await find();
    expect(said).toEqual([expect.stringContaining('fetching Electron')]);
    expect(found).toEqual({ why: expect.stringContaining('(getaddrinfo ENOTFOUND)') });
  });

  it('does not use what it has fetched', async () => {
    put('node_modules/electron/package.json', '{"version":"45.4.1"}');
    put(
      'node_modules/electron/install.js',
      `const { mkdirSync, writeFileSync } = require('node:fs');
       mkdirSync(__dirname + '/dist');
       writeFileSync(__dirname + '/dist/electron', '');
       writeFileSync(__dirname + '/dist/version', '45.4.1');`,
    );
    expect((await find()).found).toEqual({ path: join(root, 'node_modules/electron/dist/electron') });
  });

  it('fails without a sentence where the package is not installed', async () => {
    expect((await find()).found).toEqual({ why: expect.stringContaining('not installed') });
  });
});

describe('hasDisplay', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('is wrong about %s with %o', (platform, env, has) => {
    expect(hasDisplay({ platform, env })).toBe(has);
  });
});

it.each(['linux', 'darwin', 'win32'] as const)('the address is cut or run by a shell on %s', (platform) => {
  const url = 'http://127.0.0.1:1/?a=1&b=2#token=%20';
  const [command, ...args] = browserCommand(platform, url);
  expect(args.at(-1)).toBe(url);
  expect(command).not.toMatch(/cmd|sh$/);
});

it.each([
  [{ node: '20.20.2', napi: '9' }, 'Node 20.20.2'],
  [{ node: '22.13.0', napi: '9' }, 'npm start'],
  [{ node: '20.18.1', napi: '9', electron: '33.2.1' }, 'Electron 33.2.1'],
  [{ node: '1.0.0' }, 'Node 1.0.0'],
  [{ node: '22.14.0', napi: '10' }, null],
  [{ node: '24.21.0', napi: '10' }, null],
  [{ node: '26.0.0', napi: '11' }, null],
])('a runtime that would crash on the database starts, or a good one does not: %o', (versions, says) => {
  const problem = nodeApiProblem(versions);
  if (says === null) expect(problem).toBeNull();
  else expect(problem).toContain(says);
});

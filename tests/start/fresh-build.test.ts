// When a start must build: nothing built, half built, or something changed since.

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIfNeeded, needsBuild } from '../../src-main/fresh-build.ts';

const SOURCES = [
  'src-main/a.ts',
  'src-renderer/ui/b.tsx',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'package-lock.json',
];
const BUILT = [
  'out/main/index.js',
  'out/main/engine-process.js',
  'out/main/headless.js',
  'out/preload/index.cjs',
  'out/renderer/desk.html',
  'out/renderer/host.html',
];

let root = '';
const put = (path: string, seconds: number): void => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, path);
  utimesSync(file, seconds, seconds);
  for (let dir = dirname(path); dir !== '.'; dir = dirname(dir)) utimesSync(join(root, dir), seconds, seconds);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kongtai-build-'));
  for (const path of SOURCES) put(path, 1000);
  for (const path of BUILT) put(path, 2000);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('needsBuild', () => {
  it('builds what is built already', () => {
    expect(needsBuild(root)).toBe(false);
  });

  it.each(BUILT)('starts without %s', (path) => {
    rmSync(join(root, path));
    expect(needsBuild(root)).toBe(true);
  });

  it.each(BUILT)('trusts a build that broke off before %s', (path) => {
    put(path, 500);
    expect(needsBuild(root)).toBe(true);
  });

  it.each(SOURCES)('starts the old build after a change of %s', (path) => {
    put(path, 3000);
    expect(needsBuild(root)).toBe(true);
  });

  it('starts the old build after a source was taken away', () => {
    rmSync(join(root, 'src-main/a.ts'));
    expect(needsBuild(root)).toBe(true);
  });
});

describe('buildIfNeeded', () => {
  it('goes on where the dependencies are not installed', async () => {
    rmSync(join(root, 'out'), { recursive: true });
    await expect(buildIfNeeded(root, () => {})).rejects.toThrow('npm ci');
  });

  it('speaks, or builds, where there is nothing to do', async () => {
    const said: string[] = [];
    await buildIfNeeded(root, (line) => said.push(line));
    expect(said).toEqual([]);
  });
});

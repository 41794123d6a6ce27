// Builds the app where what was built is missing or older than what it is built from.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['src-main', 'src-renderer', 'electron.vite.config.ts', 'tsconfig.base.json', 'package-lock.json'];

/** All that a start needs; a build that broke off leaves one of them missing or old. */
const BUILT = [
  'out/main/index.js',
  'out/main/engine-process.js',
  'out/main/headless.js',
  'out/preload/index.cjs',
  'out/renderer/desk.html',
  'out/renderer/host.html',
];

/** Folders count too: their time tells of a file taken away. */
const newestIn = (path: string): number => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
};

export const needsBuild = (root: string): boolean => {
  const built = BUILT.map((path) => join(root, path));
  if (!built.every((path) => existsSync(path))) return true;
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return SOURCES.some((path) => newestIn(join(root, path)) > oldest);
};

/** Says one line through `say`; what the build itself says is shown only where it fails. Throws Error then. */
export const buildIfNeeded = async (root: string, say: (line: string) => void): Promise<void> => {
  if (!needsBuild(root)) return;
  say('正在构建，约十秒 / building, about ten seconds…');
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  if (!existsSync(tool))
    throw new Error('依赖没有装好，请先运行 npm ci / the dependencies are not installed: run npm ci first');
  const child = spawn(process.execPath, [tool, 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let talk = '';
  const listen = (chunk: Buffer): void => {
    talk += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code === 0) return;
  say(talk.trimEnd());
  throw new Error('构建失败，原因见上 / the build failed, see above');
};

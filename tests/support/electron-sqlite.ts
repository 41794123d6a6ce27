// Test only: better-sqlite3 compiled for an Electron whose Node-API is older than the shipped addon needs.

import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheDir, fillOnce, runTool } from './electron-cache.ts';

const ADDON = 'better_sqlite3.node';
const COMPILE_LIMIT_MS = 10 * 60_000;

const MODERN = "'NAPI_VERSION=10'";
const OLDER = "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'";

const findNodeGyp = async (): Promise<string> => {
  const { npm_config_node_gyp: given } = process.env;
  if (given !== undefined && existsSync(given)) return given;
  const modules = (await runTool('npm', ['root', '--global'], { limitMs: 30_000 })).trim();
  return join(modules, 'npm', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
};

/** The headers that the project's own Node brings along, so that nothing has to be fetched. */
const findHeaders = (projectDir: string): readonly string[] => {
  const packages = [
    `node-${process.platform}-${process.arch}`,
    join('node', 'node_modules', `node-${process.platform}-${process.arch}`),
  ];
  const found = packages
    .map((name) => join(projectDir, 'node_modules', name))
    .find((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h')));
  return found === undefined ? [] : [`--nodedir=${found}`];
};

const compileInto = async (projectDir: string, draft: string): Promise<void> => {
  const modules = join(projectDir, 'node_modules');
  const work = join(draft, 'node_modules', 'better-sqlite3');
  await mkdir(dirname(work), { recursive: true });
  for (const name of ['better-sqlite3', 'node-addon-api']) {
    await cp(join(modules, name), join(draft, 'node_modules', name), { recursive: true });
  }
  const recipe = join(work, 'binding.gyp');
  const text = await readFile(recipe, 'utf8');
  if (!text.includes(MODERN)) throw new Error(`better-sqlite3's binding.gyp no longer says ${MODERN}.`);
  await writeFile(recipe, text.replace(MODERN, OLDER));
  const args = [await findNodeGyp(), 'rebuild', '--release', '--force_build=1', ...findHeaders(projectDir)];
  await runTool(process.execPath, args, { cwd: work, limitMs: COMPILE_LIMIT_MS });
  await copyFile(join(work, 'build', 'Release', ADDON), join(draft, ADDON));
};

/** Gives the path for `KONGTAI_NATIVE_BINDING`. Compiles for about a minute the first time. */
export const prepareOlderSqlite = async (projectDir: string): Promise<string> => {
  const about = await readFile(join(projectDir, 'node_modules', 'better-sqlite3', 'package.json'), 'utf8');
  const { version }: { version: string } = JSON.parse(about);
  const folder = join(cacheDir, `better-sqlite3-${version}-napi-9`);
  await fillOnce(folder, async (draft) => {
    const work = join(draft, 'work');
    await mkdir(work);
    await compileInto(projectDir, work);
    await rename(join(work, ADDON), join(draft, ADDON));
    await rm(work, { recursive: true });
  });
  return join(folder, ADDON);
};

// Kongtai as a program: its one line, its refusals, its end, and `npm start` where there is no window to open.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { HEADLESS, runProgram, startHeadless } from '../../support/headless-engine.ts';
import { connectOwner } from '../../support/raw-screen.ts';

const ROOM_SERVER = resolve(import.meta.dirname, '../../../src-main/room-server/cli.ts');
const START = resolve(import.meta.dirname, '../../../src-main/start.ts');

const test = base.extend<{ dataDir: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  dataDir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'kongtai-program-'));
    await use(dir);
    rmSync(dir, { recursive: true, force: true });
  },
});

/** Without a display, and without what an npm script has set. */
const bareEnv = (more: Readonly<Record<string, string>> = {}): Record<string, string | undefined> => ({
  ...process.env,
  DISPLAY: undefined,
  WAYLAND_DISPLAY: undefined,
  ELECTRON_OVERRIDE_DIST_PATH: undefined,
  ...more,
});

const elapsedSince = (start: number): number => performance.now() - start;

test('the line of JSON has other words around it, or other fields in it', async ({ dataDir }) => {
  const engine = await startHeadless({ dataDir });
  engine.child.kill('SIGTERM');
  expect(await engine.ended).toEqual({ code: 0, signal: null });
  const lines = engine.stdout().trimEnd().split('\n');
  expect(lines.length).toBe(1);
  const { url, token, pid } = engine;
  expect(JSON.parse(lines[0] ?? '')).toEqual({ url, token, dataDir, pid });
  expect(url).toBe(`http://127.0.0.1:${engine.port}/#token=${token}`);
  expect(pid).toBe(engine.child.pid);
  expect(engine.stderr()).toBe('');
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`${signal} does not end it cleanly within two seconds`, async ({ dataDir }) => {
    const engine = await startHeadless({ dataDir });
    const start = performance.now();
    engine.child.kill(signal);
    // The same Ctrl-C, as a terminal and a program between may both pass it on.
    engine.child.kill(signal);
    expect(await engine.ended).toEqual({ code: 0, signal: null });
    expect(elapsedSince(start)).toBeLessThan(2000);
    expect(engine.stderr()).toBe('');
    const db = new Database(join(dataDir, 'kongtai.db'), { readonly: true });
    expect(db.pragma('quick_check', { simple: true })).toBe('ok');
    db.close();
  });
}

test('it is out of reach from other machines', async ({ dataDir }) => {
  const engine = await startHeadless({ dataDir, args: ['--room', 'none'] });
  const other = createServer();
  // The port is free on another address of this machine only if nothing listens on all of them.
  await new Promise<void>((done, fail) => other.once('error', fail).listen(engine.port, '127.0.0.2', done));
  other.close();
  engine.child.kill('SIGTERM');
  await engine.ended;
});

test('a room named on the command line is not attached, its token is lost or shown, or it ends late', async ({
  dataDir,
}) => {
  const token = 'only-for-this-test';
  const room = runProgram(ROOM_SERVER, ['--token', token, '--room', 'shop', '--rate', '200']);
  const address = /at (\S+)/.exec(await room.firstLine())?.[1] ?? '';
  const engine = await startHeadless({
    dataDir,
    args: ['--room', address, '--room-id', 'shop'],
    env: bareEnv({ KONGTAI_ROOM_TOKEN: token }),
  });
  const screen = await connectOwner(engine);
  screen.subscribe('source.list');
  await expect.poll(() => screen.values('source.list').at(-1)?.[0]?.status).toBe('live');
  expect(JSON.stringify(screen.got)).not.toContain(token);
  expect(engine.stdout() + engine.stderr()).not.toContain(token);
  screen.close();
  engine.child.kill('SIGTERM');
  await engine.ended;
  const start = performance.now();
  room.child.kill('SIGTERM');
  expect(await room.ended).toEqual({ code: 0, signal: null });
  expect(elapsedSince(start)).toBeLessThan(5000);
});

/** Runs to its end, which must be a refusal in one line. */
const refusal = async (args: readonly string[]): Promise<string> => {
  const program = runProgram(HEADLESS, ['--no-open', '--room', 'none', ...args], bareEnv());
  expect(await program.ended).toEqual({ code: 1, signal: null });
  expect(program.stdout()).toBe('');
  const lines = program.stderr().trimEnd().split('\n');
  expect(lines.length).toBe(1);
  return lines[0] ?? '';
};

test('a port that is taken is not said, or another is used in its place', async ({ dataDir }) => {
  const holder = createServer();
  await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done));
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await refusal(['--data', dataDir, '--port', String(port)])).toContain(`端口 ${port} 已被占用`);
  holder.close();
  // The refused start has let go of the folder.
  const engine = await startHeadless({ dataDir, port });
  engine.child.kill('SIGTERM');
  await engine.ended;
});

test('two engines write into one folder', async ({ dataDir }) => {
  const engine = await startHeadless({ dataDir, args: ['--room', 'none'] });
  expect(await refusal(['--data', dataDir, '--port', '0'])).toContain('正被另一个控台使用');
  engine.child.kill('SIGTERM');
  expect(await engine.ended).toEqual({ code: 0, signal: null });
});

test('a database from a newer version is opened, or changed', async ({ dataDir }) => {
  const path = join(dataDir, 'kongtai.db');
  const newer = new Database(path);
  newer.exec('CREATE TABLE future (x)');
  newer.pragma('user_version = 990');
  newer.close();
  expect(await refusal(['--data', dataDir, '--port', '0'])).toContain('升级控台');
  const after = new Database(path, { readonly: true });
  expect(after.pragma('user_version', { simple: true })).toBe(990);
  after.close();
});

test('a data folder that cannot be made ends in a stack trace', async ({ dataDir }) => {
  writeFileSync(join(dataDir, 'file'), '');
  expect(await refusal(['--data', join(dataDir, 'file', 'shows'), '--port', '0'])).toContain('--data');
});

/** Nobody may make a folder there, not even root. */
const UNWRITABLE = '/sys/kongtai';

if (process.platform === 'linux') {
  test('a data folder that cannot be written ends in a stack trace', async () => {
    expect(await refusal(['--data', UNWRITABLE, '--port', '0'])).toContain('不能写入');
  });
}

for (const script of [HEADLESS, START]) {
  test(`an unknown option starts ${script.endsWith('.ts') ? 'npm start' : 'the engine'}`, async () => {
    const program = runProgram(script, ['--frobnicate'], bareEnv());
    expect(await program.ended).toEqual({ code: 2, signal: null });
    expect(program.stdout()).toBe('');
    expect(program.stderr().trimEnd().split('\n')).toEqual([expect.stringContaining("Unknown option '--frobnicate'")]);
  });
}

test('npm start without a display does not say why, does not serve, or does not end on SIGTERM', async ({
  dataDir,
}) => {
  const program = runProgram(START, ['--data', dataDir, '--port', '0', '--json'], bareEnv());
  const said: { url: string; pid: number } = JSON.parse(await program.firstLine());
  expect((await fetch(new URL('/', said.url))).status).toBe(200);
  expect(said.pid).toBe(program.child.pid);
  program.child.kill('SIGTERM');
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(program.stdout().trimEnd().split('\n').length).toBe(1);
  expect(program.stderr().trimEnd().split('\n').at(-1)).toContain('no display');
});

/** A folder with an Electron that is a script for Node. */
const fakeElectron = (dir: string, script: string): string => {
  const path = join(dir, 'electron');
  writeFileSync(path, `#!${process.execPath}\n${script}\n`);
  chmodSync(path, 0o755);
  return dir;
};

const startDesktop = (dataDir: string, script: string) =>
  runProgram(
    START,
    ['--data', dataDir, '--port', '0', '--no-open', '--', '--no-sandbox'],
    bareEnv({ DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: fakeElectron(dataDir, script) }),
  );

// The stand-in for Electron needs a system that runs scripts by their first line.
if (process.platform === 'linux') {
  test('npm start changes what the desktop is told, or its exit code', async ({ dataDir }) => {
    const program = startDesktop(dataDir, 'console.log(process.argv.slice(2).join(" ")); process.exitCode = 7');
    expect(await program.ended).toEqual({ code: 7, signal: null });
    const root = resolve(import.meta.dirname, '../../..');
    expect(program.stdout()).toBe(`--no-sandbox ${root} -- --data ${dataDir} --port 0 --no-open\n`);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`npm start keeps ${signal} from the desktop`, async ({ dataDir }) => {
      const program = startDesktop(
        dataDir,
        `process.on('${signal}', () => process.exit(5)); console.log('up'); setInterval(() => {}, 1000)`,
      );
      expect(await program.firstLine()).toBe('up');
      program.child.kill(signal);
      expect(await program.ended).toEqual({ code: 5, signal: null });
    });
  }

  for (const [how, script] of [
    ['lacks a library', 'console.error("libnss3.so: cannot open shared object file"); process.exit(127)'],
    ['finds no sandbox', 'process.abort()'],
  ] as const) {
    test(`an Electron that ${how} leaves no console at all`, async ({ dataDir }) => {
      const program = startDesktop(dataDir, script);
      expect(await program.firstLine()).toContain('http://127.0.0.1:');
      expect(program.stderr()).toContain('Electron cannot run here');
      program.child.kill('SIGTERM');
      expect(await program.ended).toEqual({ code: 0, signal: null });
    });
  }
}

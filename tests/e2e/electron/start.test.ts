// The desktop starts on the demo room, is one to a data folder, and ends as a whole.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findElectron } from '../../support/electron-binary.ts';
import { expect, figureOf, isRunning, launchArgs, test, waitUntilReady } from '../../support/electron-desktop.ts';

const STAY = 0;
const QUIT = 1;

test('the demo show does not come up by itself, or stands still', async ({ openDesktop }) => {
  const { app, window, output, dataDir, pid } = await openDesktop({ room: 'demo' });
  const desk = await window('desk');
  await waitUntilReady(desk);
  await expect.poll(() => figureOf(desk, 'kpi-orders')).toBeGreaterThan(0);
  const orders = await figureOf(desk, 'kpi-orders');
  await expect.poll(() => figureOf(desk, 'kpi-orders'), { timeout: 30_000 }).toBeGreaterThan(orders ?? 0);
  await expect(desk.getByTestId('feed-row').first()).toBeVisible();
  const pictures = desk.locator('[data-testid="product-row"] img');
  expect(await pictures.first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect.poll(output).toContain('{"url":null');
  const line = output()
    .split('\n')
    .find((text) => text.startsWith('{"url"'));
  expect(JSON.parse(line ?? '{}')).toEqual({ url: null, token: null, dataDir, pid: pid() });
  const size = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
  expect(size).toEqual([1440, 900]);
  await test.info().attach('desk', { body: await desk.screenshot(), contentType: 'image/png' });
});

test('the display goes to sleep in mid-show, or is kept awake without one', async ({ openDesktop }) => {
  const isKeptAwake = async (room: 'demo' | 'none') => {
    const { app, window } = await openDesktop({ room });
    await waitUntilReady(await window('desk'));
    return () => app.evaluate(({ powerSaveBlocker }) => [0, 1, 2].some((id) => powerSaveBlocker.isStarted(id)));
  };
  await expect.poll(await isKeptAwake('demo')).toBe(true);
  expect(await (await isKeptAwake('none'))()).toBe(false);
});

test('quitting in mid-show is not asked about, or does not end both processes', async ({ openDesktop }) => {
  const { app, window, answerDialogs, dialogCount, askToQuit, quit, pid, enginePid } = await openDesktop({
    room: 'demo',
  });
  const desk = await window('desk');
  await waitUntilReady(desk);
  await answerDialogs(STAY);
  const engine = await enginePid();
  await askToQuit();
  await expect.poll(dialogCount).toBe(1);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(dialogCount).toBe(2);
  expect(isRunning(pid())).toBe(true);
  await expect(desk.getByTestId('show-state')).toBeVisible();
  await answerDialogs(QUIT);
  expect(await quit()).toBe(0);
  await expect.poll(() => isRunning(engine)).toBe(false);
});

test('a desktop without a show on air asks before it goes', async ({ openDesktop }) => {
  const { window, answerDialogs, quit } = await openDesktop();
  await waitUntilReady(await window('desk'));
  await answerDialogs(STAY);
  expect(await quit()).toBe(0);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} leaves a process behind, takes its time, or is answered with a question`, async ({ openDesktop }) => {
    const { window, pid, enginePid, exited, output } = await openDesktop({ room: 'demo' });
    await waitUntilReady(await window('desk'));
    const engine = await enginePid();
    const before = Date.now();
    process.kill(pid(), signal);
    expect(await exited()).toBe(0);
    expect(Date.now() - before).toBeLessThan(3_000);
    await expect.poll(() => isRunning(engine)).toBe(false);
    expect(output()).not.toContain('ended by itself');
  });
}

test('the engine outlives a desktop that was killed, and keeps its database', async ({ openDesktop }) => {
  const first = await openDesktop({ room: 'demo' });
  await waitUntilReady(await first.window('desk'));
  const engine = await first.enginePid();
  process.kill(first.pid(), 'SIGKILL');
  await first.exited();
  await expect.poll(() => isRunning(engine)).toBe(false);
  const again = await openDesktop({ dataDir: first.dataDir, room: 'demo' });
  const desk = await again.window('desk');
  await waitUntilReady(desk);
  await expect(desk.getByTestId('show-state')).toContainText('直播中');
});

test('a second start on the same folder opens a second desktop', async ({ openDesktop }) => {
  const { app, dataDir, window } = await openDesktop();
  await waitUntilReady(await window('desk'));
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const { executablePath, env } = await findElectron();
  const args = ['--no-sandbox', ...(await launchArgs(dataDir, 'none'))];
  const second = spawn(executablePath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => second.once('close', resolve));
  expect(code).toBe(0);
  expect(said).toContain('已经用这个数据文件夹打开了');
  const first = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isMinimized()));
  await expect.poll(first).toEqual([false]);
});

test('another folder is refused while one is open', async ({ openDesktop }) => {
  const one = await openDesktop();
  const other = await openDesktop();
  await waitUntilReady(await one.window('desk'));
  await waitUntilReady(await other.window('desk'));
  expect(one.dataDir).not.toBe(other.dataDir);
});

test('an option that is misspelt, or a runtime too old for the database, ends without a word', async () => {
  const { executablePath, args, env, isFallback } = await findElectron();
  const start = async (words: readonly string[], own: Readonly<Record<string, string>>) => {
    const child = spawn(executablePath, ['--no-sandbox', ...args, '--', ...words], {
      env: { ...process.env, KONGTAI_NATIVE_BINDING: undefined, ...own },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, said };
  };
  const misspelt = await start(['--dta', 'x'], env);
  expect(misspelt.code).toBe(2);
  expect(misspelt.said).toContain('--dta');
  // Only the test-only Electron is old enough to be refused.
  if (!isFallback) return;
  const old = await start([], {});
  expect(old.code).toBe(1);
  expect(old.said).toContain('太旧');
});

test('the windows’ places are not written down', async ({ openDesktop }) => {
  const { window, dataDir, quit } = await openDesktop();
  await waitUntilReady(await window('desk'));
  await quit();
  const file = `${dataDir}/desktop/windows.json`;
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8')).desk).toMatchObject({ isOpen: true, isFullScreen: false });
});

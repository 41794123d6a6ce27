// A part of the desktop is killed: the others stand, it comes back by itself, and nothing is lost or doubled.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, figureOf, isRunning, test, waitUntilReady } from '../../support/electron-desktop.ts';

test('a killed engine stays away, or what it knew is lost or doubled', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  await expect.poll(() => figureOf(desk, 'kpi-orders')).toBeGreaterThan(0);
  await desk.evaluate(() => document.body.setAttribute('data-mark', 'the same page'));
  const killed: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    const before = (await figureOf(desk, 'kpi-orders')) ?? 0;
    const engine = await desktop.enginePid();
    expect(killed).not.toContain(engine);
    process.kill(engine, 'SIGKILL');
    killed.push(engine);
    await expect.poll(() => isRunning(engine)).toBe(false);
    await expect.poll(async () => (await desktop.enginePid()) !== engine).toBe(true);
    await expect.poll(() => figureOf(desk, 'kpi-orders'), { timeout: 40_000 }).toBeGreaterThan(before);
  }
  await expect(desk.getByTestId('show-state')).toContainText('直播中');
  expect(await desk.evaluate(() => document.body.getAttribute('data-mark'))).toBe('the same page');

  await desktop.answerDialogs(1);
  const shown = (await figureOf(desk, 'kpi-orders')) ?? 0;
  await desktop.quit();
  const db = new Database(join(desktop.dataDir, 'kongtai.db'), { readonly: true });
  const count = (sql: string): number => Number(db.prepare(sql).pluck().get());
  const created = "FROM fact WHERE type = 'order.created'";
  const orders = count(`SELECT count(*) ${created}`);
  expect(orders).toBeGreaterThan(0);
  expect(count(`SELECT count(DISTINCT json_extract(body, '$.order.id')) ${created}`)).toBe(orders);
  expect(shown).toBeLessThanOrEqual(orders);
  expect(count('SELECT count(*) FROM fact')).toBe(
    count('SELECT count(*) FROM (SELECT DISTINCT source, event_id FROM fact)'),
  );
  expect(db.pragma('quick_check', { simple: true })).toBe('ok');
  db.close();
});

test('a crashed page stays blank, or takes the engine or the other window with it', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  await desk.evaluate(() => window.kongtai?.shell('open-host'));
  const host = await desktop.window('host');
  await waitUntilReady(host);
  const engine = await desktop.enginePid();
  await host.evaluate(() => document.body.setAttribute('data-mark', 'the same page'));
  await desktop.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('desk.html'))
      ?.forcefullyCrashRenderer(),
  );
  const state = `document.querySelector('#root').dataset.ready + ' ' + document.querySelector('[data-testid="kpi-orders"]').dataset.value`;
  await expect.poll(() => desktop.askPage('desk', state), { timeout: 5_000 }).toMatch(/^true \d+$/);
  expect(await host.evaluate(() => document.body.getAttribute('data-mark'))).toBe('the same page');
  expect(await desktop.enginePid()).toBe(engine);
});

test('a page that crashes again and again is reloaded for ever, or ends as an empty window', async ({
  openDesktop,
}) => {
  test.setTimeout(120_000);
  const desktop = await openDesktop();
  await waitUntilReady(await desktop.window('desk'));
  const isReady = () => desktop.askPage('desk', "document.querySelector('#root').dataset.ready");
  for (let round = 0; round < 4; round += 1) {
    await expect.poll(isReady, { timeout: 20_000 }).toBe('true');
    await desktop.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());
  }
  await expect
    .poll(() => desktop.askPage('trouble', 'document.body.dataset.code'), { timeout: 20_000 })
    .toBe('page_falling');
  await desktop.askPage('trouble', "document.querySelector('a').click()");
  await expect.poll(isReady).toBe('true');
});

test('an engine that falls again and again is started for ever, or leaves a dead desk without a word', async ({
  openDesktop,
}) => {
  test.setTimeout(120_000);
  const desktop = await openDesktop();
  await waitUntilReady(await desktop.window('desk'));
  const pids = () =>
    desktop.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ name }) => name === 'Kongtai engine')
        .map(({ pid }) => pid),
    );
  const killed = new Set<number>();
  while (killed.size < 6) {
    await expect.poll(async () => (await pids()).some((pid) => !killed.has(pid)), { timeout: 20_000 }).toBe(true);
    const [fresh] = (await pids()).filter((pid) => !killed.has(pid));
    if (fresh === undefined) continue;
    killed.add(fresh);
    process.kill(fresh, 'SIGKILL');
  }
  const trouble = await desktop.window('trouble');
  await expect(trouble.getByTestId('trouble')).toHaveAttribute('data-code', 'engine_falling');
  await trouble.getByRole('link').click();
  await waitUntilReady(await desktop.window('desk'));
});

test.describe('a data folder that cannot be used', () => {
  let dataDir = '';
  test.beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'kongtai-trouble-'));
  });
  test.afterEach(async () => rm(dataDir, { recursive: true, force: true }));

  test('a database from a newer version ends in a white screen, or is touched', async ({ openDesktop }) => {
    const file = join(dataDir, 'kongtai.db');
    const db = new Database(file);
    db.exec('CREATE TABLE later (id INTEGER)');
    db.pragma('user_version = 9990');
    db.close();
    const desktop = await openDesktop({ dataDir });
    const trouble = await desktop.window('trouble');
    const page = trouble.getByTestId('trouble');
    await expect(page).toHaveAttribute('data-code', 'store_newer');
    await expect(page).toContainText('请升级控台');
    await expect(page).toContainText(dataDir);
    await test.info().attach('trouble', { body: await trouble.screenshot(), contentType: 'image/png' });
    expect(desktop.output()).toContain('请升级控台');
    await rm(file);
    await trouble.getByRole('link').click();
    await waitUntilReady(await desktop.window('desk'));
  });

  test('a file in the folder’s place ends in a white screen', async ({ openDesktop }) => {
    const place = join(dataDir, 'not-a-folder');
    await writeFile(place, 'x');
    const desktop = await openDesktop({ dataDir: place });
    const trouble = await desktop.window('trouble');
    await expect(trouble.getByTestId('trouble')).toHaveAttribute('data-code', /^store_(missing|readonly)$/);
    await rm(place);
    await mkdir(place);
    await trouble.getByRole('link').click();
    await waitUntilReady(await desktop.window('desk'));
  });
});

// `kill -9` of the engine in mid-show: the show goes on where it was, nothing lost or doubled, and the page finds back.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, figureOf, test } from '../../support/browser-desk.ts';
import { connectOwner } from '../../support/raw-screen.ts';

interface FactKey {
  readonly source: string;
  readonly event_id: string;
}

const readFacts = (dataDir: string): string[] => {
  const db = new Database(join(dataDir, 'kongtai.db'), { readonly: true });
  const rows = db.prepare<[], FactKey>('SELECT source, event_id FROM fact ORDER BY seq').all();
  db.close();
  return rows.map(({ source, event_id }) => `${source} ${event_id}`);
};

/** The demo room numbers its events: its facts must be 1, 2, 3 … */
const roomNumbers = (facts: readonly string[]): number[] =>
  facts.flatMap((fact) => {
    const number = /^demo [0-9a-z]+-(\d+)$/.exec(fact)?.[1];
    return number === undefined ? [] : [Number(number)];
  });

const paidOrders = (dataDir: string): number => {
  const db = new Database(join(dataDir, 'kongtai.db'), { readonly: true });
  const row = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM fact WHERE type = 'order.paid'`).get();
  db.close();
  return row?.n ?? 0;
};

test('a killed engine loses or doubles events, forgets pin or deal, or leaves the page behind', async ({ rig }) => {
  rig.allow(/WebSocket connection|ERR_CONNECTION_REFUSED/);
  const page = await rig.open();
  await page.keyboard.press('5');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('pinned-product')).toHaveAttribute('data-number', '5');
  await page.keyboard.press('f');
  await expect(page.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'armed');
  const gmv = (await figureOf(page, 'kpi-gmv')) ?? 0;
  const orders = (await figureOf(page, 'kpi-orders')) ?? 0;

  await rig.kill();
  await expect(page.getByTestId('link-lost')).toBeVisible();
  const before = readFacts(rig.dataDir);
  expect(before.length).toBeGreaterThan(100);

  await rig.restart();
  await expect(page.getByTestId('link-lost')).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'live');
  await expect(page.getByTestId('pinned-product')).toHaveAttribute('data-number', '5');
  await expect(page.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'armed');
  expect(await figureOf(page, 'kpi-gmv')).toBeGreaterThanOrEqual(gmv);
  await expect.poll(() => figureOf(page, 'kpi-orders'), { timeout: 60_000 }).toBeGreaterThan(orders);

  const screen = await connectOwner(rig.engine());
  screen.subscribe('kpi.live');
  await expect.poll(() => screen.values('kpi.live').length).toBeGreaterThan(2);
  await rig.kill();
  const shown = screen.values('kpi.live').at(-1);
  screen.close();
  const facts = readFacts(rig.dataDir);
  expect(facts.slice(0, before.length)).toEqual(before);
  expect(new Set(facts).size).toBe(facts.length);
  const numbers = roomNumbers(facts);
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
  expect(numbers.length).toBeGreaterThan(roomNumbers(before).length);
  const paid = paidOrders(rig.dataDir);
  expect(shown?.figures.orders.value).toBeLessThanOrEqual(paid);
  expect(shown?.figures.orders.value).toBeGreaterThanOrEqual(orders);
});

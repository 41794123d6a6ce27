// The desk in a browser: the demo show in sight, pins and deals by keyboard, the end of a show.

import type { Page } from '@playwright/test';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { expect, figureOf, test, waitUntilReady } from '../../support/browser-desk.ts';
import { connectOwner } from '../../support/raw-screen.ts';

const pinned = (page: Page) => page.getByTestId('pinned-product');
const panel = (page: Page) => page.getByTestId('deal-panel');

const pinByNumber = async (page: Page, number: number): Promise<void> => {
  for (const digit of String(number)) await page.keyboard.press(digit);
  await page.keyboard.press('Enter');
  await expect(pinned(page)).toHaveAttribute('data-number', String(number));
};

const inkOf = (page: Page, chart: string): Promise<number> =>
  page
    .getByTestId(chart)
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels?.filter((value, index) => index % 4 === 3 && value > 0).length ?? 0;
    });

test('the demo show stands still, or a part of the desk stays empty', async ({ rig }) => {
  const page = await rig.open();
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'live');
  await expect(page.getByTestId('source-state').first()).toBeVisible();
  await expect(page.getByTestId('product-row')).toHaveCount(18);
  await expect(page.getByTestId('feed-row').first()).toBeVisible();
  await expect(page.getByTestId('question-row').first()).toBeVisible();
  await expect(page.getByTestId('order-row').first()).toBeVisible();
  for (const figure of ['kpi-online', 'kpi-gmv', 'kpi-orders']) expect(await figureOf(page, figure)).toBeGreaterThan(0);
  for (const chart of ['chart-online', 'chart-gmv']) await expect.poll(() => inkOf(page, chart)).toBeGreaterThan(200);
  const image = page.getByTestId('product-row').first().locator('img');
  expect(await image.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(0);
  const orders = (await figureOf(page, 'kpi-orders')) ?? 0;
  await expect.poll(() => figureOf(page, 'kpi-orders'), { timeout: 60_000 }).toBeGreaterThan(orders);
  await test.info().attach('desk', { body: await page.screenshot(), contentType: 'image/png' });
});

test('the page scrolls at the smallest size that it is made for', async ({ rig }) => {
  const page = await rig.open();
  await page.setViewportSize({ width: 1280, height: 720 });
  const overflow = await page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight];
  });
  expect(overflow).toEqual([0, 0]);
});

test('number + Enter pins nothing or something else, or U does not unpin, or the room is not told', async ({ rig }) => {
  const page = await rig.open();
  await pinByNumber(page, 12);
  await expect(page.locator('[data-testid="product-row"][data-number="12"]')).toHaveAttribute(
    'data-explain',
    'explaining',
  );
  await expect(page.getByTestId('command-state')).toHaveAttribute('data-state', 'acked');
  await page.keyboard.press('u');
  await expect(pinned(page)).toHaveAttribute('data-number', 'none');
  await expect(page.locator('[data-explain="explaining"]')).toHaveCount(0);
});

test('a key typed into a field pins, unpins, arms or freezes', async ({ rig }) => {
  const page = await rig.open();
  await pinByNumber(page, 5);
  await page.keyboard.press('/');
  await page.keyboard.type('u7f 9');
  await page.keyboard.press('Enter');
  await page.keyboard.down('f');
  // As long as a hold would take to fire.
  const held = await page.evaluate(() => new Promise<boolean>((done) => setTimeout(() => done(true), 1200)));
  await page.keyboard.up('f');
  expect(held).toBe(true);
  await expect(page.locator('input:focus')).toHaveValue('u7f 9f');
  await expect(pinned(page)).toHaveAttribute('data-number', '5');
  await expect(panel(page)).toHaveAttribute('data-phase', 'none');
});

test('F does not arm, a short press fires, a hold does not, or more is sold than there is', async ({ rig }) => {
  const page = await rig.open();
  const screen = await connectOwner(rig.engine());
  screen.subscribe('deal.list');
  const dealNow = (): DealView | undefined => screen.values('deal.list').at(-1)?.[0];
  await pinByNumber(page, 1);
  for (const [field, value] of [
    ['quantity', '3'],
    ['countdown', '1'],
    ['perBuyer', '1'],
  ] as const) {
    await page.getByTestId(`deal-${field}`).fill(value);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(panel(page)).toHaveAttribute('data-phase', 'armed');
  await page.keyboard.press('f');
  await expect(panel(page)).toHaveAttribute('data-phase', 'armed');
  await page.keyboard.down('f');
  await expect(panel(page)).not.toHaveAttribute('data-phase', 'armed');
  await page.keyboard.up('f');
  await expect.poll(() => dealNow()?.phase).toMatch(/running|ended/);
  await expect(page.getByTestId('deal-countdown').or(page.getByTestId('deal-ended')).first()).toBeVisible();
  await expect.poll(() => dealNow()?.phase, { timeout: 60_000 }).toBe('ended');
  await expect(page.getByTestId('deal-ended')).toBeVisible();
  const phases = new Set(screen.values('deal.list').map((deals) => deals[0]?.phase));
  expect([...phases].filter((phase) => phase !== undefined)).toEqual(['armed', 'countdown', 'running', 'ended']);
  for (const deal of screen.values('deal.list').flat()) {
    expect(deal.sold).toBeLessThanOrEqual(deal.quantity);
    expect(deal.sold + deal.left).toBe(deal.quantity);
  }
  expect(dealNow()).toMatchObject({ endReason: 'sold_out', sold: 3, left: 0 });
  screen.close();
});

test('the mouse cannot do what keys can: pin, arm, fire by holding, stop', async ({ rig }) => {
  const page = await rig.open();
  const row = page.locator('[data-testid="product-row"][data-number="14"]');
  await row.click();
  await row.getByTestId('product-pin').click();
  await expect(pinned(page)).toHaveAttribute('data-number', '14');
  await page.getByTestId('deal-arm').click();
  await expect(panel(page)).toHaveAttribute('data-phase', 'armed');
  await page.getByTestId('deal-fire').hover();
  await page.mouse.down();
  await expect(panel(page)).toHaveAttribute('data-phase', 'countdown');
  await page.mouse.up();
  await page.getByTestId('deal-stop').hover();
  await page.mouse.down();
  await expect(panel(page)).toHaveAttribute('data-phase', 'ended');
  await page.mouse.up();
});

test('Esc does not take an armed deal back', async ({ rig }) => {
  const page = await rig.open();
  await pinByNumber(page, 7);
  await page.keyboard.press('f');
  await expect(panel(page)).toHaveAttribute('data-phase', 'armed');
  await page.keyboard.press('Escape');
  await expect(panel(page)).not.toHaveAttribute('data-phase', 'armed');
});

test('the language does not switch, or is forgotten by the next page', async ({ rig }) => {
  const page = await rig.open();
  await expect(page.getByTestId('open-host')).toHaveText('主播屏');
  await page.getByTestId('language-switch').click();
  await expect(page.getByTestId('open-host')).toHaveText(/[A-Za-z]/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await waitUntilReady(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a short press ends the show, a hold does not, or there is no summary of it', async ({ rig }) => {
  const page = await rig.open();
  await page.getByTestId('show-end').click();
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'live');
  await page.getByTestId('show-end').hover();
  await page.mouse.down();
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'ended');
  await page.mouse.up();
  const summary = page.getByTestId('summary');
  await expect(summary).toBeVisible();
  await expect(summary.getByTestId('summary-gmv')).toContainText('¥');
  expect(await summary.getByTestId('summary-product').count()).toBeGreaterThan(0);
  await test.info().attach('summary', { body: await page.screenshot(), contentType: 'image/png' });
});

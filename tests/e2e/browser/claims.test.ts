// Claims from the keyboard alone: opened, taken down, settled, paid, waited for, kept out; each says what became of it.

import type { Page } from '@playwright/test';
import { expect, type Rig, test } from '../../support/browser-desk.ts';

/** A seller with no room at all: what happens is what the keyboard does. */
const openAlone = async (rig: Rig): Promise<Page> => {
  const page = await rig.open();
  await page.getByTestId('source-state').first().click();
  await page.getByTestId('dialog').getByRole('button', { name: '摘下' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('dialog')).toHaveCount(0);
  return page;
};

const openClaims = async (page: Page): Promise<void> => {
  await page.getByTestId('claims-switch').click();
  await page.getByTestId('claims-open').click();
  await expect(page.getByTestId('claims-switch')).toHaveAttribute('data-on', 'true');
  await expect(page.getByTestId('dialog')).toHaveCount(0);
};

const openMaker = async (page: Page): Promise<void> => {
  await page.keyboard.press('a');
  await expect(page.getByTestId('claim-maker')).toBeVisible();
};

const takeDown = async (page: Page, name: string, number: string, quantity: string): Promise<void> => {
  await page.getByTestId('claim-maker-goods').click();
  await page.getByTestId('claim-name').fill(name);
  await page.getByTestId('claim-product').fill(number);
  await page.getByTestId('claim-quantity').fill(quantity);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('claim-name')).toHaveValue('');
};

const say = async (page: Page, name: string, text: string): Promise<void> => {
  await page.getByTestId('claim-maker-said').click();
  await page.getByTestId('claim-name').fill(name);
  await page.getByTestId('claim-text').fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('claim-name')).toHaveValue('');
};

const openPanel = async (page: Page): Promise<void> => {
  await page.getByTestId('claims-all').click();
  await expect(page.getByTestId('claims')).toBeVisible();
};

const laneRow = (page: Page, name: string) => page.getByTestId('claim-row').filter({ hasText: name });
const listRow = (page: Page, name: string) => page.getByTestId('claim-list-row').filter({ hasText: name });
const saidToast = (page: Page, text: string) => page.getByTestId('toast').filter({ hasText: text });
const shoot = async (page: Page, name: string): Promise<void> =>
  test.info().attach(name, { body: await page.screenshot(), contentType: 'image/png' });

test('a buyer on the phone would not be served from the keyboard, or nobody told what became of it', async ({
  rig,
}) => {
  const page = await openAlone(rig);
  await openClaims(page);
  await openMaker(page);
  await takeDown(page, '电话王姐', '2', '2');
  await expect(saidToast(page, '已给 电话王姐 留下 2号 ×2')).toBeVisible();
  await say(page, '门店李姐', '8号 +3');
  await expect(saidToast(page, '门店李姐 8号 ×3：已留')).toBeVisible();
  await say(page, '门店李姐', '今天天气不错');
  await expect(saidToast(page, '门店李姐 的话没有读出新的喊单')).toBeVisible();

  // What was taken down wrongly is put right where it was taken down.
  const made = page.getByTestId('claim-made').filter({ hasText: '门店李姐' });
  await made.getByTestId('claim-less').click();
  await expect(saidToast(page, '已给 门店李姐 留下 8号 ×2')).toBeVisible();
  await made.getByTestId('claim-end').click();
  await expect(made).toHaveAttribute('data-state', 'cancelled');
  await page.keyboard.press('Escape');

  const row = laneRow(page, '电话王姐');
  await expect(row).toHaveAttribute('data-state', 'reserved');
  await expect(row.getByTestId('claim-time-left')).toHaveText(/^(10:00|09:\d\d)$/);
  await shoot(page, 'desk');
});

test('an unclear claim would want a mouse, or a key of it would pin a product', async ({ rig }) => {
  const page = await openAlone(rig);
  await openClaims(page);
  await openMaker(page);
  await say(page, '糊涂客人', '99号 +1');
  await expect(saidToast(page, '已放进待确认')).toBeVisible();
  await say(page, '别的客人', '98号 +1');
  await page.keyboard.press('Escape');

  const strip = page.getByTestId('unclear-row');
  await expect(strip).toContainText('99号 +1');
  await expect(strip).toContainText('1/2');
  const pinned = page.getByTestId('pinned-product');
  const before = (await pinned.getAttribute('data-number')) ?? '';
  await page.keyboard.press('j');
  await expect(strip).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(strip).toContainText('98号 +1');
  await page.keyboard.press('0');
  await expect(saidToast(page, '已记为不是喊单')).toBeVisible();
  await expect(strip).toContainText('99号 +1');
  await expect(page.getByTestId('typed-number')).toHaveCount(0);

  await page.keyboard.press('Enter');
  await page.getByTestId('claim-product').fill('5');
  await page.keyboard.press('Enter');
  await expect(laneRow(page, '糊涂客人')).toHaveAttribute('data-state', 'reserved');
  await expect(strip).toHaveCount(0);
  await expect(pinned).toHaveAttribute('data-number', before);
});

test('a cart would not be paid in part, or what was not paid would be gone', async ({ rig }) => {
  const page = await openAlone(rig);
  await openClaims(page);
  await openMaker(page);
  await takeDown(page, '老客人', '2', '1');
  await takeDown(page, '老客人', '5', '1');
  await page.keyboard.press('Escape');
  await openPanel(page);
  await page.getByTestId('claim-cart-search').fill('老客人');
  const carts = page.getByTestId('claim-cart');
  await expect(carts).toHaveCount(1);
  await carts.getByTestId('claim-cart-line').first().uncheck();
  await page.getByTestId('claim-carts').focus();
  await page.keyboard.press('p');
  await expect(saidToast(page, '老客人 的款已收')).toBeVisible();
  await expect(carts).toHaveCount(2);
  await expect(carts.first()).toHaveAttribute('data-paid', 'false');
  await expect(carts.last()).toHaveAttribute('data-paid', 'true');
  await shoot(page, 'carts');
  await page.getByTestId('claim-carts').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('r');
  await expect(saidToast(page, '已复制：@老客人 2号 ×1 已登记，共')).toBeVisible();
  await page.keyboard.press('p');
  await expect(carts.nth(0)).toHaveAttribute('data-paid', 'true');
});

test('a place in line would be lost to sight, or nobody could be served out of it by hand', async ({ rig }) => {
  const page = await openAlone(rig);
  await openClaims(page);
  await openMaker(page);
  await takeDown(page, '大户', '2', '900');
  await expect(saidToast(page, '大户 的 2号 ×900 排进候补：没货了')).toBeVisible();
  await takeDown(page, '小户', '2', '901');
  await page.keyboard.press('Escape');
  await expect(laneRow(page, '小户').getByTestId('claim-place')).toHaveText('2');
  await openPanel(page);
  await expect(page.getByTestId('waitlist-row')).toHaveText([/大户/, /小户/]);

  await listRow(page, '小户').click();
  await page.getByTestId('claims-list').focus();
  await page.keyboard.press('Delete');
  await expect(listRow(page, '小户')).toHaveAttribute('data-state', 'cancelled');
  await expect(page.getByTestId('waitlist-row')).toHaveCount(1);
  await listRow(page, '大户').click();
  const tools = page.getByTestId('claim-chosen');
  for (const _ of [1, 2]) await page.getByTestId('waitlist-serve').click();
  await expect(saidToast(page, '大户 的 2号 ×900 排进候补：没货了')).toBeVisible();
  await expect(tools.getByTestId('claim-less')).toBeVisible();
  await shoot(page, 'waitlist');
});

test('somebody who is kept out could claim on, or the owner could not let them in again', async ({ rig }) => {
  const page = await openAlone(rig);
  await openClaims(page);
  await openMaker(page);
  await say(page, '弃单的', '2号 +1');
  await expect(saidToast(page, '弃单的 2号 ×1：已留')).toBeVisible();
  await page.keyboard.press('Escape');
  await openPanel(page);
  await listRow(page, '弃单的').click();
  await page.getByTestId('claims-list').focus();
  await page.keyboard.press('b');
  await page.getByTestId('block-reason').fill('多次弃单');
  await page.keyboard.press('Enter');
  await expect(saidToast(page, '已拉黑 弃单的')).toBeVisible();
  await page.getByTestId('claim-new').click();
  await say(page, '弃单的', '8号 +1');
  await expect(saidToast(page, '弃单的 8号 ×1：不收（在黑名单）')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('blocked-open').click();
  await expect(page.getByTestId('blocked-row')).toContainText('多次弃单');
  await page.getByTestId('unblock').click();
  await expect(page.getByTestId('blocked-row')).toHaveCount(0);
});

test('who pays too late would be told nothing, or would pay for what cannot be had', async ({ rig }) => {
  const page = await openAlone(rig);
  await page.getByTestId('claims-switch').click();
  await page.getByTestId('claim-rule-allocation-first_paid').check();
  await page.getByTestId('claims-open').click();
  await expect(page.getByTestId('dialog')).toHaveCount(0);
  await openMaker(page);
  await takeDown(page, '先付的', '2', '60');
  await expect(saidToast(page, '先付的 的 2号 ×60 已进购物车')).toBeVisible();
  await takeDown(page, '后付的', '2', '60');
  await page.keyboard.press('Escape');
  await openPanel(page);
  await listRow(page, '先付的').click();
  await page.getByTestId('claims-list').focus();
  await page.keyboard.press('p');
  await expect(listRow(page, '先付的')).toHaveAttribute('data-state', 'paid');
  await listRow(page, '后付的').click();
  await page.getByTestId('claims-list').focus();
  await page.keyboard.press('p');
  await expect(saidToast(page, '没货了，这笔没有收')).toContainText('氨基酸洁面乳');
  await expect(listRow(page, '后付的')).toHaveAttribute('data-state', 'claimed');
});

test('an answer would be copied where the room takes it, or copied without a word', async ({ rig }) => {
  const page = await rig.open();
  await openClaims(page);
  const row = page.getByTestId('claim-row').first();
  await expect(row).toBeVisible({ timeout: 60_000 });
  await row.getByRole('button', { name: '回复', exact: true }).click();
  await expect(saidToast(page, '已发到直播间：@')).toBeVisible();
});

test('an observer would be shown buttons that the engine refuses them', async ({ rig }) => {
  const page = await rig.open();
  await openClaims(page);
  await openMaker(page);
  await takeDown(page, '电话王姐', '2', '2');
  await takeDown(page, '电话王姐', '2', '900');
  await page.context().routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) =>
      socket.send(typeof message === 'string' ? message.replace('"role":"owner"', '"role":"observer"') : message),
    );
  });
  const watching = await rig.open();
  await expect(laneRow(watching, '电话王姐').first()).toBeVisible();
  await expect(watching.getByTestId('claims-switch')).toHaveAttribute('data-on', 'true');
  await expect(watching.getByTestId('order-lane').getByRole('button', { name: /回复|登记/ })).toHaveCount(0);
  await openPanel(watching);
  await expect(watching.getByTestId('claim-cart').first()).toBeVisible();
  await expect(listRow(watching, '电话王姐').first()).toBeVisible();
  for (const hidden of [
    'claim-new',
    'claim-rules-open',
    'blocked-open',
    'claim-cart-pay',
    'claim-chosen',
    'waitlist-serve',
  ]) {
    await expect(watching.getByTestId(hidden)).toHaveCount(0);
  }
});

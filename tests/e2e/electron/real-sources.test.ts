// The same show on the desktop: chat from a reader, orders and flash prices from a shop, with the shop cut off in the middle of a deal.

import type { Page } from '@playwright/test';
import { expect, test, waitUntilReady } from '../../support/electron-desktop.ts';
import { fireByKey, pin, shoot } from '../../support/selling-desk.ts';
import {
  add,
  fillReader,
  fillShop,
  LIPSTICK,
  openManager,
  openStage,
  ROOM,
  SHOP,
  sourceChip,
  sourceRow,
  tryOut,
  typeSecret,
} from '../../support/source-stage.ts';

const order = (page: Page, buyer: string) => page.getByTestId('order-row').filter({ hasText: buyer });
/** A shop is asked every four seconds, and tried again within half a minute. */
const SOON = { timeout: 45_000 };

test('a show on the desktop loses what other programs tell it, or leaves a shop at the price of a deal that is over', async ({
  openDesktop,
}) => {
  test.slow();
  const stage = await openStage();
  try {
    const desktop = await openDesktop();
    const desk = await desktop.window('desk');
    await waitUntilReady(desk);
    const panel = desk.getByTestId('deal-panel');
    const gmv = desk.getByTestId('kpi-gmv').first();
    await openManager(desk);
    await fillReader(desk, stage);
    await add(desk, ROOM);
    await fillShop(desk, stage);
    await tryOut(desk);
    await add(desk, SHOP);
    for (const name of [ROOM, SHOP]) await expect(sourceRow(desk, name)).toHaveAttribute('data-tone', 'fine');
    await shoot(desk, 'sources');
    await desk.keyboard.press('Escape');
    await desk.getByTestId('show-start').click();
    await expect(desk.getByTestId('show-state')).toHaveAttribute('data-phase', 'live');
    await pin(desk, '3');
    stage.say('小鹿', '枫叶红黄皮能用吗？');
    await expect(desk.getByTestId('feed-row').filter({ hasText: '黄皮能用吗' })).toBeVisible();
    stage.vendure.buy(LIPSTICK, 2, '阿梅');
    await expect(order(desk, '阿梅')).toHaveAttribute('data-state', 'paid', SOON);

    for (const [field, value] of [
      ['price', '59'],
      ['countdown', '1'],
      ['duration', '5'],
    ] as const) {
      await desk.getByTestId(`deal-${field}`).fill(value);
    }
    await desk.keyboard.press('Escape');
    await fireByKey(desk);
    await expect(panel).toHaveAttribute('data-phase', 'running');
    await expect.poll(stage.price).toBe(59_00);
    await stage.cutShop();
    await expect(sourceChip(desk, SHOP)).toHaveAttribute('data-status', /reconnecting|down/, SOON);
    await expect(sourceChip(desk, ROOM)).toHaveAttribute('data-status', 'live');
    stage.vendure.buy(LIPSTICK, 1, '大刘');
    await desk.keyboard.down('f');
    await expect(panel).toHaveAttribute('data-phase', 'ended');
    await desk.keyboard.up('f');
    await expect(desk.getByTestId('command-state')).toHaveAttribute('data-waiting', '1');
    await shoot(desk, 'shop-cut');
    await stage.mendShop();
    await expect.poll(stage.price, SOON).toBe(79_00);
    await expect(order(desk, '大刘')).toContainText('闪购', SOON);
    await expect(gmv).toHaveAttribute('data-value', '21700');

    // The engine alone dies; the windows stay and say what they do not know.
    process.kill(await desktop.enginePid(), 'SIGKILL');
    stage.vendure.buy(LIPSTICK, 1, '小美');
    await expect(sourceChip(desk, ROOM)).toHaveAttribute('data-status', 'live', SOON);
    await expect(sourceChip(desk, SHOP)).toHaveAttribute('data-status', 'down', SOON);
    await openManager(desk);
    await typeSecret(desk, SHOP);
    await desk.keyboard.press('Escape');
    await expect(order(desk, '小美')).toHaveCount(1, SOON);
    await expect(gmv).toHaveAttribute('data-value', '29600');
    for (const buyer of ['阿梅', '大刘']) await expect(order(desk, buyer)).toHaveCount(1);
    await shoot(desk, 'engine-back');
  } finally {
    await stage.close();
  }
});

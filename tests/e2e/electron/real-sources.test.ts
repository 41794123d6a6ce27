// The same show on the desktop: chat from a reader, orders and flash prices from a shop, with the shop cut off in the middle of a deal.

import { expect, test, waitUntilReady } from '../../support/electron-desktop.ts';
import { fireByKey, shoot } from '../../support/selling-desk.ts';
import {
  add,
  dealPanel,
  fillReader,
  fillShop,
  gmvOf,
  goLive,
  LIPSTICK,
  openManager,
  openStage,
  orderOf,
  ROOM,
  SHOP,
  SOON,
  setDeal,
  sourceChip,
  stopDeal,
  tryOut,
  typeSecret,
} from '../../support/source-stage.ts';

test('a show on the desktop loses what other programs tell it, or leaves a shop at the price of a deal that is over', async ({
  openDesktop,
}) => {
  test.slow();
  const stage = await openStage();
  try {
    const desktop = await openDesktop();
    const desk = await desktop.window('desk');
    await waitUntilReady(desk);
    await openManager(desk);
    await fillReader(desk, stage);
    await add(desk, ROOM);
    await fillShop(desk, stage);
    await tryOut(desk);
    await add(desk, SHOP);
    await shoot(desk, 'sources');
    await goLive(desk);
    stage.say('小鹿', '枫叶红黄皮能用吗？');
    await expect(desk.getByTestId('feed-row').filter({ hasText: '黄皮能用吗' })).toBeVisible();
    stage.vendure.buy(LIPSTICK, 2, '阿梅');
    await expect(orderOf(desk, '阿梅')).toHaveAttribute('data-state', 'paid', SOON);

    await setDeal(desk, { countdown: '1' });
    await fireByKey(desk);
    await expect(dealPanel(desk)).toHaveAttribute('data-phase', 'running');
    await expect.poll(stage.price).toBe(59_00);
    await stage.cutShop();
    await expect(sourceChip(desk, SHOP)).toHaveAttribute('data-status', /reconnecting|down/, SOON);
    await expect(sourceChip(desk, ROOM)).toHaveAttribute('data-status', 'live');
    stage.vendure.buy(LIPSTICK, 1, '大刘');
    await stopDeal(desk);
    await expect(desk.getByTestId('command-state')).toHaveAttribute('data-waiting', '1');
    await shoot(desk, 'shop-cut');
    await stage.mendShop();
    await expect.poll(stage.price, SOON).toBe(79_00);
    await expect(orderOf(desk, '大刘')).toContainText('闪购', SOON);
    await expect(gmvOf(desk)).toHaveAttribute('data-value', '21700');

    // The engine alone dies; the windows stay and say what they do not know.
    process.kill(await desktop.enginePid(), 'SIGKILL');
    stage.vendure.buy(LIPSTICK, 1, '小美');
    await expect(sourceChip(desk, ROOM)).toHaveAttribute('data-status', 'live', SOON);
    await expect(sourceChip(desk, SHOP)).toHaveAttribute('data-status', 'down', SOON);
    await openManager(desk);
    await typeSecret(desk, SHOP);
    await desk.keyboard.press('Escape');
    await expect(orderOf(desk, '小美')).toHaveCount(1, SOON);
    await expect(gmvOf(desk)).toHaveAttribute('data-value', '29600');
    for (const buyer of ['阿梅', '大刘']) await expect(orderOf(desk, buyer)).toHaveCount(1);
    await shoot(desk, 'engine-back');
  } finally {
    await stage.close();
  }
});

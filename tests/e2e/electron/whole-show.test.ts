// The same show on the desktop, with no network at all but the overlay's own loopback link, which another browser watches as OBS does.

import { type Browser, chromium, type Page } from '@playwright/test';
import { browserArgs, findBrowser } from '../../support/browser-binary.ts';
import { expect, test, waitUntilReady } from '../../support/electron-desktop.ts';
import {
  claimOf,
  closeTabs,
  endShow,
  fireByKey,
  importRefund,
  openClaims,
  openTab,
  packAll,
  payCart,
  pickedGoods,
  pin,
  say,
  setStock,
  settleByKey,
  shoot,
  takeDown,
} from '../../support/selling-desk.ts';

const PAID = new Map([
  ['大刘', 45_00],
  ['小周', 45_00],
  ['糊涂客人', 79_00],
  ['电话王姐', 59_80],
  ['小美', 118_00],
]);

const PARCELS = new Map([
  ['大刘', ['KT-CLN-120 ×1']],
  ['小周', ['KT-CLN-120 ×1']],
  ['糊涂客人', ['KT-LIP-RED ×1']],
  ['电话王姐', ['KT-HND-3 ×2']],
  ['小美', ['KT-LIP-MAPLE ×2']],
]);

const openOverlay = async (browser: Browser, desk: Page): Promise<Page> => {
  await openTab(desk, 'overlay');
  await desk.getByTestId('overlay-on').check();
  const address = desk.getByTestId('overlay-address');
  await expect(address).toHaveValue(/overlay#token=/);
  const overlay = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
  await overlay.goto(await address.inputValue());
  await expect(overlay.getByTestId('overlay')).toHaveAttribute('data-ready', 'true');
  await closeTabs(desk);
  return overlay;
};

test('a show sold on the desktop would lose a claim, a price, a parcel or a refund on its way', async ({
  openDesktop,
}) => {
  test.slow();
  const desktop = await openDesktop();
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('There is no Chromium to watch the overlay with.');
  const browser = await chromium.launch({ executablePath, args: browserArgs() });
  try {
    await setStock(desk, '氨基酸洁面乳', 2);
    await desk.getByTestId('show-start').click();
    await expect(desk.getByTestId('show-state')).toHaveAttribute('data-phase', 'live');
    const overlay = await openOverlay(browser, desk);
    await pin(desk, '3');
    await openClaims(desk);
    await say(desk, [
      ['阿梅', '2号 +1'],
      ['大刘', '2号 x1'],
      ['小周', '2 扣1'],
      ['糊涂客人', '3号 红 +1'],
    ]);
    await takeDown(desk, '电话王姐', '8', '2');
    await expect(claimOf(desk, '小周')).toHaveAttribute('data-state', 'waiting');
    await settleByKey(desk, '2');
    await say(desk, [['阿梅', '取消 2号']]);
    await expect(claimOf(desk, '阿梅')).toHaveAttribute('data-state', 'taken_back');
    await expect(claimOf(desk, '小周')).toHaveAttribute('data-state', 'reserved');

    await desk.getByTestId('deal-countdown').fill('3');
    await desk.keyboard.press('Escape');
    await fireByKey(desk);
    await expect(overlay.getByTestId('overlay-countdown')).toHaveText(/^00:0\d/);
    await expect(desk.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'running');
    await expect(overlay.getByTestId('overlay-price')).toContainText('¥59');
    await say(desk, [['小美', '3号 枫叶红 两件']]);
    await expect(overlay.getByTestId('overlay-claim').last()).toContainText('枫叶红 ×2');
    await shoot(desk, 'deal');
    await shoot(overlay, 'overlay');
  } finally {
    await browser.close();
  }

  await desk.getByTestId('claims-all').click();
  const paid = new Map<string, number>();
  for (const name of PAID.keys()) paid.set(name, await payCart(desk, name));
  expect(paid).toEqual(PAID);
  await closeTabs(desk);
  await endShow(desk);
  const cell = (row: string, name: string) => desk.getByTestId(`settlement-${row}`).locator(`[data-name=${name}]`);
  await expect(cell('provisional', 'gmv')).toHaveText('¥346.80');
  await shoot(desk, 'summary');
  await desk.keyboard.press('Escape');

  await openTab(desk, 'fulfilment');
  await expect(desk.getByTestId('pick-row').first()).toBeVisible();
  expect(await pickedGoods(desk)).toEqual(['KT-CLN-120 ×2', 'KT-HND-3 ×2', 'KT-LIP-MAPLE ×2', 'KT-LIP-RED ×1']);
  await desk.getByTestId('fulfilment-pack').click();
  await expect(desk.getByTestId('slip-row')).toHaveCount(PAID.size);
  await shoot(desk, 'pack');
  expect(await packAll(desk)).toEqual(PARCELS);

  await openTab(desk, 'orders');
  await importRefund(desk, '大刘');
  await closeTabs(desk);
  await desk.getByTestId('open-summary').click();
  await expect(cell('provisional', 'refunds')).toHaveText('¥0.00');
  await expect(cell('settled', 'net')).toHaveText('¥301.80');
  await expect(cell('difference', 'refunds')).toHaveText('+¥45.00');
  await desk.getByTestId('settlement').scrollIntoViewIfNeeded();
  await shoot(desk, 'restated');
});

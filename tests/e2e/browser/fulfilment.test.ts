// From a paid order to its parcel: picked, packed by the keyboard, printed, shipped from a table, and every step taken back.

import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser-desk.ts';

const BUYER = '打包客人';
const NOTE = '送到前台，不要敲门';

const openOrders = async (page: Page): Promise<void> => {
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('workspace-orders').click();
  await expect(page.getByTestId('orders-row').first()).toBeVisible();
};

/** Returns its number. */
const makeOrder = async (page: Page): Promise<string> => {
  await openOrders(page);
  await page.getByTestId('orders-new').click();
  await page.getByTestId('order-make-buyer').fill(BUYER);
  await page.getByTestId('order-make').getByLabel('备注').fill(NOTE);
  await page.getByTestId('order-make-add').click();
  await page.getByTestId('order-make-quantity').fill('2');
  await page.getByTestId('order-make-price').fill('19.90');
  await page.getByTestId('order-make-paid').check();
  await page.getByTestId('order-make-save').click();
  await page.getByTestId('orders-search').fill(BUYER);
  const row = page.getByTestId('orders-row');
  await expect(row).toHaveCount(1);
  const orderId = await row.locator('[title]').first().getAttribute('title');
  if (orderId === null) throw new Error('no order number on screen');
  return orderId;
};

const scan = async (page: Page, code: string): Promise<void> => {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
};

test('a parcel cannot be packed by scans alone, its slip is not on paper, or its number does not come back', async ({
  rig,
}) => {
  const page = await rig.open();
  const orderId = await makeOrder(page);
  await page.getByTestId('workspace-fulfilment').click();
  await expect(page.getByTestId('pick-row').first()).toBeVisible();
  await test.info().attach('pick', { body: await page.screenshot(), contentType: 'image/png' });

  await page.getByTestId('fulfilment-pack').click();
  await expect(page.getByTestId('slip')).toBeVisible();
  await expect(page.getByTestId('scan')).toBeFocused();
  await scan(page, orderId);
  const slip = page.getByTestId('slip');
  await expect(slip).toContainText(BUYER);
  await expect(slip).toContainText(NOTE);
  await expect(slip).toHaveAttribute('data-state', 'open');
  await test.info().attach('pack', { body: await page.screenshot(), contentType: 'image/png' });
  await scan(page, 'no-such-code');
  await expect(page.getByRole('alert')).toContainText('no-such-code');
  await expect(page.getByTestId('scan')).toBeFocused();

  const number = (await slip.getAttribute('data-number')) ?? '';
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByTestId('slip-print').click();
  await expect(page.getByTestId('paper-slip')).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('paper-slip')).toBeVisible();
  await expect(page.getByTestId('paper-slip')).toContainText(NOTE);
  await expect(page.getByTestId('paper-bars')).toBeVisible();
  await expect(page.getByTestId('paper-bars')).toContainText(orderId);
  await test.info().attach('slip', { body: await page.screenshot(), contentType: 'image/png' });
  await expect(page.getByTestId('workspace')).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.getByTestId('paper')).toHaveCount(0);

  await page.getByTestId('scan').focus();
  await scan(page, orderId);
  await expect(page.getByTestId('packed-notice')).toContainText(number);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('packed-notice')).toHaveCount(0);
  await page.getByTestId('slips-search').fill(BUYER);
  await expect(page.getByTestId('slip-row')).toHaveCount(1);
  await page.getByTestId('slip-pack').click();
  await expect(page.getByTestId('slip-row')).toHaveCount(0);

  await page.getByTestId('fulfilment-ship').click();
  await page.getByTestId('tracking-import').click();
  const table = `订单号,快递公司,快递单号\n${orderId},顺丰,SF1234567890\nnobody,顺丰,SF99\n`;
  const file = { name: '单号.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
  await page.getByTestId('tracking-file').setInputFiles(file);
  await expect(page.getByTestId('tracking-count-ship')).toHaveAttribute('data-count', '1');
  await expect(page.getByTestId('tracking-count-refused')).toHaveAttribute('data-count', '1');
  await page.getByTestId('tracking-apply').click();
  await page.getByTestId('ship-shipped').click();
  await expect(page.getByTestId('ship-row')).toHaveCount(1);
  await expect(page.getByTestId('ship-row')).toContainText('SF1234567890');
  await test.info().attach('ship', { body: await page.screenshot(), contentType: 'image/png' });

  await page.getByTestId('tracking-history').click();
  await page.getByTestId('tracking-undo').click();
  await expect(page.getByTestId('tracking-import-row')).toHaveAttribute('data-undone', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('ship-row')).toHaveCount(0);
  await page.getByTestId('ship-packed').click();
  await expect(page.getByTestId('ship-row')).toContainText(BUYER);
});

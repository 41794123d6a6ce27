// A show's orders by hand and from a file: taken down, imported, confirmed, settled, and undone again.

import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser-desk.ts';

const openOrders = async (page: Page): Promise<void> => {
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('workspace-orders').click();
  await expect(page.getByTestId('orders-row').first()).toBeVisible();
};

const count = (page: Page, filter: string) => page.getByTestId(`orders-filter-${filter}`);

const chinaTime = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const fileOf = (orderId: string, refunded: boolean): Buffer =>
  Buffer.from(
    [
      '主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,订单提交时间,订单状态,售后状态,买家昵称',
      [
        `"\t${orderId}"`,
        `"\t${orderId}"`,
        '面膜,-,2,-,39.80,0.00',
        chinaTime(Date.now()),
        refunded ? '已关闭,退款成功' : '待发货,-',
        '电话客人',
      ].join(','),
    ].join('\r\n'),
  );

const importFile = async (page: Page, content: Buffer): Promise<void> => {
  await page.getByTestId('orders-import').click();
  const file = { name: '抖店订单.csv', mimeType: 'text/csv', buffer: content };
  await page.getByTestId('import-file').setInputFiles(file);
  await expect(page.getByTestId('import-format')).toHaveValue('doudian');
  await page.getByTestId('import-apply').click();
  await expect(page.getByTestId('import-report')).toBeVisible();
  await page.getByTestId('import-close').click();
};

test('an order by hand, its platform’s file or its refund does not reach the settled figures', async ({ rig }) => {
  const page = await rig.open();
  await openOrders(page);
  await page.getByTestId('orders-new').click();
  await page.getByTestId('order-make-buyer').fill('电话客人');
  await page.getByTestId('order-make-add').click();
  await page.getByTestId('order-make-quantity').fill('2');
  await page.getByTestId('order-make-price').fill('19.90');
  await page.getByTestId('order-make-paid').check();
  await page.getByTestId('order-make-save').click();
  const search = page.getByTestId('orders-search');
  await search.fill('电话客人');
  const row = page.getByTestId('orders-row');
  await expect(row).toHaveCount(1);
  await expect(row).toHaveAttribute('data-state', 'paid');
  await expect(row).toContainText('¥39.80');
  const orderId = await row.locator('[title]').first().getAttribute('title');
  if (orderId === null) throw new Error('no order number on screen');

  await importFile(page, fileOf(orderId, false));
  await expect(row).toHaveAttribute('data-match', 'id');
  await importFile(page, fileOf(orderId, true));
  await expect(page.getByTestId('order-refund-difference')).toContainText('¥39.80');
  await expect(page.getByTestId('settlement-difference').locator('[data-name=refunds]')).toHaveText('+¥39.80');
  await test.info().attach('orders', { body: await page.screenshot(), contentType: 'image/png' });

  await page.getByTestId('order-unmatch').click();
  await expect(row).toHaveCount(2);
  await page.getByTestId('orders-undo').click();
  await expect(row).toHaveCount(1);
  await expect(row).toHaveAttribute('data-match', 'id');

  await page.getByTestId('orders-history').click();
  await expect(page.getByTestId('order-import-row')).toHaveCount(2);
  await page.getByTestId('order-import-undo').first().click();
  await expect(page.getByTestId('order-import-undo')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('settlement-difference').locator('[data-name=refunds]')).toHaveText('—');
  await expect(count(page, 'difference')).toHaveAttribute('data-count', '0');
});

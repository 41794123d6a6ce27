// What the catalogue's editor says of a gift, and what becomes of pictures: fetched, refused, made small.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../../support/browser-desk.ts';

/** Red, two pixels by two. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP8z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture of an import reaches into the house, or fails unsaid; a gift lacks something and nobody is told', async ({
  rig,
}) => {
  const page = await rig.open();
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('workspace-products').click();
  await page.getByTestId('catalogue-import').click();
  const { port } = rig.engine();
  const rows = [
    '商品名称,SKU,币种,价格,图片,赠品名称,控台商品编号',
    `礼盒,BOX-1,CNY,10,http://127.0.0.1:${port}/media/mask.svg,小样,`,
  ];
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await page.getByTestId('import-apply').click();
  await page.getByTestId('import-close').click();
  await page.getByTestId('picture-failed').click();
  await expect(page.getByTestId('picture-failures').locator('li')).toHaveAttribute('data-fault', 'address');
  await test.info().attach('failures', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByTestId('picture-dismiss').click();
  await expect(page.getByTestId('picture-notice')).toBeHidden();

  await page.locator('[data-testid="catalogue-row"]', { hasText: '礼盒' }).first().click();
  await expect(page.getByTestId('gift-lacks')).toHaveText('还缺：规格、数量、期限、方式');
  await page.getByTestId('field-afterSale').locator('textarea').fill('赠品随单');
  const finding = page.getByTestId('field-afterSale').locator('[data-rule="P5"]');
  await expect(finding).toContainText('赠品还缺：规格、数量、期限、方式');
  for (const part of ['spec', 'quantity', 'period', 'way']) await page.getByTestId(`field-gift-${part}`).fill('有');
  await expect(page.getByTestId('gift-lacks')).toBeHidden();
  await expect(finding).toHaveCount(0);
  await page.getByTestId('image-file').setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer: PNG });
  const picture = page.locator('[data-testid="image-strip"] img');
  await expect(picture).toHaveAttribute('src', /^media\/thumb-320\/[0-9a-f]{40}\.png$/);
  await expect
    .poll(async () => {
      const folders = ['thumb-96', 'thumb-320'].map((name) => join(rig.dataDir, 'media', name));
      return (await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])))).map(({ length }) => length);
    })
    .toEqual([1, 1]);
  expect(await picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))).toBe(2);
});

test('the desk sells the buffer of a product, or does not say that it keeps one', async ({ rig }) => {
  const page = await rig.open();
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('workspace-products').click();
  await expect(page.getByTestId('catalogue-row').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('bsmm');
  await expect(page.getByTestId('catalogue-row')).toHaveCount(1);
  await page.getByTestId('catalogue-row').click();
  await page.getByTestId('editor-variants').click();
  await page.getByTestId('variant-buffer').first().fill('100');
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('catalogue-notice')).toBeVisible();
  await page.getByTestId('workspace-close').click();
  const line = page.locator('[data-testid="product-row"][data-number="1"]');
  await expect(line.getByTestId('product-sellable')).toHaveAttribute('data-sellable', '0');
  await expect(line).toContainText('可售 0 / 库存');
});

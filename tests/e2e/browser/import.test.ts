// The catalogue in and out as files, by hand: previewed, taken over, undone, named by hand, refused rows and an export fetched.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser-desk.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'catalogue');

const openCatalogue = async (page: Page): Promise<void> => {
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('workspace-products').click();
  await expect(page.getByTestId('catalogue-row').first()).toBeVisible();
};

const csv = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
});

const shows = (page: Page, kind: string) => page.getByTestId(`import-show-${kind}`);

const saved = async (page: Page, testId: string): Promise<string> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(testId).click()]);
  return readFile(await download.path(), 'latin1');
};

test('a file that is picked is not previewed, or is not taken over, or cannot be undone as a whole', async ({
  rig,
}) => {
  const page = await rig.open();
  await openCatalogue(page);
  const before = Number(await page.getByTestId('catalogue-rows').getAttribute('data-total'));
  await page.getByTestId('catalogue-import').click();
  await page.getByTestId('import-file').setInputFiles(join(FIXTURES, 'doudian.csv'));
  await expect(shows(page, 'create')).toHaveAttribute('data-count', '2');
  await expect(page.getByTestId('import-format')).toHaveValue('doudian');
  await expect(page.getByTestId('import-row').first()).toContainText('枫叶红口红');
  await test.info().attach('preview', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByTestId('import-apply').click();
  await expect(page.getByTestId('import-report')).toBeVisible();
  await expect(page.getByTestId('catalogue-rows')).toHaveAttribute('data-total', String(before + 2));
  await test.info().attach('report', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByTestId('import-undo').click();
  await expect(page.getByTestId('import-report')).toHaveAttribute('data-undone', 'true');
  await page.getByTestId('import-close').click();
  await expect(page.getByTestId('catalogue-rows')).toHaveAttribute('data-total', String(before));
});

test('an unknown table is not asked about, or its refused rows cannot be fetched, or its changes are not told', async ({
  rig,
}) => {
  const page = await rig.open();
  await openCatalogue(page);
  const before = Number(await page.getByTestId('catalogue-rows').getAttribute('data-total'));
  await page.getByTestId('catalogue-import').click();
  const first = csv('mine.csv', ['甲,乙,丙', 'X-1,棉袜,9.90', 'X-2,毛巾,12']);
  await page.getByTestId('import-file').setInputFiles(first);
  await expect(page.getByTestId('import-mapping')).toBeVisible();
  await expect(page.getByTestId('import-mapped')).toBeDisabled();
  await page.getByTestId('import-column-0').selectOption('sku');
  await page.getByTestId('import-column-1').selectOption('title');
  await page.getByTestId('import-column-2').selectOption('price');
  await test.info().attach('mapping', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByTestId('import-mapped').click();
  await page.getByTestId('import-apply').click();
  await expect(page.getByTestId('import-report')).toBeVisible();
  await page.getByTestId('import-close').click();

  await page.getByTestId('catalogue-import').click();
  const second = csv('mine.csv', ['甲,乙,丙', 'X-1,棉袜,8.80', 'X-2,毛巾,12', 'X-3,坏价,12.345']);
  await page.getByTestId('import-file').setInputFiles(second);
  await expect(shows(page, 'change')).toHaveAttribute('data-count', '1');
  await expect(shows(page, 'same')).toHaveAttribute('data-count', '1');
  await shows(page, 'change').click();
  await expect(page.getByTestId('import-row')).toHaveCount(1);
  await expect(page.getByTestId('import-row')).toContainText('¥9.90');
  await expect(page.getByTestId('import-row')).toContainText('¥8.80');
  await shows(page, 'refused').click();
  await expect(page.getByTestId('import-row')).toContainText('第 4 行');
  await test.info().attach('refused', { body: await page.screenshot(), contentType: 'image/png' });
  expect(await saved(page, 'import-refused-file')).toMatch(/^PK/);
  // Keys in the dialog are the dialog's: the import before is not undone behind it.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('import-preview')).toHaveCount(0);
  await expect(page.getByTestId('workspace')).toBeVisible();
  await expect(page.getByTestId('catalogue-rows')).toHaveAttribute('data-total', String(before + 2));
});

test('an export is made without saying what it loses, or cannot be fetched, or a file that is none has no sentence', async ({
  rig,
}) => {
  const page = await rig.open();
  await openCatalogue(page);
  await page.getByTestId('catalogue-export').click();
  await page.getByTestId('export-format').selectOption('shopify');
  await page.getByTestId('export-container').selectOption('csv');
  await page.getByTestId('export-write').click();
  await expect(page.getByTestId('export-report')).toContainText('这种格式写不下');
  await test.info().attach('export', { body: await page.screenshot(), contentType: 'image/png' });
  expect(await saved(page, 'export-save')).toContain('URL handle');
  await page.keyboard.press('Escape');

  await page.getByTestId('catalogue-import').click();
  await page.getByTestId('import-file').setInputFiles({
    name: 'a.png',
    mimeType: 'image/png',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  });
  await expect(page.getByTestId('import-refused')).toContainText('不是表格文件');
  await page.getByTestId('import-other').click();
  await expect(page.getByTestId('import-source')).toBeVisible();

  // Cells that were copied from a spreadsheet.
  await page.getByTestId('import-paste').evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '商品名称\t货号\t价格\n围巾\tW-1\t50\n手套\tS-1\t30\n');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByTestId('import-mapped').click();
  await expect(shows(page, 'create')).toHaveAttribute('data-count', '2');
});

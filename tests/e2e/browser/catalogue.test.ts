// The catalogue by hand: found by initials, edited on air and seen on the desk, undone, many at once, a picture, a new product.

import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser-desk.ts';

/** Red, two pixels by two. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP8z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
);

const openCatalogue = async (page: Page): Promise<void> => {
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('workspace-products').click();
  await expect(page.getByTestId('catalogue-row').first()).toBeVisible();
};
const rows = (page: Page) => page.getByTestId('catalogue-row');
const field = (page: Page, name: string) => page.getByTestId(`field-${name}`).locator('textarea');
const deskPrice = (page: Page, number: number) => page.locator(`[data-testid="product-row"][data-number="${number}"]`);

test('a product is not found by its initials, or a price changed on air is not seen on the desk, or undo leaves it', async ({
  rig,
}) => {
  const page = await rig.open();
  await openCatalogue(page);
  await page.keyboard.press('/');
  await page.keyboard.type('bsmm');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('补水面膜');
  await rows(page).click();
  await page.getByTestId('editor-variants').click();
  await page.getByTestId('variant-live').first().fill('12.34');
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('catalogue-notice')).toBeVisible();
  await page.getByTestId('editor-history').click();
  await expect(page.getByTestId('history-row').first()).toContainText('12.34');
  await test.info().attach('history', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByTestId('workspace-close').click();
  await expect(deskPrice(page, 1)).toContainText('12.34');
  await openCatalogue(page);
  await page.getByTestId('catalogue-rows').focus();
  await page.keyboard.press('Control+z');
  await page.getByTestId('workspace-close').click();
  await expect(deskPrice(page, 1)).not.toContainText('12.34');
});

test('rows are not chosen by Ctrl, Shift and keys, or many are not changed, undone, archived and restored', async ({
  rig,
}) => {
  const page = await rig.open();
  await openCatalogue(page);
  await page.getByTestId('catalogue-sort-price').click();
  await rows(page)
    .nth(0)
    .click({ modifiers: ['Control'] });
  await rows(page)
    .nth(3)
    .click({ modifiers: ['Shift'] });
  await expect(page.locator('[data-testid="catalogue-row"][aria-selected="true"]')).toHaveCount(4);
  await page.getByTestId('bulk-kind').selectOption('tagsAdd');
  await page.getByTestId('bulk-value').fill('清仓');
  await page.keyboard.press('Enter');
  await expect(rows(page).filter({ hasText: '清仓' })).toHaveCount(4);
  await page.getByTestId('catalogue-tag').selectOption('清仓');
  await expect(page.getByTestId('catalogue-rows')).toHaveAttribute('data-total', '4');
  await page.getByTestId('catalogue-rows').focus();
  await page.keyboard.press('Control+a');
  await page.getByTestId('bulk-archive').click();
  await expect(page.getByTestId('catalogue-empty')).toBeVisible();
  await page.getByTestId('catalogue-undo').click();
  await expect(page.getByTestId('catalogue-rows')).toHaveAttribute('data-total', '4');
  await page.getByTestId('catalogue-rows').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('[data-testid="catalogue-row"][aria-selected="true"]')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-testid="catalogue-row"][aria-selected="true"]')).toHaveCount(0);
  await expect(page.getByTestId('catalogue')).toBeVisible();
});

test('a new product with variants and a picture cannot be made, or a text not saved is lost by looking elsewhere', async ({
  rig,
}) => {
  const page = await rig.open();
  await openCatalogue(page);
  await page.getByTestId('catalogue-new').click();
  await page.getByTestId('product-save').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await field(page, 'title').fill('冬季限定手霜');
  await page.getByTestId('field-tags').fill('新品，冬季');
  await page.getByTestId('image-file').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PNG });
  const picture = page.getByTestId('image-strip').locator('img');
  await expect(picture).toHaveCount(1);
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2);
  await page.getByTestId('editor-variants').click();
  await page.getByTestId('variant-list').fill('39');
  await page.getByTestId('option-add').click();
  await page.getByTestId('option-name').fill('香型');
  await page.getByTestId('option-values').fill('雪松, 柑橘');
  await page.getByTestId('option-combine').click();
  await expect(page.getByTestId('variant-row')).toHaveCount(2);
  await rows(page).nth(2).click();
  await page.getByTestId('catalogue-new').click();
  await expect(field(page, 'title')).toHaveValue('冬季限定手霜');
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('catalogue-notice')).toBeVisible();
  const made = rows(page).filter({ hasText: '冬季限定手霜' });
  await expect(made).toContainText('冬季');
  await expect(made.locator('img')).toHaveCount(1);
  await test.info().attach('new product', { body: await page.screenshot(), contentType: 'image/png' });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('product-editor')).toHaveCount(0);
  await expect(page.getByTestId('catalogue')).toBeVisible();
});

test('two editors overwrite each other, or what the second wrote is thrown away unasked', async ({ rig }) => {
  const [first, second] = [await rig.open(), await rig.open()];
  for (const page of [first, second]) {
    await openCatalogue(page);
    await page.getByTestId('catalogue-search').fill('补水面膜');
    await expect(rows(page)).toHaveCount(1);
    await rows(page).click();
    await expect(field(page, 'title')).toHaveValue('玻尿酸补水面膜');
  }
  await field(second, 'title').fill('后写的名字');
  await field(first, 'title').fill('先存的名字');
  await first.getByTestId('product-save').click();
  await expect(first.getByTestId('catalogue-notice')).toBeVisible();
  await expect(second.getByTestId('editor-older')).toBeVisible();
  await second.getByTestId('product-save').click();
  await expect(field(second, 'title')).toHaveValue('后写的名字');
  await second.getByTestId('editor-older').getByRole('button').click();
  await expect(field(second, 'title')).toHaveValue('先存的名字');
});

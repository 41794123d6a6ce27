// Price truth in a browser: an untrue compare price holds a deal back, is let stand or mended on the spot, and is listed with its sales.

import type { Page } from '@playwright/test';
import { expect, type Rig, test } from '../../support/browser-desk.ts';

const tab = async (page: Page, name: string): Promise<void> => {
  await page.getByTestId('open-workspace').click();
  await page.getByTestId(`workspace-${name}`).click();
};

/** 3 号, whose first variant is struck through at what nobody ever paid. */
const openUntrue = async (rig: Rig): Promise<Page> => {
  const page = await rig.open();
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  const gate = page.getByTestId('price-gate');
  await expect(page.getByTestId('pinned-product')).toHaveAttribute('data-number', '3');
  await expect(gate).toHaveAttribute('data-verdict', 'true');
  await tab(page, 'products');
  await page.getByTestId('catalogue-search').fill('丝绒哑光口红');
  await expect(page.getByTestId('catalogue-row').first()).toContainText('丝绒哑光口红');
  await page.getByTestId('catalogue-row').first().click();
  await page.getByTestId('editor-variants').click();
  await page.getByTestId('variant-compare').first().fill('169');
  await page.getByTestId('product-save').click();
  await expect(page.getByTestId('catalogue-notice')).toBeVisible();
  await page.getByTestId('workspace-close').click();
  await expect(gate).toHaveAttribute('data-verdict', 'untrue');
  return page;
};

test('a deal beside an untrue compare price is armed, or an owner cannot let it stand with a reason', async ({
  rig,
}) => {
  const page = await openUntrue(rig);
  const finding = page.getByTestId('gate-finding');
  await expect(finding).toHaveAttribute('data-rule', 'P1');
  await expect(finding).toContainText('¥129.00');
  await finding.locator('summary').click();
  await expect(finding).toContainText('demo-2-');
  await test.info().attach('finding', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByTestId('deal-arm').click();
  await expect(page.getByText('最高可标 129.00')).toBeVisible();
  await expect(page.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'none');

  await page.getByTestId('price-let-stand').click();
  await expect(page.getByTestId('price-override-confirm')).toBeDisabled();
  await page.getByTestId('price-override').locator('textarea').fill('门店同期价签');
  await page.getByTestId('price-override-confirm').click();
  await expect(page.getByTestId('price-gate')).toHaveAttribute('data-verdict', 'overridden');
  await page.getByTestId('deal-arm').click();
  await expect(page.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'armed');

  await tab(page, 'compliance');
  await page.getByTestId('compliance-evidence').click();
  await expect(page.getByTestId('evidence-state')).toHaveAttribute('data-broken', 'none');
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await expect(page.locator('tbody tr').first()).toContainText('核对划线价');
  await test.info().attach('evidence', { body: await page.screenshot(), contentType: 'image/png' });
});

test('an untrue compare price is not listed, or the permitted one does not reach the desk', async ({ rig }) => {
  const page = await openUntrue(rig);
  await tab(page, 'compliance');
  await page.getByTestId('compliance-prices').click();
  await page.getByTestId('price-untrue-only').check();
  const row = page.getByTestId('price-row');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('枫叶红');
  await row.click();
  await expect(page.getByTestId('paid-row').first()).toBeVisible();
  await test.info().attach('ledger', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByTestId('price-view').getByTestId('price-use-permitted').click();
  await expect(page.getByTestId('price-counts')).toHaveAttribute('data-untrue', '0');
  await page.getByTestId('workspace-close').click();
  await expect(page.getByTestId('price-gate')).toHaveAttribute('data-verdict', 'true');
  await expect(page.getByTestId('pinned-product')).toContainText('¥129.00');
});

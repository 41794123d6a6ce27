// Promises and emergency cards as an assistant uses them: a key, a few words, one confirmation; and what the host sees of both.

import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser-desk.ts';

const pin = async (desk: Page, number: string): Promise<void> => {
  await desk.keyboard.press(number);
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('pinned-product')).toHaveAttribute('data-number', number);
};

test('a promise is lost, comes before the host at the wrong moment, or cannot be settled', async ({ rig }) => {
  const desk = await rig.open();
  await pin(desk, '3');
  await desk.keyboard.press('p');
  await desk.getByTestId('promise-text').fill('拍下送一双袜子');
  await desk.getByTestId('promise-due').selectOption('explained');
  await desk.getByTestId('promise-text').press('Enter');
  const row = desk.getByTestId('promise-dialog').getByTestId('promise-row');
  await expect(row).toContainText('拍下送一双袜子');
  await expect(row).toHaveAttribute('data-due', 'false');
  // Words of a price that a later deal breaks.
  await desk.keyboard.press('Alt+2');
  await desk.getByTestId('promise-text').fill('今天就是最低价');
  await desk.getByTestId('promise-vow').selectOption('lowest');
  await desk.getByTestId('promise-make').click();
  await expect(row).toHaveCount(2);
  await test.info().attach('promises', { body: await desk.screenshot(), contentType: 'image/png' });
  await desk.keyboard.press('Escape');

  const host = await rig.open('host');
  await expect(host.getByTestId('pinned-product')).toContainText('丝绒哑光口红');
  await expect(host.getByTestId('host-promises')).toHaveCount(0);
  await desk.bringToFront();
  await pin(desk, '4');
  await pin(desk, '3');
  await expect(host.getByTestId('host-promises')).toContainText('拍下送一双袜子');
  await desk.keyboard.press('f');
  await expect(desk.getByTestId('promise-chip')).toHaveAttribute('data-tone', 'broken');
  await expect(host.getByTestId('host-promises').locator('[data-breach="true"]')).toContainText('今天就是最低价');

  await desk.getByTestId('open-workspace').click();
  await desk.getByTestId('workspace-promises').click();
  const ledger = desk.getByTestId('promises');
  await ledger.getByTestId('promise-row').filter({ hasText: '袜子' }).getByTestId('promise-keep').click();
  await expect(ledger.getByTestId('promise-row')).toHaveCount(1);
  await expect(host.getByTestId('host-promises')).not.toContainText('袜子');
  await ledger.getByTestId('promises-kept').click();
  await expect(ledger.getByTestId('promise-row')).toContainText('袜子');
  await ledger.getByTestId('promise-reopen').click();
  await expect(ledger.getByTestId('promise-row')).toHaveCount(0);
  const [download] = await Promise.all([desk.waitForEvent('download'), ledger.getByTestId('promises-export').click()]);
  expect(download.suggestedFilename()).toMatch(/^kongtai-promises-.+\.csv$/);
  await desk.getByTestId('workspace-close').click();
  await desk.getByTestId('open-summary').click();
  await expect(desk.getByTestId('summary-promises').getByTestId('promise-row')).toHaveCount(2);
});

test('an emergency card freezes too little, needs more than a key and Enter, or is not seen', async ({ rig }) => {
  const desk = await rig.open();
  await pin(desk, '3');
  await desk.keyboard.press('f');
  await expect(desk.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'armed');
  await desk.keyboard.down('f');
  await expect(desk.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'countdown');
  await desk.keyboard.up('f');
  const host = await rig.open('host');
  await desk.bringToFront();

  await desk.keyboard.press('F2');
  await expect(desk.getByTestId('emergency-card')).toHaveAttribute('data-kind', 'oversold');
  await desk.keyboard.press('F1');
  const card = desk.getByTestId('emergency-card');
  await expect(card).toHaveAttribute('data-kind', 'wrong_offer');
  await expect(card).toHaveAttribute('data-mode', 'live');
  await expect(card.getByTestId('emergency-wrong')).toHaveValue(/丝绒哑光口红/);
  await test.info().attach('card', { body: await desk.screenshot(), contentType: 'image/png' });
  await desk.keyboard.press('Enter');

  await expect(desk.getByTestId('emergency-affected')).toBeVisible();
  await expect(desk.getByTestId('emergency-open')).toContainText('停了 1 场闪购');
  await expect(host.getByTestId('host-message')).toContainText('价格或链接有误');
  await expect(host.getByTestId('pinned-product')).not.toContainText('丝绒哑光口红');
  // The demo room repeats the notice into its chat.
  await expect(desk.getByText('更正：3 号 丝绒哑光口红').first()).toBeVisible();
  await desk.getByTestId('emergency-note').fill('已改价，逐一联系');
  await desk.getByTestId('emergency-close').click();
  await expect(desk.getByTestId('emergency-open')).toHaveCount(0);
  await desk.getByTestId('open-summary').click();
  const line = desk.getByTestId('summary-emergency');
  await expect(line).toContainText('已改价，逐一联系');
  await line.getByTestId('summary-affected').click();
  await expect(line.getByTestId('emergency-affected')).toBeVisible();
  await desk.keyboard.press('Escape');
});

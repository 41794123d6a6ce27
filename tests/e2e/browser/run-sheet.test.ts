// The run sheet in a browser: prepared by mouse and keyboard, taken along, and changed while the show is on air.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser-desk.ts';

const openSheet = async (page: Page): Promise<void> => {
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('workspace-run-sheet').click();
  await expect(page.getByTestId('run-sheet')).toBeVisible();
};

const cues = (page: Page) => page.getByTestId('cue');
const handle = (page: Page, place: number) => page.locator('[data-handle]').nth(place);

const variants = (page: Page): Promise<string[]> =>
  cues(page).evaluateAll((rows) => rows.map((row) => (row instanceof HTMLElement ? (row.dataset.variant ?? '') : '')));
const numbers = (page: Page): Promise<string[]> =>
  cues(page).evaluateAll((rows) => rows.map((row) => (row instanceof HTMLElement ? (row.dataset.number ?? '') : '')));

/** A draft with the demo show's run sheet, in the workspace. */
const openDraft = async (page: Page): Promise<void> => {
  await page.getByTestId('show-end').hover();
  await page.mouse.down();
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'ended');
  await page.mouse.up();
  await expect(page.getByTestId('summary')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('show-new-button').click();
  await page.getByTestId('show-new').locator('input').first().fill('周三彩妆场');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'draft');
  await openSheet(page);
  await expect(cues(page)).toHaveCount(18);
};

test('a draft is not edited by mouse and keyboard, or an edit cannot be taken back', async ({ rig }) => {
  const page = await rig.open();
  await openDraft(page);
  const before = await variants(page);
  const [a = '', b = '', c = ''] = before;

  await handle(page, 0).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => variants(page)).toEqual([b, c, a, ...before.slice(3)]);
  expect(await numbers(page)).toEqual(before.map((_, index) => String(index + 1)));
  await expect(handle(page, 2)).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => variants(page)).toEqual([b, a, c, ...before.slice(3)]);

  const from = await handle(page, 4).boundingBox();
  const to = await cues(page).nth(0).boundingBox();
  if (from === null || to === null) throw new Error('a row is not on screen');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + 5, { steps: 8 });
  await expect(cues(page).nth(0)).toHaveAttribute('data-drop', 'before');
  await page.mouse.up();
  await expect.poll(async () => (await variants(page))[0]).toBe(before[4]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => variants(page)).toEqual([b, a, c, ...before.slice(3)]);

  const first = cues(page).nth(0);
  await first.getByTestId('cue-minutes').fill('12.5');
  await page.keyboard.press('Enter');
  await first.getByTestId('cue-note').fill('一二三');
  await page.keyboard.press('Escape');
  await expect(first.getByTestId('cue-note')).not.toHaveValue('一二三');
  await expect(page.getByTestId('run-sheet')).toBeVisible();
  await first.getByTestId('cue-speaker').fill('阿南');
  await page.keyboard.press('Enter');
  await first.getByTestId('cue-deal-chip').click();
  await page.getByTestId('cue-deal-price').fill('9.9');
  await page.getByTestId('cue-deal-quantity').fill('66');
  await page.keyboard.press('Enter');
  await expect(first.getByTestId('cue-deal-chip')).toContainText('66');

  await page.locator('[data-lack="no_script"]').getByRole('button').last().click();
  await expect(handle(page, 16)).toBeFocused();
  await page.getByTestId('sheet-start').fill('2026-11-25T20:00');
  await page.keyboard.press('Enter');
  await expect(first.locator('time')).toHaveText('20:00');
  await expect(cues(page).nth(1).locator('time')).toHaveText('20:12');

  await page.reload();
  await page.locator('#root[data-ready="true"]').waitFor();
  await openSheet(page);
  await expect(first.getByTestId('cue-minutes')).toHaveValue('12.5');
  await expect(first.getByTestId('cue-speaker')).toHaveValue('阿南');
  await expect(first.getByTestId('cue-deal-chip')).toContainText('66');
  await test.info().attach('run-sheet', { body: await page.screenshot(), contentType: 'image/png' });
});

test('products cannot be added, removed, kept as a template and brought back from it', async ({ rig }) => {
  const page = await rig.open();
  await openDraft(page);
  await page.getByTestId('cue-search').fill('口红 豆沙');
  const pick = page.getByTestId('cue-pick').filter({ hasText: '· 豆沙' });
  await pick.click();
  await expect(cues(page)).toHaveCount(19);
  await expect(pick).toBeDisabled();
  await cues(page).nth(18).getByTestId('cue-note').fill('返场');
  await page.keyboard.press('Enter');

  await page.getByTestId('sheet-copy').click();
  await page.getByTestId('template-name').fill('晚场');
  await page.getByTestId('template-save').click();
  await expect(page.getByTestId('template-row')).toContainText('晚场');
  await page.keyboard.press('Escape');
  await handle(page, 0).focus();
  for (let left = 18; left > 14; left -= 1) {
    await page.keyboard.press('Delete');
    await expect(cues(page)).toHaveCount(left);
  }
  await page.getByTestId('sheet-copy').click();
  await page.getByTestId('template-row').getByTestId('copy-replace').click();
  await expect(cues(page)).toHaveCount(19);
  await expect(cues(page).nth(18).getByTestId('cue-note')).toHaveValue('返场');
});

test('the sheet cannot be taken along: no file, no paper, or a paper with half the cues', async ({ rig }) => {
  const page = await rig.open();
  await openSheet(page);
  await page.getByTestId('sheet-export').click();
  const download = page.waitForEvent('download');
  await page.getByTestId('export-save').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text.trimEnd().split('\r\n')).toHaveLength(19);
  await page.getByTestId('export-markdown').click();
  await expect(page.getByTestId('export-text')).toHaveValue(/^# /);
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const paper = page.getByTestId('run-sheet-paper');
  await expect(paper).toBeVisible();
  await expect(paper.locator('tbody tr')).toHaveCount(18);
  await expect(page.getByTestId('run-sheet')).toBeHidden();
  await test.info().attach('paper', { body: await page.pdf(), contentType: 'application/pdf' });
});

test('on air a skipped cue is next, an inserted one changes numbers, or a crash forgets both', async ({ rig }) => {
  rig.allow(/WebSocket|ERR_CONNECTION/);
  const page = await rig.open();
  const next = page.getByTestId('pin-next');
  const number = Number(await next.getAttribute('data-number'));
  const row = page.locator(`[data-testid="product-row"][data-number="${number}"]`);
  await row.click();
  await row.getByTestId('product-menu').click();
  await page.getByTestId('menu-skip').click();
  await expect(row).toHaveAttribute('data-skipped', 'true');
  await expect(next).not.toHaveAttribute('data-number', String(number));

  await row.getByTestId('product-menu').click();
  await page.getByTestId('menu-insert').click();
  await page.getByTestId('cue-search').fill('豆沙');
  await page.getByTestId('cue-pick').filter({ hasText: '豆沙' }).first().click();
  await expect(page.getByTestId('dialog')).toBeHidden();
  const fresh = page.locator('[data-testid="product-row"][data-number="19"]');
  await expect(fresh).toContainText('豆沙');
  const shown = await page
    .getByTestId('product-row')
    .evaluateAll((rows) => rows.map((each) => (each instanceof HTMLElement ? each.dataset.number : '')));
  expect(shown.indexOf('19')).toBe(shown.indexOf(String(number)) + 1);
  await expect(next).toHaveAttribute('data-number', '19');
  await next.click();
  await expect(page.getByTestId('pinned-product')).toHaveAttribute('data-number', '19');

  await rig.kill();
  await rig.restart();
  await page.reload();
  await page.locator('#root[data-ready="true"]').waitFor();
  await expect(page.getByTestId('pinned-product')).toHaveAttribute('data-number', '19');
  await expect(row).toHaveAttribute('data-skipped', 'true');
  await openSheet(page);
  await expect(cues(page)).toHaveCount(19);
  expect((await numbers(page)).indexOf('19')).toBe((await numbers(page)).indexOf(String(number)) + 1);
});

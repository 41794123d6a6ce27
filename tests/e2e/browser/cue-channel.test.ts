// The cue channel between two tabs: every kind reaches the host's screen, one key answers, and the desk sees each step.

import type { Page } from '@playwright/test';
import { expect, test, waitUntilReady } from '../../support/browser-desk.ts';

const compose = async (desk: Page, kind: string): Promise<void> => {
  await desk.bringToFront();
  await expect(desk.getByTestId('message-composer')).toHaveCount(0);
  await desk.keyboard.press('m');
  await desk.getByTestId(`message-kind-${kind}`).click();
};

const acknowledge = async (host: Page): Promise<void> => {
  await host.bringToFront();
  const message = host.getByTestId('host-message');
  await expect(message).toHaveAttribute('aria-disabled', 'false');
  const words = await message.textContent();
  await host.keyboard.press('Enter');
  await expect(message.filter({ hasText: words ?? '' })).toHaveCount(0);
};

test('a correction, a timer, a product or a flash is not shown as what it is, or its answer does not reach the desk', async ({
  rig,
}) => {
  const desk = await rig.open();
  const host = await rig.open('host');
  await waitUntilReady(host);
  const message = host.getByTestId('host-message');

  await compose(desk, 'correction');
  await desk.getByTestId('message-wrong').fill('<i>全网最低</i>');
  await desk.getByTestId('message-right').fill('直播间价 69 元');
  await desk.keyboard.press('Enter');
  await host.bringToFront();
  await expect(message).toHaveAttribute('data-kind', 'correction');
  await expect(message.locator('s')).toHaveText('<i>全网最低</i>');
  await expect(message.locator('b').first()).toHaveText('直播间价 69 元');
  await test.info().attach('correction', { body: await host.screenshot(), contentType: 'image/png' });
  await expect(desk.getByTestId('message-state')).toHaveAttribute('data-state', 'seen');
  await acknowledge(host);
  await expect(desk.getByTestId('message-state')).toHaveAttribute('data-state', 'acknowledged');

  await compose(desk, 'timer');
  await desk.getByTestId('message-timer').fill('2:00');
  await desk.getByTestId('message-template').first().click();
  await desk.getByTestId('message-send').click();
  await host.bringToFront();
  await expect(host.getByTestId('host-timer')).toHaveText(/^01:5\d$/);
  await acknowledge(host);
  // It goes on in the strip below.
  await expect(host.getByTestId('host-timer')).toHaveText(/^01:[0-5]\d$/);

  await compose(desk, 'product');
  await desk.getByTestId('message-number').fill('99');
  await expect(desk.getByTestId('message-send')).toBeDisabled();
  await desk.getByTestId('message-number').fill('7');
  await desk.keyboard.press('Enter');
  await compose(desk, 'flash');
  await desk.keyboard.press('Enter');
  await host.bringToFront();
  // What cannot wait stands before what came earlier.
  await expect(message).toHaveAttribute('data-kind', 'flash');
  await acknowledge(host);
  await expect(message).toContainText('7 号');
  await acknowledge(host);

  await desk.bringToFront();
  await desk.keyboard.press('m');
  const rows = desk.getByTestId('message-row');
  await expect(rows).toHaveCount(4);
  for (let row = 0; row < 4; row += 1) await expect(rows.nth(row)).toHaveAttribute('data-state', 'acknowledged');
  await expect(rows.first()).toContainText(/\d\d:\d\d:\d\d.*\d\d:\d\d:\d\d.*\d\d:\d\d:\d\d/);
  await test.info().attach('log', { body: await desk.screenshot(), contentType: 'image/png' });
});

test('the frame of a flash never goes, or swells for who asked the system for less motion', async ({ rig, page }) => {
  await page.close();
  const desk = await rig.open();
  const host = await rig.open('host');
  await host.emulateMedia({ reducedMotion: 'reduce' });
  await waitUntilReady(host);
  await compose(desk, 'flash');
  // The host's tab is hidden, so that its frame is drawn when it is looked at.
  const frame = host.getByTestId('host-flash');
  await desk.keyboard.press('Enter');
  await frame.waitFor({ state: 'attached' });
  expect(await frame.evaluate((element) => getComputedStyle(element).animationName)).toBe('none');
  await expect(frame).toHaveCount(0);
  await expect(host.getByTestId('host-message')).toBeVisible();
});

test('a host’s pace is not what estimates and the prompter use, or keys on the prompter do not set it', async ({
  rig,
}) => {
  const desk = await rig.open();
  await desk.getByTestId('open-workspace').click();
  await desk.getByTestId('workspace-scripts').click();
  const total = desk.getByTestId('script-total');
  await expect(total).toBeVisible();
  const before = await total.textContent();
  await desk.getByTestId('pace-field').fill('150');
  await desk.keyboard.press('Enter');
  await expect(total).not.toHaveText(before ?? '');

  const host = await rig.open('host');
  await waitUntilReady(host);
  await host.getByRole('button', { name: '提词器外观' }).click();
  await expect(host.getByTestId('pace-field')).toHaveValue('150');
  await host.getByText('按字数').click();
  await host.keyboard.press('Escape');
  await expect(host.getByTestId('prompter-speed')).toHaveText('150 字/分');
  await host.keyboard.press('ArrowUp');
  await host.keyboard.press('ArrowUp');
  await expect(host.getByTestId('prompter-speed')).toHaveText('170 字/分');
  await desk.bringToFront();
  await expect(desk.getByTestId('pace-field')).toHaveValue('170');
});

test('N does not go to the next cue, S does not leave it out, or the palette cannot do either', async ({ rig }) => {
  const desk = await rig.open();
  const next = desk.getByTestId('pin-next');
  const pinned = desk.getByTestId('pinned-product');
  const first = Number(await next.getAttribute('data-number'));
  await desk.keyboard.press('n');
  await expect(pinned).toHaveAttribute('data-number', String(first));
  await expect(next).toHaveAttribute('data-number', String(first + 1));
  await desk.keyboard.press('s');
  await expect(next).toHaveAttribute('data-number', String(first + 2));
  await expect(desk.locator(`[data-testid="product-row"][data-number="${first + 1}"]`)).toHaveAttribute(
    'data-skipped',
    'true',
  );
  await desk.keyboard.press('Control+k');
  await desk.getByTestId('palette').locator('input').fill('讲下一款');
  await desk.keyboard.press('Enter');
  await expect(pinned).toHaveAttribute('data-number', String(first + 2));
});

test('the script of a cue is not what was chosen for it, or the host reads another', async ({ rig }) => {
  const desk = await rig.open();
  await desk.getByTestId('open-workspace').click();
  await desk.getByTestId('workspace-run-sheet').click();
  const number = Number(
    await desk.locator('[data-testid="cue"][data-explain="explaining"]').getAttribute('data-number'),
  );
  const cue = desk.locator(`[data-testid="cue"][data-number="${number}"]`);
  await cue.getByTestId('cue-script-chip').click();
  await cue.getByTestId('cue-script-default').first().waitFor();
  const byDefault = await cue.getByTestId('cue-script-default').count();
  expect(byDefault).toBeGreaterThan(2);
  await cue.getByTestId('cue-script-take').click();
  const blocks = cue.getByTestId('cue-script-block');
  await expect(blocks).toHaveCount(byDefault);
  const second = await blocks.nth(1).getAttribute('data-block');
  await blocks.nth(1).focus();
  await desk.keyboard.press('Alt+ArrowUp');
  await expect(blocks.first()).toHaveAttribute('data-block', second ?? '');
  while ((await blocks.count()) > 2) await cue.getByTestId('cue-script-remove').last().click();
  await expect(cue.getByTestId('cue-script-chip')).toHaveAttribute('data-chosen', 'true');
  await expect(cue.getByTestId('cue-script-chip')).toContainText('2 段');
  // The cue itself has not moved.
  await expect(cue).toHaveAttribute('data-place', String(number - 1));
  await test.info().attach('cue-scripts', { body: await desk.screenshot(), contentType: 'image/png' });

  const host = await rig.open('host');
  await waitUntilReady(host);
  await expect(host.locator('[data-section]')).toHaveCount(2);
  await expect(host.locator('[data-section]').first()).toHaveAttribute('data-section', second ?? '');
});

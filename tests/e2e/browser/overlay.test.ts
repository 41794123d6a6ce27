// The overlay as OBS opens it: its link from the desk, what stands on the picture, and what it does while the engine is away.

import type { Page } from '@playwright/test';
import { expect, type Rig, test } from '../../support/browser-desk.ts';

const openOverlayTab = async (desk: Page): Promise<void> => {
  await desk.getByTestId('open-workspace').click();
  await desk.getByTestId('workspace-overlay').click();
};

/** Switches the overlay on at the desk, and opens it as OBS does: by its link, in a page that knows nothing else. */
const openOverlay = async (rig: Rig, desk: Page): Promise<Page> => {
  await openOverlayTab(desk);
  await desk.getByTestId('overlay-on').click();
  const address = desk.getByTestId('overlay-address');
  await expect(address).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\/overlay#token=[\w-]{32}$/);
  const overlay = await rig.openAt(await address.inputValue());
  await overlay.setViewportSize({ width: 1080, height: 1920 });
  await expect(overlay.getByTestId('overlay')).toHaveAttribute('data-ready', 'true');
  await desk.bringToFront();
  return overlay;
};

const pin = async (desk: Page, number: string): Promise<void> => {
  await desk.keyboard.press(number);
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('pinned-product')).toHaveAttribute('data-number', number);
};

test('what is pinned or fired does not reach the picture, or reaches it without its basis', async ({ rig }) => {
  const desk = await rig.open();
  await pin(desk, '3');
  const overlay = await openOverlay(rig, desk);
  await expect(desk.getByTestId('overlay-pages')).toHaveAttribute('data-pages', '1');
  await expect(overlay.getByTestId('overlay-product')).toContainText('丝绒哑光口红');
  await expect(overlay.getByTestId('overlay-price')).toContainText('¥79');
  await expect(overlay.getByTestId('overlay-basis')).toContainText('近 7 日最低成交价');
  await expect(overlay.getByTestId('overlay-countdown')).toHaveCount(0);
  // Nothing but the picture may be painted: OBS lays it over the camera.
  const ground = await overlay.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe('rgba(0, 0, 0, 0)');

  await desk.getByTestId('workspace-close').click();
  await desk.keyboard.press('f');
  await expect(desk.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'armed');
  await desk.keyboard.down('f');
  await expect(desk.getByTestId('deal-panel')).toHaveAttribute('data-phase', 'countdown');
  await desk.keyboard.up('f');
  await expect(overlay.getByTestId('overlay-countdown')).toHaveText(/^00:\d\d/);
  await expect(overlay.getByTestId('overlay-deal')).toContainText('¥59');
  await test.info().attach('overlay', { body: await overlay.screenshot(), contentType: 'image/png' });

  await desk.keyboard.press('u');
  await pin(desk, '5');
  await expect(overlay.getByTestId('overlay-product')).not.toContainText('丝绒哑光口红');
  // The deal of the other product is named, not put on this one.
  await expect(overlay.getByTestId('overlay-deal')).toContainText('3 号');
  await expect(overlay.getByTestId('overlay-price')).toHaveAttribute('data-deal', 'false');
});

test('the settings of the desk do not change the picture', async ({ rig }) => {
  const desk = await rig.open();
  await pin(desk, '3');
  const overlay = await openOverlay(rig, desk);
  // Checked is what the engine has kept, not what was clicked.
  await desk.getByTestId('overlay-part-compare').click();
  await expect(overlay.getByTestId('overlay-basis')).toHaveCount(0);
  await desk.getByTestId('overlay-part-stock').click();
  await expect(overlay.getByTestId('overlay-stock')).toHaveCount(0);
  await desk.getByTestId('overlay-goal-figure').selectOption('orders');
  await expect(overlay.getByTestId('overlay-goal')).toBeVisible();
  await desk.getByTestId('overlay-theme-paper').click();
  await expect(overlay.locator('[data-theme="paper"]')).toBeVisible();
  await desk.getByTestId('overlay-language-en').click();
  await expect(overlay.getByTestId('overlay-product')).toContainText('No. 3');

  await desk.getByTestId('overlay-correct-text').fill('3 号净重 3.2 克');
  await desk.getByTestId('overlay-correct-post').click();
  await expect(overlay.getByTestId('overlay-correction')).toContainText('3 号净重 3.2 克');
  await test.info().attach('settings', { body: await desk.screenshot(), contentType: 'image/png' });
  await desk.getByTestId('overlay-correct-withdraw').click();
  await expect(overlay.getByTestId('overlay-correction')).toHaveCount(0);

  await desk.getByTestId('overlay-renew').click();
  await expect(desk.getByTestId('overlay-pages')).toHaveAttribute('data-pages', '0');
  await expect(overlay).toHaveTitle(/已失效/);
  await expect(overlay.getByTestId('overlay-product')).toHaveCount(0);
});

test('a killed engine leaves old stock on the picture, takes the product off it, or is not found again', async ({
  rig,
}) => {
  rig.allow(/WebSocket connection|ERR_CONNECTION_REFUSED/);
  const desk = await rig.open();
  await pin(desk, '3');
  const overlay = await openOverlay(rig, desk);
  await expect(overlay.getByTestId('overlay-stock')).toBeVisible();
  await rig.kill();
  await expect(overlay.getByTestId('overlay-stock')).toHaveCount(0, { timeout: 10_000 });
  await expect(overlay.getByTestId('overlay-product')).toContainText('丝绒哑光口红');
  await rig.restart();
  await expect(overlay.getByTestId('overlay-stock')).toBeVisible({ timeout: 20_000 });
  await expect(overlay.getByTestId('overlay-product')).toContainText('丝绒哑光口红');
});

test('a reload shows something else before the picture', async ({ rig }) => {
  const desk = await rig.open();
  await pin(desk, '3');
  const overlay = await openOverlay(rig, desk);
  await overlay.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      const root = document.getElementById('root');
      // What a viewer would see in this frame: nothing, or the whole.
      if (root !== null && getComputedStyle(root).visibility === 'visible') {
        const text = root.querySelector('[data-testid="overlay-price"]')?.textContent ?? 'no price';
        if (seen.at(-1) !== text) seen.push(text);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await overlay.bringToFront();
  await overlay.reload();
  await expect(overlay.getByTestId('overlay')).toHaveAttribute('data-ready', 'true');
  await expect(overlay.getByTestId('overlay-price')).toBeVisible();
  await expect.poll(() => overlay.evaluate(() => Reflect.get(window, 'seen'))).toEqual(['¥79¥129']);
});

test('OBS that is not there is not said, or its password comes back to the screen', async ({ rig }) => {
  const desk = await rig.open();
  await openOverlayTab(desk);
  await desk.getByTestId('overlay-tab-obs').click();
  await desk.getByTestId('obs-port').fill('9');
  await desk.getByTestId('obs-password').fill('geheim-123');
  await desk.getByTestId('obs-test').click();
  await expect(desk.getByTestId('obs-test-refused')).toContainText('127.0.0.1:9');
  await desk.getByTestId('obs-save').click();
  await expect(desk.getByTestId('obs-password-state')).toHaveAttribute('data-state', 'this_run');
  await expect(desk.getByTestId('obs-password')).toHaveValue('');
  await desk.getByTestId('obs-on').click();
  await expect(desk.getByTestId('obs-status')).toHaveAttribute('data-status', 'reconnecting');
  await test.info().attach('obs', { body: await desk.screenshot(), contentType: 'image/png' });
});

// The host's screen as a second tab: what is pinned, what the assistant says, and one key to say yes.

import { expect, test, waitUntilReady } from '../../support/browser-desk.ts';

test('the host does not see what is pinned, or the message, or cannot acknowledge it', async ({ rig, context }) => {
  const desk = await rig.open();
  await desk.keyboard.press('9');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('pinned-product')).toHaveAttribute('data-number', '9');
  const opened = context.waitForEvent('page');
  await desk.getByTestId('open-host').click();
  const host = await opened;
  await waitUntilReady(host);
  await expect(host.getByTestId('pinned-product')).toContainText('9 号');
  await expect(host.getByTestId('host-price')).toContainText('¥');

  await desk.bringToFront();
  await desk.keyboard.press('c');
  await desk.getByTestId('message-field').fill('<b>库存</b>只剩 20 件，催一下');
  await desk.keyboard.press('Enter');
  await host.bringToFront();
  const message = host.getByTestId('host-message');
  await expect(message).toContainText('<b>库存</b>只剩 20 件，催一下');
  await expect(message).toHaveAttribute('aria-disabled', 'false');
  await test.info().attach('host', { body: await host.screenshot(), contentType: 'image/png' });
  await host.keyboard.press('Enter');
  await expect(message).toHaveCount(0);
});

test('the host’s screen has no address of its own', async ({ rig }) => {
  const host = await rig.open('host');
  await waitUntilReady(host);
  await expect(host.getByTestId('pinned-product')).toBeVisible();
  expect(new URL(host.url()).hash).toBe('');
});

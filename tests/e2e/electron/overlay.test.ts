// The overlay on the desktop: no port until it is switched on, then one that shows the picture and nothing else.

import { expect, test, waitUntilReady } from '../../support/electron-desktop.ts';
import { connectScreen } from '../../support/raw-screen.ts';

const statusOf = async (url: string): Promise<number | null> =>
  fetch(url).then(
    ({ status }) => status,
    () => null,
  );

test('the desktop listens before anybody asked, cannot show the overlay, or keeps the port afterwards', async ({
  openDesktop,
}) => {
  const { window } = await openDesktop({ room: 'demo' });
  const desk = await window('desk');
  await waitUntilReady(desk);
  await desk.keyboard.press('3');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('pinned-product')).toHaveAttribute('data-number', '3');
  await desk.getByTestId('open-workspace').click();
  await desk.getByTestId('workspace-overlay').click();
  await expect(desk.getByTestId('overlay-address')).toHaveCount(0);
  await desk.getByTestId('overlay-on').check();
  const field = desk.getByTestId('overlay-address');
  await expect(field).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\/overlay#token=/);
  const address = new URL(await field.inputValue());
  const token = new URLSearchParams(address.hash.slice(1)).get('token');
  expect(await statusOf(`${address.origin}/overlay`)).toBe(200);
  expect(await statusOf(`${address.origin}/desk.html`)).toBe(404);

  const guest = await connectScreen({ port: Number(address.port), token, origin: address.origin });
  guest.subscribe('overlay.view');
  guest.subscribe('kpi.live');
  await expect.poll(() => guest.values('overlay.view').at(-1)?.product?.number).toBe(3);
  expect(guest.values('kpi.live')).toEqual([]);
  await expect(desk.getByTestId('overlay-pages')).toHaveAttribute('data-pages', '1');
  await test.info().attach('overlay', { body: await desk.screenshot(), contentType: 'image/png' });
  guest.close();

  // What this computer can keep is asked of the desktop's own keyring.
  await desk.getByTestId('overlay-tab-obs').click();
  await desk.getByTestId('obs-password').fill('geheim-123');
  await desk.getByTestId('obs-save').click();
  await expect(desk.getByTestId('obs-password-state')).toHaveAttribute('data-state', /^(?:kept|this_run)$/);

  await desk.getByTestId('overlay-tab-overlay').click();
  await desk.getByTestId('overlay-on').uncheck();
  await expect.poll(() => statusOf(`${address.origin}/overlay`)).toBeNull();
});

// The host's window: opened and closed from the desk, reopened where it stood, live each time.

import { expect, test, waitUntilReady } from '../../support/electron-desktop.ts';

const bounds = { x: 200, y: 120, width: 1000, height: 600 };

test('the host’s window is closed for good, or opens a second time beside itself', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  const shell = (action: 'open-host' | 'close-host') => desk.evaluate((what) => window.kongtai?.shell(what), action);
  for (let round = 0; round < 2; round += 1) {
    expect(await shell('open-host')).toBe(true);
    await shell('open-host');
    const host = await desktop.window('host');
    await waitUntilReady(host);
    await expect(host.getByTestId('host')).toBeVisible();
    if (round === 0) await test.info().attach('host', { body: await host.screenshot(), contentType: 'image/png' });
    expect(desktop.app.windows()).toHaveLength(2);
    await shell('close-host');
    await expect.poll(() => desktop.app.windows().length).toBe(1);
  }
  await expect(desk.getByTestId('show-state')).toBeVisible();
});

test('the host’s window forgets where it stood, or does not come back with the app', async ({ openDesktop }) => {
  const desktop = await openDesktop();
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  await desk.evaluate(() => window.kongtai?.shell('open-host'));
  await waitUntilReady(await desktop.window('host'));
  const hostBounds = (from: typeof desktop) =>
    from.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().includes('host.html'))
        ?.getBounds(),
    );
  await desktop.app.evaluate(
    ({ BrowserWindow }, place) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().includes('host.html'))
        ?.setBounds(place),
    bounds,
  );
  await expect.poll(() => hostBounds(desktop)).toEqual(bounds);
  await desk.evaluate(() => window.kongtai?.shell('close-host'));
  await expect.poll(() => desktop.app.windows().length).toBe(1);
  await desk.evaluate(() => window.kongtai?.shell('open-host'));
  await waitUntilReady(await desktop.window('host'));
  await expect.poll(() => hostBounds(desktop)).toEqual(bounds);
  await desktop.quit();
  const again = await openDesktop({ dataDir: desktop.dataDir });
  await waitUntilReady(await again.window('host'));
  await expect.poll(() => hostBounds(again)).toEqual(bounds);
});

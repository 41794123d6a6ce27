// The prompter's global shortcuts and its set-up by display, in the real thing with one display.

import type { Page } from '@playwright/test';
import { type Desktop, expect, test, waitUntilReady } from '../../support/electron-desktop.ts';

const TOGGLE = 'CommandOrControl+Alt+Space';

const isTaken = (desktop: Desktop, accelerator: string): Promise<boolean> =>
  desktop.app.evaluate(({ globalShortcut }, key) => globalShortcut.isRegistered(key), accelerator);

const openHost = async (desktop: Desktop): Promise<Page> => {
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  await desk.evaluate(() => window.kongtai?.shell('open-host'));
  const host = await desktop.window('host');
  await waitUntilReady(host);
  return host;
};

test('global shortcuts are taken unasked, kept by a closed window, or given to the desk', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const host = await openHost(desktop);
  expect(await isTaken(desktop, TOGGLE)).toBe(false);
  await host.getByRole('button', { name: /提词器外观|Prompter/ }).click();
  await host.getByTestId('shortcuts-keys').check();
  await expect.poll(() => isTaken(desktop, TOGGLE)).toBe(true);
  expect(await isTaken(desktop, 'PageDown')).toBe(false);
  await test.info().attach('set-up', { body: await host.screenshot(), contentType: 'image/png' });

  const desk = await desktop.window('desk');
  expect(await desk.evaluate(() => window.kongtai?.shortcuts('off'))).toBe(false);
  expect(await isTaken(desktop, TOGGLE)).toBe(true);
  await desk.evaluate(() => window.kongtai?.shell('close-host'));
  await expect.poll(() => isTaken(desktop, TOGGLE)).toBe(false);
  // Switched on once, they come back with the window.
  await openHost(desktop);
  await expect.poll(() => isTaken(desktop, TOGGLE)).toBe(true);
});

test('a key from main does not reach the prompter', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const host = await openHost(desktop);
  const phase = host.getByTestId('prompter-phase');
  await expect(phase).toHaveAttribute('data-phase', 'paused');
  await desktop.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((page) => page.getURL().includes('/host.html'))
      ?.send('shell.news', { t: 'key', key: ' ' }),
  );
  await expect(phase).toHaveAttribute('data-phase', 'playing');
});

test('what is set on one display holds for another', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const host = await openHost(desktop);
  const here = new URL(host.url()).searchParams.get('display');
  expect(here).toBe(String(await desktop.app.evaluate(({ screen }) => screen.getPrimaryDisplay().id)));
  const setUp = host.getByTestId('prompter-set-up');
  await host.getByRole('button', { name: /提词器外观|Prompter/ }).click();
  const size = setUp.getByRole('slider').first();
  await size.fill('100');
  const move = (id: number) =>
    desktop.app.evaluate(
      ({ webContents }, display) =>
        webContents
          .getAllWebContents()
          .find((page) => page.getURL().includes('/host.html'))
          ?.send('shell.news', { t: 'display', id: display }),
      id,
    );
  await move(987_654);
  await host.getByRole('button', { name: /提词器外观|Prompter/ }).click();
  await expect(size).not.toHaveValue('100');
  await size.fill('40');
  await move(Number(here));
  await host.getByRole('button', { name: /提词器外观|Prompter/ }).click();
  await expect(size).toHaveValue('100');
});

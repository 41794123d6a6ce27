// Files that a page of the desktop saves: they arrive whole where the person says, though nothing else may be downloaded.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Desktop, expect, test, waitUntilReady } from '../../support/electron-desktop.ts';

/** Stands in for the person at the system's dialog: each file goes to the folder, under the name that it is offered by. */
const answerSaveDialog = (desktop: Desktop, folder: string): Promise<void> =>
  desktop.app.evaluate(({ session }, into) => {
    const ended: { name: string; state: string }[] = [];
    Object.assign(globalThis, { savedFiles: ended });
    session.defaultSession.on('will-download', (_event, item) => {
      const name = item.getFilename();
      item.setSavePath(`${into}/${name}`);
      item.once('done', (_done, state) => ended.push({ name, state }));
    });
  }, folder);

const savedFiles = (desktop: Desktop): Promise<readonly { readonly name: string; readonly state: string }[]> =>
  desktop.app.evaluate(() => Reflect.get(globalThis, 'savedFiles'));

const openTab = async (desk: Page, name: string): Promise<void> => {
  if ((await desk.getByTestId('workspace').count()) === 0) await desk.getByTestId('open-workspace').click();
  await desk.getByTestId(`workspace-${name}`).click();
};

test('a run sheet, a script or the evidence does not arrive as a file', async ({ openDesktop }) => {
  const folder = await mkdtemp(join(tmpdir(), 'kongtai-saved-'));
  try {
    const desktop = await openDesktop({ room: 'demo' });
    const desk = await desktop.window('desk');
    await waitUntilReady(desk);
    await answerSaveDialog(desktop, folder);

    await openTab(desk, 'run-sheet');
    await desk.getByTestId('sheet-export').click();
    const shown = await desk.getByTestId('export-text').inputValue();
    await desk.getByTestId('export-save').click();
    await expect.poll(() => savedFiles(desktop)).toHaveLength(1);
    await desk.keyboard.press('Escape');
    await expect(desk.getByTestId('sheet-export-dialog')).toHaveCount(0);

    await openTab(desk, 'scripts');
    await desk.getByTestId('script-export-all').click();
    await expect.poll(() => savedFiles(desktop)).toHaveLength(2);

    await openTab(desk, 'compliance');
    await desk.getByTestId('compliance-evidence').click();
    await desk.getByTestId('evidence-save').click();
    await expect.poll(() => savedFiles(desktop)).toHaveLength(3);

    const saved = await savedFiles(desktop);
    expect(saved.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
    const [sheet = '', script = '', evidence = ''] = await Promise.all(
      saved.map(({ name }) => readFile(join(folder, name), 'utf8')),
    );
    expect(sheet.replace('\uFEFF', '').replaceAll('\r\n', '\n')).toBe(shown);
    expect(script).toContain('先看上嘴');
    expect(evidence.length).toBeGreaterThan(10);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a page saves what is not its own', async ({ openDesktop }) => {
  const desktop = await openDesktop();
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  // Asked of main, where no page stands in the way.
  const prevented = await desktop.app.evaluate(
    ({ session, webContents }) =>
      new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event) => {
          setImmediate(() => resolve(event.defaultPrevented));
        });
        webContents.getAllWebContents()[0]?.downloadURL('data:text/html,evil');
      }),
  );
  expect(prevented).toBe(true);
});

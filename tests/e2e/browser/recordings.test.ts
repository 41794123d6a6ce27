// Recording on screen: what is being written is seen, a copy without people is downloaded, and a rehearsal is wound by keys.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser-desk.ts';

const openRecordings = async (page: Page): Promise<void> => {
  await page.getByTestId('source-state').first().click();
  await expect(page.getByTestId('recordings')).toBeVisible();
};

const positionOf = async (page: Page): Promise<number> => {
  const [, minutes = '0', seconds = '0'] =
    /(\d+):(\d+)/.exec((await page.getByTestId('replay-time').textContent()) ?? '') ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

test('a recording is not seen while it is written, or its copy cannot be fetched or names a viewer', async ({
  rig,
}) => {
  const page = await rig.open();
  await openRecordings(page);
  await page.getByTestId('recording-start').click();
  await expect(page.getByTestId('recording-now')).toContainText(/[1-9]\d* 条事件/);
  await expect(page.getByTestId('recording-now')).toContainText(/[1-9]\d* 帧原始数据/, { timeout: 15_000 });
  await page.getByTestId('recording-stop').click();
  const row = page.getByTestId('recording-row').filter({ hasNotText: '自带' }).first();
  const name = (await row.getAttribute('data-name')) ?? '';
  await row.getByTestId('recording-copy').click();
  const done = page.getByTestId('recording-copied');
  await expect(done).toContainText('-pseudonymised.jsonl');
  const [download] = await Promise.all([page.waitForEvent('download'), done.getByTestId('recording-download').click()]);
  const copy = await readFile(await download.path(), 'utf8');
  const original = await readFile(`${rig.dataDir}/recordings/${name}`, 'utf8');
  const names = [...original.matchAll(/"viewer":\{"id":"(?<id>[^"]{6,})"/g)].map((match) => match.groups?.id ?? '');
  expect(names.length).toBeGreaterThan(0);
  for (const each of names) expect(copy).not.toContain(each);
  await expect(page.getByTestId('recording-row').filter({ hasText: '脱敏' }).first()).toBeVisible();
});

test.describe('a rehearsal', () => {
  test.use({ room: 'none' });

  test('cannot be paused, wound forward and back by keys, or goes on after it was stopped', async ({ rig }) => {
    const page = await rig.open();
    await page.getByTestId('show-rehearse').click();
    await page.getByText('未接直播间').click();
    await page.getByTestId('recording-row').first().getByTestId('recording-play').click();
    const player = page.getByTestId('replay-player');
    await expect(player).toHaveAttribute('data-status', 'playing');
    await page.getByTestId('replay-pause').click();
    await expect(player).toHaveAttribute('data-status', 'paused');
    const slider = page.getByTestId('replay-seek');
    await slider.press('Shift+ArrowRight');
    await expect.poll(() => positionOf(page)).toBeGreaterThanOrEqual(30);
    await expect(player).toHaveAttribute('data-status', 'paused');
    await slider.press('Shift+ArrowLeft');
    await expect.poll(() => positionOf(page)).toBeLessThan(30);
    await expect(player).toHaveAttribute('data-status', 'paused');
    await page.getByTestId('replay-stop').click();
    await expect(player).toHaveCount(0);
    await expect(page.getByTestId('source-row')).toHaveCount(0);
  });
});

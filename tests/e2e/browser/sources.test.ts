// Sources on screen: tried out, added, named, paused, removed; what could not be read is looked at; two accounts made one.

import type { Page } from '@playwright/test';
import { type RoomServer, startRoomServer } from '../../../src-main/room-server/room-server.ts';
import { expect, test } from '../../support/browser-desk.ts';

const TOKEN = 'a-token-for-tests';

const startRoom = (): Promise<RoomServer> =>
  startRoomServer({
    room: { id: 'r1', title: '小店直播', host: '知夏', currency: 'CNY' },
    token: TOKEN,
    clock: Date.now,
  });

const chat = (id: string, name: string, text: string) => ({ type: 'chat', text, viewer: { id, name } });

const openManager = async (page: Page): Promise<void> => {
  await page.getByTestId('source-state').first().click();
  await expect(page.getByTestId('source-row').first()).toBeVisible();
};

const fillRoom = async (page: Page, url: string, token = TOKEN): Promise<void> => {
  await page.getByTestId('source-add-open').click();
  const form = page.getByTestId('source-add');
  await form.locator('input[name="url"]').fill(url);
  await form.locator('input[name="room"]').fill('r1');
  await form.locator('input[name="token"]').fill(token);
};

const rowOf = (page: Page, text: string) => page.getByTestId('source-row').filter({ hasText: text });

test('a test says nothing of what it saw, or an added source is not to be seen, paused or removed', async ({ rig }) => {
  const room = await startRoom();
  const page = await rig.open();
  await openManager(page);
  await fillRoom(page, room.url);
  room.publish(chat('u9', '小鹿', '电话 13800138000'), Date.now());
  await page.getByTestId('source-test').click();
  const result = page.getByTestId('source-test-result');
  await expect(result).toHaveAttribute('data-up', 'true', { timeout: 20_000 });
  await expect(result).toContainText('小**');
  await expect(result).toContainText('****');
  await expect(result).not.toContainText('13800138000');

  await page.getByTestId('source-add-do').click();
  const row = rowOf(page, '小店直播');
  await expect(row).toHaveAttribute('data-tone', 'fine');
  await expect(row).not.toContainText(TOKEN);
  await row.getByTestId('source-pause').click();
  await expect(row).toHaveAttribute('data-tone', 'quiet');
  await row.getByTestId('source-pause').click();
  await expect(row).toHaveAttribute('data-tone', 'fine');

  await room.stop();
  await expect(row).not.toHaveAttribute('data-tone', 'fine');
  await row.getByTestId('source-remove').click();
  await row.getByTestId('source-remove-do').click();
  await expect(row).toHaveCount(0);
});

test('a wrong token is not told in a sentence before the source is kept', async ({ rig }) => {
  const room = await startRoom();
  const page = await rig.open();
  await openManager(page);
  await fillRoom(page, room.url, 'not-the-token');
  await page.getByTestId('source-test').click();
  const result = page.getByTestId('source-test-result');
  await expect(result).toHaveAttribute('data-up', 'false', { timeout: 20_000 });
  await expect(result).toContainText('口令');
  await room.stop();
});

test('a format that changed goes unsaid, or what was refused cannot be seen raw', async ({ rig }) => {
  const room = await startRoom();
  const page = await rig.open();
  await openManager(page);
  await fillRoom(page, room.url);
  await page.getByTestId('source-add-do').click();
  const row = rowOf(page, room.url);
  await expect(row).toHaveAttribute('data-tone', 'fine');
  for (let index = 0; index < 6; index += 1) room.publish({ type: 'chat', words: `新格式 ${index}` }, Date.now());
  await expect(row.getByTestId('source-doubt')).toBeVisible();
  await row.getByRole('button', { name: /6/ }).click();
  const refused = page.getByTestId('reject-row');
  await expect(refused).toHaveCount(1);
  await refused.getByTestId('reject-open').click();
  await expect(refused).toContainText('新格式 5');
  await refused.getByTestId('reject-copy').click();
  await room.stop();
});

test('two accounts of one buyer cannot be made one, or not be taken apart again', async ({ rig }) => {
  const room = await startRoom();
  const page = await rig.open();
  await openManager(page);
  await fillRoom(page, room.url);
  await page.getByTestId('source-add-do').click();
  await expect(rowOf(page, room.url)).toHaveAttribute('data-tone', 'fine');
  room.publish(chat('x1', '另一个小鹿', '在吗'), Date.now());
  await page.keyboard.press('Escape');
  const order = page.getByTestId('order-row').first();
  await order.getByRole('button').first().click();
  const card = page.getByTestId('viewer-card');
  await expect(card).toBeVisible();
  await card.getByTestId('viewer-link').click();
  await card.getByTestId('viewer-link-search').fill('另一个小鹿');
  await card.getByTestId('viewer-link-choose').click();
  await expect(card.getByTestId('viewer-linked')).toContainText('另一个小鹿');
  await expect(card).toContainText('在吗');
  await card.getByTestId('viewer-unlink').click();
  await expect(card.getByTestId('viewer-linked')).toHaveCount(0);
  await expect(card).not.toContainText('在吗');
  await room.stop();
});

test('of three sources the one in trouble is lost among the others, or they push the title aside', async ({ rig }) => {
  const rooms = [await startRoom(), await startRoom()];
  const page = await rig.open();
  await openManager(page);
  for (const [index, room] of rooms.entries()) {
    await fillRoom(page, room.url);
    await page.locator('#source-name').fill(`房间 ${index + 1}`);
    await page.getByTestId('source-add-do').click();
    await expect(rowOf(page, `房间 ${index + 1}`)).toHaveAttribute('data-tone', 'fine');
  }
  await page.keyboard.press('Escape');
  const dots = page.getByTestId('source-state');
  await expect(dots).toHaveCount(3);
  await rooms[1]?.stop();
  await expect(page.getByRole('button').filter({ has: dots.first() })).toContainText('房间 2');
  const title = await page.getByTestId('show-state').boundingBox();
  const first = await dots.first().boundingBox();
  expect((title?.x ?? 0) + (title?.width ?? 0)).toBeLessThanOrEqual(first?.x ?? 0);
  await rooms[0]?.stop();
});

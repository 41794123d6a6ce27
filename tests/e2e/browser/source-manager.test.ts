// Sources of four shapes through the screens: tried, added, heard, named, paused, changed, removed; secrets by a passphrase; what breaks is said.

import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { startChatReader, startWsFeed, type WsFeedServer } from '../../ingest/support/feed-server.ts';
import { shopifyOrder } from '../../ingest/support/shop-orders.ts';
import { expect, test } from '../../support/browser-desk.ts';

test.use({ room: 'none' });

const SECRET = 'shpss_geheim_0451';
const PHRASE = 'correct horse battery';

/** Ended with the test, whichever way it ends. */
const closers: (() => Promise<unknown>)[] = [];
const closing = <T extends { close(): Promise<unknown> }>(thing: T): T => {
  closers.push(() => thing.close());
  return thing;
};
test.afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
};

const ESTABLISHED = JSON.stringify({ type: 'established', clientId: 'c1', isServer: false, version: '4.0.3' });
const startLaplace = async (): Promise<WsFeedServer> =>
  closing(await startWsFeed({ onConnect: (socket) => socket.send(ESTABLISHED) }));
const laplaceChat = (id: string, message: string) => ({
  type: 'message',
  id,
  uid: 7,
  username: '小鹿',
  message,
  timestampNormalized: Date.now(),
});
const tiktokChat = (id: string, comment: string) => ({
  msgId: id,
  roomId: '7309',
  createTime: String(Date.now()),
  userId: '69',
  nickname: '美美',
  comment,
});

const openManager = async (page: Page): Promise<void> => {
  await page.getByTestId('source-state').first().click();
  await expect(page.getByTestId('source-add-open')).toBeVisible();
};
const closeManager = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('dialog')).toHaveCount(0);
};

const rowOf = (page: Page, name: string) => page.getByTestId('source-row').filter({ hasText: name });
const feedOf = (page: Page) => page.getByTestId('feed');

const fill = async (
  page: Page,
  kind: string,
  name: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> => {
  await page.getByTestId('source-add-open').click();
  await page.getByTestId('source-add-kind').selectOption(kind);
  await page.locator('#source-name').fill(name);
  const form = page.getByTestId('source-add');
  for (const [field, value] of Object.entries(fields)) await form.locator(`input[name="${field}"]`).fill(value);
};

const add = async (page: Page, name: string): Promise<void> => {
  await page.getByTestId('source-add-do').click();
  await expect(rowOf(page, name)).toHaveCount(1);
};

const tryOut = async (page: Page, isUp: boolean): Promise<void> => {
  await page.getByTestId('source-test').click();
  await expect(page.getByTestId('source-test-result')).toHaveAttribute('data-up', String(isUp), { timeout: 20_000 });
};

const post = (port: number, body: string, secret = SECRET): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/paid',
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
    body,
  });

test('a chat reader’s chat does not reach the desk, or the source cannot be named, paused, changed or removed', async ({
  rig,
}) => {
  const start = () =>
    startChatReader((answer) => {
      answer('tiktokConnected', { isConnected: true, roomId: '7309', roomInfo: { data: { title: '晚场' } } });
      answer('chat', tiktokChat('m1', '多少钱 13800138000'));
    });
  const reader = closing(await start());
  const moved = closing(await start());
  const page = await rig.open();
  await page.getByTestId('show-rehearse').click();
  await openManager(page);
  await fill(page, 'tiktok-chat-reader', '主播间', { url: reader.url, user: 'demo_seller' });
  await tryOut(page, true);
  await expect(page.getByTestId('source-test-result')).toContainText('晚场');
  await expect(page.getByTestId('source-test-result')).not.toContainText('13800138000');
  await add(page, '主播间');
  const row = rowOf(page, '主播间');
  await expect(row).toHaveAttribute('data-tone', 'fine');
  await row.getByTestId('source-rename').click();
  await row.locator('input').fill('晚场弹幕');
  await row.locator('form button[type="submit"]').click();
  const renamed = rowOf(page, '晚场弹幕');
  await expect(renamed).toHaveCount(1);
  await closeManager(page);
  reader.emit('chat', tiktokChat('m2', '枫叶红还有吗'));
  await expect(feedOf(page)).toContainText('枫叶红还有吗');

  await openManager(page);
  await renamed.getByTestId('source-pause').click();
  await expect(renamed).toHaveAttribute('data-tone', 'quiet');
  await renamed.getByTestId('source-pause').click();
  await expect(renamed).toHaveAttribute('data-tone', 'fine');

  // Another host is another source, and is offered as one.
  const form = page.getByTestId('source-edit-form');
  await renamed.getByTestId('source-edit').click();
  await form.locator('input[name="user"]').fill('another_seller');
  await page.getByTestId('source-edit-do').click();
  await expect(page.getByTestId('source-edit-refused')).toHaveAttribute('data-code', 'source_other');
  await page.getByTestId('source-edit-offer').click();
  await expect(page.getByTestId('source-add').locator('input[name="user"]')).toHaveValue('another_seller');
  await page.getByTestId('source-add').getByRole('button', { name: '取消' }).click();

  // The same one at another address is not.
  await renamed.getByTestId('source-edit').click();
  await form.locator('input[name="url"]').fill(moved.url);
  await page.getByTestId('source-edit-do').click();
  await expect(form).toHaveCount(0, { timeout: 20_000 });
  await expect(renamed).toHaveAttribute('data-tone', 'fine');
  await closeManager(page);
  moved.emit('chat', tiktokChat('m3', '搬家以后的弹幕'));
  await expect(feedOf(page)).toContainText('搬家以后的弹幕');

  await openManager(page);
  await renamed.getByTestId('source-remove').click();
  await renamed.getByTestId('source-remove-do').click();
  await expect(renamed).toHaveCount(0);
});

test('a form of the manager leaves the keyboard nowhere, or Esc throws away more than the form', async ({ rig }) => {
  const reader = closing(await startChatReader((answer) => answer('tiktokConnected', { isConnected: true })));
  const page = await rig.open();
  await page.getByTestId('show-rehearse').click();
  await openManager(page);
  const opener = page.getByTestId('source-add-open');
  const form = page.getByTestId('source-add');
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('source-add-kind')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await expect(opener).toBeFocused();

  // By the keyboard alone; what is refused is said where it was typed.
  await page.keyboard.press('Enter');
  await page.getByTestId('source-add-kind').selectOption('tiktok-chat-reader');
  await form.locator('input[name="url"]').fill('no address');
  await form.locator('input[name="user"]').fill('demo_seller');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('source-add-refused')).toContainText('http');
  await form.locator('input[name="url"]').fill(reader.url);
  await expect(page.getByTestId('source-add-refused')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(opener).toBeFocused();

  const row = page.getByTestId('source-row');
  await expect(row).toHaveCount(1);
  await row.getByTestId('source-rename').press('Enter');
  await expect(row.locator('form input')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(row.getByTestId('source-rename')).toBeFocused();
  await row.getByTestId('source-remove').press('Enter');
  // A key that is held down must not remove it.
  await page.keyboard.press('Enter');
  await expect(row.getByTestId('source-remove')).toBeFocused();
  await expect(row).toHaveCount(1);
  await closeManager(page);
});

test('who dials in is not heard, or nobody is told that the port waits', async ({ rig }) => {
  const page = await rig.open();
  await page.getByTestId('show-rehearse').click();
  await openManager(page);
  const port = await freePort();
  await fill(page, 'dycast', '抖音中继', { port: String(port) });
  await tryOut(page, true);
  await add(page, '抖音中继');
  const row = rowOf(page, '抖音中继');
  await expect(row).toContainText('等它连过来');
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  closing({ close: async () => socket.terminate() });
  await new Promise((resolve) => socket.once('open', resolve));
  await expect(row).toHaveAttribute('data-tone', 'fine');
  socket.send(
    JSON.stringify([{ id: '1', method: 'WebcastChatMessage', user: { id: '5', name: '阿木' }, content: '来一件' }]),
  );
  await closeManager(page);
  await expect(feedOf(page)).toContainText('来一件');
});

test('a signed order does not arrive, or a forged one does', async ({ rig }) => {
  const page = await rig.open();
  await page.getByTestId('show-rehearse').click();
  await openManager(page);
  const port = await freePort();
  await fill(page, 'webhook', '店铺推送', { port: String(port), secret: SECRET });
  await tryOut(page, true);
  await add(page, '店铺推送');
  const row = rowOf(page, '店铺推送');
  await expect(row).toHaveAttribute('data-tone', 'fine');
  await expect(row).not.toContainText(SECRET);
  const at = new Date().toISOString();
  const order = (id: number, title: string): string =>
    JSON.stringify(
      shopifyOrder({
        id,
        created_at: at,
        processed_at: at,
        updated_at: at,
        line_items: [{ id, product_id: 1, variant_id: 2, sku: 'X', title, name: title, quantity: 2, price: '29.99' }],
      }),
    );
  expect((await post(port, order(1, '伪造的订单'), 'another secret')).status).toBe(401);
  await expect.poll(async () => (await post(port, order(2, '羊毛围巾'))).status).toBe(200);
  await closeManager(page);
  await expect(page.getByTestId('order-row').filter({ hasText: '羊毛围巾' })).toHaveCount(1);
  await expect(page.getByTestId('order-row').filter({ hasText: '伪造的订单' })).toHaveCount(0);
});

test('a feed that breaks leaves no band, no word of what is missing, no notice of its format, or a notice that stays', async ({
  rig,
}) => {
  const server = await startLaplace();
  const page = await rig.open();
  await openManager(page);
  await fill(page, 'laplace-event-bridge', 'B站弹幕', { url: server.url });
  await tryOut(page, true);
  await add(page, 'B站弹幕');
  await expect(rowOf(page, 'B站弹幕')).toHaveAttribute('data-tone', 'fine');
  await closeManager(page);
  // Before it there was nothing to be heard, which would be a gap of its own.
  await page.getByTestId('show-rehearse').click();
  server.send(laplaceChat('m1', '第一句'));
  server.send({ type: 'online-update', count: 128, online: 128, timestampNormalized: Date.now() });
  await expect(feedOf(page)).toContainText('第一句');

  for (let index = 0; index < 8; index += 1) server.send({ type: 'message', neu: index });
  const notice = page.getByTestId('format-notice');
  await expect(notice).toContainText('B站弹幕');
  // By the keyboard alone: to the rejects, one opened, copied, closed, and back to the notice.
  await notice.getByTestId('format-notice-open').focus();
  await page.keyboard.press('Enter');
  const refused = page.getByTestId('reject-row').first();
  await expect(refused).toContainText('8 次');
  await refused.getByTestId('reject-open').focus();
  await page.keyboard.press('Enter');
  await expect(refused.locator('pre')).toContainText('"neu":7');
  await page.keyboard.press('Tab');
  await expect(refused.getByTestId('reject-copy')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('已复制')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('dialog')).toHaveCount(0);
  await notice.getByTestId('format-notice-dismiss').click();
  await expect(notice).toHaveCount(0);
  server.send({ type: 'message', neu: 'again' });
  await expect(page.getByTestId('chart-interaction')).toBeVisible();
  await expect(notice).toHaveCount(0);

  const { port } = server;
  await server.close();
  await expect(page.getByTestId('gap-band').first()).toBeVisible();
  expect(await page.getByTestId('gap-band').first().getAttribute('title')).toContain('弹幕');
  await expect(page.getByTestId('chart-gmv').getByTestId('gap-band')).toHaveCount(0);
  closing(await startWsFeed({ port, onConnect: (socket) => socket.send(ESTABLISHED) }));
  await openManager(page);
  const row = rowOf(page, 'B站弹幕');
  await expect(row).toHaveAttribute('data-tone', 'fine', { timeout: 30_000 });
  await expect(row.getByTestId('source-gaps')).toContainText('可能缺：弹幕');
  await closeManager(page);
  await expect(page.getByTestId('chart-interaction').getByTestId('gap-band')).toHaveCount(1);
});

test('where only chat can be read, a pin looks as if viewers were shown it', async ({ rig }) => {
  const server = await startLaplace();
  const page = await rig.open();
  await page.getByTestId('show-rehearse').click();
  await openManager(page);
  await fill(page, 'laplace-event-bridge', 'B站弹幕', { url: server.url });
  await add(page, 'B站弹幕');
  await expect(rowOf(page, 'B站弹幕')).toHaveAttribute('data-tone', 'fine');
  await closeManager(page);
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('pinned-product')).toHaveAttribute('data-number', '1');
  await expect(page.getByTestId('ability-note').first()).toContainText('都不能讲解');
});

test('secrets are not kept by a passphrase, or it is not asked for after a start, or cannot be forgotten', async ({
  rig,
}) => {
  // The page says itself that its engine is gone while that is restarted.
  rig.allow(/WebSocket|ERR_CONNECTION_REFUSED/);
  const server = await startLaplace();
  let page = await rig.open();
  await openManager(page);
  await fill(page, 'laplace-event-bridge', 'B站弹幕', { url: server.url, token: SECRET });
  await add(page, 'B站弹幕');
  const keeping = page.getByTestId('secret-keeping');
  await expect(keeping).toHaveAttribute('data-place', 'run');
  await page.getByTestId('passphrase-set').click();
  await page.getByTestId('passphrase-passphrase').fill(PHRASE);
  await page.getByTestId('passphrase-again').fill('another one');
  await expect(page.getByTestId('passphrase-do')).toBeDisabled();
  await page.getByTestId('passphrase-again').fill(PHRASE);
  await page.getByTestId('passphrase-do').click();
  await expect(keeping).toHaveAttribute('data-place', 'open');
  await page.close();

  await rig.kill();
  await rig.restart();
  page = await rig.open();
  await page.getByTestId('passphrase-notice-open').click();
  const row = rowOf(page, 'B站弹幕');
  await expect(row).toContainText('等主密码');
  await page.getByTestId('passphrase-passphrase').fill('wrong one');
  await page.getByTestId('passphrase-do').click();
  await expect(page.getByTestId('passphrase-refusal')).toContainText('主密码不对');
  await page.getByTestId('passphrase-passphrase').fill(PHRASE);
  await page.getByTestId('passphrase-do').click();
  await expect(row).toHaveAttribute('data-tone', 'fine');
  await expect(page.getByTestId('passphrase-notice')).toHaveCount(0);
  expect(server.asked.at(-1)?.path).toContain(SECRET);
  expect(await page.content()).not.toContain(SECRET);

  await page.getByTestId('passphrase-forget').click();
  await page.getByTestId('passphrase-forget-do').click();
  await expect(page.getByTestId('secret-keeping')).toHaveAttribute('data-place', 'run');
  await expect(row).toContainText('只在这次运行中有效');
});

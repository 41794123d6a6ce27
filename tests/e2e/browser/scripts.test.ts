// Scripts from the workspace to the host's screen: written, held back, read on the prompter, and answers given by one key.

import type { Page } from '@playwright/test';
import { expect, test, waitUntilReady } from '../../support/browser-desk.ts';

const openScripts = async (desk: Page): Promise<void> => {
  await desk.getByTestId('open-workspace').click();
  await desk.getByTestId('workspace-scripts').click();
  await expect(desk.getByTestId('script-total')).toBeVisible();
};

const pin = async (desk: Page, number: string): Promise<void> => {
  for (const digit of number) await desk.keyboard.press(digit);
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('pinned-product')).toHaveAttribute('data-number', number);
};

const wordsOn = (host: Page) => host.locator('[data-words]');

test('what is written does not reach the host, or jumps under the eyes, or a hole does', async ({ rig }) => {
  const desk = await rig.open();
  await pin(desk, '6');
  const host = await rig.open('host');
  await waitUntilReady(host);
  // Without a script the selling points stay.
  await expect(host.getByText('细刷头，下睫毛也刷得到')).toBeVisible();
  await expect(host.getByTestId('host-prompter')).toHaveCount(0);

  await desk.bringToFront();
  await openScripts(desk);
  await desk.getByTestId('script-shelf-row').filter({ hasText: '睫毛膏' }).click();
  const text = desk.getByTestId('script-text').getByRole('textbox');
  await desk.getByTestId('script-new-price').click();
  await text.fill('今天只要 {直播价}');
  await expect(desk.getByTestId('script-preview')).toContainText('今天只要 35 元');
  await desk.keyboard.press('Control+s');
  await expect(desk.getByTestId('script-block')).toHaveCount(1);
  await expect(wordsOn(host).first()).toHaveText('今天只要 35 元');

  await desk.getByTestId('script-new-urgency').click();
  await text.fill('{闪购价} 手慢无');
  await expect(desk.getByTestId('script-fault')).toHaveText('「闪购价」现在没有值');
  await desk.getByTestId('script-save').click();
  await expect(desk.getByTestId('script-block')).toHaveCount(2);
  await test.info().attach('scripts', { body: await desk.screenshot(), contentType: 'image/png' });
  await desk.getByTestId('workspace-close').click();
  await expect(desk.getByTestId('held-scripts')).toContainText('{闪购价} 没有值');
  await expect(host.getByText('手慢无')).toHaveCount(0);
});

test('the prompter has no keys on the host’s screen, or takes the one that says yes to a message', async ({ rig }) => {
  const desk = await rig.open();
  await pin(desk, '3');
  const host = await rig.open('host');
  await waitUntilReady(host);
  const phase = host.getByTestId('prompter-phase');
  await expect(wordsOn(host).first()).toContainText('先不报价');
  await host.keyboard.press('ArrowUp');
  await expect(host.getByTestId('prompter-speed')).toHaveText('1.05×');
  await host.keyboard.press('Space');
  await expect(phase).toHaveAttribute('data-phase', 'playing');

  await desk.bringToFront();
  await desk.keyboard.press('c');
  await desk.getByTestId('message-field').fill('报价前先试色');
  await desk.keyboard.press('Enter');
  await host.bringToFront();
  const message = host.getByTestId('host-message');
  await expect(message).toHaveAttribute('aria-disabled', 'false');
  await host.keyboard.press('ArrowUp');
  await expect(host.getByTestId('prompter-speed')).toHaveText('1.05×');
  await host.keyboard.press('Enter');
  await expect(message).toHaveCount(0);
  await host.keyboard.press('PageDown');
  await expect(host.getByTestId('prompter-place')).toContainText('卖点');

  // Set up for this display, and still so after a restart of the page.
  await host.getByRole('button', { name: '提词器外观' }).click();
  await host.getByTestId('prompter-set-up').getByRole('slider').first().fill('80');
  await host.getByTestId('prompter-set-up').getByLabel('左右镜像（玻璃提词器）').check();
  await host.keyboard.press('Escape');
  await expect(host.getByTestId('prompter-set-up')).toHaveCount(0);
  await test.info().attach('host', { body: await host.screenshot(), contentType: 'image/png' });
  const again = await rig.open('host');
  await waitUntilReady(again);
  const font = (page: Page): Promise<string> =>
    page.getByTestId('prompter').evaluate((element) => element.style.getPropertyValue('--prompter-font'));
  await expect.poll(() => font(again)).toBe('5rem');
  await expect(again.getByTestId('prompter-speed')).toHaveText('1.05×');
});

test('a whole text cannot be pasted, or its versions are lost, or it is kept unseen', async ({ rig }) => {
  const desk = await rig.open();
  await pin(desk, '6');
  await openScripts(desk);
  await desk.getByTestId('script-paste').click();
  await desk
    .getByTestId('paste-text')
    .fill('6号链接\n【卖点】刷头\n细刷头\n【报价】\n直播价 {直播价}\n问：防水吗\n答：防水防汗\n');
  await desk.getByTestId('paste-split').click();
  const preview = desk.getByTestId('paste-preview');
  await expect(preview.getByRole('listitem')).toHaveCount(3);
  await preview.getByRole('checkbox').nth(1).uncheck();
  await desk.getByTestId('paste-keep').click();
  await expect(desk.getByTestId('script-paste-dialog')).toHaveCount(0);
  const blocks = desk.getByTestId('script-block');
  await expect(blocks).toHaveCount(2);

  await blocks.first().press('Alt+ArrowDown');
  await expect(blocks.first()).toContainText('防水吗');
  await blocks.nth(1).click();
  await desk.getByTestId('script-text').getByRole('textbox').fill('细刷头，不结块');
  await desk.keyboard.press('Control+s');
  await desk.getByTestId('script-versions').click();
  await expect(desk.getByTestId('script-version')).toHaveCount(2);
  await expect(desk.getByTestId('script-diff').locator('ins')).toHaveText('，不结块');
  await desk.getByTestId('script-version').nth(1).click();
  await desk.getByTestId('script-restore').click();
  await expect(desk.getByTestId('script-text').getByRole('textbox')).toHaveValue('细刷头');
});

test('the approved answer to a question takes more than one key, or leaves the question standing', async ({ rig }) => {
  const desk = await rig.open();
  const host = await rig.open('host');
  await waitUntilReady(host);
  await desk.bringToFront();
  const first = desk.getByTestId('question-row').nth(0);
  const answer = first.getByTestId('question-answer').locator('bdi');
  await expect(answer).toBeVisible();
  const question = (await first.locator('bdi').first().textContent()) ?? '';
  await desk.keyboard.press('Shift+Alt+Digit1');
  await expect(desk.getByTestId('question-row').locator('bdi', { hasText: question })).toHaveCount(0);
  await expect(host.getByTestId('host-message')).toContainText(`「${question}」`);
});

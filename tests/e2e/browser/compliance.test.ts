// Compliance in a browser: a show that may not start, mended by its owner's decisions, signed, and started.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { newId } from '../../../src-main/new-id.ts';
import { expect, type Rig, test } from '../../support/browser-desk.ts';
import { connectOwner } from '../../support/raw-screen.ts';

/** A draft whose own title breaks two rules' words, in sight of a page. */
const openDraft = async (rig: Rig, title: string): Promise<Page> => {
  const page = await rig.open();
  const screen = await connectOwner(rig.engine());
  await screen.request('show.end', { commandId: newId() });
  const made = await screen.request('show.create', {
    commandId: newId(),
    title,
    host: '',
    plannedMinutes: 60,
    copyOf: null,
  });
  expect(made).toMatchObject({ ok: true });
  screen.close();
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'draft');
  return page;
};

const decide = async (page: Page, kind: 'exempt' | 'override', reason: string): Promise<void> => {
  await page.getByTestId(`finding-${kind}`).first().click();
  const form = page.getByTestId(`${kind}-form`);
  await form.locator('textarea').fill(reason);
  await form.locator('button[type=submit]').click();
  await expect(form).toHaveCount(0);
};

test('a show that breaks the law starts, or cannot be started by an owner who answers for it', async ({ rig }) => {
  const page = await openDraft(rig, '治疗湿疹专场');
  await page.getByTestId('show-start').click();
  const counts = page.getByTestId('report-counts');
  await expect(counts).toHaveAttribute('data-blocking', '2');
  await expect(page.getByTestId('show-state').first()).toHaveAttribute('data-phase', 'draft');
  await expect(page.locator('mark[data-mark="block"]')).toHaveText(['治疗', '湿疹']);
  await expect(page.getByTestId('report-sign')).toBeDisabled();
  await decide(page, 'override', '有医疗器械注册证');
  await expect(counts).toHaveAttribute('data-blocking', '1');
  await decide(page, 'exempt', '这是患者俱乐部的名字');
  await expect(counts).toHaveAttribute('data-blocking', '0');
  await page.getByTestId('report-sign').click();
  await expect(page.getByTestId('report-signature')).toHaveAttribute('data-outdated', 'false');
  await test.info().attach('signed', { body: await page.screenshot(), contentType: 'image/png' });

  // What was decided is evidence, and can be handed over as a file.
  await page.getByTestId('compliance-evidence').click();
  await expect(page.getByTestId('evidence-state')).toHaveAttribute('data-broken', 'none');
  await expect(page.locator('tbody tr')).toHaveCount(3);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('evidence-save').click()]);
  const file = await readFile(await download.path(), 'utf8');
  expect(file.trimEnd().split('\r\n')).toHaveLength(4);
  expect(file).toContain('有医疗器械注册证');

  // Taking one back outdates the signature.
  await page.getByTestId('compliance-report').click();
  await page.getByTestId('finding-undo').last().click();
  await expect(counts).toHaveAttribute('data-blocking', '1');
  await expect(page.getByTestId('report-signature')).toHaveAttribute('data-outdated', 'true');
  await decide(page, 'override', '已请律师看过');
  await page.getByTestId('workspace-close').click();
  await page.getByTestId('show-start').click();
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'live');
});

test('a field marks other words than are found, marks none, or keeps marks of what is no longer there', async ({
  rig,
}) => {
  const page = await rig.open();
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('workspace-compliance').click();
  await page.getByTestId('compliance-check').click();
  const field = page.getByTestId('any-text');
  const text = field.locator('textarea');
  await text.fill('能治疗湿疹，最佳食用期六个月');
  await expect(field.locator('mark')).toHaveText(['治疗', '湿疹']);
  await expect(field.getByTestId('field-finding')).toHaveCount(2);
  const [line, typed] = [await field.locator('mark').first().boundingBox(), await text.boundingBox()];
  expect(line?.y).toBeGreaterThan(typed?.y ?? Number.POSITIVE_INFINITY);
  await page.mouse.move((line?.x ?? 0) + 5, (line?.y ?? 0) + 5);
  await expect(text).toHaveAttribute('title', /医疗用语/);
  await text.press('Home');
  await text.pressSequentially('这款最好，');
  await expect(field.locator('mark')).toHaveText(['最好', '治疗', '湿疹']);
  await field.getByTestId('field-finding').filter({ hasText: '湿疹' }).getByRole('button').click();
  await page.keyboard.press('Delete');
  await expect(text).toHaveValue('这款最好，能治疗，最佳食用期六个月');
  await expect(field.locator('mark')).toHaveText(['最好', '治疗']);
  await text.fill('');
  await expect(field.locator('mark')).toHaveCount(0);
  await expect(field.getByTestId('field-finding')).toHaveCount(0);
});

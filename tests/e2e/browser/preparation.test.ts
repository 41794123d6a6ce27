// A show prepared without a room: goods from a file, scripts, run sheet, law and signature, then rehearsed, read and started.

import type { Page } from '@playwright/test';
import { expect, test, waitUntilReady } from '../../support/browser-desk.ts';
import { closeTabs, openTab, pin, shoot } from '../../support/selling-desk.ts';

test.use({ room: 'none' });

const GOODS = [
  '控台商品编号,商品名称,状态,分类,卖点,规格名1,规格值1,SKU,条码,币种,价格,库存',
  '"\t2001",羊毛围巾,在售,服饰,100% 羊毛,颜色,米白,WJ-1,6901234567892,CNY,129.00,60',
  '"\t2001",羊毛围巾,,,,颜色,驼色,WJ-2,6901234567908,CNY,129.00,40',
  '"\t2002",保湿润唇膏,在售,美妆,治疗唇炎,,,RC-1,6901234567915,CNY,29.90,200',
];

const SCRIPT =
  '【开场】\n晚上好，先看围巾\n【卖点】\n这条围巾最好，羊毛织的，不扎脖子\n【报价】\n直播价 {直播价}，还有 {库存} 条';

const importGoods = async (page: Page): Promise<void> => {
  await openTab(page, 'products');
  await page.getByTestId('catalogue-import').click();
  const buffer = Buffer.from(`\uFEFF${GOODS.join('\r\n')}`);
  await page.getByTestId('import-file').setInputFiles({ name: '控台商品.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByTestId('import-format')).toHaveValue('kongtai');
  await expect(page.getByTestId('import-show-create')).toHaveAttribute('data-count', '2');
  await page.getByTestId('import-apply').click();
  await expect(page.getByTestId('import-report')).toBeVisible();
  await page.getByTestId('import-close').click();
  await closeTabs(page);
};

const makeShow = async (page: Page, title: string): Promise<void> => {
  await page.getByTestId('open-shows').click();
  await page.getByTestId('dialog').getByRole('button', { name: '新建场次' }).click();
  await page.getByTestId('show-new').locator('input').first().fill(title);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('dialog')).toHaveCount(0);
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'draft');
};

const pasteScript = async (page: Page): Promise<void> => {
  await openTab(page, 'scripts');
  // Not on the run sheet yet: found by search.
  await page.getByTestId('script-search').fill('围巾');
  await page.getByTestId('script-shelf-row').filter({ hasText: '羊毛围巾' }).click();
  await page.getByTestId('script-paste').click();
  await page.getByTestId('paste-text').fill(SCRIPT);
  await page.getByTestId('paste-split').click();
  await expect(page.getByTestId('paste-preview').getByRole('listitem')).toHaveCount(3);
  await page.getByTestId('paste-keep').click();
  await expect(page.getByTestId('script-block')).toHaveCount(3);
};

const makeSheet = async (page: Page): Promise<void> => {
  await openTab(page, 'run-sheet');
  const cues = page.getByTestId('cue');
  await expect(cues).toHaveCount(18);
  await page.locator('[data-handle]').first().focus();
  for (let left = 17; left >= 0; left -= 1) {
    await page.keyboard.press('Delete');
    await expect(cues).toHaveCount(left);
  }
  for (const [place, words] of ['米白', '润唇膏'].entries()) {
    await page.getByTestId('cue-search').fill(words);
    await page.getByTestId('cue-pick').filter({ hasText: words }).click();
    await expect(cues).toHaveCount(place + 1);
  }
  const scarf = cues.first();
  await scarf.getByTestId('cue-deal-chip').click();
  await page.getByTestId('cue-deal-price').fill('99');
  await page.getByTestId('cue-deal-quantity').fill('30');
  await page.keyboard.press('Enter');
  await expect(scarf.getByTestId('cue-deal-chip')).toContainText('30');
  await scarf.getByTestId('cue-script-chip').click();
  // The product's own come before the general ones.
  for (const count of [1, 2, 3]) {
    await page.getByTestId('cue-script-add').first().click();
    await expect(page.getByTestId('cue-script-block')).toHaveCount(count);
  }
  await page.getByTestId('cue-script-done').click();
  await expect(scarf.getByTestId('cue-script-chip')).toContainText('3');
};

const mendScript = async (page: Page): Promise<void> => {
  await openTab(page, 'scripts');
  await page.getByTestId('script-shelf-row').filter({ hasText: '羊毛围巾' }).click();
  await page.getByTestId('script-block').filter({ hasText: '最好' }).click();
  await page.getByTestId('script-text').getByRole('textbox').fill('羊毛织的，不扎脖子');
  await page.getByTestId('script-save').click();
  await expect(page.getByTestId('script-block').filter({ hasText: '最好' })).toHaveCount(0);
};

const mendGoods = async (page: Page): Promise<void> => {
  await openTab(page, 'products');
  await page.getByTestId('catalogue-search').fill('润唇膏');
  const row = page.getByTestId('catalogue-row');
  await expect(row).toHaveCount(1);
  await row.click();
  const field = page.getByTestId('field-sellingPoints');
  await expect(field.locator('mark').first()).toBeVisible();
  await field.locator('textarea').fill('不添加香精');
  await expect(field.locator('mark')).toHaveCount(0);
  await page.getByTestId('product-save').click();
  await expect(page.getByTestId('catalogue-notice')).toBeVisible();
};

test('a show that is prepared from a file could not be mended, signed, rehearsed, read or started offline', async ({
  rig,
  context,
}) => {
  test.slow();
  // Whatever a page asks for beyond this computer.
  const left: string[] = [];
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && hostname !== '127.0.0.1') left.push(request.url());
  });
  const desk = await rig.open();
  await importGoods(desk);
  await makeShow(desk, '围巾专场');
  await pasteScript(desk);
  await shoot(desk, 'scripts');
  await makeSheet(desk);
  await shoot(desk, 'run-sheet');
  await closeTabs(desk);

  // What breaks the law keeps the show from starting, and is shown where it is.
  await desk.getByTestId('show-start').click();
  const counts = desk.getByTestId('report-counts');
  await expect(counts).toHaveAttribute('data-blocking', '1');
  await expect(counts).toHaveAttribute('data-warnings', '2');
  await expect(desk.getByTestId('report-sign')).toBeDisabled();
  await shoot(desk, 'report');
  await mendScript(desk);
  await mendGoods(desk);
  await openTab(desk, 'compliance');
  await expect(counts).toHaveAttribute('data-blocking', '0');
  await expect(desk.getByTestId('report-finding')).toHaveCount(1);
  await desk.getByTestId('finding-exempt').click();
  const form = desk.getByTestId('exempt-form');
  await form.locator('textarea').fill('检测报告：羊毛含量 100%');
  await form.locator('button[type=submit]').click();
  await expect(counts).toHaveAttribute('data-warnings', '0');
  await desk.getByTestId('report-sign').click();
  await expect(desk.getByTestId('report-signature')).toHaveAttribute('data-outdated', 'false');
  await shoot(desk, 'signed');
  await desk.getByTestId('workspace-close').click();
  await desk.getByTestId('language-switch').click();
  await openTab(desk, 'compliance');
  await expect(desk.getByTestId('report-signature')).toBeVisible();
  await shoot(desk, 'signed-en');
  await desk.getByTestId('workspace-close').click();
  await desk.getByTestId('language-switch').click();

  const state = desk.getByTestId('show-state');
  await desk.getByTestId('show-rehearse').click();
  await expect(state).toHaveAttribute('data-phase', 'rehearsing');
  await pin(desk, '1');
  const host = await rig.open('host');
  await waitUntilReady(host);
  const words = host.locator('[data-words]');
  await expect(words).toHaveText(['晚上好，先看围巾', '羊毛织的，不扎脖子', '直播价 129 元，还有 60 条']);
  await host.keyboard.press('Space');
  await expect(host.getByTestId('prompter-phase')).toHaveAttribute('data-phase', 'playing');
  await host.keyboard.press('Space');
  await host.keyboard.press('PageDown');
  await expect(host.getByTestId('prompter-place')).toContainText('卖点');
  await shoot(host, 'prompter');

  // What was rehearsed is no part of the show.
  await desk.bringToFront();
  await desk.getByTestId('show-reset').click();
  await expect(state).toHaveAttribute('data-phase', 'draft');
  await desk.getByTestId('show-start').click();
  await expect(state).toHaveAttribute('data-phase', 'live');
  await pin(desk, '1');
  await expect(words.first()).toHaveText('晚上好，先看围巾');
  await expect(desk.getByTestId('deal-price')).toHaveValue('99.00');
  await shoot(desk, 'live');
  expect(left).toEqual([]);
});

// A seller's deeds at the desk as a person does them: comments taken down, deals fired, carts paid, parcels packed.

import { expect, type Locator, type Page, test } from '@playwright/test';

export const shoot = async (page: Page, name: string): Promise<void> =>
  test.info().attach(name, { body: await page.screenshot(), contentType: 'image/png' });

/** The amount in fen that stands in a text, such as ¥1,299.50. */
export const fenIn = (text: string | null): number => {
  const amount = /¥([\d,]+)(?:\.(\d{2}))?/.exec(text ?? '');
  if (amount === null) throw new Error(`There is no amount in "${text}".`);
  return Number(amount[1]?.replaceAll(',', '')) * 100 + Number(amount[2] ?? 0);
};

export const openTab = async (page: Page, name: string): Promise<void> => {
  const tab = page.getByTestId(`workspace-${name}`);
  if (!(await tab.isVisible())) await page.getByTestId('open-workspace').click();
  await tab.click();
};

export const closeTabs = async (page: Page): Promise<void> => {
  await page.getByTestId('workspace-close').click();
  await expect(page.getByTestId('workspace')).toHaveCount(0);
};

export const pin = async (page: Page, number: string): Promise<void> => {
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('pinned-product')).toHaveAttribute('data-number', number);
};

/** What is left of the only variant of a product. */
export const setStock = async (page: Page, title: string, stock: number): Promise<void> => {
  await openTab(page, 'products');
  await page.getByTestId('catalogue-search').fill(title);
  const row = page.getByTestId('catalogue-row');
  await expect(row).toHaveCount(1);
  await row.click();
  await page.getByTestId('editor-variants').click();
  await page.getByTestId('variant-stock').fill(String(stock));
  await page.getByTestId('product-save').click();
  await expect(page.getByTestId('catalogue-notice')).toBeVisible();
  await closeTabs(page);
};

export const openClaims = async (page: Page): Promise<void> => {
  await page.getByTestId('claims-switch').click();
  await page.getByTestId('claims-open').click();
  await expect(page.getByTestId('claims-switch')).toHaveAttribute('data-on', 'true');
  await expect(page.getByTestId('dialog')).toHaveCount(0);
};

/** Opens the form, types each comment as its viewer's, and closes it. */
export const say = async (page: Page, comments: readonly (readonly [name: string, text: string])[]): Promise<void> => {
  await page.keyboard.press('a');
  await page.getByTestId('claim-maker-said').click();
  for (const [name, text] of comments) {
    await page.getByTestId('claim-name').fill(name);
    await page.getByTestId('claim-text').fill(text);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('claim-name')).toHaveValue('');
  }
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('claim-maker')).toHaveCount(0);
};

/** A buyer on the phone: no comment, but goods. */
export const takeDown = async (page: Page, name: string, number: string, quantity: string): Promise<void> => {
  await page.keyboard.press('a');
  await page.getByTestId('claim-maker-goods').click();
  await page.getByTestId('claim-name').fill(name);
  await page.getByTestId('claim-product').fill(number);
  await page.getByTestId('claim-quantity').fill(quantity);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('claim-name')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('claim-maker')).toHaveCount(0);
};

export const claimOf = (page: Page, name: string): Locator => page.getByTestId('claim-row').filter({ hasText: name });

/** Arms what the cue plans and fires it, by F alone. */
export const fireByKey = async (page: Page): Promise<void> => {
  const panel = page.getByTestId('deal-panel');
  await page.keyboard.press('f');
  await expect(panel).toHaveAttribute('data-phase', 'armed');
  await page.keyboard.down('f');
  await expect(panel).toHaveAttribute('data-phase', 'countdown');
  await page.keyboard.up('f');
};

/** Pays a buyer's cart by the P key, and returns what was paid in fen. */
export const payCart = async (page: Page, name: string): Promise<number> => {
  await page.getByTestId('claim-cart-search').fill(name);
  const cart = page.getByTestId('claim-cart');
  await expect(cart).toHaveCount(1);
  await expect(cart).toContainText(name);
  await expect(cart).toHaveAttribute('data-paid', 'false');
  const total = fenIn(await cart.locator('b').first().textContent());
  await page.getByTestId('claim-carts').focus();
  await page.keyboard.press('p');
  await expect(cart).toHaveAttribute('data-paid', 'true');
  return total;
};

export const endShow = async (page: Page): Promise<void> => {
  await page.getByTestId('show-end').hover();
  await page.mouse.down();
  await expect(page.getByTestId('summary')).toBeVisible();
  await page.mouse.up();
};

/** SKU and units of every line of the pick list. */
export const pickedGoods = (page: Page): Promise<readonly string[]> =>
  page.getByTestId('pick-row').evaluateAll((rows) =>
    rows.map((row) => {
      const units = row.querySelector('[data-testid="pick-units"]')?.textContent ?? '';
      return `${row.querySelector('td')?.textContent} ×${units.trim()}`;
    }),
  );

export const scan = async (page: Page, code: string): Promise<void> => {
  await expect(page.getByTestId('scan')).toBeFocused();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('scan')).toHaveValue('');
};

/** Packs every open parcel in its turn by scanning each piece in it; buyer → goods as the slips had them. */
export const packAll = async (page: Page): Promise<ReadonlyMap<string, readonly string[]>> => {
  const packed = new Map<string, readonly string[]>();
  const rows = page.getByTestId('slip-row');
  const slip = page.getByTestId('slip');
  for (let left = await rows.count(); left > 0; left -= 1) {
    const lines = await slip.getByTestId('slip-line').allInnerTexts();
    const buyer = (await slip.getByRole('heading', { level: 2 }).textContent()) ?? '';
    const goods: string[] = [];
    for (const line of lines) {
      const [, quantity = '', sku = '', barcode = ''] = /×(\d+)[\s\S]*?(\S+) · (\d+)/.exec(line) ?? [];
      goods.push(`${sku} ×${quantity}`);
      for (let piece = 0; piece < Number(quantity); piece += 1) await scan(page, barcode);
    }
    packed.set(buyer, goods);
    await expect(rows).toHaveCount(left - 1);
    if (left > 1) await expect(slip.getByRole('heading', { level: 2 })).not.toHaveText(buyer);
  }
  return packed;
};

/** Settles the only unclear claim by one key; a row too new for a key to be meant for it lets the key pass by. */
export const settleByKey = async (page: Page, key: string): Promise<void> => {
  const row = page.getByTestId('unclear-row');
  await page.keyboard.press('j');
  await expect(row).toBeFocused();
  await expect(async () => {
    if ((await row.count()) > 0) await row.press(key, { timeout: 500 });
    await expect(row).toHaveCount(0, { timeout: 500 });
  }).toPass();
};

const orderOf = async (page: Page, buyer: string): Promise<Locator> => {
  await page.getByTestId('orders-search').fill(buyer);
  const row = page.getByTestId('orders-row');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(buyer);
  return row;
};

/** Gives all of an order's money back at the desk. */
export const refund = async (page: Page, buyer: string, amount: string): Promise<void> => {
  const row = await orderOf(page, buyer);
  await row.getByTestId('order-refund').click();
  await expect(page.getByTestId('order-refund-amount')).toHaveValue(amount);
  await page.getByTestId('order-refund-confirm').click();
  await expect(row).toHaveAttribute('data-state', 'refunded');
};

const DAY_MS = 24 * 3_600_000;
const chinaTime = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** A platform's file of the day after, with the order of somebody who bought one 氨基酸洁面乳 refunded in it. */
export const importRefund = async (page: Page, buyer: string): Promise<void> => {
  const row = await orderOf(page, buyer);
  const orderId = (await row.locator('[title]').first().getAttribute('title')) ?? '';
  const amount = (fenIn(await row.textContent()) / 100).toFixed(2);
  const lines = [
    '主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,订单提交时间,订单完成时间,订单状态,售后状态,买家昵称',
    `"\t${orderId}","\t${orderId}",氨基酸洁面乳 120g,-,1,KT-CLN-120,${amount},0.00,${chinaTime(Date.now())},${chinaTime(Date.now() + DAY_MS)},已关闭,退款成功,${buyer}`,
  ];
  await page.getByTestId('orders-import').click();
  const file = { name: '抖店售后.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) };
  await page.getByTestId('import-file').setInputFiles(file);
  await expect(page.getByTestId('import-format')).toHaveValue('doudian');
  await page.getByTestId('import-apply').click();
  await expect(page.getByTestId('import-report')).toBeVisible();
  await page.getByTestId('import-close').click();
  await expect(row).toHaveAttribute('data-match', 'id');
};

// The programs that feed a show in end-to-end tests: a chat reader and a shop on loopback, and the hands that attach them at the desk.

import { expect, type Locator, type Page } from '@playwright/test';
import { type ChatReader, startChatReader } from '../ingest/support/feed-server.ts';
import { type StandInVendure, startStandInVendure } from '../ingest/support/stand-in-vendure.ts';
import { pin } from './selling-desk.ts';

export const LIPSTICK = 'KT-LIP-MAPLE';
export const SHOP = '杭州小店';
export const ROOM = '夜场直播';
/** A shop is asked every four seconds, and tried again within half a minute. */
export const SOON = { timeout: 45_000 };

const ROOM_ID = '7309';
const PASSWORD = 'right';

export interface SourceStage {
  readonly vendure: StandInVendure;
  readonly readerUrl: string;
  /** A chat message in the room, as of now. */
  say(name: string, text: string): void;
  /** Asked so many times for the room. */
  asked(): number;
  cutReader(): Promise<void>;
  mendReader(): Promise<void>;
  cutShop(): Promise<void>;
  mendShop(): Promise<void>;
  /** What the lipstick costs in the shop now, in fen. */
  price(): number;
  close(): Promise<void>;
}

/** The room says its audience this often, as TikTok does. */
const AUDIENCE_MS = 1000;

export const openStage = async (): Promise<SourceStage> => {
  const vendure = await startStandInVendure();
  vendure.variants.splice(
    0,
    1,
    { id: '11', sku: LIPSTICK, priceWithTax: 79_00, currencyCode: 'CNY' },
    { id: '12', sku: 'KT-CLN-120', priceWithTax: 45_00, currencyCode: 'CNY' },
  );
  const roomInfo = { data: { title: ROOM, create_time: Math.floor(Date.now() / 1000) - 600 } };
  const start = (port?: number): Promise<ChatReader> =>
    startChatReader((answer) => answer('tiktokConnected', { isConnected: true, roomId: ROOM_ID, roomInfo }), port);
  let reader = await start();
  const { port } = reader;
  let asked = 0;
  let said = 0;
  const speak = (name: string, payload: object): void => {
    said += 1;
    reader.emit(name, { msgId: `m${said}`, roomId: ROOM_ID, createTime: String(Date.now()), ...payload });
  };
  const audience = setInterval(() => speak('roomUser', { viewerCount: 1500, totalUser: 4000 }), AUDIENCE_MS);

  return {
    vendure,
    readerUrl: reader.url,
    say: (nickname, comment) => speak('chat', { userId: `u-${nickname}`, nickname, comment }),
    asked: () => asked + reader.asked.length,
    cutReader: async () => {
      asked += reader.asked.length;
      reader.asked.length = 0;
      await reader.close();
    },
    mendReader: async () => {
      reader = await start(port);
    },
    cutShop: () => vendure.server.stop(),
    mendShop: () => vendure.server.reopen(),
    price: () => vendure.priceOf(LIPSTICK),
    close: async () => {
      clearInterval(audience);
      await reader.close();
      await vendure.server.stop();
    },
  };
};

export const openManager = async (page: Page): Promise<void> => {
  await page.getByTestId('source-state').first().click();
  await expect(page.getByTestId('source-add-open')).toBeVisible();
};

export const sourceRow = (page: Page, name: string): Locator =>
  page.getByTestId('source-row').filter({ hasText: name });

/** The state of a source in the header. */
export const sourceChip = (page: Page, name: string): Locator =>
  page.getByTestId('source-state').filter({ hasText: name });

const fill = async (page: Page, kind: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  await page.getByTestId('source-add-open').click();
  await page.getByTestId('source-add-kind').selectOption(kind);
  const form = page.getByTestId('source-add');
  for (const [name, value] of Object.entries(fields)) await form.locator(`input[name="${name}"]`).fill(value);
};

/** With the form open: tries what is filled in, and returns what was seen. */
export const tryOut = async (page: Page): Promise<Locator> => {
  await page.getByTestId('source-test').click();
  const result = page.getByTestId('source-test-result');
  await expect(result).toHaveAttribute('data-up', 'true', { timeout: 20_000 });
  return result;
};

export const fillReader = (page: Page, { readerUrl }: SourceStage): Promise<void> =>
  fill(page, 'tiktok-chat-reader', { url: readerUrl, user: '@demo_seller' });

export const fillShop = (page: Page, { vendure }: SourceStage): Promise<void> =>
  fill(page, 'vendure', { url: `${vendure.server.url}/admin-api`, username: 'admin', password: PASSWORD });

/** Adds what is filled in, and waits until it is heard. */
export const add = async (page: Page, name: string | null): Promise<void> => {
  if (name !== null) await page.locator('#source-name').fill(name);
  await page.getByTestId('source-add-do').click();
  await expect(page.getByTestId('source-add')).toHaveCount(0);
};

/** With the manager open: types the shop's password anew, as after a start that does not know it. */
export const typeSecret = async (page: Page, name: string): Promise<void> => {
  const row = sourceRow(page, name);
  await row.getByTestId('source-unlock').click();
  await row.locator('input[type="password"]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('data-tone', 'fine');
};

export const orderOf = (page: Page, buyer: string): Locator => page.getByTestId('order-row').filter({ hasText: buyer });
export const gmvOf = (page: Page): Locator => page.getByTestId('kpi-gmv').first();
export const dealPanel = (page: Page): Locator => page.getByTestId('deal-panel');

/** With the manager open and both sources added: on air, the lipstick explained. */
export const goLive = async (page: Page): Promise<void> => {
  for (const name of [ROOM, SHOP]) await expect(sourceRow(page, name)).toHaveAttribute('data-tone', 'fine');
  await page.keyboard.press('Escape');
  await page.getByTestId('show-start').click();
  await expect(page.getByTestId('show-state')).toHaveAttribute('data-phase', 'live');
  await pin(page, '3');
};

/** What the deal of the lipstick is to be, at 59, for five minutes. */
export const setDeal = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [field, value] of Object.entries({ price: '59', duration: '5', ...fields }))
    await page.getByTestId(`deal-${field}`).fill(value);
  await page.keyboard.press('Escape');
};

/** By holding its key, until it has ended. */
export const stopDeal = async (page: Page): Promise<void> => {
  await page.keyboard.down('f');
  await expect(dealPanel(page)).toHaveAttribute('data-phase', 'ended');
  await page.keyboard.up('f');
};

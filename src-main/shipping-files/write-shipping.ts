// The shipping file: one row a slip, with columns for carrier and number, so that it can be filled in and read back.

import type { WriteColumn } from '../catalogue-files/layout.ts';
import type { WordLanguage } from '../catalogue-files/problem-words.ts';
import { csvOf } from '../catalogue-files/table-writer.ts';
import { writeWholeFile } from '../catalogue-files/whole-file.ts';
import type { SlipView } from '../contract/fulfilment-documents.ts';

const HEADERS: Readonly<Record<WordLanguage, readonly string[]>> = {
  'zh-CN': ['箱号', '买家', '订单号', '商品', '件数', '赠品', '承诺', '备注', '快递公司', '快递单号'],
  en: ['Parcel', 'Buyer', 'Order', 'Items', 'Units', 'Gifts', 'Promises', 'Notes', 'Carrier', 'Tracking number'],
};
const IDS: ReadonlySet<number> = new Set([2, 9]);
const NUMBERS: ReadonlySet<number> = new Set([0, 4]);

const columnsOf = (language: WordLanguage): readonly WriteColumn[] =>
  HEADERS[language].map((header, at) => ({ header, kind: IDS.has(at) ? 'id' : NUMBERS.has(at) ? 'number' : 'text' }));

const GIFT_WORD: Readonly<Record<WordLanguage, string>> = { 'zh-CN': '（赠品）', en: ' (gift)' };

const toRow = (slip: SlipView, language: WordLanguage): readonly string[] => {
  const join = language === 'en' ? '; ' : '；';
  const name = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
  const [known] = slip.orders.filter(({ trackingNumber }) => trackingNumber !== '');
  return [
    String(slip.number),
    slip.buyer,
    slip.orders.map(({ orderId }) => orderId).join('、'),
    slip.lines
      .map(({ title, variantTitle, sku, quantity, isGift }) => {
        const code = sku === '' ? '' : `[${sku}]`;
        return `${name(title, variantTitle, code)} ×${quantity}${isGift ? GIFT_WORD[language] : ''}`;
      })
      .join(join),
    String(slip.lines.reduce((sum, { quantity }) => sum + quantity, 0)),
    slip.gifts.map(({ name: gift, spec, each, count }) => `${name(gift, spec, each)} ×${count}`).join(join),
    slip.promises.map(({ text }) => text).join(join),
    slip.orders
      .map(({ note }) => note)
      .filter((note) => note !== '')
      .join(join),
    known?.carrier ?? '',
    known?.trackingNumber ?? '',
  ];
};

/** Whole or not at all. The bytes written; throws FileRefusal `not_written`. */
export const writeShipping = (path: string, slips: readonly SlipView[], language: WordLanguage): Promise<number> => {
  const rows = async function* (): AsyncGenerator<readonly (readonly string[])[]> {
    yield slips.map((slip) => toRow(slip, language));
  };
  return writeWholeFile(path, csvOf(columnsOf(language), rows(), { mayGuardIds: true }));
};

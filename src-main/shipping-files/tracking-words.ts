// Why a row of tracking numbers is not taken, in both languages: for the reason column of the rows that come back.

import type { WordLanguage } from '../catalogue-files/problem-words.ts';
import type { TrackingFault } from '../core/fulfilment-tracking.ts';

const words = (chinese: string, english: string): Readonly<Record<WordLanguage, string>> => ({
  'zh-CN': chinese,
  en: english,
});

const WORDS: Readonly<Record<TrackingFault, Readonly<Record<WordLanguage, string>>>> = {
  no_order_id: words('没有订单号', 'has no order number'),
  no_number: words('没有快递单号', 'has no tracking number'),
  bad_number: words('快递单号只能是字母、数字和连字符', 'a tracking number has letters, digits and hyphens only'),
  lost_digits: words(
    '编号已被表格软件改成科学计数法，末尾数字已丢失，请从原处重新导出并把该列设为文本',
    'was turned into powers of ten by a spreadsheet and has lost its last digits; export it again with the column as text',
  ),
  long_carrier: words('快递公司名称太长', 'the name of the carrier is too long'),
  unknown_order: words('本场没有这个已付订单', 'is no paid order of this show'),
  several_orders: words('这个号对应多个订单', 'is the number of several orders'),
  off_order: words('订单已退款或取消，不要发货', 'was refunded or cancelled: do not ship it'),
  twice: words('前面的行给了同一订单另一个单号', 'an earlier row has another number for this order'),
};

export const sayTrackingFault = (fault: TrackingFault, language: WordLanguage): string => WORDS[fault][language];
